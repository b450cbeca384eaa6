//! Reads the options of a caller in one pass, and refuses those that are unknown or of the wrong type.

use sne_cotation_common::names::HIDDEN;
use sne_cotation_common::text::{contains, place, split, split_once};

use super::error::Error;
use super::reason::Reason;
use super::value::{Kind, Value};

/// Milliseconds: a day. More would not fit in the timers of some platforms.
pub const LONGEST_TIMEOUT: u32 = 86_400_000;

/// Characters of a path, of a query and of headers. Of the last two, the platform gives one more where there are more.
pub const LONGEST_PART: u32 = 1_048_576;

/// Options that are known, and of their type.
#[derive(Clone, Debug)]
pub struct OptionReader<V>(Vec<Field<V>>);

#[derive(Clone, Debug)]
struct Field<V> {
    name: &'static str,
    kind: Kind,
    value: V,
}

impl<V: Value> OptionReader<V> {
    /// Refuses options that do not exist, are of another type or are empty texts. `of` names whose options they are,
    /// `table` says which there are, as messages show them: `a: string, b: number`.
    pub fn read(options: &V, of: &'static str, table: &'static str) -> Result<Self, Error> {
        let mut given = Vec::new();
        match options.kind() {
            // Most calls have no options: nothing is looked for where there is nothing.
            Kind::Nothing => return Ok(Self(given)),
            Kind::Object => {}
            _ => return Err(wrong_type(of, "object")),
        }
        let seen = options.read_fields(table);
        let kinds = seen.item(0).and_then(|kinds| kinds.as_text()).unwrap_or_default();
        if let Some(name) = kinds.strip_prefix(',') {
            return Err(unknown(name, of, table));
        }
        let mut kinds = kinds.bytes();
        for (place, (name, expected)) in (1..).zip(entries(table)) {
            let kind = Kind::numbered(kinds.next().unwrap_or_default() & 15);
            if kind == Kind::Nothing {
                continue;
            }
            let Some(value) = seen.item(place) else { continue };
            if !contains(expected, "any") && !contains(expected, kind.name()) {
                return Err(wrong_type(name, expected.trim_ascii_start()));
            }
            if kind == Kind::Blank && contains(expected, "string") {
                return Err(missing(name));
            }
            given.push(Field { name, kind, value });
        }
        Ok(Self(given))
    }

    fn field(&self, name: &str) -> Option<&Field<V>> {
        self.0.iter().find(|field| field.name == name)
    }

    /// An option that is given.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&V> {
        self.field(name).map(|field| &field.value)
    }

    /// An option, with what it is.
    #[must_use]
    pub fn value_and_kind(&self, name: &str) -> Option<(&V, Kind)> {
        self.field(name).map(|field| (&field.value, field.kind))
    }

    /// An option that is a text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        self.value(name)?.as_text()
    }

    /// An option that is a truth value.
    #[must_use]
    pub fn boolean(&self, name: &str) -> Option<bool> {
        self.value(name)?.as_boolean()
    }

    /// Refuses a text that is not one of those in a list such as `a, b`.
    pub fn choice(&self, name: &'static str, allowed: &'static str) -> Result<(), Error> {
        match self.text(name) {
            Some(text) if place(allowed, &text).is_none() => {
                Err(Error::new(Reason::OptionChoice).with("option", name).with("allowed", allowed))
            }
            _ => Ok(()),
        }
    }

    /// A whole number from 1 to the most.
    pub fn whole(&self, name: &'static str, most: u32) -> Result<Option<u32>, Error> {
        let Some(value) = self.value(name).and_then(Value::as_number) else { return Ok(None) };
        if value.fract() == 0.0 && value >= 1.0 && value <= f64::from(most) {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it is whole and in the range"
            )]
            return Ok(Some(value as u32));
        }
        let error = Error::new(Reason::OptionRange).with("option", name);
        Err(error.with_number("most", f64::from(most)))
    }

    /// A part of a whole: a number from 0 to less than 1.
    pub fn share(&self, name: &'static str) -> Result<Option<f64>, Error> {
        match self.value(name).and_then(Value::as_number) {
            Some(share) if !(0.0..1.0).contains(&share) => Err(Error::new(Reason::OptionShare).with("option", name)),
            share => Ok(share),
        }
    }
}

/// The names and types in a table such as `a: string, b: number`.
fn entries(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    split(table, b',').filter_map(|entry| split_once(entry, b':'))
}

fn unknown(name: &str, of: &'static str, table: &'static str) -> Error {
    // The name may be anything, even a secret put on the wrong side of the colon; those have digits. No option has a
    // sign.
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    let shown = if is_name { name } else { HIDDEN };
    Error::new(Reason::OptionUnknown).with("option", shown).with("of", of).with("known", table)
}

/// The error of an option of the wrong type.
#[must_use]
pub fn wrong_type(option: &str, expected: &str) -> Error {
    Error::new(Reason::OptionType).with("option", option).with("expected", expected)
}

/// The length of a text that has crossed.
#[must_use]
pub fn length_of(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// Refuses what is longer than any server takes, before it crosses.
pub fn check_length(option: &'static str, length: u32) -> Result<(), Error> {
    if length <= LONGEST_PART {
        return Ok(());
    }
    Err(Error::new(Reason::OptionTooLong).with("option", option).with_number("most", f64::from(LONGEST_PART)))
}

/// The error of an option that is absent or empty.
#[must_use]
pub fn missing(option: &str) -> Error {
    Error::new(Reason::OptionMissing).with("option", option)
}

/// The time-out of a client or of a call, in milliseconds.
pub fn timeout<V: Value>(options: &OptionReader<V>) -> Result<Option<u32>, Error> {
    options.whole("timeout", LONGEST_TIMEOUT)
}

/// The deadline of a client's calls or of a call, in milliseconds.
pub fn deadline<V: Value>(options: &OptionReader<V>) -> Result<Option<u32>, Error> {
    options.whole("deadline", LONGEST_TIMEOUT)
}
