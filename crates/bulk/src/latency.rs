//! How many items at once are enough: by Little's law, the rate of calls times the time of an answer.

/// More only adds items that are in doubt after a crash.
pub const MOST: u32 = 8;
/// The first answers are awaited with so many at once.
const FIRST: u32 = 2;
/// How many answers are looked back at.
const KEPT: usize = 32;

/// The times of the last answers.
#[derive(Clone, Debug, Default)]
pub struct Latency {
    last: Vec<f64>,
    next: usize,
}

impl Latency {
    /// An answer has taken that many milliseconds.
    pub fn add(&mut self, milliseconds: f64) {
        if self.last.len() < KEPT {
            return self.last.push(milliseconds);
        }
        if let Some(place) = self.last.get_mut(self.next) {
            *place = milliseconds;
        }
        self.next = self.next.wrapping_add(1) % KEPT;
    }

    /// Items at once, with so many calls a second, of which an item makes so many: twice what is needed, at most 8. The
    /// shortest of the last times is what counts: the others waited for their turn.
    #[must_use]
    pub fn concurrency(&self, rate: Option<f64>) -> u32 {
        let Some(rate) = rate else { return MOST };
        let Some(shortest) = self.last.iter().copied().reduce(f64::min) else { return FIRST };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
        let enough = (2.0 * rate * shortest / 1_000.0).ceil() as u32;
        enough.clamp(1, MOST)
    }
}

#[cfg(test)]
mod tests {
    use super::Latency;

    #[test]
    fn it_follows_the_rate_and_the_time_of_an_answer() {
        let mut latency = Latency::default();
        assert_eq!((latency.concurrency(None), latency.concurrency(Some(20.0))), (8, 2));
        for _ in 0..40 {
            latency.add(100.0);
            latency.add(5_000.0);
        }
        assert_eq!(latency.concurrency(Some(20.0)), 4);
        assert_eq!(latency.concurrency(Some(1.0)), 1);
        assert_eq!(latency.concurrency(Some(1_000.0)), 8);
    }
}
