//! What a schema says that it cannot mean, although each keyword by itself is what it must be: limits that no value
//! keeps, enumerations that were read as something else on their way into the document, formats that their own pattern
//! rules out. Nothing of it is enforced, and each is a remark.

use std::cmp::Ordering;

use sne_cotation_common::text::{has_any, split_once};

use super::kinds;
use crate::alike::is_alike;
use crate::flat::{Kind, Value, whole};
use crate::pattern::{Pattern, is_mask};

/// A day and times, as they are mostly written: a pattern for them lets one of these pass.
const DAYS: [&str; 1] = ["2018-11-25"];
const TIMES: [&str; 6] = [
    "2018-11-25T21:08:59Z",
    "2018-11-25T21:08:59",
    "2018-11-25T21:08:59.123Z",
    "2018-11-25T21:08:59+01:00",
    "2018-11-25T21:08:59.123+01:00",
    "2018-11-25 21:08:59",
];
/// Characters of the shortest of them.
const SHORTEST_DAY: u64 = 10;
const SHORTEST_TIME: u64 = 16;
/// Keywords of other editions that name fields beside `properties`.
const OTHER_FIELDS: [&str; 6] = ["oneOf", "anyOf", "patternProperties", "if", "dependencies", "dependentSchemas"];
/// Names of required fields that are looked at, and properties that they are compared with.
const MOST_REQUIRED: usize = 50;
const MOST_PROPERTIES: u32 = 1_000;
/// Fields of a schema among which its keywords are looked for. A hostile one may have any number.
const MOST_FIELDS: usize = 1_000;

/// What is not certain of one schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a keyword, or two that belong together")]
pub struct Doubts {
    /// Its enumeration.
    pub choices: bool,
    /// Its limits of numbers.
    pub range: bool,
    /// How many characters.
    pub length: bool,
    /// How many items.
    pub items: bool,
    /// How many fields.
    pub fields: bool,
    /// Its format.
    pub format: bool,
    /// That there are no other fields.
    pub others: bool,
    /// That some fields are required.
    pub required: bool,
}

impl Doubts {
    /// Those about a schema.
    #[must_use]
    pub fn of(schema: Value<'_>) -> Self {
        let mut keywords = Keywords::default();
        for (name, value) in schema.fields().take(MOST_FIELDS) {
            keywords.read(name, value);
        }
        if keywords.are_suspicious() { keywords.doubts() } else { Self::default() }
    }

    /// The keywords that they are about, one for each.
    pub fn keywords(self) -> impl Iterator<Item = &'static str> {
        let all = [
            (self.choices, "enum"),
            (self.range, "maximum"),
            (self.length, "maxLength"),
            (self.items, "maxItems"),
            (self.fields, "maxProperties"),
            (self.format, "format"),
            (self.others, "additionalProperties"),
            (self.required, "required"),
        ];
        all.into_iter().filter(|(is_doubted, _)| *is_doubted).map(|(_, keyword)| keyword)
    }
}

/// The keywords of a schema that tell about one another.
#[derive(Default)]
struct Keywords<'d> {
    types: Option<Value<'d>>,
    choices: Option<Value<'d>>,
    minimum: Option<Value<'d>>,
    maximum: Option<Value<'d>>,
    is_exclusive: bool,
    /// The fewest and the most of something.
    length: [Option<u64>; 2],
    items: [Option<u64>; 2],
    fields: [Option<u64>; 2],
    format: Option<&'d str>,
    pattern: Option<&'d str>,
    others: Option<Value<'d>>,
    has_other_fields: bool,
    has_patterns_of_fields: bool,
    properties: Option<Value<'d>>,
    required: Option<Value<'d>>,
}

impl<'d> Keywords<'d> {
    fn read(&mut self, name: &str, value: Value<'d>) {
        match name {
            "type" => self.types = Some(value),
            "enum" => self.choices = Some(value).filter(|list| list.kind() == Kind::Array),
            "minimum" => self.minimum = number(value),
            "maximum" => self.maximum = number(value),
            "exclusiveMinimum" | "exclusiveMaximum" => self.is_exclusive |= value.is_true(),
            "minLength" => self.length[0] = whole(value),
            "maxLength" => self.length[1] = whole(value),
            "minItems" => self.items[0] = whole(value),
            "maxItems" => self.items[1] = whole(value),
            "minProperties" => self.fields[0] = whole(value),
            "maxProperties" => self.fields[1] = whole(value),
            "format" => self.format = value.text(),
            "pattern" => self.pattern = value.text(),
            "additionalProperties" => self.others = Some(value),
            "properties" => self.properties = Some(value),
            "required" => self.required = Some(value),
            other => {
                self.has_other_fields |= OTHER_FIELDS.contains(&other) && !value.is_null();
                self.has_patterns_of_fields |= other == "patternProperties" && !value.is_null();
            }
        }
    }

    /// Whether there is anything that has to be looked at more closely. Most schemas have nothing, and are read without
    /// what that takes.
    fn are_suspicious(&self) -> bool {
        let is_between = |least: Value<'_>, most: Value<'_>| least.number() < most.number();
        let has_day = matches!(self.format, Some("date" | "date-time"));
        let (lengths, range) = (self.length, self.minimum.zip(self.maximum));
        [lengths, self.items, self.fields].into_iter().any(is_over)
            || lengths[1] == Some(0)
            || range.is_some_and(|(least, most)| !is_between(least, most))
            || (has_day && (self.pattern.is_some() || lengths[1].is_some()))
            || self.doubts_others()
            || self.choices.is_some_and(|choices| self.has_unusual(choices))
            || self.lacks_required()
    }

    /// Whether an enumeration is anything else than several plain values of the one type that is named.
    fn has_unusual(&self, choices: Value<'_>) -> bool {
        let kind = self.types.and_then(Value::text);
        let is_plain = |value: Value<'_>| match (kind, value.kind()) {
            (Some("string") | None, Kind::Text) => {
                value.text().is_some_and(|text| text.trim_ascii().len() == text.len())
            }
            (_, Kind::Null) | (Some("number"), Kind::Number) => true,
            (Some("integer"), Kind::Number) => whole(value).is_some(),
            _ => false,
        };
        choices.items().all(Value::is_null)
            || (choices.len() == 1 && choices.items().any(is_several))
            || !choices.items().all(is_plain)
    }

    /// Whether a field is required that is none of the properties.
    fn lacks_required(&self) -> bool {
        let (Some(properties), Some(required)) = (self.properties, self.required) else { return false };
        let is_absent = |name: &str| properties.fields().all(|(known, _)| known != name);
        required.items().filter_map(Value::text).take(MOST_REQUIRED).any(is_absent)
    }

    /// All that is not certain.
    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    fn doubts(&self) -> Doubts {
        Doubts {
            choices: self.doubts_choices(),
            range: self.doubts_range(),
            length: is_over(self.length) || self.length[1] == Some(0),
            items: is_over(self.items),
            fields: is_over(self.fields),
            format: self.doubts_format(),
            others: self.doubts_others(),
            required: self.doubts_required(),
        }
    }

    /// Whether an enumeration has something in it that stands for one of its values. What is of another type was read
    /// as such on its way (`01`, `N`, `2018-11-25` in YAML); what is one text with several words was one annotation.
    fn doubts_choices(&self) -> bool {
        let Some(choices) = self.choices.filter(|choices| !choices.is_empty()) else { return false };
        let types = self.types.map_or(kinds::ALL, kinds::of_types);
        let has_blanks =
            |value: Value<'_>| value.text().is_some_and(|text| (1..text.len()).contains(&text.trim_ascii().len()));
        choices.items().any(|value| has_blanks(value) || stands_for_another(value, types))
            || choices.items().all(|value| kinds::of(value) & types == 0)
            || (choices.len() == 1 && choices.items().any(is_several))
    }

    /// Whether no number is between the two limits. What JavaScript rounds is near enough.
    fn doubts_range(&self) -> bool {
        let (Some(least), Some(most)) = (self.minimum, self.maximum) else { return false };
        let (Some(least), Some(most)) = (least.number(), most.number()) else { return false };
        match least.total_cmp(&most) {
            Ordering::Greater => true,
            Ordering::Equal => self.is_exclusive,
            Ordering::Less => false,
        }
    }

    /// Whether no day, or no time, of that format is what the pattern or the lengths beside it want.
    fn doubts_format(&self) -> bool {
        let (usual, shortest): (&[&str], _) = match self.format {
            Some("date") => (&DAYS, SHORTEST_DAY),
            Some("date-time") => (&TIMES, SHORTEST_TIME),
            _ => return false,
        };
        let is_too_long = || self.length[1].is_some_and(|most| most > 0 && most < shortest);
        let rules_out = |pattern: Pattern| usual.iter().all(|text| pattern.matches(text) == Some(false));
        let is_other_mask = || self.pattern.is_some_and(|pattern| is_mask(pattern) && !is_usual_mask(pattern));
        is_too_long()
            || is_other_mask()
            || self.pattern.and_then(|pattern| Pattern::new(pattern).ok()).is_some_and(rules_out)
    }

    /// Whether other fields are refused, or held against a schema, where a keyword that is not known here may name
    /// them.
    fn doubts_others(&self) -> bool {
        match self.others.map(Value::kind) {
            Some(Kind::False) => self.has_other_fields,
            Some(Kind::Object) => self.has_patterns_of_fields,
            _ => false,
        }
    }

    /// Whether a field that is required is called otherwise among the properties.
    fn doubts_required(&self) -> bool {
        let (Some(properties), Some(required)) = (self.properties, self.required) else { return false };
        misspelt(properties, required).next().is_some()
    }
}

/// The names that are required and are those of properties but for their case and signs.
pub fn misspelt<'d>(properties: Value<'d>, required: Value<'d>) -> impl Iterator<Item = &'d str> {
    let is_short = properties.len() <= MOST_PROPERTIES;
    let names = required.items().filter_map(Value::text).take(if is_short { MOST_REQUIRED } else { 0 });
    names.filter(move |name| {
        let is_there = properties.fields().any(|(known, _)| known == *name);
        !is_there && properties.fields().any(|(known, _)| is_alike(known, name))
    })
}

/// Whether a value is a text that has several in it, or nothing.
fn is_several(value: Value<'_>) -> bool {
    value.text().is_some_and(|text| text.is_empty() || (text.len() > 1 && has_any(text, b",;|")))
}

/// Whether a value that is of none of these types may have been one that is.
fn stands_for_another(value: Value<'_>, types: u16) -> bool {
    kinds::of(value) & types == 0
        && match (value.kind(), value.text()) {
            (Kind::Number | Kind::BigInteger | Kind::True | Kind::False, _) => types & kinds::TEXT != 0,
            (_, Some("true" | "false")) => types & kinds::BOOLEAN != 0,
            (_, Some(text)) => types & kinds::NUMBER != 0 && reads_as_number(text),
            _ => false,
        }
}

/// Whether a text is a number in decimal digits.
fn reads_as_number(text: &str) -> bool {
    let (mantissa, exponent) = split_once(text, b'e').or_else(|| split_once(text, b'E')).unwrap_or((text, "0"));
    let is_mantissa = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    let [digits, power] = [mantissa, exponent].map(|part| part.strip_prefix(['+', '-']).unwrap_or(part));
    digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits.bytes().all(is_mantissa)
        && digits.bytes().filter(|byte| *byte == b'.').count() < 2
        && !power.is_empty()
        && power.bytes().all(|byte| byte.is_ascii_digit())
}

fn number(value: Value<'_>) -> Option<Value<'_>> {
    Some(value).filter(|value| matches!(value.kind(), Kind::Number | Kind::BigInteger))
}

/// Whether a mask is that of a day as the format has it.
fn is_usual_mask(mask: &str) -> bool {
    let day = mask.as_bytes().first_chunk::<10>().map(|day| day.to_ascii_lowercase());
    day.is_some_and(|day| matches!(day.as_slice(), b"yyyy-mm-dd" | b"aaaa-mm-jj"))
}

/// Whether there would have to be more than there may be.
fn is_over([fewest, most]: [Option<u64>; 2]) -> bool {
    fewest.zip(most).is_some_and(|(fewest, most)| fewest > most)
}
