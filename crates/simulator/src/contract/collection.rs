//! Values of parameters and headers as texts, and back (Swagger 2.0, `collectionFormat`).

use serde_json::Value as Json;
use sne_cotation_contract::collection;
use sne_cotation_contract::flat::Value;

/// The sign between the items of a list; none where each has the name anew.
pub(crate) fn separator(parameter: Value<'_>) -> Option<char> {
    match collection::of(parameter) {
        "ssv" => Some(' '),
        "tsv" => Some('\t'),
        "pipes" => Some('|'),
        "multi" => None,
        _ => Some(','),
    }
}

/// A value as one text.
pub(crate) fn write(parameter: Value<'_>, value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(items) => {
            let own = parameter.part("items");
            let items: Vec<_> = items.iter().map(|item| write(own, item)).collect();
            items.join(&separator(parameter).unwrap_or(',').to_string())
        }
        other => other.to_string(),
    }
}

/// What texts stand for that were given under one name. A text that is none of its type stays a text, which is a
/// mistake in type to who looks at it.
pub(crate) fn read(parameter: Value<'_>, texts: &[String]) -> Json {
    let first = texts.first().map(String::as_str).unwrap_or_default();
    if parameter.text_field("type") != Some("array") {
        return read_one(parameter, first);
    }
    let items = parameter.part("items");
    match separator(parameter) {
        None => texts.iter().map(|text| read(items, std::slice::from_ref(text))).collect(),
        Some(_) if first.is_empty() => Json::Array(Vec::new()),
        Some(separator) => first.split(separator).map(|text| read(items, &[text.to_owned()])).collect(),
    }
}

fn read_one(parameter: Value<'_>, text: &str) -> Json {
    let is_number = |value: &Json| value.is_number() && text.trim() == text;
    let number = || serde_json::from_str(text).ok().filter(is_number);
    let read = match (parameter.text_field("type"), text) {
        (Some("integer" | "number"), _) => number(),
        (Some("boolean"), "true") => Some(true.into()),
        (Some("boolean"), "false") => Some(false.into()),
        _ => None,
    };
    read.unwrap_or_else(|| text.into())
}
