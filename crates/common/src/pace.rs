//! How a quota of so many calls in a window is kept, whether the gateway counts in windows that slide or in fixed ones:
//! with burst + rate × window ≤ limit, the limit holds in any interval of that length.

/// Milliseconds: up to this length a window counts as short, where the network moves arrivals the most.
const SHORT: f64 = 1_000.0;
/// The share of the limit that is the burst, and of which the rate is less, in a short window and in a longer one.
const BURST: (f64, f64) = (0.1, 0.02);

/// How calls leave in a window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pace {
    /// Milliseconds between two calls at the rate.
    pub period: f64,
    /// Milliseconds by which calls may come before their time: one period less than the whole burst.
    pub tolerance: f64,
}

/// The pace in a window of that many milliseconds and calls, which need not be a whole number.
#[must_use]
pub fn pace(length: f64, limit: f64) -> Pace {
    let burst = limit * if length <= SHORT { BURST.0 } else { BURST.1 };
    let period = length / (limit - burst);
    Pace { period, tolerance: (burst.floor() - 1.0).max(0.0) * period }
}

/// By which the product of a limit and a share may be less than it is.
const ROUNDING: f64 = 1e-9;

/// The calls of a limit when that part of it is left to others: whole ones, where there is one; of less than one, one
/// every so often.
#[must_use]
pub fn without_reserve(calls: f64, reserve: f64) -> f64 {
    let part = calls * (1.0 - reserve);
    if part < 1.0 { part } else { (part + ROUNDING).floor() }
}
