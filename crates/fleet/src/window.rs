//! A window of the quota as this process declares it. What of it is used up is in the cell that all share.

use sne_cotation_common::pace::{Pace, pace, without_reserve};

/// So many calls in so many milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Milliseconds.
    pub length: f64,
    /// Milliseconds between two calls at the rate.
    pub period: f64,
    /// Milliseconds by which calls may come before their time, for the burst.
    pub tolerance: f64,
}

/// The windows that can be declared, in milliseconds: second, minute, hour, day.
pub const LENGTHS: [f64; 4] = [1_000.0, 60_000.0, 3_600_000.0, 86_400_000.0];

/// The windows of these limits, 0 where there is none, of which a part is not used.
#[must_use]
pub fn windows(limits: [f64; 4], reserve: f64) -> Vec<Window> {
    let declared = LENGTHS.into_iter().zip(limits).filter(|(_, calls)| *calls > 0.0);
    let window = |(length, calls)| {
        let Pace { period, tolerance } = pace(length, without_reserve(calls, reserve));
        Window { length, period, tolerance }
    };
    declared.map(window).collect()
}
