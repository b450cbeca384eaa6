//! Operations: a method on a path.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::error::Error;
use crate::flat::ValueRef;
use crate::parameter::Parameter;

/// The methods, as contracts write them and as they are sent.
pub const METHODS: [(&str, &str); 7] = [
    ("get", "GET"),
    ("put", "PUT"),
    ("post", "POST"),
    ("delete", "DELETE"),
    ("options", "OPTIONS"),
    ("head", "HEAD"),
    ("patch", "PATCH"),
];

/// The number of a method, by its name in any case.
#[must_use]
pub fn method(name: &str) -> Option<usize> {
    METHODS.iter().position(|(known, _)| known.eq_ignore_ascii_case(name))
}

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// Its name: its `operationId`, or its method and path where it has none of its own.
    pub id: String,
    /// The method, in capitals.
    pub method: &'static str,
    /// The path, as the contract writes it.
    pub path: String,
    /// The path as it is sent, with its parameters between braces: mostly the same.
    pub template: String,
    /// What the query of the path has, beside the parameters.
    pub query: Vec<(String, String)>,
    /// What the contract says of it.
    pub word: ValueRef,
    /// Its parameters, those of its path among them. Operations of the same path item share them.
    pub parameters: Arc<Vec<Parameter>>,
    /// The headers among them that the client sets itself.
    pub of_the_client: Arc<Vec<Parameter>>,
    /// The keys of parameters that go nowhere, so that what is given for them is left aside.
    pub aside: Arc<Vec<String>>,
    /// The media types that it takes, when the contract says so.
    pub consumes: Option<ValueRef>,
    /// The media types that it gives.
    pub produces: Option<ValueRef>,
    /// Why it cannot be called, where it cannot.
    pub flaw: Option<Error>,
    /// What all calls of it have in common, once there was one.
    pub(crate) common: OnceCell<Common>,
}

/// What the answers of an operation are, by its contract: the same for each call.
#[derive(Debug)]
pub(crate) struct Common {
    /// The media types that are asked for where the caller does not say: a text that may be empty.
    pub accepted: String,
    /// Whether an answer 200 may be without a body.
    pub may_be_empty: bool,
    /// Whether every success has something else than a text.
    pub has_data: bool,
    /// Whether every success that has anything has a text.
    pub has_text: bool,
}

impl Operation {
    /// The name of one that has none: `GET /demandes/{numero}`. No other operation has it.
    #[must_use]
    pub fn derived_id(&self) -> String {
        let mut id = self.method.to_owned();
        id.push(' ');
        id.push_str(&self.path);
        id
    }
}
