//! The token that the caller's `getToken` is asked for.

use js_sys::{Function, Object, Promise};
use wasm_bindgen::prelude::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::abort::AbortOnDrop;
use super::settings::set;
use super::{bridge, clock};
use crate::core::error::Cause;

/// Asks for a token. Dropped before its end, it aborts the signal that the function was given.
pub async fn provided(get_token: &JsValue, rejected: Option<&str>) -> Result<JsValue, Cause> {
    let abort = AbortOnDrop::new(false);
    let options = Object::new();
    let rejected = rejected.map_or(JsValue::UNDEFINED, JsValue::from_str);
    set(&options, "signal", &abort.signal());
    set(&options, "rejected", &rejected);
    let given = get_token.unchecked_ref::<Function>().call1(&JsValue::UNDEFINED, &options);
    clock::forget();
    let settled = match given {
        Ok(given) => JsFuture::from(adopted(&given)).await,
        Err(thrown) => Err(thrown),
    };
    abort.disarm(false);
    settled.map_err(|thrown| bridge::cause(&thrown))
}

/// A promise of the platform's own for what a function gave, whatever that is.
fn adopted(given: &JsValue) -> Promise {
    Promise::new(&mut |resolve: Function, _| {
        // The functions that settle a promise do not throw.
        let _ = resolve.call1(&JsValue::UNDEFINED, given);
    })
}
