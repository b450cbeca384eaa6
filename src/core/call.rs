//! The path of a call, from top to bottom: it gets a token, is sent, is read, and returns, goes round once more with
//! another token, or fails.

use std::cell::Cell;

use super::answer::{MAX_ERROR_BYTES, Reading, failed};
use super::client::{Client, WishOn};
use super::deadline::within;
use super::error::Error;
use super::platform::{Limits, Platform};
use super::reason::Reason;
use super::request::{Call, Outgoing};
use super::token::Token;

/// Makes a call, or only gets a token, within the time allowed; its token and its body included.
pub async fn run<P: Platform>(client: &Client<P>, wish: WishOn<P>) -> Result<P::Value, Error> {
    let _inside = client.gate.enter()?;
    let attempts = Cell::new(0);
    let timeout = wish.patience.timeout.unwrap_or(client.timeout);
    let work = go_round(client, wish.call.as_ref(), timeout, &attempts);
    let result = within(&*client.platform, timeout, wish.patience.signal.as_ref(), work).await;
    result.map_err(|error| error.attempts(attempts.get()))
}

async fn go_round<P: Platform>(
    client: &Client<P>,
    call: Option<&Call<P::Body>>,
    timeout: u32,
    attempts: &Cell<u32>,
) -> Result<P::Value, Error> {
    let tokens_before = client.tokens.count();
    loop {
        let token = client.tokens.get(timeout).await?;
        let Some(call) = call else {
            return Ok(client.platform.token(token.expose(), token.seconds_left(client.platform.now())));
        };
        attempts.set(attempts.get().saturating_add(1));
        match exchange(client, call, &token).await {
            Err(error) if refuses_token(&error) => {
                client.tokens.refused(&token);
                // Another token helps once, and not at all when the server had just given this one. A provider may have
                // kept it for long.
                let is_fresh = token.is_newer_than(tokens_before) && !client.tokens.are_provided();
                if attempts.get() > 1 || is_fresh {
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

/// Sends a call with a token, and says what its answer means.
async fn exchange<P: Platform>(client: &Client<P>, call: &Call<P::Body>, token: &Token) -> Result<P::Value, Error> {
    let platform = &*client.platform;
    let mut headers: Vec<_> = call.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    headers.push(("authorization", token.bearer()));
    let request = Outgoing { method: call.method, url: &call.url, headers: &headers, body: call.body.as_ref() };
    let limits = Limits { success: client.max_response_bytes, failure: MAX_ERROR_BYTES };
    let outcome = platform.exchange(request, limits).await;
    let reading = Reading { platform, method: call.method, body: call.body.as_ref() };
    let answer = match outcome {
        Ok(response) => reading.read(&response),
        Err(failure) => {
            let may_repeat = |text: &str| reading.may_repeat(text) && !call.is_repeated_in(text, &client.api_url);
            Err(failed(platform, failure, &client.api_url, limits.success, &may_repeat))
        }
    };
    answer.map_err(|error| client.tokens.censor(error).without(&[token.expose()]))
}
