//! What a diagnosis makes of each way in which the guide's journey can end, by tables.

mod support;

use sne_cotation_common::environment::Environment;
use sne_cotation_diagnosis::cause::Cause;
use sne_cotation_diagnosis::facts::Facts;
use sne_cotation_diagnosis::finding::Finding;
use sne_cotation_diagnosis::probe::Probe;
use sne_cotation_diagnosis::setup::Setup;
use sne_cotation_diagnosis::step::{Status, Step};
use support::*;

fn check(setup: Setup, rows: impl IntoIterator<Item = (World, &'static str)>) {
    for (row, (world, expected)) in rows.into_iter().enumerate() {
        assert_eq!(told(setup, world), expected, "row {row}, from 0");
    }
}

fn with_api(healthcheck: Facts<'static>) -> World {
    World { healthcheck, ..good() }
}

fn with_token(token: Facts<'static>) -> World {
    World { token, ..good() }
}

fn with_server(ask_server: Facts<'static>, token: Facts<'static>) -> World {
    World { ask_server, token, ..good() }
}

#[test]
fn when_all_is_well_three_requests_tell() {
    let (probes, verdicts) = diagnose(SANDBOX, good());
    assert_eq!(probes, [Probe::AskServer, Probe::Token, Probe::Healthcheck]);
    assert_eq!(picture(&verdicts), "oooooooo");
}

#[test]
fn the_answers_of_the_gateway_and_the_api() {
    let quota = |seconds| Facts { retry_after: seconds, ..failure("quota-exceeded") };
    check(
        SANDBOX,
        [
            (
                with_api(failure("subscription-missing")),
                "oooooF-- subscription: no-subscription subscription-pending terms-not-accepted",
            ),
            (with_api(failure("profile-missing")), "ooooooF- profile: no-profile"),
            (with_api(failure("business-error")), "oooooo?F healthcheck: api-refuses"),
            (with_api(failure("gateway-timeout")), "ooooo??F healthcheck: back-end-down slow"),
            (with_api(Facts::default()), "oooooooF healthcheck: api-unwell base-path-wrong"),
            (with_api(failure("body-not-json")), "ooo?o??F healthcheck: incident base-path-wrong intercepted"),
            (with_api(failure("application-disabled")), "oooFo--- token: application-disabled"),
            (with_api(failure("scope-missing")), "oooFo--- token: scope-missing scope-option"),
            (with_api(failure("token-refused")), "oooFo--- token: application-disabled incident"),
            (with_api(failure("token-unreadable")), "oooFo--- token: authorization-stripped incident"),
            (with_api(failure("request-empty")), "oooFo--- token: authorization-stripped incident"),
            (with_api(quota(1.0)), "ooooF--- gateway: quota-of-seconds quota-of-day"),
            (with_api(quota(50_000.0)), "ooooF--- gateway: quota-of-day"),
            (with_api(failure("quota-exceeded-unknown")), "ooooF--- gateway: quota-of-seconds quota-of-day"),
            (with_api(failure("access-blocked")), "ooooF--- gateway: suspicion"),
            (with_api(failure("gateway-fault")), "ooo?F--- gateway: gateway-down back-end-down incident"),
            (with_api(failure("gateway-html")), "ooo?F--- gateway: intercepted base-path-wrong incident"),
            (with_api(failure("redirected")), "ooo?F--- gateway: intercepted base-path-wrong incident"),
            (with_api(failure("not-found")), "ooo?F--- gateway: incident intercepted base-path-wrong"),
            (with_api(failure("timeout")), "ooo?F--- gateway: slow firewall proxy-needed"),
            (with_api(silence("UND_ERR_SOCKET")), "ooo?F--- gateway: gateway-down firewall incident"),
        ],
    );
}

#[test]
fn the_answers_of_the_authorisation_server() {
    check(
        SANDBOX,
        [
            (with_token(failure("client-refused")), "ooF-o--- credentials: wrong-environment wrong-secret api-keys"),
            (with_token(failure("client-unauthorized")), "ooF-o--- credentials: not-confidential application-disabled"),
            (with_token(failure("token-throttled")), "oo?Fo--- token: throttled"),
            (with_token(failure("token-oauth-error")), "oo?Fo--- token: scope-option"),
            (
                with_token(Facts { code: "invalid_scope", ..failure("token-oauth-error") }),
                "oooFo--- token: scope-option",
            ),
            (with_token(failure("token-missing")), "oo?Fo--- token: token-address-wrong incident"),
            (with_token(failure("token-server-fault")), "oo?Fo--- token: server-down incident"),
            (with_token(silence("ECONNRESET")), "oo?Fo--- token: server-down firewall incident"),
        ],
    );
}

/// What has no credentials is perhaps answered otherwise: the token request decides, unless something else visibly
/// answers.
#[test]
fn what_is_not_asked_for_credentials_gets_none() {
    let html = Facts { content_type: "text/html; charset=utf-8", ..status(200) };
    for (answer, expected) in [
        (html, "oF--o--- authorization-server: intercepted token-address-wrong incident"),
        (status(302), "oF--o--- authorization-server: intercepted token-address-wrong incident"),
        (status(404), "oF--o--- authorization-server: incident intercepted token-address-wrong"),
        (status(200), "oF--o--- authorization-server: incident intercepted token-address-wrong"),
        (silence("ENOTFOUND"), "oF--o--- authorization-server: no-network proxy-needed"),
        (failure("timeout"), "oF--o--- authorization-server: slow firewall proxy-needed"),
    ] {
        let world = with_server(answer, failure("client-refused"));
        assert_eq!(told(SANDBOX, world), expected);
        assert_eq!(diagnose(SANDBOX, world).0, [Probe::AskServer, Probe::AskGateway]);
    }
    let page_of_an_outage = Facts { content_type: "TEXT/HTML", ..status(503) };
    check(
        SANDBOX,
        [
            (
                with_server(page_of_an_outage, failure("token-server-fault")),
                "oF--o--- authorization-server: server-down incident",
            ),
            (
                with_server(status(403), failure("token-forbidden")),
                "oF--o--- authorization-server: origin-added intercepted",
            ),
            (with_server(status(503), Facts::default()), "oooooooo"),
            (with_server(Facts { content_type: "application/json", ..status(200) }, Facts::default()), "oooooooo"),
            (with_server(status(400), Facts::default()), "oooooooo"),
            (with_server(status(400), failure("token-throttled")), "oo?Fo--- token: throttled"),
            (
                with_server(status(503), failure("client-refused")),
                "ooF-o--- credentials: wrong-environment wrong-secret api-keys",
            ),
        ],
    );
}

/// Without a token, the gateway is asked without one: any refusal of its own shows that it is there.
/// The same call is answered wrong and then well (platform notes, "flapping"): one wrong answer is not believed.
#[test]
fn a_failure_that_may_pass_is_looked_at_twice() {
    for reason in ["gateway-fault", "gateway-timeout", "not-found", "request-empty", "gateway-html", "body-interrupted"]
    {
        let world = World { again: Some(well()), ..with_api(failure(reason)) };
        let (probes, verdicts) = diagnose(SANDBOX, world);
        assert_eq!(picture(&verdicts), "oooooooo", "{reason}");
        assert_eq!(probes.last(), Some(&Probe::HealthcheckAgain), "{reason}");
        let found = verdicts.iter().find(|verdict| verdict.step == Step::Gateway).map(|verdict| verdict.finding);
        assert_eq!(found, Some(Finding::GatewayFlaps), "{reason}");
        let world = World { again: Some(failure("subscription-missing")), ..world };
        assert_eq!(picture(&diagnose(SANDBOX, world).1), "oooooF--", "{reason}");
    }
    assert_eq!(told(SANDBOX, World { again: Some(well()), ..with_api(silence("ECONNRESET")) }), "oooooooo");
    for reason in
        ["quota-exceeded", "access-blocked", "subscription-missing", "token-refused", "timeout", "profile-missing"]
    {
        let (probes, _) = diagnose(SANDBOX, with_api(failure(reason)));
        assert!(!probes.contains(&Probe::HealthcheckAgain), "{reason}");
    }
    assert!(!diagnose(SANDBOX, with_api(silence("ENOTFOUND"))).0.contains(&Probe::HealthcheckAgain));
}

#[test]
fn without_a_token_the_gateway_can_still_be_seen() {
    let html = |number| Facts { content_type: "text/html", ..status(number) };
    for (answer, expected) in [
        (status(200), "ooF-o---"),
        (status(400), "ooF-o---"),
        (status(401), "ooF-o---"),
        (status(403), "ooF-o---"),
        (status(423), "ooF-o---"),
        (status(429), "ooF-o---"),
        (status(504), "ooF-o---"),
        (status(500), "ooF-F---"),
        (status(503), "ooF-F---"),
        (status(404), "ooF-F---"),
        (status(302), "ooF-F---"),
        (html(200), "ooF-F---"),
        (html(403), "ooF-F---"),
        (silence("ECONNREFUSED"), "ooF-F---"),
    ] {
        let world = World { ask_gateway: answer, ..with_token(failure("client-refused")) };
        let (_, verdicts) = diagnose(SANDBOX, world);
        assert_eq!(picture(&verdicts), expected, "{answer:?}");
    }
}

#[test]
fn the_other_environment_is_asked_only_when_that_is_wanted_and_needed() {
    let refused = with_token(failure("client-refused"));
    let trying = Setup { tries_other: true, ..SANDBOX };
    check(
        trying,
        [
            (refused, "ooF-o--- credentials: other-environment"),
            (
                World { other_token: failure("client-refused"), ..refused },
                "ooF-o--- credentials: wrong-secret api-keys application-disabled",
            ),
            (
                World { other_token: failure("token-server-fault"), ..refused },
                "ooF-o--- credentials: wrong-environment wrong-secret api-keys",
            ),
        ],
    );
    let makes = |setup, world| diagnose(setup, world).0.contains(&Probe::OtherToken);
    assert!(makes(trying, refused));
    assert!(!makes(SANDBOX, refused));
    assert!(!makes(trying, good()));
    assert!(!makes(trying, with_token(failure("token-throttled"))));
}

#[test]
fn with_addresses_of_ones_own_a_mix_up_is_less_likely_than_a_mistake() {
    let own = Setup { server: Environment::Custom, gateway: Environment::Custom, ..SANDBOX };
    check(
        own,
        [
            (with_token(failure("client-refused")), "ooF-o--- credentials: wrong-secret wrong-environment api-keys"),
            (with_api(failure("token-refused")), "oooFo--- token: token-elsewhere application-disabled"),
            (with_api(failure("not-found")), "ooo?F--- gateway: base-path-wrong intercepted incident"),
            (with_api(silence("ENOTFOUND")), "ooo?F--- gateway: name-wrong no-network proxy-needed"),
            (with_api(silence("ECONNREFUSED")), "ooo?F--- gateway: nothing-listens firewall other-protocol"),
        ],
    );
}

#[test]
fn addresses_of_two_environments_are_told_and_hinder_nothing() {
    let mixed = Setup { server: Environment::Production, ..SANDBOX };
    assert_eq!(told(mixed, good()), "Fooooooo configuration: mixed-addresses");
    let (_, verdicts) = diagnose(mixed, with_api(failure("token-refused")));
    assert_eq!(picture(&verdicts), "FooFo---");
    assert!(verdicts.iter().any(|verdict| verdict.step == Step::Token && verdict.causes == [Cause::MixedAddresses]));
    // A relay's token has no address that is known here.
    assert_eq!(told(Setup { is_provided: true, ..mixed }, good()), "oooooooo");
}

#[test]
fn a_clock_that_is_off_is_told_and_hinders_nothing() {
    for (ahead, expected) in [
        (86_400.0, "Fooooooo configuration: clock"),
        (-86_400.0, "Fooooooo configuration: clock"),
        (301.0, "Fooooooo configuration: clock"),
        (300.0, "oooooooo"),
        (-299.0, "oooooooo"),
        (f64::NAN, "oooooooo"),
    ] {
        let world = World { ask_server: Facts { ahead, ..refusal() }, ..good() };
        assert_eq!(told(SANDBOX, world), expected, "{ahead}");
        let world = World { ask_gateway: Facts { ahead, ..challenge() }, ..good() };
        assert_eq!(told(Setup { is_provided: true, ..SANDBOX }, world), expected, "{ahead}");
    }
}

#[test]
fn with_a_provider_the_gateway_proves_what_the_relay_does() {
    let provided = Setup { is_provided: true, ..SANDBOX };
    check(
        provided,
        [
            (good(), "oooooooo"),
            (with_token(failure("token-provider-failed")), "o??Fo--- token: provider-failed"),
            (with_token(failure("timeout")), "o??Fo--- token: provider-failed"),
            (with_token(failure("token-missing")), "o??Fo--- token: not-the-token"),
            (with_api(failure("token-refused")), "o??Fo--- token: token-stale token-elsewhere not-the-token"),
            (with_api(failure("token-unreadable")), "o??Fo--- token: not-the-token authorization-stripped"),
            (with_api(failure("gateway-fault")), "o???F--- gateway: gateway-down back-end-down incident"),
            (with_api(failure("profile-missing")), "ooooooF- profile: no-profile"),
        ],
    );
    assert_eq!(diagnose(provided, good()).0, [Probe::AskGateway, Probe::Token, Probe::Healthcheck]);
}

#[test]
fn in_a_page_what_the_browser_hides_is_not_guessed() {
    let page = Setup { is_page: true, is_provided: true, ..SANDBOX };
    let reachable = World { ask_gateway: opaque(), ..with_api(hidden()) };
    let nowhere = World { ask_gateway: silence(""), ..reachable };
    check(
        page,
        [
            (good(), "oooooooo"),
            (
                with_api(failure("token-refused")),
                "o??Fo--- token: application-disabled token-elsewhere token-stale not-the-token",
            ),
            (with_api(failure("request-empty")), "o??Fo--- token: not-the-token authorization-stripped"),
            (reachable, "o???F--- gateway: cors-origin incident"),
            (nowhere, "o???F--- gateway: content-policy page-network cors-origin"),
            (
                with_api(failure("subscription-missing")),
                "oooooF-- subscription: no-subscription subscription-pending terms-not-accepted cors-origin",
            ),
            (
                World { ask_gateway: opaque(), ..with_token(failure("token-provider-failed")) },
                "o??Fo--- token: provider-failed",
            ),
            (
                World { ask_gateway: silence(""), ..with_token(failure("token-provider-failed")) },
                "o??F?--- token: provider-failed",
            ),
        ],
    );
    let (probes, _) = diagnose(page, good());
    assert_eq!(probes, [Probe::Token, Probe::Healthcheck], "nothing that the browser's console would complain of");
}

#[test]
fn a_page_with_credentials_learns_that_browsers_are_refused() {
    let page = Setup { is_page: true, ..SANDBOX };
    let world = World { ask_server: opaque(), token: hidden(), ask_gateway: opaque(), ..good() };
    assert_eq!(told(page, world), "oo?Fo--- token: browser-refused content-policy");
    let world = World { ask_server: silence(""), ..world };
    let (_, verdicts) = diagnose(page, world);
    assert_eq!(picture(&verdicts), "o??Fo---");
    assert_eq!(told(page, World { ask_server: opaque(), ..good() }), "oooooooo", "the simulator, say");
}

#[test]
fn a_skipped_step_names_the_failed_one_before_it() {
    let (_, verdicts) = diagnose(SANDBOX, with_api(failure("application-disabled")));
    let skipped: Vec<_> = verdicts.iter().filter(|verdict| verdict.status == Status::Skipped).collect();
    assert_eq!(skipped.len(), 3);
    assert!(skipped.iter().all(|verdict| verdict.blocker == Some(Step::Token)));
}
