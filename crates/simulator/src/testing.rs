//! What the tests share: a platform, and requests to it in few words.

use crate::{Config, Environment, ReadyMade, Request, Response, Simulator};

pub(crate) const SANDBOX: Environment = Environment::Sandbox;

pub(crate) fn simulator() -> Simulator {
    Simulator::new(Config::default())
}

/// A token request with these fields.
pub(crate) fn token_request(environment: Environment, form: &str) -> Request {
    Request::new("POST", environment.token_url())
        .with_header("Content-Type", "application/x-www-form-urlencoded")
        .with_body(form)
}

/// The form of a ready-made application's credentials.
pub(crate) fn credentials(one: ReadyMade, environment: Environment) -> String {
    let (id, secret) = (one.client_id(environment), one.client_secret(environment));
    format!("grant_type=client_credentials&client_id={id}&client_secret={}", secret.expose())
}

/// A sandbox token of a ready-made application.
pub(crate) fn token(simulator: &mut Simulator, one: ReadyMade) -> String {
    let answer = simulator.handle(&token_request(SANDBOX, &credentials(one, SANDBOX)));
    assert_eq!(answer.status, 200, "{}", text(&answer));
    json(&answer)["access_token"].as_str().unwrap().to_owned()
}

/// A sandbox `healthcheck` with a token.
pub(crate) fn healthcheck(token: &str) -> Request {
    Request::new("GET", format!("{}/healthcheck", SANDBOX.api_url()))
        .with_header("Authorization", format!("Bearer {token}"))
}

/// A sandbox `healthcheck` of a ready-made application, token included.
pub(crate) fn call(simulator: &mut Simulator, one: ReadyMade) -> Response {
    let token = token(simulator, one);
    simulator.handle(&healthcheck(&token))
}

pub(crate) fn text(response: &Response) -> &str {
    std::str::from_utf8(&response.body).unwrap()
}

pub(crate) fn json(response: &Response) -> serde_json::Value {
    serde_json::from_slice(&response.body).unwrap()
}
