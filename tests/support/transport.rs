//! The way of an answer, as the simulator orders it: delays, pieces, cuts; and how much of a body is read.

use sne_cotation::core::error::Cause;
use sne_cotation::core::platform::{Failure, Limits};
use sne_cotation_simulator::Response as Answer;

use super::clock::Clock;
use super::response::Response;

/// Receives an answer, or what is left of it.
pub async fn receive(clock: &Clock, answer: Answer, limits: Limits) -> Result<Response, Failure> {
    clock.sleep(milliseconds(answer.transport.head_delay)).await;
    if answer.transport.dropped {
        return Err(Failure::Unreachable(cause("fetch failed", "ECONNRESET")));
    }
    let status = answer.status;
    let is_success = (200..=299).contains(&status);
    let limit = if is_success { limits.success } else { limits.failure } as usize;
    let whole = answer.transport.truncate_after.unwrap_or(answer.body.len()).min(answer.body.len());
    let piece = answer.transport.chunk_size.unwrap_or(usize::MAX).max(1);
    let mut read = 0;
    while read < whole {
        clock.sleep(milliseconds(answer.transport.chunk_delay)).await;
        read = read.saturating_add(piece).min(whole);
        if read > limit && is_success {
            return Err(Failure::TooLarge(status));
        }
        if read > limit {
            let beginning = answer.body.iter().copied().take(limit).collect();
            return Ok(Response { status, headers: answer.headers, body: Some(beginning) });
        }
    }
    if whole < answer.body.len() {
        return Err(Failure::Interrupted(status, cause("terminated", "UND_ERR_SOCKET")));
    }
    Ok(Response { status, headers: answer.headers, body: Some(answer.body.into()) })
}

fn milliseconds(duration: std::time::Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap()
}

/// What a platform says of a connection in trouble.
pub fn cause(message: &str, code: &str) -> Cause {
    Cause { name: "TypeError".to_owned(), message: message.to_owned(), code: Some(code.to_owned()) }
}
