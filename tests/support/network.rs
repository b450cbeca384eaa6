//! The network between client and simulator: how long it takes, what a test does to it, and a record of all of it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use sne_cotation::core::error::Cause;
use sne_cotation::core::platform::{Failure, Limits};
use sne_cotation_simulator::{Config, Fault, Request, Response as Answer, Server, Simulator};

use super::clock::Clock;
use super::response::Response;
use super::transport;

/// What a test does to a request on its way: change it, answer it, or neither.
type Hook = Box<dyn FnMut(&mut Request) -> Option<Reply>>;

/// What comes back instead of the simulator's answer.
pub enum Reply {
    /// An answer.
    Answer(Answer),
    /// A failure that says this.
    Unreachable(Cause),
    /// A failure after this status, that says this.
    Interrupted(u16, Cause),
    /// Nothing, ever.
    Silence,
}

/// The network. Its clones are the same.
#[derive(Clone)]
pub struct Network(Rc<State>);

struct State {
    clock: Clock,
    simulator: RefCell<Simulator>,
    hook: RefCell<Option<Hook>>,
    sent: RefCell<Vec<Request>>,
    /// Milliseconds that a request takes, and then its answer.
    latency: Cell<(u64, u64)>,
    under_way: Cell<usize>,
    cancelled: Cell<usize>,
    forgotten: Cell<usize>,
}

impl Network {
    pub fn new(clock: Clock, config: Config) -> Self {
        Self(Rc::new(State {
            clock,
            simulator: RefCell::new(Simulator::new(config)),
            hook: RefCell::default(),
            sent: RefCell::default(),
            latency: Cell::new((5, 5)),
            under_way: Cell::default(),
            cancelled: Cell::default(),
            forgotten: Cell::default(),
        }))
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Sets the milliseconds that a request takes, and then its answer.
    pub fn set_latency(&self, there: u64, back: u64) {
        self.0.latency.set((there, back));
    }

    /// Sets what is done to each request as it arrives.
    pub fn set_hook(&self, hook: impl FnMut(&mut Request) -> Option<Reply> + 'static) {
        self.0.hook.replace(Some(Box::new(hook)));
    }

    pub fn remove_hook(&self) {
        self.0.hook.take();
    }

    /// Does something to the simulator, whose clock is in step.
    pub fn simulator<T>(&self, act: impl FnOnce(&mut Simulator) -> T) -> T {
        let mut simulator = self.0.simulator.borrow_mut();
        simulator.set_now(self.0.clock.server_time());
        act(&mut simulator)
    }

    pub fn inject(&self, server: Server, fault: Fault) {
        self.simulator(|simulator| simulator.inject(server, fault));
    }

    /// What the client sent, as it sent it.
    pub fn sent(&self) -> Vec<Request> {
        self.0.sent.borrow().clone()
    }

    /// How many requests went to the authorisation server, and how many to the API.
    pub fn counts(&self) -> (usize, usize) {
        let sent = self.0.sent.borrow();
        let tokens = sent.iter().filter(|request| is_token_request(request)).count();
        (tokens, sent.len() - tokens)
    }

    /// How many exchanges are neither finished nor cancelled.
    pub fn under_way(&self) -> usize {
        self.0.under_way.get()
    }

    /// How many exchanges were dropped before their end.
    pub fn cancelled(&self) -> usize {
        self.0.cancelled.get()
    }

    /// How often the platform was told to forget requests with a token.
    pub fn forgotten(&self) -> usize {
        self.0.forgotten.get()
    }

    pub fn forget(&self) {
        self.0.forgotten.set(self.forgotten() + 1);
    }

    /// Something under way, counted until it is over or given up.
    pub fn begin(&self) -> Underway {
        self.0.under_way.set(self.under_way() + 1);
        Underway { network: self.clone(), is_over: false }
    }

    /// Carries a request there and its answer back.
    pub async fn exchange(&self, request: Request, limits: Limits) -> Result<Response, Failure> {
        self.0.sent.borrow_mut().push(request.clone());
        let underway = self.begin();
        let (there, back) = self.0.latency.get();
        self.0.clock.sleep(there).await;
        let reply = self.reply(request);
        self.0.clock.sleep(back).await;
        let outcome = match reply {
            Reply::Answer(answer) => transport::receive(&self.0.clock, answer, limits).await,
            Reply::Unreachable(cause) => Err(Failure::Unreachable(cause)),
            Reply::Interrupted(status, cause) => Err(Failure::Interrupted(status, cause)),
            Reply::Silence => std::future::pending().await,
        };
        underway.end();
        outcome
    }

    fn reply(&self, mut request: Request) -> Reply {
        let mut hook = self.0.hook.borrow_mut();
        let reply = hook.as_mut().and_then(|hook| hook(&mut request));
        reply.unwrap_or_else(|| Reply::Answer(self.simulator(|simulator| simulator.handle(&request))))
    }
}

/// Whether a request goes to the authorisation server of either environment.
pub fn is_token_request(request: &Request) -> bool {
    request.url.contains("oauth.piste.gouv.fr/")
}

/// Something under way. Dropped before its end, it is cancelled.
pub struct Underway {
    network: Network,
    is_over: bool,
}

impl Underway {
    pub fn end(mut self) {
        self.is_over = true;
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        let State { under_way, cancelled, .. } = &*self.network.0;
        under_way.set(under_way.get() - 1);
        cancelled.set(cancelled.get() + usize::from(!self.is_over));
    }
}
