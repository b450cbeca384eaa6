//! One exchange: a request sent by the platform's `fetch`, or by the caller's, and its answer read whole within a
//! limit.

use js_sys::Function;
use wasm_bindgen::prelude::{JsCast, JsValue};

use super::abort::AbortOnDrop;
use super::body::{Read, read_within};
use super::bridge;
use super::clock;
use super::foreign::Foreign;
use super::promise::settled;
use super::response::JsResponse;
use super::settings::{LastRequest, settings_of};
use crate::core::platform::{Failure, HttpRequest, Limits};

/// What requests are sent by.
pub struct Sender {
    /// The caller's function; none for the platform's own.
    given: Option<Function>,
    last: LastRequest,
}

impl Sender {
    /// What sends by a caller's function, or, without one, by the platform's `fetch`.
    pub fn new(given: &JsValue) -> Self {
        let is_given = !given.is_undefined();
        Self { given: is_given.then(|| given.clone().unchecked_into()), last: LastRequest::default() }
    }

    /// Whether it is the caller's function that sends: it may send what the platform's does not.
    pub fn is_given(&self) -> bool {
        self.given.is_some()
    }

    /// Sends a request and reads the answer. Dropped before its end, it aborts.
    pub async fn exchange(&self, request: HttpRequest<'_, JsValue>, limits: Limits) -> Result<JsResponse, Failure> {
        let is_own = !self.is_given();
        let abort = if is_own { AbortOnDrop::of_pool() } else { AbortOnDrop::new(true) };
        let unreachable = |thrown: JsValue| {
            if is_own && !bridge::has_fetch() { Failure::NoFetch } else { Failure::Unreachable(bridge::cause(&thrown)) }
        };
        let sent = self.send(&request, &abort);
        let response: Foreign = settled(sent).await.map_err(unreachable)?.unchecked_into();
        // Looked at once: what another fetch gives may throw, or be something else, the second time.
        let status = status_of(&response).map_err(unreachable)?.ok_or(Failure::NoResponse)?;
        let is_success = (200..=299).contains(&status);
        let limit = if is_success { limits.success } else { limits.failure };
        let interrupted = |thrown: JsValue| Failure::Interrupted(status, bridge::cause(&thrown));
        let headers = bridge::headers_of(&response).map_err(interrupted)?;
        let read = read_within(&response, &headers, limit).await.map_err(interrupted)?;
        let Read { body, is_whole } = read.ok_or(Failure::NoResponse)?;
        if is_whole {
            abort.disarm(is_own);
        } else if is_success {
            return Err(Failure::TooLarge(status));
        }
        Ok(JsResponse::new(status, headers, body))
    }

    /// Forgets the last request, with the token in it.
    pub fn forget(&self) {
        self.last.forget();
    }

    fn send(&self, request: &HttpRequest<'_, JsValue>, abort: &AbortOnDrop) -> Result<JsValue, JsValue> {
        let again = if self.given.is_none() && request.body.is_none() { self.last.again(request) } else { None };
        let init = if again.is_some() { abort.settings() } else { settings_of(request, &abort.signal()) };
        let input = again.map_or_else(|| request.url.into(), JsValue::from);
        let Some(given) = &self.given else { return bridge::send(&input, &init) };
        let response = given.call2(&JsValue::UNDEFINED, &input, &init);
        clock::forget();
        response
    }
}

/// The status of what a fetch gave, unless that is no answer.
fn status_of(response: &Foreign) -> Result<Option<u16>, JsValue> {
    let is_there = !response.is_null() && !response.is_undefined();
    let status = if is_there { response.status()?.as_f64() } else { None };
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, and no status is that large"
    )]
    return Ok(status.map(|status| status as u16));
}
