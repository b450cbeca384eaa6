//! Clients and calls as the core gets them, from what is planned.

use std::rc::Rc;

use serde_json::json;
use sne_cotation::core::client::Client;
use sne_cotation::core::options::Settings;
use sne_cotation::core::platform::Runtime;
use sne_cotation::core::request::CallKind;

use crate::book::Settings as Effective;
use crate::plan::{CallPlan, Patience, Source, WINDOWS, Wanted};
use crate::support::chance::Chance;
use crate::support::parsing::Urls;
use crate::support::platform::TestPlatform;
use crate::support::signal::Signal;
use crate::support::value::Value;
use crate::watch::secrecy::marker;
use crate::way::ClientWay;
use crate::world::World;

/// A client in this world.
pub type SimClient = Rc<Client<TestPlatform<ClientWay>>>;

/// A client as planned.
pub fn make(world: &Rc<World>, client: usize) -> SimClient {
    let planned = &world.plan.clients[client];
    let application = &world.plan.config.applications[planned.application];
    let environment = serde_json::to_value(application.environment).expect("an environment has a name");
    let mut options = Value::from(json!({ "environment": environment }));
    options = if planned.source == Source::Provider {
        options.with("getToken", Value::Function)
    } else {
        let secret = world.secret_of(client);
        options.with("clientId", application.client_id.as_str()).with("clientSecret", secret.as_str())
    };
    if let Some(rate) = planned.rate {
        let mut limit = json!({ "maxQueued": rate.max_queued, "reserve": f64::from(rate.reserve) / 10.0 });
        for ((name, _), calls) in WINDOWS.iter().zip(rate.calls).filter(|(_, calls)| *calls > 0) {
            limit[name] = calls.into();
        }
        options = options.with("rateLimit", limit);
    }
    let runtime = if planned.source == Source::Provider { Runtime::Page } else { Runtime::Server };
    let settings = Settings::read(&patient(options, planned.patience), &Urls, runtime).expect("the options are good");
    let platform = TestPlatform {
        clock: world.clock.clone(),
        network: ClientWay { world: Rc::clone(world), client },
        runtime,
        provider: None,
        tasks: world.tasks.clone(),
        chance: Chance::new(world.plan.seed ^ (client as u64 + 1).rotate_left(48)),
        events: Rc::default(),
    };
    Rc::new(Client::new(platform, settings))
}

/// The options of a call, and what is wanted with them.
pub fn options(call: &CallPlan, signal: &Signal) -> (CallKind, Value) {
    let options = match call.wanted {
        Wanted::Healthcheck | Wanted::Token => json!({}),
        wanted => {
            let method = match wanted {
                Wanted::Get => "GET",
                Wanted::Put => "PUT",
                _ => "POST",
            };
            let path = format!("operations/{}", call.id);
            json!({ "method": method, "path": path, "headers": { "x-call": call.id.to_string() } })
        }
    };
    let mut options = Value::from(options);
    if matches!(call.wanted, Wanted::Put | Wanted::Post | Wanted::IdempotentPost) {
        options = options.with("body", json!({ "nom": marker(call.id) }));
    }
    if call.wanted == Wanted::IdempotentPost {
        options = options.with("idempotent", json!(true));
    }
    if call.leave.is_some_and(|leave| leave.is_abort) {
        options = options.with("signal", signal);
    }
    let patience = if call.wanted == Wanted::Token {
        Patience { attempts: None, max_delay: None, ..call.patience }
    } else {
        call.patience
    };
    let want = match call.wanted {
        Wanted::Healthcheck => CallKind::Healthcheck,
        Wanted::Token => CallKind::Token,
        _ => CallKind::Request,
    };
    (want, patient(options, patience))
}

/// Options with what is said of patience.
fn patient(mut options: Value, patience: Patience) -> Value {
    for (name, value) in [("timeout", patience.timeout), ("deadline", patience.deadline)] {
        if let Some(value) = value {
            options = options.with(name, json!(value));
        }
    }
    let retry = [("attempts", patience.attempts), ("maxDelay", patience.max_delay)];
    let given: serde_json::Map<_, _> =
        retry.into_iter().filter_map(|(name, value)| Some((name.to_owned(), json!(value?)))).collect();
    if given.is_empty() { options } else { options.with("retry", serde_json::Value::Object(given)) }
}

/// What holds for a call, the defaults of the package included.
pub fn effective(call: &CallPlan, client: Patience) -> Effective {
    let both = call.patience.or(client);
    let timeout = both.timeout.unwrap_or(30_000);
    let deadline = both.deadline.unwrap_or(timeout.max(120_000));
    Effective {
        timeout: timeout.into(),
        deadline: deadline.into(),
        attempts: both.attempts.unwrap_or(4),
        max_delay: both.max_delay.unwrap_or(30_000),
    }
}
