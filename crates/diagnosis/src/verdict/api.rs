//! What comes behind the gateway: the subscription, the business profile, and the API itself.

use super::told::Told;
use crate::cause::Cause;
use crate::failure_kind::FailureKind;
use crate::finding::Finding;
use crate::observations::Observations;
use crate::outcome::Outcome;
use crate::probe::Probe;
use crate::setup::LastCall;

const CALLED: &[Probe] = &[Probe::Healthcheck, Probe::HealthcheckAgain];

/// The call, or that nothing can be said without it: `absent` where there is none to make.
fn called(seen: &Observations, absent: Finding) -> Result<Outcome, Option<Told>> {
    if seen.blocker.is_some() {
        return Err(Some(Told::skipped(seen)));
    }
    if seen.setup.last_call == LastCall::Nothing {
        return Err(Some(Told::unknown(absent, &[])));
    }
    seen.call().ok_or(None)
}

pub(super) fn subscription(seen: &Observations) -> Option<Told> {
    let call = match called(seen, Finding::SubscriptionUnseen) {
        Ok(call) => call,
        Err(told) => return told,
    };
    Some(match call.failure {
        None | Some(FailureKind::ProfileMissing | FailureKind::ApiError) => Told::ok(Finding::SubscriptionOk, CALLED),
        Some(FailureKind::SubscriptionMissing) => {
            let mut causes = vec![Cause::NoSubscription, Cause::SubscriptionPending, Cause::TermsNotAccepted];
            if seen.setup.is_page {
                causes.push(Cause::CorsOrigin);
            }
            Told::failed(Finding::SubscriptionMissing, CALLED, &causes)
        }
        Some(_) => Told::unknown(Finding::SubscriptionUnseen, CALLED),
    })
}

pub(super) fn profile(seen: &Observations) -> Option<Told> {
    let call = match called(seen, Finding::ProfileUnseen) {
        Ok(call) => call,
        Err(told) => return told,
    };
    Some(match call.failure {
        None => Told::ok(Finding::ProfileOk, CALLED),
        Some(FailureKind::ProfileMissing) => Told::failed(Finding::ProfileMissing, CALLED, &[Cause::NoProfile]),
        Some(_) => Told::unknown(Finding::ProfileUnseen, CALLED),
    })
}

pub(super) fn healthcheck(seen: &Observations) -> Option<Told> {
    let call = match called(seen, Finding::OperationAbsent) {
        Ok(call) => call,
        Err(told) => return told,
    };
    let failed = |finding, causes: &[Cause]| Told::failed(finding, CALLED, causes);
    let is_operation = seen.setup.last_call == LastCall::Operation;
    let either = |healthcheck, operation| if is_operation { operation } else { healthcheck };
    Some(match call.failure {
        None if is_operation => Told::ok(Finding::OperationOk, CALLED),
        None if call.is_well => Told::ok(Finding::HealthcheckOk, CALLED),
        None => failed(Finding::HealthcheckUnwell, &[Cause::ApiUnwell, Cause::BasePathWrong]),
        Some(FailureKind::ApiError) => {
            failed(either(Finding::HealthcheckError, Finding::OperationError), &[Cause::ApiRefuses])
        }
        Some(FailureKind::BackEndLate) => failed(Finding::HealthcheckLate, &[Cause::BackEndDown, Cause::Slow]),
        Some(_) => failed(
            either(Finding::HealthcheckWrong, Finding::OperationWrong),
            &[Cause::Incident, Cause::BasePathWrong, Cause::Intercepted],
        ),
    })
}
