//! The world of a run: the clock, PISTE and what stands behind it, the book, and those who watch over the invariants.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::{Duration, UNIX_EPOCH};

use sne_cotation::core::event::{Event, EventKind};
use sne_cotation_simulator::{Fault, Request, Response, Simulator};

use crate::book::{Book, Call, Client, Exchange, Got, Notice, Target, whole};
use crate::fate::{Fate, Key, Strike};
use crate::plan::{Plan, Rate, Source};
use crate::support::chance::Chance;
use crate::support::clock::Clock;
use crate::support::parsing::encode_pairs;
use crate::support::scene::Outcome;
use crate::support::tasks::Tasks;
use crate::trace::Trace;
use crate::watch::{self, Broken, Watch};
use crate::way::{disguised, server_of, token_in};

/// What the back-end answers to a healthcheck when all is well.
const WELL: &[u8] = br#"{"version":"1.0","etat":"OK"}"#;
/// Seconds that a token must still live for a relay to hand it out again.
const LEAST_LIFE: u64 = 2;

/// All but the clients and their callers.
pub struct World {
    pub plan: Rc<Plan>,
    pub clock: Clock,
    pub tasks: Tasks,
    pub book: RefCell<Book>,
    pub trace: RefCell<Trace>,
    /// The call whose task runs; 0 when it is none's.
    pub current: Cell<u32>,
    /// Whether nothing goes wrong any more.
    pub is_calm: Cell<bool>,
    /// What went wrong.
    pub struck: RefCell<BTreeMap<Key, Strike>>,
    simulator: RefCell<Simulator>,
    /// What the relays of clients with a provider keep: a token and its end, on the server's clock.
    relays: RefCell<Vec<Option<(String, Duration)>>>,
    watchers: RefCell<Vec<Box<dyn Watch>>>,
    broken: RefCell<Option<Broken>>,
}

impl World {
    pub fn new(plan: Rc<Plan>, trace: Trace) -> Rc<Self> {
        let clock = Clock::default();
        let order = Chance::new(plan.seed.rotate_left(32));
        let tasks = if plan.is_shuffled { Tasks::shuffled(clock.clone(), order) } else { Tasks::new(clock.clone()) };
        let count = plan.clients.len();
        let book = Book {
            plan: Rc::clone(&plan),
            now: clock.now(),
            calls: BTreeMap::new(),
            exchanges: Vec::new(),
            flying: Vec::new(),
            secrets: (0..plan.config.applications.len()).map(|number| forms_of(plan.secret(number))).collect(),
            clients: (0..count).map(|_| Client::default()).collect(),
            stalled: 0,
        };
        Rc::new(Self {
            simulator: RefCell::new(Simulator::new((*plan.config).clone())),
            relays: RefCell::new(vec![None; count]),
            watchers: RefCell::new(watch::all(count)),
            book: RefCell::new(book),
            trace: RefCell::new(trace),
            current: Cell::default(),
            is_calm: Cell::default(),
            struck: RefCell::default(),
            broken: RefCell::default(),
            plan,
            clock,
            tasks,
        })
    }

    /// Shows what has just happened to those who watch.
    pub fn tell<'a>(&self, book: &'a mut Book, notice: impl FnOnce(&'a Book) -> Notice<'a>) {
        book.now = self.clock.now();
        let book = &*book;
        let notice = notice(book);
        self.trace.borrow_mut().note(&notice, book);
        for watcher in self.watchers.borrow_mut().iter_mut() {
            if let Err(broken) = watcher.see(&notice, book) {
                self.breaks(broken);
            }
        }
    }

    /// The first invariant that breaks is the one that counts.
    pub fn breaks(&self, broken: Broken) {
        self.broken.borrow_mut().get_or_insert(broken);
    }

    pub fn broken(&self) -> Option<Broken> {
        self.broken.borrow().clone()
    }

    /// Writes a request into the book: its number there, and which of its kind it is.
    pub fn send(&self, client: usize, target: Target, request: &Request) -> (usize, Key) {
        let mut book = self.book.borrow_mut();
        let (id, call) = (book.exchanges.len(), self.current.get());
        let nth = if target == Target::Api {
            let call = book.calls.get_mut(&call).expect("requests are sent by calls");
            call.exchanges.push(id);
            u32::try_from(call.exchanges.len()).unwrap()
        } else {
            book.clients[client].token_requests += 1;
            book.clients[client].token_requests
        };
        book.flying.push(id);
        let Request { method, url, headers, body } = request.clone();
        let sent = self.clock.now();
        let exchange = Exchange { client, target, call, nth, sent, method, url, headers, body, due: None, end: None };
        if let Some(token) = exchange.token().filter(|token| !book.clients[client].tokens.contains(*token)) {
            book.clients[client].tokens.insert(token.to_owned());
        }
        book.exchanges.push(exchange);
        self.tell(&mut book, |book| Notice::Sent(&book.exchanges[id]));
        (id, if target == Target::Api { Key::Call(call, nth) } else { Key::Token(client, nth) })
    }

    /// The fate of a request that leaves now.
    pub fn fate(&self, id: usize, key: Key) -> Fate {
        let calm = Fate { there: 5, back: 5, strike: None };
        let now = self.clock.monotonic();
        let fate = if self.is_calm.get() { calm } else { self.plan.fate(key, now) };
        let mut book = self.book.borrow_mut();
        match &fate.strike {
            Some(strike) => drop(self.struck.borrow_mut().insert(key, strike.clone())),
            None => book.exchanges[id].due = Some((now + fate.there + fate.back, book.stalled)),
        }
        fate
    }

    pub fn end(&self, id: usize, got: Got) {
        let mut book = self.book.borrow_mut();
        book.flying.retain(|other| *other != id);
        book.exchanges[id].end = Some((self.clock.now(), got));
        self.tell(&mut book, |book| Notice::Got(&book.exchanges[id]));
    }

    pub fn cancel(&self, id: usize) {
        let mut book = self.book.borrow_mut();
        book.flying.retain(|other| *other != id);
        book.exchanges[id].end = Some((self.clock.now(), Got::Cancelled));
    }

    pub fn observe(&self, client: usize, event: Event) {
        let (mut book, call) = (self.book.borrow_mut(), self.current.get());
        if event.kind == EventKind::CallBegun {
            book.calls.get_mut(&call).expect("calls begin in their tasks").number = Some(event.call);
        }
        self.tell(&mut book, |_| Notice::Told(client, call, event));
    }

    pub fn begin(&self, id: u32, call: Call) {
        let mut book = self.book.borrow_mut();
        book.clients[call.plan.client].alive.push(id);
        book.calls.insert(id, call);
        self.tell(&mut book, |book| Notice::Begun(book.call(id)));
    }

    /// A call is over, with an outcome or because its caller has dropped it.
    pub fn finish(&self, id: u32, outcome: Option<&Outcome>) {
        let mut book = self.book.borrow_mut();
        let call = book.calls.get_mut(&id).expect("what ends has begun");
        call.is_over = true;
        let client = call.plan.client;
        book.clients[client].alive.retain(|alive| *alive != id);
        self.tell(&mut book, |book| {
            let call = book.call(id);
            outcome.map_or(Notice::Dropped(call), |outcome| Notice::Ended(call, outcome))
        });
    }

    /// Nobody has anything to do at this instant.
    pub fn rest(&self) {
        self.tell(&mut self.book.borrow_mut(), |_| Notice::Rest);
    }

    /// Does something to the simulator, whose clock is in step.
    pub fn simulator<T>(&self, act: impl FnOnce(&mut Simulator) -> T) -> T {
        let mut simulator = self.simulator.borrow_mut();
        simulator.set_now(self.clock.server_time());
        act(&mut simulator)
    }

    /// A request arrives at its server. Behind the gateway stands a back-end that knows more than healthcheck, and says
    /// which call it answers.
    pub fn serve(&self, id: usize, request: &Request, fault: Option<Fault>) -> Response {
        let (client, target, call) = {
            let book = self.book.borrow();
            let exchange = &book.exchanges[id];
            (exchange.client, exchange.target, exchange.call)
        };
        let server = server_of(request);
        self.simulator(|simulator| {
            if let Some(fault) = fault {
                simulator.inject(server, fault);
            }
            if target != Target::Api || request.url.ends_with("/healthcheck") {
                return simulator.handle(request);
            }
            let mut response = simulator.handle(&disguised(request, self.plan.environment(client)));
            if response.body == WELL {
                response.body = serde_json::json!({ "call": call, "method": request.method }).to_string().into_bytes();
            }
            response
        })
    }

    /// The answer of a server that asks to wait.
    pub fn put_off(&self, status: u16, seconds: u64, is_date: bool) -> Response {
        let mut response = Response::empty(status);
        let told = if is_date {
            let wall = Duration::from_secs_f64(self.clock.now().wall / 1000.0) + Duration::from_secs(seconds);
            httpdate::fmt_http_date(UNIX_EPOCH + wall)
        } else {
            seconds.to_string()
        };
        response.set_header("Retry-After", told);
        response
    }

    /// What a talkative platform says of a request that failed: what was in it.
    pub fn repeated(&self, id: usize) -> String {
        let book = self.book.borrow();
        let exchange = &book.exchanges[id];
        let token = exchange.header("authorization").unwrap_or_default();
        format!("fetch failed: {token} {}", String::from_utf8_lossy(&exchange.body))
    }

    /// What the relay of a client's provider gives: the token that it keeps, if it is not the one that was refused, or
    /// a new one. Its answer comes with the seconds that the token still has.
    pub fn ask_relay(&self, client: usize, rejected: Option<&str>) -> Option<(String, f64)> {
        let now = self.clock.server_time();
        let mut relays = self.relays.borrow_mut();
        let is_good = |(token, end): &(String, Duration)| {
            Some(token.as_str()) != rejected && *end > now + Duration::from_secs(LEAST_LIFE)
        };
        let kept = relays[client].clone().filter(is_good);
        let (token, end) = kept.or_else(|| self.mint(client))?;
        relays[client] = Some((token.clone(), end));
        Some((token, end.checked_sub(now)?.as_secs_f64()))
    }

    /// A token that a relay asks the authorisation server for.
    fn mint(&self, client: usize) -> Option<(String, Duration)> {
        let application = self.plan.clients[client].application;
        let (id, secret) = (self.plan.client_id(application), self.plan.secret(application));
        let form = [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret)];
        let request = Request::new("POST", self.plan.environment(client).token_url())
            .with_header("Content-Type", "application/x-www-form-urlencoded")
            .with_body(encode_pairs(form.into_iter()));
        let response = self.simulator(|simulator| simulator.handle(&request));
        let (token, lifetime) = token_in(&response.body).filter(|_| response.status == 200)?;
        Some((token.to_string(), self.clock.server_time() + Duration::from_secs_f64(lifetime)))
    }

    /// The secret that a client was given.
    pub fn secret_of(&self, client: usize) -> String {
        let planned = &self.plan.clients[client];
        let secret = self.plan.secret(planned.application).to_owned();
        if planned.source == Source::WrongSecret { format!("wrong {secret}") } else { secret }
    }

    /// How long the API and PISTE are to be left alone until a client may try again.
    pub fn longest_wait(&self, client: usize) -> u64 {
        let book = self.book.borrow();
        let asked = watch::repetition::latest_put_off(client, &book).saturating_sub(whole(self.clock.now()));
        let slow = self.plan.clients[client].rate.map_or(0, Rate::longest_wait);
        asked.max(60_000).max(slow) + 1_000
    }
}

/// A secret, as it is and as it is sent.
fn forms_of(secret: &str) -> [String; 2] {
    [secret.to_owned(), encode_pairs([("", secret)].into_iter()).split_off(1)]
}
