//! What came of a process's calls, as far as the others are to know it: refusals, the outcome of the probe, what the
//! gateway announces, what a refusal without a word teaches; and what each makes of what is known.

use sne_cotation_common::announced::Announced;
use sne_cotation_common::lesson::Lesson;

use crate::pace_state::{Block, Cause, PaceState};

/// Milliseconds after which it is asked for a blocked account, at first and at most: they double with each refusal.
const BLOCKED: (f64, f64) = (60_000.0, 3_600_000.0);

/// What the others are to know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum News {
    /// Nobody is to leave until then.
    Refused(Cause, f64),
    /// A call whose departure was reserved at that instant was refused without a word.
    RefusedUntold(f64),
    /// The probe after that refusal has passed.
    Passed(u64),
    /// Nothing is known of the probe.
    Lost,
}

/// What an answer has announced: so many calls until then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Heard {
    /// The number of its call.
    pub(super) number: u64,
    pub(super) remaining: f64,
    pub(super) at: f64,
    pub(super) end: f64,
}

impl News {
    /// Adds it to what is known. Where a refusal without a word leaves a part of a rate, it is of that one.
    pub(super) fn add_to(self, state: &mut PaceState, owner: u64, now: f64, full_rate: f64) {
        let Block { number, cause, until, times } = state.block;
        let number = number.saturating_add(1);
        match self {
            // Those that were on their way together are told nearly the same: the longest counts.
            Self::Refused(Cause::Quota, end) if end > until.max(now) || cause == Cause::None => {
                state.block = Block { number, cause: Cause::Quota, until: end, times: 0 };
                state.probe = None;
            }
            Self::Refused(Cause::Blocked, at) if cause != Cause::Blocked || until <= at => {
                let times = if cause == Cause::Blocked { times } else { 0 };
                let doubled = BLOCKED.0 * f64::from(1_u32 << times.min(10));
                let times = times.saturating_add(1);
                state.block = Block { number, cause: Cause::Blocked, until: at + doubled.min(BLOCKED.1), times };
                state.probe = None;
            }
            Self::RefusedUntold(left) => state.lesson = Some(Lesson::after(state.lesson, left, now, full_rate)),
            Self::Passed(of) if of == state.block.number => {
                state.block = Block { number, ..Block::default() };
                state.probe = None;
            }
            Self::Lost => state.probe = state.probe.filter(|probe| probe.owner != owner),
            Self::Passed(_) | Self::Refused(..) => {}
        }
    }
}

impl Heard {
    /// Adds it to what is known, if that is older.
    pub(super) fn add_to(self, state: &mut PaceState) {
        let Self { number, remaining, at, end } = self;
        let heard = Announced::heard(number, state.count.saturating_sub(number), remaining, end, at);
        if state.announced.is_none_or(|known| (known.number, heard.left) < (number, known.left)) {
            state.announced = Some(heard);
        }
    }
}
