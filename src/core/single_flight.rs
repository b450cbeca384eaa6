//! Single flight: one piece of work that several callers wait for. It lives as long as one of them does.
//!
//! The callers drive it themselves: whichever is polled polls it, and is the one that its end wakes. When that one leaves, it
//! wakes the others, so that one of them takes its place; the last one to leave drops the work, and so cancels it.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use super::slot::{copied, with_mut};

type Work<T> = Pin<Box<dyn Future<Output = T>>>;

struct State<T> {
    /// The work, but for the time in which it is polled.
    work: Cell<Option<Work<T>>>,
    result: Cell<Option<T>>,
    /// Who waits.
    wakers: Cell<Vec<Waker>>,
    /// How many handles were given out.
    handles: Cell<u32>,
    /// The handle that polled the work last.
    driver: Cell<u32>,
}

/// One caller's share of the work: a future that ends with a copy of its result.
pub struct Handle<T> {
    state: Rc<State<T>>,
    number: u32,
}

/// Work that others may join, as long as somebody holds a handle to it.
pub struct SingleFlight<T>(Weak<State<T>>);

impl<T> Handle<T> {
    /// Starts the work; the first handle to it.
    #[must_use]
    pub fn start(work: Work<T>) -> Self {
        let state = State {
            work: Cell::new(Some(work)),
            result: Cell::new(None),
            wakers: Cell::default(),
            handles: Cell::default(),
            driver: Cell::default(),
        };
        Self { state: Rc::new(state), number: 0 }
    }

    /// The work, for others to join.
    #[must_use]
    pub fn pending(&self) -> SingleFlight<T> {
        SingleFlight(Rc::downgrade(&self.state))
    }

    fn wake_all(&self) {
        // Taken out first: a waker may run code that comes back here.
        self.state.wakers.take().into_iter().for_each(Waker::wake);
    }
}

impl<T> SingleFlight<T> {
    /// Another handle, if somebody still holds one.
    #[must_use]
    pub fn join(&self) -> Option<Handle<T>> {
        let state = self.0.upgrade()?;
        let number = state.handles.get().wrapping_add(1);
        state.handles.set(number);
        Some(Handle { state, number })
    }
}

impl<T: Clone> Future for Handle<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let state = &*self.state;
        if let Some(result) = copied(&state.result) {
            return Poll::Ready(result);
        }
        with_mut(&state.wakers, |wakers| wakers.push(context.waker().clone()));
        // Without the work, it is being polled further up the stack, and its end will wake us.
        let Some(mut work) = state.work.take() else { return Poll::Pending };
        state.driver.set(self.number);
        let polled = work.as_mut().poll(context);
        match &polled {
            Poll::Ready(result) => {
                state.result.set(Some(result.clone()));
                self.wake_all();
            }
            Poll::Pending => state.work.set(Some(work)),
        }
        polled
    }
}

impl<T> Drop for Handle<T> {
    fn drop(&mut self) {
        if self.state.driver.get() == self.number {
            self.wake_all();
        }
    }
}
