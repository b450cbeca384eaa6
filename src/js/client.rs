//! The client as JavaScript sees it. The facade of the package owns it and gives it its shape.

use std::pin::pin;
use std::rc::Rc;

use futures_util::future::{Either, LocalBoxFuture, select};
use js_sys::{Function, Object, Promise, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::future_to_promise;

use super::abort::Aborted;
use super::platform::{JsPlatform, Urls};
use super::runtime::runtime;
use crate::core::answer::Answer;
use crate::core::client::Client as Core;
use crate::core::error::Error;
use crate::core::options::Settings;
use crate::core::reason::Reason;
use crate::core::value::Value;

/// The client that the facade holds.
#[wasm_bindgen]
pub struct Client {
    core: Rc<Core<JsPlatform>>,
    make_error: Function,
}

#[wasm_bindgen]
impl Client {
    /// A client with these options. `makeError` turns what is known of a failure into what is thrown.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue, make_error: Function) -> Result<Client, JsValue> {
        let settings = Settings::read(options, &Urls, runtime()).map_err(|error| thrown(&make_error, &error))?;
        Ok(Self { core: Rc::new(Core::new(JsPlatform::new(options), settings)), make_error })
    }

    /// `healthcheck(options)`.
    pub fn healthcheck(&self, options: JsValue) -> Promise {
        let core = Rc::clone(&self.core);
        self.settle(options.field("signal"), Box::pin(async move { Ok(core.healthcheck(&options).await?.data) }))
    }

    /// `request(options)`.
    pub fn request(&self, options: JsValue) -> Promise {
        let core = Rc::clone(&self.core);
        self.settle(options.field("signal"), Box::pin(async move { Ok(object(core.request(&options).await?)) }))
    }

    /// `accessToken(options)`.
    #[wasm_bindgen(js_name = accessToken)]
    pub fn access_token(&self, options: JsValue) -> Promise {
        let core = Rc::clone(&self.core);
        self.settle(options.field("signal"), Box::pin(async move { Ok(core.access_token(&options).await?.into()) }))
    }

    /// `forgetToken()`.
    #[wasm_bindgen(js_name = forgetToken)]
    pub fn forget_token(&self) {
        self.core.forget_token();
    }

    /// `close()`.
    pub fn close(&self) -> Promise {
        let core = Rc::clone(&self.core);
        future_to_promise(async move {
            core.close().await;
            Ok(JsValue::UNDEFINED)
        })
    }
}

impl Client {
    /// Does what a method does, unless its caller aborts it: then the promise rejects at once with the signal's reason.
    fn settle(&self, signal: Option<JsValue>, work: LocalBoxFuture<'static, Result<JsValue, Error>>) -> Promise {
        let make_error = self.make_error.clone();
        future_to_promise(async move {
            let Some(signal) = signal else { return work.await.map_err(|error| thrown(&make_error, &error)) };
            let Some(aborted) = Aborted::by(&signal) else { return Err(thrown(&make_error, &not_a_signal())) };
            // The signal first: what is aborted before it begins does not begin.
            match select(pin!(aborted), work).await {
                Either::Left((reason, _)) => Err(reason),
                Either::Right((result, _)) => result.map_err(|error| thrown(&make_error, &error)),
            }
        })
    }
}

/// `{ status, headers, data }`.
fn object(answer: Answer<JsValue>) -> JsValue {
    let object = Object::new();
    let fields = [("status", answer.status.into()), ("headers", answer.headers), ("data", answer.data)];
    for (name, value) in fields {
        // Setting a field of a plain object does not fail.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}

fn not_a_signal() -> Error {
    Error::new(Reason::OptionType).with("option", "signal").with("expected", "AbortSignal")
}

/// What is thrown for an error.
fn thrown(make_error: &Function, error: &Error) -> JsValue {
    let view = error.view().serialize(&Serializer::json_compatible()).unwrap_or_default();
    make_error.call1(&JsValue::UNDEFINED, &view).unwrap_or_else(|thrown| thrown)
}
