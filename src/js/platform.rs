//! The platform port over JavaScript.

use std::future::Future;

use js_sys::{Array, Date, Math};
use wasm_bindgen::prelude::{JsCast, JsValue};

use super::bridge;
use super::exchange::{Exchange, JsResponse, JsText};
use super::executor;
use super::provided::Provided;
use super::wait::Wait;
use crate::core::error::Cause;
use crate::core::event::Event;
use crate::core::platform::{
    Body, Failure, HttpRequest, Limits, Moment, ParsedUrl, Platform, Runtime, UrlParser, WaitEnd,
};
use crate::core::value::Value;

/// JavaScript, as the core sees it.
pub struct JsPlatform {
    runtime: Runtime,
    fetch: JsValue,
    get_token: JsValue,
    observer: JsValue,
}

impl JsPlatform {
    /// The platform, with the functions among the options of `create`, and the one that observes.
    pub fn new(options: &JsValue, observer: JsValue) -> Self {
        Self {
            runtime: runtime(),
            fetch: bridge::field(options, "fetch"),
            get_token: bridge::field(options, "getToken"),
            observer,
        }
    }
}

/// Where we run.
pub fn runtime() -> Runtime {
    if bridge::is_page() { Runtime::Page } else { Runtime::Server }
}

impl Body for JsValue {
    fn is_repeatable(&self) -> bool {
        !bridge::is_stream(self)
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }
}

impl Platform for JsPlatform {
    type Value = JsValue;
    type Text = JsText;
    type Body = JsValue;
    type Response = JsResponse;

    fn runtime(&self) -> Runtime {
        self.runtime
    }

    fn now(&self) -> Moment {
        Moment { monotonic: bridge::monotonic(), wall: Date::now() }
    }

    fn monotonic(&self) -> f64 {
        bridge::monotonic()
    }

    fn wait(&self, milliseconds: u32, signal: Option<&JsValue>) -> impl Future<Output = WaitEnd> {
        Wait::new(milliseconds, signal)
    }

    fn spawn(&self, work: impl Future<Output = ()> + 'static) {
        executor::spawn(work);
    }

    fn random(&self) -> f64 {
        Math::random()
    }

    fn observe(&self, event: Event) {
        let Event { kind, call, attempt, milliseconds, status, reason } = event;
        let reason = reason.map_or(-1, |reason| i32::from(reason.number()));
        bridge::observe(&self.observer, kind as u8, call, attempt, milliseconds, status, reason);
    }

    fn exchange(
        &self,
        request: HttpRequest<'_, JsValue>,
        limits: Limits,
    ) -> impl Future<Output = Result<JsResponse, Failure>> {
        Exchange::new(&self.fetch, &request, limits)
    }

    fn provide_token(&self, rejected: Option<&str>) -> impl Future<Output = Result<JsValue, Cause>> {
        Provided::new(&self.get_token, rejected)
    }

    fn echoes_request(&self, text: &str, body: &JsValue) -> bool {
        bridge::echoes_request(text, body)
    }

    fn seconds_until(&self, header: &str) -> Option<f64> {
        bridge::seconds_until(header)
    }

    fn parse_header(&self, header: &str) -> Option<JsValue> {
        parsed(&bridge::parse_header(header))
    }

    fn parse_json(&self, text: &JsText) -> Option<JsValue> {
        parsed(&bridge::parse_json(&text.0))
    }

    fn text_value(&self, text: JsText) -> JsValue {
        text.0.into()
    }

    fn nothing(&self) -> JsValue {
        JsValue::UNDEFINED
    }

    fn encode_form(&self, pairs: &[(&str, &str)]) -> JsValue {
        let mut form = String::new();
        for (name, value) in pairs {
            if !form.is_empty() {
                form.push('&');
            }
            form.push_str(name);
            form.push('=');
            form.push_str(&bridge::encode(value));
        }
        form.into()
    }

    fn query(&self, object: &JsValue) -> Option<String> {
        bridge::query_of(object)
    }

    fn header_lines(&self, object: &JsValue) -> Option<String> {
        bridge::header_lines_of(object)
    }

    fn encode_path(&self, path: &str) -> String {
        bridge::encode_path(path)
    }

    fn token(&self, token: &str, seconds_left: f64) -> JsValue {
        bridge::token_of(token, seconds_left)
    }

    fn answer(&self, status: u16, headers: JsValue, data: JsValue) -> JsValue {
        bridge::answer_of(status, &headers, &data)
    }

    fn json_body(&self, value: &JsValue) -> Option<JsValue> {
        Some(bridge::stringify(value)).filter(JsValue::is_string)
    }

    fn raw_body(&self, value: &JsValue) -> JsValue {
        value.clone()
    }
}

/// What was parsed is in an array, so that `undefined` can say that nothing was.
fn parsed(array: &JsValue) -> Option<JsValue> {
    (!array.is_undefined()).then(|| array.unchecked_ref::<Array>().get(0))
}

/// The URL parser that fetch uses too.
pub struct Urls;

impl UrlParser for Urls {
    fn parse_url(&self, text: &str) -> Option<ParsedUrl> {
        let parts = bridge::parts_of(text);
        let is_there = |name| parts.field(name).is_some_and(|part| part.is_truthy());
        Some(ParsedUrl {
            scheme: parts.text_field("scheme")?,
            hostname: parts.text_field("hostname")?,
            address: parts.text_field("address")?,
            has_credentials: is_there("credentials"),
            has_query_or_fragment: is_there("query"),
        })
    }
}
