//! The rate limit of a client: calls leave in the order in which they came, within the windows that are declared, and
//! within what the gateway announces, asks or implies.

use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use sne_cotation_common::pace::without_reserve;

use super::announced_quota::AnnouncedQuota;
use super::error::Error;
use super::learned_rate::LearnedRate;
use super::option_reader::OptionReader;
use super::pause::Pause;
use super::platform::{Moment, Platform, Sharing, Wish};
use super::quota_history::WINDOWS;
use super::rate_limit::Announcement;
use super::rate_window::Window;
use super::reason::Reason;
use super::slot::with_mut;
use super::value::Value;

const OPTIONS: &str =
    "perSecond: number, perMinute: number, perHour: number, perDay: number, reserve: number, maxQueued: number";
/// The options for the windows, and how many calls they allow at most: a thousand a second.
const LIMITS: [(&str, u32); 4] =
    [("perSecond", 1_000), ("perMinute", 60_000), ("perHour", 3_600_000), ("perDay", 86_400_000)];
const MOST_QUEUED: u32 = 10_000;
const DEFAULT_QUEUED: u32 = 1_000;
/// Milliseconds for which a turn among the calls of all processes is good.
const TURN: f64 = 250.0;
/// Milliseconds: longer waits are made of such steps, because a machine may sleep, and its timers with it.
const LONGEST_STEP: f64 = 60_000.0;

/// How fast calls may be sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Calls in a second, a minute, an hour and a day, without what is reserved; 0 where nothing is declared.
    calls: [f64; 4],
    /// How many calls wait at most.
    max_queued: u32,
}

impl Limit {
    /// The limit in the option `rateLimit`, if there is one.
    pub fn read<V: Value>(options: &OptionReader<V>) -> Result<Option<Self>, Error> {
        let Some(given) = options.value("rateLimit") else {
            // Who shares a quota hears of it, whatever is declared.
            let is_shared = options.value("store").is_some();
            return Ok(is_shared.then_some(Self { calls: [0.0; 4], max_queued: DEFAULT_QUEUED }));
        };
        let given = OptionReader::read(given, "rateLimit", OPTIONS)?;
        let reserve = given.share("reserve")?.unwrap_or_default();
        let mut calls = [0.0; 4];
        for (calls, (name, most)) in calls.iter_mut().zip(LIMITS) {
            *calls = without_reserve(f64::from(given.whole(name, most)?.unwrap_or_default()), reserve);
        }
        let max_queued = given.whole("maxQueued", MOST_QUEUED)?.unwrap_or(DEFAULT_QUEUED);
        Ok(Some(Self { calls, max_queued }))
    }
}

/// The queue of calls that wait to be sent.
pub struct RateLimiter {
    max_queued: u32,
    /// Whether the windows are those of all processes, and kept by the platform.
    is_shared: bool,
    windows: Vec<Window>,
    announced: AnnouncedQuota,
    learned: LearnedRate,
    pause: Pause,
    /// How many calls have left.
    departures: Cell<u64>,
    queue: Cell<Vec<Rc<Place>>>,
}

/// A call that waits.
struct Place {
    waker: Cell<Option<Waker>>,
    wish: Wish,
}

/// A place in the queue. Dropping it gives the place up, and wakes the call that is first then.
pub struct Permit<'a> {
    rate_limiter: &'a RateLimiter,
    place: Rc<Place>,
    /// Its turn among the calls of all processes: the number, and when it came.
    turn: Cell<Option<(f64, f64)>>,
}

impl RateLimiter {
    /// A queue with that limit, whose windows are those of all processes where they share them.
    #[must_use]
    pub fn new(limit: Limit, is_shared: bool) -> Self {
        let declared = WINDOWS.into_iter().zip(limit.calls).filter(|(_, calls)| *calls > 0.0 && !is_shared);
        Self {
            max_queued: limit.max_queued,
            is_shared,
            windows: declared.map(|(length, calls)| Window::new(length, calls)).collect(),
            announced: AnnouncedQuota::default(),
            learned: LearnedRate::default(),
            pause: Pause::default(),
            departures: Cell::default(),
            queue: Cell::default(),
        }
    }

    /// Takes the last place in the queue, unless the turn of a call there comes too late for it. When the call has to
    /// wait, `waits` gets the milliseconds that it will wait at least.
    pub fn join(&self, now: Moment, wish: Wish, waits: impl FnOnce(f64)) -> Result<Permit<'_>, Error> {
        let waiting = |goes_before: &dyn Fn(&Place) -> bool| {
            let count = with_mut(&self.queue, |queue| queue.iter().filter(|place| goes_before(place)).count());
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        if waiting(&|_| true) >= self.max_queued {
            return Err(Error::new(Reason::QueueFull).with_number("most", f64::from(self.max_queued)));
        }
        self.refuse_pause(now, wish)?;
        let before = waiting(&|place| place.wish.reserve <= wish.reserve);
        let period = self.rate(now.monotonic).map_or(0.0, |rate| 1.0 / (rate * (1.0 - wish.reserve)));
        let least = self.delay(now, wish.reserve) + f64::from(before) * period;
        if now.monotonic + least >= wish.deadline {
            return Err(paused(least));
        }
        if least > 0.0 {
            waits(least);
        }
        let place = Rc::new(Place { waker: Cell::default(), wish });
        with_mut(&self.queue, |queue| queue.push(Rc::clone(&place)));
        Ok(Permit { rate_limiter: self, place, turn: Cell::default() })
    }

    /// Calls in a millisecond that may leave in the long run; nothing when there is no limit.
    #[must_use]
    pub fn rate(&self, now: f64) -> Option<f64> {
        let declared = self.windows.iter().map(Window::rate);
        declared.chain(self.learned.rate(now)).reduce(f64::min)
    }

    /// Milliseconds that are left of the pause that the gateway has asked for.
    #[must_use]
    pub fn pause_left(&self, now: Moment) -> f64 {
        self.pause.left(now)
    }

    /// Milliseconds until a call may leave, as far as is known; none when it may at once.
    fn delay(&self, now: Moment, reserve: f64) -> f64 {
        let at = now.monotonic;
        let others = [self.pause.left(now), self.announced.delay(at), self.learned.delay(at)];
        self.windows.iter().map(|window| window.delay(at, reserve)).chain(others).fold(0.0, f64::max)
    }

    /// Fails when the gateway has asked for a pause that a call does not wait for.
    fn refuse_pause(&self, now: Moment, wish: Wish) -> Result<(), Error> {
        let left = self.pause.left(now);
        let is_too_long = left > 0.0 && (left > wish.longest_pause || now.monotonic + left >= wish.deadline);
        if is_too_long { Err(paused(left)) } else { Ok(()) }
    }

    /// The call whose turn is next: those that leave a part to others let them go first.
    fn head(&self) -> Option<Rc<Place>> {
        with_mut(&self.queue, |queue| {
            queue.iter().find(|place| place.wish.reserve <= 0.0).or(queue.first()).map(Rc::clone)
        })
    }

    fn wake_head(&self) {
        if let Some(waker) = self.head().and_then(|place| place.waker.take()) {
            waker.wake();
        }
    }

    fn wake_all(&self) {
        let wakers = with_mut(&self.queue, |queue| queue.iter().filter_map(|place| place.waker.take()).collect());
        Vec::into_iter(wakers).for_each(Waker::wake);
    }
}

fn paused(left: f64) -> Error {
    Error::new(Reason::QuotaPaused).retry_after(Some((left / 1_000.0).ceil()))
}

/// Milliseconds that the first call waits, and the signal that ends that before.
type Step<V> = (u32, Option<V>);

impl<'a> Permit<'a> {
    /// Resolves once this call is first in the queue and may leave; fails when that comes too late for it.
    pub async fn comes<P: Platform>(&self, platform: &P) -> Result<(), Error> {
        // In a loop: what answers say meanwhile may have moved the time.
        loop {
            poll_fn(|context| self.poll_first(context, platform.now())).await?;
            let Some((step, changes)) = self.step(platform)? else { return Ok(()) };
            platform.wait(step, changes.as_ref()).await;
        }
    }

    /// How long the first call has to wait, and for which signal; nothing when it may leave. A function of its own,
    /// because what waits for this is there twice.
    #[inline(never)]
    fn step<P: Platform>(&self, platform: &P) -> Result<Option<Step<P::Value>>, Error> {
        let left = self.rate_limiter.delay(platform.now(), self.place.wish.reserve);
        if left > 0.0 {
            return Ok(Some((milliseconds(left.min(LONGEST_STEP)), None)));
        }
        if !self.rate_limiter.is_shared || self.has_turn(platform.monotonic()) {
            return Ok(None);
        }
        let Wish { reserve, longest_pause, deadline } = self.place.wish;
        let number = platform.share(Sharing::Turn, [reserve, longest_pause, deadline], "");
        if number < 0.0 {
            return Err(if number.is_finite() { paused(-number) } else { Error::new(Reason::AccessBlocked) });
        }
        if number.is_nan() {
            return Ok(Some((milliseconds(LONGEST_STEP), platform.turns())));
        }
        self.turn.set(Some((number, platform.monotonic())));
        Ok(None)
    }

    /// Whether its turn among the calls of all processes is not over.
    fn has_turn(&self, now: f64) -> bool {
        self.turn.get().is_some_and(|(_, at)| now - at <= TURN)
    }

    /// Says that the call is sent at that instant of the monotonic clock, from which the next call waits. A permit that
    /// is dropped without this delays no other call.
    #[must_use]
    pub fn leave(self, now: f64) -> Departure<'a> {
        let rate_limiter = self.rate_limiter;
        let number = rate_limiter.departures.get().saturating_add(1);
        rate_limiter.departures.set(number);
        rate_limiter.windows.iter().for_each(|window| window.leave(now, self.place.wish.reserve));
        rate_limiter.announced.leave(now);
        rate_limiter.learned.leave(now);
        rate_limiter.pause.leave(number);
        Departure { rate_limiter, number, at: now, turn: self.turn.get().map(|(number, _)| number) }
    }

    /// Ready once this place is the first in the queue, and no other call is asking again after a pause.
    fn poll_first(&self, context: &Context<'_>, now: Moment) -> Poll<Result<(), Error>> {
        self.rate_limiter.refuse_pause(now, self.place.wish)?;
        let is_first = self.rate_limiter.head().is_some_and(|head| Rc::ptr_eq(&head, &self.place));
        if is_first && !self.rate_limiter.pause.is_probed() {
            return Poll::Ready(Ok(()));
        }
        self.place.waker.set(Some(context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        with_mut(&self.rate_limiter.queue, |queue| queue.retain(|place| !Rc::ptr_eq(place, &self.place)));
        self.rate_limiter.wake_head();
    }
}

/// A call that has left, of which is learnt what its answer says of quotas. Dropping it says that nothing is known.
pub struct Departure<'a> {
    rate_limiter: &'a RateLimiter,
    number: u64,
    at: f64,
    /// Its number among the calls of all processes, where they share the quota.
    pub turn: Option<f64>,
}

impl Departure<'_> {
    /// The call was let through.
    pub fn passed(&self) {
        self.rate_limiter.pause.passed(self.number);
    }

    /// The gateway announces what is left of a quota.
    pub fn announced(&self, quota: Announcement, now: f64) {
        let since = self.rate_limiter.departures.get().saturating_sub(self.number);
        self.rate_limiter.announced.hear(self.number, since, quota, now);
    }

    /// The gateway refuses the call, for so many milliseconds or without saying for how long, while calls leave at that
    /// rate.
    pub fn refused(&self, asked: Option<f64>, now: Moment, rate: f64) {
        let rate_limiter = self.rate_limiter;
        if asked.is_none() && !rate_limiter.is_shared {
            let allowed = rate_limiter.windows.iter().map(Window::rate).fold(rate, f64::min);
            rate_limiter.learned.refused(self.at, now.monotonic, allowed);
        }
        rate_limiter.pause.refused(self.number, asked, now);
        // Those whose patience is shorter than the pause leave the queue.
        rate_limiter.wake_all();
    }
}

impl Drop for Departure<'_> {
    fn drop(&mut self) {
        self.rate_limiter.pause.lost(self.number);
        self.rate_limiter.wake_head();
    }
}

/// Whole milliseconds, rounded up, for a timer.
#[must_use]
pub fn milliseconds(length: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
    return length.ceil() as u32;
}
