//! A run: told what happens, it says what is to be done next.
//!
//! Rows are pulled when there is room for them, items begin when they may, their calls ask for a permit before they
//! leave and tell what came of them. What is over is given to the loop, and acknowledged when the loop comes back. All
//! that a later run must know is written into the journal before it happens.

mod calls;
mod items;
mod progress;
mod rows;
mod said;

pub use said::{Kept, Known, Next, Permit, Progress, Step, Stop};

use crate::chain::{Chain, fingerprint};
use crate::clock::{Clock, Instant};
use crate::gate::Gate;
use crate::journal::Journal;
use crate::latency::Latency;
use crate::places::{Places, State};
use crate::plan;
use crate::policy::Policy;
use crate::reason::Reason;
use crate::record::{Damage, Record};
use crate::settings::{Effects, InDoubt, Settings};
use crate::tally::Tally;

/// How often an item, or a call of it, is begun again because nobody knows whether it was done.
const MOST_TRIES: u8 = 3;

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
}
