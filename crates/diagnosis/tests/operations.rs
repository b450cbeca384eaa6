//! A diagnosis that ends with an operation of the contract, because that has no `healthcheck`; or with nothing, because
//! none of its operations can be called without knowing more.

mod support;

use sne_cotation_diagnosis::facts::Facts;
use sne_cotation_diagnosis::finding::Finding;
use sne_cotation_diagnosis::probe::Probe;
use sne_cotation_diagnosis::setup::{LastCall, Setup};
use sne_cotation_diagnosis::step::{Status, Step};
use sne_cotation_diagnosis::verdict::Verdict;
use support::*;

const OPERATION: Setup = Setup { last_call: LastCall::Operation, ..SANDBOX };
const NOTHING: Setup = Setup { last_call: LastCall::Nothing, ..SANDBOX };

fn with_api(healthcheck: Facts<'static>) -> World {
    World { healthcheck, ..good() }
}

fn found(verdicts: &[Verdict], step: Step) -> Option<Finding> {
    verdicts.iter().find(|verdict| verdict.step == step).map(|verdict| verdict.finding)
}

#[test]
fn any_success_of_an_operation_is_well() {
    for answer in [Facts::default(), Facts { state: "KO", ..Facts::default() }, failure("body-too-large")] {
        let (probes, verdicts) = diagnose(OPERATION, with_api(answer));
        assert_eq!(picture(&verdicts), "oooooooo", "{answer:?}");
        assert_eq!(probes, [Probe::AskServer, Probe::Token, Probe::Healthcheck]);
        assert_eq!(found(&verdicts, Step::Healthcheck), Some(Finding::OperationOk));
    }
    // What is said of healthcheck alone stays said of it.
    assert_eq!(picture(&diagnose(SANDBOX, with_api(Facts::default())).1), "oooooooF");
    assert_eq!(picture(&diagnose(SANDBOX, with_api(failure("body-too-large"))).1), "ooo?o??F");
}

#[test]
fn an_operation_fails_where_healthcheck_would() {
    for (reason, expected) in [
        ("subscription-missing", "oooooF-- subscription: no-subscription subscription-pending terms-not-accepted"),
        ("profile-missing", "ooooooF- profile: no-profile"),
        ("gateway-timeout", "ooooo??F healthcheck: back-end-down slow"),
        ("body-not-json", "ooo?o??F healthcheck: incident base-path-wrong intercepted"),
        ("application-disabled", "oooFo--- token: application-disabled"),
        ("access-blocked", "ooooF--- gateway: suspicion"),
        ("gateway-fault", "ooo?F--- gateway: gateway-down back-end-down incident"),
        ("not-found", "ooo?F--- gateway: incident intercepted base-path-wrong"),
    ] {
        assert_eq!(told(OPERATION, with_api(failure(reason))), expected);
        assert_eq!(told(SANDBOX, with_api(failure(reason))), expected);
    }
}

#[test]
fn an_error_of_the_apis_is_told_at_the_operation() {
    for reason in ["business-error", "business-error-withheld", "resource-not-found", "request-refused"] {
        let (_, verdicts) = diagnose(OPERATION, with_api(failure(reason)));
        assert_eq!(picture(&verdicts), "oooooo?F", "{reason}");
        assert_eq!(found(&verdicts, Step::Healthcheck), Some(Finding::OperationError), "{reason}");
    }
    let (_, verdicts) = diagnose(OPERATION, with_api(failure("body-not-json")));
    assert_eq!(found(&verdicts, Step::Healthcheck), Some(Finding::OperationWrong));
    // Of healthcheck, the same is another address.
    assert_eq!(picture(&diagnose(SANDBOX, with_api(failure("resource-not-found"))).1), "ooo?F---");
}

#[test]
fn an_operation_is_called_once_more_where_that_may_help() {
    let world = World { again: Some(Facts::default()), ..with_api(failure("gateway-fault")) };
    let (probes, verdicts) = diagnose(OPERATION, world);
    assert_eq!((picture(&verdicts).as_str(), probes.last()), ("oooooooo", Some(&Probe::HealthcheckAgain)));
    assert_eq!(found(&verdicts, Step::Gateway), Some(Finding::GatewayFlaps));
}

#[test]
fn without_an_operation_nothing_is_called_and_what_that_leaves_open_is_said() {
    let (probes, verdicts) = diagnose(NOTHING, good());
    assert_eq!(probes, [Probe::AskServer, Probe::Token, Probe::AskGateway]);
    assert_eq!(picture(&verdicts), "ooo?o???");
    for (step, finding) in [
        (Step::Token, Finding::TokenUntried),
        (Step::Gateway, Finding::GatewayAnswers),
        (Step::Subscription, Finding::SubscriptionUnseen),
        (Step::Profile, Finding::ProfileUnseen),
        (Step::Healthcheck, Finding::OperationAbsent),
    ] {
        assert_eq!(found(&verdicts, step), Some(finding), "{step:?}");
    }
}

#[test]
fn without_an_operation_what_fails_is_told_all_the_same() {
    let refused = World { token: failure("client-refused"), ..good() };
    assert_eq!(told(NOTHING, refused), "ooF-o--- credentials: wrong-environment wrong-secret api-keys");
    // There is nothing at the base itself.
    for refusal in [status(404), status(405), Facts { content_type: "text/html", ..status(404) }] {
        assert_eq!(told(NOTHING, World { ask_gateway: refusal, ..good() }), "ooo?o???", "{refusal:?}");
    }
    let down = World { ask_gateway: status(503), ..good() };
    assert_eq!(told(NOTHING, down), "ooo?F--- gateway: gateway-down back-end-down incident");
    let captured = World { ask_gateway: Facts { content_type: "text/html", ..status(200) }, ..good() };
    assert_eq!(told(NOTHING, captured), "ooo?F--- gateway: intercepted base-path-wrong incident");
}

#[test]
fn without_an_operation_a_providers_token_proves_nothing() {
    let provided = Setup { is_provided: true, ..NOTHING };
    let (probes, verdicts) = diagnose(provided, good());
    assert_eq!(probes, [Probe::AskGateway, Probe::Token]);
    assert_eq!(picture(&verdicts), "o???o???");
    let page = Setup { is_page: true, ..provided };
    let (probes, verdicts) = diagnose(page, World { ask_gateway: opaque(), ..good() });
    assert_eq!(
        (probes.as_slice(), picture(&verdicts).as_str()),
        ([Probe::Token, Probe::AskGateway].as_slice(), "o???o???")
    );
    assert!(verdicts.iter().all(|verdict| verdict.status != Status::Skipped), "a blocker would have to be named");
}
