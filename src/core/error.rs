//! The one error type. It says why, and shows only what is safe: no secret, no token, no body. The body of an answer is
//! beside it where the caller asked for that, and in nothing that is printed.

use std::any::Any;
use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use serde::Serialize;
use sne_cotation_common::text::{contains, owned};

use super::quote::is_code;
use super::reason::{Kind, Reason};

/// What the platform said of a failure beneath us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cause {
    /// The class of the failure: `TypeError`.
    pub name: String,
    /// What it says.
    pub message: String,
    /// A code such as `ECONNREFUSED`, where there is one.
    pub code: Option<String>,
}

/// A fact about a failure. Messages mention some of them by name, as `{name}`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Fact {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
}

/// An error as it crosses the boundary: the number of its reason, how many requests were sent, and its facts by name.
#[derive(Debug, Serialize)]
pub struct View<'a>(pub u8, pub u32, pub &'a [(&'static str, Fact)]);

/// A failure. Clones share it, as callers that share a token request share its failure: it is complete by then.
#[derive(Clone, Debug)]
pub struct Error(Rc<Details>);

struct Details {
    reason: Reason,
    /// Of the caller that looks at it.
    attempts: Cell<u32>,
    facts: Vec<(&'static str, Fact)>,
    /// What came, as the platform has it.
    body: Option<Rc<dyn Any>>,
}

impl fmt::Debug for Details {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { reason, attempts, facts, body: _ } = self;
        let mut shown = f.debug_struct("Details");
        shown.field("reason", reason).field("attempts", attempts).field("facts", facts).finish_non_exhaustive()
    }
}

impl Error {
    /// An error for that reason.
    #[must_use]
    pub fn new(reason: Reason) -> Self {
        Self(Rc::new(Details { reason, attempts: Cell::new(0), facts: Vec::new(), body: None }))
    }

    /// Adds a fact.
    #[must_use]
    pub fn with(self, name: &'static str, text: &str) -> Self {
        self.with_fact(name, Fact::Text(owned(text)))
    }

    /// Adds a fact that is a number.
    #[must_use]
    pub fn with_number(self, name: &'static str, number: f64) -> Self {
        self.with_fact(name, Fact::Number(number))
    }

    fn with_fact(mut self, name: &'static str, fact: Fact) -> Self {
        if let Some(details) = Rc::get_mut(&mut self.0) {
            details.facts.push((name, fact));
        }
        self
    }

    /// Adds the status of the answer.
    #[must_use]
    pub fn status(self, status: u16) -> Self {
        self.with_number("status", f64::from(status))
    }

    /// Adds the code of the answer, if it has one: `ERRAUTUSR0001`, `invalid_client`.
    #[must_use]
    pub fn code(self, code: Option<&str>) -> Self {
        match code {
            Some(code) => self.with("code", code),
            None => self,
        }
    }

    /// Adds the seconds to wait before the same call may succeed, if they are known.
    #[must_use]
    pub fn retry_after(self, seconds: Option<f64>) -> Self {
        match seconds {
            Some(seconds) => self.with_number("retryAfter", seconds),
            None => self,
        }
    }

    /// Adds the body of the answer, for the caller alone.
    #[must_use]
    pub fn with_body<V: 'static>(mut self, body: V) -> Self {
        if let Some(details) = Rc::get_mut(&mut self.0) {
            details.body = Some(Rc::new(body));
        }
        self
    }

    /// The body of the answer, where the caller wanted it.
    #[must_use]
    pub fn body<V: Clone + 'static>(&self) -> Option<V> {
        self.0.body.as_ref()?.downcast_ref().cloned()
    }

    /// Sets how many requests were sent for the call.
    #[must_use]
    pub fn attempts(self, attempts: u32) -> Self {
        self.0.attempts.set(attempts);
        self
    }

    /// Adds what the platform said, as far as it may be repeated.
    #[must_use]
    pub fn cause(self, cause: &Cause, may_repeat: &dyn Fn(&str) -> bool) -> Self {
        let safe = |text| if may_repeat(text) { text } else { "…" };
        let error = self.with("causeName", safe(&cause.name)).with("causeMessage", safe(&cause.message));
        match &cause.code {
            Some(code) if is_code(code) && may_repeat(code) => error.with("causeCode", code),
            _ => error,
        }
    }

    /// The same without the facts that repeat one of the secrets: whatever platform, server or caller said them. For an
    /// error that is not shared yet.
    ///
    /// ```
    /// use sne_cotation::core::error::Error;
    /// use sne_cotation::core::reason::Reason;
    ///
    /// let error = Error::new(Reason::TokenOAuthError).code(Some("s3cr3t")).without(&["s3cr3t", ""]);
    /// assert!(!format!("{error:?}").contains("s3cr3t"));
    /// ```
    #[must_use]
    pub fn without(mut self, secrets: &[&str]) -> Self {
        let is_secret = |text: &str| secrets.iter().any(|secret| !secret.is_empty() && contains(text, secret));
        for (_, fact) in Rc::get_mut(&mut self.0).map(|details| &mut details.facts).into_iter().flatten() {
            if matches!(fact, Fact::Text(text) if is_secret(text)) {
                *fact = Fact::Text(owned("…"));
            }
        }
        self
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> Reason {
        self.0.reason
    }

    /// The kind it belongs to.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.reason().kind()
    }

    /// A fact, if it is known.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        self.0.facts.iter().find(|(known, _)| *known == name).map(|(_, fact)| fact)
    }

    /// The status of the answer behind it; 0 without one.
    #[must_use]
    pub fn status_of_answer(&self) -> u16 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was a status")]
        return self.number("status").unwrap_or_default() as u16;
    }

    /// The code of the answer, if it had one.
    #[must_use]
    pub fn code_of_answer(&self) -> Option<&str> {
        if let Some(Fact::Text(code)) = self.fact("code") { Some(code) } else { None }
    }

    /// The seconds to wait before the same call may succeed, where they are known.
    #[must_use]
    pub fn seconds_to_wait(&self) -> Option<f64> {
        self.number("retryAfter")
    }

    fn number(&self, name: &str) -> Option<f64> {
        if let Some(Fact::Number(number)) = self.fact(name) { Some(*number) } else { None }
    }

    /// How many requests were sent for the call.
    #[must_use]
    pub fn attempts_made(&self) -> u32 {
        self.0.attempts.get()
    }

    /// What callers see of it, before its texts are added in their language.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View(self.reason().number(), self.0.attempts.get(), &self.0.facts)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind().as_str(), self.reason().id())
    }
}

impl std::error::Error for Error {}
