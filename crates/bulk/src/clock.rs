//! The time of a run, in milliseconds: it goes on while the machine sleeps, and never back.
//!
//! The monotonic clock stands still while a machine is suspended, the wall clock may be set. The time of a run is that
//! of the monotonic clock, unless the wall clock has gone on by a second more: after a suspension it is right, after a
//! wall clock that was set back too. One that was set forward cannot be told from a suspension: a pause ends early
//! then, and the one call that follows it learns so.

/// Milliseconds: by so much more the wall clock goes on when the machine has slept. Less is what clocks differ by.
const SUSPENDED: f64 = 1_000.0;

/// What both clocks say at an instant, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Instant {
    /// Of the monotonic clock.
    pub monotonic: f64,
    /// Of the wall clock, since 1970.
    pub wall: f64,
}

/// The time of a run.
#[derive(Clone, Debug)]
pub struct Clock {
    last: Instant,
    time: f64,
}

impl Clock {
    /// It begins at 0.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self { last: now, time: 0.0 }
    }

    /// What it is by now.
    pub fn advance(&mut self, now: Instant) {
        let step = (now.monotonic - self.last.monotonic).max(0.0);
        let seen = now.wall - self.last.wall;
        self.time += if seen > step + SUSPENDED { seen } else { step };
        self.last = now;
    }

    /// Milliseconds since the run began.
    #[must_use]
    pub fn time(&self) -> f64 {
        self.time
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn wall(&self) -> f64 {
        self.last.wall
    }

    /// What the wall clock says at a time of the run.
    #[must_use]
    pub fn wall_at(&self, time: f64) -> f64 {
        self.last.wall + (time - self.time)
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, Instant};

    #[test]
    fn it_goes_on_through_a_suspension_and_is_not_set_back() {
        let mut clock = Clock::new(Instant { monotonic: 10.0, wall: 1_000.0 });
        clock.advance(Instant { monotonic: 20.0, wall: 1_010.0 });
        assert!((clock.time() - 10.0).abs() < 1e-9);
        // An hour in which the machine slept.
        clock.advance(Instant { monotonic: 21.0, wall: 3_601_010.0 });
        assert!((clock.time() - 3_600_010.0).abs() < 1e-9);
        // Somebody sets the wall clock back by a day.
        clock.advance(Instant { monotonic: 31.0, wall: -82_798_990.0 });
        assert!((clock.time() - 3_600_020.0).abs() < 1e-9);
        assert!((clock.wall_at(3_600_120.0) - -82_798_890.0).abs() < 1e-9);
    }
}
