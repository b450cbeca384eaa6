//! What integers of 64 bits are in data: what the client's option `integers` makes of them.

use sne_cotation_contract::flat::{Kind, Value};

use crate::identifier::quoted;
use crate::place::Use;
use crate::syntax::Type;

/// The values of the option.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Integers {
    /// Numbers, which are not exact beyond 2^53.
    #[default]
    Number,
    /// `bigint`.
    BigInt,
    /// Texts of their digits.
    Text,
}

impl Integers {
    /// That of a name, as the client has it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "number" => Some(Self::Number),
            "bigint" => Some(Self::BigInt),
            "text" => Some(Self::Text),
            _ => None,
        }
    }

    /// The type of an integer of 64 bits. As a text it is not sent: the contract has an integer there.
    #[must_use]
    pub fn of(self, used: Use) -> Type {
        match (self, used) {
            (_, Use::Parameter) | (Self::Text, Use::Request) => Type::union(["number", "bigint"].map(Type::word)),
            (Self::Number, _) => Type::word("number"),
            (Self::BigInt, _) => Type::word("bigint"),
            (Self::Text, Use::Answer) => Type::word("string"),
        }
    }

    /// The type of one of the values that an integer of 64 bits may have.
    #[must_use]
    pub fn literal(self, digits: &str, used: Use) -> Type {
        match (self, used) {
            (_, Use::Parameter) | (Self::Number, _) | (Self::Text, Use::Request) => Type::word(digits),
            (Self::BigInt, _) => Type::word([digits, "n"].concat()),
            (Self::Text, Use::Answer) => Type::word(quoted(digits)),
        }
    }

    /// Whether a schema has other values in a request than in an answer.
    #[must_use]
    pub fn differ(self, schema: Value<'_>) -> bool {
        self == Self::Text && is_int64(schema)
    }
}

/// Whether a schema is that of an integer of 64 bits.
#[must_use]
pub fn is_int64(schema: Value<'_>) -> bool {
    schema.kind() == Kind::Object
        && schema.text_field("type") == Some("integer")
        && schema.text_field("format") == Some("int64")
}
