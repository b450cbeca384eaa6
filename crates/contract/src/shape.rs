//! The shape of a contract: which fields the specification has where, and what they must be (Swagger 2.0, "Schema").
//!
//! A table; `walk` goes through a document by it. What is not of the specification is left alone.

use sne_cotation_common::media::is_accept;
use sne_cotation_common::text;

use crate::collection;
use crate::flat::{Kind, Value, whole};
use crate::operation::method;
use crate::pattern::{Fault, Pattern};
use crate::reason::Reason;
use crate::remark::Costs;

/// Types of a schema, of a parameter that is not a body, and of one that is a field of a form.
const TYPES: &str = "array, boolean, integer, null, number, object, string, file";
const TYPES_OF_A_PARAMETER: &str = "string, number, integer, boolean, array";
const TYPES_OF_A_FORM: &str = "string, number, integer, boolean, array, file";
const COLLECTIONS: &str = "csv, ssv, tsv, pipes";
const COLLECTIONS_OF_NAMES: &str = "csv, ssv, tsv, pipes, multi";
/// Formats of the specification, and others that are common; the client checks some of them.
const FORMATS: &str = "int32, int64, float, double, byte, binary, date, date-time, password, email, uri, url, uuid, \
                       hostname, ipv4, ipv6, boolean, string, int, long, decimal, number, integer, time, uri-reference";

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
    /// One elsewhere, the items of a parameter, or a header of a response.
    Items,
    /// A list of anything.
    List,
    /// A truth value.
    Flag,
    /// A number.
    Number,
    /// A number above zero.
    Divisor,
    /// How many of something.
    Count,
    /// A text that nothing depends on.
    Words,
    /// A media type.
    MediaType,
    /// The name of a property.
    Name,
    /// The name of a format.
    Format,
    /// A regular expression.
    Pattern,
    /// The name of a type.
    Type,
    /// Names of properties.
    Required,
    /// Something that other specifications have, and this one does not.
    Foreign,
}

/// How many there are of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// One.
    One,
    /// A list of them.
    List,
    /// Several by their names.
    Map,
}

/// What is odd: a rule, and a fact by its name.
pub type Oddity = (Reason, &'static str, String);

impl Shape {
    /// What a field of that name must be, if the specification has it.
    pub fn field(self, name: &str, value: Value<'_>) -> Option<(Hold, Self)> {
        let is_array = value.kind() == Kind::Array;
        let is_flag = matches!(value.kind(), Kind::True | Kind::False);
        Some(match (self, name) {
            (Self::Contract, "paths") => (Hold::Map, Self::Path),
            (Self::Contract, "definitions") => (Hold::Map, Self::Schema),
            (Self::Contract, "parameters") => (Hold::Map, Self::Parameter),
            (Self::Contract | Self::Operation, "responses") => (Hold::Map, Self::Response),
            (Self::Contract | Self::Operation, "consumes" | "produces") => (Hold::List, Self::MediaType),
            (Self::Operation, "tags") => (Hold::List, Self::Words),
            (Self::Path | Self::Operation, "parameters") => (Hold::List, Self::Parameter),
            (Self::Path, _) if method(name).is_some() => (Hold::One, Self::Operation),
            (Self::Contract, "host" | "basePath") | (Self::Operation, "operationId" | "summary" | "description") => {
                (Hold::One, Self::Words)
            }
            (Self::Response | Self::Body | Self::Query | Self::Form | Self::Items, "schema") => {
                (Hold::One, Self::Schema)
            }
            (Self::Response, "headers") => (Hold::Map, Self::Items),
            // OpenAPI 3 has them, and methods that Swagger 2.0 has not.
            (Self::Operation, "requestBody") | (Self::Response, "content") => (Hold::One, Self::Foreign),
            (Self::Path, _) if value.field("responses").is_some() && !name.starts_with("x-") => {
                (Hold::One, Self::Foreign)
            }
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
            (Self::Schema, "required") => (Hold::One, Self::Required),
            (_, "enum") => (Hold::One, Self::List),
            (_, "pattern") => (Hold::One, Self::Pattern),
            (_, "format") => (Hold::One, Self::Format),
            (_, "discriminator") => (Hold::One, Self::Name),
            (_, "required" | "uniqueItems" | "exclusiveMaximum" | "exclusiveMinimum" | "readOnly") => {
                (Hold::One, Self::Flag)
            }
            (_, "maximum" | "minimum") => (Hold::One, Self::Number),
            (_, "multipleOf") => (Hold::One, Self::Divisor),
            (_, "maxLength" | "minLength" | "maxItems" | "minItems" | "maxProperties" | "minProperties") => {
                (Hold::One, Self::Count)
            }
            (_, "const" | "oneOf" | "anyOf" | "not" | "if" | "patternProperties" | "dependencies" | "contains") => {
                (Hold::One, Self::Foreign)
            }
            _ => return None,
        })
    }

    /// Whether it is an object of the specification, rather than a keyword's value.
    pub fn is_object(self) -> bool {
        matches!(
            self,
            Self::Contract
                | Self::Path
                | Self::Operation
                | Self::Response
                | Self::Schema
                | Self::Parameter
                | Self::Body
                | Self::Query
                | Self::Form
                | Self::Items
        )
    }

    /// Whether it has a default, of its own type.
    pub fn has_default(self) -> bool {
        matches!(self, Self::Schema | Self::Query | Self::Form | Self::Items)
    }

    /// What it costs when a value is of another kind.
    pub fn costs(self) -> Costs {
        match self {
            Self::Path | Self::Operation => Costs::Operation,
            Self::Words | Self::MediaType => Costs::Nothing,
            _ => Costs::Check,
        }
    }

    /// What is odd about a value that is no object of the specification.
    pub fn oddity(self, value: Value<'_>) -> Option<Oddity> {
        let kind = value.kind();
        let word = || value.text().unwrap_or_default().to_owned();
        let is_number = matches!(kind, Kind::Number | Kind::BigInteger);
        let expect = |is_right: bool, expected: Kind| if is_right { None } else { Some(malformed(expected)) };
        match self {
            Self::List => expect(kind == Kind::Array && !value.is_empty(), Kind::Array),
            Self::Required => expect(kind == Kind::Array, Kind::Array),
            Self::Flag => expect(matches!(kind, Kind::True | Kind::False), Kind::True),
            Self::Number => expect(is_number, Kind::Number),
            Self::Divisor => {
                expect(kind == Kind::BigInteger || value.number().is_some_and(|it| it > 0.0), Kind::Number)
            }
            Self::Count => expect(kind == Kind::BigInteger || whole(value).is_some(), Kind::BigInteger),
            Self::Words | Self::Name => expect(kind == Kind::Text, Kind::Text),
            Self::Foreign => Some((Reason::RemarkForeign, "", String::new())),
            Self::Format | Self::Type | Self::Pattern | Self::MediaType if kind != Kind::Text => {
                Some(malformed(Kind::Text))
            }
            Self::MediaType => {
                let is_known = is_accept(value.text().unwrap_or_default());
                if is_known { None } else { Some((Reason::RemarkMediaType, "given", word())) }
            }
            Self::Format => {
                let is_known = text::place(FORMATS, value.text().unwrap_or_default()).is_some();
                if is_known { None } else { Some((Reason::RemarkFormat, "given", word())) }
            }
            Self::Type => choice(value, TYPES, Reason::RemarkType),
            Self::Pattern => {
                let fault = Pattern::new(value.text().unwrap_or_default()).err()?;
                let is_syntax = fault == Fault::Syntax;
                Some((if is_syntax { Reason::RemarkPattern } else { Reason::RemarkPatternUnknown }, "", String::new()))
            }
            _ => None,
        }
    }

    /// What is odd about the type of a parameter that is no body, or of its items, and about how its items are written.
    pub fn oddities_of_type(self, value: Value<'_>, add: &mut dyn FnMut(&str, Costs, Oddity)) {
        let (types, collections) = match self {
            // Names that are repeated are those of queries and forms.
            Self::Query => (TYPES_OF_A_PARAMETER, COLLECTIONS_OF_NAMES),
            Self::Form => (TYPES_OF_A_FORM, COLLECTIONS_OF_NAMES),
            // A list of files is not of the specification, and is in many a form.
            Self::Items => (TYPES_OF_A_FORM, COLLECTIONS),
            _ => return,
        };
        match value.field("type") {
            None if value.field("schema").is_some() => {
                add("", Costs::Nothing, parameter_schema());
            }
            None => add("", Costs::Check, (Reason::RemarkParameterUntyped, "", String::new())),
            Some(kind) => {
                if let Some(oddity) = choice(kind, types, Reason::RemarkType) {
                    add("type", Costs::Check, oddity);
                }
                if kind.text() == Some("array") && value.field("items").is_none() {
                    add("", Costs::Check, (Reason::RemarkItems, "", String::new()));
                }
            }
        }
        // Beside what is no list itself, it is that of the list that it is in.
        let is_of_list = self == Self::Items && value.text_field("type").is_none_or(|kind| kind != "array");
        let collections = if is_of_list { COLLECTIONS_OF_NAMES } else { collections };
        let written = value.field("collectionFormat");
        let is_known = |it: &Value<'_>| collection::known(*it).is_some_and(|it| text::place(collections, it).is_some());
        if let Some(oddity) = written.filter(|it| !is_known(it)).and_then(|it| choice(it, "", Reason::RemarkCollection))
        {
            add("collectionFormat", Costs::Check, oddity);
        }
    }
}

/// A value of another kind than is expected.
pub fn malformed(expected: Kind) -> Oddity {
    (Reason::RemarkMalformed, "expected", expected.name().to_owned())
}

/// A parameter that has a schema, or refers to one, instead of a type.
pub fn parameter_schema() -> Oddity {
    (Reason::RemarkParameterSchema, "", String::new())
}

/// A word that is not among those allowed.
fn choice(value: Value<'_>, allowed: &str, rule: Reason) -> Option<Oddity> {
    match value.text() {
        Some(word) if text::place(allowed, word).is_some() => None,
        Some(word) => Some((rule, "given", word.to_owned())),
        None => Some(malformed(Kind::Text)),
    }
}
