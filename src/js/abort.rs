//! Aborts, both ways: the caller's `AbortSignal` as a future, and a request that is given up as an `abort()`.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::prelude::{Closure, JsCast, JsValue, wasm_bindgen};
use web_sys::{AbortController, AbortSignal};

use crate::core::value::{Kind, Value};

#[wasm_bindgen]
extern "C" {
    // Structural: a signal may come from another realm or from a library.
    #[wasm_bindgen(extends = js_sys::Object)]
    type Signal;
    #[wasm_bindgen(method, getter, structural)]
    fn aborted(this: &Signal) -> bool;
    #[wasm_bindgen(method, getter, structural)]
    fn reason(this: &Signal) -> JsValue;
    #[wasm_bindgen(method, structural, js_name = addEventListener)]
    fn add_event_listener(this: &Signal, event: &str, listener: &Closure<dyn FnMut()>);
    #[wasm_bindgen(method, structural, js_name = removeEventListener)]
    fn remove_event_listener(this: &Signal, event: &str, listener: &Closure<dyn FnMut()>);
}

/// Ends, with the signal's own reason, when the caller aborts. Its listener goes when it is dropped.
pub struct Aborted {
    signal: Signal,
    waker: Rc<RefCell<Option<Waker>>>,
    listener: Closure<dyn FnMut()>,
}

impl Aborted {
    /// Listens to a signal; nothing when the value is none.
    pub fn by(signal: &JsValue) -> Option<Self> {
        let is_signal = signal.field("aborted").is_some_and(|aborted| aborted.kind() == Kind::Boolean)
            && signal.field("addEventListener").is_some_and(|listen| listen.kind() == Kind::Function);
        if !is_signal {
            return None;
        }
        let signal: Signal = signal.clone().unchecked_into();
        let waker = Rc::<RefCell<Option<Waker>>>::default();
        let listener = Closure::new({
            let waker = Rc::clone(&waker);
            move || {
                let waker = waker.take();
                waker.into_iter().for_each(Waker::wake);
            }
        });
        signal.add_event_listener("abort", &listener);
        Some(Self { signal, waker, listener })
    }
}

impl Future for Aborted {
    type Output = JsValue;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<JsValue> {
        if self.signal.aborted() {
            return Poll::Ready(self.signal.reason());
        }
        self.waker.replace(Some(context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Aborted {
    fn drop(&mut self) {
        self.signal.remove_event_listener("abort", &self.listener);
    }
}

/// Something under way on the platform, aborted when it is dropped before it is over.
pub struct Underway(Option<AbortController>);

impl Underway {
    /// Begins. A platform without `AbortController` has nothing to abort with.
    pub fn new() -> Self {
        Self(AbortController::new().ok())
    }

    /// The signal to give to the platform.
    pub fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
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
