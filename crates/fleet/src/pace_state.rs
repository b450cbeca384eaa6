//! What a process knows of the pace, with all times on its own monotonic clock, and what it makes of a cell that it
//! reads: the two together, so that what was lost in the store, or moved by a clock that was set, is put right by
//! anybody who remembers it.

use crate::chance::Chance;
use crate::pace_cell::{Block, Cause, Due, PaceCell, Probe};
use crate::store_clock::StoreClock;
use crate::window::Window;

/// Milliseconds that who remembers adds to what was lost, at least: others have departures that it does not know of.
const LOST: f64 = 1_000.0;

/// Milliseconds since a cell was written, at most, that say that it was after the store's clock was set.
const RECENT: f64 = 5_000.0;
/// Milliseconds that all reservations together reach ahead at most.
const RESERVED: f64 = 60_000.0;

/// What is known.
#[derive(Clone, Debug, Default)]
pub struct PaceState {
    /// The name of what it goes back to.
    pub lineage: u64,
    /// How often the cell was written, which is how many departures were reserved, but for a few.
    pub count: u64,
    /// The refusal that all obey.
    pub block: Block,
    /// The call that asks for all.
    pub probe: Option<Probe>,
    /// What of each window is used up.
    pub dues: Vec<Due>,
}

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
    /// Milliseconds that are added to what was lost: in the meantime, each of the others may have reserved once.
    fn lost(&self) -> f64 {
        self.ahead.max(LOST)
    }
}

impl PaceState {
    /// What is known once this was read in the cell; `None` if there was nothing. `before` is what was known.
    #[must_use]
    pub fn read(cell: Option<PaceCell>, before: Option<&Self>, chance: &mut Chance, reading: Reading<'_>) -> Self {
        let before = before.filter(|_| !reading.is_old);
        let mut state = match (cell, before) {
            (Some(cell), None) => Self::of(cell, reading).0,
            (Some(cell), Some(before)) => {
                let (state, is_of_now) = Self::of(cell, reading);
                state.with(before, reading, is_of_now)
            }
            (None, None) => Self { lineage: chance.name(), ..Self::default() },
            (None, Some(before)) => {
                let mut state = Self { lineage: chance.name(), ..before.clone() };
                state.empty(reading);
                state.dues.iter_mut().for_each(|due| due.delay(reading.lost()));
                state
            }
        };
        if before.is_none() || reading.was_down {
            state.empty(reading);
        }
        for due in &mut state.dues {
            let tolerance = reading.windows.iter().find(|window| window.is_of(due)).map_or(0.0, |it| it.tolerance);
            // No window is awaited longer than itself, but for what others have reserved before.
            let latest = reading.now + due.length.max(RESERVED) + tolerance;
            due.all = due.all.min(latest);
            due.reserved = due.reserved.min(latest);
        }
        state
    }

    /// A cell, with its times on the monotonic clock; and whether they are those of the store's clock as it is now.
    fn of(mut cell: PaceCell, Reading { clock, jump, store, .. }: Reading<'_>) -> (Self, bool) {
        // Where the store's clock was set after this was written, what was left is left.
        let age = store - cell.at;
        let is_of_now = age >= 0.0 && (jump == 0.0 || age <= (jump.abs() / 2.0).min(RECENT));
        cell.shift(clock.instant_of(0.0) + if is_of_now { 0.0 } else { age });
        let PaceCell { lineage, count, block, probe, dues, .. } = cell;
        (Self { lineage, count, block, probe, dues }, is_of_now)
    }

    /// The same with what was known before.
    fn with(mut self, before: &Self, reading: Reading<'_>, is_of_now: bool) -> Self {
        let is_same = self.lineage == before.lineage;
        // Another node of the store has taken over, which had not heard of the last writes.
        let is_behind = self.count < before.count || reading.is_conflict && self.count == before.count;
        let more = if is_same && !is_behind { 0.0 } else { reading.lost() };
        for old in &before.dues {
            match self.dues.iter_mut().find(|due| due.is_as_long_as(old)) {
                Some(due) => due.join(old.all + more, old.reserved + more),
                None => self.dues.push(*old),
            }
        }
        if is_same {
            self.count = self.count.max(before.count);
            // The same refusal, of which its own clock knows best when it is over, but for another one of that number,
            // which came when the store had stepped back; or one that is newer.
            if before.block.number >= self.block.number {
                let is_longer = is_of_now && before.block.number == self.block.number;
                let until = if is_longer { self.block.until.max(before.block.until) } else { before.block.until };
                self.block = Block { until, ..before.block };
            }
            if before.block.number > self.block.number {
                self.probe = before.probe;
            }
        } else if self.block.cause == Cause::None && before.block.cause != Cause::None {
            let number = self.block.number.saturating_add(1);
            self.block = Block { number, ..before.block };
            self.probe = before.probe;
        }
        self
    }

    /// Takes the burst out of every window that is declared: nobody knows what was used of it.
    fn empty(&mut self, Reading { windows, now, .. }: Reading<'_>) {
        for window in windows {
            let at = now + window.tolerance;
            match self.dues.iter_mut().find(|due| window.is_of(due)) {
                Some(due) => due.join(at, at),
                None => self.dues.push(Due { length: window.length, all: at, reserved: at }),
            }
        }
    }

    /// When a call may leave, if not before that.
    #[must_use]
    pub fn departure(&self, windows: &[Window], reserve: f64, now: f64) -> f64 {
        let of_window = |window: &Window| {
            let due = self.dues.iter().find(|due| window.is_of(due))?;
            Some(if reserve > 0.0 { due.all.max(due.reserved) } else { due.all } - window.tolerance)
        };
        windows.iter().filter_map(of_window).fold(now, f64::max)
    }

    /// A call leaves at that instant.
    pub fn depart(&mut self, windows: &[Window], reserve: f64, at: f64) {
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

    /// As a cell.
    #[must_use]
    pub fn cell(&self, clock: &StoreClock) -> PaceCell {
        let Self { lineage, count, block, probe, dues } = self.clone();
        let mut cell = PaceCell { lineage, at: clock.last(), count, block, probe, dues };
        cell.shift(clock.store_at(0.0));
        cell
    }
}

impl Window {
    fn is_of(&self, due: &Due) -> bool {
        (self.length - due.length).abs() < 1.0
    }
}

impl Due {
    fn is_as_long_as(&self, other: &Self) -> bool {
        (self.length - other.length).abs() < 1.0
    }

    fn join(&mut self, all: f64, reserved: f64) {
        self.all = self.all.max(all);
        self.reserved = self.reserved.max(reserved);
    }

    fn delay(&mut self, by: f64) {
        self.all += by;
        self.reserved += by;
    }
}
