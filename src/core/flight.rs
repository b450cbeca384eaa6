//! Single flight: one piece of work that several callers wait for. It lives as long as one of them does.
//!
//! The callers drive it themselves: whichever is polled polls it, and is the one that its end wakes. When that one leaves, it
//! wakes the others, so that one of them takes its place; the last one to leave drops the work, and so cancels it.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

type Work<T> = Pin<Box<dyn Future<Output = T>>>;

struct State<T> {
    /// The work, but for the time in which it is polled.
    work: Option<Work<T>>,
    result: Option<T>,
    /// Who waits.
    wakers: Vec<Waker>,
    /// How many seats were taken.
    seats: u32,
    /// The seat that polled the work last.
    driver: u32,
}

/// A place on a flight: a future that ends with a copy of what the work comes to.
pub struct Seat<T> {
    state: Rc<RefCell<State<T>>>,
    number: u32,
}

/// A flight to join, as long as somebody is on it.
pub struct Flight<T>(Weak<RefCell<State<T>>>);

impl<T> Seat<T> {
    /// The first place on a new flight.
    #[must_use]
    pub fn take_off(work: Work<T>) -> Self {
        let state = State { work: Some(work), result: None, wakers: Vec::new(), seats: 0, driver: 0 };
        Self { state: Rc::new(RefCell::new(state)), number: 0 }
    }

    /// The flight, for others to join.
    #[must_use]
    pub fn flight(&self) -> Flight<T> {
        Flight(Rc::downgrade(&self.state))
    }

    fn wake_all(&self) {
        // Not while the state is borrowed: a waker may run code that comes back here.
        let wakers = std::mem::take(&mut self.state.borrow_mut().wakers);
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl<T> Flight<T> {
    /// Another place on the flight, if somebody is still on it.
    #[must_use]
    pub fn join(&self) -> Option<Seat<T>> {
        let state = self.0.upgrade()?;
        let number = state.borrow().seats.wrapping_add(1);
        state.borrow_mut().seats = number;
        Some(Seat { state, number })
    }
}

impl<T: Clone> Future for Seat<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let mut state = self.state.borrow_mut();
        if let Some(result) = &state.result {
            return Poll::Ready(result.clone());
        }
        state.wakers.push(context.waker().clone());
        // Without the work, it is being polled further up the stack, and its end will wake us.
        let Some(mut work) = state.work.take() else { return Poll::Pending };
        state.driver = self.number;
        drop(state);
        let result = work.as_mut().poll(context);
        let mut state = self.state.borrow_mut();
        match &result {
            Poll::Ready(result) => state.result = Some(result.clone()),
            Poll::Pending => state.work = Some(work),
        }
        drop(state);
        if result.is_ready() {
            self.wake_all();
        }
        result
    }
}

impl<T> Drop for Seat<T> {
    fn drop(&mut self) {
        if self.state.borrow().driver == self.number {
            self.wake_all();
        }
    }
}
