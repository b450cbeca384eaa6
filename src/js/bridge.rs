//! The JavaScript half of the adapter: `pkg-template/lib/platform.js`; each function says there what it does.

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use web_sys::{AbortController, Headers, RequestInit};

use crate::core::error::Cause;

#[wasm_bindgen(raw_module = "../platform.js")]
extern "C" {
    #[wasm_bindgen(js_name = kindOf)]
    pub fn kind_of(value: &JsValue) -> u8;
    pub fn field(value: &JsValue, name: &str) -> JsValue;
    #[wasm_bindgen(js_name = readFields)]
    pub fn read_fields(value: &JsValue, table: &str) -> JsValue;
    #[wasm_bindgen(js_name = reasonOf)]
    pub fn reason_of(signal: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = numberOf)]
    pub fn number_of(value: &JsValue) -> Option<f64>;
    #[wasm_bindgen(js_name = isStream)]
    pub fn is_stream(body: &JsValue) -> bool;

    pub fn observe(observer: &JsValue, kind: u8, call: u32, attempt: u32, milliseconds: f64, status: u16, reason: i32);

    pub fn share(fleet: &JsValue, what: u8, a: f64, b: f64, c: f64, text: &str) -> f64;
    #[wasm_bindgen(js_name = isPage)]
    pub fn is_page() -> bool;
    #[wasm_bindgen(js_name = ignoresProxy)]
    pub fn ignores_proxy() -> bool;
    /// The platform's `fetch`, looked up at each request: a page may put another in its place.
    #[wasm_bindgen(catch)]
    pub fn send(request: &JsValue, init: &RequestInit) -> Result<JsValue, JsValue>;
    /// Whether there is one.
    #[wasm_bindgen(js_name = hasFetch)]
    pub fn has_fetch() -> bool;
    #[wasm_bindgen(js_name = abortController)]
    pub fn abort_controller(is_given: bool) -> Option<AbortController>;
    #[wasm_bindgen(js_name = takesRequests)]
    pub fn takes_requests() -> bool;
    #[wasm_bindgen(js_name = knowsBrowserSettings)]
    pub fn knows_browser_settings() -> bool;
    pub fn monotonic() -> f64;
    pub fn decode(headers: &Headers, body: &JsValue) -> JsValue;
    /// A promise, whatever throws.
    #[wasm_bindgen(js_name = wholeOf)]
    pub fn whole_of(response: &JsValue) -> JsValue;
    /// Throws where the platform has no headers of its own.
    #[wasm_bindgen(catch, js_name = headersOf)]
    pub fn headers_of(response: &JsValue) -> Result<Headers, JsValue>;
    #[wasm_bindgen(js_name = hasAny)]
    pub fn has_any(headers: &Headers, names: &str) -> bool;
    #[wasm_bindgen(js_name = whenSettled)]
    pub fn when_settled(value: &JsValue, done: &JsValue);
    #[wasm_bindgen(js_name = startWait)]
    pub fn start_wait(end: f64, signal: &JsValue, done: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = cancelWait)]
    pub fn cancel_wait(wait: &JsValue);
    #[wasm_bindgen(js_name = causeOf)]
    fn cause_of(thrown: &JsValue) -> JsValue;

    #[wasm_bindgen(js_name = partsOf)]
    pub fn parts_of(address: &str) -> JsValue;
    pub fn encode(text: &str) -> String;
    #[wasm_bindgen(js_name = queryOf)]
    pub fn query_of(object: &JsValue) -> Option<String>;
    #[wasm_bindgen(js_name = headerLinesOf)]
    pub fn header_lines_of(object: &JsValue) -> Option<String>;
    #[wasm_bindgen(js_name = formsOf)]
    pub fn forms_of(secret: &str) -> String;
    #[wasm_bindgen(js_name = encodePath)]
    pub fn encode_path(path: &str) -> String;

    #[wasm_bindgen(js_name = hasPart)]
    pub fn has_part(text: &JsString, part: &str) -> bool;
    #[wasm_bindgen(js_name = wordsOf)]
    pub fn words_of(text: &str) -> String;
    #[wasm_bindgen(js_name = valuesOf)]
    pub fn values_of(body: &JsValue) -> Option<String>;

    #[wasm_bindgen(js_name = answerOf)]
    pub fn answer_of(status: u16, headers: &JsValue, data: &JsValue, text: Option<JsString>) -> JsValue;
    #[wasm_bindgen(js_name = errorBodyOf)]
    pub fn error_body(text: &JsString, secrets: &str) -> JsValue;
    #[wasm_bindgen(js_name = tokenOf)]
    pub fn token_of(token: &str, seconds: f64) -> JsValue;
}

/// What was thrown, as far as it may be told.
pub fn cause(thrown: &JsValue) -> Cause {
    let parts = cause_of(thrown);
    let text = |place| parts.unchecked_ref::<Array>().get(place).as_string();
    Cause { name: text(0).unwrap_or_default(), message: text(1).unwrap_or_default(), code: text(2) }
}
