//! The path of a call, from top to bottom: it gets a token, is sent, is read, and returns, goes round once more with
//! another token, or fails.

use std::cell::Cell;

use zeroize::Zeroizing;

use super::answer::{Answer, Reading, unreachable};
use super::client::Client;
use super::deadline::within;
use super::error::Error;
use super::platform::Platform;
use super::reason::Reason;
use super::request::{Call, Outgoing};
use super::token::Token;

/// Makes a call, within its time-out, its token and its body included.
pub async fn run<P: Platform>(client: &Client<P>, call: Call<P::Body>) -> Result<Answer<P::Value>, Error> {
    let _inside = client.gate.enter()?;
    let attempts = Cell::new(0);
    let timeout = call.timeout.unwrap_or(client.settings.timeout);
    let result = within(client.platform(), timeout, go_round(client, &call, &attempts)).await;
    result.map_err(|error| error.attempts(attempts.get()))
}

async fn go_round<P: Platform>(
    client: &Client<P>,
    call: &Call<P::Body>,
    attempts: &Cell<u32>,
) -> Result<Answer<P::Value>, Error> {
    let tokens_before = client.tokens.count();
    loop {
        let token = client.tokens.get().await?;
        attempts.set(attempts.get().saturating_add(1));
        match exchange(client, call, &token).await {
            Err(error) if refuses_token(&error) => {
                client.tokens.refused(&token);
                // Another token helps once, and not at all when this one had just been obtained.
                if attempts.get() > 1 || token.is_newer_than(tokens_before) {
                    return Err(error);
                }
            }
            result => return result,
        }
    }
}

/// Whether an error says that another token may help.
fn refuses_token(error: &Error) -> bool {
    matches!(error.reason(), Reason::TokenRefused | Reason::TokenUnreadable)
}

/// Sends a call with a token, and reads what comes back.
async fn exchange<P: Platform>(
    client: &Client<P>,
    call: &Call<P::Body>,
    token: &Token,
) -> Result<Answer<P::Value>, Error> {
    let platform = client.platform();
    let reading = Reading {
        platform,
        method: call.method,
        body: call.body.as_ref(),
        token: token.expose(),
        limit: client.settings.max_response_bytes,
    };
    let bearer = Zeroizing::new(["Bearer ", token.expose()].concat());
    let mut headers = Vec::with_capacity(call.headers.len().saturating_add(1));
    headers.extend(call.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    headers.push(("authorization", bearer.as_str()));
    let request = Outgoing { method: call.method, url: &call.url, headers: &headers, body: call.body.as_ref() };
    match platform.fetch(request).await {
        Ok(response) => reading.read(response).await,
        Err(cause) => {
            let error = Error::new(unreachable(platform.runtime())).cause(cause.quoted(&|text| reading.quote(text)));
            Err(error.with("url", &client.settings.environment.api_url))
        }
    }
}
