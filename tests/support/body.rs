//! Bodies of requests, and the values that they hold.

use std::rc::Rc;

use sne_cotation::core::platform;

use super::parsing;

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
}

impl platform::Body for Body {
    fn is_repeatable(&self) -> bool {
        true
    }

    fn text(&self) -> Option<String> {
        if let Self::Text(text) = self { Some(text.to_string()) } else { None }
    }

    fn values(&self) -> Option<String> {
        let Self::Text(text) = self else { return None };
        let lines: Vec<_> = values(text).iter().map(|value| parsing::words(value)).collect();
        Some(lines.join("\n"))
    }
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
