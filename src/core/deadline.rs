//! Time-outs and aborts: a piece of work that is given up, and so cancelled, when it takes too long or the caller says so.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;

use super::error::Error;
use super::platform::{Platform, WaitEnd};
use super::reason::Reason;

/// A piece of work, which its owner keeps: behind a pointer, because the code of a wait is large, and the same for all.
pub type Work<'a, T> = Pin<&'a mut (dyn Future<Output = Result<T, Error>> + 'a)>;

/// Does the work, or fails for the reason `late` after that many milliseconds, or when the caller aborts. An abort comes
/// first: what is aborted before it begins does not begin.
pub async fn within<P: Platform, T>(
    platform: &P,
    milliseconds: u32,
    late: Reason,
    signal: Option<&P::Value>,
    mut work: Work<'_, T>,
) -> Result<T, Error> {
    let mut wait = pin!(platform.wait(milliseconds, signal));
    poll_fn(|context| match wait.as_mut().poll(context) {
        Poll::Pending => work.as_mut().poll(context),
        Poll::Ready(WaitEnd::Abort) => Poll::Ready(Err(Error::new(Reason::Aborted))),
        Poll::Ready(WaitEnd::Timeout) => Poll::Ready(Err(too_late(late, milliseconds))),
    })
    .await
}

fn too_late(reason: Reason, milliseconds: u32) -> Error {
    Error::new(reason).with_number("seconds", f64::from(milliseconds) / 1000.0)
}
