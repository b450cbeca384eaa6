//! One window of a quota, such as 600 calls in a minute, kept by the generic cell rate algorithm (GCRA): a burst, and a
//! rate at which it comes back.
//!
//! Nobody says whether the gateway counts in windows that slide or in fixed ones: the limit holds in both (`pace` in
//! crates/common). What is left of it is for requests that arrive closer together than they left.

use std::cell::Cell;

use sne_cotation_common::pace::{Pace, pace};

/// Milliseconds by which sums of periods may be wrong.
const ROUNDING: f64 = 1e-6;

/// A window, and what of it is used up.
#[derive(Debug, Default)]
pub struct Window {
    /// Milliseconds between two calls at the rate.
    period: f64,
    /// Milliseconds by which calls may come before their time: one period less than the whole burst.
    tolerance: f64,
    /// When the next call would leave if all kept to the rate, on the monotonic clock; nothing before the first.
    due: Cell<Option<f64>>,
    /// The same for the calls that leave a part of the window to others.
    due_of_reserved: Cell<Option<f64>>,
}

impl Window {
    /// A window of that many milliseconds and calls, which need not be a whole number.
    ///
    /// ```
    /// use sne_cotation::core::rate_window::Window;
    ///
    /// assert!((Window::new(1_000.0, 20.0).rate() - 0.018).abs() < 1e-9); // 18 in a second, and a burst of 2
    /// ```
    #[must_use]
    pub fn new(length: f64, limit: f64) -> Self {
        let Pace { period, tolerance } = pace(length, limit);
        Self { period, tolerance: tolerance + ROUNDING, ..Self::default() }
    }

    /// Calls in a millisecond, in the long run.
    #[must_use]
    pub fn rate(&self) -> f64 {
        1.0 / self.period
    }

    /// Milliseconds until a call may leave that leaves this part of the window to others; none when it may at once.
    #[must_use]
    pub fn delay(&self, now: f64, reserve: f64) -> f64 {
        let of_all = self.due.get();
        let of_reserved = self.due_of_reserved.get().filter(|_| reserve > 0.0);
        let due = of_all.into_iter().chain(of_reserved).reduce(f64::max);
        due.map_or(0.0, |due| due - self.tolerance - now)
    }

    /// A call leaves.
    pub fn leave(&self, now: f64, reserve: f64) {
        let move_on = |due: &Cell<Option<f64>>, period| {
            let from = due.get().map_or(now, |due| due.max(now));
            due.set(Some(from + period));
        };
        move_on(&self.due, self.period);
        if reserve > 0.0 {
            move_on(&self.due_of_reserved, self.period / (1.0 - reserve));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Window;

    /// The instants at which calls leave that want to from the first millisecond on, but for a pause.
    fn departures(window: &Window, pause: std::ops::Range<u32>, end: u32) -> Vec<u32> {
        let mut list = Vec::new();
        for now in (0..end).filter(|now| !pause.contains(now)) {
            while window.delay(f64::from(now), 0.0) <= 0.0 {
                window.leave(now.into(), 0.0);
                list.push(now);
            }
        }
        list
    }

    fn most_within(departures: &[u32], length: u32) -> u32 {
        let count =
            |start: &u32| departures.iter().filter(|at| (*start..=start.saturating_add(length)).contains(at)).count();
        departures.iter().map(count).max().and_then(|most| u32::try_from(most).ok()).unwrap_or_default()
    }

    #[test]
    fn no_interval_has_more_than_the_limit_whatever_the_limit() {
        for (length, limits) in [(1_000, [1, 2, 3, 9, 20, 100]), (10_000, [1, 7, 49, 50, 100, 600])] {
            for limit in limits {
                let window = Window::new(f64::from(length), f64::from(limit));
                let list = departures(&window, 3 * length..5 * length, 9 * length);
                let most = most_within(&list, length);
                assert!(most <= limit, "{most} of {limit} in {length} ms");
                assert!(most * 100 >= limit * 85 || most + 1 >= limit, "{most} of {limit}");
            }
        }
    }

    #[test]
    fn the_rate_is_nine_tenths_of_a_short_limit_and_nearly_all_of_a_long_one() {
        for (length, limit, least) in [(1_000, 20, 18), (60_000, 600, 588), (60_000, 6, 5)] {
            let window = Window::new(f64::from(length), f64::from(limit));
            let calls = u32::try_from(departures(&window, 0..0, 5 * length).len()).unwrap_or_default();
            assert!((5 * least..=5 * limit).contains(&calls), "{calls} calls at {limit}");
        }
    }

    #[test]
    fn it_has_its_burst_at_the_start_and_after_a_pause() {
        let list = departures(&Window::new(1_000.0, 50.0), 500..5_000, 5_100);
        let at = |instant| list.iter().filter(|at| **at == instant).count();
        assert_eq!((at(0), at(5_000)), (5, 5));
    }

    #[test]
    fn calls_that_leave_a_part_to_others_do() {
        let window = Window::new(1_000.0, 100.0);
        let (mut of_reserved, mut of_others) = (0, 0);
        for now in (0..20_000).map(f64::from) {
            while window.delay(now, 0.25) <= 0.0 {
                window.leave(now, 0.25);
                of_reserved += 1;
            }
            if window.delay(now, 0.0) <= 0.0 {
                window.leave(now, 0.0);
                of_others += 1;
            }
        }
        assert!((1_330..=1_360).contains(&of_reserved), "{of_reserved} of 90 a second");
        assert!((430..=470).contains(&of_others), "{of_others}");
    }

    #[test]
    fn a_part_of_a_call_is_a_slower_rate() {
        let list = departures(&Window::new(1_000.0, 0.5), 0..0, 10_000);
        assert_eq!(list.len(), 5);
    }
}
