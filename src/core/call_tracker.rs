//! The end of a client's life: no call begins any more, those under way are waited for.

use std::cell::Cell;
use std::future::poll_fn;
use std::task::{Poll, Waker};

use super::error::Error;
use super::reason::Reason;
use super::slot::with_mut;

/// Counts the calls under way, and knows whether others may begin.
#[derive(Default)]
pub struct CallTracker {
    closed: Cell<bool>,
    inside: Cell<u32>,
    waiting: Cell<Vec<Waker>>,
}

/// A call under way. It ends when this is dropped.
pub struct CallGuard<'a>(&'a CallTracker);

impl CallTracker {
    /// Begins a call, unless the client is closed.
    pub fn enter(&self) -> Result<CallGuard<'_>, Error> {
        if self.closed.get() {
            return Err(Error::new(Reason::ClientClosed));
        }
        self.inside.set(self.inside.get().saturating_add(1));
        Ok(CallGuard(self))
    }

    /// Lets no call in any more, and ends when the last one has left.
    pub async fn close(&self) {
        self.closed.set(true);
        poll_fn(|context| {
            if self.inside.get() == 0 {
                return Poll::Ready(());
            }
            with_mut(&self.waiting, |waiting| waiting.push(context.waker().clone()));
            Poll::Pending
        })
        .await;
    }
}

impl Drop for CallGuard<'_> {
    fn drop(&mut self) {
        self.0.inside.set(self.0.inside.get().saturating_sub(1));
        if self.0.inside.get() == 0 {
            // Taken out first: a waker may run code that comes back here.
            let waiting = self.0.waiting.take();
            waiting.into_iter().for_each(Waker::wake);
        }
    }
}
