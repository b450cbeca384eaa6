//! The way between a client and the world: requests are written into the book and carried there and back as their fate
//! has it.

use std::cell::Cell;
use std::future::{Future, pending};
use std::rc::Rc;

use sne_cotation::core::error::Cause;
use sne_cotation::core::event::Event;
use sne_cotation::core::platform::{Failure, Limits};
use sne_cotation_simulator::{Environment, Fault, Request, Response as Reply, Server};

use crate::book::{Answer, Got, Target};
use crate::fate::{Fate, Strike};
use crate::support::network::is_token_request;
use crate::support::parsing;
use crate::support::platform::{Provider, Way};
use crate::support::response::Response;
use crate::support::transport::{cause, receive};
use crate::support::value::Value;
use crate::world::World;

/// The way of one client.
#[derive(Clone)]
pub struct ClientWay {
    pub world: Rc<World>,
    pub client: usize,
}

impl Way for ClientWay {
    async fn exchange(&self, request: Request, limits: Limits) -> Result<Response, Failure> {
        let target = if is_token_request(&request) { Target::AuthorizationServer } else { Target::Api };
        let (id, key) = self.world.send(self.client, target, &request);
        let guard = Guard { world: &self.world, id, is_over: Cell::new(false) };
        let fate = self.world.fate(id, key);
        let outcome = self.carry(id, request, fate, limits).await;
        guard.end(self.understand(target, &outcome));
        outcome
    }

    async fn provide(&self, _: Option<&Provider>, rejected: Option<&str>) -> Result<Value, Cause> {
        let url = format!("provider:{}", self.client);
        let (id, key) = self.world.send(self.client, Target::Provider, &Request::new("ASK", url));
        let guard = Guard { world: &self.world, id, is_over: Cell::new(false) };
        let Fate { there, back, strike } = self.world.fate(id, key);
        self.world.clock.sleep(there).await;
        let given = match strike {
            Some(Strike::RequestLost | Strike::AnswerLost) => pending().await,
            Some(Strike::Server(Fault::Delay { by })) => {
                self.world.clock.sleep(u64::try_from(by.as_millis()).unwrap()).await;
                self.world.ask_relay(self.client, rejected)
            }
            None | Some(Strike::Duplicated) => self.world.ask_relay(self.client, rejected),
            Some(_) => None,
        };
        self.world.clock.sleep(back).await;
        guard.end(given.clone().map_or(Got::Nothing, |(token, lifetime)| {
            let content = Response { status: 0, headers: Vec::new(), body: None };
            let token = Some((token.into(), lifetime));
            Got::Answer(Answer {
                status: 0,
                retry_after: None,
                refuses_token: false,
                is_of_the_api: false,
                token,
                content,
            })
        }));
        let refusal = || cause(&format!("no token instead of {}", rejected.unwrap_or_default()), "ERELAY");
        let (token, lifetime) = given.ok_or_else(refusal)?;
        Ok(serde_json::json!({ "access_token": token, "expires_in": lifetime }).into())
    }

    fn observe(&self, event: Event) {
        self.world.observe(self.client, event);
    }

    fn background(&self, work: impl Future<Output = ()> + 'static) -> impl Future<Output = ()> + 'static {
        let busy = Busy::new(self.clone());
        async move {
            work.await;
            drop(busy);
        }
    }
}

impl ClientWay {
    async fn carry(&self, id: usize, request: Request, fate: Fate, limits: Limits) -> Result<Response, Failure> {
        let Fate { there, back, strike } = fate;
        self.world.clock.sleep(there).await;
        if strike == Some(Strike::RequestLost) {
            return pending().await;
        }
        if strike == Some(Strike::Duplicated) {
            self.world.serve(id, &request, None);
        }
        let reply = match &strike {
            Some(Strike::PutOff { status, seconds, is_date }) => self.world.put_off(*status, *seconds, *is_date),
            Some(Strike::Server(fault)) => self.world.serve(id, &request, Some(fault.clone())),
            _ => self.world.serve(id, &request, None),
        };
        if strike == Some(Strike::AnswerLost) {
            return pending().await;
        }
        self.world.clock.sleep(back).await;
        if strike == Some(Strike::AnswerReset) {
            return Err(Failure::Unreachable(cause(&self.world.repeated(id), "ECONNRESET")));
        }
        receive(&self.world.clock, stamped(reply, id), limits).await
    }

    /// What an outcome says to a client that understands it.
    fn understand(&self, target: Target, outcome: &Result<Response, Failure>) -> Got {
        let Ok(response) = outcome else { return Got::Nothing };
        let header = |name: &str| response.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let challenge = header("www-authenticate").map(|(_, value)| value.as_str());
        let is_of_the_api = response.status == 401 && !challenge.is_some_and(|it| it.contains("\"invalid_token\""));
        let is_disabled = challenge.is_some_and(|it| it.contains("disabled"));
        let wall = self.world.clock.now().wall;
        let asked = header("retry-after").and_then(|(_, value)| parsing::seconds_until(value, wall));
        let is_token = target == Target::AuthorizationServer && response.status == 200;
        Got::Answer(Answer {
            status: response.status,
            retry_after: asked.map(|seconds| seconds.max(0.0)).filter(|_| response.status >= 400),
            refuses_token: target == Target::Api
                && (response.status == 401 && !is_disabled || response.status == 400 && challenge.is_some()),
            is_of_the_api: target == Target::Api && is_of_the_api,
            token: if is_token { token_in(response.body.as_deref().unwrap_or_default()) } else { None },
            content: Response {
                status: response.status,
                headers: response.headers.clone(),
                body: response.body.clone(),
            },
        })
    }
}

/// The answer with the number of the exchange that it belongs to.
fn stamped(mut reply: Reply, id: usize) -> Reply {
    reply.set_header("x-exchange", id.to_string());
    reply
}

/// The token in an answer, and its lifetime; a minute when the answer does not say.
pub fn token_in(body: &[u8]) -> Option<(Rc<str>, f64)> {
    let json: serde_json::Value = serde_json::from_slice(body).ok()?;
    let told = json.get("expires_in");
    let lifetime = told.and_then(|it| it.as_f64().or_else(|| it.as_str()?.parse().ok()));
    Some((json.get("access_token")?.as_str()?.into(), lifetime.map_or(60.0, |lifetime| lifetime.max(0.0))))
}

/// An exchange under way. Dropped before its end, it is cancelled.
struct Guard<'a> {
    world: &'a World,
    id: usize,
    is_over: Cell<bool>,
}

impl Guard<'_> {
    fn end(self, got: Got) {
        self.is_over.set(true);
        self.world.end(self.id, got);
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if !self.is_over.get() {
            self.world.cancel(self.id);
        }
    }
}

/// Something that a client does by itself.
struct Busy(ClientWay);

impl Busy {
    fn new(way: ClientWay) -> Self {
        way.world.book.borrow_mut().clients[way.client].in_background += 1;
        Self(way)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.world.book.borrow_mut().clients[self.0.client].in_background -= 1;
    }
}

/// The server of an environment's that a request is for.
pub fn server_of(request: &Request) -> Server {
    if is_token_request(request) { Server::AuthorizationServer } else { Server::Gateway }
}

/// The healthcheck that stands for any operation where the gateway decides.
pub fn disguised(request: &Request, environment: Environment) -> Request {
    Request { method: "GET".to_owned(), url: environment.api_url() + "/healthcheck", ..request.clone() }
}
