//! A simulator that serves a contract, and calls of it as of any application.

use serde_json::Value;
use sne_cotation_simulator::{Config, Environment, ReadyMade, Request, Response, Simulator};

pub(crate) fn serving(contract: &str, seed: u64) -> Simulator {
    let mut simulator = Simulator::new(Config { seed, ..Config::default() });
    simulator.serve_contract(contract).unwrap();
    simulator
}

pub(crate) fn token(simulator: &mut Simulator, one: ReadyMade) -> String {
    let sandbox = Environment::Sandbox;
    let form = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}",
        one.client_id(sandbox),
        one.client_secret(sandbox).expose()
    );
    let request = Request::new("POST", sandbox.token_url())
        .with_header("Content-Type", "application/x-www-form-urlencoded")
        .with_body(form);
    let answer: Value = serde_json::from_slice(&simulator.handle(&request).body).unwrap();
    answer["access_token"].as_str().unwrap().to_owned()
}

/// A call of the application to which nothing is missing.
pub(crate) fn call(simulator: &mut Simulator, request: Request) -> Response {
    let token = token(simulator, ReadyMade::Works);
    simulator.handle(&request.with_header("Authorization", format!("Bearer {token}")))
}

pub(crate) fn body(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&response.body)))
}
