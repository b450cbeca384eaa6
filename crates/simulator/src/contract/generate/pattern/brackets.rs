//! Classes between brackets, in the reading.

use super::escapes::is_class;
use super::reader::{DEEPEST, Dialect, Reader};
use super::set::Set;

impl Reader {
    /// A class, after its first bracket.
    pub(super) fn class(&mut self) -> Option<Set> {
        self.depth = self.depth.checked_add(1).filter(|depth| *depth <= DEEPEST)?;
        let is_negated = self.takes("^");
        let mut set = self.members()?;
        while self.dialect == Dialect::Java && self.takes("&&") {
            set = set.and(&self.members()?);
        }
        self.depth = self.depth.saturating_sub(1);
        let set = if self.is_any_case { set.in_both_cases() } else { set };
        self.takes("]").then_some(if is_negated { set.negated() } else { set })
    }

    /// What a class allows, up to its end or to `&&`.
    fn members(&mut self) -> Option<Set> {
        let mut set = Set::empty();
        loop {
            let is_end = matches!(self.rest.last(), None | Some(']'));
            if is_end || (self.dialect == Dialect::Java && self.rest.ends_with(&['&', '&'])) {
                return Some(set);
            }
            if self.takes("\\Q") {
                for one in self.until_end_of_quotation() {
                    set = set.or(&Set::of(&[(one, one)]));
                }
                continue;
            }
            let (member, first) = self.member()?;
            let is_range = self.rest.last() == Some(&'-') && self.rest.iter().rev().nth(1) != Some(&']');
            let Some(first) = first.filter(|_| is_range) else {
                set = set.or(&member);
                continue;
            };
            self.rest.pop();
            let (member, last) = self.member()?;
            set = match last {
                Some(last) if last >= first => set.or(&Set::of(&[(first, last)])),
                Some(_) => return None,
                // `[a-\d]` is three members (ECMA 262, annex B).
                None => set.or(&member).or(&Set::of(&[(first, first), ('-', '-')])),
            };
        }
    }

    fn until_end_of_quotation(&mut self) -> Vec<char> {
        let mut quoted = Vec::new();
        while !self.rest.is_empty() && !self.takes("\\E") {
            quoted.extend(self.rest.pop());
        }
        quoted
    }

    /// A member of a class, and its character when it is but one.
    fn member(&mut self) -> Option<(Set, Option<char>)> {
        let one = match self.rest.pop()? {
            '[' if self.dialect == Dialect::Java => return Some((self.class()?, None)),
            '\\' if self.takes("b") => '\u{8}',
            '\\' => match self.rest.pop()? {
                letter if is_class(letter) => return Some((self.class_of(letter)?, None)),
                letter => self.character(letter)?,
            },
            other => other,
        };
        Some((Set::of(&[(one, one)]), Some(one)))
    }
}
