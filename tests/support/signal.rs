//! What an `AbortSignal` is to the core: something that is aborted once, and tells who listens.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::task::{Context, Waker};

/// A signal, with the means to abort it. Its clones are the same.
#[derive(Clone, Default)]
pub struct Signal(Rc<State>);

#[derive(Default)]
struct State {
    is_aborted: Cell<bool>,
    listeners: RefCell<BTreeMap<u64, Waker>>,
    listeners_made: Cell<u64>,
}

impl Signal {
    pub fn abort(&self) {
        self.0.is_aborted.set(true);
        let listeners = self.0.listeners.take();
        listeners.into_values().for_each(Waker::wake);
    }

    pub fn is_aborted(&self) -> bool {
        self.0.is_aborted.get()
    }

    /// How many listen: none, once nothing is under way.
    pub fn listeners(&self) -> usize {
        self.0.listeners.borrow().len()
    }

    pub fn listener(&self) -> Listener {
        let number = self.0.listeners_made.get();
        self.0.listeners_made.set(number + 1);
        Listener { signal: self.clone(), number }
    }
}

/// A place among those who listen; it is given up when this is dropped.
pub struct Listener {
    signal: Signal,
    number: u64,
}

impl Listener {
    /// Whether the signal is aborted; if not yet, the task will be woken.
    pub fn hears(&self, context: &mut Context<'_>) -> bool {
        if !self.signal.is_aborted() {
            self.signal.0.listeners.borrow_mut().insert(self.number, context.waker().clone());
        }
        self.signal.is_aborted()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.signal.0.listeners.borrow_mut().remove(&self.number);
    }
}
