//! Media types: as what a body is written, and what is asked for.

use sne_cotation_common::media::{essence, is_accept, is_json};
use sne_cotation_common::text::{add, contains};

use crate::contract::Contract;
use crate::flat::{Kind, Value, ValueRef};
use crate::operation::Operation;

/// The media types of an operation, as lists.
pub struct Media<'c> {
    consumes: Value<'c>,
    produces: Value<'c>,
}

impl<'c> Media<'c> {
    /// Those of an operation of a contract.
    #[must_use]
    pub fn new(contract: &'c Contract, operation: &Operation) -> Self {
        let list = |word: Option<ValueRef>| contract.document.value(word.unwrap_or(ValueRef(0)));
        Self { consumes: list(operation.consumes), produces: list(operation.produces) }
    }

    /// The content type of a body. JSON where the operation takes it; a text, a file or bytes are sent as they are as
    /// the first that it takes; none is said where the contract says none. What cannot be written so fails with the
    /// media types.
    pub fn of_body(&self, body: Value<'_>) -> Result<Option<&'c str>, String> {
        let mut ranges = texts(self.consumes).filter(|media_type| is_range(media_type));
        let first = texts(self.consumes).next();
        let is_opaque = is_opaque(body);
        let json = texts(self.consumes).find(|media_type| is_json(media_type) && !is_range(media_type));
        if json.is_some() && !is_opaque {
            Ok(json)
        } else if first.is_none_or(is_range) || (body.kind() != Kind::Text && !is_opaque && ranges.any(has_json)) {
            Ok(None)
        } else if is_opaque || body.kind() == Kind::Text {
            Ok(first)
        } else {
            Err(listed(self.consumes, false))
        }
    }

    /// What the operation gives, as messages show it.
    #[must_use]
    pub fn given(&self) -> String {
        listed(self.produces, false)
    }

    /// What is asked for where the caller does not say: JSON where the operation gives it, else whatever it gives; a
    /// text that may be empty.
    #[must_use]
    pub fn accepted(&self) -> String {
        let json = listed(self.produces, true);
        if json.is_empty() { listed(self.produces, false) } else { json }
    }

    /// Whether a form goes in parts, although no file is in it: where that is the first kind of form that the operation
    /// takes. Many contracts name neither of the two; a form that may have a file goes in parts then.
    #[must_use]
    pub fn is_multipart(&self, may_have_file: bool) -> bool {
        let is = |media_type, kind: &str| essence(media_type).eq_ignore_ascii_case(kind);
        let mut kinds = texts(self.consumes).filter_map(|media_type| {
            let is_multipart = is(media_type, "multipart/form-data");
            (is_multipart || is(media_type, "application/x-www-form-urlencoded")).then_some(is_multipart)
        });
        kinds.next().unwrap_or(may_have_file)
    }
}

/// The media types in a list. What is none is not sent.
fn texts(list: Value<'_>) -> impl Iterator<Item = &str> {
    list.items().filter_map(Value::text).map(str::trim_ascii).filter(|media_type| is_accept(media_type))
}

/// Whether it stands for several media types, so that no body can be of it: `*/*`, `application/*+json`.
fn is_range(media_type: &str) -> bool {
    contains(essence(media_type), "*")
}

/// Whether JSON is among those that it stands for.
fn has_json(range: &str) -> bool {
    is_json(range) || matches!(essence(range), "*/*" | "application/*")
}

fn listed(list: Value<'_>, only_json: bool) -> String {
    let mut listed = String::new();
    for media_type in texts(list) {
        if !only_json || is_json(media_type) {
            add(&mut listed, media_type);
        }
    }
    listed
}

/// Whether a value is the platform's to send.
pub fn is_opaque(body: Value<'_>) -> bool {
    matches!(body.kind(), Kind::File | Kind::Stream)
}
