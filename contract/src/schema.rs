//! Schemas: whether they are made of what the specification has. What they say of values is the validation's affair.

use crate::error::Error;
use crate::flat::{Document, Kind, Value};
use crate::pointer::Pointer;
use crate::reason::Reason;
use crate::reference::References;
use crate::text::split;

/// Types of a schema (Swagger 2.0, "Schema Object").
const TYPES: &str = "array, boolean, file, integer, null, number, object, string";

/// What looking at schemas needs.
#[derive(Clone, Copy, Debug)]
pub struct Schemas<'d> {
    /// The contract.
    pub document: &'d Document,
    /// Its references.
    pub references: &'d References,
}

impl<'d> Schemas<'d> {
    /// Refuses a schema with a broken reference or an unknown type in it. References are not gone into: what they refer
    /// to is looked at where it is, so that recursive schemas end.
    pub fn check(self, schema: Value<'d>, place: &Pointer<'_>) -> Result<(), Error> {
        expect(schema, Kind::Object, place)?;
        if schema.field("$ref").is_some() {
            return self.references.follow(self.document, schema, place).map(|_| ());
        }
        for (name, value) in schema.fields() {
            let inside = Pointer::Field(place, name);
            match name {
                "type" => check_type(value, &inside)?,
                "properties" => {
                    expect(value, Kind::Object, &inside)?;
                    for (name, property) in value.fields() {
                        self.check(property, &Pointer::Field(&inside, name))?;
                    }
                }
                // A list of schemas is draft 4's, for tuples.
                "items" | "allOf" if value.kind() == Kind::Array => {
                    for (number, item) in value.items().enumerate() {
                        self.check(item, &Pointer::Item(&inside, number))?;
                    }
                }
                "items" => self.check(value, &inside)?,
                "allOf" => expect(value, Kind::Array, &inside)?,
                "additionalProperties" if !matches!(value.kind(), Kind::True | Kind::False) => {
                    self.check(value, &inside)?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// A field that the specification asks for.
pub fn needed<'d>(value: Value<'d>, field: &str, place: &Pointer<'_>) -> Result<Value<'d>, Error> {
    value.field(field).ok_or_else(|| Error::at(Reason::ContractMissing, place).with("field", field))
}

/// Refuses what is of another kind.
pub fn expect(value: Value<'_>, kind: Kind, place: &Pointer<'_>) -> Result<(), Error> {
    if value.kind() == kind {
        return Ok(());
    }
    Err(Error::at(Reason::ContractType, place).with("expected", kind.name()).with("given", value.kind().name()))
}

fn check_type(value: Value<'_>, place: &Pointer<'_>) -> Result<(), Error> {
    if value.kind() == Kind::Array {
        return value.items().try_for_each(|item| choice(item, TYPES, place).map(|_| ()));
    }
    choice(value, TYPES, place).map(|_| ())
}

/// Refuses a word that is not among those allowed, which are written as messages show them; gives its place among them.
pub fn choice(value: Value<'_>, allowed: &str, place: &Pointer<'_>) -> Result<usize, Error> {
    expect(value, Kind::Text, place)?;
    let word = value.text().unwrap_or_default();
    let known = split(allowed, b',').position(|known| known.trim_ascii_start() == word);
    known.ok_or_else(|| Error::at(Reason::ContractChoice, place).with("given", word).with("allowed", allowed))
}
