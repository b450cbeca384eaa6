//! The token: whether there is one, and the gateway accepts it.

use sne_cotation_common::environment::Environment;

use super::silence::{Who, causes};
use super::told::Told;
use crate::cause::Cause;
use crate::failure_kind::FailureKind;
use crate::finding::Finding;
use crate::observations::Observations;
use crate::outcome::Outcome;
use crate::probe::Probe;
use crate::setup::LastCall;

const TOKEN: &[Probe] = &[Probe::Token];
const USED: &[Probe] = &[Probe::Token, Probe::Healthcheck, Probe::HealthcheckAgain];

pub(super) fn of(seen: &Observations) -> Option<Told> {
    if seen.blocker.is_some() {
        return Some(Told::skipped(seen));
    }
    let token = seen.of(Probe::Token)?;
    match token.failure {
        Some(failure) => Some(absent(seen, &token, failure)),
        None if seen.setup.last_call == LastCall::Nothing => Some(Told::unknown(Finding::TokenUntried, TOKEN)),
        None => Some(used(seen, &seen.call()?)),
    }
}

/// Whether an answer of the gateway's shows that it has accepted the token.
pub(super) fn is_accepted(call: &Outcome) -> bool {
    call.failure.is_none_or(|failure| {
        matches!(
            failure,
            FailureKind::SubscriptionMissing
                | FailureKind::ProfileMissing
                | FailureKind::ApiError
                | FailureKind::Quota
                | FailureKind::Blocked
                | FailureKind::BackEndLate
        )
    })
}

/// What is said where no token was granted. That of refused credentials is said before.
fn absent(seen: &Observations, token: &Outcome, failure: FailureKind) -> Told {
    let failed = |finding, causes: &[Cause]| Told::failed(finding, TOKEN, causes);
    match failure {
        FailureKind::Throttled => failed(Finding::TokenThrottled, &[Cause::Throttled]),
        FailureKind::ScopeRefused | FailureKind::OAuthError => failed(Finding::TokenDenied, &[Cause::ScopeOption]),
        FailureKind::ProviderFailed => failed(Finding::TokenNotProvided, &[Cause::ProviderFailed]),
        FailureKind::TokenAbsent if seen.setup.is_provided => failed(Finding::TokenAbsent, &[Cause::NotTheToken]),
        FailureKind::TokenAbsent => failed(Finding::TokenAbsent, &[Cause::TokenAddressWrong, Cause::Incident]),
        FailureKind::Hidden => failed(Finding::TokenHidden, &[Cause::BrowserRefused, Cause::ContentPolicy]),
        FailureKind::Down => failed(Finding::TokenLost, &[Cause::ServerDown, Cause::Incident]),
        silence if silence.is_silence() && seen.setup.is_provided => {
            failed(Finding::TokenNotProvided, &[Cause::ProviderFailed])
        }
        silence if silence.is_silence() => {
            failed(Finding::TokenLost, &[]).because(causes(seen.setup, token, Who::Server))
        }
        _ => failed(Finding::TokenLost, &[Cause::Incident, Cause::Intercepted]),
    }
}

/// What is said of a token that was sent to the gateway.
fn used(seen: &Observations, call: &Outcome) -> Told {
    let setup = seen.setup;
    let failed = |finding, causes: &[Cause]| Told::failed(finding, USED, causes);
    match call.failure {
        Some(FailureKind::ApplicationDisabled) => failed(Finding::ApplicationDisabled, &[Cause::ApplicationDisabled]),
        Some(FailureKind::ScopeMissing) => failed(Finding::ScopeMissing, &[Cause::ScopeMissing, Cause::ScopeOption]),
        Some(FailureKind::TokenRefused) if setup.is_mixed() => failed(Finding::TokenRefused, &[Cause::MixedAddresses]),
        // A page cannot read why. The provider was asked for another, so that it has not only kept this one for too
        // long.
        Some(FailureKind::TokenRefused) if setup.is_provided && setup.is_page => failed(
            Finding::TokenRefused,
            &[Cause::ApplicationDisabled, Cause::TokenElsewhere, Cause::TokenStale, Cause::NotTheToken],
        ),
        Some(FailureKind::TokenRefused) if setup.is_provided => {
            failed(Finding::TokenRefused, &[Cause::TokenStale, Cause::TokenElsewhere, Cause::NotTheToken])
        }
        Some(FailureKind::TokenRefused) if setup.gateway == Environment::Custom => {
            failed(Finding::TokenRefused, &[Cause::TokenElsewhere, Cause::ApplicationDisabled])
        }
        Some(FailureKind::TokenRefused) => {
            failed(Finding::TokenRefused, &[Cause::ApplicationDisabled, Cause::Incident])
        }
        Some(FailureKind::TokenUnreadable | FailureKind::RequestEmpty) if setup.is_provided => {
            failed(Finding::TokenUnreadable, &[Cause::NotTheToken, Cause::AuthorizationStripped])
        }
        Some(FailureKind::TokenUnreadable | FailureKind::RequestEmpty) => {
            failed(Finding::TokenUnreadable, &[Cause::AuthorizationStripped, Cause::Incident])
        }
        _ if is_accepted(call) => Told::ok(Finding::TokenAccepted, USED),
        _ => Told::unknown(Finding::TokenUntried, TOKEN),
    }
}
