//! The authorisation server: whether it answers.

use super::silence::{Who, causes, intercepted};
use super::told::Told;
use crate::cause::Cause;
use crate::failure_kind::FailureKind;
use crate::finding::Finding;
use crate::observations::Observations;
use crate::outcome::Outcome;
use crate::probe::Probe;
use crate::setup::LastCall;

const ASKED: &[Probe] = &[Probe::AskServer];
const BOTH: &[Probe] = &[Probe::AskServer, Probe::Token];

pub(super) fn of(seen: &Observations) -> Option<Told> {
    if seen.setup.is_provided {
        return of_provider(seen, Finding::ServerDeduced, Finding::ServerOfProvider);
    }
    let asked = seen.of(Probe::AskServer)?;
    let Some(failure) = asked.failure else {
        let finding = if asked.is_opaque { Finding::ServerHidden } else { Finding::ServerAnswers };
        return Some(Told::ok(finding, ASKED));
    };
    if !seen.may_send_credentials() {
        return Some(failed(seen, &asked, failure, ASKED));
    }
    // The failure may have passed since, or may concern only requests without credentials.
    let token = seen.of(Probe::Token)?;
    Some(match token.failure {
        Some(FailureKind::Hidden) => {
            Told::unknown(Finding::ServerUnseen, BOTH).because(vec![Cause::BrowserRefused, Cause::ContentPolicy])
        }
        Some(again) if is_the_servers(again) => failed(seen, &token, again, BOTH),
        _ => Told::ok(Finding::ServerAnswers, BOTH),
    })
}

/// What a provider's token proves, once the gateway has accepted it.
pub(super) fn of_provider(seen: &Observations, deduced: Finding, unknown: Finding) -> Option<Told> {
    let is_accepted = match seen.of(Probe::Token)?.failure {
        None if seen.setup.last_call == LastCall::Nothing => false,
        None => super::token::is_accepted(&seen.call()?),
        Some(_) => false,
    };
    Some(if is_accepted { Told::ok(deduced, &[]) } else { Told::unknown(unknown, &[]) })
}

/// Whether a failed token request says that no authorisation server is there, or none that works.
fn is_the_servers(failure: FailureKind) -> bool {
    failure.is_silence() || failure.is_another() || matches!(failure, FailureKind::Down | FailureKind::Forbidden)
}

fn failed(seen: &Observations, outcome: &Outcome, failure: FailureKind, evidence: &[Probe]) -> Told {
    let told = |finding| Told::failed(finding, evidence, &[]);
    match failure {
        FailureKind::Down | FailureKind::BackEndLate => {
            told(Finding::ServerDown).because(vec![Cause::ServerDown, Cause::Incident])
        }
        FailureKind::Forbidden => told(Finding::ServerForbids).because(vec![Cause::OriginAdded, Cause::Intercepted]),
        silence if silence.is_silence() => {
            told(Finding::ServerSilent).because(causes(seen.setup, outcome, Who::Server))
        }
        other => told(Finding::ServerOther).because(intercepted(seen.setup, other, Who::Server)),
    }
}
