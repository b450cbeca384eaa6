//! Where we run: a browser, or anything else.

use js_sys::global;
use wasm_bindgen::prelude::JsValue;

use crate::core::platform::Runtime;
use crate::core::value::Value;

/// A page has a document, a worker of a page has a location; test environments that imitate a page run on Node.
pub fn runtime() -> Runtime {
    let global: JsValue = global().into();
    let has = |name| global.field(name).is_some();
    let is_node = global.field("process").and_then(|it| it.field("versions")).and_then(|it| it.field("node")).is_some();
    let is_page = has("window") && has("document");
    let is_worker_of_a_page = has("WorkerGlobalScope") && has("location");
    if !is_node && (is_page || is_worker_of_a_page) { Runtime::Page } else { Runtime::Server }
}
