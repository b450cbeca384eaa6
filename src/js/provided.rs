//! The token that the caller's `getToken` is asked for.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::bridge;
use super::exchange::cause;
use super::underway::Underway;
use crate::core::error::Cause;

/// What `getToken` is going to give. Dropped before its end, it aborts.
pub struct Provided {
    underway: Underway,
    promise: JsFuture,
}

impl Provided {
    /// Asks.
    pub fn new(get_token: &JsValue, rejected: Option<&str>) -> Self {
        let underway = Underway::new();
        let promise = JsFuture::from(bridge::ask(get_token, rejected, underway.controller()));
        Self { underway, promise }
    }
}

impl Future for Provided {
    type Output = Result<JsValue, Cause>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let settled = Pin::new(&mut self.promise).poll(context);
        settled.map(|given| {
            self.underway.is_over();
            given.map_err(|thrown| cause(&bridge::cause_of(&thrown)))
        })
    }
}
