//! Single flight: one piece of work that several callers wait for. It lives as long as at least one of them holds a
//! handle.
//!
//! The callers drive the work themselves: whichever handle is polled polls the work, so that the work wakes the task of
//! that handle. When that handle is dropped, it wakes the others, so that one of them polls next; dropping the last
//! handle drops the work, and so cancels it.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use super::slot::{copied, with_mut};

type Work<T> = Pin<Box<dyn Future<Output = T>>>;

struct State<T> {
    /// The work. `None` while it is being polled, and once it has ended.
    work: Cell<Option<Work<T>>>,
    result: Cell<Option<T>>,
    /// The tasks that wait for the result.
    wakers: Cell<Vec<Waker>>,
    /// How many handles were given out.
    handles: Cell<u32>,
    /// The handle that polled the work last.
    driver: Cell<u32>,
}

/// One caller's share of the work: a future that resolves to a copy of the result.
pub struct Handle<T> {
    state: Rc<State<T>>,
    number: u32,
}

/// Work that others may join, as long as somebody holds a handle to it.
pub struct SingleFlight<T>(Weak<State<T>>);

impl<T> Handle<T> {
    /// The first handle to a piece of work. Polling it starts the work.
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
        // Taken out first: waking may run code that polls a handle again.
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
        // When the work is missing, it is being polled further up the stack, and will wake us when it ends.
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
