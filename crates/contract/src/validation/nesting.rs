//! How the walker goes into arrays and objects, from item to item, and out again.

#![expect(clippy::inline_always, reason = "for each of them, a call costs more than what it does")]

use super::entries::NONE;
use super::frames::Frame;
use super::kinds;
use super::rules::{ANY, UNKNOWN};
use super::walk::{State, Token, Walker};
use crate::json::scan::Scanner;
use crate::reason::Reason;

/// Arrays and objects within each other. JSON that is deeper is not looked at any further.
const DEEPEST: usize = 1 << 18;

impl<'w> Walker<'w, '_> {
    /// Opens an object; its discriminator is looked for ahead.
    #[inline(always)]
    pub(super) fn open_object(&mut self, scanner: &mut Scanner<'w>) -> Token<State> {
        let place = scanner.place();
        let mut set = self.set_about(kinds::OBJECT, "object");
        if self.tables.sets.get(set as usize).is_some_and(|it| !it.is_plain_object) {
            set = self.prepare_object(*scanner, set)?;
        }
        scanner.skip();
        Some(self.open(set, true, place))
    }

    /// Looks for the discriminator, and finds out what the set says of fields, where that is not known yet.
    #[inline(never)]
    fn prepare_object(&mut self, scanner: Scanner<'w>, set: u32) -> Token<u32> {
        self.tables.fields(self.context, set);
        let has_discriminator = self.tables.sets.get(set as usize).and_then(|it| it.fields.as_ref());
        if has_discriminator.is_none_or(|fields| fields.discriminators.is_empty()) {
            return Some(set);
        }
        let set = self.discriminate(scanner, set)?;
        self.tables.fields(self.context, set);
        Some(set)
    }

    #[inline(always)]
    pub(super) fn open_array(&mut self, scanner: &mut Scanner<'w>) -> State {
        let place = scanner.place();
        let set = self.set_about(kinds::ARRAY, "array");
        scanner.skip();
        self.open(set, false, place)
    }

    /// The schemas of the set that are about a value of that kind; the others are told to be broken.
    #[inline(always)]
    pub(super) fn set_about(&mut self, kind: u16, name: &'static str) -> u32 {
        let set = self.walk.set;
        if self.tables.sets.get(set as usize).is_some_and(|it| it.kinds & kind == kind) {
            return set;
        }
        if !self.has_own(set, &|one| kinds::of(one) == kind) {
            self.refuse_kind(kind, name);
        }
        self.tables.set_about(set, kind)
    }

    #[inline(always)]
    fn open(&mut self, set: u32, is_object: bool, place: usize) -> State {
        let frames = &mut self.walk.frames;
        let Some(rules) = self.tables.sets.get(set as usize) else { return State::End };
        let kind = if is_object { kinds::OBJECT } else { kinds::ARRAY };
        let mut frame = Frame {
            set,
            is_object,
            count: 0,
            slot: NONE,
            guess: NONE,
            seen: frames.seen.len(),
            names: frames.names.len(),
            mistakes: self.told.mistakes.len(),
            start: self.walk.base.wrapping_add(place),
            is_held: rules.held & kind != 0,
        };
        if let Some(fields) = rules.fields.as_ref().filter(|_| is_object) {
            frame.guess = fields.first;
            // Most have no more than one word.
            for _ in &fields.needed[0] {
                frames.seen.push(0);
            }
        }
        if frames.open.len() >= DEEPEST {
            self.told.steps.end();
            return State::End;
        }
        frames.open.push(frame);
        if is_object { State::FirstName } else { State::FirstItem }
    }

    /// Closes what is innermost.
    #[inline(always)]
    pub(super) fn close(&mut self, scanner: &Scanner<'w>) {
        let frames = &mut self.walk.frames;
        let Some(frame) = frames.open.pop() else { return };
        // Its own last name is in no pointer any more.
        frames.names.truncate(frame.names);
        let Some(set) = self.tables.sets.get(frame.set as usize) else { return };
        let kind = if frame.is_object { kinds::OBJECT } else { kinds::ARRAY };
        let mut is_checked = set.checked & kind != 0 || !self.walk.late.is_empty();
        if let Some(fields) = set.fields.as_ref().filter(|_| frame.is_object)
            && let Some(needed) = fields.needed.get(self.direction as usize)
        {
            for (needed, seen) in needed.iter().zip(frames.seen.get(frame.seen..).unwrap_or_default()) {
                is_checked |= needed & !seen != 0;
            }
        }
        if is_checked {
            self.judge_whole(*scanner, &frame);
            self.tell_late();
        }
        self.walk.frames.seen.truncate(frame.seen);
    }

    /// Begins an item.
    #[inline(always)]
    pub(super) fn next_item(&mut self) -> State {
        if let Some(frame) = self.walk.frames.open.last_mut() {
            let place = frame.count;
            frame.count = place.wrapping_add(1);
            let set = self.tables.sets.get(frame.set as usize);
            (self.walk.set, self.walk.plain) = set.map_or((ANY, kinds::ALL), |set| (set.items, set.plain_items));
            if self.walk.set == UNKNOWN {
                let (set, is_allowed) = self.tables.items(self.context, frame.set, place);
                (self.walk.set, self.walk.plain) = (set, self.tables.plain(set));
                self.walk.rule = (!is_allowed).then_some(Reason::RuleAdditionalItems);
            }
        }
        State::Value
    }
}
