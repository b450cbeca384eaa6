//! The token: whether there is one, and the gateway accepts it.

use sne_cotation_common::environment::Environment;

use super::silence::{Who, causes};
use super::told::Told;
use crate::cause::Cause;
use crate::finding::Finding;
use crate::observations::Seen;
use crate::outcome::Outcome;
use crate::probe::Probe;
use crate::trouble::Trouble;

const TOKEN: &[Probe] = &[Probe::Token];
const USED: &[Probe] = &[Probe::Token, Probe::Healthcheck, Probe::HealthcheckAgain];

pub(super) fn of(seen: &Seen) -> Option<Told> {
    if seen.blocker.is_some() {
        return Some(Told::skipped(seen));
    }
    let token = seen.of(Probe::Token)?;
    match token.trouble {
        Some(trouble) => Some(absent(seen, &token, trouble)),
        None => Some(used(seen, &seen.call()?)),
    }
}

/// Whether an answer of the gateway's shows that it has accepted the token.
pub(super) fn is_accepted(call: &Outcome) -> bool {
    call.trouble.is_none_or(|trouble| {
        matches!(
            trouble,
            Trouble::SubscriptionMissing
                | Trouble::ProfileMissing
                | Trouble::ApiError
                | Trouble::Quota
                | Trouble::Blocked
                | Trouble::BackEndLate
        )
    })
}

/// What is said where no token was granted. That of refused credentials is said before.
fn absent(seen: &Seen, token: &Outcome, trouble: Trouble) -> Told {
    let failed = |finding, causes: &[Cause]| Told::failed(finding, TOKEN, causes);
    match trouble {
        Trouble::Throttled => failed(Finding::TokenThrottled, &[Cause::Throttled]),
        Trouble::ScopeRefused | Trouble::OAuthError => failed(Finding::TokenDenied, &[Cause::ScopeOption]),
        Trouble::ProviderFailed => failed(Finding::TokenNotProvided, &[Cause::ProviderFailed]),
        Trouble::TokenAbsent if seen.setup.is_provided => failed(Finding::TokenAbsent, &[Cause::NotTheToken]),
        Trouble::TokenAbsent => failed(Finding::TokenAbsent, &[Cause::TokenAddressWrong, Cause::Incident]),
        Trouble::Hidden => failed(Finding::TokenHidden, &[Cause::BrowserRefused, Cause::ContentPolicy]),
        Trouble::Down => failed(Finding::TokenLost, &[Cause::ServerDown, Cause::Incident]),
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
fn used(seen: &Seen, call: &Outcome) -> Told {
    let setup = seen.setup;
    let failed = |finding, causes: &[Cause]| Told::failed(finding, USED, causes);
    match call.trouble {
        Some(Trouble::ApplicationDisabled) => failed(Finding::ApplicationDisabled, &[Cause::ApplicationDisabled]),
        Some(Trouble::ScopeMissing) => failed(Finding::ScopeMissing, &[Cause::ScopeMissing, Cause::ScopeOption]),
        Some(Trouble::TokenRefused) if setup.is_mixed() => failed(Finding::TokenRefused, &[Cause::MixedAddresses]),
        // A page cannot read why. The provider was asked for another, so that it has not only kept this one for too long.
        Some(Trouble::TokenRefused) if setup.is_provided && setup.is_page => failed(
            Finding::TokenRefused,
            &[Cause::ApplicationDisabled, Cause::TokenElsewhere, Cause::TokenStale, Cause::NotTheToken],
        ),
        Some(Trouble::TokenRefused) if setup.is_provided => {
            failed(Finding::TokenRefused, &[Cause::TokenStale, Cause::TokenElsewhere, Cause::NotTheToken])
        }
        Some(Trouble::TokenRefused) if setup.gateway == Environment::Custom => {
            failed(Finding::TokenRefused, &[Cause::TokenElsewhere, Cause::ApplicationDisabled])
        }
        Some(Trouble::TokenRefused) => failed(Finding::TokenRefused, &[Cause::ApplicationDisabled, Cause::Incident]),
        Some(Trouble::TokenUnreadable | Trouble::RequestEmpty) if setup.is_provided => {
            failed(Finding::TokenUnreadable, &[Cause::NotTheToken, Cause::AuthorizationStripped])
        }
        Some(Trouble::TokenUnreadable | Trouble::RequestEmpty) => {
            failed(Finding::TokenUnreadable, &[Cause::AuthorizationStripped, Cause::Incident])
        }
        _ if is_accepted(call) => Told::ok(Finding::TokenAccepted, USED),
        _ => Told::unknown(Finding::TokenUntried, TOKEN),
    }
}
