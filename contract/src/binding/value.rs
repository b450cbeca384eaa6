//! What is given for a parameter that is not a body: checked, and written as the contract says.

use crate::error::Error;
use crate::flat::{Kind, Value, Word};
use crate::platform::Platform;
use crate::pointer::Pointer;
use crate::reason::Reason;
use crate::text::{contains, join};

/// The largest integer that JavaScript tells from its neighbours.
const LARGEST: f64 = 9_007_199_254_740_991.0;

/// What is sent for a parameter.
#[derive(Debug)]
pub enum Bound {
    /// Nothing: it is an empty list, or wrong.
    Nothing,
    /// A text.
    One(String),
    /// Several, under the same name.
    Many(Vec<String>),
    /// A file, which the platform has.
    File(Word),
    /// The value as it is, which is the body.
    Whole,
}

impl Bound {
    /// Whether nothing is sent.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Many(texts) => texts.is_empty(),
            _ => false,
        }
    }
}

/// What is sent for a value that is given; `schema` is the parameter.
pub fn bind(
    platform: &impl Platform,
    schema: Value<'_>,
    given: Value<'_>,
    place: &Pointer<'_>,
    mistakes: &mut Vec<Error>,
) -> Bound {
    let before = mistakes.len();
    let bound = match schema.text_field("type") {
        Some("file") => file(given, place, mistakes),
        Some("array") if schema.text_field("collectionFormat") == Some("multi") => {
            Bound::Many(items(platform, schema, given, place, mistakes))
        }
        Some("array") if given.kind() == Kind::Array && given.is_empty() => Bound::Nothing,
        _ => Bound::One(text(platform, schema, given, place, mistakes)),
    };
    // What is wrong has been said: that it is missing would be said too much.
    if mistakes.len() > before { Bound::One(String::new()) } else { bound }
}

fn file(given: Value<'_>, place: &Pointer<'_>, mistakes: &mut Vec<Error>) -> Bound {
    if given.kind() == Kind::File {
        return Bound::File(given.word());
    }
    mistakes.push(wrong_type("file", given, place));
    Bound::Nothing
}

/// A value as one text.
fn text(
    platform: &impl Platform,
    schema: Value<'_>,
    given: Value<'_>,
    place: &Pointer<'_>,
    mistakes: &mut Vec<Error>,
) -> String {
    if schema.text_field("type") == Some("array") {
        return joined(platform, schema, given, place, mistakes);
    }
    match scalar(platform, schema, given, place) {
        Ok(text) => text,
        Err(mistake) => {
            mistakes.push(mistake);
            String::new()
        }
    }
}

/// The items of a list as one text, between the signs of its format.
fn joined(
    platform: &impl Platform,
    schema: Value<'_>,
    given: Value<'_>,
    place: &Pointer<'_>,
    mistakes: &mut Vec<Error>,
) -> String {
    let format = schema.text_field("collectionFormat").unwrap_or("csv");
    let separator = match format {
        "ssv" => " ",
        "tsv" => "\t",
        "pipes" => "|",
        _ => ",",
    };
    let items = items(platform, schema, given, place, mistakes);
    for (number, item) in items.iter().enumerate() {
        // The server would read two items.
        if contains(item, separator) {
            mistakes
                .push(Error::at(Reason::RuleCollectionFormat, &Pointer::Item(place, number)).with("format", format));
        }
    }
    join(items.iter().map(String::as_str), separator)
}

/// The items of a list as texts.
fn items(
    platform: &impl Platform,
    schema: Value<'_>,
    given: Value<'_>,
    place: &Pointer<'_>,
    mistakes: &mut Vec<Error>,
) -> Vec<String> {
    if given.kind() != Kind::Array {
        mistakes.push(wrong_type("array", given, place));
        return Vec::new();
    }
    let of_items = schema.field("items").unwrap_or(schema);
    let items = given.items().enumerate();
    items.map(|(number, item)| text(platform, of_items, item, &Pointer::Item(place, number), mistakes)).collect()
}

/// A text, number or truth value as a text.
fn scalar(platform: &impl Platform, schema: Value<'_>, given: Value<'_>, place: &Pointer<'_>) -> Result<String, Error> {
    let expected = schema.text_field("type").unwrap_or_default();
    let is_whole = given.number().is_some_and(|number| number % 1.0 == 0.0);
    let text = match (expected, given.kind()) {
        ("string", Kind::Text) => given.text().unwrap_or_default().to_owned(),
        ("integer" | "number", Kind::BigInteger) => given.digits().unwrap_or_default().to_owned(),
        ("integer", Kind::Number) if is_whole && given.number().is_some_and(|it| it.abs() > LARGEST) => {
            return Err(Error::at(Reason::RulePrecision, place));
        }
        ("integer", Kind::Number) if !is_whole => return Err(wrong_type(expected, given, place)),
        ("integer" | "number", Kind::Number) => platform.write_number(given.number().unwrap_or_default()),
        ("boolean", Kind::True) => "true".to_owned(),
        ("boolean", Kind::False) => "false".to_owned(),
        _ => return Err(wrong_type(expected, given, place)),
    };
    check_enum(platform, schema, &text, given, place)?;
    Ok(text)
}

fn check_enum(
    platform: &impl Platform,
    schema: Value<'_>,
    text: &str,
    given: Value<'_>,
    place: &Pointer<'_>,
) -> Result<(), Error> {
    let Some(allowed) = schema.field("enum") else { return Ok(()) };
    let is_same = |one: Value<'_>| match one.kind() {
        Kind::Text => given.kind() == Kind::Text && one.text() == Some(text),
        Kind::Number => given.kind() != Kind::Text && write(platform, one).as_deref() == Some(text),
        other => other == given.kind(),
    };
    if allowed.items().any(is_same) {
        return Ok(());
    }
    let known: Vec<String> = allowed.items().take(20).filter_map(|one| write(platform, one)).collect();
    Err(Error::at(Reason::RuleEnum, place).with("allowed", &join(known.iter().map(String::as_str), ", ")))
}

/// A value of the contract's as messages show it.
fn write(platform: &impl Platform, value: Value<'_>) -> Option<String> {
    let text = match value.kind() {
        Kind::True => "true",
        Kind::False => "false",
        Kind::Number => return value.number().map(|number| platform.write_number(number)),
        _ => value.text()?,
    };
    Some(text.to_owned())
}

fn wrong_type(expected: &str, given: Value<'_>, place: &Pointer<'_>) -> Error {
    Error::at(Reason::RuleType, place).with("expected", expected).with("given", given.kind().name())
}
