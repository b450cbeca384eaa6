//! How the walker reads the name of a field, and finds what the field is held against.

#![expect(clippy::inline_always, reason = "for each field, a call costs more than what it does")]

use super::direction::Direction;
use super::entries::NONE;
use super::walk::{Token, Walker, content};
use crate::json::scan::Scanner;
use crate::reason::Reason;

impl<'w> Walker<'w, '_> {
    /// Reads a name and the colon behind it: first looks whether it is the one that mostly comes there.
    #[inline(always)]
    pub(super) fn name(&mut self, scanner: &mut Scanner<'w>) -> Token<()> {
        let Self { walk, tables, .. } = self;
        let frame = walk.frames.open.last_mut()?;
        let fields = tables.sets.get_mut(frame.set as usize)?.fields.as_mut()?;
        let guessed =
            fields.slots.get(frame.guess as usize).filter(|slot| scanner.name(slot.written.as_bytes()).is_some());
        let Some(slot) = guessed else {
            let mut ahead = *scanner;
            let found = self.other_name(&mut ahead);
            *scanner = ahead;
            return found;
        };
        scanner.space();
        if !scanner.take(b':') {
            return None;
        }
        if slot.bit != NONE
            && let Some(seen) = walk.frames.seen.get_mut(frame.seen.wrapping_add((slot.bit >> 6) as usize))
        {
            *seen |= 1 << (slot.bit & 63);
        }
        frame.count = frame.count.wrapping_add(1);
        frame.slot = frame.guess;
        frame.guess = slot.next;
        (walk.set, walk.plain) = (slot.set, slot.plain);
        if slot.is_special || self.told.mistakes.len() > frame.mistakes {
            self.begin_field();
        }
        Some(())
    }

    /// Reads a name that was not expected.
    #[inline(never)]
    fn other_name(&mut self, scanner: &mut Scanner<'w>) -> Token<()> {
        let found = scanner.text()?;
        scanner.space();
        if !scanner.take(b':') {
            return None;
        }
        let mut decoded = String::new();
        let name = content(*scanner, found, &mut decoded);
        let frames = &mut self.walk.frames;
        let frame = frames.open.last_mut()?;
        let fields = self.tables.sets.get_mut(frame.set as usize)?.fields.as_mut()?;
        let slot = fields.find(name.as_bytes()).unwrap_or(NONE);
        frames.names.truncate(frame.names);
        if slot == NONE {
            frames.names.push_str(name);
        } else {
            // From now on it is expected where it was found.
            let before = frame.slot;
            match fields.slots.get_mut(before as usize).filter(|_| frame.count > 0) {
                Some(before) => before.next = slot,
                None if frame.count == 0 => fields.first = slot,
                None => {}
            }
        }
        frame.count = frame.count.wrapping_add(1);
        frame.slot = slot;
        if let Some(slot) = fields.slots.get(slot as usize) {
            frame.guess = slot.next;
            if let Some(seen) = frames.seen.get_mut(frame.seen.wrapping_add((slot.bit >> 6) as usize))
                && slot.bit != NONE
            {
                *seen |= 1 << (slot.bit & 63);
            }
        }
        self.begin_field();
        Some(())
    }

    /// Finds the set of a field whose name was read, and what is wrong with its being there. `JSON.parse` keeps the
    /// last of several values of one name: nothing is told of those before.
    #[inline(never)]
    fn begin_field(&mut self) {
        let Some(frame) = self.walk.frames.open.last().copied() else { return };
        if self.told.mistakes.len() > frame.mistakes {
            let place = self.place();
            self.told.drop_below(frame.mistakes, &place);
        }
        self.walk.set = self.tables.field(self.context, frame.set, frame.slot);
        self.walk.plain = self.tables.plain(self.walk.set);
        let is_request = self.direction == Direction::Request;
        self.walk.rule = self.tables.slot(frame.set, frame.slot).and_then(|slot| match slot {
            slot if slot.is_refused => Some(Reason::RuleAdditionalProperties),
            slot if slot.is_read_only && is_request => Some(Reason::RuleReadOnly),
            _ => None,
        });
    }
}
