//! The world: processes, the store, the gateway and the authorisation server, on one scheduler.

use std::collections::BTreeMap;
use std::fmt::{Display, Formatter};

use sne_cotation_fleet::fleet::{Answer, Cell, LIMIT};
use sne_cotation_fleet::pace::{self, Wish};
use sne_cotation_fleet::pace_cell::{Cause, PaceCell};
use sne_cotation_fleet::token;

use crate::chance::Chance;
use crate::checks::{Broken, Departure, Pacing, hold};
use crate::plan::{Act, Plan};
use crate::process::{Asked, Held, Process, SECRETS, place_of, seal, unseal};
use crate::store::{Said, Store};
use crate::watch_token::Asking;

/// What was done in all seeds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Account {
    pub calls: u64,
    pub alone: u64,
    pub operations: u64,
    pub conflicts: u64,
    pub token_requests: u64,
    pub acts: u64,
}

impl Account {
    pub fn add(&mut self, other: Self) {
        self.calls += other.calls;
        self.alone += other.alone;
        self.operations += other.operations;
        self.conflicts += other.conflicts;
        self.token_requests += other.token_requests;
        self.acts += other.acts;
    }
}

impl Display for Account {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        let Self { calls, alone, operations, conflicts, token_requests, acts } = self;
        write!(
            formatter,
            "{calls} calls, {alone} without the store; {operations} operations of the store, {conflicts} in vain; \
             {token_requests} requests for tokens; {acts} acts"
        )
    }
}

/// An operation of the store, from its process to its answer.
#[derive(Clone, Debug)]
struct Operation {
    process: usize,
    life: u32,
    cell: Cell,
    key: String,
    write: Option<(String, f64)>,
    version: Option<u64>,
    sent: f64,
    is_answered: bool,
    is_repeated: bool,
}

/// Something that happens.
#[derive(Clone, Debug)]
enum Event {
    Eager(usize, u32),
    Alarm(usize, u32, u64),
    Apply(u64),
    Answered(u64, Said, f64),
    TimedOut(u64),
    ApiAnswered(usize, u32, u32, u16, Option<f64>),
    TokenAnswered(usize, u32, u32),
    WantToken(usize, u32),
    Begin(usize),
    Act(Act),
}

struct World<'p> {
    plan: &'p Plan,
    chance: Chance,
    now: f64,
    queue: BTreeMap<(u64, u64), Event>,
    events: u64,
    processes: Vec<Process>,
    store: Store,
    operations: BTreeMap<u64, Operation>,
    pacing: Pacing,
    asking: Asking,
    refused_until: f64,
    blocked_until: f64,
    has_refused: bool,
    revoked: f64,
    account: Account,
    is_traced: bool,
}

/// Runs a plan to its end; what was done, or the invariant that broke.
pub fn run(plan: &Plan, is_traced: bool) -> Result<Account, Broken> {
    let chance = Chance::new(plan.seed ^ 0x5EED);
    let processes = (0..plan.processes).map(|place| Process::new(plan, place, 0, &chance)).collect();
    let mut world = World {
        plan,
        now: 0.0,
        queue: BTreeMap::new(),
        events: 0,
        processes,
        store: Store::new(1.7e12 + chance.unit() * 1e10),
        operations: BTreeMap::new(),
        pacing: Pacing::new(),
        asking: Asking::new(),
        refused_until: 0.0,
        blocked_until: 0.0,
        has_refused: false,
        revoked: 0.0,
        account: Account { acts: plan.acts.len() as u64, ..Account::default() },
        is_traced,
        chance,
    };
    for place in 0..plan.processes {
        world.at(world.chance.unit() * 50.0, Event::Begin(place));
    }
    for (at, act) in &plan.acts {
        world.at(*at, Event::Act(*act));
    }
    world.go_on()?;
    world.check_end()?;
    Ok(world.account)
}

impl World<'_> {
    fn at(&mut self, time: f64, event: Event) {
        self.events += 1;
        self.queue.insert(((time.max(self.now) * 1_000.0).ceil() as u64, self.events), event);
    }

    fn soon(&mut self, after: f64, event: Event) {
        self.at(self.now + after, event);
    }

    fn trace(&self, says: impl FnOnce() -> String) {
        if self.is_traced {
            println!("{:>10.2} {}", self.now, says());
        }
    }

    fn go_on(&mut self) -> Result<(), Broken> {
        while let Some(((time, _), event)) = self.queue.pop_first() {
            self.now = time as f64 / 1_000.0;
            if self.now > self.plan.end {
                return Ok(());
            }
            if let Some(awake) = self.asleep(&event) {
                self.at(awake, event);
                continue;
            }
            self.happens(event)?;
        }
        Ok(())
    }

    /// Until when the process that an event is for stands still.
    fn asleep(&self, event: &Event) -> Option<f64> {
        let place = match event {
            Event::Eager(place, ..)
            | Event::Alarm(place, ..)
            | Event::ApiAnswered(place, ..)
            | Event::TokenAnswered(place, ..)
            | Event::WantToken(place, ..) => *place,
            Event::Answered(id, ..) | Event::TimedOut(id) => self.operations.get(id)?.process,
            Event::Apply(_) | Event::Begin(_) | Event::Act(_) => return None,
        };
        let until = self.processes[place].suspended_until;
        (until > self.now).then_some(until)
    }

    fn lives(&self, place: usize, life: u32) -> bool {
        self.processes[place].is_alive && self.processes[place].life == life
    }

    fn monotonic(&self, place: usize) -> f64 {
        self.now + self.processes[place].offset
    }

    fn happens(&mut self, event: Event) -> Result<(), Broken> {
        match event {
            Event::Begin(place) => self.begin(place),
            Event::Eager(place, life) if self.lives(place, life) => self.eager(place),
            Event::Alarm(place, life, number) if self.lives(place, life) => {
                if self.processes[place].alarm == number {
                    self.pump(place)
                } else {
                    Ok(())
                }
            }
            Event::Apply(id) => self.apply(id),
            Event::Answered(id, said, applied) => self.answered(id, &said, applied),
            Event::TimedOut(id) => self.timed_out(id),
            Event::ApiAnswered(place, life, ticket, status, asked) if self.lives(place, life) => {
                let now = self.monotonic(place);
                self.processes[place].fleet.pace.told(ticket, status, asked, now);
                self.pump(place)
            }
            Event::TokenAnswered(place, life, number) if self.lives(place, life) => self.token_answered(place, number),
            Event::WantToken(place, life) if self.lives(place, life) => self.want_token(place),
            Event::Act(act) => {
                self.act(act);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn begin(&mut self, place: usize) -> Result<(), Broken> {
        let life = self.processes[place].life + 1;
        let split_until = self.processes[place].split_until;
        self.processes[place] = Process { split_until, ..Process::new(self.plan, place, life, &self.chance) };
        self.soon(0.0, Event::Eager(place, life));
        self.want_token(place)
    }

    fn eager(&mut self, place: usize) -> Result<(), Broken> {
        let (most, pause) = self.plan.eagerness;
        let life = self.processes[place].life;
        self.soon(pause * (0.5 + self.chance.unit()), Event::Eager(place, life));
        let turns = self.pacing.departures.len() as u64;
        if self.now < self.plan.end - 30_000.0 || self.plan.is_quiet() {
            let now = self.monotonic(place);
            let process = &mut self.processes[place];
            while process.asked.len() < most {
                process.asks += 1;
                let wish = Wish { reserve: 0.0, longest_pause: 30_000.0, deadline: now + 120_000.0 };
                let asked = Asked { since: self.now, turns };
                process.asked.insert(process.asks, asked);
                process.fleet.pace.ask(process.asks, wish);
            }
        }
        self.pump(place)
    }

    fn want_token(&mut self, place: usize) -> Result<(), Broken> {
        let now = self.now;
        let process = &mut self.processes[place];
        if !process.is_requesting && process.wants_token.is_none() {
            process.wants_token = Some(now);
            process.fleet.token.want(30_000.0);
        }
        self.pump(place)
    }

    /// Does what the machine says until it says to wait.
    fn pump(&mut self, place: usize) -> Result<(), Broken> {
        for turn in 0.. {
            hold("spin", turn < 1_000, || format!("process {place} does not come to rest"))?;
            let now = self.monotonic(place);
            match self.processes[place].fleet.next_of_pace(now) {
                pace::Step::Wait => break,
                pace::Step::Read => self.operate(place, Cell::Pace, None),
                pace::Step::Write(value, ttl) => self.operate(place, Cell::Pace, Some((value, ttl))),
                pace::Step::Go(asker, ticket) => self.leave(place, asker, ticket)?,
                pace::Step::Refuse(asker, wait, cause) => self.refuse(place, asker, wait, cause)?,
            }
        }
        for turn in 0.. {
            hold("spin", turn < 1_000, || format!("process {place} does not come to rest"))?;
            if !self.step_of_token(place)? {
                break;
            }
        }
        let now = self.monotonic(place);
        let wait = self.processes[place].fleet.wakes_in(now);
        self.processes[place].alarm += 1;
        if wait.is_finite() {
            let process = &self.processes[place];
            let alarm = Event::Alarm(place, process.life, process.alarm);
            self.soon(wait, alarm);
        }
        Ok(())
    }

    fn step_of_token(&mut self, place: usize) -> Result<bool, Broken> {
        let now = self.monotonic(place);
        let life = self.processes[place].life;
        match self.processes[place].fleet.next_of_token(now) {
            token::Step::Wait => return Ok(false),
            token::Step::Read => self.operate(place, Cell::Token, None),
            token::Step::Write(value, ttl) => self.operate(place, Cell::Token, Some((value, ttl))),
            token::Step::Give { text, label, left } => self.give(place, &text, &label, left)?,
            token::Step::Ask => self.ask(place)?,
            token::Step::Seal(label) => {
                let process = &mut self.processes[place];
                let text = process.token.as_ref().map(|token| token.text.clone()).unwrap_or_default();
                process.fleet.token.sealed(&seal(&text, &label));
            }
            token::Step::Refused { status, code, wait } => {
                self.trace(|| format!("{place}: refused {status} {code} for {wait:.0}"));
                let process = &mut self.processes[place];
                hold("I8", process.has_wrong_secret || status != 401, || {
                    format!("process {place} has a good secret, and is told of a refusal")
                })?;
                process.wants_token = None;
                self.soon(wait + 10.0, Event::WantToken(place, life));
            }
        }
        Ok(true)
    }

    fn give(&mut self, place: usize, text: &str, label: &str, left: f64) -> Result<(), Broken> {
        let now = self.now;
        let Some(token) = unseal(text, label) else {
            self.processes[place].fleet.token.unreadable();
            return Ok(());
        };
        let generation: u64 = label.split(' ').next().unwrap().parse().unwrap();
        let process = &mut self.processes[place];
        hold("I2", generation > process.generation, || {
            format!("process {place} had generation {}, and is given {generation}", process.generation)
        })?;
        process.generation = generation;
        process.wants_token = None;
        process.token = Some(Held { text: token, until: now + left });
        let life = process.life;
        self.trace(|| format!("{place}: given generation {generation}"));
        self.soon(left * 0.9, Event::WantToken(place, life));
        Ok(())
    }

    fn ask(&mut self, place: usize) -> Result<(), Broken> {
        let secrets: Vec<bool> = self.processes.iter().map(|process| process.has_wrong_secret).collect();
        let process = &mut self.processes[place];
        process.is_requesting = true;
        process.requests += 1;
        let (life, number, is_alone) = (process.life, process.requests, process.fleet.is_alone());
        let key = process.fleet.key(Cell::Token);
        self.trace(|| format!("{place}: asks for a token, alone: {is_alone}"));
        self.account.token_requests += 1;
        self.asking.asks(&key, (place, life), (secrets[place], &secrets), is_alone, self.now)?;
        let takes = 100.0 + self.chance.unit() * (self.plan.token_takes - 100.0);
        self.soon(takes, Event::TokenAnswered(place, life, number));
        Ok(())
    }

    fn token_answered(&mut self, place: usize, number: u32) -> Result<(), Broken> {
        let now = self.monotonic(place);
        let chance = self.chance.below(100);
        let process = &mut self.processes[place];
        if !process.is_requesting || process.requests != number {
            return Ok(());
        }
        process.is_requesting = false;
        process.wants_token = None;
        let life = process.life;
        self.asking.ends((place, life));
        let (token, mut again) = (&mut process.fleet.token, 500.0);
        let is_well = self.now > self.plan.trouble;
        if process.has_wrong_secret {
            // A server that repeats what it was sent.
            let code = if chance < 30 { SECRETS[1] } else { "invalid_client" };
            token.refused(401, code, true, None, now);
            again = 3_000.0;
        } else if !is_well && chance < self.plan.token_fails {
            token.refused(500, "", false, None, now);
        } else if !is_well && chance < self.plan.token_fails + self.plan.token_put_off {
            token.refused(429, "", false, Some(2_000.0), now);
            again = 2_000.0;
        } else {
            process.fleet.obtained(self.plan.lifetime);
            let text = format!("tok-{place}-{life}-{number}");
            self.asking.tokens.push(text.clone());
            process.token = Some(Held { text, until: self.now + self.plan.lifetime });
            again = self.plan.lifetime * 0.9;
        }
        self.soon(again, Event::WantToken(place, life));
        self.pump(place)
    }

    fn leave(&mut self, place: usize, call: u32, ticket: u32) -> Result<(), Broken> {
        let turns = self.pacing.departures.len() as u64;
        let now = self.now;
        let process = &mut self.processes[place];
        let place_in_line = process.asked.remove(&call);
        let is_alone = process.fleet.is_alone();
        let is_forgotten = std::mem::take(&mut process.is_forgotten);
        let is_odd = is_alone || is_forgotten || now - process.suspended_until < 300.0;
        let departure = Departure { at: now, process: place, is_odd, knows: process.knows };
        self.account.calls += 1;
        self.account.alone += u64::from(is_alone);
        if !is_alone && self.plan.is_busy() {
            process.departed += 1;
            hold("I6", process.departed <= process.reserved, || {
                format!("process {place} has left {} times, and has reserved {}", process.departed, process.reserved)
            })?;
        }
        let (life, has_token) = (process.life, process.token.as_ref().is_some_and(|token| token.until > now));
        self.trace(|| format!("{place}: leaves with {ticket}, alone: {is_alone}"));
        self.pacing.left(self.plan, departure)?;
        if let Some(waiting) = place_in_line {
            Pacing::waited(self.plan, turns - waiting.turns)?;
        }
        if has_token && self.revoked > 0.0 {
            self.processes[place].token = None;
            self.revoked -= 1.0;
            self.soon(5.0, Event::WantToken(place, life));
        }
        let takes = 5.0 + self.chance.unit() * self.plan.answer_takes;
        let (status, wait) = self.api_says(now);
        self.soon(takes, Event::ApiAnswered(place, life, ticket, status, wait));
        Ok(())
    }

    fn api_says(&self, now: f64) -> (u16, Option<f64>) {
        if now < self.blocked_until {
            (423, None)
        } else if now < self.refused_until {
            (429, Some(((self.refused_until - now) / 1_000.0).ceil() * 1_000.0))
        } else if now < self.plan.trouble && self.chance.below(100) < self.plan.answers_lost {
            (0, None)
        } else {
            (200, None)
        }
    }

    fn refuse(&mut self, place: usize, call: u32, wait: f64, cause: Cause) -> Result<(), Broken> {
        self.trace(|| format!("{place}: {call} is turned away for {wait:.0}, {cause:?}"));
        self.processes[place].asked.remove(&call);
        let is_told = self.has_refused && (cause == Cause::Blocked || wait > 29_000.0);
        hold("I5", is_told, || format!("process {place} turns a call away for {wait:.0} ms, {cause:?}"))
    }

    fn operate(&mut self, place: usize, cell: Cell, write: Option<(String, f64)>) {
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
    fn way(&self) -> f64 {
        let slow = if self.now < self.store.slow_until { self.store.slowness / 2.0 } else { 0.0 };
        slow + self.plan.way.0 / 2.0 + self.chance.unit() * self.plan.way.1 / 2.0
    }

    fn apply(&mut self, id: u64) -> Result<(), Broken> {
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
                    self.processes[process].reserved_at = self.now;
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

    fn answered(&mut self, id: u64, said: &Said, applied: f64) -> Result<(), Broken> {
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

    fn timed_out(&mut self, id: u64) -> Result<(), Broken> {
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

    fn act(&mut self, act: Act) {
        self.trace(|| format!("{act:?}"));
        let now = self.now;
        match act {
            Act::Forget => {
                self.store.forget();
                self.pacing.upset(now);
                self.asking.lost(now);
            }
            Act::StepBack(by) => {
                self.store.step_back(now - by);
                for process in self.processes.iter_mut().filter(|process| process.reserved_at > now - by) {
                    process.is_forgotten = true;
                }
                self.pacing.upset(now);
                self.asking.lost(now);
            }
            Act::Jump(by) => {
                self.store.ahead += by;
                self.pacing.upset(now);
                self.pacing.set = now.max(self.store.frozen_until);
                self.asking.upset = now;
            }
            Act::Freeze(length) => {
                self.store.frozen_until = now + length;
                self.asking.upset = now + length;
            }
            Act::Slow(length) => {
                (self.store.slow_until, self.store.slowness) = (now + length, length);
                self.asking.upset = now + 2.0 * length;
            }
            Act::Split(place, length) => {
                self.processes[place].split_until = now + length;
                self.asking.upset = now + length;
            }
            Act::Suspend(place, length) => {
                self.processes[place].suspended_until = now + length;
                self.asking.upset = now + length;
            }
            Act::Kill(place, pause) => {
                self.processes[place].is_alive = false;
                let life = self.processes[place].life;
                self.asking.ends((place, life));
                self.soon(pause, Event::Begin(place));
            }
            Act::Refuse(length) => (self.refused_until, self.has_refused) = (now + length, true),
            Act::Block(length) => (self.blocked_until, self.has_refused) = (now + length, true),
            Act::Revoke => self.revoked = self.plan.processes as f64,
        }
    }

    /// All that was wanted has come.
    fn check_end(&mut self) -> Result<(), Broken> {
        let is_blocked = self.blocked_until > 0.0;
        let turns = self.pacing.departures.len() as u64;
        for asked in self.processes.iter().flat_map(|process| process.asked.values()) {
            Pacing::waited(self.plan, turns - asked.turns)?;
        }
        for (place, process) in self.processes.iter().enumerate() {
            let left = process.asked.values().filter(|asked| asked.since < self.plan.trouble).count();
            // Who leaves a part to others may wait for as long as they use the whole.
            let is_modest = place < self.plan.modest.0;
            hold("I5", left == 0 || is_blocked || is_modest, || {
                format!("{left} calls of process {place} have never left")
            })?;
            let wants = process.wants_token.is_some_and(|since| since < self.plan.trouble);
            hold("I5", !wants || process.has_wrong_secret, || format!("process {place} waits for a token for ever"))?;
            let has = process.token.is_some() || process.has_wrong_secret;
            hold("I5", has, || format!("process {place} has no token in the end"))?;
        }
        self.pacing.used(self.plan)
    }
}
