//! What a caller gets is what the servers gave to that very call, and says why with the truth.

use sne_cotation::core::error::{Error, Fact};
use sne_cotation::core::reason::Reason;

use super::{Broken, Watch, hold};
use crate::book::{Book, Call, Exchange, Got, Notice, Target, whole};
use crate::plan::Wanted;
use crate::support::scene::Outcome;
use crate::support::value::Value;

pub struct Answers;

const NAME: &str = "answer";

impl Watch for Answers {
    fn see(&mut self, notice: &Notice<'_>, book: &Book) -> Result<(), Broken> {
        match notice {
            Notice::Ended(call, outcome) => ended(call, outcome, book),
            Notice::Sent(exchange) => sent(exchange, book),
            _ => Ok(()),
        }
    }
}

/// A request is sent in the name of the call that it is of.
fn sent(exchange: &Exchange, book: &Book) -> Result<(), Broken> {
    if exchange.target != Target::Api || book.call(exchange.call).plan.wanted == Wanted::Healthcheck {
        return Ok(());
    }
    let name = exchange.call.to_string();
    let is_own = exchange.header("x-call") == Some(&name) && exchange.url.ends_with(&format!("/operations/{name}"));
    hold(is_own, NAME, || format!("call {name} sends what another call was to send"))
}

fn ended(call: &Call, outcome: &Outcome, book: &Book) -> Result<(), Broken> {
    let id = call.plan.id;
    match outcome {
        Err(error) => failed(call, error, book),
        Ok(_) if call.plan.wanted == Wanted::Token => Ok(()),
        Ok(value) => {
            let last = book.requests(call).next_back();
            let is_given = last.is_some_and(|exchange| is_answer_of(exchange, value));
            hold(is_given, NAME, || format!("call {id} is answered with what its last request was not: {value:?}"))
        }
    }
}

/// Whether a value is made of what a request was answered with.
fn is_answer_of(exchange: &Exchange, value: &Value) -> bool {
    let Some(answer) = exchange.answer() else { return false };
    let stamp =
        |name: &str| answer.content.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let body = answer.content.body.as_deref().unwrap_or_default();
    let data = serde_json::from_slice::<serde_json::Value>(body).ok();
    let given = value.at("data").and_then(|data| data.to_json());
    value.at("headers.x-exchange").and_then(|it| it.to_json()) == stamp("x-exchange").map(Into::into)
        && value.text_at("status") == answer.status.to_string()
        && (data.is_some() && given.map(as_numbers) == data.map(as_numbers))
}

/// JSON with all numbers as floating ones, as JavaScript has them.
fn as_numbers(json: serde_json::Value) -> serde_json::Value {
    Value::from(json).to_json().unwrap_or_default()
}

fn failed(call: &Call, error: &Error, book: &Book) -> Result<(), Broken> {
    let (id, reason) = (call.plan.id, error.reason());
    let taken = whole(book.now) - call.begun;
    let is_true = match reason {
        Reason::Aborted => call.is_left,
        Reason::DeadlinePassed => taken >= call.settings.deadline,
        Reason::Timeout => taken >= call.settings.timeout,
        Reason::ClientClosed => book.clients[call.plan.client].is_closed,
        // Whether the time is right, the invariants of the pause and of the pace tell.
        Reason::QueueFull | Reason::QuotaPaused => book.plan.clients[call.plan.client].rate.is_some(),
        // Whether the time is right, the invariants of the circuit and of tokens tell.
        Reason::CircuitOpen | Reason::TokenCircuitOpen | Reason::TokenStoreDown => true,
        _ => is_given(call, error, book),
    };
    hold(is_true, NAME, || format!("call {id} fails with {error} ({:?}), which nobody said to it", error.view()))
}

/// Whether a failure is the answer to the call's last request, or to a token request of its client's.
fn is_given(call: &Call, error: &Error, book: &Book) -> bool {
    if is_of_the_api(error.reason()) {
        return book.requests(call).next_back().is_some_and(|exchange| says(exchange, error));
    }
    let mut tokens = book.exchanges.iter().filter(|it| it.client == call.plan.client && it.target != Target::Api);
    tokens.any(|exchange| says(exchange, error)) || book.requests(call).next_back().is_some_and(|it| says(it, error))
}

/// Whether a failure can come of what a request was answered with.
fn says(exchange: &Exchange, error: &Error) -> bool {
    let status = error.status_of_answer();
    match (&exchange.end, error.reason()) {
        (Some((_, Got::Nothing)), reason) => is_of_the_network(reason),
        (Some((_, Got::Answer(answer))), reason) => {
            let code = match error.fact("code") {
                Some(Fact::Text(code)) => answer.holds(code),
                _ => true,
            };
            code && !is_of_the_network(reason) && (answer.status == status || exchange.target == Target::Provider)
        }
        _ => false,
    }
}

fn is_of_the_network(reason: Reason) -> bool {
    use Reason::{BodyInterrupted, NetworkFailed, NetworkFailedInPage, TokenProviderFailed};
    matches!(reason, NetworkFailed | NetworkFailedInPage | BodyInterrupted | TokenProviderFailed)
}

/// Whether only the gateway, or the API behind it, says that.
fn is_of_the_api(reason: Reason) -> bool {
    use Reason as R;
    matches!(
        reason,
        R::TokenRefused
            | R::TokenUnreadable
            | R::ApplicationDisabled
            | R::ProfileMissing
            | R::SubscriptionMissing
            | R::BusinessError
            | R::BusinessErrorWithheld
            | R::QuotaExceeded
            | R::QuotaExceededUnknown
            | R::NotFound
            | R::ResourceNotFound
            | R::ApiUnauthorized
            | R::ApiUnauthorizedSilent
            | R::RequestTooLarge
            | R::MethodRefused
            | R::RequestEmpty
            | R::RequestRefused
            | R::GatewayFault
            | R::GatewayTimeout
    )
}

/// Whether a healthcheck ends as it must when nothing is wrong.
pub fn is_well(outcome: &Outcome, has_profile: bool) -> bool {
    match outcome {
        Ok(value) => has_profile && value.text_at("data.etat") == "OK",
        Err(error) => !has_profile && error.reason() == Reason::ProfileMissing,
    }
}
