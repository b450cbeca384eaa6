//! The rows about the gateway.

use serde_json::json;
use sne_cotation::core::platform::Runtime;
use sne_cotation_simulator::{Config, Environment, ExpiresIn, Fault, ReadyMade, Request, Response, Server};

use super::support::network::{Reply, is_token_request};
use super::support::scene::{Scene, options, told};
use super::{assert_first_healthcheck, assert_row};

/// What the gateway makes of an application, when there is nothing wrong but this.
#[track_caller]
fn assert_application(application: ReadyMade, expected: &str) {
    let scene = Scene::new();
    assert_first_healthcheck(&scene, &scene.client(application), expected, (1, 1));
}

/// Changes the calls to the API on their way, not the token requests.
fn change_calls(scene: &Scene, change: impl Fn(&mut Request) + 'static) {
    scene.network.set_hook(move |request| {
        if !is_token_request(request) {
            change(request);
        }
        None
    });
}

/// Answers all calls to the API.
fn answer_calls(scene: &Scene, answer: Response) {
    scene.network.set_hook(move |request| (!is_token_request(request)).then(|| Reply::Answer(answer.clone())));
}

fn strip_token(request: &mut Request) {
    request.headers.retain(|(name, _)| name != "authorization");
}

#[test]
fn no_token() {
    let scene = Scene::new();
    change_calls(&scene, strip_token);
    let expected = "authorization-server token-unreadable status=400 code=invalid_request attempts=1";
    assert_first_healthcheck(&scene, &scene.client(ReadyMade::Works), expected, (1, 1));
}

/// A token that is not new may be to blame: another is tried, once.
#[test]
fn no_token_with_one_that_worked_before() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    scene.expect_ok(&client);
    change_calls(&scene, strip_token);
    let expected = "authorization-server token-unreadable status=400 code=invalid_request attempts=2";
    assert_first_healthcheck(&scene, &client, expected, (2, 3));
}

const TOKEN_REFUSED: &str = "authorization-server token-refused status=401 code=invalid_token";

/// A 401 with one of the gateway's descriptions, whatever the token.
#[track_caller]
fn assert_refused(description: &str, first: &str, later: &str, sent_later: (usize, usize)) {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    scene.expect_ok(&client);
    let mut answer = Response::empty(401);
    let challenge = format!(r#"Bearer realm="DefaultRealm",error="invalid_token",error_description="{description}""#);
    answer.set_header("WWW-Authenticate", challenge);
    answer_calls(&scene, answer);
    let outcome = scene.healthcheck(&client);
    assert_row(&scene, &outcome, later, sent_later);
    client.forget_token();
    assert_eq!(told(&scene.healthcheck(&client)), first, "with a new token, no other is tried");
    assert_eq!(scene.network.counts(), (sent_later.0 + 1, sent_later.1 + 1));
}

#[test]
fn expired_token() {
    let (first, later) = (format!("{TOKEN_REFUSED} attempts=1"), format!("{TOKEN_REFUSED} attempts=2"));
    assert_refused("The access token expired.", &first, &later, (2, 3));
}

#[test]
fn unknown_token() {
    let (first, later) = (format!("{TOKEN_REFUSED} attempts=1"), format!("{TOKEN_REFUSED} attempts=2"));
    assert_refused("Unable to find the access token in persistent storage.", &first, &later, (2, 3));
}

#[test]
fn disabled_application() {
    let told = "authorization-server application-disabled status=401 code=invalid_token attempts=1";
    assert_refused("The client app was not found or is disabled.", told, told, (1, 2));
    assert_application(ReadyMade::Disabled, told);
}

/// The gateway's clock may be ahead of what the token answer says.
#[test]
fn a_token_that_expired_unannounced_is_replaced() {
    let scene = Scene::of(Config { expires_in: ExpiresIn::Absent, ..Config::default() });
    let client = scene.client(ReadyMade::ShortLivedTokens);
    scene.expect_ok(&client);
    scene.tasks.run_for(10_000);
    scene.expect_ok(&client);
    assert_eq!(scene.network.counts(), (2, 3));
}

#[test]
fn scope_missing() {
    let expected = "subscription scope-missing status=403 code=insufficient_scope attempts=1";
    assert_application(ReadyMade::MissingScope, expected);
}

const NO_SUBSCRIPTION: &str = "subscription subscription-missing status=403 attempts=1";

#[test]
fn not_subscribed() {
    assert_application(ReadyMade::NoSubscription, NO_SUBSCRIPTION);
}

#[test]
fn subscription_pending() {
    assert_application(ReadyMade::SubscriptionPending, NO_SUBSCRIPTION);
}

#[test]
fn terms_of_use_not_accepted() {
    assert_application(ReadyMade::TermsNotAccepted, NO_SUBSCRIPTION);
}

/// Once the missing thing is there, the same client works, with the same token.
#[test]
fn a_subscription_that_is_approved_meanwhile() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::SubscriptionPending);
    assert_first_healthcheck(&scene, &client, NO_SUBSCRIPTION, (1, 1));
    let approve = ReadyMade::Works.application(Environment::Sandbox).subscription;
    let id = ReadyMade::SubscriptionPending.client_id(Environment::Sandbox);
    assert!(scene.network.simulator(|it| it.update(&id, |application| application.subscription = approve)));
    scene.expect_ok(&client);
    assert_eq!(scene.network.counts(), (1, 2));
}

#[test]
fn origin_not_among_the_applications() {
    let scene = Scene::new();
    change_calls(&scene, |request| request.headers.push(("Origin".to_owned(), "https://page.example".to_owned())));
    assert_first_healthcheck(&scene, &scene.client(ReadyMade::OriginNotAllowed), NO_SUBSCRIPTION, (1, 1));
}

#[test]
fn access_blocked() {
    assert_application(ReadyMade::Blocked, "blocked access-blocked status=423 attempts=1");
}

/// What comes of a call over quota: two calls pass, the third does not.
#[track_caller]
fn assert_quota(application: ReadyMade, retry_after: u32) {
    let scene = Scene::new();
    let client = scene.client(application);
    scene.expect_ok(&client);
    scene.expect_ok(&client);
    let outcome = scene.healthcheck(&client);
    let expected = format!("quota quota-exceeded status=429 retryAfter={retry_after} attempts=1");
    assert_row(&scene, &outcome, &expected, (1, 3));
    scene.tasks.run_for(u64::from(retry_after) * 1000);
    scene.expect_ok(&client);
}

#[test]
fn quota_by_second() {
    assert_quota(ReadyMade::QuotaBySecond, 1);
}

/// `Retry-After` tells hours.
#[test]
fn quota_by_day() {
    assert_quota(ReadyMade::QuotaByDay, 86_400);
}

#[test]
fn quota_without_retry_after() {
    let scene = Scene::new();
    answer_calls(&scene, Response::empty(429));
    let expected = "quota quota-exceeded-unknown status=429 attempts=1";
    assert_first_healthcheck(&scene, &scene.client(ReadyMade::Works), expected, (1, 1));
}

/// What remains of a quota is told beside a success, which stays one.
#[test]
fn quota_near_its_end() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::QuotaBySecond);
    scene.expect_ok(&client);
    let answer = scene.healthcheck(&client).unwrap();
    assert_eq!(answer.text_at("headers.x-rate-limit"), r#"[{"window":1,"type":"throttle","remaining":0}]"#);
}

/// A fault of the gateway, met by a client that has a token already; the next call is answered.
#[track_caller]
fn assert_fault(fault: Fault, expected: &str) {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    scene.expect_ok(&client);
    scene.network.inject(Server::Gateway, fault);
    assert_first_healthcheck(&scene, &client, expected, (1, 2));
    scene.expect_ok(&client);
    assert_eq!(scene.network.counts(), (1, 3), "the token is kept");
}

#[test]
fn general_exception() {
    assert_fault(Fault::GeneralException, "gateway gateway-html status=404 attempts=1");
}

#[test]
fn flapping_500() {
    assert_fault(Fault::Flapping { status: 500 }, "gateway gateway-fault status=500 attempts=1");
}

#[test]
fn flapping_404() {
    assert_fault(Fault::Flapping { status: 404 }, "request not-found status=404 attempts=1");
}

#[test]
fn flapping_400() {
    assert_fault(Fault::Flapping { status: 400 }, "request request-empty status=400 attempts=1");
}

#[test]
fn outage() {
    let told = "gateway gateway-fault status=503";
    assert_fault(Fault::Outage { retry_after: Some(5) }, &format!("{told} retryAfter=5 attempts=1"));
    assert_fault(Fault::Outage { retry_after: None }, &format!("{told} attempts=1"));
}

#[test]
fn back_end_time_out() {
    assert_fault(Fault::GatewayTimeout, "gateway gateway-timeout status=504 attempts=1");
}

/// Its target is never asked for: the token would go with the request.
#[test]
fn login_page_by_redirect() {
    assert_fault(Fault::LoginRedirect, "protocol redirected status=302 attempts=1");
}

#[test]
fn login_page_under_200() {
    assert_fault(Fault::HtmlPage, "gateway gateway-html status=200 attempts=1");
}

/// A page is known by its content type, however it begins.
#[test]
fn another_page_under_200() {
    for page in ["<!-- portal --><html></html>", "<form></form>", "Connexion", ""] {
        let scene = Scene::new();
        answer_calls(&scene, Response::with_content(200, "text/html;charset=UTF-8", page));
        let expected = "gateway gateway-html status=200 attempts=1";
        assert_first_healthcheck(&scene, &scene.client(ReadyMade::Works), expected, (1, 1));
    }
}

#[test]
fn no_connection() {
    assert_fault(Fault::DroppedConnection, "network network-failed attempts=1");
    let scene = Scene::new();
    scene.network.inject(Server::AuthorizationServer, Fault::DroppedConnection);
    let given = options(ReadyMade::Works).with("allowSecretInBrowser", json!(true));
    let client = scene.make(&given, Runtime::Page, None);
    assert_first_healthcheck(&scene, &client, "network network-failed-in-page attempts=0", (1, 0));
}

#[test]
fn a_body_cut_short() {
    assert_fault(Fault::TruncatedBody { after: 10 }, "network body-interrupted status=200 attempts=1");
}
