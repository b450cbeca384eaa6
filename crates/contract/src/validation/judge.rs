//! What the walker tells of a value: which schemas are about it, and what it breaks of each.

#![expect(clippy::inline_always, reason = "for each value, a call costs more than what it does")]

use sne_cotation_common::text::add;

use super::breach::{self, Breaches, RULES};
use super::checks::{self, Digits, Scalar};
use super::kinds;
use super::rules::ANY;
use super::walk::{Token, Walker, content};
use crate::error::Error;
use crate::flat::{Kind, Value, ValueRef};
use crate::json::scan::{Scanner, Text};
use crate::pointer::push_name;
use crate::reason::Reason;

/// Characters of a value that are shown, when the caller wants them shown.
const LONGEST: usize = 50;
/// Values of a list of the contract's that are shown.
const MOST_SHOWN: usize = 20;
/// The largest integer that JavaScript tells from its neighbours has so many digits.
const DIGITS_OF_LARGEST: usize = 16;

impl<'w> Walker<'w, '_> {
    /// Where what is read now is: not as it is told, since it hides no name.
    pub(super) fn place(&self) -> String {
        self.walk.frames.pointer(self.tables, true)
    }

    /// A mistake, and where it is: in the value that is read now, or in a field of it.
    pub(super) fn mistake(&self, rule: Reason, field: Option<&str>) -> (Error, String) {
        let frames = &self.walk.frames;
        let [told, place] = [self.told.flags.shows_values, true].map(|shows_values| {
            let mut pointer = frames.pointer(self.tables, shows_values);
            if let Some(field) = field {
                push_name(&mut pointer, field);
            }
            pointer
        });
        (Error::new(rule).with("pointer", &told), place)
    }

    /// Tells that the value that is read breaks rules of a schema.
    #[inline(never)]
    pub(super) fn tell(&mut self, at: usize, breaches: Breaches, schema: ValueRef, shown: Option<&str>) {
        let schema = self.context.contract.document.value(schema);
        let before = self.told.mistakes.len();
        for (number, (rule, name, keyword)) in RULES.iter().enumerate() {
            if breaches & (1 << number) == 0 {
                continue;
            }
            let argument = schema.part(keyword);
            let fact = if *rule == Reason::RuleEnum { listed(argument) } else { argument.letters().to_owned() };
            // Each behind the one before.
            let told = self.told.mistakes.len().saturating_sub(before);
            self.tell_one(at.saturating_add(told), (*rule, name, &fact), shown);
        }
    }

    /// Tells that it breaks one rule.
    pub(super) fn tell_one(
        &mut self,
        at: usize,
        (rule, name, fact): (Reason, &'static str, &str),
        shown: Option<&str>,
    ) {
        let (mut mistake, place) = self.mistake(rule, None);
        if !name.is_empty() {
            mistake = mistake.with(name, fact);
        }
        let mistake = self.with_value(mistake, shown);
        self.told.add(at, mistake, place);
    }

    /// A mistake, with the value where it is to be shown.
    pub(super) fn with_value(&self, mistake: Error, value: Option<&str>) -> Error {
        match value.filter(|_| self.told.flags.shows_values) {
            Some(value) => mistake.with("value", &shortened(value)),
            None => mistake,
        }
    }

    /// Holds a text against the schemas of the set.
    #[inline(always)]
    pub(super) fn judge_text(&mut self, scanner: Scanner<'w>, found: Text) {
        if found.has_escapes {
            let mut decoded = String::new();
            let text = content(scanner, found, &mut decoded).as_bytes();
            return self.judge(kinds::TEXT, Scalar::Text(text, found.characters));
        }
        self.judge(kinds::TEXT, Scalar::Text(scanner.span(found.start, found.end), found.characters));
    }

    /// Holds a number against them.
    #[inline(always)]
    pub(super) fn judge_number(&mut self, token: &[u8], is_integer: bool, is_big: bool) {
        let digits = Digits::new(token, is_integer, is_big);
        self.judge(if digits.is_whole() { kinds::WHOLE } else { kinds::FRACTION }, Scalar::Number(digits));
    }

    /// Reads a word that is a value, and holds it against them.
    pub(super) fn word(&mut self, scanner: &mut Scanner<'w>, first: u8) -> Token<()> {
        let (word, kind, value): (&[u8], _, _) = match first {
            b't' => (b"true", kinds::BOOLEAN, Scalar::Boolean(true)),
            b'f' => (b"false", kinds::BOOLEAN, Scalar::Boolean(false)),
            b'n' => (b"null", kinds::NULL, Scalar::Null),
            b'F' => (b"F", kinds::FILE, Scalar::Opaque("file")),
            b'S' => (b"S", kinds::OTHER, Scalar::Opaque("stream")),
            _ => (b"O", kinds::OTHER, Scalar::Opaque("?")),
        };
        scanner.word(word)?;
        if matches!(first, b'F' | b'S') {
            scanner.digits()?;
        }
        if self.is_checked(kind) {
            self.judge(kind, value);
        }
        Some(())
    }

    /// Holds a value that holds no other against every schema of the set that is about it.
    #[inline(always)]
    fn judge(&mut self, kind: u16, value: Scalar<'_>) {
        let set = self.walk.set;
        let Some(rules) = self.tables.sets.get(set as usize) else { return };
        if rules.kinds & kind != kind || kind == kinds::NULL {
            return self.judge_unlike(kind, value);
        }
        for place in 0..rules.entries.list.len() {
            self.judge_by(set, place, value);
        }
    }

    /// The same of one that not all of them allow, or of `null`, which one may let pass.
    #[inline(never)]
    fn judge_unlike(&mut self, kind: u16, value: Scalar<'_>) {
        let set = self.walk.set;
        if !self.is_own(set, value) {
            self.refuse_kind(kind, name_of(value));
        }
        for (place, is_alive) in self.tables.alive(set, kind).into_iter().enumerate() {
            if is_alive {
                self.judge_by(set, place, value);
            }
        }
    }

    /// Holds it against one of them.
    #[inline(always)]
    fn judge_by(&mut self, set: u32, place: usize, value: Scalar<'_>) {
        let Some(entry) = self.tables.entries(set).get(place) else { return };
        let Some(node) = self.tables.nodes.get(entry.node as usize) else { return };
        let steps = &mut self.told.steps.of_patterns;
        let breaches = match value {
            // It may have been another before it was a number of JavaScript's, or is going to be one.
            Scalar::Number(digits)
                if node.is_integer && !digits.is_big && self.walk.integers.is_none() && digits.is_beyond() =>
            {
                breach::PRECISION
            }
            _ => checks::scalar(node, &self.context.contract.document, value, steps),
        };
        if breaches != 0 {
            let schema = node.word;
            // It may be the example of another schema that is about the same value: of a part of an `allOf`, say.
            if breaches & breach::PRECISION != 0 || !self.is_own(set, value) {
                self.tell(usize::MAX, breaches, schema, shown(value));
            }
        }
    }

    /// Tells of the schemas of the set that do not allow that kind of value.
    #[inline(never)]
    pub(super) fn refuse_kind(&mut self, kind: u16, name: &'static str) {
        let set = self.walk.set;
        let refused = self.tables.refused(set, kind, self.told.is_of_form);
        for word in refused {
            let types = self.context.contract.document.value(word).part("type");
            let expected = types.text().map_or_else(|| listed(types), ToOwned::to_owned);
            let (mistake, place) = self.mistake(Reason::RuleType, None);
            self.told.add(usize::MAX, mistake.with("expected", &expected).with("given", name), place);
        }
    }

    /// Tells that a value is there that must not be.
    #[inline(never)]
    pub(super) fn refuse_value(&mut self, scanner: Scanner<'w>, first: u8) -> Token<()> {
        let mut decoded = String::new();
        let mut ahead = scanner;
        let shown = match first {
            b'"' => {
                let found = ahead.text()?;
                Some(content(scanner, found, &mut decoded))
            }
            b'{' | b'[' => None,
            _ => {
                let start = ahead.place();
                while ahead.peek().is_some_and(|byte| !matches!(byte, b',' | b'}' | b']' | 0..=b' ')) {
                    ahead.skip();
                }
                if ahead.peek().is_none() && !self.is_last {
                    return None;
                }
                let token = scanner.span(start, ahead.place());
                std::str::from_utf8(token).ok().map(|token| token.trim_end_matches('n'))
            }
        };
        let is_given = shown.is_some_and(|shown| self.has_own(ANY, &|one| is_written(one, first, shown)));
        if let Some(rule) = self.walk.rule.take().filter(|_| !is_given) {
            self.tell_one(usize::MAX, (rule, "", ""), shown.filter(|_| !matches!(first, b'F' | b'S' | b'O')));
        }
        Some(())
    }

    /// Keeps where an integer is, when it is wanted as it is written: one of 64 bits, or beyond those that JavaScript
    /// tells from their neighbours.
    pub(super) fn keep_integer(&mut self, token: &[u8], start: usize) {
        let is_int64 =
            self.walk.skipped() == 0 && self.tables.sets.get(self.walk.set as usize).is_some_and(|set| set.is_int64);
        let is_beyond = token.len() >= DIGITS_OF_LARGEST && Digits::new(token, true, false).is_beyond();
        if is_int64 || is_beyond {
            let start = self.walk.base.wrapping_add(start);
            self.walk.integers.get_or_insert_default().push((start, start.wrapping_add(token.len())));
        }
    }
}

/// Whether a value of the contract's is what a token, which begins so, says.
fn is_written(one: Value<'_>, first: u8, token: &str) -> bool {
    match first {
        b'"' => one.text() == Some(token),
        b't' | b'f' | b'n' => written(one) == token && one.kind() != Kind::Text,
        _ => checks::is_same(one, Scalar::Number(Digits::new(token.as_bytes(), false, false))),
    }
}

/// Values of the contract's as messages show them.
fn listed(list: Value<'_>) -> String {
    let mut listed = String::new();
    for value in list.items().take(MOST_SHOWN) {
        add(&mut listed, &written(value));
    }
    listed
}

/// A value of the contract's as messages show it.
fn written(value: Value<'_>) -> String {
    match value.kind() {
        Kind::Text | Kind::Number | Kind::BigInteger => shortened(value.letters()),
        Kind::True => "true".to_owned(),
        Kind::False => "false".to_owned(),
        Kind::Null => "null".to_owned(),
        _ => String::new(),
    }
}

/// The type of a value, as messages say it.
fn name_of(value: Scalar<'_>) -> &'static str {
    match value {
        Scalar::Null => "null",
        Scalar::Boolean(_) => "boolean",
        Scalar::Number(Digits { is_big: true, .. }) => "integer",
        Scalar::Number(_) => "number",
        Scalar::Text(..) => "string",
        Scalar::Opaque(name) => name,
    }
}

/// A value as messages show it.
fn shown(value: Scalar<'_>) -> Option<&str> {
    match value {
        Scalar::Null => Some("null"),
        Scalar::Boolean(value) => Some(if value { "true" } else { "false" }),
        Scalar::Number(digits) => std::str::from_utf8(digits.token).ok(),
        Scalar::Text(text, _) => std::str::from_utf8(text).ok(),
        Scalar::Opaque(_) => None,
    }
}

/// The beginning of what is shown.
fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
