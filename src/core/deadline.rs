//! Time-outs and aborts: a piece of work that is given up, and so cancelled, when it takes too long or the caller says
//! so.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;

use super::error::Error;
use super::platform::{Platform, WaitEnd};
use super::reason::Reason;

/// A piece of work, which its owner keeps: behind a pointer, because the code of a wait is large, and the same for all.
pub type Work<'a, T> = Pin<&'a mut (dyn Future<Output = Result<T, Error>> + 'a)>;

/// How long a piece of work may take.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// From now on.
    pub milliseconds: u32,
    /// Why it fails when it takes longer.
    pub late: Reason,
    /// The milliseconds that people are told: those of the option, of which some may be over.
    pub told: u32,
}

impl Limit {
    /// All of the time that an option allows.
    #[must_use]
    pub fn of(milliseconds: u32, late: Reason) -> Self {
        Self { milliseconds, late, told: milliseconds }
    }
}

/// Does the work, or fails when it takes too long, or when the caller aborts. An abort comes first: what is aborted
/// before it begins does not begin.
pub async fn within<P: Platform, T>(
    platform: &P,
    limit: Limit,
    signal: Option<&P::Value>,
    mut work: Work<'_, T>,
) -> Result<T, Error> {
    let mut end = pin!(platform.wait(limit.milliseconds, signal));
    poll_fn(|context| match end.as_mut().poll(context) {
        Poll::Pending => work.as_mut().poll(context),
        Poll::Ready(WaitEnd::Abort) => Poll::Ready(Err(Error::new(Reason::Aborted))),
        Poll::Ready(WaitEnd::Timeout) => Poll::Ready(Err(too_late(limit))),
    })
    .await
}

fn too_late(limit: Limit) -> Error {
    Error::new(limit.late).with_number("seconds", f64::from(limit.told) / 1000.0)
}
