//! A diagnosis told what came of its probes, and what it made of that.

#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::large_types_passed_by_value, reason = "the tests read better so")]

use sne_cotation_common::environment::Environment;
use sne_cotation_diagnosis::diagnosis::Diagnosis;
use sne_cotation_diagnosis::facts::Facts;
use sne_cotation_diagnosis::probe::Probe;
use sne_cotation_diagnosis::setup::{LastCall, Setup};
use sne_cotation_diagnosis::step::{Status, Step};
use sne_cotation_diagnosis::verdict::Verdict;

/// A client with credentials, on a server, in the sandbox.
pub const SANDBOX: Setup = Setup {
    server: Environment::Sandbox,
    gateway: Environment::Sandbox,
    is_page: false,
    is_provided: false,
    tries_other: false,
    ignores_proxy: false,
    has_store: false,
    last_call: LastCall::Healthcheck,
};

/// What comes of the probes.
#[derive(Clone, Copy)]
pub struct World {
    pub ask_server: Facts<'static>,
    pub token: Facts<'static>,
    pub other_token: Facts<'static>,
    pub ask_gateway: Facts<'static>,
    pub healthcheck: Facts<'static>,
    /// What comes of a second call; the same as of the first, where it is not said.
    pub again: Option<Facts<'static>>,
    /// Why the store is not well, and the milliseconds that it takes.
    pub store: (&'static str, f64),
}

/// The refusal of a question without credentials.
pub fn refusal() -> Facts<'static> {
    Facts { status: 400, content_type: "application/json", code: "invalid_client", ahead: 0.5, ..Facts::default() }
}

/// The refusal of a call without a token.
pub fn challenge() -> Facts<'static> {
    Facts { status: 400, ..Facts::default() }
}

/// An answer that only has a status.
pub fn status(status: u16) -> Facts<'static> {
    Facts { status, ..Facts::default() }
}

/// A failure of the client's.
pub fn failure(reason: &'static str) -> Facts<'static> {
    Facts { reason, ..Facts::default() }
}

/// No answer, for that reason of the platform's.
pub fn silence(network: &'static str) -> Facts<'static> {
    Facts { reason: "network-failed", network, ..Facts::default() }
}

/// No answer that a page may see.
pub fn hidden() -> Facts<'static> {
    failure("network-failed-in-page")
}

/// An answer that a page may not see.
pub fn opaque() -> Facts<'static> {
    Facts { is_opaque: true, ..Facts::default() }
}

/// `healthcheck` as it is when all is well.
pub fn well() -> Facts<'static> {
    Facts { state: "OK", ..Facts::default() }
}

/// A world in which all is well.
pub fn good() -> World {
    let granted = Facts::default();
    World {
        ask_server: refusal(),
        token: granted,
        other_token: granted,
        ask_gateway: challenge(),
        healthcheck: well(),
        again: None,
        store: ("", 1.0),
    }
}

/// The probes that a diagnosis makes in a world, and its verdicts.
pub fn diagnose(setup: Setup, world: World) -> (Vec<Probe>, Vec<Verdict>) {
    let mut diagnosis = Diagnosis::new(setup);
    let mut probes = Vec::new();
    let mut verdicts = diagnosis.verdicts();
    while let Some(probe) = diagnosis.next() {
        assert!(!probes.contains(&probe), "{probe:?} twice");
        probes.push(probe);
        let facts = match probe {
            Probe::AskServer => world.ask_server,
            Probe::Token => world.token,
            Probe::OtherToken => world.other_token,
            Probe::AskGateway => world.ask_gateway,
            Probe::Healthcheck => world.healthcheck,
            Probe::HealthcheckAgain => world.again.unwrap_or(world.healthcheck),
            Probe::Store => Facts { reason: world.store.0, took: world.store.1, ..Facts::default() },
        };
        verdicts.extend(diagnosis.learn(probe, facts.outcome(probe, setup)));
    }
    let mut steps = Step::ALL.to_vec();
    steps.retain(|step| *step != Step::Store || setup.has_store);
    assert_eq!(verdicts.iter().map(|verdict| verdict.step).collect::<Vec<_>>(), steps, "every step, in order");
    (probes, verdicts)
}

/// A letter for each step: o ok, F failed, - skipped, ? unknown.
pub fn picture(verdicts: &[Verdict]) -> String {
    verdicts
        .iter()
        .map(|verdict| match verdict.status {
            Status::Ok => 'o',
            Status::Failed => 'F',
            Status::Skipped => '-',
            Status::Unknown => '?',
        })
        .collect()
}

/// The statuses, and the first step that failed with its causes: `oooF-o-- token: throttled`.
pub fn told(setup: Setup, world: World) -> String {
    let (_, verdicts) = diagnose(setup, world);
    let picture = picture(&verdicts);
    match verdicts.iter().find(|verdict| verdict.status == Status::Failed) {
        None => picture,
        Some(failed) => {
            let causes: Vec<_> = failed.causes.iter().map(|cause| cause.id()).collect();
            format!("{picture} {}: {}", failed.step.id(), causes.join(" "))
        }
    }
}
