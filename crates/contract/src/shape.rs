//! The shape of a contract: which fields the specification has where, and what they must be (Swagger 2.0, "Schema").
//!
//! A document is walked through once. What is not of the specification is left alone, and so is what references lead
//! to, which is looked at where it is.

use std::cell::Cell;

use sne_cotation_common::text;

use crate::error::Error;
use crate::flat::{Document, Kind, Value};
use crate::parameter::PLACES;
use crate::pattern::{Fault, Pattern};
use crate::pointer::Pointer;
use crate::reason::Reason;
use crate::reference::References;

/// Types of a schema, of a parameter that is not a body, and of one that is a field of a form.
const TYPES: &str = "array, boolean, file, integer, null, number, object, string";
const TYPES_OF_A_PARAMETER: &str = "string, number, integer, boolean, array";
const TYPES_OF_A_FORM: &str = "string, number, integer, boolean, array, file";
const METHODS: &str = "get, put, post, delete, options, head, patch";
const FORMATS: &str = "csv, ssv, tsv, pipes";
const FORMATS_OF_NAMES: &str = "csv, ssv, tsv, pipes, multi";
/// Patterns that are looked at before they are needed.
const MOST_PATTERNS: u32 = 1_000;

/// What a value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The whole.
    Contract,
    /// A path and its operations.
    Path,
    /// An operation.
    Operation,
    /// A response.
    Response,
    /// A schema.
    Schema,
    /// A parameter, wherever it goes.
    Parameter,
    /// A parameter that is the body.
    Body,
    /// One in the query, whose name can be repeated.
    Query,
    /// One in a form, which can be a file.
    Form,
    /// One elsewhere, or the items of a parameter.
    Items,
    /// A list of anything.
    List,
    /// A truth value.
    Flag,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A regular expression.
    Pattern,
    /// The name of a type, or several.
    Type,
}

/// How many there are of a shape.
#[derive(Clone, Copy)]
enum Hold {
    One,
    List,
    Map,
}

/// What walking through a contract needs.
#[derive(Debug)]
pub struct Shapes<'d> {
    /// The contract.
    pub document: &'d Document,
    /// Its references.
    pub references: &'d References,
    /// Patterns seen so far.
    patterns: Cell<u32>,
}

impl<'d> Shapes<'d> {
    /// Those of a contract.
    #[must_use]
    pub fn new(document: &'d Document, references: &'d References) -> Self {
        Self { document, references, patterns: Cell::new(0) }
    }

    /// Refuses what is of another shape.
    pub fn check(&self, shape: Shape, value: Value<'d>, place: &Pointer<'_>) -> Result<(), Error> {
        match shape {
            Shape::List => return expect(value, Kind::Array, place),
            Shape::Number => return expect(value, Kind::Number, place),
            Shape::Text => return expect(value, Kind::Text, place),
            Shape::Flag if value.kind() == Kind::False => return Ok(()),
            Shape::Flag => return expect(value, Kind::True, place),
            Shape::Type => return choice(value, TYPES, place).map(|_| ()),
            Shape::Pattern => return self.check_pattern(value, place),
            _ => expect(value, Kind::Object, place)?,
        }
        if value.field("$ref").is_some() {
            return self.references.follow(self.document, value, place).map(|_| ());
        }
        let shape = if shape == Shape::Parameter { shape_of_parameter(value, place)? } else { shape };
        check_needed(shape, value, place)?;
        for (name, field) in value.fields() {
            let Some((hold, of)) = shape.field(name, field).filter(|_| !field.is_null()) else { continue };
            let inside = &Pointer::Field(place, name);
            match hold {
                Hold::One => self.check(of, field, inside)?,
                Hold::List => {
                    expect(field, Kind::Array, inside)?;
                    for (number, item) in field.items().enumerate() {
                        self.check(of, item, &Pointer::Item(inside, number))?;
                    }
                }
                Hold::Map => {
                    expect(field, Kind::Object, inside)?;
                    for (name, one) in field.fields() {
                        if of == Shape::Schema || !name.starts_with("x-") {
                            self.check(of, one, &Pointer::Field(inside, name))?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn check_pattern(&self, value: Value<'_>, place: &Pointer<'_>) -> Result<(), Error> {
        expect(value, Kind::Text, place)?;
        let seen = self.patterns.get();
        self.patterns.set(seen.saturating_add(1));
        let fault = if seen < MOST_PATTERNS { Pattern::new(value.text().unwrap_or_default()).err() } else { None };
        if fault == Some(Fault::Syntax) { Err(Error::at(Reason::PatternInvalid, place)) } else { Ok(()) }
    }
}

impl Shape {
    /// What a field of that name must be, if the specification has it.
    fn field(self, name: &str, value: Value<'_>) -> Option<(Hold, Self)> {
        let is_array = value.kind() == Kind::Array;
        let is_flag = matches!(value.kind(), Kind::True | Kind::False);
        Some(match (self, name) {
            (Self::Contract, "paths") => (Hold::Map, Self::Path),
            (Self::Contract, "definitions") => (Hold::Map, Self::Schema),
            (Self::Contract, "parameters") => (Hold::Map, Self::Parameter),
            (Self::Contract | Self::Operation, "responses") => (Hold::Map, Self::Response),
            (Self::Contract | Self::Operation, "consumes" | "produces") => (Hold::List, Self::Text),
            (Self::Path | Self::Operation, "parameters") => (Hold::List, Self::Parameter),
            (Self::Path, _) if text::place(METHODS, name).is_some() => (Hold::One, Self::Operation),
            (Self::Operation, "operationId") => (Hold::One, Self::Text),
            (Self::Response | Self::Body, "schema") => (Hold::One, Self::Schema),
            (Self::Contract | Self::Path | Self::Operation | Self::Response | Self::Body, _) => return None,
            // A list of schemas is draft 4's, for tuples.
            (Self::Schema, "items") if is_array => (Hold::List, Self::Schema),
            (Self::Schema, "items") => (Hold::One, Self::Schema),
            (_, "items") => (Hold::One, Self::Items),
            (Self::Schema, "type") if is_array => (Hold::List, Self::Type),
            (Self::Schema, "type") => (Hold::One, Self::Type),
            (_, "properties") => (Hold::Map, Self::Schema),
            (_, "allOf") => (Hold::List, Self::Schema),
            (_, "additionalProperties" | "additionalItems") if !is_flag => (Hold::One, Self::Schema),
            (_, "required") if is_array => (Hold::List, Self::Text),
            (_, "enum") => (Hold::One, Self::List),
            (_, "pattern") => (Hold::One, Self::Pattern),
            (_, "format" | "discriminator") => (Hold::One, Self::Text),
            (_, "uniqueItems" | "exclusiveMaximum" | "exclusiveMinimum" | "readOnly") => (Hold::One, Self::Flag),
            (
                _,
                "maximum" | "minimum" | "multipleOf" | "maxLength" | "minLength" | "maxItems" | "minItems"
                | "maxProperties" | "minProperties",
            ) => (Hold::One, Self::Number),
            _ => return None,
        })
    }
}

/// Refuses what lacks a field that the specification asks for, or has a word there that is not of it.
fn check_needed(shape: Shape, value: Value<'_>, place: &Pointer<'_>) -> Result<(), Error> {
    let (types, formats) = match shape {
        Shape::Contract => return needed(value, "paths", place).map(|_| ()),
        Shape::Body => return needed(value, "schema", place).map(|_| ()),
        // Names that are repeated are those of queries and forms.
        Shape::Query => (TYPES_OF_A_PARAMETER, FORMATS_OF_NAMES),
        // Files are in forms only. The specification has none in lists ("Items Object"); many contracts do.
        Shape::Form => (TYPES_OF_A_FORM, FORMATS_OF_NAMES),
        Shape::Items => (TYPES_OF_A_FORM, FORMATS),
        _ => return Ok(()),
    };
    let kind = needed(value, "type", place)?;
    choice(kind, types, &Pointer::Field(place, "type"))?;
    if let Some(format) = value.field("collectionFormat") {
        choice(format, formats, &Pointer::Field(place, "collectionFormat"))?;
    }
    if kind.text() == Some("array") { needed(value, "items", place).map(|_| ()) } else { Ok(()) }
}

fn shape_of_parameter(value: Value<'_>, place: &Pointer<'_>) -> Result<Shape, Error> {
    expect(needed(value, "name", place)?, Kind::Text, &Pointer::Field(place, "name"))?;
    Ok(match choice(needed(value, "in", place)?, PLACES, &Pointer::Field(place, "in"))? {
        1 => Shape::Query,
        3 => Shape::Form,
        4 => Shape::Body,
        _ => Shape::Items,
    })
}

/// A field that the specification asks for.
fn needed<'d>(value: Value<'d>, field: &str, place: &Pointer<'_>) -> Result<Value<'d>, Error> {
    value.field(field).ok_or_else(|| Error::at(Reason::ContractMissing, place).with("field", field))
}

/// Refuses what is of another kind.
pub fn expect(value: Value<'_>, kind: Kind, place: &Pointer<'_>) -> Result<(), Error> {
    if value.kind() == kind {
        return Ok(());
    }
    Err(Error::at(Reason::ContractType, place).with("expected", kind.name()).with("given", value.kind().name()))
}

/// Refuses a word that is not among those allowed, which are written as messages show them; gives its place among them.
fn choice(value: Value<'_>, allowed: &str, place: &Pointer<'_>) -> Result<usize, Error> {
    expect(value, Kind::Text, place)?;
    let word = value.text().unwrap_or_default();
    text::place(allowed, word)
        .ok_or_else(|| Error::at(Reason::ContractChoice, place).with("given", word).with("allowed", allowed))
}
