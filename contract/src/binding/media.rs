//! Media types: as what a body is written, and what is asked for.

use crate::contract::Contract;
use crate::flat::{Kind, Value, Word};
use crate::operation::Operation;
use crate::text::{ends_with, join, split};

/// The media types of an operation.
pub struct Media<'c> {
    consumes: Vec<&'c str>,
    produces: Vec<&'c str>,
}

impl<'c> Media<'c> {
    /// Those of an operation of a contract.
    #[must_use]
    pub fn new(contract: &'c Contract, operation: &Operation) -> Self {
        let list = |word: Option<Word>| {
            let list = word.map(|word| contract.document.value(word));
            list.into_iter().flat_map(Value::items).filter_map(Value::text).collect()
        };
        Self { consumes: list(operation.consumes), produces: list(operation.produces) }
    }

    /// The content type of a body. JSON where the operation takes it; a text, a file or bytes are sent as they are as the first
    /// that it takes; none is said where the contract says none. What cannot be written so fails with the media types.
    pub fn of_body(&self, body: Value<'_>) -> Result<Option<&'c str>, String> {
        let first = self.consumes.first().copied();
        let is_opaque = is_opaque(body);
        match self.consumes.iter().copied().find(|media_type| is_json(media_type)) {
            Some(json) if !is_opaque => Ok(Some(json)),
            _ if first.is_none_or(is_any) => Ok(None),
            _ if is_opaque || body.kind() == Kind::Text => Ok(first),
            _ => Err(join(self.consumes.iter().copied(), ", ")),
        }
    }

    /// What is asked for: JSON where the operation gives it, else whatever it gives.
    #[must_use]
    pub fn accepted(&self) -> Option<String> {
        let json: Vec<_> = self.produces.iter().copied().filter(|media_type| is_json(media_type)).collect();
        let wanted = if json.is_empty() { &self.produces } else { &json };
        (!wanted.is_empty()).then(|| join(wanted.iter().copied(), ", "))
    }

    /// Whether a form goes in parts, although no file is in it.
    #[must_use]
    pub fn is_multipart(&self) -> bool {
        let takes =
            |wanted: &str| self.consumes.iter().any(|media_type| essence(media_type).eq_ignore_ascii_case(wanted));
        takes("multipart/form-data") && !takes("application/x-www-form-urlencoded")
    }
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    split(media_type, b';').next().unwrap_or_default().trim_ascii()
}

/// Whether a value is the platform's to send.
pub fn is_opaque(body: Value<'_>) -> bool {
    matches!(body.kind(), Kind::File | Kind::Stream)
}

/// As in the client's `request.rs`.
pub fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    ends_with(essence, "/json") || ends_with(essence, "+json")
}

fn is_any(media_type: &str) -> bool {
    essence(media_type) == "*/*"
}
