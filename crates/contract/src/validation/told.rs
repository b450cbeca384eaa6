//! The mistakes found so far, and what looking for them may still cost.

use std::mem::take;

use super::flags::Flags;
use super::steps::Steps;
use crate::error::Error;
use crate::pointer::Pointer;
use crate::reason::Reason;

/// Mistakes that are told of one call.
const MOST: usize = 100;
const MOST_IN_DIGITS: &str = "100";
/// Bytes of all their pointers: what is a hundred thousand levels deep has long ones.
const MOST_BYTES: usize = 1 << 20;

/// What is told of a validation.
#[derive(Debug, Default)]
pub struct Told {
    /// What is wanted.
    pub flags: Flags,
    /// What it may still cost.
    pub steps: Steps,
    /// Whether what is looked at is a field of a form: nothing else can be a file, whatever a schema says.
    pub is_of_form: bool,
    /// The mistakes, in the order in which they are told, each with its place: the pointer that is told may hide a
    /// name.
    pub mistakes: Vec<(Error, String)>,
    pub(super) bytes: usize,
    /// Whether there are more than are told: nothing more is looked at.
    pub is_over: bool,
}

impl Told {
    /// Adds a mistake at a number among those that there are, once: several schemas may say the same of a value.
    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    pub fn add(&mut self, at: usize, mistake: Error, place: String) {
        let is_known = |(known, its): &(Error, String)| known.reason() == mistake.reason() && *its == place;
        if self.is_over || self.mistakes.iter().any(is_known) {
            return;
        }
        self.bytes = self.bytes.saturating_add(place.len());
        self.is_over = self.mistakes.len() >= MOST || self.bytes > MOST_BYTES;
        if !self.is_over {
            self.mistakes.insert(at.min(self.mistakes.len()), (mistake, place));
        }
    }

    /// Drops those from a number on that are at a place or below it.
    pub fn drop_below(&mut self, from: usize, place: &str) {
        let mut number = 0_usize;
        self.mistakes.retain(|(_, its)| {
            number = number.wrapping_add(1);
            let rest = its.strip_prefix(place);
            number <= from || !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
    }

    /// What is wrong, and whether that is all of it.
    pub fn take(&mut self) -> Vec<Error> {
        let is_nothing = self.mistakes.is_empty() && !self.is_over && !self.steps.are_over();
        if is_nothing { Vec::new() } else { self.all() }
    }

    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    fn all(&mut self) -> Vec<Error> {
        let mut mistakes: Vec<_> = take(&mut self.mistakes).into_iter().map(|(mistake, _)| mistake).collect();
        if self.is_over {
            mistakes.push(Error::at(Reason::RuleMore, &Pointer::Root).with("most", MOST_IN_DIGITS));
        } else if self.steps.are_over() {
            mistakes.push(Error::at(Reason::RuleUnfinished, &Pointer::Root));
        }
        mistakes
    }
}
