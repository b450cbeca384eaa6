//! One exchange: a request sent by the platform's `fetch`, or by the caller's, and its answer read whole within a
//! limit.

use js_sys::{Function, JsString, TypeError};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use web_sys::{Request, RequestInit};

use super::body::read_within;
use super::bridge;
use super::clock;
use super::foreign::Foreign;
use super::promise::settled;
use super::response::JsResponse;
use super::settings::{Kept, Settings, object_of};
use crate::core::platform::{Failure, HttpRequest, Limits};

#[wasm_bindgen]
extern "C" {
    /// The platform's, looked up at each request: a page may put another in its place.
    #[wasm_bindgen(catch, js_name = fetch)]
    fn fetch(url: &JsString, init: &RequestInit) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = fetch)]
    fn fetch_request(request: &Request, init: &RequestInit) -> Result<JsValue, JsValue>;
}

/// What requests are sent by.
pub struct Sender {
    /// The caller's function; none for the platform's own.
    given: Option<Function>,
    kept: Kept,
}

impl Sender {
    /// What sends by a caller's function, or, without one, by the platform's `fetch`.
    pub fn new(given: &JsValue) -> Self {
        let is_given = !given.is_undefined();
        Self { given: is_given.then(|| given.clone().unchecked_into()), kept: Kept::default() }
    }

    /// Sends a request and reads the answer. Dropped before its end, it aborts.
    pub async fn exchange(&self, request: HttpRequest<'_, JsValue>, limits: Limits) -> Result<JsResponse, Failure> {
        let mut settings = Settings::take(self.given.is_none());
        let unreachable = |thrown: JsValue| Failure::Unreachable(bridge::cause(&thrown));
        let sent = self.send(&request, &mut settings);
        let response: Foreign = settled(sent).await.map_err(unreachable)?.unchecked_into();
        // Looked at once: what another fetch gives may throw, or be something else, the second time.
        let status = status_of(&response).map_err(unreachable)?;
        let is_success = (200..=299).contains(&status);
        let limit = if is_success { limits.success } else { limits.failure };
        let headers = bridge::headers_of(&response);
        let body = read_within(&response, &headers, limit).await;
        let body = body.map_err(|thrown| Failure::Interrupted(status, bridge::cause(&thrown)))?;
        match body {
            Some(_) => settings.give_back(),
            None if is_success => return Err(Failure::TooLarge(status)),
            // A failure that is left unread: its status says enough.
            None => {}
        }
        Ok(JsResponse::new(status, headers, body))
    }

    fn send(&self, request: &HttpRequest<'_, JsValue>, settings: &mut Settings) -> Result<JsValue, JsValue> {
        let HttpRequest { method, url, headers, body } = *request;
        let Some(given) = &self.given else {
            let (url, headers, request) = self.kept.parts(request);
            return match request.filter(|_| body.is_none() && bridge::takes_requests()) {
                Some(request) => fetch_request(&request, settings.resending()),
                None => fetch(&url, settings.fill(method, &headers, body)),
            };
        };
        // A caller's function may keep, and change, what it is given.
        let init = settings.fill(method, &object_of(headers), body);
        let response = given.call2(&JsValue::UNDEFINED, &url.into(), init);
        clock::forget();
        response
    }
}

fn status_of(response: &Foreign) -> Result<u16, JsValue> {
    let is_there = !response.is_null() && !response.is_undefined();
    let status = if is_there { response.status()?.as_f64() } else { None };
    let status = status.ok_or_else(|| TypeError::new("fetch gave no Response"))?;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, and no status is that large"
    )]
    return Ok(status as u16);
}
