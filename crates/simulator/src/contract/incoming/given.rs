//! What was given for one parameter.

use serde_json::Value as Json;
use sne_cotation_contract::flat::{Kind, ValueRef};
use sne_cotation_contract::writer::Writer;

use crate::contract::json;

/// What was given for a parameter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Given {
    /// A value.
    Value(Json),
    /// A file, or bytes that are no text: no contract says what is in them.
    Bytes,
    /// Several files.
    Files(usize),
}

impl Given {
    /// Writes it in the flat form that validation reads.
    pub(super) fn write(&self, writer: &mut Writer) -> ValueRef {
        match self {
            Self::Value(value) => json::write(writer, value),
            Self::Bytes => ValueRef::new(Kind::File, 0),
            Self::Files(count) => writer.array(&vec![ValueRef::new(Kind::File, 0); *count]),
        }
    }
}
