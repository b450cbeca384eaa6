//! What the keywords of one schema say of one value, without what is inside of it.

use std::num::NonZeroU64;

use bigdecimal::{BigDecimal, RoundingMode, Zero};
use sne_cotation_contract::format::Format;
use sne_cotation_contract::pattern::Pattern;

use crate::json::Json;

/// Beyond these, JavaScript takes integers for one another.
const LARGEST_INTEGER: u64 = 9_007_199_254_740_991;
/// Digits in which what JavaScript calculates is right.
const SURE_DIGITS: u64 = 15;
/// Digits of a divisor that are looked at.
const DIGITS_OF_DIVISOR: u64 = 17;

/// The types of a schema. One that there is not allows anything; so does a list of none.
pub fn types(schema: &Json) -> Vec<&str> {
    match schema.get("type") {
        Json::Array(names) => names.iter().map(known).collect::<Option<Vec<_>>>().unwrap_or_default(),
        name => known(name).into_iter().collect(),
    }
}

fn known(name: &Json) -> Option<&str> {
    const TYPES: [&str; 8] = ["null", "boolean", "integer", "number", "string", "array", "object", "file"];
    name.text().filter(|name| TYPES.contains(name))
}

/// Whether a value is of the types of a schema.
pub fn is_of_types(schema: &Json, value: &Json) -> bool {
    let types = types(schema);
    let is_of = |name: &&str| match (*name, value) {
        ("null", Json::Null)
        | ("boolean", Json::Bool(_))
        | ("string", Json::Text(_))
        | ("array", Json::Array(_))
        | ("object", Json::Object(_))
        | ("number", Json::Number(_)) => true,
        ("integer", Json::Number(number)) => number.value.is_integer(),
        _ => false,
    };
    types.is_empty() || types.iter().any(is_of)
}

/// Whether a value is a text for what is a list of bytes: servers send one text for that.
pub fn is_text_of_bytes(schema: &Json, value: &Json) -> bool {
    let items = schema.get("items");
    let is_of_bytes = items.get("type").text() == Some("string") && items.get("format").text() == Some("byte");
    matches!(value, Json::Text(_)) && types(schema) == ["array"] && is_of_bytes
}

/// Whether a value is an integer that may have been another before it was a number of JavaScript's.
pub fn is_imprecise(schema: &Json, value: &Json) -> bool {
    let types = types(schema);
    let is_integer = types.contains(&"integer") && !types.contains(&"number");
    value.decimal().is_some_and(|number| is_integer && is_beyond(number))
}

/// Whether it is a whole number that JavaScript cannot tell from its neighbours.
pub fn is_beyond(number: &BigDecimal) -> bool {
    number.is_integer() && number.abs() > LARGEST_INTEGER
}

/// The rules that a value breaks of those that are about it as a whole.
pub fn broken(schema: &Json, value: &Json) -> Vec<&'static str> {
    let mut broken = Vec::new();
    let mut tell = |is_broken: bool, rule| {
        if is_broken {
            broken.push(rule);
        }
    };
    let choices = schema.get("enum").items();
    tell(!choices.is_empty() && !is_doubtful(schema, choices) && !choices.contains(value), "enum");
    let limits = |of: &str, size: usize| {
        let said = |keyword: String| count(schema.get(&keyword));
        let (most, fewest) = (said(format!("max{of}")), said(format!("min{of}")));
        let is_none = of == "Length" && most.as_ref().is_some_and(Zero::is_zero);
        // Limits that nothing keeps are none.
        let is_void = is_none || most.zip(fewest).is_some_and(|(most, fewest)| fewest > most);
        let count = |keyword: String| said(keyword).filter(|_| !is_void);
        let is_beyond = count(format!("max{of}")).is_some_and(|most| most < size as u64);
        (is_beyond, count(format!("min{of}")).is_some_and(|fewest| fewest > size as u64))
    };
    let format = schema.get("format").text().unwrap_or_default();
    match value {
        Json::Number(number) => numbers(schema, &number.value, format, &mut tell),
        Json::Text(text) => {
            let (is_too_long, is_too_short) = limits("Length", text.chars().count());
            tell(is_too_long, "maxLength");
            tell(is_too_short, "minLength");
            let pattern = schema.get("pattern").text().and_then(|pattern| Pattern::new(pattern).ok());
            let is_kept = Format::of(format).is_none_or(|format| format.takes(text.as_bytes()));
            tell(!is_kept && !rules_out(schema, pattern.as_ref(), format), "format");
            tell(pattern.is_some_and(|pattern| pattern.matches(text) == Some(false)), "pattern");
        }
        Json::Array(items) => {
            let (is_too_long, is_too_short) = limits("Items", items.len());
            tell(is_too_long, "maxItems");
            tell(is_too_short, "minItems");
            let is_twice = |(place, item)| items.iter().skip(place + 1).any(|other| other == item);
            tell(schema.flag("uniqueItems") && items.iter().enumerate().any(is_twice), "uniqueItems");
        }
        Json::Object(fields) => {
            let (is_too_large, is_too_small) = limits("Properties", fields.len());
            tell(is_too_large, "maxProperties");
            tell(is_too_small, "minProperties");
        }
        Json::Null | Json::Bool(_) => {}
    }
    broken
}

/// Whether an enumeration has a value of another type that may stand for one of its own, or a text with blanks around
/// it; has none of its own; or is one text, which says nothing.
fn is_doubtful(schema: &Json, choices: &[Json]) -> bool {
    let takes = |example: &str| is_of_types(schema, &Json::Text(example.to_owned()));
    let takes_numbers = types(schema).iter().any(|name| matches!(*name, "integer" | "number"));
    let stands_for_another = |one: &Json| match one {
        _ if is_of_types(schema, one) => false,
        Json::Number(_) | Json::Bool(_) => takes(""),
        Json::Text(text) if text == "true" || text == "false" => types(schema).contains(&"boolean"),
        Json::Text(text) => takes_numbers && text.parse::<BigDecimal>().is_ok(),
        _ => false,
    };
    let has_blanks = |one: &Json| {
        one.text()
            .map(|text| (text, text.trim_ascii()))
            .is_some_and(|(text, trimmed)| !trimmed.is_empty() && trimmed != text)
    };
    choices.iter().any(|one| stands_for_another(one) || has_blanks(one))
        || choices.iter().all(|one| !is_of_types(schema, one))
        || matches!(choices, [one] if one.text() == Some(""))
}

/// Whether what is beside a format of days or times wants none that is mostly written so.
fn rules_out(schema: &Json, pattern: Option<&Pattern>, format: &str) -> bool {
    let (usual, shortest) = match format {
        "date" => (vec!["2001-10-30"], 10),
        "date-time" => (vec!["2001-10-30T18:19:20Z", "2001-10-30T18:19:20"], 16),
        _ => return false,
    };
    let most = count(schema.get("maxLength")).filter(|most| !most.is_zero());
    most.is_some_and(|most| most < shortest)
        || pattern.is_some_and(|pattern| usual.iter().all(|text| pattern.matches(text) == Some(false)))
}

fn numbers(schema: &Json, number: &BigDecimal, format: &str, tell: &mut impl FnMut(bool, &'static str)) {
    let excludes = schema.flag("exclusiveMaximum") || schema.flag("exclusiveMinimum");
    let is_void = schema
        .get("maximum")
        .decimal()
        .zip(schema.get("minimum").decimal())
        .is_some_and(|(most, least)| least > most || (least == most && excludes));
    let limit = |keyword| schema.get(keyword).decimal().filter(|_| !is_void || keyword == "multipleOf");
    if let Some(most) = limit("maximum") {
        let excludes = schema.flag("exclusiveMaximum");
        tell(excludes && number >= most, "exclusiveMaximum");
        tell(!excludes && number > most, "maximum");
    }
    if let Some(least) = limit("minimum") {
        let excludes = schema.flag("exclusiveMinimum");
        tell(excludes && number <= least, "exclusiveMinimum");
        tell(!excludes && number < least, "minimum");
    }
    if let Some(of) = limit("multipleOf").filter(|of| **of > BigDecimal::zero()) {
        tell(!is_multiple(number, of), "multipleOf");
    }
    let bits = |bits: u32| BigDecimal::from(1_u128 << (bits - 1));
    // Beside `number`, it is what some tools write for a range.
    let is_whole = number.is_integer() || !types(schema).is_empty();
    match format {
        "int32" => tell(!is_whole || *number < -bits(32) || *number >= bits(32), "format"),
        "int64" => tell(!is_whole || *number < -bits(64) || *number >= bits(64), "format"),
        "float" => {
            let most = BigDecimal::new(34_028_234_663_852_886_u64.into(), -22);
            tell(number.abs() > most, "format");
        }
        _ => {}
    }
}

/// Whether a number is a multiple of another. A fraction with more digits than JavaScript calculates right is looked at
/// in so many, rounded either way.
fn is_multiple(number: &BigDecimal, of: &BigDecimal) -> bool {
    let divides = |number: &BigDecimal| (number % of).is_zero();
    let is_calculated = !number.is_integer() && number.normalized().digits() > SURE_DIGITS;
    let rounded = |mode| number.with_precision_round(NonZeroU64::MIN.saturating_add(SURE_DIGITS - 1), mode);
    of.normalized().digits() > DIGITS_OF_DIVISOR
        || if is_calculated {
            divides(&rounded(RoundingMode::Down)) || divides(&rounded(RoundingMode::Up))
        } else {
            divides(number)
        }
}

/// A number that counts something; what is none says nothing.
fn count(argument: &Json) -> Option<BigDecimal> {
    let count = argument.decimal().filter(|count| count.is_integer() && **count >= BigDecimal::zero())?;
    (!is_beyond(count)).then(|| count.clone())
}
