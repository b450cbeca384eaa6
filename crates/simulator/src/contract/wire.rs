//! Which values get through where they are sent: what HTTP cannot carry in a path or a header, and what would be read
//! back as something else.

use serde_json::Value as Json;
use sne_cotation_contract::flat::Value;
use sne_cotation_contract::parameter::Place;

use super::collection::{separator, write};

/// Whether a parameter of the query is an object, which Swagger 2.0 does not have: each of its fields goes by its own
/// name, and nothing tells them from other parameters.
pub(crate) fn is_spread(place: Place, parameter: Value<'_>) -> bool {
    place == Place::Query && parameter.text_field("type") == Some("object")
}

/// Whether a value can be given at a place, for a parameter or a header that says so much of it.
pub(crate) fn carries(place: Place, parameter: Value<'_>, value: &Json) -> bool {
    match value {
        _ if place == Place::Body => true,
        Json::Bool(_) | Json::Number(_) => true,
        Json::Object(fields) => is_spread(place, parameter) && fields.values().all(is_scalar),
        Json::Null => false,
        Json::String(text) => carries_text(place, text),
        Json::Array(items) => {
            let own = parameter.part("items");
            let is_carried = |item: &Json| carries_item(place, parameter, item) && carries(place, own, item);
            items.iter().all(|item| !item.is_object() && is_carried(item))
        }
    }
}

fn is_scalar(value: &Json) -> bool {
    !matches!(value, Json::Null | Json::Array(_) | Json::Object(_))
}

/// Whether an item of a list is read back as one item. An empty list is not: it is a list of an empty text.
pub(crate) fn carries_item(place: Place, list: Value<'_>, item: &Json) -> bool {
    if place == Place::Body {
        return true;
    }
    let text = write(list.part("items"), item);
    !text.is_empty() && separator(list).is_none_or(|separator| !text.contains(separator))
}

/// Whether a text can be sent at a place, and comes out as it went in.
pub(crate) fn carries_text(place: Place, text: &str) -> bool {
    match place {
        Place::Body | Place::Query => true,
        // Forms in parts have the ends of lines of their own.
        Place::Form => !text.contains(['\r', '\n']),
        Place::Header => {
            // The signs of Latin-1 that are no controls. What is around them is nobody's (RFC 9110, section 5.5).
            let is_sent = |one: char| matches!(one, ' '..='~' | '\u{a0}'..='\u{ff}' | '\t');
            let is_around = |one: Option<char>| matches!(one, None | Some(' ' | '\t'));
            text.chars().all(is_sent) && !is_around(text.chars().next()) && !is_around(text.chars().next_back())
        }
        // Servers on the way take back what was escaped, and tidy up what is a path to them then.
        Place::Path => {
            let is_dots = |name: &str| !name.is_empty() && name.trim_matches('.').is_empty();
            let is_folder = |part: &str| part.split(';').next().is_some_and(is_dots);
            !text.is_empty()
                && !text.ends_with('/')
                && !text.contains(|one: char| one == '\\' || one.is_ascii_control())
                && !text.split('/').any(is_folder)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use sne_cotation_contract::parameter::Place;

    use super::{carries, carries_text};
    use crate::contract::json::document;

    #[test]
    fn words_get_through_everywhere() {
        for text in ["Logement adapté", "31/12/2026", "https://example.org/a?b=c#d", "\"l'un\" & l'autre + 1 %", "a.b"]
        {
            for place in [Place::Path, Place::Query, Place::Header, Place::Form, Place::Body] {
                assert!(carries_text(place, text), "{place:?} {text}");
            }
        }
    }

    #[test]
    fn what_would_be_read_as_something_else_does_not() {
        for text in ["", ".", "..", "a/../b", "a/", "a\\b", "a\n", "..;x"] {
            assert!(!carries_text(Place::Path, text), "{text}");
        }
        for text in ["", " a", "a\t", "€", "œ", "a\r\nb", "\u{85}"] {
            assert!(!carries_text(Place::Header, text), "{text}");
        }
        assert!(!carries_text(Place::Form, "a\nb") && carries_text(Place::Query, "a\r\n\0"));
    }

    #[test]
    fn lists_are_read_back_item_by_item() {
        let lists = json!({ "type": "array", "items": {} });
        let parameter = |format: &str| json!({ "type": "array", "collectionFormat": format, "items": lists });
        for (format, value, is_carried) in [
            ("csv", json!([["a"], ["b"]]), true),
            ("csv", json!([["a", "b"]]), false),
            ("pipes", json!([["a", "b"], ["c"]]), true),
            ("multi", json!([["a", "b"], ["c"]]), true),
            ("ssv", json!([["a b"]]), false),
            ("multi", json!([[""]]), false),
            ("csv", json!([null]), false),
        ] {
            let document = document(&parameter(format));
            assert_eq!(carries(Place::Query, document.root(), &value), is_carried, "{format} {value}");
        }
    }
}
