//! The parameters of an operation, read from the contract and checked. `binding` reads what a caller gives for them.

use sne_cotation_common::header;
use sne_cotation_common::text;

use crate::error::Error;
use crate::flat::{Document, Value, ValueRef};
use crate::pointer::Pointer;
use crate::reason::Reason;

/// The places of parameters, as contracts name them.
pub const PLACES: &str = "path, query, header, formData, body";
/// Headers that the binding derives from the operation, and that only the caller's own `headers` can replace.
const OF_THE_BINDING: &str = "accept content-type user-agent";

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
    /// Into a field of a form.
    Form,
    /// Into the body, which it is.
    Body,
}

impl Place {
    /// The name that contracts have for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Form => "formData",
            Self::Body => "body",
        }
    }
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Its name in the contract.
    pub name: String,
    /// The name under which callers give it: its own, or `in.name` where several have that.
    pub key: String,
    /// Where it goes.
    pub place: Place,
    /// Whether it must be given.
    pub is_required: bool,
    /// What the contract says of it.
    pub word: ValueRef,
}

impl Parameter {
    /// The parameter that a value of the contract is. Its shape was looked at.
    #[must_use]
    pub fn read(value: Value<'_>) -> Self {
        let name = value.text_field("name").unwrap_or_default();
        let place = match text::place(PLACES, value.text_field("in").unwrap_or_default()) {
            Some(0) => Place::Path,
            Some(2) => Place::Header,
            Some(3) => Place::Form,
            Some(4) => Place::Body,
            _ => Place::Query,
        };
        let is_required = place == Place::Path || value.flag("required");
        Self { key: name.to_owned(), name: name.to_owned(), place, is_required, word: value.word() }
    }

    /// Whether an operation cannot have both (Swagger 2.0: "a combination of a name and location").
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        // Names of headers have no case (RFC 9110, section 5.1).
        let has_same_name = match self.place {
            Place::Header => self.name.eq_ignore_ascii_case(&other.name),
            _ => self.name == other.name,
        };
        self.place == other.place && has_same_name
    }

    /// Whether it is a header that the client sets itself, from its own settings or from what the operation produces.
    #[must_use]
    pub fn is_of_the_client(&self) -> bool {
        let is_set = |name: &str| header::is_forbidden(name) || header::is_listed(OF_THE_BINDING, name);
        self.place == Place::Header && is_set(&self.name)
    }
}

/// Gives those that share a name the keys `in.name`; refuses what cannot be told apart all the same.
pub fn name(document: &Document, parameters: &mut [Parameter], place: &Pointer<'_>) -> Result<(), Error> {
    for shared in shared(parameters) {
        if let Some(parameter) = parameters.get_mut(shared) {
            let mut key = document.value(parameter.word).text_field("in").unwrap_or_default().to_owned();
            key.push('.');
            key.push_str(&parameter.name);
            parameter.key = key;
        }
    }
    match shared(parameters).first().and_then(|shared| parameters.get(*shared)) {
        Some(parameter) => Err(Error::at(Reason::ParameterTwice, place).with("parameter", &parameter.key)),
        None => Ok(()),
    }
}

/// The places of parameters that share their key.
fn shared(parameters: &[Parameter]) -> Vec<usize> {
    let mut shared = Vec::new();
    for (number, one) in parameters.iter().enumerate() {
        if parameters.iter().filter(|other| other.key == one.key).count() > 1 {
            shared.push(number);
        }
    }
    shared
}
