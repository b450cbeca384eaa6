//! What JavaScript hands over when it is done: the end of an exchange, or of a wait.
//!
//! Waiting for a promise takes two closures, each registered for its collection, which costs more than the wait itself
//! (`docs/decisions`). Here JavaScript keeps the letter, and wakes the task that asked for it last.

use std::task::Poll;

use wasm_bindgen::prelude::JsValue;

use super::{bridge, executor};

/// Where something is going to be delivered.
pub struct Mail(pub JsValue);

impl Mail {
    /// What is delivered. If nothing is yet, the task that is being polled is woken when it is.
    pub fn collect(&self) -> Poll<JsValue> {
        let letter = bridge::collect(&self.0, executor::current());
        if letter.is_undefined() { Poll::Pending } else { Poll::Ready(letter) }
    }
}
