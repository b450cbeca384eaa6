//! The events of a client, which the caller's `onEvent` observes. They hold nothing of what is sent or received.

use super::error::Error;
use super::reason::Reason;

/// What happened. It crosses to JavaScript as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A call begins.
    CallBegun,
    /// A call has ended: it succeeded when there is no reason, and failed when there is one. `milliseconds` is for the
    /// whole call.
    CallEnded,
    /// A request of a call is sent.
    Attempt,
    /// A request of a call is answered, its body included: the status, and the milliseconds that it took.
    Answer,
    /// A request of a call has failed.
    AttemptFailed,
    /// A call, or the request for a token, waits that many milliseconds before it is tried again.
    BackOff,
    /// The same, because the server asked for it.
    RetryAfter,
    /// A call waits in the queue of the rate limit.
    Queued,
    /// A token is asked for.
    TokenRequested,
    /// A token is obtained, after that many milliseconds.
    TokenObtained,
    /// A request for a token has failed.
    TokenFailed,
    /// The gateway refuses a token.
    TokenRefused,
    /// The API does not answer any more: for that many milliseconds, calls fail at once.
    ApiCircuitOpen,
    /// The API answers again.
    ApiCircuitClosed,
    /// The authorisation server does not answer any more.
    TokenCircuitOpen,
    /// The authorisation server answers again.
    TokenCircuitClosed,
}

impl EventKind {
    /// How many there are.
    pub const COUNT: usize = Self::TokenCircuitClosed as usize + 1;
}

/// An event. Fields that do not apply to its kind are 0 or `None`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// The number of the call, counted from 1; 0 for what several calls share.
    pub call: u32,
    /// The number of the request, counted from 1. At the end of a call, how many there were.
    pub attempt: u32,
    /// How long it took, or is going to take.
    pub milliseconds: f64,
    /// The status of the answer.
    pub status: u16,
    /// Why it failed.
    pub reason: Option<Reason>,
}

impl Event {
    /// An event of one call.
    #[must_use]
    pub fn of_call(kind: EventKind, call: u32, attempt: u32, milliseconds: f64) -> Self {
        Self { kind, call, attempt, milliseconds, status: 0, reason: None }
    }

    /// An event that several calls share.
    #[must_use]
    pub fn shared(kind: EventKind, attempt: u32, milliseconds: f64) -> Self {
        Self::of_call(kind, 0, attempt, milliseconds)
    }

    /// Adds the failure that caused it.
    #[must_use]
    pub fn because(mut self, error: &Error) -> Self {
        self.reason = Some(error.reason());
        self.status = error.status_of_answer();
        self
    }
}
