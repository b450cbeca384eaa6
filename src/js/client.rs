//! The client as JavaScript sees it. The facade of the package owns it and gives it its shape.

use std::rc::Rc;

use js_sys::{Array, Function};
use serde_wasm_bindgen::to_value;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

use super::bridge;
use super::executor::spawn;
use super::platform::{JsPlatform, Urls, runtime};
use crate::core::client::Client as Core;
use crate::core::error::Error;
use crate::core::event::EventKind;
use crate::core::options::Settings;
use crate::core::probe::Probe;
use crate::core::reason::Reason;
use crate::core::request::CallKind;

/// The kinds of event that callers are told the number of.
const COUNTED: [EventKind; 6] = [
    EventKind::CallBegun,
    EventKind::CallEnded,
    EventKind::Attempt,
    EventKind::BackOff,
    EventKind::RetryAfter,
    EventKind::TokenRequested,
];

/// The client that the facade holds.
#[wasm_bindgen]
pub struct Client {
    core: Rc<Core<JsPlatform>>,
    make_error: Function,
}

#[wasm_bindgen]
impl Client {
    /// A client with these options. `makeError` turns what is known of a failure into what is thrown; `observer` is
    /// told what happens.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue, make_error: Function, observer: Option<Function>) -> Result<Client, JsValue> {
        let settings = Settings::read(options, &Urls, runtime()).map_err(|error| thrown(&make_error, &error))?;
        Ok(Self { core: Rc::new(Core::new(JsPlatform::new(options, observer), settings)), make_error })
    }

    /// Gives what a caller wants: 0, the data of a healthcheck; 1, another call, as `{ status, headers, data }`; 2, the
    /// token, as `{ access_token, token_type, expires_in }`; 3 and 4, the code of the error that the authorisation
    /// server or the gateway answers at an address, asked without anything secret; 6, a call as 1, of which the
    /// contract has written the body; anything else, the end.
    pub fn execute(&self, kind: u8, options: &JsValue, resolve: Function, reject: Function) {
        let kind = match kind {
            0 => CallKind::Healthcheck,
            1 => CallKind::Request,
            2 => CallKind::Token,
            3 => CallKind::Probe(Probe::AuthorizationServer),
            4 => CallKind::Probe(Probe::Gateway),
            6 => CallKind::Operation,
            _ => CallKind::Close,
        };
        let is_healthcheck = kind == CallKind::Healthcheck;
        let caller = Caller { resolve, reject, make_error: self.make_error.clone() };
        match self.core.invocation(kind, options) {
            Ok(invocation) => {
                let core = Rc::clone(&self.core);
                let signal = invocation.limits.signal.clone();
                spawn(async move {
                    let result = core.execute(invocation).await;
                    let result = if is_healthcheck { result.map(|answer| data_of(&answer)) } else { result };
                    caller.settle(result, signal.as_ref());
                });
            }
            Err(error) => caller.settle(Err(error), None),
        }
    }

    /// What the client has done so far: calls begun and ended, requests, repetitions after a back-off and those that a
    /// server asked to put off, requests for a token; the 50th, 90th and 99th percentile of the milliseconds of a call,
    /// and the longest; then how often the gateway has refused calls over quota, the seconds left of the pause that it
    /// asked for, the calls a second that may leave in the long run; for a second, a minute, an hour and a day, after
    /// how many calls it refused, the seconds that it asked to wait and the limit that would have avoided it; then how
    /// often calls have failed for each reason, by its number.
    pub fn metrics(&self) -> Array {
        let metrics = self.core.platform().metrics();
        let numbers = Array::new();
        let add = |number: f64| {
            numbers.push(&number.into());
        };
        for kind in COUNTED {
            add(f64::from(metrics.count(kind)));
        }
        for milliseconds in metrics.latency() {
            add(milliseconds);
        }
        self.core.quota_numbers(add);
        for count in metrics.failures() {
            add(f64::from(count));
        }
        numbers
    }

    /// Drops the token.
    #[wasm_bindgen(js_name = forgetToken)]
    pub fn forget_token(&self) {
        self.core.forget_token();
    }
}

#[wasm_bindgen]
extern "C" {
    /// What the platform makes of an answer.
    type Answer;
    #[wasm_bindgen(method, getter)]
    fn data(this: &Answer) -> JsValue;
}

/// All that the caller of a healthcheck gets of its answer.
fn data_of(answer: &JsValue) -> JsValue {
    answer.unchecked_ref::<Answer>().data()
}

/// Who waits for a result.
struct Caller {
    resolve: Function,
    reject: Function,
    make_error: Function,
}

impl Caller {
    fn settle(self, result: Result<JsValue, Error>, signal: Option<&JsValue>) {
        let (settle, value) = match result {
            Ok(value) => (self.resolve, value),
            // As fetch does.
            Err(error) if error.reason() == Reason::Aborted => {
                (self.reject, bridge::reason_of(signal.unwrap_or(&JsValue::UNDEFINED)))
            }
            Err(error) => (self.reject, thrown(&self.make_error, &error)),
        };
        // The functions that settle a promise do not throw.
        let _ = settle.call1(&JsValue::UNDEFINED, &value);
    }
}

/// What is thrown for an error.
fn thrown(make_error: &Function, error: &Error) -> JsValue {
    let view = to_value(&error.view()).unwrap_or_default();
    let body = error.body().unwrap_or(JsValue::UNDEFINED);
    make_error.call2(&JsValue::UNDEFINED, &view, &body).unwrap_or_else(|thrown| thrown)
}
