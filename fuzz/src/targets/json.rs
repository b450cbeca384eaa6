//! JSON text, read as a document and printed again. One part: the text, read as JSON and as what JavaScript writes.

use serde_json::Value as Json;
use sne_cotation_contract::flat::{Document, Kind, Value};
use sne_cotation_contract::json::printer::print;
use sne_cotation_contract::json::reader::{Dialect, Fault, Reader, read};

use crate::input::text;

/// It is what `serde_json` reads, whatever the slices; where that refuses it, the reason is known. What is printed is
/// read as the same again.
pub fn run(data: &[u8]) {
    let text = text(data);
    let other = serde_json::from_str::<Json>(text.strip_prefix('\u{FEFF}').unwrap_or(&text));
    match (read(text.clone(), Dialect::Json), &other) {
        (Ok(document), Ok(other)) => assert!(is_same(document.root(), other), "{other} is read as another value"),
        (Ok(_), Err(_)) => assert!(is_refused_by_serde(&text), "serde_json refuses {text:?}"),
        (Err(Fault::Syntax(place)), other) => {
            assert!(other.is_err(), "{text:?} is refused at {place}");
            assert!(place <= text.len());
        }
        (Err(Fault::TooDeep | Fault::TooLarge), _) => {}
    }
    for dialect in [Dialect::Json, Dialect::JavaScript] {
        let whole = read(text.clone(), dialect);
        let slice = 1 + text.len() % 7;
        let sliced = in_slices(text.clone(), dialect, slice);
        assert_eq!(whole.as_ref().map(printed), sliced.as_ref().map(printed), "slices of {slice}");
        if let Ok(document) = whole {
            let once = printed(&document);
            let again = read(once.clone(), Dialect::Json).map(|document| printed(&document));
            assert_eq!(again, Ok(once));
        }
    }
}

fn in_slices(text: String, dialect: Dialect, slice: usize) -> Result<Document, Fault> {
    let mut reader = Reader::new(text, dialect);
    while !reader.advance(slice)? {}
    Ok(reader.finish())
}

fn printed(document: &Document) -> String {
    let mut text = Vec::new();
    print(document.root(), &mut text);
    String::from_utf8(text).unwrap_or_default()
}

/// Whether it holds halves of surrogate pairs, is deeper than `serde_json` goes, or has a number that is infinite.
fn is_refused_by_serde(text: &str) -> bool {
    let is_deep = text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count() > 100;
    let has_half = text.to_ascii_lowercase().contains("\\ud");
    let is_long = text.bytes().filter(u8::is_ascii_digit).count() > 300;
    is_deep || has_half || is_long || text.contains(['e', 'E'])
}

fn is_same(value: Value<'_>, other: &Json) -> bool {
    match other {
        Json::Null => value.is_null(),
        Json::Bool(other) => value.kind() == if *other { Kind::True } else { Kind::False },
        Json::Number(other) => {
            // Without a feature of its own, serde_json is a unit in the last place off now and then.
            let (number, other) = (value.number().unwrap_or(f64::NAN), other.as_f64().unwrap_or_default());
            (number - other).abs() <= other.abs() * f64::EPSILON
        }
        Json::String(other) => value.text() == Some(other),
        Json::Array(items) => {
            let len = value.len() as usize;
            len == items.len() && value.items().zip(items).all(|(value, other)| is_same(value, other))
        }
        Json::Object(fields) => {
            let is_field = |(name, other): (&String, &Json)| value.get(name).is_some_and(|field| is_same(field, other));
            value.kind() == Kind::Object && value.len() as usize == fields.len() && fields.iter().all(is_field)
        }
    }
}
