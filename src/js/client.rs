//! The client as JavaScript sees it. The facade of the package owns it and gives it its shape.

use std::rc::Rc;

use js_sys::Function;
use serde_wasm_bindgen::to_value;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::bridge;
use super::executor::spawn;
use super::platform::{JsPlatform, Urls, runtime};
use crate::core::client::Client as Core;
use crate::core::error::Error;
use crate::core::options::Settings;
use crate::core::reason::Reason;
use crate::core::request::CallKind;

/// The client that the facade holds.
#[wasm_bindgen]
pub struct Client {
    core: Rc<Core<JsPlatform>>,
    make_error: Function,
}

#[wasm_bindgen]
impl Client {
    /// A client with these options. `makeError` turns what is known of a failure into what is thrown; `observer` is told what
    /// happens.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue, make_error: Function, observer: JsValue) -> Result<Client, JsValue> {
        let settings = Settings::read(options, &Urls, runtime()).map_err(|error| thrown(&make_error, &error))?;
        Ok(Self { core: Rc::new(Core::new(JsPlatform::new(options, observer), settings)), make_error })
    }

    /// Gives what a caller wants: 0, a healthcheck, or 1, another call, as `{ status, headers, data }`; 2, the token, as
    /// `{ access_token, token_type, expires_in }`; anything else, the end.
    pub fn execute(&self, kind: u8, options: &JsValue, resolve: Function, reject: Function) {
        let kind = match kind {
            0 => CallKind::Healthcheck,
            1 => CallKind::Request,
            2 => CallKind::Token,
            _ => CallKind::Close,
        };
        let make_error = self.make_error.clone();
        let settle = move |result: Result<JsValue, Error>, signal: Option<JsValue>| {
            let (settle, value) = match result {
                Ok(value) => (resolve, value),
                // As fetch does.
                Err(error) if error.reason() == Reason::Aborted => {
                    (reject, bridge::reason_of(&signal.unwrap_or_default()))
                }
                Err(error) => (reject, thrown(&make_error, &error)),
            };
            bridge::settle(&settle, &value);
        };
        match self.core.invocation(kind, options) {
            Ok(invocation) => {
                let core = Rc::clone(&self.core);
                let signal = invocation.limits.signal.clone();
                spawn(async move { settle(core.execute(invocation).await, signal) });
            }
            Err(error) => settle(Err(error), None),
        }
    }

    /// Drops the token.
    #[wasm_bindgen(js_name = forgetToken)]
    pub fn forget_token(&self) {
        self.core.forget_token();
    }
}

/// What is thrown for an error.
fn thrown(make_error: &Function, error: &Error) -> JsValue {
    let view = to_value(&error.view()).unwrap_or_default();
    make_error.call1(&JsValue::UNDEFINED, &view).unwrap_or_else(|thrown| thrown)
}
