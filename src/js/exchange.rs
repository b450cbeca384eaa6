//! One exchange over the platform's fetch, or the caller's: what goes in, what comes out.

use std::future::Future;
use std::iter;
use std::pin::Pin;
use std::task::{Context, Poll};

use gloo_net::http::Headers;
use js_sys::{Array, JsString};
use sne_cotation_common::text::owned;
use wasm_bindgen::prelude::{JsCast, JsValue};

use super::bridge;
use super::mail::Mail;
use super::underway::Underway;
use crate::core::error::Cause;
use crate::core::platform::{Failure, HttpRequest, Limits, Response, Text};

/// An exchange under way: a request that is sent, and its answer read whole. Dropped before its end, it aborts.
pub struct Exchange {
    underway: Underway,
    mail: Mail,
}

impl Exchange {
    /// Begins.
    pub fn new(fetch: &JsValue, request: &HttpRequest<'_, JsValue>, limits: Limits) -> Self {
        let head = head(request);
        let underway = Underway::new();
        let no_body = JsValue::UNDEFINED;
        let body = request.body.unwrap_or(&no_body);
        let (success, failure) = (limits.success, limits.failure);
        let mail = bridge::exchange(fetch, &head, body, underway.controller(), success, failure);
        Self { underway, mail: Mail(mail) }
    }

    /// What an outcome means, as `platform/exchange.js` has it.
    fn result(&mut self, outcome: &Array) -> Result<JsResponse, Failure> {
        let status = status(&outcome.get(1));
        match outcome.get(0).as_f64() {
            Some(0.0) => {
                let body = outcome.get(3);
                // An answer that is left unread is given up.
                if !body.is_undefined() {
                    self.underway.is_over();
                }
                let headers: web_sys::Headers = outcome.get(2).unchecked_into();
                let view = Headers::from_raw(headers.clone());
                Ok(JsResponse { status, headers, view, body })
            }
            Some(2.0) => Err(Failure::Interrupted(status, cause(&outcome.get(2)))),
            Some(3.0) => Err(Failure::TooLarge(status)),
            _ => Err(Failure::Unreachable(cause(&outcome.get(1)))),
        }
    }
}

impl Future for Exchange {
    type Output = Result<JsResponse, Failure>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        let delivered = self.mail.collect();
        delivered.map(|outcome| self.result(outcome.unchecked_ref()))
    }
}

fn status(value: &JsValue) -> u16 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, and no status is that large"
    )]
    return value.as_f64().unwrap_or_default() as u16;
}

/// The method, the address, and the names and values of the headers in turn, a line each, which none of them can break: one
/// text, because each that goes over is decoded.
fn head(request: &HttpRequest<'_, JsValue>) -> String {
    let mut head = owned(request.method);
    let headers = request.headers.iter().flat_map(|(name, value)| [name, value]);
    for part in iter::once(&request.url).chain(headers) {
        head.push('\n');
        head.push_str(part);
    }
    head
}

/// `[name, message, code]` as a cause.
pub fn cause(parts: &JsValue) -> Cause {
    let parts: &Array = parts.unchecked_ref();
    let text = |index| parts.get(index).as_string();
    Cause { name: text(0).unwrap_or_default(), message: text(1).unwrap_or_default(), code: text(2) }
}

/// A whole answer.
pub struct JsResponse {
    status: u16,
    headers: web_sys::Headers,
    view: Headers,
    body: JsValue,
}

impl Response for JsResponse {
    type Text = JsText;
    type Value = JsValue;

    fn status(&self) -> u16 {
        self.status
    }

    fn header(&self, name: &str) -> Option<String> {
        self.view.get(name)
    }

    fn is_known_as_json(&self) -> bool {
        // `platform/bodies.js` reads nothing else as a text.
        self.body.is_string()
    }

    fn headers(&self) -> JsValue {
        self.headers.clone().into()
    }

    fn text(&self) -> Option<JsText> {
        bridge::decode(&self.headers, &self.body).dyn_into().ok().map(JsText)
    }

    fn bytes(&self) -> JsValue {
        self.body.clone()
    }
}

/// A text that stays in JavaScript.
pub struct JsText(pub JsString);

impl Text for JsText {
    fn start(&self, count: u32) -> String {
        bridge::start_of(&self.0, count)
    }
}
