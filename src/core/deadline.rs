//! Time-outs: a piece of work that is given up, and so cancelled, when it takes too long.

use std::future::Future;
use std::pin::pin;

use futures_util::future::{Either, select};

use super::error::Error;
use super::platform::Platform;
use super::reason::Reason;

/// Does the work, or fails with a time-out after that many milliseconds.
pub async fn within<P: Platform, T>(
    platform: &P,
    milliseconds: u32,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let work = pin!(work);
    let timer = pin!(platform.sleep(milliseconds));
    match select(work, timer).await {
        Either::Left((result, _)) => result,
        Either::Right(_) => {
            Err(Error::new(Reason::Timeout).with_number("seconds", f64::from(milliseconds) / 1000.0))
        }
    }
}
