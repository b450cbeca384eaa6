//! The world: processes, the store, the gateway and the authorisation server, on one scheduler.

mod acts;
mod calls;
mod operations;
mod tokens;

use std::collections::BTreeMap;

use sne_cotation_fleet::fleet::Cell;
use sne_cotation_fleet::pace;
use sne_cotation_simulation::broken::{Broken, hold};
use sne_cotation_simulation::chance::Chance;

use crate::account::Account;
use crate::checks::Pacing;
use crate::gateway::{self, Gateway};
use crate::plan::{Act, Plan};
use crate::process::Process;
use crate::store::{Said, Store};
use crate::watch_token::Asking;
use operations::Operation;

/// Something that happens.
#[derive(Clone, Debug)]
enum Event {
    Eager(usize, u32),
    Alarm(usize, u32, u64),
    Apply(u64),
    Answered(u64, Said, f64),
    TimedOut(u64),
    ApiAnswered(usize, u32, u32, gateway::Answer),
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
    gateway: Gateway,
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
        gateway: Gateway::default(),
        has_refused: plan.quota.is_some(),
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
            Event::ApiAnswered(place, life, ticket, answer) if self.lives(place, life) => {
                self.api_answered(place, ticket, answer)
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

    /// All that was wanted has come.
    fn check_end(&mut self) -> Result<(), Broken> {
        let is_blocked = self.gateway.blocked_until > 0.0;
        let turns = self.pacing.departures.len() as u64;
        for asked in self.processes.iter().flat_map(|process| process.asked.values()) {
            Pacing::waited(self.plan, turns - asked.turns)?;
        }
        for (place, process) in self.processes.iter().enumerate() {
            let left = process.asked.values().filter(|asked| asked.since < self.plan.trouble).count();
            // Who leaves a part to others may wait for as long as they use the whole; and a quota that nobody has
            // declared makes all slower, by pauses, or for minutes.
            let is_modest = place < self.plan.modest.0;
            let is_slow = self.plan.quota.is_some();
            hold("I5", left == 0 || is_blocked || is_modest || is_slow, || {
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
