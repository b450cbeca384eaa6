//! A run of a plan: callers and people at work, task by task and timer by timer, in an order that the seed draws.

use std::collections::{BTreeMap, VecDeque};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;

use sne_cotation::core::request::CallKind;

use crate::book::{Call, Notice};
use crate::fate::{Key, Strike};
use crate::make::{SimClient, effective, make, options};
use crate::plan::{Act, CallPlan, Leave, Patience, Plan, Rate, Source, Wanted, When};
use crate::support::chance::Chance;
use crate::support::scene::Outcome;
use crate::support::signal::Signal;
use crate::support::tasks::Task;
use crate::support::value::Value;
use crate::trace::{Counts, Trace};
use crate::watch::{Broken, answers};
use crate::world::World;

/// The first number of the calls that are made after all faults.
const TAIL: u32 = 1_000_000;

/// What came of a run.
pub struct Report {
    pub broken: Option<Broken>,
    pub hash: u64,
    pub counts: Counts,
    pub lines: Vec<String>,
    /// What went wrong on the way.
    pub struck: BTreeMap<Key, Strike>,
}

/// Runs a plan until its end, or until an invariant breaks.
pub fn run(plan: &Plan, trace: Trace) -> Report {
    let mut stage = Stage::new(plan, trace);
    stage.play();
    stage.tail();
    stage.close();
    stage.report()
}

/// What somebody is going to do.
enum Todo {
    Call(CallPlan),
    Leave(u32),
    Act(Act),
}

/// A call under way.
struct Running {
    task: Task<()>,
    signal: Signal,
    polls: Rc<std::cell::Cell<u32>>,
    leave: Option<Leave>,
}

struct Stage {
    world: Rc<World>,
    clients: BTreeMap<usize, SimClient>,
    todo: BTreeMap<(u64, u32), Todo>,
    running: BTreeMap<u32, Running>,
    /// How the calls of the tail ended.
    ended: Rc<std::cell::RefCell<BTreeMap<u32, Outcome>>>,
    chance: Chance,
    number: u32,
}

impl Stage {
    fn new(plan: &Plan, trace: Trace) -> Self {
        let world = World::new(Rc::new(plan.clone()), trace);
        let clients = plan.clients_in_use().into_iter().map(|client| (client, make(&world, client))).collect();
        let mut stage = Self {
            clients,
            todo: BTreeMap::new(),
            running: BTreeMap::new(),
            ended: Rc::default(),
            chance: Chance::new(plan.seed.rotate_left(16)),
            number: 0,
            world,
        };
        plan.calls.iter().for_each(|call| stage.plan(call.at, Todo::Call(call.clone())));
        plan.acts.iter().for_each(|planned| stage.plan(planned.at, Todo::Act(planned.act)));
        stage
    }

    fn plan(&mut self, at: u64, todo: Todo) {
        self.number += 1;
        self.todo.insert((at, self.number), todo);
    }

    fn is_broken(&self) -> bool {
        self.world.broken().is_some()
    }

    /// Goes on until nobody has anything to do any more.
    fn play(&mut self) {
        while !self.is_broken() {
            if !self.step() && !self.advance() {
                return;
            }
        }
    }

    /// Does one of the things that can be done at this instant. `false` when there is none.
    fn step(&mut self) -> bool {
        let (now, world) = (self.world.clock.monotonic(), Rc::clone(&self.world));
        let mut ways = VecDeque::with_capacity(3);
        if world.tasks.is_ready() {
            ways.push_back(0);
        }
        if world.clock.next_timer().is_some_and(|at| at <= now) {
            ways.push_back(1);
        }
        if self.todo.keys().next().is_some_and(|(at, _)| *at <= now) {
            ways.push_back(2);
        }
        let drawn = if world.plan.is_shuffled { self.chance.below(ways.len() as u64) } else { 0 };
        match ways.get(usize::try_from(drawn).unwrap()) {
            Some(0) => self.poll(),
            Some(1) => {
                world.clock.ring_next(now);
            }
            Some(_) => self.act(),
            None => return false,
        }
        true
    }

    /// Goes to the next instant at which something happens. `false` when there is none.
    fn advance(&mut self) -> bool {
        self.world.rest();
        let next = [self.world.clock.next_timer(), self.todo.keys().next().map(|(at, _)| *at)];
        let Some(next) = next.into_iter().flatten().min() else { return false };
        self.world.clock.go_to(next);
        true
    }

    fn poll(&mut self) {
        self.world.current.set(0);
        self.world.tasks.step();
        let id = self.world.current.replace(0);
        let Some(running) = self.running.get(&id) else { return };
        if running.task.is_over() {
            self.running.remove(&id);
            return;
        }
        if let Some(Leave { when: When::Polls(polls), .. }) = running.leave
            && running.polls.get() >= polls
        {
            self.leave(id);
        }
    }

    fn act(&mut self) {
        let Some((_, todo)) = self.todo.pop_first() else { return };
        match todo {
            Todo::Call(call) => self.call(call),
            Todo::Leave(id) => self.leave(id),
            Todo::Act(act) => self.perform(act),
        }
    }

    /// The caller leaves, if the call is still under way.
    fn leave(&mut self, id: u32) {
        let Some(running) = self.running.get(&id).filter(|running| !running.task.is_over()) else { return };
        if running.leave.is_some_and(|leave| leave.is_abort) {
            if let Some(call) = self.world.book.borrow_mut().calls.get_mut(&id) {
                call.is_left = true;
            }
            running.signal.abort();
        } else if let Some(running) = self.running.remove(&id) {
            running.task.cancel();
            self.world.finish(id, None);
        }
    }

    fn perform(&mut self, act: Act) {
        let Self { world, clients, .. } = self;
        match act {
            Act::SetWall(by) => world.clock.set_wall(by),
            Act::Suspend(length) => world.clock.suspend(length),
            Act::Stall(length) => {
                world.book.borrow_mut().stalled += length;
                world.clock.go_to(world.clock.monotonic() + length);
            }
            Act::Revoke(application) => {
                let id = application.map(|application| world.plan.client_id(application));
                world.simulator(|simulator| simulator.revoke_tokens(id));
            }
            Act::Forget(client) => {
                if let Some(it) = clients.get(&client) {
                    it.forget_token();
                    world.tell(&mut world.book.borrow_mut(), |_| Notice::Forgot(client));
                }
            }
            Act::Close(client) => self.end(client),
        }
    }

    fn end(&mut self, client: usize) {
        let Some(it) = self.clients.get(&client).cloned() else { return };
        self.world.book.borrow_mut().clients[client].is_closed = true;
        let wish = it.invocation(CallKind::Close, &Value::Nothing);
        let world = Rc::clone(&self.world);
        self.world.tasks.spawn(async move {
            let outcome = it.execute(wish?).await;
            world.book.borrow_mut().clients[client].is_gone = true;
            outcome
        });
    }

    /// Begins a call.
    fn call(&mut self, plan: CallPlan) {
        let Some(client) = self.clients.get(&plan.client).cloned() else { return };
        let (world, id, leave) = (Rc::clone(&self.world), plan.id, plan.leave);
        let begun = world.clock.monotonic();
        if let Some(Leave { when: When::Milliseconds(after), .. }) = leave {
            self.plan(begun + after, Todo::Leave(id));
        }
        let (signal, polls) = (Signal::default(), Rc::<std::cell::Cell<u32>>::default());
        let settings = effective(&plan, world.plan.clients[plan.client].patience);
        let (want, options) = options(&plan, &signal);
        let wish = client.invocation(want, &options);
        let stalled = world.book.borrow().stalled;
        let exchanges = Vec::new();
        world.begin(
            id,
            Call { plan, settings, begun, stalled, number: None, exchanges, is_left: false, is_over: false },
        );
        let (counted, ended) = (Rc::clone(&polls), Rc::clone(&self.ended));
        let task = self.world.tasks.spawn(async move {
            let mut work = pin!(async { client.execute(wish?).await });
            let outcome = poll_fn(|context| {
                world.current.set(id);
                counted.set(counted.get() + 1);
                work.as_mut().poll(context)
            });
            let outcome = outcome.await;
            world.finish(id, Some(&outcome));
            if id >= TAIL {
                ended.borrow_mut().insert(id, outcome);
            }
        });
        let is_at_once = matches!(leave, Some(Leave { when: When::Polls(0), .. }));
        self.running.insert(id, Running { task, signal, polls, leave });
        if is_at_once {
            self.leave(id);
        }
    }

    /// When nothing goes wrong any more and all pauses are over, every client works.
    fn tail(&mut self) {
        let world = Rc::clone(&self.world);
        world.is_calm.set(true);
        for application in 0..world.plan.config.applications.len() {
            world.simulator(|simulator| simulator.update(world.plan.client_id(application), |it| it.quotas.clear()));
        }
        for client in self.clients.keys().copied().collect::<Vec<_>>() {
            if self.is_broken() || world.book.borrow().clients[client].is_closed {
                continue;
            }
            world.clock.go_to(world.clock.monotonic() + world.longest_wait(client));
            self.try_again(client);
        }
    }

    fn try_again(&mut self, client: usize) {
        let world = Rc::clone(&self.world);
        let (source, application) = (world.plan.clients[client].source, world.plan.clients[client].application);
        let set_secret = |secret: String| {
            world.simulator(|simulator| {
                simulator.update(world.plan.client_id(application), |it| it.client_secret = secret.into())
            });
        };
        if source == Source::WrongSecret {
            set_secret(world.secret_of(client));
        }
        let id = TAIL + u32::try_from(client).unwrap();
        let at = world.clock.monotonic();
        // Even at three calls a minute, two of them fit in.
        let slow = world.plan.clients[client].rate.map_or(0, Rate::longest_wait);
        let deadline = 200_000 + u32::try_from(slow).unwrap() * 2;
        let patience = Patience { timeout: Some(30_000), deadline: Some(deadline), ..Patience::default() };
        self.call(CallPlan { id, client, at, wanted: Wanted::Healthcheck, patience, leave: None });
        self.play();
        set_secret(world.plan.secret(application).to_owned());
        let has_profile = world.plan.config.applications[application].business_profile;
        let ended = self.ended.borrow();
        let is_well = ended.get(&id).is_some_and(|outcome| answers::is_well(outcome, has_profile));
        if !is_well {
            let says = format!("client {client} does not work when all is well again: {:?}", ended.get(&id));
            world.breaks(Broken { invariant: "liveness", says });
        }
    }

    /// All clients are closed, and nothing is left.
    fn close(&mut self) {
        for client in self.clients.keys().copied().collect::<Vec<_>>() {
            self.end(client);
        }
        self.play();
        let world = &self.world;
        let (tasks, timers) = (world.tasks.under_way(), world.clock.timers());
        if tasks + timers > 0 && !self.is_broken() {
            let says = format!("{tasks} tasks and {timers} timers are left after all was closed");
            world.breaks(Broken { invariant: "leftover", says });
        }
        world.tell(&mut world.book.borrow_mut(), |_| Notice::Over);
    }

    fn report(self) -> Report {
        let world = self.world;
        drop((self.running, self.clients));
        let mut trace = world.trace.take();
        let struck = world.struck.take();
        trace.counts.strikes = struck.len() as u64;
        let broken = world.broken();
        world.tasks.clear();
        Report { broken, hash: trace.hash, counts: trace.counts, lines: trace.lines.unwrap_or_default(), struck }
    }
}
