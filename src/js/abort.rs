//! What aborts a request, or a caller's function, that is given up.

use wasm_bindgen::prelude::JsValue;
use web_sys::AbortController;

/// Aborts when it is dropped, unless it was disarmed. A platform may have no `AbortController`.
pub struct AbortOnDrop {
    controller: Option<AbortController>,
    is_armed: bool,
}

impl AbortOnDrop {
    /// Armed, with a controller of its own.
    pub fn new() -> Self {
        Self { controller: AbortController::new().ok(), is_armed: true }
    }

    /// The signal that aborts; `undefined` where there is none.
    pub fn signal(&self) -> JsValue {
        self.controller.as_ref().map_or(JsValue::UNDEFINED, |controller| controller.signal().into())
    }

    /// What it stands for is over, or has begun again.
    pub fn arm(&mut self, is_armed: bool) {
        self.is_armed = is_armed;
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = self.controller.as_ref().filter(|_| self.is_armed) {
            controller.abort();
        }
    }
}
