//! The platform port over the simulator and virtual time.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

use sne_cotation::core::error::Cause;
use sne_cotation::core::event::Event;
use sne_cotation::core::platform::{Failure, HttpRequest, Limits, Moment, Platform, Runtime, WaitEnd};
use sne_cotation::core::value::{Kind, Value as _};
use sne_cotation_simulator::Request;

use super::body::Body;
use super::chance::Chance;
use super::clock::Clock;
use super::network::Network;
use super::parsing;
use super::response::{Response, Text};
use super::tasks::Tasks;
use super::value::Value;

/// A caller's `getToken`: gets the token that was refused, if one was.
pub type Provider = Rc<dyn Fn(Option<&str>) -> Result<Value, Cause>>;

/// Milliseconds that a provider takes.
const PROVIDER_TIME: u64 = 10;

/// What is between a client and the world: one network for the tests, another for the simulation.
pub trait Way: Clone + 'static {
    /// Carries a request there and its answer back.
    async fn exchange(&self, request: Request, limits: Limits) -> Result<Response, Failure>;

    /// Asks the caller's provider.
    async fn provide(&self, provider: Option<&Provider>, rejected: Option<&str>) -> Result<Value, Cause>;

    /// Hears what the client says of itself.
    fn observe(&self, _event: Event) {}

    /// The platform is told to forget requests with a token.
    fn forget(&self) {}

    /// What the client does by itself, for who counts it.
    fn background(&self, work: impl Future<Output = ()> + 'static) -> impl Future<Output = ()> + 'static {
        work
    }
}

impl Way for Network {
    async fn exchange(&self, request: Request, limits: Limits) -> Result<Response, Failure> {
        Network::exchange(self, request, limits).await
    }

    async fn provide(&self, provider: Option<&Provider>, rejected: Option<&str>) -> Result<Value, Cause> {
        let underway = self.begin();
        let ask = provider.expect("a client with a provider has one");
        let answer = ask(rejected);
        self.clock().sleep(PROVIDER_TIME).await;
        underway.end();
        answer
    }

    fn forget(&self) {
        Network::forget(self);
    }
}

/// What the core sees of the world of a test.
#[derive(Clone)]
pub struct TestPlatform<W = Network> {
    pub clock: Clock,
    pub network: W,
    pub runtime: Runtime,
    pub provider: Option<Provider>,
    pub tasks: Tasks,
    pub chance: Chance,
    /// What was observed.
    pub events: Rc<RefCell<Vec<Event>>>,
}

impl<W: Way> Platform for TestPlatform<W> {
    type Value = Value;
    type Text = Text;
    type Body = Body;
    type Response = Response;

    fn runtime(&self) -> Runtime {
        self.runtime
    }

    fn now(&self) -> Moment {
        self.clock.now()
    }

    async fn wait(&self, milliseconds: u32, signal: Option<&Value>) -> WaitEnd {
        let listener = match signal {
            Some(Value::Signal(signal)) => Some(signal.listener()),
            _ => None,
        };
        let mut end = pin!(self.clock.sleep(milliseconds.into()));
        poll_fn(|context| {
            if listener.as_ref().is_some_and(|listener| listener.hears(context)) {
                return Poll::Ready(WaitEnd::Abort);
            }
            end.as_mut().poll(context).map(|()| WaitEnd::Timeout)
        })
        .await
    }

    fn spawn(&self, work: impl Future<Output = ()> + 'static) {
        self.tasks.spawn(self.network.background(work));
    }

    fn random(&self) -> f64 {
        self.chance.unit()
    }

    fn observe(&self, event: Event) {
        self.events.borrow_mut().push(event);
        self.network.observe(event);
    }

    async fn exchange(&self, request: HttpRequest<'_, Body>, limits: Limits) -> Result<Response, Failure> {
        let headers = request.headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let request = Request {
            method: request.method.to_owned(),
            url: request.url.to_owned(),
            headers: headers.collect(),
            body: request.body.map(|body| body.bytes().to_vec()).unwrap_or_default(),
        };
        self.network.exchange(request, limits).await
    }

    async fn provide_token(&self, rejected: Option<&str>) -> Result<Value, Cause> {
        self.network.provide(self.provider.as_ref(), rejected).await
    }

    fn forget(&self) {
        self.network.forget();
    }

    fn words(&self, text: &str) -> String {
        parsing::words(text)
    }

    fn parse_date(&self, text: &str) -> Option<f64> {
        parsing::date(text)
    }

    fn parse_header(&self, header: &str) -> Option<Value> {
        serde_json::from_str::<serde_json::Value>(header).ok().map(Value::from)
    }

    fn parse_json(&self, text: &Text) -> Option<Value> {
        serde_json::from_str::<serde_json::Value>(&text.0).ok().map(Value::from)
    }

    fn error_body(&self, text: Text, secrets: &str) -> Value {
        let kept: String = text.0.chars().take(65_536).collect();
        let hidden = secrets.split('\n').filter(|secret| !secret.is_empty());
        let kept = hidden.fold(kept, |kept, secret| kept.replace(secret, "…"));
        serde_json::from_str::<serde_json::Value>(&kept).map_or_else(|_| Value::from(kept.as_str()), Value::from)
    }

    fn text_value(&self, text: Text) -> Value {
        Value::Text(text.0)
    }

    fn nothing(&self) -> Value {
        Value::Nothing
    }

    fn encode_form(&self, pairs: &[(&str, &str)]) -> Body {
        Body::Text(parsing::encode_pairs(pairs.iter().copied()).into())
    }

    fn query(&self, object: &Value) -> Option<String> {
        let fields = object.names().into_iter().filter_map(|name| Some((object.field(&name)?, name)));
        let items =
            fields.flat_map(|(value, name)| value.items().map(move |item| (name.clone(), item)).collect::<Vec<_>>());
        let items = items.filter(|(_, item)| item.kind() != Kind::Nothing);
        let pairs = items.map(|(name, item)| Some((name, item.scalar()?))).collect::<Option<Vec<_>>>()?;
        Some(parsing::encode_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))))
    }

    fn forms_of(&self, secret: &str) -> String {
        parsing::forms_of(secret)
    }

    fn encode_path(&self, path: &str) -> String {
        parsing::encode_path(path)
    }

    fn token(&self, token: &str, seconds_left: f64) -> Value {
        let fields = serde_json::json!({ "access_token": token, "token_type": "Bearer", "expires_in": seconds_left });
        fields.into()
    }

    fn answer(&self, status: u16, headers: Value, data: Value, text: Option<Text>) -> Value {
        let text = text.map_or(Value::Nothing, |text| Value::Text(text.0));
        let fields = [("status", Value::Number(status.into())), ("headers", headers), ("data", data), ("text", text)];
        Value::Object(fields.map(|(name, value)| (name.to_owned(), value)).into())
    }

    fn json_body(&self, value: &Value) -> Option<Body> {
        value.to_json().map(|json| Body::Text(json.to_string().into()))
    }

    fn raw_body(&self, value: &Value) -> Body {
        match value {
            Value::Text(text) => Body::Text(Rc::clone(text)),
            Value::Bytes(bytes) => Body::Bytes(Rc::clone(bytes)),
            other => panic!("{other:?} cannot be sent as it is"),
        }
    }
}
