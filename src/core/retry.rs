//! Which failures are repeated, how often, and after how long: exponential back-off with full jitter, within a budget
//! that all calls of a client share, so that a failing service does not get more requests than before.

use std::cell::Cell;

use super::error::Error;
use super::option_reader::{self, OptionReader};
use super::reason::Reason;
use super::value::{Kind, Value};

/// The wait before the first repetition is drawn from 0 to this; the range doubles with each. Milliseconds.
const FIRST_RANGE: f64 = 250.0;
/// Repetitions that a client may make before its successes have earned any.
const CAPACITY: u32 = 30;
/// What a success earns: a tenth of a repetition.
const EARNED: f64 = 0.1;
const OPTIONS: &str = "attempts: number, maxDelay: number";
const MOST_ATTEMPTS: u32 = 20;

/// How often a call is tried, and how long it may wait in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// How often it is sent at most, the first time included.
    pub attempts: u32,
    /// Milliseconds of the longest wait. When a server asks for a longer one, the call fails at once, and the error has
    /// that time.
    pub max_delay: u32,
}

/// The policy when the caller does not give one.
pub const DEFAULT: RetryPolicy = RetryPolicy { attempts: 4, max_delay: 30_000 };

/// A wait before a repetition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wait {
    /// Milliseconds.
    pub length: f64,
    /// Whether the server asked for it.
    pub is_asked_for: bool,
}

impl RetryPolicy {
    /// Reads the option `retry`; what it leaves out is taken from `default`. `false` means no repetition.
    pub fn read<V: Value>(options: &OptionReader<V>, default: Self) -> Result<Self, Error> {
        let Some((given, kind)) = options.value_and_kind("retry") else { return Ok(default) };
        if kind == Kind::Boolean {
            let attempts = if given.as_boolean() == Some(false) { 1 } else { default.attempts };
            return Ok(Self { attempts, ..default });
        }
        let given = OptionReader::read(given, "retry", OPTIONS)?;
        Ok(Self {
            attempts: given.whole("attempts", MOST_ATTEMPTS)?.unwrap_or(default.attempts),
            max_delay: given.whole("maxDelay", option_reader::LONGEST_TIMEOUT)?.unwrap_or(default.max_delay),
        })
    }

    /// The wait before a failed call is sent again, after `made` attempts; `None` when it is not to be sent again.
    /// `drawn` is a random number from 0 to 1.
    #[must_use]
    pub fn wait(&self, error: &Error, made: u32, is_repeatable: bool, drawn: f64) -> Option<Wait> {
        // With one of these statuses and a `Retry-After`, the server says that it has not processed the request.
        let is_put_off = error.seconds_to_wait().is_some() && matches!(error.status_of_answer(), 429 | 503);
        let is_of_use = is_retryable(error, made) && (is_repeatable || is_put_off);
        if is_of_use { self.wait_once_more(error, made, drawn) } else { None }
    }

    /// The same, for a failure that is known to be worth another attempt.
    #[must_use]
    pub fn wait_once_more(&self, error: &Error, made: u32, drawn: f64) -> Option<Wait> {
        let asked = error.seconds_to_wait().map(|seconds| seconds * 1000.0);
        let longest = f64::from(self.max_delay);
        if made >= self.attempts || asked.is_some_and(|asked| asked > longest) {
            return None;
        }
        let doubled = f64::from(1_u32.checked_shl(made.saturating_sub(1)).unwrap_or(u32::MAX));
        let jitter = drawn * (FIRST_RANGE * doubled).min(longest);
        Some(Wait { length: asked.unwrap_or_default() + jitter, is_asked_for: asked.is_some() })
    }
}

/// Whether a failure may pass by itself, after `made` attempts. A time-out is not repeated: asking a slow server again
/// makes it slower.
fn is_retryable(error: &Error, made: u32) -> bool {
    match error.reason() {
        Reason::Timeout
        | Reason::DeadlinePassed
        | Reason::CircuitOpen
        | Reason::TokenCircuitOpen
        | Reason::QueueFull
        | Reason::QuotaPaused => false,
        // The gateway flaps (platform notes). Most of the time, though, these are meant: one repetition is enough.
        Reason::ResourceNotFound | Reason::BodyEmpty => made == 1,
        Reason::GatewayHtml if error.status_of_answer() < 400 => made == 1,
        reason => reason.is_transient(),
    }
}

/// How many repetitions all calls of a client may still make.
#[derive(Debug)]
pub struct Budget(Cell<f64>);

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(CAPACITY.into()))
    }
}

impl Budget {
    /// Takes one repetition out of the budget; `false` when none is left.
    pub fn take(&self) -> bool {
        let left = self.0.get() - 1.0;
        if left >= 0.0 {
            self.0.set(left);
        }
        left >= 0.0
    }

    /// Adds what a successful call earns.
    pub fn earn(&self) {
        self.0.set((self.0.get() + EARNED).min(CAPACITY.into()));
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, CAPACITY, DEFAULT, RetryPolicy, Wait};
    use crate::core::error::Error;
    use crate::core::reason::Reason;

    fn fault() -> Error {
        Error::new(Reason::GatewayFault).status(500)
    }

    fn length(error: &Error, made: u32, drawn: f64) -> Option<f64> {
        DEFAULT.wait(error, made, true, drawn).map(|wait| wait.length)
    }

    #[test]
    fn the_range_of_the_wait_doubles_up_to_the_longest() {
        let policy = RetryPolicy { attempts: 20, max_delay: 3_000 };
        let longest = |made| policy.wait(&fault(), made, true, 1.0).map(|wait| wait.length);
        assert_eq!([1, 2, 3, 4, 5, 19].map(longest), [250.0, 500.0, 1_000.0, 2_000.0, 3_000.0, 3_000.0].map(Some));
        assert_eq!(longest(20), None, "the last attempt");
        assert_eq!(policy.wait(&fault(), 3, true, 0.0), Some(Wait { length: 0.0, is_asked_for: false }), "full jitter");
    }

    #[test]
    fn what_may_not_be_repeated_is_so_only_when_the_server_puts_it_off() {
        let not_before = |status| Error::new(Reason::GatewayFault).status(status).retry_after(Some(2.0));
        assert_eq!(DEFAULT.wait(&fault(), 1, false, 0.5), None);
        assert_eq!(DEFAULT.wait(&not_before(500), 1, false, 0.0), None);
        for status in [429, 503] {
            assert_eq!(
                DEFAULT.wait(&not_before(status), 1, false, 0.0).map(|wait| wait.length),
                Some(2_000.0),
                "{status}"
            );
        }
    }

    #[test]
    fn a_server_that_asks_for_too_long_a_wait_is_not_asked_again() {
        let quota = |seconds| Error::new(Reason::QuotaExceeded).status(429).retry_after(Some(seconds));
        assert_eq!(length(&quota(30.0), 1, 0.5), Some(30_125.0));
        assert_eq!(length(&quota(30.1), 1, 0.5), None);
        assert_eq!(length(&quota(86_400.0), 1, 0.0), None);
    }

    #[test]
    fn lasting_failures_and_time_outs_are_not_repeated_and_what_may_be_meant_once() {
        for reason in [Reason::Timeout, Reason::ProfileMissing, Reason::SubscriptionMissing, Reason::RequestRefused] {
            assert_eq!(length(&Error::new(reason), 1, 0.5), None, "{reason:?}");
        }
        for reason in [Reason::ResourceNotFound, Reason::BodyEmpty, Reason::GatewayHtml] {
            assert!(length(&Error::new(reason), 1, 0.5).is_some(), "{reason:?}");
            assert_eq!(length(&Error::new(reason), 2, 0.5), None, "{reason:?}");
        }
        for (reason, status) in [(Reason::NotFound, 404), (Reason::RequestEmpty, 400), (Reason::GatewayHtml, 404)] {
            assert!(length(&Error::new(reason).status(status), 3, 0.5).is_some(), "{reason:?}");
        }
    }

    #[test]
    fn the_budget_is_spent_and_earned_again() {
        let budget = Budget::default();
        let spend_all = || std::iter::repeat_with(|| budget.take()).take_while(|taken| *taken).map(|_| 1).sum::<u32>();
        assert_eq!(spend_all(), CAPACITY);
        (0..11).for_each(|_| budget.earn());
        assert_eq!(spend_all(), 1);
        (0..10_000).for_each(|_| budget.earn());
        assert_eq!(spend_all(), CAPACITY, "no more than it can hold");
    }
}
