//! The platform port over JavaScript.

use std::future::Future;

use js_sys::{Date, Function, JSON, JsString, Math};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::exchange::Sender;
use super::response::{JsResponse, JsText};
use super::sleep::AbortableSleep;
use super::{bridge, clock, executor, provider};
use crate::core::error::Cause;
use crate::core::event::Event;
use crate::core::metrics::Metrics;
use crate::core::platform::{
    Body, Failure, HttpRequest, Limits, Moment, ParsedUrl, Platform, Runtime, Sharing, UrlParser, WaitEnd,
};
use crate::core::value::Value;

#[wasm_bindgen]
extern "C" {
    /// As that of js-sys, but for a text that stays in JavaScript.
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse(text: &JsString) -> Result<JsValue, JsValue>;
}

/// JavaScript, as the core sees it.
pub struct JsPlatform {
    runtime: Runtime,
    sender: Sender,
    get_token: JsValue,
    /// What it shares with other processes, or `undefined`.
    fleet: JsValue,
    observer: Option<Function>,
    metrics: Metrics,
}

impl JsPlatform {
    /// The platform, with the functions among the options of `create`, and the one that observes, if somebody does.
    pub fn new(options: &JsValue, observer: Option<Function>) -> Self {
        let fleet = bridge::field(options, "fleet");
        Self {
            runtime: runtime(),
            sender: Sender::new(&bridge::field(options, "fetch")),
            get_token: bridge::field(if fleet.is_undefined() { options } else { &fleet }, "getToken"),
            fleet,
            observer,
            metrics: Metrics::default(),
        }
    }

    /// What the client has done so far.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
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

    fn values(&self) -> Option<String> {
        bridge::values_of(self)
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

    fn ignores_proxy(&self) -> bool {
        !self.sender.is_given() && bridge::ignores_proxy()
    }

    fn now(&self) -> Moment {
        Moment { monotonic: clock::monotonic(), wall: clock::wall() }
    }

    fn monotonic(&self) -> f64 {
        clock::monotonic()
    }

    fn wait(&self, milliseconds: u32, signal: Option<&JsValue>) -> impl Future<Output = WaitEnd> {
        AbortableSleep::new(milliseconds, signal)
    }

    fn spawn(&self, work: impl Future<Output = ()> + 'static) {
        executor::spawn(work);
    }

    fn random(&self) -> f64 {
        Math::random()
    }

    fn observe(&self, event: Event) {
        self.metrics.add(&event);
        let Some(observer) = &self.observer else { return };
        let Event { kind, call, attempt, milliseconds, status, reason } = event;
        let reason = reason.map_or(-1, |reason| i32::from(reason.number()));
        bridge::observe(observer, kind as u8, call, attempt, milliseconds, status, reason);
        clock::forget();
    }

    fn exchange(
        &self,
        request: HttpRequest<'_, JsValue>,
        limits: Limits,
    ) -> impl Future<Output = Result<JsResponse, Failure>> {
        // Behind a pointer: three kinds of work wait for it, and its code is large.
        Box::pin(self.sender.exchange(request, limits))
    }

    fn sends_any_body(&self) -> bool {
        self.sender.is_given()
    }

    fn provide_token(&self, rejected: Option<&str>) -> impl Future<Output = Result<JsValue, Cause>> {
        provider::provided(&self.get_token, rejected)
    }

    fn is_shared(&self) -> bool {
        !self.fleet.is_undefined()
    }

    fn share(&self, what: Sharing, [a, b, c]: [f64; 3], text: &str) -> f64 {
        let result = bridge::share(&self.fleet, what as u8, a, b, c, text);
        clock::forget();
        result
    }

    fn turns(&self) -> Option<JsValue> {
        Some(bridge::field(&self.fleet, "turns"))
    }

    fn forget(&self) {
        self.sender.forget();
    }

    fn words(&self, text: &str) -> String {
        bridge::words_of(text)
    }

    fn parse_date(&self, text: &str) -> Option<f64> {
        Some(Date::parse(text)).filter(|date| !date.is_nan())
    }

    fn parse_header(&self, header: &str) -> Option<JsValue> {
        JSON::parse(header).ok()
    }

    fn parse_json(&self, text: &JsText) -> Option<JsValue> {
        // Parsing an empty text throws, which is slow, and there is nothing in it.
        if text.0.length() == 0 { None } else { parse(&text.0).ok() }
    }

    fn error_body(&self, text: JsText, secrets: &str) -> JsValue {
        bridge::error_body(&text.0, secrets)
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

    fn forms_of(&self, secret: &str) -> String {
        bridge::forms_of(secret)
    }

    fn encode_path(&self, path: &str) -> String {
        bridge::encode_path(path)
    }

    fn token(&self, token: &str, seconds_left: f64) -> JsValue {
        bridge::token_of(token, seconds_left)
    }

    fn answer(&self, status: u16, headers: JsValue, data: JsValue, text: Option<JsText>) -> JsValue {
        bridge::answer_of(status, &headers, &data, text.map(|text| text.0))
    }

    fn json_body(&self, value: &JsValue) -> Option<JsValue> {
        // Of a function there is no JSON, and no error either.
        JSON::stringify(value).ok().map(JsValue::from).filter(JsValue::is_string)
    }

    fn raw_body(&self, value: &JsValue) -> JsValue {
        value.clone()
    }
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
