//! The rate limit of a client: calls are sent in the order in which they came, with a minimum time between two of them.

use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::error::Error;
use super::option_reader::OptionReader;
use super::platform::Platform;
use super::rate_limit::Announcement;
use super::reason::Reason;
use super::slot::with_mut;
use super::value::Value;

const OPTIONS: &str = "perSecond: number, perMinute: number, maxQueued: number";
const MOST_A_SECOND: u32 = 1_000;
const MOST_A_MINUTE: u32 = 60_000;
const MOST_QUEUED: u32 = 10_000;
const DEFAULT_QUEUED: u32 = 1_000;
/// Milliseconds: an announced quota delays each call by this at most. What is left of a daily quota says little about
/// the next second.
const LONGEST_SPACING: f64 = 1_000.0;

/// How fast calls may be sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Milliseconds between two calls.
    spacing: f64,
    /// How many calls wait at most.
    max_queued: u32,
}

impl Limit {
    /// The limit in the option `rateLimit`, if there is one.
    pub fn read<V: Value>(options: &OptionReader<V>) -> Result<Option<Self>, Error> {
        let Some(given) = options.value("rateLimit") else { return Ok(None) };
        let given = OptionReader::read(given, "rateLimit", OPTIONS)?;
        let spacing = |name, most, unit: f64| -> Result<f64, Error> {
            Ok(given.whole(name, most)?.map_or(0.0, |count| unit / f64::from(count)))
        };
        let spacing = spacing("perSecond", MOST_A_SECOND, 1_000.0)?.max(spacing("perMinute", MOST_A_MINUTE, 60_000.0)?);
        let max_queued = given.whole("maxQueued", MOST_QUEUED)?.unwrap_or(DEFAULT_QUEUED);
        Ok(Some(Self { spacing, max_queued }))
    }
}

/// The queue of calls that wait to be sent.
pub struct RateLimiter {
    limit: Limit,
    /// When the next call may be sent, on the monotonic clock.
    next: Cell<f64>,
    queue: Cell<Vec<Place>>,
}

type Place = Rc<Cell<Option<Waker>>>;

/// A place in the queue. Dropping it gives the place up, and wakes the call that is first then.
pub struct Permit<'a> {
    rate_limiter: &'a RateLimiter,
    place: Place,
}

impl RateLimiter {
    /// A queue with that limit.
    #[must_use]
    pub fn new(limit: Limit) -> Self {
        Self { limit, next: Cell::new(0.0), queue: Cell::default() }
    }

    /// Takes the last place in the queue. When the call has to wait, `waits` gets the milliseconds that it will wait at
    /// least.
    pub fn join(&self, now: f64, waits: impl FnOnce(f64)) -> Result<Permit<'_>, Error> {
        let before = u32::try_from(with_mut(&self.queue, |queue| queue.len())).unwrap_or(u32::MAX);
        if before >= self.limit.max_queued {
            return Err(Error::new(Reason::QueueFull).with_number("most", f64::from(self.limit.max_queued)));
        }
        let ahead = f64::from(before) * self.limit.spacing;
        let least = self.next.get() - now + ahead;
        if least > 0.0 {
            waits(least);
        }
        let place = Place::default();
        with_mut(&self.queue, |queue| queue.push(Rc::clone(&place)));
        Ok(Permit { rate_limiter: self, place })
    }

    /// Spreads what is left of a quota over the time that it is for: the less is left, the later the next call may be
    /// sent.
    pub fn apply_quota(&self, announced: Announcement, now: f64) {
        let spacing = (announced.window * 1_000.0 / (announced.remaining + 1.0)).min(LONGEST_SPACING);
        self.next.set(self.next.get().max(now + spacing));
    }

    fn first(&self) -> Option<Place> {
        with_mut(&self.queue, |queue| queue.first().cloned())
    }
}

impl Permit<'_> {
    /// Resolves once this call is first in the queue and the time since the previous call is long enough.
    pub async fn comes<P: Platform>(&self, platform: &P) {
        poll_fn(|context| self.poll_first(context)).await;
        // In a loop: an answer that announces a quota may have moved the time while we waited.
        loop {
            let left = self.rate_limiter.next.get() - platform.monotonic();
            if left <= 0.0 {
                return;
            }
            platform.wait(milliseconds(left), None).await;
        }
    }

    /// Says that the call is sent at that instant of the monotonic clock, from which the next call waits. A permit that
    /// is dropped without this delays no other call.
    pub fn leave(self, now: f64) {
        self.rate_limiter.next.set(now + self.rate_limiter.limit.spacing);
    }

    /// Ready once this place is the first in the queue.
    fn poll_first(&self, context: &Context<'_>) -> Poll<()> {
        if self.rate_limiter.first().is_some_and(|first| Rc::ptr_eq(&first, &self.place)) {
            return Poll::Ready(());
        }
        self.place.set(Some(context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        with_mut(&self.rate_limiter.queue, |queue| queue.retain(|place| !Rc::ptr_eq(place, &self.place)));
        if let Some(waker) = self.rate_limiter.first().and_then(|place| place.take()) {
            waker.wake();
        }
    }
}

/// Whole milliseconds, rounded up, for a timer.
#[must_use]
pub fn milliseconds(length: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
    return length.ceil() as u32;
}
