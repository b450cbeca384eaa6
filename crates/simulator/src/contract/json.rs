//! JSON in the form that the contract reads, and back.

use serde_json::{Map, Number, Value as Json};
use sne_cotation_contract::flat::{Document, Kind, Value, ValueRef};
use sne_cotation_contract::writer::Writer;

/// A document of a value.
pub(crate) fn document(value: &Json) -> Document {
    let mut writer = Writer::default();
    let whole = write(&mut writer, value);
    writer.finish(whole).into_document()
}

/// Writes a value. `serde_json` reads nothing so deep that this could be too deep.
pub(crate) fn write(writer: &mut Writer, value: &Json) -> ValueRef {
    match value {
        Json::Null => ValueRef::new(Kind::Null, 0),
        Json::Bool(value) => writer.boolean(*value),
        Json::Number(number) => write_number(writer, number),
        Json::String(text) => writer.text(text),
        Json::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| write(writer, item)).collect();
            writer.array(&items)
        }
        Json::Object(fields) => {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), write(writer, value))).collect();
            writer.object(&fields)
        }
    }
}

fn write_number(writer: &mut Writer, number: &Number) -> ValueRef {
    writer.written(&number.to_string())
}

/// A value of the contract as JSON. What JSON cannot say is `null`.
pub(crate) fn json(value: Value<'_>) -> Json {
    match value.kind() {
        Kind::False => Json::Bool(false),
        Kind::True => Json::Bool(true),
        Kind::Number | Kind::BigInteger => number(value.letters()).map_or(Json::Null, Json::Number),
        Kind::Text => value.text().unwrap_or_default().into(),
        Kind::Array => value.items().map(json).collect(),
        Kind::Object => {
            value.fields().map(|(name, field)| (name.to_owned(), json(field))).collect::<Map<_, _>>().into()
        }
        Kind::Null | Kind::File | Kind::Stream | Kind::Other => Json::Null,
    }
}

/// A number as it is written; whole where it is: `1`, and not `1.0`.
#[allow(clippy::cast_possible_truncation, reason = "whole numbers below 2^53 are within i64")]
fn number(letters: &str) -> Option<Number> {
    let number: Number = letters.parse().ok()?;
    let fraction = if number.is_f64() { number.as_f64()? } else { return Some(number) };
    let is_whole = fraction % 1.0 == 0.0 && fraction.abs() < 9_007_199_254_740_992.0;
    Some(if is_whole { (fraction as i64).into() } else { number })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{document, json};

    #[test]
    fn json_goes_there_and_back() {
        let value =
            json!({"a": [1, -2.5, 1e300, "é", null, true, false, {}], "b": {"c": []}, "d": 9_007_199_254_740_991_u64});
        assert_eq!(json(document(&value).root()), value);
    }

    #[test]
    fn an_integer_that_is_not_exact_keeps_its_digits() {
        let document = document(&json!(u64::MAX));
        assert_eq!(document.root().letters(), "18446744073709551615");
        assert_eq!(json(document.root()), json!(u64::MAX));
    }
}
