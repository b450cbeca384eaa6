//! The settings of requests (`RequestInit`), and the last request of a client, which is mostly the next one's, too.

use std::cell::Cell;

use js_sys::{Object, Reflect};
use sne_cotation_common::text::owned;
use wasm_bindgen::prelude::JsValue;
use web_sys::{Request, RequestInit};

use super::bridge;
use crate::core::platform::HttpRequest;
use crate::core::secret::Secret;
use crate::core::slot::{copied, with_mut};

thread_local! {
    /// Whether requests have the settings of browsers.
    static KNOWS_BROWSERS: bool = bridge::knows_browser_settings();
}

/// The settings of a request that a signal aborts, if there is one. Redirects are not followed: one could carry the
/// secret or the token elsewhere.
pub fn settings_of(request: &HttpRequest<'_, JsValue>, signal: &JsValue) -> RequestInit {
    let init = RequestInit::new();
    set(&init, "method", &request.method.into());
    set(&init, "redirect", &"manual".into());
    // Edge runtimes do not know the others, and some refuse to be told about them.
    if KNOWS_BROWSERS.with(|knows| *knows) {
        for (name, value) in [("credentials", "omit"), ("cache", "no-store"), ("referrerPolicy", "no-referrer")] {
            set(&init, name, &value.into());
        }
    }
    let headers = Object::new();
    for (name, value) in request.headers {
        set(&headers, name, &(*value).into());
    }
    set(&init, "headers", &headers);
    if !signal.is_undefined() {
        set(&init, "signal", signal);
    }
    if let Some(body) = request.body {
        set(&init, "body", body);
        if bridge::is_stream(body) {
            // A stream cannot be sent otherwise (fetch, "half" duplex).
            set(&init, "duplex", &"half".into());
        }
    }
    init
}

/// Sets a field of a plain object, which takes what it is given.
pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}

/// The last request of a client without a body. One that comes again need not be made again: for the platform's fetch,
/// that is an eighth of its work.
#[derive(Default)]
pub struct LastRequest {
    /// Method and address, then the headers, a line each, which none of them can break. One of them is the token.
    lines: Cell<Secret>,
    request: Cell<Option<Request>>,
}

impl LastRequest {
    /// Forgets it: it has a token in it.
    pub fn forget(&self) {
        self.lines.take();
        self.request.take();
    }

    /// The same request as JavaScript has it, if it was sent last, and the platform's fetch takes it.
    pub fn again(&self, request: &HttpRequest<'_, JsValue>) -> Option<Request> {
        let lines = lines_of(request);
        let is_same = with_mut(&self.lines, |last| last.expose() == lines);
        if !is_same {
            self.lines.set(Secret::new(lines));
            self.request.take();
            return None;
        }
        if !bridge::takes_requests() {
            return None;
        }
        let made = copied(&self.request)
            .or_else(|| Request::new_with_str_and_init(request.url, &settings_of(request, &JsValue::UNDEFINED)).ok());
        self.request.set(made.clone());
        made
    }
}

fn lines_of(request: &HttpRequest<'_, JsValue>) -> String {
    let mut lines = owned(request.method);
    lines.push_str(request.url);
    for (name, value) in request.headers {
        lines.push('\n');
        lines.push_str(name);
        lines.push('\n');
        lines.push_str(value);
    }
    lines
}
