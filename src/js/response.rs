//! Answers as the core reads them.

use gloo_net::http::Headers;
use js_sys::JsString;
use wasm_bindgen::prelude::{JsCast, JsValue};

use super::bridge;
use crate::core::platform::{Response, Text};

/// A whole answer.
pub struct JsResponse {
    status: u16,
    /// The platform's own, or a copy of another library's.
    headers: web_sys::Headers,
    /// A text, or bytes: all of it, or of a failure the beginning.
    body: JsValue,
}

impl JsResponse {
    /// An answer with that status, and a body that was read within its limit.
    pub fn new(status: u16, headers: web_sys::Headers, body: JsValue) -> Self {
        Self { status, headers, body }
    }
}

impl Response for JsResponse {
    type Text = JsText;
    type Value = JsValue;

    fn status(&self) -> u16 {
        self.status
    }

    fn header(&self, name: &str) -> Option<String> {
        Headers::from_raw(self.headers.clone()).get(name)
    }

    fn has_any(&self, names: &str) -> bool {
        bridge::has_any(&self.headers, names)
    }

    fn is_known_as_json(&self) -> bool {
        // Nothing else is read as a text.
        self.body.is_string()
    }

    fn headers(&self) -> JsValue {
        self.headers.clone().into()
    }

    fn text(&self) -> Option<JsText> {
        if self.body.is_string() {
            return Some(JsText(self.body.clone().unchecked_into()));
        }
        bridge::decode(&self.headers, &self.body).dyn_into().ok().map(JsText)
    }

    fn bytes(&self) -> JsValue {
        self.body.clone()
    }
}

/// A text that stays in JavaScript.
#[derive(Clone)]
pub struct JsText(pub JsString);

impl Text for JsText {
    fn start(&self, count: u32) -> String {
        self.0.trim_start().slice(0, count).into()
    }

    fn has(&self, part: &str) -> bool {
        bridge::has_part(&self.0, part)
    }
}
