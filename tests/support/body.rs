//! Bodies of requests, and whether something repeats what they hold.

use std::rc::Rc;

use sne_cotation::core::platform;

/// Shorter pieces of a body are in every sentence.
const SHORTEST_PIECE: usize = 4;

/// A request's body.
#[derive(Clone, Debug)]
pub enum Body {
    Text(Rc<str>),
    Bytes(Rc<[u8]>),
}

impl Body {
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    /// Whether a text repeats a piece of a value of the body's, in any case. What bytes hold is not known: it may.
    pub fn is_repeated_by(&self, text: &str) -> bool {
        let Self::Text(body) = self else { return true };
        let text = text.to_lowercase();
        let is_word = |word: &str| words(&text).any(|known| known == word);
        values(body).iter().map(|value| value.to_lowercase()).any(|value| {
            let mut pieces = words(&value);
            let is_short_word = words(&value).count() == 1 && value.len() > 1 && is_word(value.trim());
            is_short_word || pieces.any(|piece| piece.chars().count() >= SHORTEST_PIECE && text.contains(piece))
        })
    }
}

impl platform::Body for Body {
    fn is_repeatable(&self) -> bool {
        true
    }

    fn text(&self) -> Option<String> {
        if let Self::Text(text) = self { Some(text.to_string()) } else { None }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The texts and numbers in JSON; any other text as it is.
fn values(body: &str) -> Vec<String> {
    let Ok(json) = serde_json::from_str(body) else { return vec![body.to_owned()] };
    let mut values = Vec::new();
    collect(&json, &mut values);
    values
}

fn collect(json: &serde_json::Value, values: &mut Vec<String>) {
    match json {
        serde_json::Value::String(text) => values.push(text.clone()),
        serde_json::Value::Number(number) => values.push(number.to_string()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, values)),
        serde_json::Value::Object(fields) => fields.values().for_each(|value| collect(value, values)),
        serde_json::Value::Null | serde_json::Value::Bool(_) => {}
    }
}
