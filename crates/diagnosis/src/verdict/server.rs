//! The authorisation server: whether it answers.

use super::silence::{Who, causes, intercepted};
use super::told::Told;
use crate::cause::Cause;
use crate::finding::Finding;
use crate::observations::Seen;
use crate::outcome::Outcome;
use crate::probe::Probe;
use crate::trouble::Trouble;

const ASKED: &[Probe] = &[Probe::AskServer];
const BOTH: &[Probe] = &[Probe::AskServer, Probe::Token];

pub(super) fn of(seen: &Seen) -> Option<Told> {
    if seen.setup.is_provided {
        return of_provider(seen, Finding::ServerDeduced, Finding::ServerOfProvider);
    }
    let asked = seen.of(Probe::AskServer)?;
    let Some(trouble) = asked.trouble else {
        let finding = if asked.is_opaque { Finding::ServerHidden } else { Finding::ServerAnswers };
        return Some(Told::ok(finding, ASKED));
    };
    if !seen.may_send_credentials() {
        return Some(failed(seen, &asked, trouble, ASKED));
    }
    // What looked bad may have passed, or was only said to who has no credentials.
    let token = seen.of(Probe::Token)?;
    Some(match token.trouble {
        Some(Trouble::Hidden) => {
            Told::unknown(Finding::ServerUnseen, BOTH).because(vec![Cause::BrowserRefused, Cause::ContentPolicy])
        }
        Some(again) if is_the_servers(again) => failed(seen, &token, again, BOTH),
        _ => Told::ok(Finding::ServerAnswers, BOTH),
    })
}

/// What a provider's token proves, once the gateway has accepted it.
pub(super) fn of_provider(seen: &Seen, deduced: Finding, unknown: Finding) -> Option<Told> {
    let is_accepted = match seen.of(Probe::Token)?.trouble {
        None => super::token::is_accepted(&seen.call()?),
        Some(_) => false,
    };
    Some(if is_accepted { Told::ok(deduced, &[]) } else { Told::unknown(unknown, &[]) })
}

/// Whether a failed token request says that no authorisation server is there, or none that works.
fn is_the_servers(trouble: Trouble) -> bool {
    trouble.is_silence() || trouble.is_another() || matches!(trouble, Trouble::Down | Trouble::Forbidden)
}

fn failed(seen: &Seen, outcome: &Outcome, trouble: Trouble, evidence: &[Probe]) -> Told {
    let told = |finding| Told::failed(finding, evidence, &[]);
    match trouble {
        Trouble::Down | Trouble::BackEndLate => {
            told(Finding::ServerDown).because(vec![Cause::ServerDown, Cause::Incident])
        }
        Trouble::Forbidden => told(Finding::ServerForbids).because(vec![Cause::OriginAdded, Cause::Intercepted]),
        silence if silence.is_silence() => {
            told(Finding::ServerSilent).because(causes(seen.setup, outcome, Who::Server))
        }
        other => told(Finding::ServerOther).because(intercepted(seen.setup, other, Who::Server)),
    }
}
