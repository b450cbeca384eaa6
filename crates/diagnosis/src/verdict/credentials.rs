//! The credentials: whether the authorisation server accepts them.

use sne_cotation_common::environment::Environment;

use super::server::of_provider;
use super::told::Told;
use crate::cause::Cause;
use crate::failure_kind::FailureKind;
use crate::finding::Finding;
use crate::observations::Observations;
use crate::probe::Probe;

const TOKEN: &[Probe] = &[Probe::Token];

pub(super) fn of(seen: &Observations) -> Option<Told> {
    if seen.setup.is_provided {
        return of_provider(seen, Finding::CredentialsDeduced, Finding::CredentialsOfProvider);
    }
    if seen.blocker.is_some() {
        return Some(Told::skipped(seen));
    }
    match seen.of(Probe::Token)?.failure {
        // The scope is looked at once the client is known (RFC 6749, section 3.2.1).
        None | Some(FailureKind::ScopeRefused) => Some(Told::ok(Finding::CredentialsAccepted, TOKEN)),
        Some(FailureKind::ClientRefused) => refused(seen),
        Some(FailureKind::ClientUnauthorized) => {
            let causes = &[Cause::NotConfidential, Cause::ApplicationDisabled];
            Some(Told::failed(Finding::ClientUnauthorized, TOKEN, causes))
        }
        Some(_) => Some(Told::unknown(Finding::CredentialsUnseen, TOKEN)),
    }
}

/// A wrong id, a wrong secret and those of the other environment all get the same answer.
fn refused(seen: &Observations) -> Option<Told> {
    let setup = seen.setup;
    let told = |finding, causes: &[Cause]| Told::failed(finding, &[Probe::Token, Probe::OtherToken], causes);
    if setup.tries_other {
        match seen.of(Probe::OtherToken)?.failure {
            None => return Some(told(Finding::CredentialsElsewhere, &[Cause::OtherEnvironment])),
            Some(FailureKind::ClientRefused) => {
                let causes = &[Cause::WrongSecret, Cause::ApiKeys, Cause::ApplicationDisabled];
                return Some(told(Finding::CredentialsRefusedTwice, causes));
            }
            Some(_) => {}
        }
    }
    let is_pistes = setup.server != Environment::Custom;
    let causes = if is_pistes {
        [Cause::WrongEnvironment, Cause::WrongSecret, Cause::ApiKeys]
    } else {
        [Cause::WrongSecret, Cause::WrongEnvironment, Cause::ApiKeys]
    };
    Some(told(Finding::CredentialsRefused, &causes))
}
