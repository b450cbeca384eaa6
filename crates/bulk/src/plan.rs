//! How long so many calls take under the windows of a rate limit.

/// Windows of at most so many seconds have a burst of a tenth; longer ones of a fiftieth.
const SHORT: f64 = 1.0;

/// So many calls in so many seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Calls.
    pub limit: f64,
    /// Seconds.
    pub seconds: f64,
}

impl Window {
    /// Calls that may leave at once, and calls a second after that: together no more than the limit in any window,
    /// whether the gateway counts fixed or sliding ones.
    fn burst_and_rate(self) -> (f64, f64) {
        let part = if self.seconds <= SHORT { 0.1 } else { 0.02 };
        let burst = (self.limit * part).max(1.0).min(self.limit);
        (burst, (self.limit - burst).max(self.limit * part) / self.seconds)
    }
}

/// Seconds that so many calls take, of which none was made yet; 0 without windows.
#[must_use]
pub fn seconds(calls: f64, windows: &[Window]) -> f64 {
    let of_window = |window: &Window| {
        let (burst, rate) = window.burst_and_rate();
        if rate > 0.0 { ((calls - burst) / rate).max(0.0) } else { 0.0 }
    };
    windows.iter().map(of_window).fold(0.0, f64::max)
}

/// Calls a second that all windows allow for a while; nothing without windows.
#[must_use]
pub fn rate(windows: &[Window]) -> Option<f64> {
    windows.iter().map(|window| window.limit / window.seconds).reduce(f64::min)
}

#[cfg(test)]
mod tests {
    use super::{Window, rate, seconds};

    const DAY: Window = Window { limit: 280_000.0, seconds: 86_400.0 };
    const HOUR: Window = Window { limit: 24_000.0, seconds: 3_600.0 };
    const SECOND: Window = Window { limit: 20.0, seconds: 1.0 };

    #[test]
    fn the_slowest_window_tells() {
        let windows = [SECOND, HOUR, DAY];
        let days = |calls| seconds(calls, &windows) / 86_400.0;
        assert!((days(20_000.0) * 24.0 - 14_400.0 / 274_400.0 * 24.0).abs() < 1e-9);
        assert!((7.4..7.8).contains(&days(2_100_000.0)), "{}", days(2_100_000.0));
        assert!((seconds(600.0, &[SECOND]) - (600.0 - 2.0) / 18.0).abs() < 1e-9);
        assert!(seconds(100.0, &[]).abs() < 1e-9);
        assert!((rate(&windows).unwrap() - 280_000.0 / 86_400.0).abs() < 1e-9);
    }
}
