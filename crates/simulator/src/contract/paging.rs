//! Lists in parts: by a range (`0-99`, RFC 9110, section 14) or by the number of a page, so that one list is behind all
//! its parts.

use serde_json::Value as Json;
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::{Kind, Value};
use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::parameter::{Parameter, Place};

use super::demands::{Schemas, count};
use super::fits::fits;
use super::generate::Generator;
use super::incoming::{Given, Parameters};
use super::way::Way;
use crate::random::Random;

/// Names under which APIs on PISTE take a range, or the number of a page, and say how many pages there are.
const RANGES: [&str; 1] = ["range"];
const NUMBERS: [&str; 3] = ["numeropage", "pagenumber", "page"];
const TOTALS: [&str; 4] = ["nombrePages", "nombreDePages", "totalPages", "pageCount"];
/// Items of the longest list, and pages of the longest.
const MOST_ITEMS: u64 = 60;
const MOST_PAGES: u64 = 5;

/// A part of a list that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    /// What is before the equals sign, with a space behind it.
    unit: String,
    first: u64,
    last: u64,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// The items.
    pub(crate) items: Json,
    /// The header `Content-Range`.
    pub(crate) range: String,
    /// Whether it is the whole list.
    pub(crate) is_whole: bool,
    /// Whether it begins behind the end of the list.
    pub(crate) is_beyond: bool,
}

/// The parameter of an operation that is one of those names, and what was given for it or is assumed.
fn parameter<'p>(
    contract: &Contract,
    operation: &'p Operation,
    parameters: &Parameters,
    names: &[&str],
) -> Option<(&'p Parameter, Json)> {
    let is_it = |one: &&Parameter| {
        matches!(one.place, Place::Query | Place::Header) && names.contains(&one.name.to_ascii_lowercase().as_str())
    };
    let parameter = operation.parameters.iter().find(is_it)?;
    let assumed = || contract.document.value(parameter.word).field("default").map(super::json::json);
    match parameters.given(&parameter.key) {
        Some(Given::Value(value)) => Some((parameter, value.clone())),
        _ => Some((parameter, assumed()?)),
    }
}

/// The range that a request asks for, or that the contract assumes; with the key of its parameter.
pub(crate) fn range<'p>(
    contract: &Contract,
    operation: &'p Operation,
    parameters: &Parameters,
) -> Option<(&'p str, Range)> {
    let (parameter, value) = parameter(contract, operation, parameters, &RANGES)?;
    let text = value.as_str()?;
    let (unit, numbers) = text.split_once('=').unwrap_or(("", text));
    let (first, last) = numbers.split_once('-')?;
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    let unit = if unit.is_empty() { String::new() } else { format!("{unit} ") };
    (first <= last).then_some((&parameter.key, Range { unit, first, last }))
}

/// The part of the list of a seed that a range is about; none when the schema is not that of a list, or has no room for
/// it.
pub(crate) fn part<'c>(
    schemas: Schemas<'c>,
    schema: Value<'c>,
    range: &Range,
    seed: u64,
    texts: &[&str],
) -> Option<Part> {
    let list = schemas.follow(schema);
    let of_items = list.field("items").filter(|items| items.kind() == Kind::Object)?;
    let total = Random::of(seed, &[texts, &["total"]].concat()).between(1, MOST_ITEMS);
    let item = |place: u64| {
        let random = Random::of(seed, &[texts, &[place.to_string().as_str()]].concat());
        Generator::new(schemas, random, Way::Response).value(of_items).ok()
    };
    let most = list.field("maxItems").and_then(count).unwrap_or(MOST_ITEMS);
    let end = range.last.saturating_add(1).min(total).min(range.first.saturating_add(most));
    let items: Json = (range.first..end).map(item).collect::<Option<Vec<_>>>()?.into();
    let is_beyond = range.first >= total;
    let place = if is_beyond { "*".to_owned() } else { format!("{}-{}", range.first, end.saturating_sub(1)) };
    let part = Part {
        range: format!("{}{place}/{total}", range.unit),
        is_whole: range.first == 0 && end == total,
        is_beyond,
        items,
    };
    fits(schemas.contract, schema, &part.items, Way::Response).then_some(part)
}

/// The number of the page that a request asks for, counted from 0, with the key of its parameter.
pub(crate) fn number<'p>(
    contract: &Contract,
    operation: &'p Operation,
    parameters: &Parameters,
) -> Option<(&'p str, u64)> {
    let (parameter, value) = parameter(contract, operation, parameters, &NUMBERS)?;
    let begins_at_0 = contract.document.value(parameter.word).field("default").and_then(Value::number) == Some(0.0);
    Some((&parameter.key, value.as_u64()?.saturating_sub(u64::from(!begins_at_0))))
}

/// Has an answer say how many pages there are, the same on each, and holds nothing in those behind the last.
pub(crate) fn tell_total(contract: &Contract, schema: Value<'_>, value: Json, page: u64, random: &mut Random) -> Json {
    let total = random.between(1, MOST_PAGES);
    let mut told = value.clone();
    let Some(fields) = told.as_object_mut() else {
        return value;
    };
    let Some(field) = TOTALS.iter().find_map(|name| fields.get_key_value(*name)).map(|(name, _)| name.clone()) else {
        return value;
    };
    fields.insert(field, total.into());
    if page >= total {
        for list in fields.values_mut().filter(|field| field.is_array()) {
            *list = Json::Array(Vec::new());
        }
    }
    if fits(contract, schema, &told, Way::Response) { told } else { value }
}
