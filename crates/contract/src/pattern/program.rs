//! What a pattern becomes, and how a text is looked through with it.
//!
//! A place of the text and an instruction together either lead to a match or do not. For each place, from the last to
//! the first, that is found for all instructions: each needs to know it only of others at the same place, or of the
//! next one at the place behind. So a text is gone through once, whatever is in it, and nothing is tried and taken
//! back. What a pattern looks ahead at (`(?=…)`) is a part of the program of its own, found before those that ask for
//! it.

use std::mem::swap;

use super::set::{Range, WORDS, contains};

/// What an instruction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Takes a code point of the set at that place.
    Set,
    /// Goes on with what follows, or with what is that far away.
    Split,
    /// Goes on with what is that far away.
    Jump,
    /// Needs the start of the text.
    Start,
    /// Needs the end of the text.
    End,
    /// Needs the start or the end of a word.
    Boundary,
    /// Needs that there be none.
    NoBoundary,
    /// Needs that the part at that place match from here.
    Ahead,
    /// Needs that it do not.
    NotAhead,
    /// Ends a part.
    Match,
}

/// One instruction: what it does, and the place or the distance that belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct Instruction(pub Action, pub u32);

/// Parts, each of which asks only for those before it. The last is the pattern.
#[derive(Debug, Default)]
pub struct Program {
    /// The instructions of all parts.
    pub code: Vec<Instruction>,
    /// Where each part begins.
    pub parts: Vec<usize>,
    /// The sets. Before its ranges, each has how many they are, and 1 when what is not in them is in the set.
    pub sets: Vec<Range>,
    /// Whether a distance goes back.
    pub has_loops: bool,
}

/// A place of the text: the code points before and behind it, and for each instruction whether it leads to a match from
/// there, and from the place behind.
struct Place {
    before: Option<u32>,
    behind: Option<u32>,
    now: Vec<bool>,
    later: Vec<bool>,
}

impl Program {
    /// Whether the pattern is somewhere in a text; nothing when the steps do not suffice.
    pub fn run(&self, text: &str, steps: &mut u32) -> Option<bool> {
        let pattern = self.parts.last().copied()?;
        let size = self.code.len();
        let mut place = Place { before: None, behind: None, now: vec![false; size], later: vec![false; size] };
        let mut signs = text.chars().rev();
        loop {
            place.before = signs.next().map(u32::from);
            self.find(&mut place, steps)?;
            if is_found(&place.now, pattern) {
                return Some(true);
            }
            if place.before.is_none() {
                return Some(false);
            }
            place.behind = place.before;
            swap(&mut place.now, &mut place.later);
        }
    }

    /// Finds which instructions lead to a match.
    fn find(&self, place: &mut Place, steps: &mut u32) -> Option<()> {
        place.now.fill(false);
        for (number, start) in self.parts.iter().enumerate() {
            let end = self.parts.get(number.wrapping_add(1)).copied().unwrap_or(self.code.len());
            // What goes back finds the first time what it finds without going back. Each further time, what is in the
            // loops within gets it right; that ends, since they are only so deep.
            while self.sweep(place, *start, end, steps)? && self.has_loops {}
        }
        Some(())
    }

    /// Goes through a part, from its end to its start; says whether anything new was found.
    fn sweep(&self, place: &mut Place, start: usize, end: usize, steps: &mut u32) -> Option<bool> {
        let mut is_new = false;
        for at in (start..end).rev() {
            *steps = steps.checked_sub(1)?;
            if !is_found(&place.now, at)
                && self.leads(at, place, steps)?
                && let Some(now) = place.now.get_mut(at)
            {
                *now = true;
                is_new = true;
            }
        }
        Some(is_new)
    }

    /// Whether an instruction leads to a match, by what is known of the others.
    fn leads(&self, at: usize, place: &Place, steps: &mut u32) -> Option<bool> {
        let Instruction(action, argument) = self.code.get(at).copied()?;
        let next = at.wrapping_add(1);
        if action == Action::Set {
            return match place.behind {
                Some(code) if is_found(&place.later, next) => self.takes(argument as usize, code, steps),
                _ => Some(false),
            };
        }
        let goes_on = is_found(&place.now, next);
        // Back, when the sum goes around.
        let away = is_found(&place.now, u32::try_from(at).unwrap_or_default().wrapping_add(argument) as usize);
        let is_boundary = || is_word(place.before) != is_word(place.behind);
        let ahead = is_found(&place.now, argument as usize);
        Some(match action {
            Action::Split => goes_on || away,
            Action::Jump => away,
            Action::Start => goes_on && place.before.is_none(),
            Action::End => goes_on && place.behind.is_none(),
            Action::Boundary => goes_on && is_boundary(),
            Action::NoBoundary => goes_on && !is_boundary(),
            Action::Ahead => goes_on && ahead,
            Action::NotAhead => goes_on && !ahead,
            Action::Set | Action::Match => true,
        })
    }

    /// Whether a set has a code point.
    fn takes(&self, set: usize, code: u32, steps: &mut u32) -> Option<bool> {
        let (count, is_negated) = self.sets.get(set).copied()?;
        *steps = steps.checked_sub(count)?;
        let start = set.wrapping_add(1);
        let ranges = self.sets.get(start..start.wrapping_add(count as usize))?;
        Some(contains(ranges, code) != (is_negated > 0))
    }
}

fn is_found(found: &[bool], at: usize) -> bool {
    found.get(at).copied().unwrap_or_default()
}

fn is_word(code: Option<u32>) -> bool {
    code.is_some_and(|code| contains(WORDS, code))
}
