//! What a plan has of quotas besides: windows of hours and days, parts that are reserved, and a client that is alone
//! with its quotas and declares them. Drawn apart, so that the seeds keep the rest of their worlds.

use std::rc::Rc;

use sne_cotation_simulator::{Application, Environment, Quota};

use crate::fate::index;
use crate::plan::{ClientPlan, Patience, Plan, Rate, Source, WINDOWS};
use crate::support::chance::Chance;

/// Adds them to a plan.
pub fn add(plan: &mut Plan) {
    let chance = Chance::new(Chance::new(plan.seed ^ 0x7175_6f74_6173).bits());
    for rate in plan.clients.iter_mut().filter_map(|client| client.rate.as_mut()) {
        vary(rate, &chance);
    }
    if chance.below(4) == 0 {
        add_orderly(plan, &chance);
    }
}

fn vary(rate: &mut Rate, chance: &Chance) {
    match chance.below(6) {
        0 => rate.calls[2] = drawn(chance, 20, 400),
        1 => rate.calls[3] = drawn(chance, 200, 2_000),
        // Nothing is declared: the client only listens.
        2 => rate.calls = [0; 4],
        _ => {}
    }
    if chance.below(4) == 0 {
        rate.reserve = drawn(chance, 1, 6);
    }
}

/// A client that shares its quotas with nobody, and the calls that it makes instead of others. The way to the gateway
/// is even: how far arrivals are moved by a network is for a test with a real one.
fn add_orderly(plan: &mut Plan, chance: &Chance) {
    let calls = [[5, 0, 0, 0], [10, 40, 0, 0], [0, 20, 0, 0], [6, 0, 50, 0], [8, 0, 0, 60]][index(chance, 5)];
    let is_sliding = chance.below(2) == 0;
    let mut config = (*plan.config).clone();
    let id = "00000000-0000-4000-8000-0000000000ff".to_owned();
    let mut application = Application::new(Environment::Sandbox, id, format!("s3cr&t/quota+{:016x}", chance.bits()));
    let declared = WINDOWS.into_iter().zip(calls).filter(|(_, calls)| *calls > 0);
    let quota = |((_, length), calls): ((&str, u64), u32)| {
        let (window, limit) = (length / 1_000, u64::from(calls));
        if is_sliding { Quota::sliding(window, limit) } else { Quota::new(window, limit) }
    };
    application.quotas = declared.map(quota).collect();
    config.applications.push(application);
    let client = plan.clients.len();
    plan.clients.push(ClientPlan {
        application: config.applications.len() - 1,
        source: Source::Credentials,
        rate: Some(Rate { calls, reserve: 0, max_queued: 1_000 }),
        patience: Patience::default(),
        is_orderly: true,
    });
    plan.config = Rc::new(config);
    plan.is_uneven = false;
    for call in plan.calls.iter_mut().filter(|call| call.id % 4 != 0) {
        call.client = client;
    }
}

fn drawn(chance: &Chance, from: u64, to: u64) -> u32 {
    u32::try_from(from + chance.below(to - from)).unwrap_or_default()
}
