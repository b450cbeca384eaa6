//! When calls leave: each process reserves its next departure in the cell that all share, at most one ahead, and waits
//! for it on its own clock. Nobody polls but those who wait for the outcome of a probe.

use crate::common::Common;
use crate::pace_cell::{Block, Cause, PaceCell, Probe};
use crate::pace_state::{PaceState, Reading};
use crate::share::Share;
use crate::window::Window;

/// Milliseconds by which a departure may be missed. A machine that slept for longer has lost it.
const LATE: f64 = 250.0;
/// Milliseconds for which what was read is news enough where no window is declared, and so nothing is reserved.
const FRESH: f64 = 250.0;
/// Milliseconds for which the others wait for the outcome of a probe.
const PROBE: f64 = 10_000.0;
/// Milliseconds between two looks at the cell, at first and at most.
const POLL: (f64, f64) = (50.0, 400.0);
/// Milliseconds: no refusal is obeyed for longer without asking, and a blocked account is asked for after this, which
/// doubles with each refusal.
const LONGEST_QUOTA: f64 = 86_400_000.0;
const BLOCKED: (f64, f64) = (60_000.0, 3_600_000.0);
/// Milliseconds for which a cell is kept at least, and beyond the end of a refusal.
const KEPT: f64 = 3_600_000.0;
/// Milliseconds by which departures are reserved ahead at most, as far as that is remembered.
const LONGEST_AHEAD: f64 = 10_000.0;
/// Milliseconds after which all processes know that the store is there again: they ask once a second.
const CAREFUL: f64 = 1_500.0;
/// Milliseconds from which on a departure is far ahead.
const FAR: f64 = 1_000.0;
/// Departures that a process reserves one after the other while others want to.
const ROW: u8 = 2;
/// Milliseconds for which a process that was overtaken while it wrote takes the others into account.
const CONTENDED: f64 = 10_000.0;

/// Milliseconds between two departures of a process without a store and without a history.
const ALONE: f64 = 1_000.0;

/// What is set for a client.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The quota's windows.
    pub windows: Vec<Window>,
    /// The part of each that is left to others.
    pub reserve: f64,
    /// How many processes there are, as far as is known.
    pub size: Option<f64>,
}

/// What a call says about its turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// The part of every window that it leaves to others, which go before it.
    pub reserve: f64,
    /// Milliseconds of the longest pause that it waits for.
    pub longest_pause: f64,
    /// When its turn has to come at the latest, on the monotonic clock.
    pub deadline: f64,
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Nothing, until something happens or its time has come.
    Wait,
    /// Read the cell.
    Read,
    /// Write the cell, to be kept for so many milliseconds.
    Write(String, f64),
    /// A call leaves, with a ticket by which its outcome is told.
    Go(u32, u32),
    /// A call is not to wait: its turn would come after so many milliseconds.
    Refuse(u32, f64, Cause),
}

/// What the others are to know.
#[derive(Clone, Copy, Debug, PartialEq)]
enum News {
    /// Nobody is to leave until then.
    Refused(Cause, f64),
    /// The probe after that refusal has passed.
    Passed(u64),
    /// Nothing is known of the probe.
    Lost,
}

/// A departure that is reserved, on the monotonic clock.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Slot {
    at: f64,
    is_probe: bool,
    /// The cell that it was reserved in.
    lineage: u64,
    /// When that is to be looked at again: not known, of a departure that is near.
    looks_at: Option<f64>,
}

impl Slot {
    /// One that is reserved. Of a departure that is far ahead, all may be lost in between that the store knows of it.
    fn reserved(at: f64, is_probe: bool, lineage: u64, now: f64) -> Self {
        Self { at, is_probe, lineage, looks_at: (at - now > FAR).then_some(at - FAR / 2.0) }
    }

    /// One for a call that leaves now.
    fn now(now: f64) -> Self {
        Self { at: now, is_probe: false, lineage: 0, looks_at: None }
    }
}

/// What is being written.
#[derive(Clone, Debug)]
struct Writing {
    state: PaceState,
    slot: Option<Slot>,
    /// How many of the news are in it.
    news: usize,
}

/// The pace, as a process keeps it.
#[derive(Debug, Default)]
pub struct Pace {
    settings: Settings,
    /// Who waits, in the order in which they came.
    askers: Vec<(u32, Wish)>,
    tickets: u32,
    /// The ticket of the probe that is this process's, and the refusal that it asks after.
    probe: Option<(u32, u64)>,
    slot: Option<Slot>,
    state: Option<PaceState>,
    /// When that was heard.
    heard: f64,
    writing: Option<Writing>,
    is_asked: bool,
    /// How often it has written what is known without having heard of another.
    ahead_of_others: u8,
    /// When another wrote before it last.
    overtaken: f64,
    was_down: bool,
    /// Until when it keeps to its own part although the store is there again: others may not know that yet.
    careful_until: f64,
    news: Vec<News>,
    share: Share,
    last_departure: f64,
    /// Milliseconds by which its departures were reserved ahead of late.
    ahead: f64,
    poll: (f64, f64),
    wakes: f64,
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

    /// What came of a call: its status, 0 if nothing is known, and the milliseconds that the gateway asked to wait.
    pub fn told(&mut self, ticket: u32, status: u16, asked: Option<f64>, now: f64) {
        let probe = self.probe.filter(|(own, _)| *own == ticket).map(|(_, number)| number);
        if probe.is_some() {
            self.probe = None;
        }
        let news = match (status, asked, probe) {
            (429, Some(asked), _) => News::Refused(Cause::Quota, now + asked.clamp(0.0, LONGEST_QUOTA)),
            (423, _, _) => News::Refused(Cause::Blocked, now),
            (0 | 429, _, Some(_)) => News::Lost,
            (1.., _, Some(number)) => News::Passed(number),
            _ => return,
        };
        self.news.push(news);
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
            is_old,
            was_down,
            ahead: self.ahead,
            is_conflict,
        };
        let state = PaceState::read(cell.and_then(PaceCell::read), before, &mut common.chance, reading);
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
        let Writing { state, slot, news } = writing;
        self.news.drain(..news.min(self.news.len()));
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

    fn wake_at(&mut self, at: f64) {
        self.wakes = self.wakes.min(at);
    }

    /// The call whose turn is next: those that leave a part to others let them go first.
    fn head(&self) -> Option<(u32, Wish)> {
        let without = self.askers.iter().find(|(_, wish)| wish.reserve <= 0.0);
        without.or(self.askers.first()).copied()
    }

    /// Milliseconds that are left of the refusal that all obey, and why it is.
    fn blocked(&self, now: f64) -> Option<(f64, Cause)> {
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
        let is_vain = slot.is_probe && self.askers.is_empty();
        // Behind a refusal, only the probe leaves until it has passed.
        let is_lost = self
            .state
            .as_ref()
            .is_some_and(|state| slot.lineage != state.lineage || (state.block.cause != Cause::None && !slot.is_probe));
        if now <= slot.at + LATE && self.blocked(now).is_none() && !is_vain && !is_lost {
            return;
        }
        self.slot = None;
        if slot.is_probe {
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

    fn go(&mut self, asker: u32, slot: Slot) -> Step {
        self.slot = None;
        self.last_departure = slot.at;
        self.give_up(asker);
        self.tickets = self.tickets.wrapping_add(1);
        if slot.is_probe {
            let number = self.state.as_ref().map_or(0, |state| state.block.number);
            self.probe = Some((self.tickets, number));
        }
        Step::Go(asker, self.tickets)
    }

    /// Without the store: within the own part of what the fleet had of late.
    fn alone(&mut self, asker: u32, now: f64, common: &Common) -> Step {
        if !self.is_asked && common.health.may_be_asked(now) {
            return self.read();
        }
        if let Some((left, _)) = self.blocked(now) {
            self.wake_at(now + left);
            return Step::Wait;
        }
        let at = self.last_departure + self.period_alone();
        if now < at {
            self.wake_at(at);
            if !self.is_asked {
                common.health.down_until().into_iter().for_each(|at| self.wake_at(at));
            }
            return Step::Wait;
        }
        // No departure of the own part: those of the fleet are not counted either, and the part would grow.
        self.go(asker, Slot::now(now))
    }

    /// Milliseconds between two departures without the store.
    fn period_alone(&self) -> f64 {
        let period = self.settings.windows.iter().map(|window| window.period).fold(0.0, f64::max);
        let known = self.share.own().or(self.settings.size.map(|size| 1.0 / size.max(1.0)));
        let period = known.map_or(if period > 0.0 { period.max(ALONE) } else { 0.0 }, |share| period / share);
        period / (1.0 - self.settings.reserve)
    }

    fn read(&mut self) -> Step {
        self.is_asked = true;
        Step::Read
    }

    /// Reserves the next departure, once that can be done.
    fn reserve(&mut self, asker: u32, wish: Wish, now: f64, common: &Common) -> Step {
        let Some(state) = &self.state else { return self.read() };
        let Block { cause, until, .. } = state.block;
        let mut is_probe = false;
        if cause != Cause::None {
            if now < until {
                self.wake_at(until);
                return self.tell(now, common);
            }
            if let Some(end) = self.probed_until(now, common.owner) {
                return self.await_probe(end, now, common);
            }
            is_probe = true;
        }
        let has_windows = !self.settings.windows.is_empty();
        if !has_windows && !is_probe {
            let is_fresh = now - self.heard < FRESH && self.news.is_empty();
            return if is_fresh { self.go(asker, Slot::now(now)) } else { self.ask_or_tell(now, common) };
        }
        // Who has just written knows of it before the others do, and would win against them again and again.
        if self.ahead_of_others >= ROW && now - self.overtaken < CONTENDED {
            return self.read();
        }
        let (mut state, news) = self.with_news(common.owner, now);
        if state.block.until > now && state.block.cause != Cause::None {
            return self.write(Writing { state, slot: None, news }, now, common);
        }
        let mut at = state.departure(&self.settings.windows, wish.reserve, now);
        if now < self.careful_until {
            at = at.max(self.last_departure + self.period_alone());
        }
        if at >= wish.deadline {
            self.give_up(asker);
            return Step::Refuse(asker, at - now, Cause::Quota);
        }
        state.depart(&self.settings.windows, wish.reserve, at);
        if is_probe && state.block.cause != Cause::None {
            state.probe = Some(Probe { owner: common.owner, until: at + PROBE });
        }
        let slot = Slot::reserved(at, is_probe, state.lineage, now);
        self.write(Writing { state, slot: Some(slot), news }, now, common)
    }

    fn ask_or_tell(&mut self, now: f64, common: &Common) -> Step {
        match self.tell(now, common) {
            Step::Wait => self.read(),
            step => step,
        }
    }

    /// Until when somebody's probe is waited for, if there is one.
    fn probed_until(&self, now: f64, owner: u64) -> Option<f64> {
        let probe = self.state.as_ref()?.probe.filter(|probe| now < probe.until)?;
        // One of its own that it does not know of any more was written and not heard of.
        (probe.owner != owner || self.probe.is_some() || !self.news.is_empty()).then_some(probe.until)
    }

    fn await_probe(&mut self, end: f64, now: f64, common: &Common) -> Step {
        self.wake_at(end);
        let told = self.tell(now, common);
        let is_own = self.probe.is_some();
        if told != Step::Wait || is_own {
            return told;
        }
        if now < self.poll.0 {
            self.wake_at(self.poll.0);
            return Step::Wait;
        }
        self.poll.1 = (self.poll.1 * 2.0).min(POLL.1);
        self.read()
    }

    /// Writes what the others are to know, if there is anything, and if that can be done.
    fn tell(&mut self, now: f64, common: &Common) -> Step {
        if self.news.is_empty() || self.is_asked {
            return Step::Wait;
        }
        if !common.health.may_be_asked(now) {
            common.health.down_until().into_iter().for_each(|at| self.wake_at(at));
            return Step::Wait;
        }
        let Some(before) = &self.state else { return self.read() };
        let (block, probe) = (before.block, before.probe);
        let (state, news) = self.with_news(common.owner, now);
        if state.block == block && state.probe == probe {
            self.news.clear();
            return Step::Wait;
        }
        self.write(Writing { state, slot: None, news }, now, common)
    }

    /// What is known, with what the others are to know.
    fn with_news(&self, owner: u64, now: f64) -> (PaceState, usize) {
        let mut state = self.state.clone().unwrap_or_default();
        for news in &self.news {
            let Block { number, cause, until, times } = state.block;
            let number = number.saturating_add(1);
            match *news {
                // Those that were on their way together are told nearly the same: the longest counts.
                News::Refused(Cause::Quota, end) if end > until.max(now) || cause == Cause::None => {
                    state.block = Block { number, cause: Cause::Quota, until: end, times: 0 };
                    state.probe = None;
                }
                News::Refused(Cause::Blocked, at) if cause != Cause::Blocked || until <= at => {
                    let times = if cause == Cause::Blocked { times } else { 0 };
                    let doubled = BLOCKED.0 * f64::from(1_u32 << times.min(10));
                    let times = times.saturating_add(1);
                    state.block = Block { number, cause: Cause::Blocked, until: at + doubled.min(BLOCKED.1), times };
                    state.probe = None;
                }
                News::Passed(of) if of == state.block.number => {
                    state.block = Block { number, ..Block::default() };
                    state.probe = None;
                }
                News::Lost => state.probe = state.probe.filter(|probe| probe.owner != owner),
                News::Passed(_) | News::Refused(..) => {}
            }
        }
        (state, self.news.len())
    }

    fn write(&mut self, mut writing: Writing, now: f64, common: &Common) -> Step {
        writing.state.count = writing.state.count.saturating_add(1);
        let text = writing.state.cell(&common.clock).write();
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
