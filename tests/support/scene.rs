//! A scene: the simulator, the clock, the tasks, and clients of ready-made applications in few words.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::json;
use sne_cotation::core::client::Client;
use sne_cotation::core::error::{Error, Fact};
use sne_cotation::core::event::Event;
use sne_cotation::core::options::Settings;
use sne_cotation::core::platform::Runtime;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::{Config, Environment, ReadyMade};

use super::chance::Chance;
use super::clock::Clock;
use super::network::Network;
use super::parsing::Urls;
use super::platform::{Provider, TestPlatform};
use super::tasks::{Task, Tasks};
use super::value::Value;

/// A client that several tasks use.
pub type TestClient = Rc<Client<TestPlatform>>;

/// What comes of a call.
pub type Outcome = Result<Value, Error>;

/// Everything that a test needs.
pub struct Scene {
    pub clock: Clock,
    pub network: Network,
    pub tasks: Tasks,
    pub chance: Chance,
    /// What the clients said of what they do.
    pub events: Rc<RefCell<Vec<Event>>>,
}

impl Scene {
    pub fn new() -> Self {
        Self::of(Config::default())
    }

    pub fn of(config: Config) -> Self {
        let clock = Clock::default();
        Self {
            network: Network::new(clock.clone(), config),
            tasks: Tasks::new(clock.clone()),
            clock,
            chance: Chance::default(),
            events: Rc::default(),
        }
    }

    /// A client of a ready-made application of the sandbox.
    pub fn client(&self, application: ReadyMade) -> TestClient {
        self.client_with(&options(application))
    }

    /// A client with these options, on a server.
    #[track_caller]
    pub fn client_with(&self, options: &Value) -> TestClient {
        self.make(options, Runtime::Server, None)
    }

    /// A client whose tokens come from the caller.
    pub fn client_of_provider(&self, provider: Provider) -> TestClient {
        let options = Value::from(json!({ "environment": "sandbox" })).with("getToken", Value::Function);
        self.make(&options, Runtime::Page, Some(provider))
    }

    /// A client with these options, as they are.
    #[track_caller]
    pub fn make(&self, options: &Value, runtime: Runtime, provider: Option<Provider>) -> TestClient {
        let settings = Settings::read(options, &Urls, runtime).expect("the options are good");
        Rc::new(Client::new(self.platform(runtime, provider), settings))
    }

    /// What clients of this scene see of the world.
    pub fn platform(&self, runtime: Runtime, provider: Option<Provider>) -> TestPlatform {
        let Self { clock, network, tasks, chance, events } = self;
        let (clock, network, tasks) = (clock.clone(), network.clone(), tasks.clone());
        TestPlatform { clock, network, runtime, provider, tasks, chance: chance.clone(), events: Rc::clone(events) }
    }

    /// Starts what a caller wants.
    pub fn start(&self, client: &TestClient, kind: CallKind, options: &Value) -> Task<Outcome> {
        let invocation = client.invocation(kind, options);
        let client = Rc::clone(client);
        self.tasks.spawn(async move { client.execute(invocation?).await })
    }

    /// Starts a healthcheck without options.
    pub fn start_healthcheck(&self, client: &TestClient) -> Task<Outcome> {
        self.start(client, CallKind::Healthcheck, &Value::Nothing)
    }

    /// Does what a caller wants, until nothing is left to do.
    #[track_caller]
    pub fn kind(&self, client: &TestClient, kind: CallKind, options: &Value) -> Outcome {
        let task = self.start(client, kind, options);
        self.tasks.run();
        task.result()
    }

    #[track_caller]
    pub fn healthcheck(&self, client: &TestClient) -> Outcome {
        self.kind(client, CallKind::Healthcheck, &Value::Nothing)
    }

    #[track_caller]
    pub fn request(&self, client: &TestClient, options: serde_json::Value) -> Outcome {
        self.kind(client, CallKind::Request, &options.into())
    }

    /// A healthcheck that must succeed.
    #[track_caller]
    pub fn expect_ok(&self, client: &TestClient) {
        let answer = self.healthcheck(client).expect("the API answers");
        assert_eq!(answer.text_at("data.etat"), "OK");
    }

    /// Fails when anything is left under way.
    #[track_caller]
    pub fn assert_quiet(&self) {
        let left = (self.tasks.under_way(), self.network.under_way(), self.clock.timers());
        assert_eq!(left, (0, 0, 0), "left: tasks, exchanges, timers");
    }
}

/// The options of a client of a ready-made application of the sandbox.
pub fn options(application: ReadyMade) -> Value {
    options_in(application, Environment::Sandbox, "sandbox")
}

/// The options of a client with the credentials of one environment, for an environment. It tries once: most tests are
/// about what one exchange means.
pub fn options_in(application: ReadyMade, of: Environment, environment: &str) -> Value {
    let (id, secret) = (application.client_id(of), application.client_secret(of));
    json!({ "environment": environment, "clientId": id, "clientSecret": secret.expose(), "retry": false }).into()
}

/// A failure in one line: what callers see of it, but for its texts.
#[track_caller]
pub fn told(outcome: &Outcome) -> String {
    let error = outcome.as_ref().expect_err("the call fails");
    let facts = ["status", "code", "retryAfter"].map(|name| match error.fact(name) {
        Some(Fact::Text(text)) => format!(" {name}={text}"),
        Some(Fact::Number(number)) => format!(" {name}={number}"),
        None => String::new(),
    });
    let (kind, id, attempts) = (error.kind().as_str(), error.reason().id(), error.attempts_made());
    format!("{kind} {id}{} attempts={attempts}", facts.concat())
}
