//! The one error type. It says why, and carries only what is safe to show: no secret, no token, no body.

use std::fmt;

use serde::Serialize;

use super::quote::is_code;
use super::reason::{Kind, Reason};

/// What the platform said of a failure beneath us. 
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cause {
    /// The class of the failure: `TypeError`.
    pub name: String,
    /// What it says. Withheld when it repeats something secret.
    pub message: String,
    /// A code such as `ECONNREFUSED`, where there is one.
    pub code: Option<String>,
}

impl Cause {
    /// The same with a message that may be shown: what `quote` gives, or none.
    #[must_use]
    pub fn quoted(self, quote: &dyn Fn(&str) -> Option<String>) -> Self {
        let safe = |text: String| quote(&text).unwrap_or_default();
        Self { name: safe(self.name), message: safe(self.message), code: self.code.filter(|code| is_code(code)) }
    }
}

/// A fact that a message mentions by name, as `{name}`.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
}

/// A failure. It can be cloned, because callers that share a token request share its failure.
#[derive(Clone, Debug)]
pub struct Error(Box<Details>);

#[derive(Clone, Debug)]
struct Details {
    reason: Reason,
    status: Option<u16>,
    code: Option<String>,
    retry_after: Option<f64>,
    attempts: u32,
    cause: Option<Cause>,
    facts: Vec<(&'static str, Fact)>,
}

impl Error {
    /// An error for that reason.
    #[must_use]
    pub fn new(reason: Reason) -> Self {
        Self(Box::new(Details {
            reason,
            status: None,
            code: None,
            retry_after: None,
            attempts: 0,
            cause: None,
            facts: Vec::new(),
        }))
    }

    /// Adds a fact that the message mentions.
    #[must_use]
    pub fn with(self, name: &'static str, text: &str) -> Self {
        self.with_fact(name, Fact::Text(text.to_owned()))
    }

    /// Adds a number that the message mentions.
    #[must_use]
    pub fn with_number(self, name: &'static str, number: f64) -> Self {
        self.with_fact(name, Fact::Number(number))
    }

    fn with_fact(mut self, name: &'static str, fact: Fact) -> Self {
        self.0.facts.push((name, fact));
        self
    }

    /// Adds the status of the answer.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    /// Adds the code of the answer: `ERRAUTUSR0001`, `invalid_client`.
    #[must_use]
    pub fn code(mut self, code: String) -> Self {
        self.0.code = Some(code);
        self
    }

    /// Adds the seconds to wait before the same call may succeed.
    #[must_use]
    pub fn retry_after(mut self, seconds: Option<f64>) -> Self {
        self.0.retry_after = seconds;
        self
    }

    /// Sets how many requests were sent for the call.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Adds what the platform said.
    #[must_use]
    pub fn cause(mut self, cause: Cause) -> Self {
        self.0.cause = Some(cause);
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
        self.0.reason.kind()
    }

    /// What callers see of it, before its texts are added in their language: reason, kind, code, status, whether the same
    /// call may succeed later, the seconds to wait before, how many requests were sent, the cause's name, message and code,
    /// and then the facts that the texts mention, name by name. It is a list because names would have to be in the wasm
    /// once more.
    #[must_use]
    pub fn view(&self) -> Vec<Part<'_>> {
        let Details { reason, status, code, retry_after, attempts, cause, facts } = &*self.0;
        let number = |number: Option<f64>| number.map_or(Part::Nothing, Part::Number);
        let cause = cause.as_ref();
        let mut parts = vec![
            Part::Text(reason.id()),
            Part::Text(reason.kind().as_str()),
            code.as_deref().into(),
            number(status.map(f64::from)),
            Part::Number(f64::from(u8::from(reason.is_transient()))),
            number(*retry_after),
            Part::Number(f64::from(*attempts)),
            cause.map(|cause| cause.name.as_str()).into(),
            cause.map(|cause| cause.message.as_str()).into(),
            cause.and_then(|cause| cause.code.as_deref()).into(),
        ];
        for (name, fact) in facts {
            parts.push(Part::Text(name));
            parts.push(match fact {
                Fact::Text(text) => Part::Text(text),
                Fact::Number(number) => Part::Number(*number),
            });
        }
        parts
    }
}

/// A part of what callers see of an error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Part<'a> {
    /// Absent.
    Nothing,
    /// A text.
    Text(&'a str),
    /// A number.
    Number(f64),
}

impl<'a> From<Option<&'a str>> for Part<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Nothing, Self::Text)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind().as_str(), self.reason().id())
    }
}

impl std::error::Error for Error {}
