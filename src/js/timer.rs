//! A pause over `setTimeout`, cleared when it is dropped: a timer left behind would keep Node alive.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Closure<dyn FnMut()>, milliseconds: u32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue);
}

/// Ends after some milliseconds.
pub struct Timer {
    id: JsValue,
    state: Rc<State>,
    _callback: Closure<dyn FnMut()>,
}

#[derive(Default)]
struct State {
    is_over: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Timer {
    /// Starts now.
    pub fn new(milliseconds: u32) -> Self {
        let state = Rc::<State>::default();
        let callback = Closure::new({
            let state = Rc::clone(&state);
            move || {
                state.is_over.set(true);
                // Taken out first: the waker may drop this timer.
                let waker = state.waker.take();
                waker.into_iter().for_each(Waker::wake);
            }
        });
        Self { id: set_timeout(&callback, milliseconds), state, _callback: callback }
    }
}

impl Future for Timer {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.state.is_over.get() {
            return Poll::Ready(());
        }
        self.state.waker.replace(Some(context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if !self.state.is_over.get() {
            clear_timeout(&self.id);
        }
    }
}
