//! A wait that ends with its time or with the caller's abort, and goes with its listener when it is dropped.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use wasm_bindgen::prelude::JsValue;

use super::bridge;
use super::mail::Mail;
use crate::core::platform::WaitEnd;

/// A wait under way.
pub struct Wait(Mail);

impl Wait {
    /// Begins. A signal that is aborted already ends the wait at once.
    pub fn new(milliseconds: u32, signal: Option<&JsValue>) -> Self {
        Self(Mail(bridge::start_wait(milliseconds, signal.unwrap_or(&JsValue::UNDEFINED))))
    }
}

impl Future for Wait {
    type Output = WaitEnd;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<WaitEnd> {
        let delivered = self.0.collect();
        delivered.map(|is_aborted| if is_aborted.is_truthy() { WaitEnd::Abort } else { WaitEnd::Timeout })
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        bridge::cancel_wait(&self.0.0);
    }
}
