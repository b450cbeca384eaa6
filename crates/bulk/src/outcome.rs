//! What the end of a call means: for its item, and for the run.

use sne_cotation_common::text::place;

/// What fails every item, whichever it is: the run stops, and nothing of it is lost. `closed` is a client that was
/// closed under the run.
const EVERYBODY: &str = "credentials, subscription, profile, blocked, closed";
/// After these, what was asked for may have been done: there was no answer, or none that can be read.
const UNCERTAIN: &str = "network, timeout, gateway, protocol, contract, aborted";

/// What is known of a call that has failed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Failure<'t> {
    /// Its kind, as callers see it.
    pub kind: &'t str,
    /// The status of the answer, 0 without one.
    pub status: u16,
    /// Requests that were sent.
    pub attempts: u32,
    /// Whether the same call may succeed later.
    pub is_retryable: bool,
    /// Seconds that the server asks to wait.
    pub retry_after: Option<f64>,
}

/// What becomes of a call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was not done, and will not be.
    Failed,
    /// It may have been done.
    Uncertain,
    /// It was not done, and may be after a while: in so many seconds, where that is told.
    Refused(Option<f64>),
    /// No call would be done.
    Everybody,
}

impl Failure<'_> {
    /// What becomes of the call.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let Self { kind, status, attempts, is_retryable, retry_after } = *self;
        let is_refused_token = kind == "authorization-server" && !is_retryable;
        if place(EVERYBODY, kind).is_some() || status == 423 || is_refused_token {
            return Outcome::Everybody;
        }
        let waits = kind == "quota" || kind == "authorization-server";
        // Nothing was sent, because a server is down; or what was sent was told to come back later.
        let is_held_back = is_retryable && attempts == 0 || retry_after.is_some() && kind == "gateway";
        if waits || is_held_back {
            return Outcome::Refused(retry_after);
        }
        if attempts > 0 && place(UNCERTAIN, kind).is_some() { Outcome::Uncertain } else { Outcome::Failed }
    }
}

#[cfg(test)]
mod tests {
    use super::{Failure, Outcome};

    fn outcome(kind: &str, status: u16, attempts: u32, is_retryable: bool, retry_after: Option<f64>) -> Outcome {
        Failure { kind, status, attempts, is_retryable, retry_after }.outcome()
    }

    #[test]
    fn what_is_wrong_with_all_stops_and_what_may_pass_waits() {
        for kind in ["credentials", "subscription", "profile", "blocked", "closed"] {
            assert_eq!(outcome(kind, 0, 1, true, Some(1.0)), Outcome::Everybody);
        }
        assert_eq!(outcome("request", 423, 1, false, None), Outcome::Everybody);
        assert_eq!(outcome("authorization-server", 401, 1, false, None), Outcome::Everybody);
        assert_eq!(outcome("authorization-server", 503, 0, true, Some(9.0)), Outcome::Refused(Some(9.0)));
        assert_eq!(outcome("quota", 429, 4, true, Some(60.0)), Outcome::Refused(Some(60.0)));
        assert_eq!(outcome("quota", 429, 1, true, None), Outcome::Refused(None));
        // The circuit is open.
        assert_eq!(outcome("gateway", 0, 0, true, Some(5.0)), Outcome::Refused(Some(5.0)));
        // 503 with Retry-After: it was not done.
        assert_eq!(outcome("gateway", 503, 1, true, Some(90.0)), Outcome::Refused(Some(90.0)));
    }

    #[test]
    fn without_an_answer_nobody_knows() {
        for kind in ["network", "timeout", "gateway", "protocol", "contract", "aborted"] {
            assert_eq!(outcome(kind, 0, 1, false, None), Outcome::Uncertain);
        }
        // The parameters were wrong: nothing was sent.
        assert_eq!(outcome("contract", 0, 0, false, None), Outcome::Failed);
        assert_eq!(outcome("business", 400, 1, false, None), Outcome::Failed);
        assert_eq!(outcome("request", 404, 1, false, None), Outcome::Failed);
        assert_eq!(outcome("config", 0, 0, false, None), Outcome::Failed);
        // Whatever a task has thrown.
        assert_eq!(outcome("", 0, 0, false, None), Outcome::Failed);
    }
}
