//! A wait that ends with its time or with the caller's abort.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use wasm_bindgen::prelude::JsValue;

use super::completion::Completion;
use super::{bridge, clock};
use crate::core::platform::WaitEnd;

/// A wait under way. Its timer and its listener go when it is dropped.
pub struct AbortableSleep {
    wait: JsValue,
    completion: Option<Completion>,
}

impl AbortableSleep {
    /// Begins. A signal that is aborted already ends the wait at once.
    pub fn new(milliseconds: u32, signal: Option<&JsValue>) -> Self {
        let completion = Completion::take();
        let no_signal = JsValue::UNDEFINED;
        let signal = signal.unwrap_or(&no_signal);
        let end = clock::monotonic() + f64::from(milliseconds);
        Self { wait: bridge::start_wait(end, signal, completion.callback()), completion: Some(completion) }
    }
}

impl Future for AbortableSleep {
    type Output = WaitEnd;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<WaitEnd> {
        let Some(completion) = &self.completion else { return Poll::Pending };
        completion.poll(context).map(|is_aborted| match is_aborted {
            Ok(is_aborted) if is_aborted.is_truthy() => WaitEnd::Abort,
            _ => WaitEnd::Timeout,
        })
    }
}

impl Drop for AbortableSleep {
    fn drop(&mut self) {
        bridge::cancel_wait(&self.wait);
        if let Some(completion) = self.completion.take() {
            completion.give_back();
        }
    }
}
