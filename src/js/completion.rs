//! What JavaScript is going to call when something is done: a promise that has settled, a wait that is over.
//!
//! A callback is registered for its collection, which costs more than a wait itself (`docs/decisions/0007`): those that
//! are over are used again.

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

/// A callback that is called once, with a value and whether it was thrown, and what it was given.
pub struct Completion {
    state: Rc<State>,
    callback: Closure<dyn Fn(JsValue, bool)>,
}

#[derive(Default)]
struct State {
    outcome: Cell<Option<Outcome>>,
    waker: Cell<Option<Waker>>,
}

impl State {
    fn complete(&self, value: JsValue, is_thrown: bool) {
        self.outcome.set(Some(if is_thrown { Err(value) } else { Ok(value) }));
        if let Some(waker) = self.waker.take() {
            executor::wake_now(&waker);
        }
    }
}

impl Completion {
    /// One that nobody has called.
    pub fn take() -> Self {
        IDLE.with(|idle| with_mut(idle, Vec::pop)).unwrap_or_else(|| {
            let state = Rc::<State>::default();
            let completed = Rc::clone(&state);
            Self { state, callback: Closure::new(move |value, is_thrown| completed.complete(value, is_thrown)) }
        })
    }

    /// What is to be called.
    pub fn callback(&self) -> &JsValue {
        self.callback.as_ref()
    }

    /// The outcome. If there is none yet, whoever polls is woken when there is.
    pub fn poll(&self, context: &Context<'_>) -> Poll<Outcome> {
        if let Some(outcome) = self.state.outcome.take() {
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
        self.callback.into_js_value();
    }
}
