//! Values of the platform: JSON, and what JavaScript has besides.

use std::fmt;
use std::iter;
use std::rc::Rc;

use sne_cotation::core::value::{self, Kind};

use super::signal::Signal;

/// A value. JSON becomes one by `Value::from`.
#[derive(Clone)]
pub enum Value {
    Nothing,
    Boolean(bool),
    Number(f64),
    Text(Rc<str>),
    Array(Vec<Value>),
    Object(Vec<(String, Value)>),
    Function,
    Bytes(Rc<[u8]>),
    Signal(Signal),
    Other,
}

impl Value {
    /// The object with one more field, in place of any of that name.
    pub fn with(self, name: &str, value: impl Into<Value>) -> Self {
        let Self::Object(mut fields) = self else { panic!("only objects have fields") };
        fields.retain(|(known, _)| known != name);
        fields.push((name.to_owned(), value.into()));
        Self::Object(fields)
    }

    /// The object without that field.
    pub fn without(self, name: &str) -> Self {
        let Self::Object(mut fields) = self else { panic!("only objects have fields") };
        fields.retain(|(known, _)| known != name);
        Self::Object(fields)
    }

    /// The value at a path such as `data.etat`, for tests to look at.
    pub fn at(&self, path: &str) -> Option<Value> {
        path.split('.').try_fold(self.clone(), |value, name| value::Value::field(&value, name))
    }

    /// The text at a path.
    #[track_caller]
    pub fn text_at(&self, path: &str) -> String {
        self.at(path).and_then(|value| value.scalar()).unwrap_or_else(|| panic!("no text at {path}"))
    }

    /// A text, number or truth value as text.
    pub fn scalar(&self) -> Option<String> {
        match self {
            Self::Boolean(truth) => Some(truth.to_string()),
            Self::Number(number) => number.is_finite().then(|| number.to_string()),
            _ => value::Value::as_text(self),
        }
    }

    /// The names of the fields of an object.
    pub fn names(&self) -> Vec<String> {
        let Self::Object(fields) = self else { return Vec::new() };
        fields.iter().map(|(name, _)| name.clone()).collect()
    }

    /// As JSON; nothing for what JSON has not.
    pub fn to_json(&self) -> Option<serde_json::Value> {
        Some(match self {
            Self::Boolean(it) => (*it).into(),
            Self::Number(it) => (*it).into(),
            Self::Text(it) => it.as_ref().into(),
            Self::Array(items) => items.iter().map(Self::to_json).collect::<Option<Vec<_>>>()?.into(),
            Self::Object(fields) => {
                let fields = fields.iter().map(|(name, value)| Some((name.clone(), value.to_json()?)));
                serde_json::Value::Object(fields.collect::<Option<_>>()?)
            }
            Self::Nothing => serde_json::Value::Null,
            Self::Function | Self::Bytes(_) | Self::Signal(_) | Self::Other => return None,
        })
    }
}

impl value::Value for Value {
    fn kind(&self) -> Kind {
        match self {
            Self::Nothing => Kind::Nothing,
            Self::Boolean(_) => Kind::Boolean,
            Self::Number(_) => Kind::Number,
            Self::Text(_) => Kind::Text,
            Self::Array(_) => Kind::Array,
            Self::Object(_) => Kind::Object,
            Self::Function => Kind::Function,
            Self::Bytes(_) => Kind::Opaque,
            Self::Signal(_) => Kind::Signal,
            Self::Other => Kind::Other,
        }
    }

    fn as_text(&self) -> Option<String> {
        if let Self::Text(text) = self { Some(text.to_string()) } else { None }
    }

    fn text_length(&self) -> u32 {
        self.as_text().map_or(0, |text| u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
    }

    fn as_number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    fn to_number(&self) -> Option<f64> {
        match self {
            Self::Text(text) => text.trim().parse().ok(),
            _ => self.as_number(),
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        if let Self::Boolean(truth) = self { Some(*truth) } else { None }
    }

    fn field(&self, name: &str) -> Option<Self> {
        let Self::Object(fields) = self else { return None };
        let (_, value) = fields.iter().find(|(known, _)| known == name)?;
        (!matches!(value, Self::Nothing)).then(|| value.clone())
    }

    fn read_fields(&self, table: &'static str) -> Self {
        let names: Vec<_> = table.split(", ").map(|entry| entry.split(':').next().unwrap_or_default()).collect();
        if let Some(stranger) = self.names().into_iter().find(|own| !names.contains(&own.as_str())) {
            return Self::Array(vec![format!(",{stranger}").as_str().into()]);
        }
        let values: Vec<_> =
            names.iter().map(|name| value::Value::field(self, name).unwrap_or(Self::Nothing)).collect();
        let is_blank = |value: &Self| matches!(value, Self::Text(text) if text.trim_ascii().is_empty());
        let kind = |value: &Self| if is_blank(value) { Kind::Blank } else { value::Value::kind(value) };
        let digits: String = values.iter().map(|value| char::from(b'0' + kind(value) as u8)).collect();
        Self::Array(iter::once(digits.as_str().into()).chain(values).collect())
    }

    fn header_lines(&self) -> Option<String> {
        let fields = self.names().into_iter().filter_map(|name| Some((value::Value::field(self, &name)?, name)));
        let lines =
            fields.map(|(value, name)| Some([name, value.scalar()?].map(|text| text.replace('\n', "\r") + "\n")));
        Some(lines.collect::<Option<Vec<_>>>()?.concat().concat())
    }

    fn item(&self, place: u32) -> Option<Self> {
        let Self::Array(items) = self else { return None };
        items.get(place as usize).cloned()
    }
}

impl From<serde_json::Value> for Value {
    fn from(json: serde_json::Value) -> Self {
        match json {
            serde_json::Value::Null => Self::Nothing,
            serde_json::Value::Bool(truth) => Self::Boolean(truth),
            serde_json::Value::Number(number) => Self::Number(number.as_f64().unwrap()),
            serde_json::Value::String(text) => Self::Text(text.into()),
            serde_json::Value::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            serde_json::Value::Object(fields) => {
                Self::Object(fields.into_iter().map(|(name, value)| (name, Self::from(value))).collect())
            }
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<&Signal> for Value {
    fn from(signal: &Signal) -> Self {
        Self::Signal(signal.clone())
    }
}

impl fmt::Debug for Value {
    /// As JSON, when tests fail.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_json() {
            Some(json) => write!(f, "{json}"),
            None => write!(f, "{:?}", value::Value::kind(self)),
        }
    }
}
