//! How a text is looked through with a program.
//!
//! From its end to its start, each place once: for each instruction it is found whether it leads to a match from there,
//! which follows from what is known of others at the same place, and of the place behind. Nothing is tried and taken
//! back. What a pattern looks ahead at (`(?=…)`) is a part of the program of its own, found before those that ask for
//! it.
//!
//! What is left of a place for the one before it, a `State`, is mostly one of a few. They are kept, with the state that
//! each letter of ASCII leads to, so that most places cost one look into a table.

use super::program::{Action, Instruction, Program};
use super::set::{BEYOND, WORDS, contains, takes};
use super::truth::Truth;

/// What is known of what is behind a place: nothing; a letter of a word, or what some rules take for one; the end of a
/// line, a line feed; and that this is the last end of a line.
pub const END: u8 = 1;
pub const WORD: u8 = 2;
pub const LETTER: u8 = 4;
pub const LINE_END: u8 = 8;
pub const LINE_FEED: u8 = 16;
pub const LAST_END: u8 = 32;

/// The states that are kept of a program, and the instructions of one that is.
const MOST_STATES: usize = 64;
const MOST_KEPT: usize = 64;
/// What may be before a place, by its number: a letter of ASCII, or nothing.
const SYMBOLS: usize = 129;
const START: u32 = 128;
/// The last steps from a state by a letter beyond ASCII that are kept, each in a place that follows from the two.
const MOST_STEPS: usize = 64;
/// What a symbol leads to: not known yet; a match, which is sure or not; and from there on, a state.
const UNKNOWN: u16 = 0;
const PERHAPS: u16 = 1;
const FOUND: u16 = 2;
const FIRST_STATE: u16 = 3;

/// What a place is to the one before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct State {
    /// The instructions that lead to a match from here by taking what is behind it, those of each part together.
    leading: Vec<(u32, Truth)>,
    /// What is behind it.
    behind: u8,
}

/// What a program has found out, for the next time.
#[derive(Default)]
pub struct Cache {
    states: Vec<State>,
    /// For each state and symbol, what that leads to.
    table: Vec<u16>,
    /// Letters beyond ASCII, the states that they were met in, and what that leads to.
    steps: Vec<(u32, u16, u16)>,
    found: Found,
}

/// Which instructions lead to a match, at one place.
#[derive(Default)]
struct Found {
    truths: Vec<Truth>,
    /// Those of which it is known, in the order in which that was found.
    list: Vec<u32>,
}

impl Program {
    /// Whether the pattern is somewhere in a text; nothing when the steps do not suffice.
    pub fn run(&self, text: &str, cache: &mut Cache, steps: &mut u32) -> Option<Truth> {
        let mut state = State { leading: Vec::new(), behind: END & self.needs };
        let mut number = cache.keep(&state);
        let mut at = text.len();
        loop {
            let byte = at.checked_sub(1).and_then(|before| text.as_bytes().get(before)).copied();
            let before = match byte {
                None | Some(0..0x80) => byte.map(char::from),
                Some(_) => text.get(..at).and_then(|text| text.chars().next_back()),
            };
            *steps = steps.checked_sub(1)?;
            if let Some(next) = number.and_then(|number| cache.next(number, before)) {
                match (next, before) {
                    (PERHAPS, _) => return Some(Truth::Perhaps),
                    (FOUND, _) => return Some(Truth::Yes),
                    (_, None) => return Some(Truth::No),
                    (_, Some(before)) => at = at.wrapping_sub(before.len_utf8()),
                }
                number = Some(next.wrapping_sub(FIRST_STATE));
                continue;
            }
            if let Some(number) = number {
                state = cache.states.get(usize::from(number)).cloned().unwrap_or_default();
            }
            let found = self.find(&state, before.map(u32::from), &mut cache.found, steps)?;
            if found > Truth::No {
                cache.learn(number, before, if found == Truth::Yes { FOUND } else { PERHAPS });
                return Some(found);
            }
            let Some(letter) = before else {
                cache.learn(number, before, FIRST_STATE);
                return Some(Truth::No);
            };
            state = self.before(&state, u32::from(letter), &cache.found, steps)?;
            let next = cache.keep(&state);
            if let Some(next) = next {
                cache.learn(number, before, next.saturating_add(FIRST_STATE));
            }
            number = next;
            at = at.wrapping_sub(letter.len_utf8());
        }
    }

    /// Finds which instructions lead to a match at a place; says whether the pattern does.
    fn find(&self, state: &State, before: Option<u32>, found: &mut Found, steps: &mut u32) -> Option<Truth> {
        found.clear(self.code.len());
        let mut leading = state.leading.iter().peekable();
        for end in &self.ends {
            let mut next = found.list.len();
            while let Some((at, truth)) = leading.next_if(|(at, _)| at < end) {
                found.raise(*at, *truth);
            }
            found.raise(end.wrapping_sub(1), Truth::Yes);
            while let Some(at) = found.list.get(next).copied() {
                next = next.wrapping_add(1);
                *steps = steps.checked_sub(1)?;
                let truth = found.truth(at);
                if let Some(previous) = at.checked_sub(1) {
                    let passes = self.passes(previous, before, state.behind, found);
                    found.raise(previous, truth.min(passes));
                }
                for from in self.jumps_to(at) {
                    *steps = steps.checked_sub(1)?;
                    found.raise(from, truth);
                }
            }
        }
        Some(found.truth(self.start()))
    }

    /// Whether an instruction goes on with the next one at the same place.
    fn passes(&self, at: u32, before: Option<u32>, behind: u8, found: &Found) -> Truth {
        let Some(Instruction(action, argument)) = self.code.get(at as usize).copied() else { return Truth::No };
        let is_behind = |flag: u8| behind & flag > 0;
        let is_in_break = before == Some(0x0D) && is_behind(LINE_FEED);
        match action {
            Action::Set | Action::Jump | Action::Or | Action::Match => Truth::No,
            Action::Split => Truth::Yes,
            Action::Perhaps => Truth::Perhaps,
            Action::Start => Truth::from(before.is_none()),
            Action::LastEnd if is_behind(LAST_END) => Truth::Perhaps,
            Action::End | Action::LastEnd => Truth::from(is_behind(END)),
            // Java has no line behind the last end of one, and none between the two signs of an end.
            Action::LineStart if before.is_some() && (is_behind(END) || is_in_break) => {
                line_end(before).min(Truth::Perhaps)
            }
            Action::LineStart => before.map_or(Truth::Yes, |_| line_end(before)),
            Action::LineEnd if is_in_break => Truth::Perhaps,
            Action::LineEnd => Truth::from(is_behind(END | LINE_END)),
            Action::Boundary => is_boundary(before, behind),
            Action::NoBoundary => is_boundary(before, behind).negated(),
            Action::Ahead => found.truth(argument),
            Action::NotAhead => found.truth(argument).negated(),
        }
    }

    /// What a place is to the one before it, between which there is that code point.
    fn before(&self, state: &State, code: u32, found: &Found, steps: &mut u32) -> Option<State> {
        let mut leading = Vec::new();
        for at in &found.list {
            let previous = at.wrapping_sub(1);
            if let Some(Instruction(Action::Set, set)) = self.code.get(previous as usize) {
                let truth = takes(&self.sets, *set, code, steps)?.min(found.truth(*at));
                if truth > Truth::No {
                    leading.push((previous, truth));
                }
            }
        }
        Some(State { leading, behind: behind(code, state.behind) & self.needs })
    }
}

impl Cache {
    /// What a letter before a place leads to from a state, where that is known.
    fn next(&self, state: u16, before: Option<char>) -> Option<u16> {
        let code = before.map_or(START, u32::from);
        if before.is_none_or(|before| before.is_ascii()) {
            return self.table.get(place(state, code)).copied().filter(|next| *next != UNKNOWN);
        }
        let (known, from, next) = self.steps.get(place(state, code) % MOST_STEPS).copied()?;
        (known == code && from == state).then_some(next)
    }

    /// What a text of ASCII comes to, where each of its letters leads to what is known.
    #[inline(always)]
    pub fn recall(&self, text: &[u8], steps: &mut u32) -> Option<Truth> {
        // That of the end of a text is the first that is kept.
        let (mut state, mut taken, mut rest) = (0, 1_u32, text);
        let truth = loop {
            let (code, before) = match rest.split_last() {
                None => (START, None),
                Some((byte @ 0..0x80, before)) => (u32::from(*byte), Some(before)),
                Some(_) => return None,
            };
            match (self.table.get(place(state, code)).copied()?, before) {
                (UNKNOWN, _) => return None,
                (PERHAPS, _) => break Truth::Perhaps,
                (FOUND, _) => break Truth::Yes,
                (_, None) => break Truth::No,
                (next, Some(before)) => (state, rest) = (next.wrapping_sub(FIRST_STATE), before),
            }
            taken = taken.wrapping_add(1);
        };
        *steps = steps.checked_sub(taken)?;
        Some(truth)
    }

    fn learn(&mut self, state: Option<u16>, before: Option<char>, next: u16) {
        let Some(state) = state else { return };
        let code = before.map_or(START, u32::from);
        if before.is_none_or(|before| before.is_ascii()) {
            if let Some(known) = self.table.get_mut(place(state, code)) {
                *known = next;
            }
            return;
        }
        self.steps.resize(MOST_STEPS, (0, 0, UNKNOWN));
        if let Some(known) = self.steps.get_mut(place(state, code) % MOST_STEPS) {
            *known = (code, state, next);
        }
    }

    /// The number of a state, if it is one of those kept.
    fn keep(&mut self, state: &State) -> Option<u16> {
        let number = self.states.iter().position(|kept| kept == state).unwrap_or_else(|| {
            if self.states.len() < MOST_STATES && state.leading.len() <= MOST_KEPT {
                self.states.push(state.clone());
                self.table.resize(self.states.len().wrapping_mul(SYMBOLS), UNKNOWN);
                return self.states.len().wrapping_sub(1);
            }
            usize::MAX
        });
        u16::try_from(number).ok()
    }
}

impl Found {
    /// Forgets all, for a program of that many instructions.
    fn clear(&mut self, size: usize) {
        self.truths.resize(size, Truth::No);
        for at in &self.list {
            if let Some(truth) = self.truths.get_mut(*at as usize) {
                *truth = Truth::No;
            }
        }
        self.list.clear();
    }

    fn truth(&self, at: u32) -> Truth {
        self.truths.get(at as usize).copied().unwrap_or(Truth::No)
    }

    /// Takes note that an instruction leads to a match, where that was not as sure before.
    fn raise(&mut self, at: u32, truth: Truth) {
        if let Some(known) = self.truths.get_mut(at as usize).filter(|known| **known < truth) {
            *known = truth;
            self.list.push(at);
        }
    }
}

/// Where a step from a state is kept.
#[inline(always)]
fn place(state: u16, code: u32) -> usize {
    usize::from(state).wrapping_mul(SYMBOLS).wrapping_add(code as usize)
}

/// What is behind a place in front of a code point, and of what is behind that.
fn behind(code: u32, after: u8) -> u8 {
    let mut flags = match code {
        BEYOND.. => LETTER,
        _ if contains(WORDS, code) => WORD,
        _ => 0,
    };
    if line_end(Some(code)) > Truth::No {
        flags |= LINE_END;
        let is_last = after & END > 0 || (code == 0x0D && after & (LAST_END | LINE_FEED) == LAST_END | LINE_FEED);
        flags |= if is_last { LAST_END } else { 0 };
        flags |= if code == 0x0A { LINE_FEED } else { 0 };
    }
    flags
}

/// Whether there is the end of a line before a place.
fn line_end(before: Option<u32>) -> Truth {
    match before {
        Some(0x0A | 0x0D | 0x2028 | 0x2029) => Truth::Yes,
        // For Java.
        Some(0x85) => Truth::Perhaps,
        _ => Truth::No,
    }
}

/// Whether a word begins or ends between two code points. Beyond ASCII, that differs.
fn is_boundary(before: Option<u32>, behind: u8) -> Truth {
    if behind & LETTER > 0 || before.is_some_and(|code| code >= BEYOND) {
        return Truth::Perhaps;
    }
    Truth::from(before.is_some_and(|code| contains(WORDS, code)) != (behind & WORD > 0))
}
