//! What the walker tells of a value: which schemas are about it, and what it breaks of each.

use sne_cotation_common::text::{add, digits};

use super::checks::{self, Broken, Digits, Scalar, Tools};
use super::equality;
use super::frames::{Frame, add_name};
use super::kinds;
use super::rules::NONE;
use super::skip::{Ahead, look_ahead};
use super::walk::{Token, Walker, content};
use crate::error::Error;
use crate::flat::{Kind, Value, ValueRef};
use crate::json::reader::{Dialect, read};
use crate::json::scan::{Scanner, Text};
use crate::reason::Reason;

/// Characters of a value that are shown, when the caller wants them shown.
const LONGEST: usize = 50;
/// Values of a list of the contract's that are shown.
const MOST_SHOWN: usize = 20;
/// Bytes that are looked at ahead or again, for a step.
const BYTES_OF_A_STEP: usize = 1;
/// The largest integer that JavaScript tells from its neighbours has so many digits.
const DIGITS_OF_LARGEST: usize = 16;

impl<'w> Walker<'w, '_> {
    /// Where what is read now is: not as it is told, since it hides no name.
    pub(super) fn place(&self) -> String {
        self.walk.frames.pointer(self.tables, true)
    }

    /// A mistake, and where it is: in the value that is read now, or in a field of it.
    fn mistake(&self, rule: Reason, field: Option<&str>) -> (Error, String) {
        let frames = &self.walk.frames;
        let [told, place] = [self.told.flags.shows_values, true].map(|shows_values| {
            let mut pointer = frames.pointer(self.tables, shows_values);
            if let Some(field) = field {
                add_name(&mut pointer, field);
            }
            pointer
        });
        (Error::new(rule).with("pointer", &told), place)
    }

    /// Tells that the value that is read breaks a rule.
    fn tell(&mut self, at: usize, (rule, name, fact): Broken, shown: Option<&str>) {
        let (mut mistake, place) = self.mistake(rule, None);
        if !name.is_empty() {
            mistake = mistake.with(name, &fact);
        }
        self.told.add(at, self.with_value(mistake, shown), place);
    }

    /// A mistake, with the value where it is to be shown.
    fn with_value(&self, mistake: Error, value: Option<&str>) -> Error {
        match value.filter(|_| self.told.flags.shows_values) {
            Some(value) => mistake.with("value", &shortened(value)),
            None => mistake,
        }
    }

    /// Holds a text against the schemas of the set.
    #[inline(never)]
    pub(super) fn judge_text(&mut self, scanner: Scanner<'w>, found: Text) {
        let mut decoded = String::new();
        let mut text = scanner.span(found.start, found.end);
        if found.has_escapes {
            text = content(scanner, found, &mut decoded).as_bytes();
        }
        self.judge(kinds::TEXT, Scalar::Text(text, found.characters));
    }

    /// Holds a number against them.
    #[inline(never)]
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
    fn judge(&mut self, kind: u16, value: Scalar<'_>) {
        let set = self.walk.set;
        let is_allowed = self.tables.sets.get(set as usize).is_some_and(|it| it.kinds & kind == kind);
        let alive = if is_allowed && kind != kinds::NULL {
            None
        } else {
            self.refuse_kind(kind, name_of(value));
            Some(self.tables.alive(set, kind))
        };
        for place in 0..self.tables.entries(set).len() {
            if alive.as_ref().is_none_or(|alive| alive.get(place).copied().unwrap_or_default()) {
                self.judge_by(set, place, value);
            }
        }
    }

    /// Holds it against one of them.
    #[inline]
    fn judge_by(&mut self, set: u32, place: usize, value: Scalar<'_>) {
        let Some(entry) = self.tables.entries(set).get(place).copied() else { return };
        let Some(node) = self.tables.nodes.get(entry.node as usize) else { return };
        let mut broken = Vec::new();
        let mut list = ValueRef(0);
        match value {
            // It may have been another before it was a number of JavaScript's, or is going to be one.
            Scalar::Number(digits)
                if node.is_integer && !digits.is_big && self.walk.integers.is_none() && digits.is_beyond() =>
            {
                broken.push((Reason::RulePrecision, "", String::new()));
            }
            _ => {
                list = node.choices.as_ref().map_or(list, |choices| choices.list);
                let mut tools = Tools { steps: &mut self.told.steps.of_patterns, is_unfinished: false };
                checks::scalar(node, self.context.contract.document.value(list), value, &mut tools, &mut broken);
                if tools.is_unfinished {
                    self.told.steps.end();
                }
            }
        }
        if broken.is_empty() {
            return;
        }
        let schema = self.context.contract.document.value(node.word);
        for (rule, name, mut fact) in broken {
            if rule == Reason::RuleEnum {
                fact = self.listed(list);
            } else if fact.is_empty() {
                // The format or the pattern, as the contract has it.
                schema.part(name).text().unwrap_or_default().clone_into(&mut fact);
            }
            self.tell(usize::MAX, (rule, name, fact), shown(value));
        }
    }

    /// Tells of the schemas of the set that do not allow that kind of value.
    #[inline(never)]
    pub(super) fn refuse_kind(&mut self, kind: u16, name: &'static str) {
        let set = self.walk.set;
        let mut refused = Vec::new();
        let entries = self.tables.entries(set);
        // Of those in an `allOf` nothing is said where the whole does not allow it.
        let mut told = vec![true; entries.len()];
        for (place, entry) in entries.iter().enumerate().rev() {
            let is_told = told.get(entry.parent as usize).copied().unwrap_or(true);
            let node = self.tables.nodes.get(entry.node as usize).filter(|_| is_told);
            let passes = |nullable: bool| kind == kinds::NULL && nullable;
            let goes_on = node.is_some_and(|node| node.kinds & kind != 0 && !passes(node.is_nullable));
            if let Some(node) = node.filter(|node| node.kinds & kind == 0 && !passes(node.is_nullable)) {
                refused.push(node.word);
            }
            if let Some(told) = told.get_mut(place) {
                *told = goes_on;
            }
        }
        for word in refused.into_iter().rev() {
            let types = self.context.contract.document.value(word).part("type");
            let expected = types.text().map_or_else(|| self.listed(types.word()), ToOwned::to_owned);
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
        if let Some(rule) = self.walk.rule.take() {
            self.tell(usize::MAX, (rule, "", String::new()), shown.filter(|_| !matches!(first, b'F' | b'S' | b'O')));
        }
        Some(())
    }

    /// The set of an object by what its discriminators say that it is.
    pub(super) fn discriminate(&mut self, scanner: Scanner<'w>, set: u32) -> Token<u32> {
        let fields = self.tables.sets.get(set as usize).and_then(|it| it.fields.as_ref());
        let discriminators = fields.map(|fields| fields.discriminators.clone()).unwrap_or_default();
        let mut found_set = set;
        for (place, field) in discriminators {
            let Some((ahead, end)) = look_ahead(scanner, field.as_bytes()) else {
                // The text ends; where there is no more, it is not JSON.
                return self.is_last.then_some(found_set);
            };
            let looked_at = end.wrapping_sub(scanner.place()) / BYTES_OF_A_STEP;
            self.told.steps.take(u32::try_from(looked_at).unwrap_or(u32::MAX));
            let mut decoded = String::new();
            let value = match ahead {
                Ahead::Absent => continue,
                Ahead::Other => None,
                Ahead::Text(start) => scanner.back(start).text().map(|found| content(scanner, found, &mut decoded)),
            };
            match self.variant(found_set, place, &field, value) {
                Ok(variant) => found_set = variant,
                Err(allowed) => {
                    let (mistake, place) = self.mistake(Reason::RuleDiscriminator, Some(&field));
                    let mistake = self.with_value(mistake.with("allowed", &allowed), value);
                    self.walk.late.push((self.walk.frames.open.len(), mistake, place));
                }
            }
        }
        Some(found_set)
    }

    /// The set of an object of a set whose discriminator has that value; or which values it can have.
    fn variant(&mut self, set: u32, place: u32, field: &str, value: Option<&str>) -> Result<u32, String> {
        let fields = self.tables.sets.get(set as usize).and_then(|it| it.fields.as_ref());
        let is_only = fields.is_some_and(|fields| fields.discriminators.len() == 1);
        let mut known = fields.into_iter().flat_map(|fields| &fields.variants);
        if let Some((_, variant)) = known.find(|(known, _)| is_only && Some(known.as_str()) == value) {
            return Ok(*variant);
        }
        let base = self.tables.entries(set).get(place as usize).map_or(NONE, |entry| entry.node);
        let variant = self.tables.named(self.context, set, base, field, value.unwrap_or_default())?;
        if is_only && let Some(value) = value {
            self.tables.keep_variant(set, value, variant);
        }
        Ok(variant)
    }

    /// Tells what a discriminator has wrong, once the object has ended.
    pub(super) fn tell_late(&mut self) {
        let open = self.walk.frames.open.len();
        while let Some((_, mistake, place)) = self.walk.late.pop_if(|(depth, _, _)| *depth == open) {
            self.told.add(usize::MAX, mistake, place);
        }
    }

    /// Holds an array or object that has ended against what the schemas of its set say of it as a whole. That is told
    /// in front of what was told of its parts.
    #[inline(never)]
    pub(super) fn judge_whole(&mut self, scanner: Scanner<'w>, frame: &Frame) {
        let before = self.told.mistakes.len();
        let whole = if frame.is_held { self.held(scanner, frame) } else { None };
        for place in 0..self.tables.entries(frame.set).len() {
            let Some(entry) = self.tables.entries(frame.set).get(place).copied() else { continue };
            let mut broken = Vec::new();
            if let Some(node) = self.tables.nodes.get(entry.node as usize) {
                let steps = &mut self.told.steps;
                let document = &self.context.contract.document;
                if let (Some(choices), Some(whole)) = (&node.choices, &whole)
                    && !document.value(choices.list).items().any(|one| equality::equals(one, whole.root(), steps))
                {
                    broken.push((Reason::RuleEnum, "allowed", choices.list));
                }
            }
            let broken: Vec<Broken> =
                broken.into_iter().map(|(rule, name, list)| (rule, name, self.listed(list))).collect();
            self.tell_whole(frame, before, broken);
            let mut broken = Vec::new();
            if let Some(node) = self.tables.nodes.get(entry.node as usize) {
                let whole = whole.as_ref().map(crate::flat::Document::root);
                let steps = &mut self.told.steps;
                if frame.is_object {
                    // Where a name is there twice, there are fewer fields than were read.
                    let count = whole.map_or(frame.count, Value::len);
                    let rules = (Reason::RuleMaxProperties, Reason::RuleMinProperties);
                    checks::check_count(node.fields_count, count as usize, rules, &mut broken);
                } else {
                    let rules = (Reason::RuleMaxItems, Reason::RuleMinItems);
                    checks::check_count(node.items_count, frame.count as usize, rules, &mut broken);
                    let twice = whole.filter(|_| node.is_unique).and_then(|it| equality::duplicate(it, steps));
                    if let Some((first, second)) = twice {
                        let mut places = digits(u64::from(first));
                        places.push_str(", ");
                        places.push_str(&digits(u64::from(second)));
                        broken.push((Reason::RuleUniqueItems, "places", places));
                    }
                }
            }
            self.tell_whole(frame, before, broken);
            if frame.is_object {
                self.tell_missing(frame, place, before);
            }
        }
    }

    /// Where in front of what was told of its parts something is told of a whole.
    fn place_of(&self, frame: &Frame, before: usize) -> usize {
        let added = self.told.mistakes.len().saturating_sub(before);
        frame.mistakes.saturating_add(added)
    }

    fn tell_whole(&mut self, frame: &Frame, before: usize, broken: Vec<Broken>) {
        for one in broken {
            self.tell(self.place_of(frame, before), one, None);
        }
    }

    /// Tells of the fields that must be there by the schema at a place of the set, and are not.
    fn tell_missing(&mut self, frame: &Frame, place: usize, before: usize) {
        let fields = self.tables.sets.get(frame.set as usize).and_then(|set| set.fields.as_ref());
        let Some(fields) = fields else { return };
        let mut names = Vec::new();
        for (_, slot) in fields.required.iter().filter(|(by, _)| *by as usize == place) {
            let Some(slot) = fields.slots.get(*slot as usize).filter(|slot| slot.bit != NONE) else { continue };
            let word = (slot.bit >> 6) as usize;
            let has = |words: Option<&u64>| words.is_some_and(|word| word & (1 << (slot.bit & 63)) != 0);
            let needed = fields.needed.get(self.direction as usize).and_then(|words| words.get(word));
            if has(needed) && !has(self.walk.frames.seen.get(frame.seen.wrapping_add(word))) {
                names.push(slot.name.clone());
            }
        }
        for name in names {
            let (mistake, place) = self.mistake(Reason::RuleRequired, Some(&name));
            self.told.add(self.place_of(frame, before), mistake, place);
        }
    }

    /// The text of what has ended, read; where it is too deep, or too much, nothing is told of it.
    fn held(&mut self, scanner: Scanner<'w>, frame: &Frame) -> Option<crate::flat::Document> {
        let start = frame.start.wrapping_sub(self.walk.base);
        let text = scanner.span(start, scanner.place());
        let cost = u32::try_from(text.len() / BYTES_OF_A_STEP).unwrap_or(u32::MAX);
        if !self.told.steps.take(cost) {
            return None;
        }
        read(String::from_utf8_lossy(text).into_owned(), Dialect::JavaScript).ok()
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

    /// Values of the contract's as messages show them.
    fn listed(&self, list: ValueRef) -> String {
        let mut listed = String::new();
        for value in self.context.contract.document.value(list).items().take(MOST_SHOWN) {
            add(&mut listed, &written(value));
        }
        listed
    }
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
