//! What a client has done so far, counted from its events.

use std::cell::Cell;

use super::event::{Event, EventKind};
use super::reason::Reason;

/// Counts that only grow.
pub struct Metrics {
    /// By the number of the event's kind.
    events: [Cell<u32>; EventKind::COUNT],
    /// The reasons why calls have failed, by their number.
    failures: [Cell<u32>; Reason::COUNT],
    latency: Latency,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            events: [const { Cell::new(0) }; EventKind::COUNT],
            failures: [const { Cell::new(0) }; Reason::COUNT],
            latency: Latency::default(),
        }
    }
}

impl Metrics {
    /// Counts an event.
    pub fn add(&self, event: &Event) {
        increment(self.events.get(event.kind as usize));
        if event.kind == EventKind::CallEnded {
            self.latency.add(event.milliseconds);
            increment(event.reason.and_then(|reason| self.failures.get(usize::from(reason.number()))));
        }
    }

    /// How often something has happened.
    #[must_use]
    pub fn count(&self, kind: EventKind) -> u32 {
        self.events.get(kind as usize).map_or(0, Cell::get)
    }

    /// How often calls have failed, or were aborted, by the number of the reason.
    pub fn failures(&self) -> impl Iterator<Item = u32> + '_ {
        self.failures.iter().map(Cell::get)
    }

    /// Milliseconds of whole calls: the 50th, 90th and 99th percentile, and the longest; zeros when nothing is known.
    #[must_use]
    pub fn latency(&self) -> [f64; 4] {
        self.latency.summary()
    }
}

fn increment(count: Option<&Cell<u32>>) {
    if let Some(count) = count {
        count.set(count.get().wrapping_add(1));
    }
}

/// Ranges of durations for each doubling: percentiles are right to within a sixteenth.
const RANGES_PER_DOUBLING: u32 = 16;
/// Up to three days.
const RANGES: u32 = 28 * RANGES_PER_DOUBLING;
/// Bits of a double that only tell durations within one range apart: of the 52 of its fraction, four are left.
const BITS_WITHIN: u32 = 48;

/// Percentiles of durations in little memory: durations are counted by range, each a doubling divided into sixteen.
struct Latency {
    counts: [Cell<u32>; RANGES as usize],
    longest: Cell<f64>,
}

impl Default for Latency {
    fn default() -> Self {
        Self { counts: [const { Cell::new(0) }; RANGES as usize], longest: Cell::new(0.0) }
    }
}

impl Latency {
    fn add(&self, milliseconds: f64) {
        increment(self.counts.get(range_of(milliseconds) as usize));
        self.longest.set(self.longest.get().max(milliseconds));
    }

    fn summary(&self) -> [f64; 4] {
        let counts = || self.counts.iter().map(|count| f64::from(count.get()));
        let count: f64 = counts().sum();
        let percentile = |share: f64| {
            let mut left = count * share;
            let range = counts().position(|count| {
                left -= count;
                left <= 0.0
            });
            // The upper end of the range in which it is, but not more than the longest duration.
            range.and_then(|range| u32::try_from(range).ok()).map_or(0.0, end_of).min(self.longest.get())
        };
        [percentile(0.5), percentile(0.9), percentile(0.99), self.longest.get()]
    }
}

/// The number of the range in which a duration is. A double's leading bits, its exponent and the beginning of its
/// fraction, are the logarithm that is wanted, without calculating one.
fn range_of(milliseconds: f64) -> u32 {
    let leading = (milliseconds.max(0.0) + 1.0).to_bits() >> BITS_WITHIN;
    let range = leading.saturating_sub(1.0_f64.to_bits() >> BITS_WITHIN);
    u32::try_from(range).unwrap_or(RANGES).min(RANGES - 1)
}

/// The duration at the upper end of a range, in milliseconds.
fn end_of(range: u32) -> f64 {
    let leading = (1.0_f64.to_bits() >> BITS_WITHIN).saturating_add(u64::from(range)).saturating_add(1);
    f64::from_bits(leading << BITS_WITHIN) - 1.0
}

#[cfg(test)]
mod tests {
    use super::{Latency, Metrics, end_of, range_of};
    use crate::core::error::Error;
    use crate::core::event::{Event, EventKind};
    use crate::core::reason::Reason;

    #[test]
    fn events_are_counted() {
        let metrics = Metrics::default();
        let ended = Event::of_call(EventKind::CallEnded, 1, 1, 20.0);
        let failed = ended.because(&Error::new(Reason::GatewayFault));
        for event in [
            Event::of_call(EventKind::CallBegun, 1, 0, 0.0),
            Event::shared(EventKind::TokenRequested, 1, 0.0),
            Event::of_call(EventKind::Attempt, 1, 1, 0.0),
            Event::of_call(EventKind::BackOff, 1, 1, 5.0),
            Event::of_call(EventKind::RetryAfter, 1, 1, 5.0),
            ended,
            failed,
            failed,
        ] {
            metrics.add(&event);
        }
        let counted = [EventKind::CallBegun, EventKind::CallEnded, EventKind::Attempt, EventKind::TokenRequested];
        assert_eq!(counted.map(|kind| metrics.count(kind)), [1, 3, 1, 1]);
        let failures: Vec<_> = (0..).zip(metrics.failures()).filter(|(_, count)| *count > 0).collect();
        assert_eq!(failures, [(Reason::GatewayFault.number(), 2)]);
        assert!(metrics.latency().iter().all(|milliseconds| (milliseconds - 20.0).abs() < f64::EPSILON));
    }

    #[test]
    fn percentiles_are_right_to_within_a_sixteenth() {
        let latency = Latency::default();
        assert!(latency.summary().iter().all(|milliseconds| milliseconds.abs() < f64::EPSILON));
        (1..=1_000).for_each(|milliseconds| latency.add(f64::from(milliseconds)));
        let [p50, p90, p99, longest] = latency.summary();
        for (found, right) in [(p50, 500.0), (p90, 900.0), (p99, 990.0)] {
            assert!(found >= right && found <= right * 1.0625 + 1.0, "{found} for {right}");
        }
        assert!((longest - 1_000.0).abs() < f64::EPSILON);
    }

    #[test]
    fn every_duration_is_within_its_range_whatever_it_is() {
        for milliseconds in [0.0, 0.01, 0.9, 1.0, 2.5, 17.0, 999.9, 86_400_000.0] {
            let range = range_of(milliseconds);
            assert!(milliseconds <= end_of(range), "{milliseconds}");
            assert!(range == 0 || milliseconds >= end_of(range - 1) - 1e-9, "{milliseconds}");
        }
        for odd in [-1.0, f64::NAN, f64::INFINITY, f64::MAX, f64::MIN] {
            assert!(range_of(odd) < super::RANGES);
        }
    }
}
