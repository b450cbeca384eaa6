//! A run: told what happens, it says what is to be done next.
//!
//! Rows are pulled when there is room for them, items begin when they may, their calls ask for a permit before they
//! leave and tell what came of them. What is over is given to the loop, and acknowledged when the loop comes back. All
//! that a later run must know is written into the journal before it happens.

use crate::bits::HIGHEST;
use crate::chain::{Chain, KEY_BYTES, fingerprint, is_marked};
use crate::clock::{Clock, Instant};
use crate::gate::{self, Gate};
use crate::journal::{Journal, Lengths, Told};
use crate::latency::Latency;
use crate::outcome::{Failure, Outcome};
use crate::places::{Place, Places, State, Verdict};
use crate::plan;
use crate::policy::Policy;
use crate::reason::Reason;
use crate::record::{Damage, Record};
use crate::settings::{Effects, InDoubt, Settings};
use crate::tally::Tally;

/// How often an item, or a call of it, is begun again because nobody knows whether it was done.
const MOST_TRIES: u8 = 3;

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing, until something happens or [`Run::wakes_in`] has passed.
    Wait,
    /// Take the next row of the source.
    Pull,
    /// Do an item.
    Begin(u32),
    /// Ask the caller whether an item was done.
    Ask(u32),
    /// All is over.
    Over,
}

/// What a call may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permit {
    /// Leave.
    Go,
    /// Ask again, when something has happened.
    Wait,
    /// It may not, and its item is left as it is.
    Cut,
}

/// What becomes of a call that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is over.
    Over,
    /// It asks for a permit again.
    Again,
    /// Its item is left as it is.
    Cut,
}

/// What the caller knows of an item in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It was done.
    Done,
    /// It was not.
    Undone,
    /// Nothing.
    Nothing,
}

/// Why a run stops before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A pause is longer than the run may wait.
    Quota = 1,
    /// It is late.
    Until,
    /// Items have failed.
    Errors,
    /// All would fail.
    Refused,
    /// The caller's signal.
    Signal,
    /// The loop was left.
    Left,
    /// The source threw.
    Source,
    /// The journal threw.
    Journal,
    /// The source is not the one of the journal.
    Input,
}

/// What makes a run one that can be resumed.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What the journal says.
    pub record: Record,
    /// The key of its fingerprints.
    pub key: [u8; KEY_BYTES],
    /// What is done with the rows.
    pub operation: String,
    /// Where the calls go.
    pub target: String,
    /// What the run is called, if it is the first.
    pub run: u64,
}

/// How a run goes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Items that are acknowledged, or that the loop has.
    pub done: u32,
    /// Those of them that have failed.
    pub failed: u32,
    /// Those of them of which nobody knows.
    pub held: u32,
    /// All items.
    pub total: Option<u32>,
    /// Items a second.
    pub rate: f64,
    /// Seconds until the end.
    pub eta: Option<f64>,
    /// Until when the run pauses, on the wall clock.
    pub paused_until: Option<f64>,
}

/// A run.
#[derive(Debug)]
pub struct Run {
    settings: Settings,
    clock: Clock,
    journal: Journal,
    record: Record,
    chain: Option<Chain>,
    gate: Gate,
    latency: Latency,
    places: Places,
    policy: Policy,
    tally: Tally,
    /// Rows that were pulled.
    rows: u32,
    is_pulling: bool,
    is_source_over: bool,
    stop: Option<Stop>,
    /// The first item that was left as it is, so that those behind it are not given before it.
    gap: Option<u32>,
}

impl Run {
    /// Begins a run, or goes on with one.
    pub fn begin(settings: Settings, kept: Option<Kept>, now: Instant) -> Result<Self, Reason> {
        let (record, chain, key) = match kept {
            None => (Record::default(), None, None),
            Some(Kept { record, key, operation, target, run }) => {
                let target = fingerprint(&key, target.as_bytes());
                match record.damage() {
                    Some(Damage::Version) => return Err(Reason::JournalVersion),
                    Some(Damage::Line(_)) => return Err(Reason::JournalDamaged),
                    None if record.is_begun() && !record.is_of(&operation, target) => return Err(Reason::JournalOther),
                    None => {}
                }
                (record, Some(Chain::new(&key)), Some((operation, target, run)))
            }
        };
        let mut run = Self {
            journal: Journal::new(chain.is_some(), record.lengths()),
            tally: Tally::new(record.counts(), 0.0),
            clock: Clock::new(now),
            settings,
            record,
            chain,
            gate: Gate::default(),
            latency: Latency::default(),
            places: Places::default(),
            policy: Policy::default(),
            rows: 0,
            is_pulling: false,
            is_source_over: false,
            stop: None,
            gap: None,
        };
        match key {
            Some((operation, target, name)) if !run.record.is_begun() => {
                run.journal.header(name, &operation, target, now.wall);
            }
            Some(_) => run.resume(),
            None => {}
        }
        Ok(run)
    }

    fn resume(&mut self) {
        self.journal.resumed(self.clock.wall());
        if self.settings.redoes_failures {
            let and_held = self.settings.in_doubt != InDoubt::Hold;
            self.journal.again(and_held);
            self.record.redo(and_held);
            self.tally = Tally::new(self.record.counts(), self.clock.time());
        }
        let left = self.record.paused_until() - self.clock.wall();
        if left > 0.0 {
            let time = self.clock.time();
            self.gate.pause_until(time + left, time);
            self.stop_if_long(time + left, left);
        }
    }

    /// What is to be appended to the journal before anything else is done.
    pub fn take_lines(&mut self) -> String {
        self.journal.take()
    }

    /// Whether there is something of that.
    #[must_use]
    pub fn has_lines(&self) -> bool {
        self.journal.has_lines()
    }

    /// What is to be done next.
    pub fn next(&mut self, now: Instant) -> Step {
        self.clock.advance(now);
        if self.clock.wall() >= self.settings.until {
            self.stop(Stop::Until);
        }
        if let Some(stop) = self.stop {
            self.leave(State::Ready);
            self.leave(State::Doubtful);
            // Nobody takes them any more.
            if matches!(stop, Stop::Left | Stop::Journal) {
                self.abandon();
            }
        } else if let Some(step) = self.next_item() {
            return step;
        } else if !self.is_pulling && !self.is_source_over && self.places.len() < self.capacity() {
            self.is_pulling = true;
            return Step::Pull;
        }
        let is_at_end = self.is_source_over || self.stop.is_some();
        if is_at_end && self.places.is_empty() { Step::Over } else { Step::Wait }
    }

    fn next_item(&mut self) -> Option<Step> {
        if let Some(place) = self.places.first(State::Doubtful) {
            place.state = State::Asking;
            return Some(Step::Ask(place.n));
        }
        let may_begin = self.gate.is_open() || self.gate.end().is_some_and(|end| end <= self.clock.time());
        if !may_begin || self.places.count(State::Running) >= self.concurrency() {
            return None;
        }
        let is_begun = self.settings.effects == Effects::Always;
        let place = self.places.first(State::Ready)?;
        place.state = State::Running;
        let n = place.n;
        if is_begun && !place.is_started {
            place.is_started = true;
            self.journal.started(n);
        }
        Some(Step::Begin(n))
    }

    /// Lets go of what has not begun.
    fn leave(&mut self, state: State) {
        if let Some(place) = self.places.first(state) {
            self.gap = Some(self.gap.unwrap_or(u32::MAX).min(place.n));
        }
        self.places.remove_all(state);
    }

    fn concurrency(&self) -> usize {
        let usual = || self.latency.concurrency(plan::rate(&self.settings.windows));
        self.settings.concurrency.unwrap_or_else(usual) as usize
    }

    /// How many items may be under way, waiting for the loop or in its hands. What may have an effect is in doubt until
    /// it is acknowledged: of that there is not more than may be at once.
    fn capacity(&self) -> usize {
        let results = match self.settings.effects {
            Effects::Never if self.settings.is_ordered => 4,
            Effects::Never => 2,
            Effects::ByCall | Effects::Always => 1,
        };
        self.concurrency().saturating_mul(results)
    }

    /// A row has come, as it is written for the fingerprint. Says whether it is to be kept: whether it is an item.
    pub fn pulled(&mut self, row: &[u8], now: Instant) -> bool {
        self.clock.advance(now);
        self.is_pulling = false;
        if self.stop.is_some() {
            return false;
        }
        let n = self.rows;
        if n >= HIGHEST || !self.fits(row) {
            self.stop(Stop::Input);
            return false;
        }
        if self.record.is_done(n) {
            return false;
        }
        let is_open = self.record.is_open(n);
        let in_doubt = self.settings.in_doubt;
        let Some(place) = self.places.push(n, State::Ready) else { return false };
        place.is_started = is_open;
        match in_doubt {
            InDoubt::Hold if is_open => place.settle(Verdict::Held),
            InDoubt::Ask if is_open => place.state = State::Doubtful,
            _ if self.settings.effects == Effects::Always => place.call.may_have_effect = true,
            _ => {}
        }
        true
    }

    /// Adds a row to the fingerprint; says whether that is still the one in the journal.
    fn fits(&mut self, row: &[u8]) -> bool {
        self.rows = self.rows.saturating_add(1);
        let Some(chain) = &mut self.chain else { return true };
        chain.add(row);
        if !is_marked(self.rows) {
            return true;
        }
        let mark = chain.mark();
        match self.record.mark(self.rows) {
            Some(known) => return known == mark,
            None => self.journal.mark(self.rows, mark),
        }
        true
    }

    /// The source has no more rows.
    pub fn source_ended(&mut self, now: Instant) {
        self.clock.advance(now);
        self.is_pulling = false;
        self.is_source_over = true;
        if self.rows < self.record.rows() {
            self.stop(Stop::Input);
        }
    }

    /// Whether a call of an item may leave.
    pub fn permit(&mut self, n: u32, has_effect: bool, now: Instant) -> Permit {
        self.clock.advance(now);
        let Some(place) = self.places.get(n) else { return Permit::Cut };
        if self.stop.is_some() {
            place.is_cut = true;
            return Permit::Cut;
        }
        if self.gate.permit(n, self.clock.time()) == gate::Permit::Wait {
            return Permit::Wait;
        }
        let may_have_effect = match self.settings.effects {
            Effects::Never => false,
            Effects::ByCall => has_effect,
            Effects::Always => true,
        };
        if may_have_effect && !place.is_started {
            place.is_started = true;
            self.journal.started(n);
        }
        place.call.may_have_effect = may_have_effect;
        place.call.left = self.clock.time();
        Permit::Go
    }

    /// A call of an item is over: well without a failure.
    pub fn answered(&mut self, n: u32, attempts: u32, failure: Option<Failure<'_>>, now: Instant) -> Next {
        self.clock.advance(now);
        let time = self.clock.time();
        let is_stopped = self.stop.is_some();
        self.tally.calls = self.tally.calls.saturating_add(attempts);
        let Some(place) = self.places.get(n) else { return Next::Cut };
        place.call.outcome = failure.map_or(Outcome::Done, |failure| failure.outcome());
        match place.call.outcome {
            Outcome::Done | Outcome::Failed => {
                self.latency.add(time - place.call.left);
                place.has_effect |= place.call.outcome == Outcome::Done && place.call.may_have_effect;
                self.open_gate(n, attempts);
                Next::Over
            }
            Outcome::Uncertain => {
                let is_aborted = failure.is_some_and(|failure| failure.kind == "aborted");
                place.is_cut |= is_aborted && is_stopped && !place.call.may_have_effect;
                let again = place.call.may_have_effect && self.settings.in_doubt == InDoubt::Retry && !is_stopped;
                if again && place.tries < MOST_TRIES {
                    place.tries = place.tries.saturating_add(1);
                    self.gate.left(n);
                    return Next::Again;
                }
                place.has_effect |= place.call.may_have_effect;
                let is_cut = place.is_cut;
                self.open_gate(n, u32::from(failure.is_some_and(|failure| failure.status > 0)));
                if is_cut { Next::Cut } else { Next::Over }
            }
            Outcome::Refused(seconds) => {
                self.refused(n, seconds, time);
                self.cut_if_stopped(n)
            }
            Outcome::Everybody => {
                self.stop(Stop::Refused);
                self.cut_if_stopped(n)
            }
        }
    }

    /// Something was answered: the server takes calls. What was not sent says nothing of it.
    fn open_gate(&mut self, n: u32, attempts: u32) {
        if attempts > 0 { self.gate.passed() } else { self.gate.left(n) }
    }

    fn refused(&mut self, n: u32, seconds: Option<f64>, time: f64) {
        if let Some((end, waited)) = self.gate.refused(n, seconds, time) {
            self.journal.pause(self.clock.wall_at(end));
            self.stop_if_long(end, waited);
        }
    }

    /// Stops where a pause is too long.
    fn stop_if_long(&mut self, end: f64, waited: f64) {
        let is_too_late = self.clock.wall_at(end) > self.settings.until;
        if waited > self.settings.max_wait || is_too_late {
            self.stop(Stop::Quota);
        }
    }

    fn cut_if_stopped(&mut self, n: u32) -> Next {
        let is_stopped = self.stop.is_some();
        match self.places.get(n) {
            Some(place) if is_stopped => {
                place.is_cut = true;
                Next::Cut
            }
            _ => Next::Again,
        }
    }

    /// An item is over, well or not.
    pub fn settled(&mut self, n: u32, is_ok: bool, told: Told<'_>, now: Instant) {
        self.clock.advance(now);
        self.gate.left(n);
        let (in_doubt, stops) = (self.settings.in_doubt, self.settings.stops_at_failure);
        let Some(place) = self.places.get(n) else { return };
        if is_ok {
            return place.settle(Verdict::Done);
        }
        let may_have_been_done =
            place.has_effect || place.call.outcome == Outcome::Done && place.call.may_have_effect && place.is_started;
        if place.is_cut || stops && !may_have_been_done {
            return self.cut(n);
        }
        told.kind.clone_into(&mut place.kind);
        told.code.clone_into(&mut place.code);
        place.status = told.status;
        let is_known = !may_have_been_done || place.tries >= MOST_TRIES;
        match in_doubt {
            _ if stops => self.cut(n),
            InDoubt::Ask if !is_known => {
                place.state = State::Doubtful;
                place.tries = place.tries.saturating_add(1);
            }
            InDoubt::Retry if !is_known => {
                place.state = State::Ready;
                place.has_effect = false;
                place.tries = place.tries.saturating_add(1);
            }
            _ => place.settle(if may_have_been_done { Verdict::Held } else { Verdict::Failed }),
        }
    }

    /// Leaves an item as it is, for a later run.
    fn cut(&mut self, n: u32) {
        let Some(place) = self.places.remove(n) else { return };
        self.gap = Some(self.gap.unwrap_or(u32::MAX).min(n));
        if place.is_started && !place.has_effect {
            self.journal.undone(n);
        }
        if !place.is_cut {
            self.stop(Stop::Errors);
        }
    }

    /// The caller says what is known of an item in doubt.
    pub fn resolved(&mut self, n: u32, known: Known, now: Instant) {
        self.clock.advance(now);
        if self.stop.is_some() {
            self.places.remove(n);
            return;
        }
        let Some(place) = self.places.get(n) else { return };
        match known {
            Known::Done => place.settle(Verdict::DoneBefore),
            Known::Undone if place.tries < MOST_TRIES => {
                place.state = State::Ready;
                place.has_effect = false;
            }
            Known::Undone | Known::Nothing => place.settle(Verdict::Held),
        }
    }

    /// The next item for the loop, if there is one, and what came of it.
    pub fn give(&mut self) -> Option<(u32, Verdict)> {
        let place = self.next_given()?;
        place.state = State::Given;
        Some((place.n, place.verdict))
    }

    fn next_given(&mut self) -> Option<&mut Place> {
        if !self.settings.is_ordered {
            return self.places.first(State::Settled);
        }
        // Behind an item that was left for a later run, only what must not be done again is given.
        while let Some(gap) = self.gap {
            let head = self.places.head().filter(|head| head.state == State::Settled && head.n > gap);
            let Some(n) = head.filter(|head| !head.is_started).map(|head| head.n) else { break };
            self.places.remove(n);
        }
        self.places.head().filter(|head| head.state == State::Settled)
    }

    /// The loop has come back: the item that it had is acknowledged.
    pub fn acknowledged(&mut self, n: u32, lengths: Lengths, now: Instant) {
        self.clock.advance(now);
        let Some(place) = self.places.remove(n) else { return };
        let Place { kind, code, status, .. } = &place;
        let is_held = place.verdict == Verdict::Held;
        let has_failed = is_held || place.verdict == Verdict::Failed;
        let kind = if kind.is_empty() { if is_held { "in-doubt" } else { "task" } } else { kind };
        let told = has_failed.then_some(Told { kind, code, status: *status, is_held });
        self.journal.ended(n, lengths, told);
        self.tally.add(has_failed, is_held, self.clock.time());
        if self.policy.learn(has_failed, &self.settings) {
            self.stop(Stop::Errors);
        }
    }

    /// Stops, for a reason of its own or of the caller's. The first one counts.
    pub fn stop(&mut self, stop: Stop) {
        self.stop = self.stop.or(Some(stop));
    }

    /// The loop was left, or can be given nothing any more: what it has is not acknowledged, nor what it was not given.
    pub fn abandon(&mut self) {
        self.stop(Stop::Left);
        self.places.remove_all(State::Given);
        self.places.remove_all(State::Settled);
    }

    /// Why it stops, if it does.
    #[must_use]
    pub fn stopped(&self) -> Option<Stop> {
        self.stop
    }

    /// All is over: writes that down, if nothing is left.
    pub fn end(&mut self) {
        if self.stop.is_none() {
            let Tally { done, failed, held, .. } = self.tally;
            let ok = done.saturating_sub(failed).saturating_sub(held);
            self.journal.end(self.clock.wall(), [done, ok, failed, held]);
        }
    }

    /// Milliseconds until something is to be done though nothing has happened: infinite without a pause and an end.
    #[must_use]
    pub fn wakes_in(&self) -> f64 {
        if self.stop.is_some() {
            return f64::INFINITY;
        }
        // One that is over has been told of: who could leave has.
        let pause = self.gate.end().map(|end| end - self.clock.time()).filter(|left| *left > 0.0);
        pause.unwrap_or(f64::INFINITY).min(self.settings.until - self.clock.wall()).max(0.0)
    }

    /// When it makes sense to go on with a run that was stopped, on the wall clock, if that is known.
    #[must_use]
    pub fn resumes_at(&self) -> Option<f64> {
        self.gate.end().map(|end| self.clock.wall_at(end))
    }

    /// How it goes.
    pub fn progress(&mut self, now: Instant) -> Progress {
        self.clock.advance(now);
        let time = self.clock.time();
        let given = self.places.first(State::Given).map(|place| place.verdict);
        let Tally { done, failed, held, .. } = self.tally;
        let total = self.total();
        let paused_until = self.gate.end().filter(|end| *end > time);
        let pause = paused_until.map_or(0.0, |end| end - time);
        let eta = total.and_then(|total| self.tally.eta(total, &self.settings.windows, pause, time));
        Progress {
            done: done.saturating_add(u32::from(given.is_some())),
            failed: failed.saturating_add(u32::from(given == Some(Verdict::Failed))),
            held: held.saturating_add(u32::from(given == Some(Verdict::Held))),
            total,
            rate: self.tally.rate(time),
            eta,
            paused_until: paused_until.map(|end| self.clock.wall_at(end)),
        }
    }

    fn total(&self) -> Option<u32> {
        if self.is_source_over { Some(self.rows) } else { self.settings.total }
    }

    /// What was counted, with the pauses: how many, and their milliseconds.
    #[must_use]
    pub fn counts(&self) -> (&Tally, (u32, f64)) {
        (&self.tally, self.gate.pauses())
    }

    /// Seconds that the rest takes under the windows of the rate limit, if there are any.
    #[must_use]
    pub fn plan(&self) -> Option<f64> {
        let rest = self.total()?.saturating_sub(self.tally.done);
        self.plan_of(f64::from(rest) * self.tally.calls_an_item())
    }

    /// Seconds that so many calls take in the same way.
    #[must_use]
    pub fn plan_of(&self, calls: f64) -> Option<f64> {
        let windows = &self.settings.windows;
        (!windows.is_empty()).then(|| plan::seconds(calls, windows))
    }
}
