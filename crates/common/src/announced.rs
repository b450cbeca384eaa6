//! What the gateway announces of a quota: no more calls leave than are left of it, until its window is over or it
//! announces something else. A client that is alone keeps it for itself, and a fleet keeps it for all.

/// Milliseconds: up to this length, a window that is used up is waited for. What is left of a day says little about
/// the next minute: it may begin anew at any time, so calls go on, a second apart, until one is refused.
const LONGEST_WAIT: f64 = 60_000.0;
/// Milliseconds.
const SPACING: f64 = 1_000.0;

/// The quota that was announced last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Announced {
    /// The number of the call whose answer announced it. Answers may overtake one another: an older one is no news.
    pub number: u64,
    /// Calls that may still leave.
    pub left: f64,
    /// When its window is over, on the monotonic clock.
    pub end: f64,
    /// When the next call may leave, once none is left.
    pub next: f64,
}

impl Announced {
    /// The answer to the call with that number announces so many calls until the window is over; so many calls have
    /// left since then.
    #[must_use]
    pub fn heard(number: u64, since: u64, remaining: f64, end: f64, now: f64) -> Self {
        #[allow(clippy::cast_precision_loss, reason = "calls under way")]
        let left = remaining - since as f64;
        Self { number, left, end, next: if end - now > LONGEST_WAIT { now + SPACING } else { end } }
    }

    /// Whether nothing is left of it.
    #[must_use]
    pub fn is_used_up(self, now: f64) -> bool {
        self.left < 1.0 && now < self.end
    }

    /// Milliseconds until a call may leave; none when it may at once.
    #[must_use]
    pub fn delay(self, now: f64) -> f64 {
        if self.is_used_up(now) { self.next - now } else { 0.0 }
    }

    /// A call leaves.
    #[must_use]
    pub fn after(self, now: f64) -> Self {
        Self { left: self.left - 1.0, next: self.next.max((now + SPACING).min(self.end)), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::Announced;

    /// Calls that leave at that instant, of a hundred.
    fn leaving(quota: &mut Announced, now: f64) -> usize {
        let calls = 0..100;
        let leave = |_| {
            let may = quota.delay(now) <= 0.0;
            if may {
                *quota = quota.after(now);
            }
            may
        };
        calls.map(leave).filter(|may| *may).count()
    }

    #[test]
    fn no_more_calls_leave_than_are_left_until_the_window_is_over() {
        let mut quota = Announced::heard(5, 2, 12.0, 11_000.0, 1_000.0);
        assert_eq!(leaving(&mut quota, 1_000.0), 10);
        assert!((quota.delay(4_000.0) - 7_000.0).abs() < 1e-6);
        assert_eq!(leaving(&mut quota, 11_000.0), 100);
    }

    #[test]
    fn a_used_up_day_is_asked_for_once_a_second() {
        let mut quota = Announced::heard(1, 0, 1.0, 86_400_000.0, 0.0);
        assert_eq!(leaving(&mut quota, 0.0), 1);
        assert_eq!([500.0, 1_000.0, 1_500.0, 2_000.0].map(|now| leaving(&mut quota, now)), [0, 1, 0, 1]);
    }
}
