//! How often something is there: `*`, `{2,3}`, `++`.

use super::compile::{Compiler, place};
use super::fault::Fault;
use super::program::{Action, NONE};
use sne_cotation_common::text::split_once;

/// How often something is there.
pub struct Count {
    /// Times at least.
    pub least: u32,
    /// Times at most; `NONE` without an end.
    pub most: u32,
    /// Whether it is not tried again with fewer.
    pub is_possessive: bool,
}

impl Compiler<'_> {
    /// How often a term is there, where that is said.
    pub(super) fn count(&mut self) -> Option<Count> {
        self.skip_comments();
        let before = self.rest.clone();
        let found = match self.next() {
            Some('*') => Some((0, NONE)),
            Some('+') => Some((1, NONE)),
            Some('?') => Some((0, 1)),
            Some('{') => self.counts(),
            _ => None,
        };
        let Some((least, most)) = found else {
            self.rest = before;
            return None;
        };
        // Which of several matches is found makes no difference to whether there is one.
        let is_possessive = !self.eat('?') && self.eat('+');
        if is_possessive {
            self.needs_java();
        }
        Some(Count { least, most, is_possessive })
    }

    /// The rest of `{2}`, `{2,}` or `{2,3}`. `{,2}` and `{1, 2}` are counts where some patterns come from, and for
    /// JavaScript signs like others.
    fn counts(&mut self) -> Option<(u32, u32)> {
        let inside = split_once(self.rest.as_str(), b'}').map_or("", |(inside, _)| inside);
        let has_digits = inside.bytes().any(|byte| byte.is_ascii_digit());
        let is_near = has_digits && inside.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b' '));
        let is_loose = is_near && self.is_java();
        let mut least = self.bound(is_loose);
        let most = if self.eat(',') { self.bound(is_loose) } else { least };
        if is_loose && least == NONE {
            least = 0;
        }
        if self.eat('}') && least != NONE {
            return Some((least, most));
        }
        self.differs |= is_near;
        if self.is_java() {
            self.fail(Fault::Syntax);
        }
        None
    }

    /// One of the numbers of `{2,3}`.
    fn bound(&mut self, is_loose: bool) -> u32 {
        while is_loose && self.eat(' ') {}
        let number = self.number(10, NONE);
        while is_loose && self.eat(' ') {}
        number
    }

    /// Repeats the instructions from there on.
    pub(super) fn repeat(&mut self, start: usize, least: u32, most: u32) {
        if least > most {
            return self.fail(Fault::Syntax);
        }
        let term = self.take(start);
        let size = place(term.len());
        if size == 0 {
            return;
        }
        let copies = if most == NONE { least } else { most };
        if copies.saturating_mul(size) > self.room {
            return self.fail(Fault::Unknown);
        }
        if copies > least {
            // Whichever copy it begins with, it ends with the last: a text is gone through from its end.
            let count = copies.wrapping_sub(least).wrapping_add(1);
            for copy in 0..count {
                let distance = count.wrapping_add(copy.wrapping_mul(size)).wrapping_sub(copy);
                self.push(if copy == 0 { Action::Split } else { Action::Or }, distance);
            }
        }
        for _ in 0..copies {
            self.extend(&term);
        }
        if most != NONE {
            return;
        }
        if least > 0 {
            return self.push(Action::Split, size.wrapping_neg());
        }
        self.push(Action::Split, size.wrapping_add(2));
        self.extend(&term);
        self.push(Action::Jump, !size);
    }
}
