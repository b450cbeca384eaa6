//! What JavaScript hands over when it is done: the end of an exchange, or of a wait.
//!
//! Waiting for a promise takes two closures, each registered for its collection, which costs more than the wait itself
//! (`docs/decisions`). Here JavaScript keeps the letter, and wakes the task that asked for it last.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use wasm_bindgen::prelude::JsValue;

use super::{bridge, executor};

/// A future that ends with what is delivered.
pub struct Mail(pub JsValue);

impl Future for Mail {
    type Output = JsValue;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<JsValue> {
        let letter = bridge::collect(&self.0, executor::current());
        if letter.is_undefined() { Poll::Pending } else { Poll::Ready(letter) }
    }
}
