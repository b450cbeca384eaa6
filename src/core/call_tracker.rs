//! Closing a client: no new call begins, and the calls under way are waited for.

use std::cell::Cell;
use std::future::poll_fn;
use std::task::{Poll, Waker};

use super::error::Error;
use super::reason::Reason;
use super::slot::with_mut;

/// Counts the calls under way, and refuses new ones once the client is closed.
#[derive(Default)]
pub struct CallTracker {
    closed: Cell<bool>,
    inside: Cell<u32>,
    waiting: Cell<Vec<Waker>>,
}

/// Stands for a call under way. Dropping it ends the call.
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

    /// Refuses new calls from now on, and resolves once the last call under way has ended.
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
            // Taken out first: waking may run code that uses this tracker again.
            let waiting = self.0.waiting.take();
            waiting.into_iter().for_each(Waker::wake);
        }
    }
}
