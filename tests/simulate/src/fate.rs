//! What happens to a request on its way: how long it takes, and what goes wrong. It depends on the seed, on which
//! request it is and on the weather at that time, and not on what other calls do, so that a call can be left out of a
//! plan without changing the fate of the others.

use std::time::Duration;

use sne_cotation_simulator::{Fault, Server};

use crate::plan::{Faults, Plan};
use crate::support::chance::Chance;

/// Which request it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A call, and which of its requests, counted from 1.
    Call(u32, u32),
    /// A client, and which of its token requests.
    Token(usize, u32),
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Strike {
    /// The request is lost, and nobody says so.
    RequestLost,
    /// The request is acted on; its answer is lost, and nobody says so.
    AnswerLost,
    /// The request is acted on; then the connection breaks.
    AnswerReset,
    /// The network delivers the request twice; the answer is that to the second.
    Duplicated,
    /// The server, or what stands before it, is in trouble.
    Server(Fault),
    /// An answer with a `Retry-After`: the status, and the seconds, as a number or as a date.
    PutOff { status: u16, seconds: u64, is_date: bool },
}

/// Bad weather on the way to a server.
#[derive(Clone, Debug)]
pub struct Spell {
    pub start: u64,
    pub end: u64,
    pub server: Server,
    /// How likely it is that a request is struck.
    pub probability: f64,
    /// Empty: by any of those that there are.
    pub strike: Option<Strike>,
}

/// How a request travels.
#[derive(Clone, Debug)]
pub struct Fate {
    /// Milliseconds that the request takes.
    pub there: u64,
    /// Milliseconds that its answer takes.
    pub back: u64,
    pub strike: Option<Strike>,
}

impl Plan {
    /// The fate of a request that leaves at that instant.
    pub fn fate(&self, key: Key, now: u64) -> Fate {
        let chance = Chance::new(self.seed ^ number(key));
        chance.bits();
        let (there, back) = if self.is_uneven { (latency(&chance), latency(&chance)) } else { (5, 5) };
        let strike = match &self.faults {
            Faults::Listed(strikes) => strikes.get(&key).cloned(),
            Faults::Drawn(spells) => drawn(spells, key, now, &chance),
        };
        Fate { there, back, strike }
    }
}

/// A number that is different for each request.
fn number(key: Key) -> u64 {
    let (kind, who, nth) = match key {
        Key::Call(call, nth) => (1, u64::from(call), nth),
        Key::Token(client, nth) => (2, client as u64, nth),
    };
    Chance::new((who << 24) ^ (kind << 56) ^ u64::from(nth)).bits()
}

/// Mostly some milliseconds, at times seconds, so that answers overtake one another.
fn latency(chance: &Chance) -> u64 {
    match chance.below(20) {
        0 => chance.below(3_000),
        1..=3 => chance.below(300),
        _ => chance.below(30),
    }
}

fn drawn(spells: &[Spell], key: Key, now: u64, chance: &Chance) -> Option<Strike> {
    let server = if matches!(key, Key::Call(..)) { Server::Gateway } else { Server::AuthorizationServer };
    let over_us = |spell: &&Spell| spell.server == server && (spell.start..spell.end).contains(&now);
    let spell = spells.iter().filter(over_us).find(|spell| chance.unit() < spell.probability)?;
    Some(spell.strike.clone().unwrap_or_else(|| any(server, chance)))
}

/// Any of the troubles with a server.
pub fn any(server: Server, chance: &Chance) -> Strike {
    let common = |chance: &Chance| match chance.below(12) {
        0 => Strike::RequestLost,
        1 => Strike::AnswerLost,
        2 | 3 => Strike::AnswerReset,
        4 => Strike::Duplicated,
        5 => Strike::Server(Fault::DroppedConnection),
        6 => Strike::Server(Fault::TruncatedBody { after: usize::try_from(chance.below(30)).unwrap_or_default() }),
        7 => Strike::Server(Fault::SlowBody { chunk_size: 1, every: milliseconds(1 + chance.below(1_500)) }),
        8 => Strike::Server(Fault::Delay { by: milliseconds(chance.below(45_000)) }),
        9 => Strike::Server(Fault::HtmlPage),
        10 => Strike::Server(Fault::LoginRedirect),
        _ => put_off(503, chance),
    };
    match (server, chance.below(14)) {
        (_, 0..=4) => common(chance),
        (_, 10) => spurious(server, chance),
        (Server::Gateway, 11) => Strike::Server(Fault::TokenStoreDown),
        (Server::Gateway, 12) => Strike::Server(Fault::Empty { status: [400, 400, 404][index(chance, 3)] }),
        (Server::Gateway, 13) => Strike::Server(Fault::ApiUnauthorized { realm: "back-end".to_owned() }),
        (Server::AuthorizationServer, 11 | 12) => Strike::Server(Fault::RefusedClient),
        (Server::AuthorizationServer, 13) => Strike::Server(Fault::ExpiresIn { seconds: [0, -1][index(chance, 2)] }),
        (Server::Gateway, 5) => Strike::Server(Fault::Flapping { status: [400, 404, 405][index(chance, 3)] }),
        (Server::Gateway, 6) => Strike::Server(Fault::Flapping { status: [500, 502][index(chance, 2)] }),
        (Server::Gateway, 7) => Strike::Server(Fault::GatewayTimeout),
        (Server::Gateway, 8) => put_off(429, chance),
        (Server::AuthorizationServer, 5..=7) => Strike::Server(Fault::ThrottledToken),
        (Server::AuthorizationServer, 8) => put_off(503, chance),
        _ => Strike::Server(Fault::Outage { retry_after: None }),
    }
}

/// What platforms answer at times to a request that is good, and not to the same request a moment later.
pub fn spurious(server: Server, chance: &Chance) -> Strike {
    let empty = |status| Fault::Empty { status };
    Strike::Server(match (server, chance.below(5)) {
        (_, 0) => empty(400),
        (_, 1) => empty(404),
        (_, 2) => empty(500),
        (Server::AuthorizationServer, _) => Fault::RefusedClient,
        (Server::Gateway, _) => Fault::TokenStoreDown,
    })
}

/// An answer that asks to wait: mostly for seconds, at times for hours.
fn put_off(status: u16, chance: &Chance) -> Strike {
    let seconds = if chance.below(4) == 0 { 3_600 * (1 + chance.below(5)) } else { chance.below(25) };
    Strike::PutOff { status, seconds, is_date: chance.below(3) == 0 }
}

pub fn index(chance: &Chance, end: u64) -> usize {
    usize::try_from(chance.below(end)).unwrap_or_default()
}

pub fn milliseconds(length: u64) -> Duration {
    Duration::from_millis(length)
}
