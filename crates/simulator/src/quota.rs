//! Quotas: windows on the simulator's clock, fixed or sliding (platform notes, row "quota": nobody says which PISTE
//! has).

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// So many in each window of so many seconds. Windows start at multiples of their length, or slide: then any interval
/// of that length counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Length of the window in seconds: 1, 60, 3600, 86400. 0 is taken for 1.
    pub window: u64,
    /// What fits in one window.
    pub limit: u64,
    /// What was already used in the window in which the simulator starts.
    #[serde(default)]
    pub spent: u64,
    /// Whether the window slides.
    #[serde(default)]
    pub sliding: bool,
}

impl Quota {
    /// A quota of which nothing is used yet.
    #[must_use]
    pub const fn new(window: u64, limit: u64) -> Self {
        Self { window, limit, spent: 0, sliding: false }
    }

    /// A quota in a window that slides.
    #[must_use]
    pub const fn sliding(window: u64, limit: u64) -> Self {
        Self { sliding: true, ..Self::new(window, limit) }
    }

    /// The number of the window that holds an instant.
    fn index(self, now: Duration) -> u64 {
        now.as_secs().checked_div(self.window).unwrap_or(now.as_secs())
    }

    /// Seconds until the window ends, rounded up, so at least 1.
    fn seconds_left(self, now: Duration) -> u64 {
        let window = self.window.max(1);
        let gone = now.as_secs().checked_rem(window).unwrap_or(0);
        let whole = window.saturating_sub(gone);
        whole.max(1)
    }

    /// The length of the window.
    fn length(self) -> Duration {
        Duration::from_secs(self.window.max(1))
    }
}

/// How a quota stands after a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QuotaState {
    pub(crate) window: u64,
    pub(crate) limit: u64,
    pub(crate) remaining: u64,
    /// Seconds until the window ends.
    pub(crate) reset: u64,
}

impl QuotaState {
    /// Whether 80 % are used: from there on the gateway announces what remains.
    pub(crate) fn is_near_its_end(self) -> bool {
        let used = u128::from(self.limit.saturating_sub(self.remaining));
        used.saturating_mul(5) >= u128::from(self.limit).saturating_mul(4)
    }
}

/// What the meter says of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Counted; the state of each quota after it.
    Within(Vec<QuotaState>),
    /// Refused and not counted; come back in so many seconds.
    Over { retry_after: u64, states: Vec<QuotaState> },
}

/// Counts of every holder (a client id) in the present windows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meter {
    used: BTreeMap<(String, u64), Count>,
    /// When the calls were counted that are in a sliding window.
    recent: BTreeMap<(String, u64), VecDeque<Duration>>,
}

#[derive(Clone, Copy, Debug)]
struct Count {
    index: u64,
    used: u64,
}

impl Meter {
    /// Counts one call against all quotas, or against none of them if one is used up.
    pub(crate) fn count(&mut self, holder: &str, quotas: &[Quota], now: Duration) -> Verdict {
        let over = quotas.iter().filter(|quota| self.used(holder, **quota, now) >= quota.limit);
        let retry_after = over.map(|quota| self.seconds_left(holder, *quota, now)).max();
        if let Some(retry_after) = retry_after {
            return Verdict::Over { retry_after, states: self.states(holder, quotas, now) };
        }
        for quota in quotas {
            let key = (holder.to_owned(), quota.window);
            if quota.sliding {
                let recent = self.recent.entry(key).or_default();
                recent.retain(|at| now.saturating_sub(*at) <= quota.length());
                recent.push_back(now);
            } else {
                let used = self.used(holder, *quota, now).saturating_add(1);
                self.used.insert(key, Count { index: quota.index(now), used });
            }
        }
        Verdict::Within(self.states(holder, quotas, now))
    }

    fn states(&self, holder: &str, quotas: &[Quota], now: Duration) -> Vec<QuotaState> {
        let state = |quota: &Quota| QuotaState {
            window: quota.window.max(1),
            limit: quota.limit,
            remaining: quota.limit.saturating_sub(self.used(holder, *quota, now)),
            reset: self.seconds_left(holder, *quota, now),
        };
        quotas.iter().map(state).collect()
    }

    /// Used in the present window. A count of another window, past or future, does not matter any more.
    fn used(&self, holder: &str, quota: Quota, now: Duration) -> u64 {
        if quota.sliding {
            return u64::try_from(self.within(holder, quota, now).count()).unwrap_or(u64::MAX);
        }
        let index = quota.index(now);
        match self.used.get(&(holder.to_owned(), quota.window)) {
            Some(count) if count.index == index => count.used,
            _ if index == 0 => quota.spent,
            _ => 0,
        }
    }

    /// When the calls in a sliding window were counted. One that is exactly as old as the window is long counts.
    fn within(&self, holder: &str, quota: Quota, now: Duration) -> impl Iterator<Item = Duration> + '_ {
        let recent = self.recent.get(&(holder.to_owned(), quota.window));
        recent.into_iter().flatten().copied().filter(move |at| now.saturating_sub(*at) <= quota.length())
    }

    /// Seconds until the window ends or, when it slides, until its oldest call is out of it.
    fn seconds_left(&self, holder: &str, quota: Quota, now: Duration) -> u64 {
        if !quota.sliding {
            return quota.seconds_left(now);
        }
        let oldest = self.within(holder, quota, now).next().unwrap_or(now);
        let left = oldest.saturating_add(quota.length()).saturating_sub(now);
        left.as_secs().saturating_add(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn a_window_is_fixed_and_starts_afresh() {
        let quotas = [Quota::new(10, 2)];
        let mut meter = Meter::default();
        assert!(matches!(meter.count("a", &quotas, at(8_000)), Verdict::Within(_)));
        assert!(matches!(meter.count("a", &quotas, at(9_000)), Verdict::Within(_)));
        assert!(matches!(meter.count("a", &quotas, at(9_500)), Verdict::Over { retry_after: 1, .. }));
        assert!(matches!(meter.count("b", &quotas, at(9_500)), Verdict::Within(_)));
        assert!(matches!(meter.count("a", &quotas, at(10_000)), Verdict::Within(_)));
    }

    #[test]
    fn a_sliding_window_counts_in_any_interval() {
        let quotas = [Quota::sliding(10, 2)];
        let mut meter = Meter::default();
        let is_within =
            |meter: &mut Meter, instant| matches!(meter.count("a", &quotas, at(instant)), Verdict::Within(_));
        assert!(is_within(&mut meter, 8_000) && is_within(&mut meter, 9_000));
        assert!(matches!(meter.count("a", &quotas, at(9_500)), Verdict::Over { retry_after: 9, .. }));
        assert!(!is_within(&mut meter, 18_000) && is_within(&mut meter, 18_001));
        assert!(!is_within(&mut meter, 19_000) && is_within(&mut meter, 19_001));
    }

    #[test]
    fn the_longest_wait_counts_and_a_refusal_is_not_counted() {
        let quotas = [Quota::new(1, 1), Quota { spent: 9, ..Quota::new(86_400, 10) }];
        let mut meter = Meter::default();
        assert!(matches!(meter.count("a", &quotas, at(0)), Verdict::Within(_)));
        assert!(matches!(meter.count("a", &quotas, at(0)), Verdict::Over { retry_after: 86_400, .. }));
        assert!(matches!(meter.count("a", &quotas, at(86_400_000)), Verdict::Within(_)));
    }

    #[test]
    fn eighty_percent_is_near_the_end() {
        let state = |remaining| QuotaState { window: 1, limit: 10, remaining, reset: 1 };
        assert!(!state(3).is_near_its_end());
        assert!(state(2).is_near_its_end());
        assert!(state(0).is_near_its_end());
    }

    #[test]
    fn extreme_quotas_do_not_overflow() {
        let mut meter = Meter::default();
        let quotas = [Quota { spent: u64::MAX - 1, ..Quota::new(0, u64::MAX) }, Quota::new(u64::MAX, u64::MAX)];
        assert!(matches!(meter.count("a", &quotas, Duration::ZERO), Verdict::Within(_)));
        assert!(matches!(meter.count("a", &quotas, Duration::MAX), Verdict::Within(_)));
        let none = [Quota::new(60, 0)];
        assert!(matches!(meter.count("a", &none, at(59_999)), Verdict::Over { retry_after: 1, .. }));
    }
}
