//! What a process knows of the pace, with all times on its own monotonic clock: the refusal that all obey, what is
//! used up of each window, what the gateway has announced, and what was learnt of refusals without a word.

pub use sne_cotation_common::announced::Announced;
use sne_cotation_common::lesson::Lesson;

use crate::window::Window;

/// Why nobody may leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cause {
    /// Everybody may.
    #[default]
    None,
    /// 429 with `Retry-After`.
    Quota,
    /// 423.
    Blocked,
}

/// A refusal that all obey.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Block {
    /// Which one it is: it grows with each that begins and with each that ends, so that news is told from old news.
    pub number: u64,
    /// Why.
    pub cause: Cause,
    /// Until when nobody leaves.
    pub until: f64,
    /// How often in a row it was refused.
    pub times: u64,
}

/// The call that finds out for all whether a refusal is over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probe {
    /// Whose it is.
    pub owner: u64,
    /// Until when the others wait for its outcome.
    pub until: f64,
}

/// What of a window is used up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Due {
    /// Milliseconds of the window.
    pub length: f64,
    /// When the next call would leave if all kept to the rate.
    pub all: f64,
    /// The same for those that leave a part to others.
    pub reserved: f64,
}

impl Due {
    /// Whether both are of the same window.
    #[must_use]
    pub fn is_as_long_as(&self, other: &Self) -> bool {
        (self.length - other.length).abs() < 1.0
    }

    /// Whichever is later.
    pub fn join(&mut self, all: f64, reserved: f64) {
        self.all = self.all.max(all);
        self.reserved = self.reserved.max(reserved);
    }
}

impl Window {
    /// Whether that is of this window.
    #[must_use]
    pub fn is_of(&self, due: &Due) -> bool {
        (self.length - due.length).abs() < 1.0
    }
}

/// What is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaceState {
    /// The name of what began when the cell was empty: another one says that its contents were lost in between.
    pub lineage: u64,
    /// How often the cell was written, which is how many departures were reserved, but for a few.
    pub count: u64,
    /// The refusal that all obey.
    pub block: Block,
    /// The call that asks for all.
    pub probe: Option<Probe>,
    /// When the last departure is that was reserved.
    pub last: f64,
    /// What the gateway has announced. The number of a call is what [`Self::count`] was when its departure was
    /// reserved.
    pub announced: Option<Announced>,
    /// What was learnt of refusals without a word. Where its rate is 0, each process goes by its own.
    pub lesson: Option<Lesson>,
    /// What of each window is used up.
    pub dues: Vec<Due>,
}

impl PaceState {
    /// When a call may leave, if not before that.
    #[must_use]
    pub fn departure(&self, windows: &[Window], reserve: f64, now: f64) -> f64 {
        let of_window = |window: &Window| {
            let due = self.dues.iter().find(|due| window.is_of(due))?;
            Some(if reserve > 0.0 { due.all.max(due.reserved) } else { due.all } - window.tolerance)
        };
        let learned = self.lesson_rate(now).map(|rate| self.last + 1.0 / rate);
        let announced = self.announced.map(|announced| now + announced.delay(now));
        windows.iter().filter_map(of_window).chain(learned).chain(announced).fold(now, f64::max)
    }

    /// Calls in a millisecond that a refusal without a word leaves to all together.
    #[must_use]
    pub fn lesson_rate(&self, now: f64) -> Option<f64> {
        self.lesson?.rate(now).filter(|rate| *rate > 0.0)
    }

    /// A call leaves at that instant.
    pub fn depart(&mut self, windows: &[Window], reserve: f64, at: f64) {
        self.last = self.last.max(at);
        self.announced = self.announced.map(|announced| announced.after(at));
        for window in windows {
            if !self.dues.iter().any(|due| window.is_of(due)) {
                self.dues.push(Due { length: window.length, all: at, reserved: at });
            }
            for due in self.dues.iter_mut().filter(|due| window.is_of(due)) {
                due.all = due.all.max(at) + window.period;
                if reserve > 0.0 {
                    due.reserved = due.reserved.max(at) + window.period / (1.0 - reserve);
                }
            }
        }
    }

    /// All times, moved by that much.
    pub fn shift(&mut self, by: f64) {
        self.block.until += by;
        self.last += by;
        if let Some(probe) = &mut self.probe {
            probe.until += by;
        }
        if let Some(announced) = &mut self.announced {
            announced.end += by;
            announced.next += by;
        }
        if let Some(lesson) = &mut self.lesson {
            lesson.at += by;
        }
        self.delay(by);
    }

    /// What of the windows is used up, moved by that much.
    pub fn delay(&mut self, by: f64) {
        for due in &mut self.dues {
            due.all += by;
            due.reserved += by;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Announced, Lesson, PaceState};

    #[test]
    fn what_is_announced_and_what_was_learnt_hold_calls_back() {
        let mut state = PaceState { announced: Some(Announced::heard(1, 0, 1.0, 5_000.0, 0.0)), ..Default::default() };
        assert!(state.departure(&[], 0.0, 100.0) <= 100.0);
        state.depart(&[], 0.0, 100.0);
        assert!((state.departure(&[], 0.0, 110.0) - 5_000.0).abs() < 1e-9);
        state.shift(1_000.0);
        assert!((state.departure(&[], 0.0, 1_110.0) - 6_000.0).abs() < 1e-9);
        state.announced = None;
        state.lesson = Some(Lesson::after(None, 0.0, 1_110.0, 0.01));
        assert!((state.departure(&[], 0.0, 1_110.0) - (1_100.0 + 1.0 / 0.007)).abs() < 1e-6);
        // Each by its own rate: that is no concern of all.
        state.lesson = Some(Lesson::after(None, 0.0, 1_110.0, 0.0));
        assert!(state.departure(&[], 0.0, 1_110.0) <= 1_110.0);
    }
}
