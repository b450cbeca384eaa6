//! Single flight: one piece of work that several callers wait for. It lives as long as one of them does.
//!
//! The callers drive it themselves: whichever is polled polls it, and is the one that its end wakes. When that one leaves, it
//! wakes the others, so that one of them takes its place; the last one to leave drops the work, and so cancels it.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use super::slot::{changed, copied};

type Work<T> = Pin<Box<dyn Future<Output = T>>>;

struct State<T> {
    /// The work, but for the time in which it is polled.
    work: Cell<Option<Work<T>>>,
    result: Cell<Option<T>>,
    /// Who waits.
    wakers: Cell<Vec<Waker>>,
    /// How many seats were taken.
    seats: Cell<u32>,
    /// The seat that polled the work last.
    driver: Cell<u32>,
}

/// A place on a flight: a future that ends with a copy of what the work comes to.
pub struct Seat<T> {
    state: Rc<State<T>>,
    number: u32,
}

/// A flight to join, as long as somebody is on it.
pub struct Flight<T>(Weak<State<T>>);

impl<T> Seat<T> {
    /// The first place on a new flight.
    #[must_use]
    pub fn take_off(work: Work<T>) -> Self {
        let state = State {
            work: Cell::new(Some(work)),
            result: Cell::new(None),
            wakers: Cell::default(),
            seats: Cell::default(),
            driver: Cell::default(),
        };
        Self { state: Rc::new(state), number: 0 }
    }

    /// The flight, for others to join.
    #[must_use]
    pub fn flight(&self) -> Flight<T> {
        Flight(Rc::downgrade(&self.state))
    }

    fn wake_all(&self) {
        // Taken out first: a waker may run code that comes back here.
        self.state.wakers.take().into_iter().for_each(Waker::wake);
    }
}

impl<T> Flight<T> {
    /// Another place on the flight, if somebody is still on it.
    #[must_use]
    pub fn join(&self) -> Option<Seat<T>> {
        let state = self.0.upgrade()?;
        let number = state.seats.get().wrapping_add(1);
        state.seats.set(number);
        Some(Seat { state, number })
    }
}

impl<T: Clone> Future for Seat<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let state = &*self.state;
        if let Some(result) = copied(&state.result) {
            return Poll::Ready(result);
        }
        changed(&state.wakers, |wakers| wakers.push(context.waker().clone()));
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

impl<T> Drop for Seat<T> {
    fn drop(&mut self) {
        if self.state.driver.get() == self.number {
            self.wake_all();
        }
    }
}
