//! What a schema says that no type does, as comments: its description, its limits, its examples.

use sne_cotation_contract::flat::{Kind, Value};

use crate::comment::Comment;
use crate::identifier::quoted;
use crate::integers::Integers;
use crate::place::Use;

/// Rules of a schema, under which editors and other tools find them as tags too.
const RULES: [&str; 12] = [
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "default",
];
const EXAMPLES: [&str; 2] = ["example", "x-example"];
/// Bytes of a value in a comment, about.
const LONGEST: usize = 400;

/// What is said of a schema that has a name, where it is not that name.
#[must_use]
pub fn comment(schema: Value<'_>, name: &str, used: Use, integers: Integers) -> Comment {
    let mut comment = Comment::default();
    if let Some(title) = schema.text_field("title").filter(|title| *title != name) {
        comment.add(title);
    }
    if let Some(description) = schema.text_field("description") {
        comment.add(description);
    }
    if schema.field("$ref").is_none() {
        add_rules(&mut comment, schema, used, integers);
    }
    comment
}

/// Adds the format, the rules and the examples of a schema.
pub fn add_rules(comment: &mut Comment, schema: Value<'_>, used: Use, integers: Integers) {
    if let Some(format) = schema.text_field("format") {
        comment.tag("format", &[format, remark(schema, format, used, integers)].concat());
    }
    for (rule, value) in RULES.iter().filter_map(|rule| Some((*rule, schema.field(rule)?))) {
        match value.kind() {
            Kind::False if rule != "default" => {}
            Kind::True if rule != "default" => comment.tag(rule, ""),
            // A pattern is easier to read without the escapes of a literal.
            Kind::Text if rule == "pattern" => comment.tag(rule, value.text().unwrap_or_default()),
            _ => comment.tag(rule, &json(value)),
        }
    }
    if let Some(items) = items(schema).filter(|text| !text.is_empty()) {
        comment.tag("items", &items);
    }
    for example in EXAMPLES.iter().filter_map(|name| schema.field(name)) {
        comment.tag("example", &json(example));
    }
    if let Some(address) = schema.field("externalDocs").and_then(|docs| docs.text_field("url")) {
        comment.tag("see", address);
    }
}

/// The format and the rules of the items of an array, when these have no name.
fn items(schema: Value<'_>) -> Option<String> {
    let items = schema.field("items").filter(|items| items.field("$ref").is_none())?;
    let format = items.text_field("format").map(|format| ["format ", format].concat());
    let rules = RULES.iter().filter_map(|rule| {
        let value = items.field(rule).filter(|value| value.kind() != Kind::False)?;
        Some([rule, " ", &json(value)].concat())
    });
    let all: Vec<_> = format.into_iter().chain(rules).collect();
    Some(all.join(", "))
}

/// What numbers of JavaScript have to do with a format.
fn remark(schema: Value<'_>, format: &str, used: Use, integers: Integers) -> &'static str {
    match (schema.text_field("type"), format, used) {
        (Some("integer"), "int64", Use::Parameter) => " (a bigint beyond 2^53)",
        (Some("integer"), "int64", _) if integers == Integers::Number => " (not exact beyond 2^53)",
        _ => "",
    }
}

/// A value as JSON, as far as it is not too long for a comment.
#[must_use]
pub fn json(value: Value<'_>) -> String {
    let mut text = String::new();
    write(&mut text, value);
    if text.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
        text.truncate(end);
        text.push('…');
    }
    text
}

fn write(text: &mut String, value: Value<'_>) {
    if text.len() > LONGEST {
        return;
    }
    match value.kind() {
        Kind::Array => {
            text.push('[');
            // Each is longer than nothing, so that what is behind the longest is not looked at.
            for (number, item) in value.items().take(LONGEST).enumerate() {
                text.push_str(if number > 0 { ", " } else { "" });
                write(text, item);
            }
            text.push(']');
        }
        Kind::Object => {
            text.push('{');
            // The order of fields means nothing, and is not the file's to keep.
            let mut fields: Vec<_> = value.fields().collect();
            fields.sort_by_key(|(name, _)| *name);
            for (number, (name, value)) in fields.into_iter().take(LONGEST).enumerate() {
                text.push_str(if number > 0 { ", " } else { " " });
                text.push_str(&quoted(name));
                text.push_str(": ");
                write(text, value);
            }
            text.push_str(" }");
        }
        _ => text.push_str(&literal(value).unwrap_or_else(|| "null".to_owned())),
    }
}

/// A value that is a type of its own, as it is written.
#[must_use]
pub fn literal(value: Value<'_>) -> Option<String> {
    match value.kind() {
        Kind::Null => Some("null".to_owned()),
        Kind::False => Some("false".to_owned()),
        Kind::True => Some("true".to_owned()),
        Kind::Number => value.number().map(number),
        Kind::Text => value.text().map(quoted),
        Kind::BigInteger => Some(value.letters().to_owned()),
        Kind::Array | Kind::Object | Kind::File | Kind::Stream | Kind::Other => None,
    }
}

/// A number, without hundreds of digits.
fn number(number: f64) -> String {
    match number.abs() {
        // There is no type of minus zero.
        0.0 => "0".to_owned(),
        1e-7..1e21 => number.to_string(),
        _ => format!("{number:e}"),
    }
}
