//! The caller's `getToken`.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::abort::Underway;
use super::cause::cause_of;
use crate::core::error::Cause;

/// The function, when there is one.
pub struct Provider(Option<Function>);

impl Provider {
    /// The caller's function.
    pub fn new(given: Option<JsValue>) -> Self {
        Self(given.map(JsCast::unchecked_into))
    }

    /// Asks for a token. `rejected` is the one that the gateway refused; the signal tells when nobody waits any more.
    pub async fn ask(&self, rejected: Option<&str>) -> Result<JsValue, Cause> {
        let mut underway = Underway::new();
        let question = Object::new();
        let set = |name: &str, value: JsValue| Reflect::set(&question, &name.into(), &value);
        // Setting a field of a plain object does not fail.
        let _ = set("signal", underway.signal().into());
        let _ = set("rejected", rejected.map_or(JsValue::UNDEFINED, JsValue::from));
        let Some(get_token) = &self.0 else { return Ok(JsValue::UNDEFINED) };
        let answer = get_token.call1(&JsValue::UNDEFINED, &question).map_err(|thrown| cause_of(&thrown))?;
        let given = JsFuture::from(Promise::resolve(&answer)).await.map_err(|thrown| cause_of(&thrown))?;
        underway.is_over();
        Ok(given)
    }
}
