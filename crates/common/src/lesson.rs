//! The rate that is learnt from a refusal without a word: a 429 that says neither how long to wait nor what is left.
//! Calls go on at seven tenths of their rate, which takes back a tenth of the whole with every quiet minute. A client
//! that is alone keeps the lesson for itself, and a fleet keeps it for all.

/// What is left of the rate after a refusal.
const CUT: f64 = 0.7;
/// What comes back with every quiet minute, as a share of the rate before.
const BACK: f64 = 0.1;
/// Milliseconds.
const QUIET: f64 = 60_000.0;
/// Calls in a millisecond: who is refused again and again still asks every ten seconds.
const LEAST: f64 = 1.0 / 10_000.0;

/// What was learnt last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lesson {
    /// When, on the monotonic clock.
    pub at: f64,
    /// Calls in a millisecond, before the first refusal.
    pub full: f64,
    /// The share of it right after the last one.
    pub share: f64,
}

impl Lesson {
    /// What is known once a call that left at that instant was refused, when calls left at that rate. Those that were
    /// on their way together teach the same, once.
    #[must_use]
    pub fn after(before: Option<Self>, left: f64, now: f64, rate: f64) -> Self {
        match before.filter(|lesson| lesson.is_felt(now)) {
            Some(before) if left <= before.at => before,
            Some(before) => Self { at: now, full: before.full, share: before.share_at(now) * CUT },
            None => Self { at: now, full: rate, share: CUT },
        }
    }

    /// Whether calls may not leave as fast as before yet.
    #[must_use]
    pub fn is_felt(self, now: f64) -> bool {
        self.share_at(now) < 1.0
    }

    /// Calls in a millisecond; nothing when calls may leave as fast as before.
    #[must_use]
    pub fn rate(self, now: f64) -> Option<f64> {
        self.is_felt(now).then(|| (self.full * self.share_at(now)).max(LEAST.min(self.full)))
    }

    fn share_at(self, now: f64) -> f64 {
        self.share + BACK * ((now - self.at) / QUIET).floor()
    }
}

#[cfg(test)]
mod tests {
    use super::Lesson;

    fn of(lesson: Lesson, now: f64) -> Option<f64> {
        lesson.rate(now).map(|rate| (rate * 1e6).round() / 1e3)
    }

    #[test]
    fn a_refusal_takes_three_tenths_and_every_quiet_minute_gives_one_back() {
        let lesson = Lesson::after(None, 0.0, 100.0, 0.02);
        let minutes = [0.0, 1.0, 2.0, 3.1].map(|minutes| of(lesson, 100.0 + minutes * 60_000.0));
        assert_eq!(minutes, [Some(14.0), Some(16.0), Some(18.0), None]);
    }

    #[test]
    fn refusals_of_calls_that_were_on_their_way_together_count_once() {
        let learn = |lesson, left: f64| Some(Lesson::after(lesson, left, 100.0, 0.02));
        let lesson = (0..8).map(f64::from).fold(None, learn).unwrap();
        assert_eq!(of(lesson, 100.0), Some(14.0));
        assert_eq!(of(Lesson::after(Some(lesson), 150.0, 200.0, 0.02), 200.0), Some(9.8));
    }

    #[test]
    fn calls_go_on_every_ten_seconds_at_least() {
        let learn = |lesson, time: f64| Some(Lesson::after(lesson, time * 10.0, time * 10.0 + 1.0, 0.02));
        let lesson = (1..50).map(f64::from).fold(None, learn).unwrap();
        assert!((lesson.rate(600.0).unwrap() - 1.0 / 10_000.0).abs() < 1e-12);
    }

    #[test]
    fn what_was_learnt_long_ago_does_not_count_against_a_new_lesson() {
        let old = Lesson::after(None, 0.0, 100.0, 0.02);
        assert_eq!(of(Lesson::after(Some(old), 600_000.0, 600_100.0, 0.01), 600_100.0), Some(7.0));
    }
}
