//! Long work in slices: it is a future, which is not ready as long as it makes a pause. Nobody has to be woken: who
//! wants what comes of it asks again.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// A pause in work.
#[derive(Debug)]
pub struct Pause(bool);

/// Makes a pause.
#[must_use]
pub fn pause() -> Pause {
    Pause(false)
}

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        Poll::Pending
    }
}

/// Works until the next pause; gives what comes of it, once that is there.
#[must_use]
pub fn work_on<Output>(work: Pin<&mut (dyn Future<Output = Output> + '_)>) -> Option<Output> {
    match work.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

/// Works without a pause.
pub fn at_once<Output>(work: impl Future<Output = Output>) -> Output {
    let mut work = pin!(work);
    loop {
        if let Some(output) = work_on(work.as_mut()) {
            return output;
        }
    }
}
