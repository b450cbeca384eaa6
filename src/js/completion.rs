//! What JavaScript is going to call when something is done: a promise that has settled, a wait that is over.
//!
//! A callback is registered for its collection, which costs more than a wait itself (`docs/decisions/0007`): pairs of
//! them are used again.

use std::cell::Cell;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::prelude::{Closure, JsValue};

use super::executor;
use crate::core::slot::with_mut;

thread_local! {
    /// Those that nothing waits for: as many as there have been at a time.
    static IDLE: Cell<Vec<Completion>> = const { Cell::new(Vec::new()) };
}

/// How something has ended: well with a value, or badly with one.
pub type Outcome = Result<JsValue, JsValue>;

/// A pair of callbacks, one of which is called once, and what it was given.
pub struct Completion {
    state: Rc<State>,
    on_value: Closure<dyn Fn(JsValue)>,
    on_error: Closure<dyn Fn(JsValue)>,
}

#[derive(Default)]
struct State {
    outcome: Cell<Option<Outcome>>,
    waker: Cell<Option<Waker>>,
}

impl State {
    fn complete(&self, outcome: Outcome) {
        self.outcome.set(Some(outcome));
        if let Some(waker) = self.waker.take() {
            executor::wake_now(&waker);
        }
    }
}

impl Completion {
    /// A pair that nobody has called.
    pub fn take() -> Self {
        IDLE.with(|idle| with_mut(idle, Vec::pop)).unwrap_or_else(|| {
            let state = Rc::<State>::default();
            let (well, badly) = (Rc::clone(&state), Rc::clone(&state));
            Self {
                state,
                on_value: Closure::new(move |value| well.complete(Ok(value))),
                on_error: Closure::new(move |thrown| badly.complete(Err(thrown))),
            }
        })
    }

    /// What is to be called with a value.
    pub fn on_value(&self) -> &JsValue {
        self.on_value.as_ref()
    }

    /// What is to be called with what was thrown.
    pub fn on_error(&self) -> &JsValue {
        self.on_error.as_ref()
    }

    /// The outcome. If there is none yet, whoever polls is woken when there is.
    pub fn poll(&self, context: &Context<'_>) -> Poll<Outcome> {
        let outcome = self.state.outcome.take();
        if let Some(outcome) = outcome {
            return Poll::Ready(outcome);
        }
        // Mostly the same task polls again.
        let known = self.state.waker.take().filter(|known| known.will_wake(context.waker()));
        self.state.waker.set(Some(known.unwrap_or_else(|| context.waker().clone())));
        Poll::Pending
    }

    /// Nobody is going to call it any more: it may be used again.
    pub fn give_back(self) {
        self.state.waker.take();
        self.state.outcome.take();
        IDLE.with(|idle| with_mut(idle, |idle| idle.push(self)));
    }

    /// Somebody may call it, now or later, and nobody waits for that: JavaScript collects it.
    pub fn abandon(self) {
        self.state.waker.take();
        self.on_value.into_js_value();
        self.on_error.into_js_value();
    }
}
