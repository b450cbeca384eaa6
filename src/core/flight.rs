//! Single flight: one piece of work that several callers wait for. It lives as long as one of them does.
//!
//! The callers drive it themselves: whichever is polled polls it. A caller that leaves wakes the others, because it may have
//! been the one that would have been woken; the last one to leave drops the work, and so cancels it.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

type Work<T> = Pin<Box<dyn Future<Output = T>>>;

enum State<T> {
    /// The work, but for the time in which it is polled, and who waits for it.
    Underway(Option<Work<T>>, Vec<Waker>),
    Done(T),
}

/// A place on a flight: a future that ends with a copy of what the work comes to.
pub struct Seat<T>(Rc<RefCell<State<T>>>);

/// A flight to join, as long as somebody is on it.
pub struct Flight<T>(Weak<RefCell<State<T>>>);

impl<T> Seat<T> {
    /// The first place on a new flight.
    #[must_use]
    pub fn take_off(work: Work<T>) -> Self {
        Self(Rc::new(RefCell::new(State::Underway(Some(work), Vec::new()))))
    }

    /// The flight, for others to join.
    #[must_use]
    pub fn flight(&self) -> Flight<T> {
        Flight(Rc::downgrade(&self.0))
    }

    fn wake_all(&self) {
        let wakers = match &mut *self.0.borrow_mut() {
            State::Underway(_, wakers) => std::mem::take(wakers),
            State::Done(_) => return,
        };
        // Not while the state is borrowed: a waker may run code that comes back here.
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl<T> Flight<T> {
    /// Another place on the flight, if it has not landed without a caller.
    pub fn join(&self) -> Option<Seat<T>> {
        self.0.upgrade().map(Seat)
    }
}

impl<T: Clone> Future for Seat<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let work = match &mut *self.0.borrow_mut() {
            State::Done(result) => return Poll::Ready(result.clone()),
            State::Underway(work, wakers) => {
                wakers.push(context.waker().clone());
                work.take()
            }
        };
        // Without the work, it is being polled further up the stack, and its end will wake us.
        let Some(mut work) = work else { return Poll::Pending };
        match work.as_mut().poll(context) {
            Poll::Ready(result) => {
                let flown = self.0.replace(State::Done(result.clone()));
                if let State::Underway(_, wakers) = flown {
                    wakers.into_iter().for_each(Waker::wake);
                }
                Poll::Ready(result)
            }
            Poll::Pending => {
                if let State::Underway(place, _) = &mut *self.0.borrow_mut() {
                    *place = Some(work);
                }
                Poll::Pending
            }
        }
    }
}

impl<T> Drop for Seat<T> {
    fn drop(&mut self) {
        self.wake_all();
    }
}
