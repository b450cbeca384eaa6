//! One exchange over the platform's fetch, or the caller's: what goes in, what comes out.

use gloo_net::http::Headers;
use js_sys::{Array, JsString};
use wasm_bindgen::prelude::{JsCast, JsValue};

use super::bridge;
use super::mail::Mail;
use super::underway::Underway;
use crate::core::error::Cause;
use crate::core::platform::{Failure, Limits, Response, Text};
use crate::core::request::Outgoing;

/// Sends a request and reads the answer whole. Dropped before its end, it aborts.
pub async fn exchange(fetch: &JsValue, request: Outgoing<'_, JsValue>, limits: Limits) -> Result<JsResponse, Failure> {
    let headers = list(request.headers.iter().copied());
    let mut underway = Underway::new();
    let body = request.body.cloned().unwrap_or_default();
    let (success, failure) = (limits.success, limits.failure);
    let controller = underway.controller();
    let (method, url) = (request.method, request.url);
    let outcome = Mail(bridge::exchange(fetch, method, url, &headers, &body, controller, success, failure)).await;
    let outcome: &Array = outcome.unchecked_ref();
    let status = status(&outcome.get(1));
    match outcome.get(0).as_f64() {
        Some(0.0) => {
            let body = outcome.get(3);
            // An answer that is left unread is given up.
            if !body.is_undefined() {
                underway.is_over();
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

fn status(value: &JsValue) -> u16 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, and no status is that large"
    )]
    return value.as_f64().unwrap_or_default() as u16;
}

/// Names and values in turn.
pub fn list<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Array {
    let list = Array::new();
    for (name, value) in pairs {
        list.push(&name.into());
        list.push(&value.into());
    }
    list
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
