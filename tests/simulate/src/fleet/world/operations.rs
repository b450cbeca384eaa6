//! Operations of the store, each on its way there and back: lost, repeated, late.

use sne_cotation_fleet::fleet::{Answer, Cell, LIMIT};
use sne_cotation_fleet::pace_cell::PaceCell;
use sne_cotation_simulation::broken::Broken;
use sne_cotation_simulation::chance::Chance;

use super::{Event, World};
use crate::process::place_of;
use crate::store::Said;

/// An operation of the store, from its process to its answer.
#[derive(Clone, Debug)]
pub(super) struct Operation {
    pub(super) process: usize,
    pub(super) life: u32,
    cell: Cell,
    key: String,
    write: Option<(String, f64)>,
    version: Option<u64>,
    sent: f64,
    is_answered: bool,
    is_repeated: bool,
}

impl World<'_> {
    pub(super) fn operate(&mut self, place: usize, cell: Cell, write: Option<(String, f64)>) {
        let monotonic = self.monotonic(place);
        let process = &mut self.processes[place];
        let (life, key) = (process.life, process.fleet.key(cell));
        let id = self.events + 1;
        process.operations[place_of(cell)] = Some(id);
        let is_well = self.now > self.plan.trouble;
        let draw = |chance: &Chance, of: u64| !is_well && chance.below(1_000) < of;
        let is_lost = draw(&self.chance, self.plan.lost) || process.split_until > self.now;
        let is_answered = !draw(&self.chance, self.plan.unanswered);
        let is_repeated = draw(&self.chance, self.plan.repeated);
        let version = process.versions[place_of(cell)];
        self.account.operations += 1;
        self.operations.insert(
            id,
            Operation { process: place, life, cell, key, write, version, sent: monotonic, is_answered, is_repeated },
        );
        self.soon(LIMIT, Event::TimedOut(id));
        if !is_lost {
            let there = self.way();
            self.soon(there, Event::Apply(id));
        }
    }

    /// Milliseconds of one way.
    pub(super) fn way(&self) -> f64 {
        let slow = if self.now < self.store.slow_until { self.store.slowness / 2.0 } else { 0.0 };
        slow + self.plan.way.0 / 2.0 + self.chance.unit() * self.plan.way.1 / 2.0
    }

    pub(super) fn apply(&mut self, id: u64) -> Result<(), Broken> {
        if self.now < self.store.frozen_until {
            self.at(self.store.frozen_until + self.chance.unit(), Event::Apply(id));
            return Ok(());
        }
        let Some(operation) = self.operations.get(&id).cloned() else { return Ok(()) };
        let Operation { process, life, cell, key, write, version, is_answered, is_repeated, .. } = operation;
        let said = match &write {
            None => self.store.read(&key, self.now),
            Some((value, ttl)) => self.store.write(&key, value, version, *ttl, self.now),
        };
        if let Some((value, _)) = write.filter(|_| said.ok) {
            self.trace(|| format!("{process}: {key} = {value}"));
            self.asking.check_secrecy(&value)?;
            if cell == Cell::Token {
                self.asking.written(&key, &value, (process, life))?;
            } else if let Some(written) = PaceCell::read(&value) {
                let is_reserved = self.pacing.written(&written, self.store.ahead, self.now);
                if is_reserved && self.processes[process].life == life {
                    self.processes[process].reserved += 1;
                    self.processes[process].reserved_at = Some(self.now);
                    self.processes[process].has_reserved = true;
                }
            }
        } else {
            self.account.conflicts += 1;
        }
        if is_repeated {
            // What was lost was the first answer: the client of the store tries once more.
            self.operations.get_mut(&id).unwrap().is_repeated = false;
            self.soon(20.0, Event::Apply(id));
        } else if is_answered && self.processes[process].split_until <= self.now {
            let back = self.way();
            self.soon(back, Event::Answered(id, said, self.now));
        }
        Ok(())
    }

    pub(super) fn answered(&mut self, id: u64, said: &Said, applied: f64) -> Result<(), Broken> {
        let Some(operation) = self.operations.get(&id) else { return Ok(()) };
        let (place, cell, sent) = (operation.process, operation.cell, operation.sent);
        let is_awaited = self.processes[place].operations[place_of(cell)] == Some(id);
        if !self.lives(place, operation.life) || !is_awaited {
            return Ok(());
        }
        let now = self.monotonic(place);
        let process = &mut self.processes[place];
        process.operations[place_of(cell)] = None;
        process.versions[place_of(cell)] = said.version;
        if cell == Cell::Pace {
            process.knows = applied;
        }
        let answer = Answer { ok: said.ok, value: said.value.as_deref(), store: said.now, sent };
        process.fleet.answered(cell, answer, now);
        self.operations.remove(&id);
        self.pump(place)
    }

    pub(super) fn timed_out(&mut self, id: u64) -> Result<(), Broken> {
        let Some(operation) = self.operations.get(&id) else { return Ok(()) };
        let (place, cell) = (operation.process, operation.cell);
        let is_awaited = self.processes[place].operations[place_of(cell)] == Some(id);
        if !self.lives(place, operation.life) || !is_awaited {
            return Ok(());
        }
        let now = self.monotonic(place);
        self.processes[place].operations[place_of(cell)] = None;
        self.trace(|| format!("{place}: the store has not answered for {cell:?}"));
        self.processes[place].fleet.failed(cell, now);
        self.pump(place)
    }
}
