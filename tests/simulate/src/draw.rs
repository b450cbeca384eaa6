//! The plan that follows from a seed: clients, calls in bursts and lulls, bad weather, and people at work.

use std::rc::Rc;

use sne_cotation_simulator::{Application, Config, Environment, ExpiresIn, Fault, Quota, RateLimitHeaders, Server};

use crate::draw_quotas as quotas;
use crate::fate::{Spell, Strike, any, index};
use crate::plan::{Act, ActPlan, CallPlan, ClientPlan, Faults, Leave, Patience, Plan, Rate, Source, Wanted, When};
use crate::support::chance::Chance;

/// The plan of a seed, with that many calls.
pub fn plan(seed: u64, calls: u32) -> Plan {
    // Seeds that follow one another are to have nothing in common.
    let chance = Chance::new(Chance::new(seed).bits());
    let applications = 1 + index(&chance, 4);
    let config = config(&chance, applications);
    let clients: Vec<_> = (0..=index(&chance, 6)).map(|_| client(&chance, applications)).collect();
    let calls = draw_calls(&chance, calls, clients.len());
    let end = calls.last().map_or(0, |call| call.at) + 5_000;
    let mut plan = Plan {
        seed,
        config: Rc::new(config),
        acts: acts(&chance, end, clients.len(), applications),
        faults: Faults::Drawn(spells(&chance, end)),
        clients,
        calls,
        is_uneven: chance.below(8) > 0,
        is_shuffled: chance.below(8) > 0,
    };
    quotas::add(&mut plan);
    plan
}

fn config(chance: &Chance, applications: usize) -> Config {
    let throttle = [Quota::new(1, 20), Quota::new(10, 3), Quota::new(1, 2)][index(chance, 3)];
    Config {
        applications: (0..applications).map(|number| application(chance, number)).collect(),
        seed: chance.bits(),
        token_throttle: throttle,
        expires_in: [ExpiresIn::Number, ExpiresIn::Number, ExpiresIn::Text, ExpiresIn::Absent][index(chance, 4)],
        rate_limit_headers: [RateLimitHeaders::Vendor, RateLimitHeaders::Split][index(chance, 2)],
        ..Config::default()
    }
}

fn application(chance: &Chance, number: usize) -> Application {
    let environment = if chance.below(3) == 0 { Environment::Production } else { Environment::Sandbox };
    let secret = format!("s3cr&t/{number}+{:016x}=é", chance.bits());
    let mut application = Application::new(environment, format!("00000000-0000-4000-8000-00000000000{number}"), secret);
    application.token_lifetime = [5, 20, 60, 300, 3_600][index(chance, 5)];
    application.business_profile = chance.below(12) > 0;
    application.quotas = match chance.below(6) {
        0 => vec![Quota::new(1, 1 + chance.below(20))],
        1 => vec![Quota::new(60, 10 + chance.below(100))],
        2 => vec![Quota::new(1, 10), Quota::new(86_400, 20 + chance.below(100))],
        _ => Vec::new(),
    };
    application
}

fn client(chance: &Chance, applications: usize) -> ClientPlan {
    let source = match chance.below(12) {
        0..=2 => Source::Provider,
        3 => Source::WrongSecret,
        _ => Source::Credentials,
    };
    let rate = (chance.below(3) == 0).then(|| Rate {
        calls: {
            let count = 1 + u32::try_from(chance.below(30)).unwrap_or_default();
            if chance.below(5) == 0 { [0, count, 0, 0] } else { [count, 0, 0, 0] }
        },
        reserve: 0,
        max_queued: [3, 50, 1_000][index(chance, 3)],
    });
    let application = index(chance, applications as u64);
    ClientPlan { application, source, rate, patience: patience(chance, 2), is_orderly: false }
}

/// Each of the four said once in so many times.
fn patience(chance: &Chance, rarity: u64) -> Patience {
    let one_of = |values: [u32; 4]| (chance.below(rarity) == 0).then(|| values[index(chance, 4)]);
    Patience {
        timeout: one_of([50, 700, 5_000, 40_000]),
        deadline: one_of([300, 4_000, 20_000, 200_000]),
        attempts: one_of([1, 2, 6, 12]),
        max_delay: one_of([100, 2_000, 10_000, 60_000]),
    }
}

/// Bursts of calls at once or nearly so, with lulls of up to minutes in between.
fn draw_calls(chance: &Chance, count: u32, clients: usize) -> Vec<CallPlan> {
    let (mut at, mut left_of_burst, mut gap) = (0, 0, 0);
    let calls = (1..=count).map(|id| {
        if left_of_burst == 0 {
            at += [0, 50, 1_000, 10_000, 90_000][index(chance, 5)] * chance.below(10) / 5;
            left_of_burst = 1 + chance.below(30);
            gap = [0, 1, 10, 300, 2_000][index(chance, 5)];
        }
        left_of_burst -= 1;
        at += chance.below(gap + 1);
        call(chance, id, at, clients)
    });
    calls.collect()
}

fn call(chance: &Chance, id: u32, at: u64, clients: usize) -> CallPlan {
    use Wanted::{Get, Healthcheck, IdempotentPost, Post, Put, Token};
    let wanted = [Healthcheck, Healthcheck, Get, Post, Post, Put, IdempotentPost, Token][index(chance, 8)];
    let leave = (chance.below(10) == 0).then(|| leave(chance));
    CallPlan { id, client: index(chance, clients as u64), at, wanted, patience: patience(chance, 12), leave }
}

fn leave(chance: &Chance) -> Leave {
    let when = match chance.below(3) {
        0 => When::Milliseconds(chance.below(20_000)),
        _ => When::Polls(u32::try_from(chance.below(14)).unwrap_or_default()),
    };
    Leave { is_abort: chance.below(2) == 0, when }
}

/// A background of faults, and spells in which much or all goes wrong in one way.
fn spells(chance: &Chance, end: u64) -> Vec<Spell> {
    let intensity = [0.0, 0.02, 0.1, 0.3][index(chance, 4)];
    let mut spells: Vec<_> = (0..chance.below(7)).map(|_| spell(chance, end)).collect();
    for server in [Server::Gateway, Server::AuthorizationServer] {
        spells.push(Spell { start: 0, end, server, probability: intensity, strike: None });
    }
    spells
}

fn spell(chance: &Chance, end: u64) -> Spell {
    let server = [Server::Gateway, Server::Gateway, Server::AuthorizationServer][index(chance, 3)];
    let start = chance.below(end);
    let length = [2_000, 20_000, 180_000][index(chance, 3)];
    let strike = match (server, chance.below(8)) {
        (_, 0 | 1) => Strike::Server(Fault::DroppedConnection),
        (_, 2) => Strike::Server(Fault::Outage { retry_after: None }),
        (Server::Gateway, 3) => Strike::Server(Fault::TokenStoreDown),
        (Server::Gateway, 4) => Strike::Server(Fault::Empty { status: 400 }),
        (Server::AuthorizationServer, 3 | 4) => Strike::Server(Fault::RefusedClient),
        _ => any(server, chance),
    };
    Spell { start, end: end.min(start + length), server, probability: 0.3 + chance.unit(), strike: Some(strike) }
}

fn acts(chance: &Chance, end: u64, clients: usize, applications: usize) -> Vec<ActPlan> {
    let mut acts: Vec<_> = (0..chance.below(12))
        .map(|_| ActPlan { at: chance.below(end), act: act(chance, clients, applications) })
        .collect();
    if chance.below(2) == 0 {
        acts.push(ActPlan { at: chance.below(end), act: Act::Close(index(chance, clients as u64)) });
    }
    acts.sort_by_key(|planned| planned.at);
    acts
}

fn act(chance: &Chance, clients: usize, applications: usize) -> Act {
    let length = [500, 8_000, 90_000, 7_200_000][index(chance, 4)];
    let signed = i64::try_from(length).unwrap_or_default();
    match chance.below(9) {
        0 => Act::SetWall(signed),
        1 => Act::SetWall(-signed),
        2 => Act::Suspend(length),
        3 => Act::Stall(chance.below(length.min(20_000))),
        4 => Act::Forget(index(chance, clients as u64)),
        5 => Act::Revoke(None),
        _ => Act::Revoke(Some(index(chance, applications as u64))),
    }
}
