//! Waiting for promises of the platform, whatever they are.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use wasm_bindgen::prelude::JsValue;

use super::bridge;
use super::completion::{Completion, Outcome};

/// What a promise is going to give, or to reject with.
pub struct JsPromise(Option<Completion>);

impl JsPromise {
    /// Waits for a value as `await` does: it may be a promise, anything like one, or neither.
    pub fn of(value: &JsValue) -> Self {
        let completion = Completion::take();
        bridge::when_settled(value, completion.callback());
        Self(Some(completion))
    }
}

/// Waits for what a call gave, unless the call threw.
pub async fn settled(given: Result<JsValue, JsValue>) -> Outcome {
    JsPromise::of(&given?).await
}

/// Lets a promise end unobserved: that it rejects is of no interest, and not to be reported as unhandled.
pub fn ignore(given: &Result<JsValue, JsValue>) {
    if let Ok(value) = given {
        // Dropped at once: its callbacks do nothing then.
        drop(JsPromise::of(value));
    }
}

impl Future for JsPromise {
    type Output = Outcome;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        let Some(completion) = &self.0 else { return Poll::Pending };
        let outcome = ready!(completion.poll(context));
        if let Some(completion) = self.0.take() {
            completion.give_back();
        }
        Poll::Ready(outcome)
    }
}

impl Drop for JsPromise {
    fn drop(&mut self) {
        // The promise is going to call it, or never settles.
        if let Some(completion) = self.0.take() {
            completion.abandon();
        }
    }
}
