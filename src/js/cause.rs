//! What JavaScript throws, as a cause. Anything can be thrown, so nothing is assumed of it.

use wasm_bindgen::prelude::JsValue;

use crate::core::error::Cause;
use crate::core::value::Value;

/// How deep a chain of causes is followed. It may be a circle.
const DEEPEST: usize = 5;

/// A thrown value as a cause: its name, the messages of its chain of causes, and the innermost code. What Node says of a
/// refused connection ("fetch failed") is only said further down the chain.
pub fn cause_of(thrown: &JsValue) -> Cause {
    let mut message = String::new();
    let mut code = None;
    let mut link = Some(thrown.clone());
    for _ in 0..DEEPEST {
        let Some(error) = link else { break };
        if let Some(text) = error.text_field("message").or_else(|| error.as_text()).filter(|text| !text.is_empty()) {
            if !message.is_empty() {
                message.push_str(": ");
            }
            message.push_str(&text);
        }
        code = error.text_field("code").or(code);
        // Several addresses tried and failed: the first failure is as good as the others.
        let first = || error.field("errors").and_then(|errors| errors.items().into_iter().next());
        link = error.field("cause").or_else(first);
    }
    Cause { name: thrown.text_field("name").unwrap_or_default(), message, code }
}
