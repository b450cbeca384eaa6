//! What the walker tells of arrays and objects as a whole: what their discriminators make of them when they begin, and
//! what their schemas say of them when they have ended.

use sne_cotation_common::text::digits;

use super::breach;
use super::checks;
use super::entries::NONE;
use super::equality;
use super::frames::Frame;
use super::kinds;
use super::skip::{Ahead, look_ahead};
use super::walk::{Token, Walker, content};
use crate::flat::{Document, Kind, Value};
use crate::json::reader::{Dialect, read};
use crate::json::scan::Scanner;
use crate::reason::Reason;

/// Bytes that are passed ahead, and that are read again, for a step.
const BYTES_AHEAD_OF_A_STEP: usize = 8;
const BYTES_OF_A_STEP: usize = 1;

impl<'w> Walker<'w, '_> {
    /// The set of an object by what its discriminators say that it is.
    pub(super) fn discriminate(&mut self, scanner: Scanner<'w>, set: u32) -> Token<u32> {
        let (mut found_set, mut number) = (set, 0_usize);
        // What one names may have another. Those that were there stay in front.
        while let Some((place, field)) = self.discriminator(found_set, number) {
            number = number.wrapping_add(1);
            let Some((ahead, end)) = look_ahead(scanner, field.as_bytes()) else {
                // The text ends; where there is no more, it is not JSON.
                return self.is_last.then_some(found_set);
            };
            let looked_at = end.wrapping_sub(scanner.place()) / BYTES_AHEAD_OF_A_STEP;
            self.told.steps.take(u32::try_from(looked_at).unwrap_or(u32::MAX));
            let mut decoded = String::new();
            let value = match ahead {
                Ahead::Absent => continue,
                Ahead::Other => None,
                Ahead::Text(start) => scanner.back(start).text().map(|found| content(scanner, found, &mut decoded)),
            };
            match self.variant(found_set, place, &field, value) {
                Ok(variant) => found_set = self.objects_of(variant),
                Err(allowed) => {
                    let (mistake, place) = self.mistake(Reason::RuleDiscriminator, Some(&field));
                    let mistake = self.with_value(mistake.with("allowed", &allowed), value);
                    self.walk.late.push((self.walk.frames.open.len(), mistake, place));
                }
            }
        }
        Some(found_set)
    }

    /// A discriminator of a set: the place of the schema that has it, and the field.
    fn discriminator(&mut self, set: u32, number: usize) -> Option<(u32, String)> {
        self.tables.fields(self.context, set);
        self.tables.sets.get(set as usize)?.fields.as_ref()?.discriminators.get(number).cloned()
    }

    /// The schemas of a set that are about objects. What a discriminator names need not be.
    fn objects_of(&mut self, set: u32) -> u32 {
        self.walk.set = set;
        self.set_about(kinds::OBJECT, "object")
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
        let variant = self.tables.named(self.context, set, base, field, value)?;
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
        let whole = whole.as_ref().map(Document::root);
        for place in 0..self.tables.entries(frame.set).len() {
            let Some(entry) = self.tables.entries(frame.set).get(place).copied() else { continue };
            let Some(node) = self.tables.nodes.get(entry.node as usize) else { continue };
            let schema = node.word;
            let mut breaches = if frame.is_object {
                // Where a name is there twice, there are fewer fields than were read.
                let count = whole.map_or(frame.count, Value::len) as usize;
                checks::count(node.fields_count, count, (breach::MAX_PROPERTIES, breach::MIN_PROPERTIES))
            } else {
                checks::count(node.items_count, frame.count as usize, (breach::MAX_ITEMS, breach::MIN_ITEMS))
            };
            let steps = &mut self.told.steps;
            let mut twice = None;
            if let Some(whole) = whole {
                let allowed = node.choices.as_ref().map(|it| self.context.contract.document.value(it.list));
                if allowed.is_some_and(|list| !list.items().any(|one| equality::equals(one, whole, steps))) {
                    breaches |= breach::ENUM;
                }
                twice = if node.is_unique { equality::duplicate(whole, steps) } else { None };
            }
            self.tell(self.place_of(frame, before), breaches, schema, None);
            if let Some((first, second)) = twice {
                let mut places = digits(u64::from(first));
                places.push_str(", ");
                places.push_str(&digits(u64::from(second)));
                self.tell_one(self.place_of(frame, before), (Reason::RuleUniqueItems, "places", &places), None);
            }
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
            // The contract's own example is without it, too.
            if self.has_own(frame.set, &|one| one.kind() == Kind::Object && one.get(&name).is_none()) {
                continue;
            }
            let (mistake, place) = self.mistake(Reason::RuleRequired, Some(&name));
            self.told.add(self.place_of(frame, before), mistake, place);
        }
    }

    /// The text of what has ended, read; where it is too deep, or too much, nothing is told of it.
    fn held(&mut self, scanner: Scanner<'w>, frame: &Frame) -> Option<Document> {
        let start = frame.start.wrapping_sub(self.walk.base);
        let text = scanner.span(start, scanner.place());
        let cost = u32::try_from(text.len() / BYTES_OF_A_STEP).unwrap_or(u32::MAX);
        if !self.told.steps.take(cost) {
            return None;
        }
        read(String::from_utf8_lossy(text).into_owned(), Dialect::JavaScript).ok()
    }
}
