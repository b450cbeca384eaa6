//! A wait that ends with its time or with the caller's abort, and goes with its listener when it is dropped.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::prelude::{Closure, JsValue};

use super::bridge;
use crate::core::platform::Interruption;

/// A wait under way.
pub struct Wait {
    handle: JsValue,
    state: Rc<State>,
    _callback: Closure<dyn FnMut(bool)>,
}

#[derive(Default)]
struct State {
    end: Cell<Option<Interruption>>,
    waker: RefCell<Option<Waker>>,
}

impl Wait {
    /// Starts now. A signal that is aborted already ends it at once.
    pub fn new(milliseconds: u32, signal: Option<&JsValue>) -> Self {
        let state = Rc::<State>::default();
        let signal = signal.cloned().unwrap_or_default();
        if bridge::field(&signal, "aborted").is_truthy() {
            state.end.set(Some(Interruption::Abort));
        }
        let callback = Closure::new({
            let state = Rc::clone(&state);
            move |is_aborted| {
                state.end.set(Some(if is_aborted { Interruption::Abort } else { Interruption::Timeout }));
                // Taken out first: the waker may drop this wait.
                let waker = state.waker.take();
                waker.into_iter().for_each(Waker::wake);
            }
        });
        Self { handle: bridge::start_wait(milliseconds, &signal, &callback), state, _callback: callback }
    }
}

impl Future for Wait {
    type Output = Interruption;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Interruption> {
        if let Some(end) = self.state.end.get() {
            return Poll::Ready(end);
        }
        self.state.waker.replace(Some(context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        bridge::cancel_wait(&self.handle);
    }
}
