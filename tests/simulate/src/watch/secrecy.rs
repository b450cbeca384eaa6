//! Secrets go where they belong, and are in nothing that anybody sees.

use std::fmt::Write as _;

use sne_cotation::core::error::Error;
use sne_cotation_simulator::Environment;

use super::{Broken, Watch, hold};
use crate::book::{Book, Call, Exchange, Notice, Target};
use crate::plan::Source;

pub struct Secrecy;

const NAME: &str = "secrecy";

impl Watch for Secrecy {
    fn see(&mut self, notice: &Notice<'_>, book: &Book) -> Result<(), Broken> {
        match notice {
            Notice::Sent(exchange) => match exchange.target {
                Target::Api => call_leaves(exchange, book),
                Target::AuthorizationServer => secret_leaves(exchange, book),
                Target::Provider => Ok(()),
            },
            Notice::Ended(call, Err(error)) => told(call, error, book),
            _ => Ok(()),
        }
    }
}

/// All secrets, in all forms.
fn secrets(book: &Book) -> impl Iterator<Item = &str> {
    book.secrets.iter().flatten().map(String::as_str)
}

/// A call goes to the API of its client's environment; its token is in the one header, and no secret is anywhere.
fn call_leaves(exchange: &Exchange, book: &Book) -> Result<(), Broken> {
    let (plan, call) = (&book.plan, exchange.call);
    let home = plan.environment(exchange.client).api_url() + "/";
    hold(exchange.url.starts_with(&home), NAME, || format!("call {call} goes to {}", exchange.url))?;
    let mut rest = exchange.url.clone() + &String::from_utf8_lossy(&exchange.body);
    for (name, value) in exchange.headers.iter().filter(|(name, _)| name != "authorization") {
        let _ = write!(rest, "{name}{value}");
    }
    let is_bare = exchange.token().is_some_and(|token| !rest.contains(token));
    hold(is_bare, NAME, || format!("call {call} carries its token elsewhere, or none"))?;
    hold(secrets(book).all(|secret| !rest.contains(secret)), NAME, || format!("call {call} carries a secret"))
}

/// A token request goes to the authorisation server of its client's environment, with its own secret and no other.
fn secret_leaves(exchange: &Exchange, book: &Book) -> Result<(), Broken> {
    let (plan, client) = (&book.plan, exchange.client);
    let environment: Environment = plan.environment(client);
    let is_home = exchange.url == environment.token_url() && exchange.method == "POST";
    hold(is_home, NAME, || format!("client {client} asks for a token at {}", exchange.url))?;
    let own = &book.secrets[plan.clients[client].application];
    let body = String::from_utf8_lossy(&exchange.body);
    let others = book.secrets.iter().filter(|it| *it != own).flatten().any(|secret| body.contains(secret));
    let is_own = plan.clients[client].source != Source::Credentials || body.contains(&own[1]);
    let has_token = exchange.token().is_some();
    hold(is_own && !others && !has_token, NAME, || format!("client {client} asks for a token with the wrong secret"))
}

/// An error tells no secret, no token, and nothing of what was sent.
fn told(call: &Call, error: &Error, book: &Book) -> Result<(), Broken> {
    let shown = format!("{error} {error:?} {:?}", error.view());
    let id = call.plan.id;
    hold(!shown.contains(&marker(id)), NAME, || format!("the error of call {id} repeats its body: {shown}"))?;
    let secret = secrets(book).find(|secret| shown.contains(secret));
    hold(secret.is_none(), NAME, || format!("the error of call {id} tells a secret: {shown}"))?;
    let mut tokens = book.clients[call.plan.client].tokens.iter();
    hold(!tokens.any(|token| shown.contains(token)), NAME, || format!("the error of call {id} tells a token: {shown}"))
}

/// Somebody's name, which a call has in its body.
pub fn marker(call: u32) -> String {
    format!("Dupont-{call}-né")
}
