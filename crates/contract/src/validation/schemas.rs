//! Schemas with their keywords at hand: a schema is looked through once, and kept for the values to come.
//!
//! Looking a keyword up by its name, for each value again, was most of what a validation took
//! (`docs/decisions/0013-schemas-are-looked-through-once.md`).

use std::cell::Cell;
use std::fmt;

use sne_cotation_common::text;

use super::steps::Steps;
use crate::flat::{Document, KINDS, Kind, Value, ValueRef};
use crate::reference::References;

/// The keywords that validation knows, in the order of [`NAMES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyword {
    Type,
    Nullable,
    AllOf,
    Enum,
    Format,
    Pattern,
    UniqueItems,
    Maximum,
    ExclusiveMaximum,
    Minimum,
    ExclusiveMinimum,
    MultipleOf,
    MaxLength,
    MinLength,
    MaxItems,
    MinItems,
    MaxProperties,
    MinProperties,
    Properties,
    Required,
    AdditionalProperties,
    Items,
    AdditionalItems,
    Discriminator,
    ReadOnly,
}

const NAMES: &str = "type, x-nullable, allOf, enum, format, pattern, uniqueItems, maximum, exclusiveMaximum, minimum, \
                     exclusiveMinimum, multipleOf, maxLength, minLength, maxItems, minItems, maxProperties, \
                     minProperties, properties, required, additionalProperties, items, additionalItems, discriminator, \
                     readOnly";
const COUNT: usize = Keyword::ReadOnly as usize + 1;

/// Schemas that are kept, each in a place that follows from where it is in its document. A hostile contract may have
/// any number.
const PLACES: usize = 256;
/// Steps of looking through a schema, for each of its fields.
const COST: u32 = 500;
/// Beside a bit for each kind of value: the numbers that have no fraction.
const WHOLE: u32 = 1 << 31;

/// A schema, or what it refers to in the end.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// The schema that was asked for.
    asked: ValueRef,
    /// What it is in the end.
    pub word: ValueRef,
    /// A bit for each kind of value that its types allow.
    types: u32,
    arguments: [ValueRef; COUNT],
}

/// What no place holds in the end.
const NONE: Schema =
    Schema { asked: ValueRef(u32::MAX), word: ValueRef(0), types: u32::MAX, arguments: [ValueRef(0); COUNT] };

impl Schema {
    fn read(asked: ValueRef, schema: Value<'_>) -> Self {
        let mut arguments = [ValueRef(0); COUNT];
        // A reference that leads nowhere: anything goes.
        if schema.field("$ref").is_some() {
            return Self { asked, word: schema.word(), ..NONE };
        }
        for (name, argument) in schema.fields() {
            if let Some(place) = text::place(NAMES, name).and_then(|number| arguments.get_mut(number)) {
                *place = argument.word();
            }
        }
        Self { asked, word: schema.word(), types: types_of(schema.part("type")), arguments }
    }

    /// The word of a keyword's argument; that of `null` where the schema does not have the keyword.
    pub fn argument(&self, keyword: Keyword) -> ValueRef {
        self.arguments.get(keyword as usize).copied().unwrap_or(ValueRef(0))
    }

    /// Whether a value is of one of its types; `is_whole` says of a number that it has no fraction.
    pub fn allows(&self, kind: Kind, is_whole: impl FnOnce() -> bool) -> bool {
        self.types & (1 << kind as u32) != 0 || (self.types & WHOLE != 0 && is_whole())
    }
}

/// The kinds of value that types allow: one type, several, or any.
fn types_of(types: Value<'_>) -> u32 {
    match types.text() {
        Some(one) => type_of(one),
        None if types.is_null() => u32::MAX,
        None => types.items().fold(0, |all, one| all | type_of(one.text().unwrap_or_default())),
    }
}

fn type_of(name: &str) -> u32 {
    let bit = |kind: Kind| 1 << kind as u32;
    let named = KINDS.iter().filter(|kind| kind.name() == name).fold(0, |all, kind| all | bit(*kind));
    match named {
        number if number == bit(Kind::Number) => number | bit(Kind::BigInteger),
        integer if integer == bit(Kind::BigInteger) => integer | WHOLE,
        // No type that there is: anything goes.
        0 => u32::MAX,
        other => other,
    }
}

/// The schemas looked through so far.
#[derive(Default)]
pub struct Schemas(Cell<Vec<Schema>>);

impl Schemas {
    /// A schema of the contract that is in the document, and whose references these are.
    pub fn of(&self, document: &Document, references: &References, schema: Value<'_>, steps: &mut Steps) -> Schema {
        let mut known = self.0.take();
        known.resize(PLACES, NONE);
        let asked = schema.word();
        // Schemas are some words apart.
        let place = (asked.place() >> 1) as usize % PLACES;
        let mut found = NONE;
        if let Some(kept) = known.get_mut(place) {
            if kept.asked != asked {
                let resolved = references.resolve(document, schema);
                steps.take(resolved.len().saturating_mul(COST));
                *kept = Schema::read(asked, resolved);
            }
            found = *kept;
        }
        self.0.set(known);
        found
    }
}

impl fmt::Debug for Schemas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Schemas")
    }
}

#[cfg(test)]
mod tests {
    use super::{COUNT, Keyword, NAMES};
    use sne_cotation_common::text::{place, split};

    #[test]
    fn every_keyword_has_its_name_in_its_place() {
        assert_eq!(split(NAMES, b',').count(), COUNT);
        for (keyword, name) in [
            (Keyword::Type, "type"),
            (Keyword::Nullable, "x-nullable"),
            (Keyword::UniqueItems, "uniqueItems"),
            (Keyword::MultipleOf, "multipleOf"),
            (Keyword::Properties, "properties"),
            (Keyword::ReadOnly, "readOnly"),
        ] {
            assert_eq!(place(NAMES, name), Some(keyword as usize), "{name}");
        }
    }
}
