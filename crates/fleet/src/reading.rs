//! What a process makes of a cell that it reads: what it says and what was known before, together, so that what was
//! lost in the store, or moved by a clock that was set, is put right by anybody who remembers it.

use sne_cotation_common::announced::Announced;
use sne_cotation_common::lesson::Lesson;

use crate::chance::Chance;
use crate::pace_cell::PaceCell;
use crate::pace_state::{Block, Cause, Due, PaceState, Probe};
use crate::store_clock::StoreClock;
use crate::window::Window;

/// Milliseconds that who remembers adds to what was lost, at least: others have departures that it does not know of.
const LOST: f64 = 1_000.0;
/// Milliseconds since a cell was written, at most, that say that it was after the store's clock was set.
const RECENT: f64 = 5_000.0;
/// Milliseconds that all reservations together reach ahead at most; and after a refusal without a word.
const RESERVED: f64 = 60_000.0;
const LAST: f64 = 600_000.0;

/// What a process goes by when it reads the cell.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'r> {
    /// The windows that it declares.
    pub windows: &'r [Window],
    /// The store's clock.
    pub clock: &'r StoreClock,
    /// By how much that was set since the last answer.
    pub jump: f64,
    /// The store's time of the answer.
    pub store: f64,
    /// The instant at which it came.
    pub now: f64,
    /// Milliseconds since what is known was heard.
    pub age: f64,
    /// Whether what was known is so old that nothing of the quota is used up any more, and the cell may be gone.
    pub is_old: bool,
    /// Whether it was without the store until now.
    pub was_down: bool,
    /// Milliseconds by which departures were reserved ahead of late.
    pub ahead: f64,
    /// Whether it was to be written, and somebody else has written it before.
    pub is_conflict: bool,
}

impl Reading<'_> {
    /// Milliseconds by which calls of a window may come before their time, as far as is known.
    fn tolerance(&self, due: &Due) -> f64 {
        self.windows.iter().find(|window| window.is_of(due)).map_or(0.0, |window| window.tolerance)
    }

    /// What of a window may be used up where something was lost: in the meantime, each of the others may have reserved
    /// once, and all together as many as the time since then has room for; but none further ahead than departures were
    /// reserved of late, and a second for those that came.
    fn with_lost(&self, old: Due) -> Due {
        let furthest = self.now + self.ahead + LOST + self.tolerance(&old);
        let meanwhile = self.ahead.max(LOST).max(self.age);
        let later = |time: f64| time.max((time + meanwhile).min(furthest));
        Due { all: later(old.all), reserved: later(old.reserved), ..old }
    }

    /// What is known once this was read in the cell; `None` if there was nothing. `before` is what was known.
    #[must_use]
    pub fn of(self, cell: Option<PaceCell>, before: Option<&PaceState>, chance: &mut Chance) -> PaceState {
        let before = before.filter(|_| !self.is_old);
        let mut state = match (cell, before) {
            (Some(cell), None) => self.told(cell),
            (Some(cell), Some(before)) => {
                let (state, is_of_now) = self.placed(cell);
                self.joined(state, before, is_of_now)
            }
            (None, None) => PaceState { lineage: chance.name(), ..PaceState::default() },
            (None, Some(before)) => {
                let dues = before.dues.iter().map(|due| self.with_lost(*due)).collect();
                let mut state = PaceState { lineage: chance.name(), dues, ..before.clone() };
                self.empty(&mut state);
                state
            }
        };
        if before.is_none() || self.was_down {
            self.empty(&mut state);
        }
        for due in &mut state.dues {
            // No window is awaited longer than itself, but for what others have reserved before.
            let latest = self.now + due.length.max(RESERVED) + self.tolerance(due);
            due.all = due.all.min(latest);
            due.reserved = due.reserved.min(latest);
        }
        state.last = state.last.min(self.now + LAST);
        state
    }

    /// A cell, with its times on the monotonic clock; and whether they are those of the store's clock as it is now.
    fn placed(&self, cell: PaceCell) -> (PaceState, bool) {
        let PaceCell { at, mut state } = cell;
        // Where the store's clock was set after this was written, what was left is left.
        let age = self.store - at;
        let is_of_now = age >= 0.0 && (self.jump == 0.0 || age <= (self.jump.abs() / 2.0).min(RECENT));
        state.shift(self.clock.instant_of(0.0) + if is_of_now { 0.0 } else { age });
        (state, is_of_now)
    }

    /// A cell, as somebody reads it who remembers nothing: whether nobody has written for so long, or the clock was set
    /// since, cannot be told, so what was reserved then counts as reserved now.
    fn told(&self, cell: PaceCell) -> PaceState {
        let age = self.store - cell.at;
        let (mut state, is_of_now) = self.placed(cell);
        if is_of_now && age > RECENT {
            state.delay(age);
        }
        state
    }

    /// What a cell says, with what was known before.
    fn joined(&self, mut state: PaceState, before: &PaceState, is_of_now: bool) -> PaceState {
        let is_same = state.lineage == before.lineage;
        // Another node of the store has taken over, which had not heard of the last writes.
        let is_behind = state.count < before.count || self.is_conflict && state.count == before.count;
        for old in &before.dues {
            let known = if is_same && !is_behind { *old } else { self.with_lost(*old) };
            match state.dues.iter_mut().find(|due| due.is_as_long_as(old)) {
                Some(due) => due.join(known.all, known.reserved),
                None => state.dues.push(*old),
            }
        }
        state.last = state.last.max(before.last);
        state.lesson = newer_lesson(state.lesson, before.lesson);
        state.announced = newer_quota(state.announced, before.announced);
        if is_same {
            if before.block.number > state.block.number {
                (state.block, state.probe) = (before.block, before.probe);
            } else if before.block.number == state.block.number {
                // The same refusal, of which its own clock knows best when it is over; but for another one of that
                // number, which came when the store had stepped back.
                let until = if is_of_now { state.block.until.max(before.block.until) } else { before.block.until };
                state.block = Block { until, ..before.block };
                if state.count == before.count && !is_behind {
                    // Nothing was written since: the own clock knows best how long the probe is awaited.
                    state.probe = same_probe(state.probe, before.probe);
                }
            }
            state.count = state.count.max(before.count);
        } else if state.block.cause == Cause::None && before.block.cause != Cause::None {
            let number = state.block.number.saturating_add(1);
            state.block = Block { number, ..before.block };
            state.probe = before.probe;
        }
        if let Some(announced) = &mut state.announced {
            // A lineage that has begun anew counts from where it is.
            announced.number = announced.number.min(state.count);
        }
        state
    }

    /// Takes the burst out of every window that is declared: nobody knows what was used of it.
    fn empty(&self, state: &mut PaceState) {
        for window in self.windows {
            let at = self.now + window.tolerance;
            match state.dues.iter_mut().find(|due| window.is_of(due)) {
                Some(due) => due.join(at, at),
                None => state.dues.push(Due { length: window.length, all: at, reserved: at }),
            }
        }
    }
}

/// The probe of the cell, awaited for as long as is known of it already.
fn same_probe(cell: Option<Probe>, before: Option<Probe>) -> Option<Probe> {
    let cell = cell?;
    Some(before.filter(|before| before.owner == cell.owner).unwrap_or(cell))
}

/// Of two announcements the later one; of the same, what more calls have left after; of equal ones, what is known by
/// the own clock.
fn newer_quota(one: Option<Announced>, other: Option<Announced>) -> Option<Announced> {
    let (Some(one), Some(other)) = (one, other) else { return one.or(other) };
    let is_first = one.number > other.number || one.number == other.number && one.left < other.left;
    Some(if is_first { one } else { other })
}

/// Of two lessons the later one; of the same, as it is in the cell.
fn newer_lesson(cell: Option<Lesson>, before: Option<Lesson>) -> Option<Lesson> {
    let (Some(cell), Some(before)) = (cell, before) else { return cell.or(before) };
    Some(if before.at > cell.at + LOST { before } else { cell })
}
