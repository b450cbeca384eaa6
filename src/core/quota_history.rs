//! What a client has met of its quotas: how many calls left within the last second, minute, hour and day, and after how
//! many of them it was refused. From that follows what to declare next time.

use std::cell::Cell;

/// The windows that quotas have, in milliseconds: a second, a minute, an hour, a day.
pub const WINDOWS: [f64; 4] = [1_000.0, 60_000.0, 3_600_000.0, 86_400_000.0];

/// Into how many parts a window is divided: counts are right to within one of them.
const PARTS: u32 = 60;

/// What was met last of the quota of one window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Refusal {
    /// Calls that came through within the window before it was used up; none when that is not known to have happened.
    pub calls: u32,
    /// Seconds that the gateway asked to wait.
    pub retry_after: f64,
    /// When it was met first, on the monotonic clock: refusals of calls that had left before belong to it.
    since: f64,
}

impl Refusal {
    /// The limit that would have avoided it: those calls, rounded down to two digits.
    #[must_use]
    pub fn suggestion(self) -> u32 {
        let units = std::iter::successors(Some(1_u32), |unit| unit.checked_mul(10));
        let rest = |unit| self.calls.checked_rem(unit).unwrap_or_default();
        let rests = units.map_while(|unit| (unit <= self.calls / 10).then(|| rest(unit)));
        self.calls.saturating_sub(rests.last().unwrap_or_default())
    }
}

/// What a client has met of its quotas.
#[derive(Debug, Default)]
pub struct QuotaHistory {
    counts: [Recent; 4],
    refusals: Cell<u32>,
    seen: [Cell<Refusal>; 4],
}

impl QuotaHistory {
    /// A call leaves.
    pub fn leave(&self, now: f64) {
        for (count, length) in self.counts.iter().zip(WINDOWS) {
            count.add(now, length);
        }
    }

    /// A call that left at that instant was refused, and told to wait that many seconds.
    pub fn refused(&self, left: f64, now: f64, retry_after: Option<f64>) {
        self.refusals.set(self.refusals.get().saturating_add(1));
        for (count, length) in self.counts.iter().zip(WINDOWS) {
            count.take_back(left, length);
        }
        let Some(retry_after) = retry_after else { return };
        // The shortest window that is not over before that.
        let asked = retry_after * 1_000.0;
        let mut windows = self.counts.iter().zip(WINDOWS).zip(&self.seen);
        let Some(((count, length), seen)) = windows.find(|((_, length), _)| asked <= *length) else { return };
        // A fixed window that ends then has begun so long ago. Seconds cannot be told apart in a header.
        let elapsed = if length > 1_000.0 { length - asked } else { length };
        let (calls, last) = (count.total(now, length, elapsed), seen.get());
        let is_same = left <= last.since;
        // A call that asks again while the quota is still used up tells nothing of how much it holds.
        if calls > 0 && (is_same || calls.saturating_mul(2) >= last.calls) {
            seen.set(Refusal { calls, retry_after, since: if is_same { last.since } else { now } });
        }
    }

    /// Calls that left within the last second, as calls in a millisecond; at least one.
    #[must_use]
    pub fn rate(&self, now: f64) -> f64 {
        let [second, ..] = &self.counts;
        let [length, ..] = WINDOWS;
        f64::from(second.total(now, length, length).max(1)) / length
    }

    /// How often the gateway has answered 429.
    #[must_use]
    pub fn refusals(&self) -> u32 {
        self.refusals.get()
    }

    /// What was met last, by window.
    #[must_use]
    pub fn seen(&self) -> [Refusal; 4] {
        self.seen.each_ref().map(Cell::get)
    }
}

/// How many calls have left lately, by parts of a window.
#[derive(Debug)]
struct Recent {
    parts: [Cell<u32>; PARTS as usize],
    /// The number of the latest part, counted from the start of the clock.
    latest: Cell<u32>,
}

impl Default for Recent {
    fn default() -> Self {
        Self { parts: [const { Cell::new(0) }; PARTS as usize], latest: Cell::new(0) }
    }
}

impl Recent {
    /// Counts a call that leaves.
    fn add(&self, now: f64, length: f64) {
        let number = number_of(now, length);
        // Parts that have passed since then are counted anew.
        let passed = number.saturating_sub(self.latest.get()).min(PARTS);
        for back in 0..passed {
            self.part(number.wrapping_sub(back)).set(0);
        }
        self.latest.set(number);
        let part = self.part(number);
        part.set(part.get().saturating_add(1));
    }

    /// Takes a call back that had left at that instant.
    fn take_back(&self, left: f64, length: f64) {
        let number = number_of(left, length);
        if self.latest.get().saturating_sub(number) < PARTS {
            let part = self.part(number);
            part.set(part.get().saturating_sub(1));
        }
    }

    /// The calls of so many of the last milliseconds.
    fn total(&self, now: f64, length: f64, elapsed: f64) -> u32 {
        let (number, latest) = (number_of(now, length), self.latest.get());
        let oldest = number.saturating_sub(PARTS - 1).max(number_of(now - elapsed, length));
        (oldest..=latest).map(|number| self.part(number).get()).fold(0, u32::saturating_add)
    }

    fn part(&self, number: u32) -> &Cell<u32> {
        let [first, ..] = &self.parts;
        self.parts.get((number % PARTS) as usize).unwrap_or(first)
    }
}

/// The number of the part of a window in which an instant is.
fn number_of(at: f64, length: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, after two years")]
    return (at * f64::from(PARTS) / length) as u32;
}

#[cfg(test)]
mod tests {
    use super::{QuotaHistory, Refusal};

    fn seen(history: &QuotaHistory) -> Vec<(u32, u32)> {
        history.seen().iter().map(|it| (it.calls, it.suggestion())).collect()
    }

    #[test]
    fn a_refusal_tells_how_many_calls_the_hour_held() {
        let history = QuotaHistory::default();
        // 24,000 calls in twenty minutes, some on their way when the first one is refused.
        (0..24_008).for_each(|call| history.leave(f64::from(call) * 50.0));
        (24_000..24_008).for_each(|call| history.refused(f64::from(call) * 50.0, 1_200_500.0, Some(2_391.0)));
        let [(0, 0), (0, 0), (calls, suggestion), (0, 0)] = seen(&history)[..] else { panic!("{history:?}") };
        assert!((23_600..=24_000).contains(&calls), "{calls}");
        assert_eq!((suggestion, history.refusals()), (calls / 1_000 * 1_000, 8));
        // The one that asks again too early is no news.
        history.leave(3_000_000.0);
        history.refused(3_000_000.0, 3_000_010.0, Some(600.0));
        assert_eq!(seen(&history)[2], (calls, suggestion));
    }

    #[test]
    fn calls_of_the_window_before_are_not_counted() {
        let history = QuotaHistory::default();
        // A fixed minute ends after 30 s; 60 calls fit in the next one, and are through after half of it.
        (0..120).for_each(|call| history.leave(f64::from(call) * 500.0));
        history.leave(60_100.0);
        history.refused(60_100.0, 60_110.0, Some(30.0));
        assert!((59..=61).contains(&seen(&history)[1].0), "{:?}", seen(&history));
    }

    #[test]
    fn a_refusal_without_a_word_or_for_more_than_a_day_is_only_counted() {
        let history = QuotaHistory::default();
        history.leave(10.0);
        history.leave(20.0);
        history.refused(20.0, 30.0, None);
        history.refused(20.0, 30.0, Some(90_000.0));
        assert_eq!((history.refusals(), seen(&history)), (2, vec![(0, 0); 4]));
    }

    #[test]
    fn what_is_suggested_has_two_digits() {
        for (calls, suggestion) in
            [(0, 0), (7, 7), (99, 99), (104, 100), (24_003, 24_000), (4_000_000_000, 4_000_000_000)]
        {
            assert_eq!(Refusal { calls, ..Refusal::default() }.suggestion(), suggestion);
        }
    }

    #[test]
    fn the_rate_is_that_of_the_last_second() {
        let history = QuotaHistory::default();
        (0..40).for_each(|call| history.leave(f64::from(call) * 50.0));
        assert!((history.rate(2_000.0) - 0.020).abs() < 0.0021, "{}", history.rate(2_000.0));
        assert!((history.rate(60_000.0) - 0.001).abs() < 1e-9);
    }
}
