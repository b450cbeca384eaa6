//! The pace as a process keeps it: who waits, the departure that is reserved, what is known of the cell.

use crate::common::Common;
use crate::pace_cell::PaceCell;
use crate::pace_state::{Block, Cause, PaceState};
use crate::reading::Reading;
use crate::share::Share;
use crate::tally::Tally;

use super::news::{Heard, News};
use super::slot::{Left, Lefts, Slot};
use super::wish::{Settings, Step, Wish};

/// Milliseconds between two looks at the cell, at first and at most.
pub(super) const POLL: (f64, f64) = (50.0, 400.0);
/// Milliseconds for which a cell is kept at least, and beyond the end of a refusal.
const KEPT: f64 = 3_600_000.0;
/// Milliseconds by which departures are reserved ahead at most, as far as that is remembered.
const LONGEST_AHEAD: f64 = 10_000.0;
/// Milliseconds after which all processes know that the store is there again: they ask once a second.
const CAREFUL: f64 = 1_500.0;

/// What is being written.
#[derive(Clone, Debug)]
pub(super) struct Writing {
    pub(super) state: PaceState,
    pub(super) slot: Option<Slot>,
    /// How many of the news are in it, and which announcement.
    pub(super) news: usize,
    pub(super) heard_quota: Option<Heard>,
}

/// The pace, as a process keeps it.
#[derive(Debug, Default)]
pub struct Pace {
    pub(super) settings: Settings,
    /// Who waits, in the order in which they came.
    pub(super) askers: Vec<(u32, Wish)>,
    pub(super) tickets: u32,
    /// The ticket of the probe that is this process's, and the refusal that it asks after.
    pub(super) probe: Option<(u32, u64)>,
    pub(super) slot: Option<Slot>,
    pub(super) state: Option<PaceState>,
    /// When that was heard.
    pub(super) heard: f64,
    pub(super) writing: Option<Writing>,
    pub(super) is_asked: bool,
    /// How often it has written what is known without having heard of another.
    pub(super) ahead_of_others: u8,
    /// When another wrote before it last.
    pub(super) overtaken: f64,
    pub(super) was_down: bool,
    /// Until when it keeps to its own part although the store is there again: others may not know that yet.
    pub(super) careful_until: f64,
    pub(super) news: Vec<News>,
    pub(super) heard_quota: Option<Heard>,
    pub(super) share: Share,
    /// The calls whose outcome was not told yet.
    pub(super) left: Lefts,
    pub(super) last_departure: f64,
    pub(super) departures: Tally,
    pub(super) departed: u64,
    /// The rate of this process before a refusal without a word, where each goes by its own.
    pub(super) own_full: Option<f64>,
    /// Milliseconds by which its departures were reserved ahead of late.
    pub(super) ahead: f64,
    pub(super) poll: (f64, f64),
    pub(super) wakes: f64,
}

impl Pace {
    /// The pace of a client.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let never = f64::NEG_INFINITY;
        Self { settings, last_departure: never, overtaken: never, poll: (0.0, POLL.0), ..Self::default() }
    }

    /// A call wants to leave.
    pub fn ask(&mut self, asker: u32, wish: Wish) {
        let reserve = wish.reserve.max(self.settings.reserve);
        self.askers.push((asker, Wish { reserve, ..wish }));
    }

    /// A call does not want to any more.
    pub fn give_up(&mut self, asker: u32) {
        self.askers.retain(|(other, _)| *other != asker);
    }

    /// The cell was read, or written where `ok` says so. Otherwise this is what is there.
    pub fn answered(&mut self, ok: bool, cell: Option<&str>, (store, now): (f64, f64), common: &mut Common) {
        self.is_asked = false;
        let writing = self.writing.take();
        let is_conflict = writing.is_some();
        let jump = std::mem::take(&mut common.jump);
        let age = now - self.heard;
        self.heard = now;
        self.poll.0 = now + common.chance.between(self.poll.1 / 2.0, self.poll.1);
        if let Some(writing) = writing.filter(|_| ok) {
            self.written(writing, now);
            return;
        }
        self.ahead_of_others = 0;
        if is_conflict {
            self.overtaken = now;
        }
        let is_old = age >= self.kept() - KEPT / 2.0;
        let was_down = std::mem::take(&mut self.was_down);
        if was_down {
            self.careful_until = now + CAREFUL;
        }
        let before = self.state.as_ref();
        let reading = Reading {
            windows: &self.settings.windows,
            clock: &common.clock,
            jump,
            store,
            now,
            age,
            is_old,
            was_down,
            ahead: self.ahead,
            is_conflict,
        };
        let state = reading.of(cell.and_then(PaceCell::read), before, &mut common.chance);
        if before.is_some_and(|before| before.lineage != state.lineage) {
            self.share.forget();
        }
        if before.is_none_or(|before| before.probe != state.probe || before.block.number != state.block.number) {
            self.poll = (now, POLL.0);
        }
        self.share.counted(state.count, now);
        self.state = Some(state);
    }

    fn written(&mut self, writing: Writing, now: f64) {
        let Writing { state, slot, news, heard_quota } = writing;
        self.news.drain(..news.min(self.news.len()));
        self.heard_quota = self.heard_quota.filter(|heard| Some(*heard) != heard_quota);
        if let Some(Slot { at, .. }) = slot {
            self.share.departed();
            self.slot = slot;
            self.ahead = (at - now).max(self.ahead / 2.0).min(LONGEST_AHEAD);
        }
        self.share.counted(state.count, now);
        self.state = Some(state);
        self.ahead_of_others = self.ahead_of_others.saturating_add(1);
    }

    /// The store has not answered in time.
    pub fn failed(&mut self, common: &Common) {
        self.is_asked = false;
        self.writing = None;
        self.share.missed();
        self.was_down |= common.health.is_down();
    }

    /// What is to be done next.
    pub fn next(&mut self, now: f64, common: &mut Common) -> Step {
        self.wakes = f64::INFINITY;
        if let Some(step) = self.refuse(now) {
            return step;
        }
        self.drop_slot(now);
        let Some((asker, wish)) = self.head() else { return self.tell(now, common) };
        if let Some(slot) = self.slot {
            return if now < slot.at { self.await_slot(slot, now, common) } else { self.go(asker, slot) };
        }
        if common.health.is_down() {
            return self.alone(asker, now, common);
        }
        if self.is_asked {
            return Step::Wait;
        }
        self.reserve(asker, wish, now, common)
    }

    /// Milliseconds until something is to be done though nothing happens.
    #[must_use]
    pub fn wakes_in(&self, now: f64) -> f64 {
        (self.wakes - now).max(0.0)
    }

    pub(super) fn wake_at(&mut self, at: f64) {
        self.wakes = self.wakes.min(at);
    }

    /// The call whose turn is next: those that leave a part to others let them go first.
    fn head(&self) -> Option<(u32, Wish)> {
        let without = self.askers.iter().find(|(_, wish)| wish.reserve <= 0.0);
        without.or(self.askers.first()).copied()
    }

    /// Milliseconds that are left of the refusal that all obey, and why it is.
    pub(super) fn blocked(&self, now: f64) -> Option<(f64, Cause)> {
        let Block { cause, until, .. } = self.state.as_ref()?.block;
        (cause != Cause::None && until > now).then_some((until - now, cause))
    }

    /// Turns away who would wait for too long.
    fn refuse(&mut self, now: f64) -> Option<Step> {
        let (left, cause) = self.blocked(now)?;
        let is_too_long =
            |wish: &Wish| cause == Cause::Blocked || left > wish.longest_pause || now + left >= wish.deadline;
        let asker = self.askers.iter().find(|(_, wish)| is_too_long(wish)).map(|(asker, _)| *asker)?;
        self.give_up(asker);
        Some(Step::Refuse(asker, left, cause))
    }

    /// Lets go of a departure that was missed, that a refusal has overtaken or that the store has lost; and of a probe
    /// that nobody is there for.
    fn drop_slot(&mut self, now: f64) {
        let Some(slot) = self.slot else { return };
        let is_vain = slot.probe.is_some() && self.askers.is_empty();
        // Behind a refusal, only its probe leaves until it has passed.
        let is_lost = self.state.as_ref().is_some_and(|state| {
            let is_of_another = slot.probe.is_some_and(|number| number != state.block.number);
            let is_behind = slot.probe.is_none() && state.block.cause != Cause::None;
            slot.lineage != state.lineage || is_of_another || is_behind
        });
        if !slot.is_missed(now) && self.blocked(now).is_none() && !is_vain && !is_lost {
            return;
        }
        self.slot = None;
        if slot.probe.is_some() {
            self.news.push(News::Lost);
        }
    }

    /// Waits for a departure; of one that was far ahead, looks in between whether the store still knows of it.
    fn await_slot(&mut self, slot: Slot, now: f64, common: &Common) -> Step {
        self.wake_at(slot.at);
        let told = self.tell(now, common);
        let Some(at) = slot.looks_at.filter(|_| told == Step::Wait && !self.is_asked) else { return told };
        if now < at {
            self.wake_at(at);
            return Step::Wait;
        }
        self.slot = Some(Slot { looks_at: None, ..slot });
        if common.health.may_be_asked(now) { self.read() } else { Step::Wait }
    }

    pub(super) fn go(&mut self, asker: u32, slot: Slot) -> Step {
        self.slot = None;
        self.last_departure = slot.at;
        self.departed = self.departed.saturating_add(1);
        self.departures.counted(self.departed, slot.at);
        self.give_up(asker);
        self.tickets = self.tickets.wrapping_add(1);
        self.left.add(Left { ticket: self.tickets, number: slot.number, made: slot.made });
        if let Some(number) = slot.probe {
            self.probe = Some((self.tickets, number));
        }
        Step::Go(asker, self.tickets)
    }

    pub(super) fn read(&mut self) -> Step {
        self.is_asked = true;
        Step::Read
    }

    pub(super) fn write(&mut self, mut writing: Writing, now: f64, common: &Common) -> Step {
        writing.state.count = writing.state.count.saturating_add(1);
        let mut cell = PaceCell { at: common.clock.reached(now), state: writing.state.clone() };
        cell.state.shift(common.clock.store_at(0.0));
        let text = cell.write();
        let blocked = (writing.state.block.until - now).max(0.0);
        self.writing = Some(writing);
        self.is_asked = true;
        Step::Write(text, self.kept() + blocked)
    }

    /// Milliseconds for which the cell is kept.
    fn kept(&self) -> f64 {
        self.settings.windows.iter().map(|window| 2.0 * window.length).fold(KEPT, f64::max)
    }
}
