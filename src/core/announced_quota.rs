//! What the gateway announces of a quota to a client that is alone, kept: the rule is in `crates/common`.

use std::cell::Cell;

use sne_cotation_common::announced::Announced;

use super::rate_limit::Announcement;

/// What is known of it, if anything.
#[derive(Debug, Default)]
pub struct AnnouncedQuota(Cell<Option<Announced>>);

impl AnnouncedQuota {
    /// The answer to the call with that number announces a quota; so many calls have left since then. Answers may
    /// overtake one another: an older one is no news.
    pub fn hear(&self, number: u64, since: u64, quota: Announcement, now: f64) {
        if self.0.get().is_none_or(|known| known.number <= number) {
            let end = now + quota.window * 1_000.0;
            self.0.set(Some(Announced::heard(number, since, quota.remaining, end, now)));
        }
    }

    /// Milliseconds until a call may leave; none when it may at once.
    #[must_use]
    pub fn delay(&self, now: f64) -> f64 {
        self.0.get().map_or(0.0, |known| known.delay(now))
    }

    /// A call leaves.
    pub fn leave(&self, now: f64) {
        self.0.set(self.0.get().map(|known| known.after(now)));
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
    fn the_latest_announcement_counts_in_the_order_of_the_calls() {
        let quota = AnnouncedQuota::default();
        quota.hear(7, 0, Announcement { remaining: 3.0, window: 10.0 }, 0.0);
        quota.hear(6, 1, Announcement { remaining: 50.0, window: 10.0 }, 1.0);
        assert_eq!(leaving(&quota, 2.0), 3);
        quota.hear(8, 0, Announcement { remaining: 50.0, window: 10.0 }, 3.0);
        assert_eq!(leaving(&quota, 3.0), 50);
    }
}
