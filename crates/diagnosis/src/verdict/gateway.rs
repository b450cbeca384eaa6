//! The gateway: whether it answers, and lets calls through.

use super::silence::{Who, causes, intercepted};
use super::told::Told;
use crate::cause::Cause;
use crate::failure_kind::FailureKind;
use crate::finding::Finding;
use crate::observations::Observations;
use crate::outcome::Outcome;
use crate::probe::Probe;
use crate::setup::LastCall;

/// Seconds. Whoever is asked to wait longer has used up more than a minute's worth.
const LONG_WAIT: f64 = 3_600.0;

const ASKED: &[Probe] = &[Probe::AskGateway];
const CALLED: &[Probe] = &[Probe::Healthcheck, Probe::HealthcheckAgain];
const BOTH: &[Probe] = &[Probe::Healthcheck, Probe::HealthcheckAgain, Probe::AskGateway];

pub(super) fn of(seen: &Observations) -> Option<Told> {
    if seen.has_token() && seen.setup.last_call != LastCall::Nothing {
        called(seen, &seen.call()?)
    } else {
        Some(asked(seen, &seen.of(Probe::AskGateway)?))
    }
}

/// What a call with a token shows.
fn called(seen: &Observations, call: &Outcome) -> Option<Told> {
    let failed = |finding, causes: &[Cause]| Some(Told::failed(finding, CALLED, causes));
    match call.failure {
        Some(FailureKind::Quota) => Some(Told::failed(Finding::QuotaUsedUp, CALLED, &[]).because(quotas(call))),
        Some(FailureKind::Blocked) => failed(Finding::AccessBlocked, &[Cause::Suspicion]),
        Some(FailureKind::Hidden) => Some(hidden(seen, &seen.of(Probe::AskGateway)?)),
        Some(failure) if is_the_gateways(failure) => Some(out_of_order(seen, call, failure, CALLED)),
        _ if seen.of(Probe::HealthcheckAgain).is_some() => Some(Told::ok(Finding::GatewayFlaps, CALLED)),
        _ => Some(Told::ok(Finding::GatewayAnswers, CALLED)),
    }
}

/// What a question without a token shows.
fn asked(seen: &Observations, answer: &Outcome) -> Told {
    match answer.failure {
        None if answer.is_opaque => Told::ok(Finding::GatewayHidden, ASKED),
        None => Told::ok(Finding::GatewayAnswers, ASKED),
        Some(failure) if seen.setup.is_page && failure.is_silence() => {
            Told::unknown(Finding::GatewayUnseen, ASKED).because(causes(seen.setup, answer, Who::Gateway))
        }
        Some(failure) => out_of_order(seen, answer, failure, ASKED),
    }
}

/// What a browser hides from a page: the gateway's refusal, if the gateway can be reached at all.
fn hidden(seen: &Observations, asked: &Outcome) -> Told {
    if asked.failure.is_none() {
        return Told::failed(Finding::CorsRefused, BOTH, &[Cause::CorsOrigin, Cause::Incident]);
    }
    let mut likely = causes(seen.setup, asked, Who::Gateway);
    likely.push(Cause::CorsOrigin);
    Told::failed(Finding::GatewaySilent, BOTH, &likely)
}

/// Whether a failed call says that no gateway is there, or none that works.
fn is_the_gateways(failure: FailureKind) -> bool {
    failure.is_silence()
        || matches!(
            failure,
            FailureKind::Down | FailureKind::Html | FailureKind::Redirected | FailureKind::AddressWrong
        )
}

fn out_of_order(seen: &Observations, outcome: &Outcome, failure: FailureKind, evidence: &[Probe]) -> Told {
    let told = |finding| Told::failed(finding, evidence, &[]);
    match failure {
        FailureKind::Down => {
            told(Finding::GatewayDown).because(vec![Cause::GatewayDown, Cause::BackEndDown, Cause::Incident])
        }
        silence if silence.is_silence() => {
            told(Finding::GatewaySilent).because(causes(seen.setup, outcome, Who::Gateway))
        }
        other => told(Finding::GatewayOther).because(intercepted(seen.setup, other, Who::Gateway)),
    }
}

/// Which quota it is: a short wait may also be the end of a long one.
fn quotas(call: &Outcome) -> Vec<Cause> {
    match call.retry_after {
        Some(seconds) if seconds > LONG_WAIT => vec![Cause::QuotaOfDay],
        _ => vec![Cause::QuotaOfSeconds, Cause::QuotaOfDay],
    }
}
