//! Something under way on the platform, aborted when it is given up.

use wasm_bindgen::prelude::JsValue;
use web_sys::AbortController;

/// Aborts when it is dropped before what it stands for is over.
pub struct Underway(Option<AbortController>);

impl Underway {
    /// Begins. A platform without `AbortController` has nothing to abort with.
    pub fn new() -> Self {
        Self(AbortController::new().ok())
    }

    /// The signal to give to the platform.
    pub fn signal(&self) -> JsValue {
        self.0.as_ref().map_or(JsValue::UNDEFINED, |controller| controller.signal().into())
    }

    /// Says that it is over.
    pub fn is_over(&mut self) {
        self.0 = None;
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}
