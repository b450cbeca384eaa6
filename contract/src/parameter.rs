//! Parameters of an operation, read and checked; what a caller gives for one is the affair of `binding`.

use crate::error::Error;
use crate::flat::{Kind, Value, Word};
use crate::names::is_header_of_the_client;
use crate::pointer::Pointer;
use crate::reason::Reason;
use crate::schema::{Schemas, choice, expect, needed};
use crate::text::split;

const PLACES: &str = "path, query, header, formData, body";
/// Types of a parameter that is not a body, and of its items (Swagger 2.0, "Parameter Object").
const TYPES: &str = "string, number, integer, boolean, array";
const TYPES_OF_A_FORM: &str = "string, number, integer, boolean, array, file";
const FORMATS: &str = "csv, ssv, tsv, pipes";
const FORMATS_OF_NAMES: &str = "csv, ssv, tsv, pipes, multi";
/// Parameters of one operation. Each is compared with each.
const MOST: usize = 1_000;

/// Where a parameter goes, in the order of the names above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
    /// Into a field of a form.
    Form,
    /// Into the body, which it is.
    Body,
}

impl Place {
    /// The name that contracts have for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        split(PLACES, b',').nth(self as usize).unwrap_or_default().trim_ascii_start()
    }
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Its name in the contract.
    pub name: String,
    /// The name under which callers give it: its own, or `in.name` where several have that.
    pub key: String,
    /// Where it goes.
    pub place: Place,
    /// Whether it must be given.
    pub is_required: bool,
    /// What the contract says of it.
    pub word: Word,
}

/// Reads a list of parameters, which may be absent.
pub fn read_list(schemas: Schemas<'_>, owner: Value<'_>, place: &Pointer<'_>) -> Result<Vec<Parameter>, Error> {
    let place = Pointer::Field(place, "parameters");
    let Some(list) = owner.field("parameters") else { return Ok(Vec::new()) };
    expect(list, Kind::Array, &place)?;
    if list.len() as usize > MOST {
        return Err(Error::at(Reason::ContractTooLarge, &place));
    }
    let mut parameters: Vec<Parameter> = Vec::new();
    for (number, item) in list.items().enumerate() {
        let place = Pointer::Item(&place, number);
        let parameter = read(schemas, item, &place)?;
        if parameters.iter().any(|other| other.is_same(&parameter)) {
            return Err(Error::at(Reason::ParameterTwice, &place).with("parameter", &parameter.name));
        }
        parameters.push(parameter);
    }
    Ok(parameters)
}

/// Reads a parameter.
pub fn read(schemas: Schemas<'_>, value: Value<'_>, place: &Pointer<'_>) -> Result<Parameter, Error> {
    expect(value, Kind::Object, place)?;
    let value = schemas.references.follow(schemas.document, value, place)?;
    expect(value, Kind::Object, place)?;
    let name = needed(value, "name", place)?;
    expect(name, Kind::Text, &Pointer::Field(place, "name"))?;
    let where_to = match choice(needed(value, "in", place)?, PLACES, &Pointer::Field(place, "in"))? {
        0 => Place::Path,
        1 => Place::Query,
        2 => Place::Header,
        3 => Place::Form,
        _ => Place::Body,
    };
    if where_to == Place::Body {
        schemas.check(needed(value, "schema", place)?, &Pointer::Field(place, "schema"))?;
    } else {
        check_type(value, where_to, true, place)?;
    }
    let name = name.text().unwrap_or_default().to_owned();
    let is_required = where_to == Place::Path || value.field("required").is_some_and(Value::is_true);
    Ok(Parameter { key: name.clone(), name, place: where_to, is_required, word: value.word() })
}

/// Refuses an unknown or impossible type of a parameter or of its items.
fn check_type(value: Value<'_>, where_to: Place, is_outermost: bool, place: &Pointer<'_>) -> Result<(), Error> {
    let kind = needed(value, "type", place)?;
    // Files are in forms only, and not in lists (Swagger 2.0, "Parameter Object" and "Items Object").
    let can_be_file = where_to == Place::Form && is_outermost;
    choice(kind, if can_be_file { TYPES_OF_A_FORM } else { TYPES }, &Pointer::Field(place, "type"))?;
    if let Some(format) = value.field("collectionFormat") {
        // Names that are repeated are those of queries and forms.
        let can_repeat = is_outermost && matches!(where_to, Place::Query | Place::Form);
        choice(
            format,
            if can_repeat { FORMATS_OF_NAMES } else { FORMATS },
            &Pointer::Field(place, "collectionFormat"),
        )?;
    }
    if let Some(allowed) = value.field("enum") {
        expect(allowed, Kind::Array, &Pointer::Field(place, "enum"))?;
    }
    if kind.text() != Some("array") {
        return Ok(());
    }
    let items = needed(value, "items", place)?;
    let place = Pointer::Field(place, "items");
    expect(items, Kind::Object, &place)?;
    check_type(items, where_to, false, &place)
}

impl Parameter {
    /// Whether an operation cannot have both (Swagger 2.0: "a combination of a name and location").
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        // Names of headers have no case (RFC 9110, section 5.1).
        let has_same_name = match self.place {
            Place::Header => self.name.eq_ignore_ascii_case(&other.name),
            _ => self.name == other.name,
        };
        self.place == other.place && has_same_name
    }

    /// Whether it is a header that the client sets itself, from its own settings or from what the operation produces.
    #[must_use]
    pub fn is_of_the_client(&self) -> bool {
        self.place == Place::Header && is_header_of_the_client(&self.name)
    }
}

/// Gives those that share a name the keys `in.name`; refuses what cannot be told apart all the same.
pub fn name(parameters: &mut [Parameter], place: &Pointer<'_>) -> Result<(), Error> {
    let is_shared = |one: &Parameter| parameters.iter().filter(|other| other.name == one.name).count() > 1;
    let shared: Vec<bool> = parameters.iter().map(is_shared).collect();
    for (parameter, _) in parameters.iter_mut().zip(shared).filter(|(_, is_shared)| *is_shared) {
        let mut key = parameter.place.as_str().to_owned();
        key.push('.');
        key.push_str(&parameter.name);
        parameter.key = key;
    }
    let is_twice = |one: &&Parameter| parameters.iter().filter(|other| other.key == one.key).count() > 1;
    match parameters.iter().find(is_twice) {
        Some(parameter) => Err(Error::at(Reason::ParameterTwice, place).with("parameter", &parameter.key)),
        None => Ok(()),
    }
}
