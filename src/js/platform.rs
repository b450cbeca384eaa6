//! The platform port over JavaScript.

use js_sys::{Date, JSON, JsString, global};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::Url;

use super::abort::Underway;
use super::cause::cause_of;
use super::fetch::Fetch;
use super::provider::Provider;
use super::response::{JsResponse, JsText};
use super::runtime::runtime;
use super::timer::Timer;
use crate::core::error::Cause;
use crate::core::platform::{Body, Moment, ParsedUrl, Platform, Runtime, UrlParser};
use crate::core::request::Outgoing;
use crate::core::value::Value;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn monotonic() -> f64;
}

/// JavaScript, as the core sees it.
pub struct JsPlatform {
    runtime: Runtime,
    has_performance: bool,
    fetch: Fetch,
    provider: Provider,
}

impl JsPlatform {
    /// The platform, with the functions among the options of `create`.
    pub fn new(options: &JsValue) -> Self {
        let global: JsValue = global().into();
        Self {
            runtime: runtime(),
            has_performance: global.field("performance").is_some(),
            fetch: Fetch::new(options.field("fetch")),
            provider: Provider::new(options.field("getToken")),
        }
    }
}

impl Body for JsValue {
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
        let wall = Date::now();
        Moment { monotonic: if self.has_performance { monotonic() } else { wall }, wall }
    }

    async fn sleep(&self, milliseconds: u32) {
        Timer::new(milliseconds).await;
    }

    async fn fetch(&self, request: Outgoing<'_, JsValue>) -> Result<JsResponse, Cause> {
        let underway = Underway::new();
        let signal = underway.signal();
        let sent = self.fetch.send(&request, signal.as_ref()).map_err(|thrown| cause_of(&thrown))?;
        let response = JsFuture::from(sent).await.map_err(|thrown| cause_of(&thrown))?;
        JsResponse::new(response, underway, self.runtime == Runtime::Server)
    }

    async fn provide_token(&self, rejected: Option<&str>) -> Result<JsValue, Cause> {
        self.provider.ask(rejected).await
    }

    fn parse_date(&self, text: &str) -> Option<f64> {
        let date = Date::parse(text);
        (!date.is_nan()).then_some(date)
    }

    fn parse_json(&self, text: &JsText) -> Option<JsValue> {
        // Parsing an empty text throws, which is slow, and there is nothing in it.
        if text.0.length() == 0 {
            return None;
        }
        parse(&text.0).ok()
    }

    fn text_value(&self, text: JsText) -> JsValue {
        text.0.into()
    }

    fn nothing(&self) -> JsValue {
        JsValue::UNDEFINED
    }

    fn text_body(&self, text: &str) -> JsValue {
        text.into()
    }

    fn json_body(&self, value: &JsValue) -> Option<JsValue> {
        JSON::stringify(value).ok().map(JsValue::from).filter(JsValue::is_string)
    }

    fn raw_body(&self, value: &JsValue) -> JsValue {
        value.clone()
    }
}

#[wasm_bindgen]
extern "C" {
    // Takes the string as it is, without copying it into the memory of the wasm and back.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    fn parse(text: &JsString) -> Result<JsValue, JsValue>;
}

/// The URL parser that fetch uses too.
pub struct Urls;

impl UrlParser for Urls {
    fn parse_url(&self, text: &str) -> Option<ParsedUrl> {
        let url = Url::new(text).ok()?;
        Some(ParsedUrl {
            scheme: url.protocol(),
            hostname: url.hostname(),
            origin: url.origin(),
            path: url.pathname(),
            has_credentials: !url.username().is_empty() || !url.password().is_empty(),
            has_query_or_fragment: !url.search().is_empty() || !url.hash().is_empty(),
        })
    }
}
