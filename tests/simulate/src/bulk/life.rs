//! A process: what `pkg-template/lib/bulk` does, in virtual time, until it ends or is killed.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use sne_cotation_bulk::clock::Instant;
use sne_cotation_bulk::journal::{Lengths, Told};
use sne_cotation_bulk::outcome::Failure;
use sne_cotation_bulk::record::Record;
use sne_cotation_bulk::run::{Kept, Known, Next, Permit, Run, Step, Stop};

use crate::disk::Disk;
use crate::pace::Pace;
use crate::plan::Plan;
use crate::server::{Reply, Server};
use sne_cotation_simulation::broken::{Broken, hold};
use sne_cotation_simulation::chance::Chance;

/// Milliseconds: no timer is longer, as in the package.
const LONGEST_SLEEP: f64 = 60_000.0;
const TIMEOUT: f64 = 30_000.0;
/// More events than any process has.
const MOST_EVENTS: u32 = 400_000;

/// How a process ends.
#[derive(Clone, Copy, Debug)]
pub enum End {
    /// It was killed.
    Killed,
    /// It ended, and why it stopped before its end.
    Over(Option<Stop>),
}

/// What goes on whoever is alive: time, clocks, chance.
pub struct World {
    pub chance: Chance,
    pub now: Instant,
    /// What really passed, in milliseconds.
    pub time: f64,
    /// How long the last process said that it would take to go on.
    pub resumes_in: Option<f64>,
    pub is_traced: bool,
    pace: Pace,
    sleeps: u32,
    set_back: u32,
    set_forward: u32,
    signals: u32,
    hours: u32,
    /// Requests on their way: they arrive even when who sent them is dead.
    requests: BinaryHeap<Event>,
    lives: u32,
}

/// Something that will happen.
#[derive(Clone, Debug)]
struct Event {
    at: f64,
    number: u64,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    /// A request arrives.
    Arrival { n: u32, has_effect: bool, life: u32, sent: f64 },
    /// The process hears of it.
    Answer { n: u32, reply: Option<Reply> },
    /// The loop comes back.
    Back(u32),
    /// The caller knows of an item.
    Knows(u32),
}

impl Eq for Event {}
impl PartialEq for Event {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl PartialOrd for Event {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Event {
    /// The soonest is the greatest.
    fn cmp(&self, other: &Self) -> Ordering {
        other.at.total_cmp(&self.at).then(other.number.cmp(&self.number))
    }
}

impl World {
    pub fn new(plan: &Plan, is_traced: bool) -> Self {
        Self {
            chance: Chance::new(plan.seed.wrapping_mul(7) ^ 0xB01C),
            now: Instant { monotonic: 0.0, wall: 1_764_000_000_000.0 },
            time: 0.0,
            resumes_in: None,
            is_traced,
            pace: Pace::new(&plan.pace),
            sleeps: plan.sleeps,
            set_back: plan.set_back,
            set_forward: plan.set_forward,
            signals: plan.signals,
            hours: plan.hours,
            requests: BinaryHeap::new(),
            lives: 0,
        }
    }

    /// Time passes.
    pub fn pass(&mut self, milliseconds: f64) {
        self.time += milliseconds;
        self.now.monotonic += milliseconds;
        self.now.wall += milliseconds;
    }

    /// What happens to clocks now and then: the machine sleeps, or somebody sets the wall clock.
    fn disturb(&mut self) {
        if self.chance.below(200) != 0 {
            return;
        }
        let hours = 3_600_000.0 * (0.1 + self.chance.unit() * 3.0);
        if self.sleeps > 0 {
            self.sleeps -= 1;
            self.time += hours;
            self.now.wall += hours;
        } else if self.set_back > 0 {
            self.set_back -= 1;
            self.now.wall -= hours;
        } else if self.set_forward > 0 {
            self.set_forward -= 1;
            self.now.wall += hours;
        }
    }

    fn log(&self, what: impl FnOnce() -> String) {
        if self.is_traced {
            println!("{:>14.1}  {}", self.time, what());
        }
    }
}

/// A process that is alive.
struct Process<'w> {
    plan: &'w Plan,
    world: &'w mut World,
    disk: &'w mut Disk,
    server: &'w mut Server,
    run: Run,
    events: BinaryHeap<Event>,
    numbers: u64,
    /// Calls that wait for a permit, and how many calls of an item were made.
    waiting: Vec<u32>,
    calls: BTreeMap<u32, u32>,
    /// The item that the loop has.
    hand: Option<u32>,
    given: Option<u32>,
    rows: u32,
    /// Rows that became items, and items that were acknowledged.
    kept: u32,
    acknowledged: u32,
    edited: Option<u32>,
    /// Until when the server has asked to wait, in the time of the run's clock; nobody is to leave before.
    paused: Option<Pause>,
    life: u32,
}

/// A pause that the process has heard of.
#[derive(Clone, Copy, Debug)]
struct Pause {
    until: f64,
    probes: u32,
}

/// The process is dead.
enum Gone {
    Killed,
    Broken(Broken),
}

impl From<Broken> for Gone {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// Lives a process. `edited` is a row that somebody has edited.
pub fn live(
    plan: &Plan,
    world: &mut World,
    disk: &mut Disk,
    server: &mut Server,
    edited: Option<u32>,
) -> Result<End, Broken> {
    world.lives += 1;
    let mut record = Record::default();
    for piece in disk.journal.chunks(1 + world.chance.below(97) as usize) {
        record.read(piece);
    }
    disk.cut(record.length(), record.lengths().output);
    let stops_at = world.hours > 0 && world.chance.below(3) == 0;
    let until = if stops_at { world.now.wall + 3_600_000.0 * world.chance.unit() } else { f64::INFINITY };
    world.hours -= u32::from(stops_at);
    let kept = Kept { record, key: [9; 16], operation: "op".to_owned(), target: "api".to_owned(), run: 1 };
    let run = Run::begin(plan.settings(until), Some(kept), world.now)
        .map_err(|reason| Broken { invariant: "J1", says: format!("the journal is refused: {reason:?}") })?;
    let life = world.lives;
    let mut process = Process {
        plan,
        world,
        disk,
        server,
        run,
        events: BinaryHeap::new(),
        numbers: 0,
        waiting: Vec::new(),
        calls: BTreeMap::new(),
        hand: None,
        given: None,
        rows: 0,
        kept: 0,
        acknowledged: 0,
        edited,
        paused: None,
        life,
    };
    match process.live() {
        Ok(stop) => {
            let Process { run, world, .. } = process;
            world.resumes_in = run.resumes_at().map(|at| (at - world.now.wall).max(0.0));
            Ok(End::Over(stop))
        }
        Err(Gone::Killed) => Ok(End::Killed),
        Err(Gone::Broken(broken)) => Err(broken),
    }
}

impl Process<'_> {
    fn live(&mut self) -> Result<Option<Stop>, Gone> {
        let begun = self.world.time;
        let planned = self.run.plan();
        for _ in 0..MOST_EVENTS {
            if self.work()? {
                self.run.end();
                self.write()?;
                self.check_plan(planned, self.world.time - begun)?;
                return Ok(self.run.stopped());
            }
            self.give();
            self.happen()?;
        }
        let says = format!("nothing ends: {:?}", self.run.progress(self.world.now));
        Err(Broken { invariant: "liveness", says }.into())
    }

    /// Does what is to be done next; says whether all is over.
    fn work(&mut self) -> Result<bool, Gone> {
        loop {
            let step = self.run.next(self.world.now);
            self.write()?;
            match step {
                Step::Wait => return Ok(false),
                Step::Over => return Ok(true),
                Step::Pull => self.pull()?,
                Step::Begin(n) => self.begin(n)?,
                Step::Ask(n) => self.schedule(5.0, What::Knows(n)),
            }
        }
    }

    fn write(&mut self) -> Result<(), Gone> {
        let lines = self.run.take_lines();
        let result = self.disk.append(&lines, &self.world.chance);
        if result.is_err() {
            self.world.log(|| "killed".to_owned());
        }
        result.map_err(|_| Gone::Killed)
    }

    fn pull(&mut self) -> Result<(), Gone> {
        if self.rows >= self.plan.items {
            self.run.source_ended(self.world.now);
            return Ok(());
        }
        let n = self.rows;
        self.rows += 1;
        let row = if self.edited == Some(n) { "{}".to_owned() } else { Plan::row(n) };
        self.kept += u32::from(self.run.pulled(row.as_bytes(), self.world.now));
        let (here, most) = (self.kept - self.acknowledged, 4 * self.plan.most_at_once());
        Ok(hold("J6", here <= most, || format!("{here} rows are held at once, where there is room for {most}"))?)
    }

    fn begin(&mut self, n: u32) -> Result<(), Gone> {
        self.world.log(|| format!("item {n} begins"));
        self.calls.insert(n, 0);
        let (running, most) = (self.calls.len() as u32, self.plan.most_at_once());
        hold("J6", running <= most, || format!("{running} items are under way, of {most} at once"))?;
        self.ask(n)
    }

    /// Asks for the permit of the next call of an item.
    fn ask(&mut self, n: u32) -> Result<(), Gone> {
        let has_effect = self.has_effect(n);
        match self.run.permit(n, has_effect, self.world.now) {
            Permit::Wait => self.waiting.push(n),
            Permit::Cut => self.settle(n, false, "cut"),
            Permit::Go => {
                self.write()?;
                self.leave(n, has_effect)?;
            }
        }
        Ok(())
    }

    fn has_effect(&self, n: u32) -> bool {
        self.plan.has_effects && self.calls.get(&n).is_some_and(|made| made + 1 == self.plan.calls)
    }

    /// A call leaves: now, or when the client's rate limit lets it.
    fn leave(&mut self, n: u32, has_effect: bool) -> Result<(), Gone> {
        self.check_pause(n)?;
        let turn = match self.world.pace.leave(self.world.time) {
            Ok(turn) => turn,
            Err(seconds) => {
                let failure =
                    Failure { kind: "quota", is_retryable: true, retry_after: Some(seconds), ..Failure::default() };
                return self.answered(n, 0, Some(failure), "");
            }
        };
        let sent = turn + 1.0 + 40.0 * self.world.chance.unit();
        self.world.log(|| format!("item {n} leaves, and arrives at {sent:.1}"));
        if self.is_lost() {
            self.schedule(turn - self.world.time + TIMEOUT, What::Answer { n, reply: None });
        } else {
            let what = What::Arrival { n, has_effect, life: self.life, sent: turn };
            self.numbers += 1;
            self.world.requests.push(Event { at: sent, number: self.numbers, what });
        }
        Ok(())
    }

    fn is_lost(&self) -> bool {
        self.world.chance.below(100) < self.plan.lost
    }

    /// Nobody leaves before the end of a pause, and then one until there is an answer.
    fn check_pause(&mut self, n: u32) -> Result<(), Gone> {
        // A wall clock that is set forward looks like a suspension.
        if self.plan.set_forward > 0 {
            return Ok(());
        }
        let Some(Pause { until, probes }) = &mut self.paused else { return Ok(()) };
        *probes += 1;
        let (time, until, probes) = (self.world.time, *until, *probes);
        hold("pause", time >= until - 1.0, || format!("item {n} leaves at {time:.0}, in a pause until {until:.0}"))?;
        Ok(hold("pause", probes == 1, || format!("item {n} leaves while another tries"))?)
    }

    fn schedule(&mut self, milliseconds: f64, what: What) {
        self.numbers += 1;
        self.events.push(Event { at: self.world.time + milliseconds, number: self.numbers, what });
    }

    /// Gives the loop an item, if it waits for one.
    fn give(&mut self) {
        if self.hand.is_some() {
            return;
        }
        let Some((n, verdict)) = self.run.give() else { return };
        self.world.log(|| format!("item {n} is given: {verdict:?}"));
        self.hand = Some(n);
        let is_after = self.given.is_none_or(|before| before < n);
        if self.plan.is_ordered && !is_after {
            self.given = Some(u32::MAX);
        } else if self.given != Some(u32::MAX) {
            self.given = Some(n);
        }
        self.disk.write(n);
        let slowness = self.plan.slowness as f64 * self.world.chance.unit();
        self.schedule(slowness, What::Back(n));
    }

    /// The next thing happens.
    fn happen(&mut self) -> Result<(), Gone> {
        let wakes = self.world.time + self.run.wakes_in().ceil().min(LONGEST_SLEEP);
        let own = self.events.peek().map_or(f64::INFINITY, |event| event.at);
        let arrives = self.world.requests.peek().map_or(f64::INFINITY, |event| event.at);
        let at = own.min(arrives).min(wakes);
        self.world.pass((at - self.world.time).max(0.0));
        self.world.disturb();
        if self.world.signals > 0 && self.world.chance.below(400) == 0 {
            self.world.signals -= 1;
            self.run.stop(Stop::Signal);
        }
        if arrives <= at {
            if let Some(Event { what, .. }) = self.world.requests.pop() {
                self.arrive(&what);
            }
        } else if own <= at
            && let Some(Event { what, .. }) = self.events.pop()
        {
            self.hear(&what)?;
        }
        hold("J7", self.given != Some(u32::MAX), || "the loop gets items in another order".to_owned())?;
        for n in std::mem::take(&mut self.waiting) {
            self.ask(n)?;
        }
        Ok(())
    }

    fn arrive(&mut self, what: &What) {
        let What::Arrival { n, has_effect, life, sent } = *what else { return };
        let reply = self.server.reply(self.plan, n, has_effect, self.world.time);
        self.world.log(|| format!("item {n} at the server: {reply:?}"));
        if life != self.life {
            return;
        }
        if self.is_lost() {
            self.schedule(sent + TIMEOUT - self.world.time, What::Answer { n, reply: None });
        } else {
            let milliseconds = 1.0 + 40.0 * self.world.chance.unit();
            self.schedule(milliseconds, What::Answer { n, reply: Some(reply) });
        }
    }

    fn hear(&mut self, what: &What) -> Result<(), Gone> {
        match *what {
            What::Back(n) => {
                self.hand = None;
                self.acknowledged += 1;
                self.run.acknowledged(n, Lengths { output: self.disk.length(), errors: 0 }, self.world.now);
            }
            What::Knows(n) => {
                let known = if self.server.effects(n) > 0 { Known::Done } else { Known::Undone };
                // A request may still be on its way: who asks too early does not know.
                let is_on_its_way = self
                    .world
                    .requests
                    .iter()
                    .any(|event| matches!(event.what, What::Arrival { n: other, .. } if other == n));
                self.run.resolved(n, if is_on_its_way { Known::Nothing } else { known }, self.world.now);
            }
            What::Answer { n, reply } => self.reply(n, reply)?,
            What::Arrival { .. } => {}
        }
        Ok(())
    }

    fn reply(&mut self, n: u32, reply: Option<Reply>) -> Result<(), Gone> {
        // Servers repeat what they were sent.
        let code = format!("NUD75012345{n:06}");
        let failed = |kind, status, retry_after| {
            Some(Failure { kind, status, attempts: 1, is_retryable: kind != "business", retry_after })
        };
        match reply {
            Some(Reply::Done) => {
                *self.calls.entry(n).or_default() += 1;
                self.answered(n, 1, None, "")
            }
            Some(Reply::Refused) => self.answered(n, 1, failed("business", 400, None), &code),
            Some(Reply::Quota(seconds)) => self.answered(n, 1, failed("quota", 429, seconds), ""),
            None => self.answered(n, 1, failed("timeout", 0, None), ""),
        }
    }

    fn answered(&mut self, n: u32, attempts: u32, failure: Option<Failure<'_>>, code: &str) -> Result<(), Gone> {
        let next = self.run.answered(n, attempts, failure, self.world.now);
        self.note_pause(failure, attempts);
        match (next, failure) {
            (Next::Over, None) if self.calls.get(&n).is_some_and(|made| *made < self.plan.calls) => self.ask(n)?,
            (Next::Over, failure) => {
                self.settle_with(n, failure.is_none(), failure.map_or("", |failure| failure.kind), code);
            }
            (Next::Again, _) => self.waiting.push(n),
            (Next::Cut, _) => self.settle(n, false, "cut"),
        }
        Ok(())
    }

    /// What the process knows of a pause.
    fn note_pause(&mut self, failure: Option<Failure<'_>>, attempts: u32) {
        match failure {
            Some(Failure { kind: "quota", retry_after: Some(seconds), .. }) => {
                let until = (self.world.time + seconds * 1_000.0).max(self.paused.map_or(0.0, |pause| pause.until));
                self.paused = Some(Pause { until, probes: 0 });
            }
            Some(Failure { kind: "quota", .. }) => {}
            // What left before the pause may pass in it: then all may leave.
            _ if attempts > 0 => self.paused = None,
            _ => {}
        }
    }

    fn settle(&mut self, n: u32, is_ok: bool, kind: &str) {
        self.settle_with(n, is_ok, kind, "");
    }

    fn settle_with(&mut self, n: u32, is_ok: bool, kind: &str, code: &str) {
        self.calls.remove(&n);
        self.run.settled(n, is_ok, Told { kind, code, status: 0, is_held: false }, self.world.now);
    }

    /// A run of days ends when its plan said.
    fn check_plan(&self, planned: Option<f64>, took: f64) -> Result<(), Broken> {
        if !self.plan.is_of_days() {
            return Ok(());
        }
        let (planned, took) = (planned.unwrap_or_default(), took / 1_000.0);
        let part = took / planned;
        hold("J8", (0.95..=1.05).contains(&part), || format!("planned for {planned:.0} s, and took {took:.0} s"))
    }
}
