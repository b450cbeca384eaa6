//! A value of JSON that keeps the digits of its numbers. Of a name that is there twice, the last value counts.

use std::collections::BTreeMap;
use std::str::FromStr;

use bigdecimal::BigDecimal;
use serde_json::value::RawValue;

/// Powers of ten, and digits, up to which numbers are calculated with here.
const MOST_DIGITS: usize = 400;
/// Arrays and objects within each other that are read here.
const DEEPEST: u32 = 60;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
    /// A list.
    Array(Vec<Json>),
    /// An object.
    Object(BTreeMap<String, Json>),
}

/// A number, as it is written and what that is.
#[derive(Clone, Debug)]
pub struct Number {
    /// As it is written.
    pub token: String,
    /// What it is.
    pub value: BigDecimal,
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// Nothing, as what a field has that is not there.
static NULL: Json = Json::Null;

impl Json {
    /// The number that a token is.
    #[must_use]
    pub fn number(token: &str) -> Option<Self> {
        let exponent = token.split(['e', 'E']).nth(1).map_or(Ok(0), i64::from_str).ok()?;
        let is_fine = token.len() <= MOST_DIGITS && exponent.unsigned_abs() <= MOST_DIGITS as u64;
        let value = if is_fine { BigDecimal::from_str(token).ok()? } else { return None };
        Some(Self::Number(Number { token: token.to_owned(), value }))
    }

    /// The value that a text is: none where it is not JSON, or too deep, or has numbers that are too large for here.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        read(serde_json::from_str(text).ok()?, 0)
    }

    /// A field; `null` where there is none, as in what the contract's crate reads.
    #[must_use]
    pub fn get(&self, name: &str) -> &Json {
        self.fields().and_then(|fields| fields.get(name)).unwrap_or(&NULL)
    }

    /// The fields, of an object.
    #[must_use]
    pub fn fields(&self) -> Option<&BTreeMap<String, Json>> {
        if let Self::Object(fields) = self { Some(fields) } else { None }
    }

    /// The items; none of what is no list.
    #[must_use]
    pub fn items(&self) -> &[Json] {
        if let Self::Array(items) = self { items } else { &[] }
    }

    /// The text, of one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The number, of one.
    #[must_use]
    pub fn decimal(&self) -> Option<&BigDecimal> {
        if let Self::Number(number) = self { Some(&number.value) } else { None }
    }

    /// Whether a field is `true`.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        *self.get(name) == Self::Bool(true)
    }
}

fn read(raw: &RawValue, depth: u32) -> Option<Json> {
    let text = raw.get();
    let inside = depth + 1;
    Some(match text.as_bytes().first()? {
        _ if depth > DEEPEST => return None,
        b'n' => Json::Null,
        b't' => Json::Bool(true),
        b'f' => Json::Bool(false),
        b'"' => Json::Text(serde_json::from_str(text).ok()?),
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            Json::Array(items.into_iter().map(|item| read(item, inside)).collect::<Option<_>>()?)
        }
        b'{' => {
            let fields: BTreeMap<String, &RawValue> = serde_json::from_str(text).ok()?;
            let field = |(name, field)| Some((name, read(field, inside)?));
            Json::Object(fields.into_iter().map(field).collect::<Option<_>>()?)
        }
        _ => return Json::number(text),
    })
}
