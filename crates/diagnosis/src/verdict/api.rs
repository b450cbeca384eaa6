//! What comes behind the gateway: the subscription, the business profile, and the API itself.

use super::told::Told;
use crate::cause::Cause;
use crate::finding::Finding;
use crate::observations::Seen;
use crate::outcome::Outcome;
use crate::probe::Probe;
use crate::trouble::Trouble;

const CALLED: &[Probe] = &[Probe::Healthcheck, Probe::HealthcheckAgain];

/// The call, or that nothing can be said without it.
fn called(seen: &Seen) -> Result<Outcome, Option<Told>> {
    if seen.blocker.is_some() {
        return Err(Some(Told::skipped(seen)));
    }
    seen.call().ok_or(None)
}

pub(super) fn subscription(seen: &Seen) -> Option<Told> {
    let call = match called(seen) {
        Ok(call) => call,
        Err(told) => return told,
    };
    Some(match call.trouble {
        None | Some(Trouble::ProfileMissing | Trouble::ApiError) => Told::ok(Finding::SubscriptionOk, CALLED),
        Some(Trouble::SubscriptionMissing) => {
            let mut causes = vec![Cause::NoSubscription, Cause::SubscriptionPending, Cause::TermsNotAccepted];
            if seen.setup.is_page {
                causes.push(Cause::CorsOrigin);
            }
            Told::failed(Finding::SubscriptionMissing, CALLED, &causes)
        }
        Some(_) => Told::unknown(Finding::SubscriptionUnseen, CALLED),
    })
}

pub(super) fn profile(seen: &Seen) -> Option<Told> {
    let call = match called(seen) {
        Ok(call) => call,
        Err(told) => return told,
    };
    Some(match call.trouble {
        None => Told::ok(Finding::ProfileOk, CALLED),
        Some(Trouble::ProfileMissing) => Told::failed(Finding::ProfileMissing, CALLED, &[Cause::NoProfile]),
        Some(_) => Told::unknown(Finding::ProfileUnseen, CALLED),
    })
}

pub(super) fn healthcheck(seen: &Seen) -> Option<Told> {
    let call = match called(seen) {
        Ok(call) => call,
        Err(told) => return told,
    };
    let failed = |finding, causes: &[Cause]| Told::failed(finding, CALLED, causes);
    Some(match call.trouble {
        None if call.is_well => Told::ok(Finding::HealthcheckOk, CALLED),
        None => failed(Finding::HealthcheckUnwell, &[Cause::ApiUnwell, Cause::BasePathWrong]),
        Some(Trouble::ApiError) => failed(Finding::HealthcheckError, &[Cause::ApiRefuses]),
        Some(Trouble::BackEndLate) => failed(Finding::HealthcheckLate, &[Cause::BackEndDown, Cause::Slow]),
        Some(_) => failed(Finding::HealthcheckWrong, &[Cause::Incident, Cause::BasePathWrong, Cause::Intercepted]),
    })
}
