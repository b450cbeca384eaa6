//! Something under way on the platform, aborted when it is given up.

use wasm_bindgen::prelude::JsValue;

use super::bridge;

/// Aborts when it is dropped before what it stands for is over.
pub struct Underway {
    controller: JsValue,
    is_over: bool,
}

impl Underway {
    /// Begins.
    pub fn new() -> Self {
        Self { controller: bridge::take_controller(), is_over: false }
    }

    /// The `AbortController` that stops it.
    pub fn controller(&self) -> &JsValue {
        &self.controller
    }

    /// Says that it is over.
    pub fn is_over(&mut self) {
        self.is_over = true;
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        bridge::give_back_controller(&self.controller, self.is_over);
    }
}
