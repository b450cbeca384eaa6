//! The rows about tokens.

use serde_json::json;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::{Config, Environment, ExpiresIn, Fault, ReadyMade, Server};

use super::support::network::is_token_request;
use super::support::scene::{Scene, options, options_in, told};
use super::support::value::Value;
use super::{assert_first_healthcheck, assert_row};

const SANDBOX: Environment = Environment::Sandbox;
const INVALID_CLIENT: &str = "credentials client-refused status=400 code=invalid_client attempts=0";

#[test]
fn the_request_is_the_guides() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    scene.expect_ok(&client);
    let sent = &scene.network.sent()[0];
    assert_eq!(
        (sent.method.as_str(), sent.url.as_str()),
        ("POST", "https://sandbox-oauth.piste.gouv.fr/api/oauth/token")
    );
    let headers: Vec<_> = sent.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(headers, [("accept", "application/json"), ("content-type", "application/x-www-form-urlencoded")]);
    let id = ReadyMade::Works.client_id(SANDBOX);
    let form = format!("client_id={id}&client_secret=simulated-secret-works&grant_type=client_credentials");
    assert_eq!(String::from_utf8_lossy(&sent.body), form);
}

#[test]
fn credentials_are_percent_encoded_and_a_scope_is_sent_only_when_given() {
    let scene = Scene::new();
    let given = json!({ "environment": "sandbox", "clientId": "a b", "clientSecret": "é&=+%", "scope": "openid" });
    let client = scene.client_with(&given.into());
    assert_first_healthcheck(&scene, &client, INVALID_CLIENT, (1, 0));
    let form = "client_id=a+b&client_secret=%C3%A9%26%3D%2B%25&grant_type=client_credentials&scope=openid";
    assert_eq!(String::from_utf8_lossy(&scene.network.sent()[0].body), form);
}

#[test]
fn the_token_is_the_bearer_of_the_call_and_is_used_again() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let token = scene.kind(&client, CallKind::Token, &Value::Nothing).unwrap();
    scene.expect_ok(&client);
    let bearer = format!("Bearer {}", token.text_at("access_token"));
    assert_eq!(scene.network.sent()[1].header("authorization"), Some(bearer.as_str()));
    assert_eq!(scene.network.counts(), (1, 1));
}

#[test]
fn each_environment_has_its_own_addresses_and_credentials() {
    for (environment, name) in [(SANDBOX, "sandbox"), (Environment::Production, "production")] {
        let scene = Scene::new();
        scene.expect_ok(&scene.client_with(&options_in(ReadyMade::Works, environment, name)));
        let urls: Vec<_> = scene.network.sent().into_iter().map(|request| request.url).collect();
        assert_eq!(urls, [environment.token_url(), format!("{}/healthcheck", environment.api_url())]);
    }
}

#[test]
fn wrong_id() {
    let scene = Scene::new();
    let client = scene.client_with(&options(ReadyMade::Works).with("clientId", "nobody"));
    assert_first_healthcheck(&scene, &client, INVALID_CLIENT, (1, 0));
}

#[test]
fn wrong_secret() {
    let scene = Scene::new();
    let client = scene.client_with(&options(ReadyMade::Works).with("clientSecret", "guessed"));
    assert_first_healthcheck(&scene, &client, INVALID_CLIENT, (1, 0));
}

#[test]
fn credentials_of_the_other_environment() {
    for (of, environment) in [(SANDBOX, "production"), (Environment::Production, "sandbox")] {
        let scene = Scene::new();
        let client = scene.client_with(&options_in(ReadyMade::Works, of, environment));
        assert_first_healthcheck(&scene, &client, INVALID_CLIENT, (1, 0));
    }
}

/// The guide prints production's token address on both lines.
#[test]
fn sandbox_credentials_at_the_guides_production_address() {
    let scene = Scene::new();
    let given = options(ReadyMade::Works).with("tokenUrl", "https://oauth.piste.gouv.fr/api/oauth/token");
    assert_first_healthcheck(&scene, &scene.client_with(&given), INVALID_CLIENT, (1, 0));
}

#[test]
fn expires_in_as_a_string() {
    assert_lifetime(ExpiresIn::Text, 3600);
}

#[test]
fn expires_in_as_a_number() {
    assert_lifetime(ExpiresIn::Number, 3600);
}

/// Without it, a token is used for a minute.
#[test]
fn expires_in_absent() {
    assert_lifetime(ExpiresIn::Absent, 60);
}

/// A token told to live that many seconds is used alone until a tenth of that is left, then replaced in the background.
#[track_caller]
fn assert_lifetime(form: ExpiresIn, seconds: u64) {
    let scene = Scene::of(Config { expires_in: form, ..Config::default() });
    let client = scene.client(ReadyMade::Works);
    scene.expect_ok(&client);
    let ahead = (seconds / 10).min(120);
    scene.tasks.run_for((seconds - ahead - 1) * 1000);
    scene.expect_ok(&client);
    assert_eq!(scene.network.counts(), (1, 2));
    scene.tasks.run_for(1_000);
    scene.expect_ok(&client);
    assert_eq!(scene.network.counts(), (2, 3));
}

const THROTTLED: &str = "authorization-server token-throttled status=400 attempts=0";

#[test]
fn many_token_requests_at_once() {
    let scene = Scene::new();
    scene.expect_ok(&scene.client(ReadyMade::TokenThrottled));
    let client = scene.client(ReadyMade::TokenThrottled);
    let outcome = scene.healthcheck(&client);
    assert_row(&scene, &outcome, THROTTLED, (2, 1));
    assert!(outcome.unwrap_err().reason().is_transient());
    scene.tasks.run_for(10_000);
    scene.expect_ok(&client);
}

#[test]
fn throttled_without_an_oauth_error() {
    let scene = Scene::new();
    scene.network.inject(Server::AuthorizationServer, Fault::ThrottledToken);
    assert_first_healthcheck(&scene, &scene.client(ReadyMade::Works), THROTTLED, (1, 0));
}

#[test]
fn a_token_refused_before_its_announced_expiry() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    scene.expect_ok(&client);
    scene.network.simulator(|simulator| simulator.revoke_tokens(None));
    scene.expect_ok(&client);
    assert_eq!(scene.network.counts(), (2, 3), "another token, and the same call again");
}

#[test]
fn a_browser_cannot_get_a_token() {
    let scene = Scene::new();
    scene.network.set_hook(|request| {
        if is_token_request(request) {
            request.headers.push(("Origin".to_owned(), "https://page.example".to_owned()));
        }
        None
    });
    let client = scene.client(ReadyMade::Works);
    assert_first_healthcheck(&scene, &client, "authorization-server token-forbidden status=403 attempts=0", (1, 0));
}

#[test]
fn another_oauth_error() {
    let scene = Scene::new();
    let client = scene.client_with(&options(ReadyMade::Works).with("scope", "everything"));
    let expected = "authorization-server token-oauth-error status=400 code=invalid_scope attempts=0";
    assert_first_healthcheck(&scene, &client, expected, (1, 0));
}

#[test]
fn the_authorisation_server_in_trouble() {
    let scene = Scene::new();
    scene.network.inject(Server::AuthorizationServer, Fault::Outage { retry_after: Some(7) });
    let client = scene.client(ReadyMade::Works);
    let expected = "authorization-server token-server-fault status=503 retryAfter=7 attempts=0";
    assert_first_healthcheck(&scene, &client, expected, (1, 0));
    // It is believed for as long as it says.
    assert_eq!(told(&scene.healthcheck(&client)), expected);
    assert_eq!(scene.network.counts(), (1, 0));
    scene.tasks.run_for(7_000);
    scene.expect_ok(&client);
}

#[test]
fn a_login_page_instead_of_a_token() {
    let scene = Scene::new();
    scene.network.inject(Server::AuthorizationServer, Fault::LoginRedirect);
    let client = scene.client(ReadyMade::Works);
    assert_first_healthcheck(&scene, &client, "protocol redirected status=302 attempts=0", (1, 0));
    scene.network.inject(Server::AuthorizationServer, Fault::HtmlPage);
    assert_first_healthcheck(&scene, &client, "authorization-server token-html status=200 attempts=0", (2, 0));
}

#[test]
fn an_address_that_is_no_token_endpoint() {
    let scene = Scene::new();
    let given = options(ReadyMade::Works).with("tokenUrl", "https://sandbox-oauth.piste.gouv.fr/elsewhere");
    let outcome = scene.healthcheck(&scene.client_with(&given));
    assert_row(&scene, &outcome, "authorization-server token-address-wrong status=404 attempts=0", (1, 0));
}
