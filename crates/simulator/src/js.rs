//! The simulator for JavaScript. It translates and decides nothing.
//!
//! What comes in structured (options, changes, faults) comes as JSON text, because `serde_json` refuses a field it does
//! not know and `serde-wasm-bindgen` passes over it. What goes out goes as plain objects.

use std::time::Duration;

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::{
    Admission, Application, Backend, Config, Environment, Exchange, Fault, Forward, Outcome, Request, Response, Server,
    Simulator,
};

/// A [`Simulator`] held by JavaScript.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SimulatorHandle {
    simulator: Simulator,
}

#[wasm_bindgen]
impl SimulatorHandle {
    /// A simulator from a [`Config`] in JSON.
    ///
    /// # Errors
    ///
    /// When the JSON is not a `Config`.
    #[wasm_bindgen(constructor)]
    pub fn new(config: &str) -> Result<SimulatorHandle, JsError> {
        let config: Config = serde_json::from_str(config)?;
        Ok(Self { simulator: Simulator::new(config) })
    }

    /// Serves a contract, a Swagger 2.0 document in JSON.
    ///
    /// # Errors
    ///
    /// When it is none.
    #[wasm_bindgen(js_name = serveContract)]
    pub fn serve_contract(&mut self, text: &str) -> Result<(), JsError> {
        Ok(self.simulator.serve_contract(text)?)
    }

    /// Parameters for an operation of the contract: a [`crate::Sample`] in JSON.
    ///
    /// # Errors
    ///
    /// When there is no contract, no such operation, or nothing that fits its schemas.
    pub fn example(&self, operation: &str, seed: f64) -> Result<String, JsError> {
        let backend = self.simulator.backend().ok_or_else(|| JsError::new("this simulator has no contract"))?;
        let sample = backend.example(operation, whole(seed)).map_err(|message| JsError::new(&message))?;
        Ok(serde_json::to_string(&sample)?)
    }

    /// The operations of the contract that are not answered: a list of [`crate::Unanswered`].
    ///
    /// # Errors
    ///
    /// When they cannot be made into objects.
    pub fn unanswered(&self) -> Result<JsValue, JsError> {
        to_js(&self.simulator.backend().map(Backend::unanswered).unwrap_or_default())
    }

    /// Answers a request; `headers` holds names and values by turns. The answer is an object, see [`Answer`].
    ///
    /// # Errors
    ///
    /// When the answer cannot be made into an object.
    pub fn handle(
        &mut self,
        method: String,
        url: String,
        headers: Vec<String>,
        body: Vec<u8>,
    ) -> Result<JsValue, JsError> {
        let request = Request { method, url, headers: in_pairs(headers), body };
        to_js(&Answer::from(&self.simulator.handle(&request)))
    }

    /// Lets a request pass the gateway to a server behind it: `{ answer }`, or `{ forward: { ticket, target, headers }
    /// }`.
    ///
    /// # Errors
    ///
    /// When what comes out cannot be made into an object.
    pub fn admit(
        &mut self,
        method: String,
        url: String,
        headers: Vec<String>,
        body: Vec<u8>,
    ) -> Result<JsValue, JsError> {
        let request = Request { method, url, headers: in_pairs(headers), body };
        match self.simulator.admit(&request) {
            Admission::Answered(answer) => to_js(&Admitted { answer: Some(Answer::from(&answer)), forward: None }),
            Admission::Forward(forward) => to_js(&Admitted { answer: None, forward: Some(Onward::from(&forward)) }),
        }
    }

    /// The answer to a request that was admitted, as in [`Self::handle`]: `outcome` is `answer`, `unreachable`,
    /// `broken` or `timed-out`.
    ///
    /// # Errors
    ///
    /// When the answer cannot be made into an object.
    pub fn forwarded(
        &mut self,
        ticket: f64,
        outcome: &str,
        status: u16,
        headers: Vec<String>,
        body: Vec<u8>,
    ) -> Result<JsValue, JsError> {
        let outcome = match outcome {
            "answer" => Outcome::Answer { status, headers: in_pairs(headers), body },
            "unreachable" => Outcome::Unreachable,
            "timed-out" => Outcome::TimedOut,
            _ => Outcome::Broken,
        };
        to_js(&Answer::from(&self.simulator.forwarded(whole(ticket), outcome)))
    }

    /// The simulator's clock in milliseconds.
    #[must_use]
    pub fn now(&self) -> f64 {
        self.simulator.now().as_secs_f64() * 1000.0
    }

    /// Sets the clock, in milliseconds.
    ///
    /// # Errors
    ///
    /// When the number is no instant.
    #[wasm_bindgen(js_name = setNow)]
    pub fn set_now(&mut self, milliseconds: f64) -> Result<(), JsError> {
        self.simulator.set_now(Duration::try_from_secs_f64(milliseconds / 1000.0)?);
        Ok(())
    }

    /// Says what the servers' clocks said when the simulator's was 0, in seconds since 1970.
    #[wasm_bindgen(js_name = setDate)]
    pub fn set_date(&mut self, date: u32) {
        self.simulator.set_date(date);
    }

    /// The applications, secrets included.
    ///
    /// # Errors
    ///
    /// When they cannot be made into objects.
    pub fn applications(&self) -> Result<JsValue, JsError> {
        to_js(self.simulator.applications())
    }

    /// Adds an [`Application`] in JSON.
    ///
    /// # Errors
    ///
    /// When the JSON is not an `Application`.
    #[wasm_bindgen(js_name = addApplication)]
    pub fn add_application(&mut self, application: &str) -> Result<(), JsError> {
        let application: Application = serde_json::from_str(application)?;
        self.simulator.add_application(application);
        Ok(())
    }

    /// Replaces the given fields of an application. `false` when there is none with this client id.
    ///
    /// # Errors
    ///
    /// When a field is unknown or has a wrong value.
    pub fn update(&mut self, client_id: &str, changes: &str) -> Result<bool, JsError> {
        let Some(application) = self.simulator.application(client_id) else {
            return Ok(false);
        };
        let replacement = with_changes(application, changes)?;
        Ok(self.simulator.update(client_id, |application| *application = replacement))
    }

    /// Orders a [`Fault`] in JSON for a [`Server`].
    ///
    /// # Errors
    ///
    /// When the JSON is not a `Fault`, or there is no such server.
    pub fn inject(&mut self, server: String, fault: &str) -> Result<(), JsError> {
        let server: Server = serde_json::from_value(server.into())?;
        let fault: Fault = serde_json::from_str(fault)?;
        self.simulator.inject(server, fault);
        Ok(())
    }

    /// Forgets the faults that were not consumed.
    #[wasm_bindgen(js_name = clearFaults)]
    pub fn clear_faults(&mut self) {
        self.simulator.clear_faults();
    }

    /// Forgets the tokens of one application, or all.
    #[wasm_bindgen(js_name = revokeTokens)]
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen takes an optional string by value only")]
    pub fn revoke_tokens(&mut self, client_id: Option<String>) {
        self.simulator.revoke_tokens(client_id.as_deref());
    }

    /// The exchanges so far.
    ///
    /// # Errors
    ///
    /// When they cannot be made into objects.
    pub fn exchanges(&self) -> Result<JsValue, JsError> {
        let exchanges: &[Exchange] = self.simulator.exchanges();
        to_js(exchanges)
    }

    /// Forgets the exchanges.
    #[wasm_bindgen(js_name = clearExchanges)]
    pub fn clear_exchanges(&mut self) {
        self.simulator.clear_exchanges();
    }

    /// PISTE's addresses: `{ production: { tokenUrl, apiUrl }, sandbox: { … } }`.
    ///
    /// # Errors
    ///
    /// When they cannot be made into an object.
    pub fn environments(&self) -> Result<JsValue, JsError> {
        let of = |environment| {
            let (token_url, api_url) = self.simulator.addresses(environment);
            Addresses { token_url, api_url }
        };
        to_js(&Environments { production: of(Environment::Production), sandbox: of(Environment::Sandbox) })
    }
}

/// The PISTE address for a request target of a local server.
#[wasm_bindgen(js_name = fromLocal)]
#[must_use]
pub fn from_local(target: &str) -> Option<String> {
    crate::from_local(target)
}

/// The address on a local server for a PISTE address.
#[wasm_bindgen(js_name = toLocal)]
#[must_use]
pub fn to_local(url: &str, base: &str) -> Option<String> {
    crate::to_local(url, base)
}

#[derive(Serialize)]
struct Environments {
    production: Addresses,
    sandbox: Addresses,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Addresses {
    token_url: String,
    api_url: String,
}

/// An answer as JavaScript gets it: `body` a `Uint8Array`, delays in milliseconds.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    status: u16,
    headers: &'a [(String, String)],
    body: Bytes<'a>,
    head_delay: f64,
    chunk_delay: f64,
    chunk_size: Option<usize>,
    truncate_after: Option<usize>,
    dropped: bool,
}

impl<'a> From<&'a Response> for Answer<'a> {
    fn from(response: &'a Response) -> Self {
        let transport = &response.transport;
        Self {
            status: response.status,
            headers: &response.headers,
            body: Bytes(&response.body),
            head_delay: transport.head_delay.as_secs_f64() * 1000.0,
            chunk_delay: transport.chunk_delay.as_secs_f64() * 1000.0,
            chunk_size: transport.chunk_size,
            truncate_after: transport.truncate_after,
            dropped: transport.dropped,
        }
    }
}

/// What becomes of a request at a gateway with a server behind it.
#[derive(Serialize)]
struct Admitted<'a> {
    answer: Option<Answer<'a>>,
    forward: Option<Onward<'a>>,
}

/// A [`Forward`].
#[derive(Serialize)]
struct Onward<'a> {
    ticket: u64,
    target: &'a str,
    headers: &'a [(String, String)],
}

impl<'a> From<&'a Forward> for Onward<'a> {
    fn from(forward: &'a Forward) -> Self {
        Self { ticket: forward.ticket, target: &forward.target, headers: &forward.headers }
    }
}

/// Bytes that become a `Uint8Array`.
struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsError> {
    Ok(value.serialize(&Serializer::new().serialize_missing_as_null(true))?)
}

/// A whole number from 0 on, which JavaScript has as any number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast to u64 stays within it")]
fn whole(number: f64) -> u64 {
    number as u64
}

fn in_pairs(headers: Vec<String>) -> Vec<(String, String)> {
    let mut values = headers.into_iter();
    std::iter::from_fn(|| Some((values.next()?, values.next()?))).collect()
}

/// The application with the fields of a JSON object in place of its own.
fn with_changes(application: &Application, changes: &str) -> Result<Application, serde_json::Error> {
    let mut fields: serde_json::Map<_, _> = serde_json::from_value(serde_json::to_value(application)?)?;
    let changes: serde_json::Map<_, _> = serde_json::from_str(changes)?;
    fields.extend(changes);
    serde_json::from_value(fields.into())
}
