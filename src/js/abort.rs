//! What aborts a request, or a caller's function, that is given up.

use std::cell::Cell;

use wasm_bindgen::prelude::JsValue;
use web_sys::{AbortController, RequestInit};

use super::bridge;
use super::settings::set;
use crate::core::slot::with_mut;

/// Requests that a controller serves. Until they are collected, those that are over go on listening to its signal.
const MOST_USES: u8 = 10;

thread_local! {
    /// Controllers of requests that are over: making one costs as much as a twentieth of a call.
    static IDLE: Cell<Vec<Pooled>> = const { Cell::new(Vec::new()) };
}

/// A controller, the settings of a request that have nothing but its signal, and how many requests it has served.
struct Pooled(AbortController, RequestInit, u8);

/// Aborts when it is dropped, unless it was disarmed. A platform may have no `AbortController`.
pub struct AbortOnDrop(Option<Pooled>);

impl AbortOnDrop {
    /// Armed, by a controller that may have served others: for the platform's own fetch, which keeps nothing of it.
    pub fn of_pool() -> Self {
        let pooled = IDLE.with(|idle| with_mut(idle, Vec::pop));
        pooled.map_or_else(|| Self::new(false), |pooled| Self(Some(pooled)))
    }

    /// Armed, by a controller of its own: for a function that may go on listening to its signal.
    pub fn new(is_given: bool) -> Self {
        Self(bridge::abort_controller(is_given).map(|controller| {
            let settings = RequestInit::new();
            set(&settings, "signal", &controller.signal());
            Pooled(controller, settings, 0)
        }))
    }

    /// Settings of a request that have nothing but the signal; nothing at all, where there is none.
    pub fn settings(&self) -> RequestInit {
        self.0.as_ref().map_or_else(RequestInit::new, |Pooled(_, settings, _)| settings.clone())
    }

    /// The signal that aborts; `undefined` where there is none.
    pub fn signal(&self) -> JsValue {
        self.0.as_ref().map_or(JsValue::UNDEFINED, |Pooled(controller, ..)| controller.signal().into())
    }

    /// What it stands for is over. The controller may serve another, if it is from the pool.
    pub fn disarm(mut self, is_of_pool: bool) {
        if let Some(Pooled(controller, settings, uses)) =
            self.0.take().filter(|pooled| is_of_pool && pooled.2 < MOST_USES)
        {
            IDLE.with(|idle| with_mut(idle, |idle| idle.push(Pooled(controller, settings, uses.saturating_add(1)))));
        }
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(Pooled(controller, ..)) = &self.0 {
            controller.abort();
        }
    }
}
