//! What the gateway announces of a quota, kept: no more calls leave than are left of it, until its window is over or it
//! announces something else.

use std::cell::Cell;

use super::rate_limit::Announcement;

/// Milliseconds: up to this length, a window that is used up is waited for. What is left of a day says little about
/// the next minute: it may begin anew at any time, so calls go on, a second apart, until one is refused.
const LONGEST_WAIT: f64 = 60_000.0;
/// Milliseconds.
const SPACING: f64 = 1_000.0;

/// The quota that was announced last.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// The number of the call whose answer announced it.
    number: u64,
    /// Calls that may still leave.
    left: f64,
    /// When its window is over, on the monotonic clock.
    end: f64,
    /// When the next call may leave, once none is left.
    next: f64,
}

/// What is known of it, if anything.
#[derive(Debug, Default)]
pub struct AnnouncedQuota(Cell<Option<Known>>);

impl AnnouncedQuota {
    /// The answer to the call with that number announces a quota; so many calls have left since then. Answers may
    /// overtake one another: an older one is no news.
    pub fn hear(&self, number: u64, since: u64, quota: Announcement, now: f64) {
        if self.0.get().is_some_and(|known| known.number > number) {
            return;
        }
        #[allow(clippy::cast_precision_loss, reason = "calls under way")]
        let left = quota.remaining - since as f64;
        let end = now + quota.window * 1_000.0;
        self.0.set(Some(Known { number, left, end, next: if end - now > LONGEST_WAIT { now + SPACING } else { end } }));
    }

    /// Milliseconds until a call may leave; none when it may at once.
    #[must_use]
    pub fn delay(&self, now: f64) -> f64 {
        let used_up = self.0.get().filter(|known| known.left < 1.0 && now < known.end);
        used_up.map_or(0.0, |known| known.next - now)
    }

    /// A call leaves.
    pub fn leave(&self, now: f64) {
        if let Some(known) = self.0.get() {
            let next = known.next.max((now + SPACING).min(known.end));
            self.0.set(Some(Known { left: known.left - 1.0, next, ..known }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AnnouncedQuota, Announcement};

    fn leaving(quota: &AnnouncedQuota, now: f64) -> usize {
        std::iter::repeat_with(|| quota.delay(now) <= 0.0)
            .take(100)
            .take_while(|may| *may)
            .inspect(|_| quota.leave(now))
            .count()
    }

    #[test]
    fn no_more_calls_leave_than_are_left_until_the_window_is_over() {
        let quota = AnnouncedQuota::default();
        quota.hear(5, 2, Announcement { remaining: 12.0, window: 10.0 }, 1_000.0);
        assert_eq!(leaving(&quota, 1_000.0), 10);
        assert!((quota.delay(4_000.0) - 7_000.0).abs() < 1e-6);
        assert_eq!(leaving(&quota, 11_000.0), 100);
    }

    #[test]
    fn the_latest_announcement_counts_in_the_order_of_the_calls() {
        let quota = AnnouncedQuota::default();
        quota.hear(7, 0, Announcement { remaining: 3.0, window: 10.0 }, 0.0);
        quota.hear(6, 1, Announcement { remaining: 50.0, window: 10.0 }, 1.0);
        assert_eq!(leaving(&quota, 2.0), 3);
        quota.hear(8, 0, Announcement { remaining: 50.0, window: 10.0 }, 3.0);
        assert_eq!(leaving(&quota, 3.0), 50);
    }

    #[test]
    fn a_used_up_day_is_asked_for_once_a_second() {
        let quota = AnnouncedQuota::default();
        quota.hear(1, 0, Announcement { remaining: 1.0, window: 86_400.0 }, 0.0);
        assert_eq!(leaving(&quota, 0.0), 1);
        assert_eq!([500.0, 1_000.0, 1_500.0, 2_000.0].map(|now| leaving(&quota, now)), [0, 1, 0, 1]);
    }
}
