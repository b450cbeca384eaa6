//! The gateway: it refuses all for a while when it is told to, and has a quota of its own, which it announces in each
//! answer, or does not say a word of.

use crate::plan::{Plan, Quota};

/// What the gateway says to a call.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answer {
    pub status: u16,
    /// Milliseconds that it asks to wait.
    pub wait: Option<f64>,
    /// Calls that are left, and the milliseconds until there are others.
    pub announced: Option<(f64, f64)>,
}

/// What it remembers.
#[derive(Debug, Default)]
pub struct Gateway {
    pub refused_until: f64,
    pub blocked_until: f64,
    /// The window of its quota that is under way, and the calls that were let through in it.
    window: (u64, f64),
}

impl Gateway {
    /// What it says to a call that arrives now.
    pub fn says(&mut self, plan: &Plan, now: f64) -> Answer {
        if now < self.blocked_until {
            return Answer { status: 423, ..Answer::default() };
        }
        if now < self.refused_until {
            let wait = ((self.refused_until - now) / 1_000.0).ceil() * 1_000.0;
            return Answer { status: 429, wait: Some(wait), ..Answer::default() };
        }
        match plan.quota {
            Some(quota) => self.counted(quota, now),
            None => Answer { status: 200, ..Answer::default() },
        }
    }

    fn counted(&mut self, Quota { calls, window, is_told }: Quota, now: f64) -> Answer {
        let number = (now / window) as u64;
        if self.window.0 != number {
            self.window = (number, 0.0);
        }
        let is_refused = self.window.1 >= calls;
        if !is_refused {
            self.window.1 += 1.0;
        }
        let left = (number + 1) as f64 * window - now;
        let announced = is_told.then_some((calls - self.window.1, left));
        // Of a refused call, the client takes what is announced for what is asked.
        Answer {
            status: if is_refused { 429 } else { 200 },
            wait: announced.filter(|_| is_refused).map(|it| it.1),
            announced,
        }
    }
}
