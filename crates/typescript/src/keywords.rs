//! What schemas say of themselves, read without surprise: a contract may hold anything where nothing checks it.

use sne_cotation_contract::flat::{Kind, Value};
use sne_cotation_contract::validation::doubt::Doubts;
pub use sne_cotation_contract::validation::is_nullable;

/// What a schema is, before looking at it closely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A list of values.
    Enum,
    /// All of several schemas.
    AllOf,
    /// An object.
    Object,
    /// An array.
    Array,
    /// Something else.
    Other,
}

/// The form of a schema that is no reference.
#[must_use]
pub fn form(schema: Value<'_>) -> Form {
    let is_array = |name| schema.field(name).is_some_and(|value| value.kind() == Kind::Array);
    match schema.text_field("type") {
        _ if is_array("enum") && !Doubts::of(schema).choices => Form::Enum,
        _ if is_array("allOf") && !schema.field("allOf").is_some_and(Value::is_empty) => Form::AllOf,
        Some("object") => Form::Object,
        Some("array") => Form::Array,
        // Without a type, what it speaks of.
        None if schema.field("type").is_none() && has_fields(schema) => Form::Object,
        None if schema.field("type").is_none() && schema.field("items").is_some() => Form::Array,
        _ => Form::Other,
    }
}

/// Whether a schema says something of the properties of an object.
#[must_use]
pub fn has_fields(schema: Value<'_>) -> bool {
    let is = |name, kinds: &[Kind]| schema.field(name).is_some_and(|value| kinds.contains(&value.kind()));
    is("properties", &[Kind::Object])
        || is("required", &[Kind::Array])
        || is("additionalProperties", &[Kind::Object, Kind::True])
}

/// The parts of a schema that is all of several.
pub fn parts(schema: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    schema.field("allOf").into_iter().flat_map(Value::items)
}

/// The schemas of what its values hold: properties and items.
pub fn held(schema: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let one = |name| schema.field(name).filter(|value| value.kind() == Kind::Object);
    let items = schema.field("items").into_iter().flat_map(Value::items);
    properties(schema).map(|(_, value)| value).chain(items).chain(one("items")).chain(one("additionalProperties"))
}

/// The names and schemas of its properties.
pub fn properties(schema: Value<'_>) -> impl Iterator<Item = (&str, Value<'_>)> {
    schema.field("properties").into_iter().flat_map(Value::fields)
}

/// The names of the properties that must be there.
pub fn required(schema: Value<'_>) -> impl Iterator<Item = &str> {
    let list = schema.field("required").filter(|list| list.kind() == Kind::Array);
    list.into_iter().flat_map(Value::items).filter_map(Value::text)
}

/// Whether only the server sets it.
#[must_use]
pub fn is_read_only(schema: Value<'_>) -> bool {
    schema.field("readOnly").is_some_and(Value::is_true)
}

/// Whether only callers set it, and an answer is without it.
#[must_use]
pub fn is_write_only(schema: Value<'_>) -> bool {
    ["writeOnly", "x-writeOnly"].iter().any(|name| schema.field(name).is_some_and(Value::is_true))
}
