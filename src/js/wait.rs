//! A wait that ends with its time or with the caller's abort, and goes with its listener when it is dropped.

use wasm_bindgen::prelude::JsValue;

use super::bridge;
use super::mail::Mail;
use crate::core::platform::Interruption;

/// Waits. A signal that is aborted already ends the wait at once.
pub async fn wait(milliseconds: u32, signal: Option<&JsValue>) -> Interruption {
    let wait = Wait(bridge::start_wait(milliseconds, signal.unwrap_or(&JsValue::UNDEFINED)));
    let is_aborted = Mail(wait.0.clone()).await;
    if is_aborted.is_truthy() { Interruption::Abort } else { Interruption::Timeout }
}

/// A wait under way.
struct Wait(JsValue);

impl Drop for Wait {
    fn drop(&mut self) {
        bridge::cancel_wait(&self.0);
    }
}
