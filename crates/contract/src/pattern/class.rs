//! Classes of code points, and single ones: `[…]`, `\d`, `\p{L}`, `a`.

use super::compile::Compiler;
use super::fault::Fault;
use super::flag::{ANY_CASE, COMMENTS, DOT_ALL, UNICODE};
use super::program::NONE;
use super::property::property;
use super::set::{BEYOND, BLANKS, BREAKS, DIGITS, LAST, Member, Range, SPACES, WORDS};
use sne_cotation_common::text::split_once;

/// What a dot takes; a next line (U+0085) is the end of a line for Java only.
const DOT: [Member; 6] = [
    Member::Range(0, 0x09),
    Member::Range(0x0B, 0x0C),
    Member::Range(0x0E, 0x84),
    Member::Perhaps(0x85, 0x85),
    Member::Range(0x86, 0x2027),
    Member::Range(0x202A, LAST),
];

impl Compiler<'_> {
    /// A class of one.
    pub(super) fn single(&mut self, sign: Option<char>) -> u32 {
        let mut members = Vec::new();
        if sign == Some('.') {
            members.extend_from_slice(&DOT);
            if self.flags & DOT_ALL > 0 {
                members.push(Member::Range(0, LAST));
            }
        } else {
            let code = self.member(sign, &mut members);
            self.add(&mut members, code, code);
        }
        self.set(&members, false)
    }

    /// The rest of a class.
    pub(super) fn class(&mut self, depth: u32) -> u32 {
        let is_negated = self.eat('^');
        let mut members = Vec::new();
        let mut is_first = true;
        while !self.has_failed() {
            if self.peek() == Some(']') {
                // At the start, JavaScript ends the class there, and all others do not.
                self.differs |= is_first;
                if !is_first || !self.is_java() {
                    self.next();
                    break;
                }
            }
            is_first = false;
            let sign = self.next();
            if !self.joins(sign, is_negated, depth, &mut members) {
                self.range(sign, &mut members);
            }
        }
        self.set(&members, is_negated)
    }

    /// What Java has within a class: classes, and what is in several of them. Whether it was such.
    fn joins(&mut self, sign: Option<char>, is_negated: bool, depth: u32, members: &mut Vec<Member>) -> bool {
        let next = self.peek();
        let is_blank = sign.is_some_and(|sign| sign == '#' || sign.is_ascii_whitespace());
        let is_posix = sign == Some('[') && matches!(next, Some(':' | '.' | '='));
        let is_difference = sign == Some('-') && next == Some('[');
        if is_posix || (is_blank && self.flags & COMMENTS > 0) || (is_difference && self.is_java()) {
            // Each engine has a meaning of its own for these.
            self.fail(Fault::Unknown);
        }
        let is_and = sign == Some('&') && next == Some('&');
        if !is_and && sign != Some('[') {
            return false;
        }
        self.differs = true;
        if !self.is_java() {
            return false;
        }
        if is_and {
            self.next();
            members.push(Member::And);
            // What is left out, and what `^` is about, has changed from one Java to another.
            if is_negated || members.len() == 1 || matches!(self.peek(), Some('&' | ']')) {
                self.fail(Fault::Unknown);
            }
        } else if let Some(depth) = depth.checked_sub(1) {
            let set = self.class(depth);
            members.push(Member::Set(set));
        } else {
            self.fail(Fault::Unknown);
        }
        true
    }

    /// A member of a class, or a range of them.
    fn range(&mut self, sign: Option<char>, members: &mut Vec<Member>) {
        let first = self.member(sign, members);
        let before = self.rest.clone();
        let has_hyphen = self.eat('-');
        // To .NET, `[\w-[\d]]` is a difference; Java reads the hyphen as itself.
        self.differs |= has_hyphen && self.peek() == Some('[');
        if !has_hyphen || matches!((self.peek(), self.is_java()), (Some(']'), _) | (Some('['), true)) {
            self.rest = before;
            self.add(members, first, first);
            return;
        }
        let sign = self.next();
        let last = self.member(sign, members);
        if first == NONE || last == NONE {
            // `[\d-x]`: no range, but all of these.
            self.add(members, first, first);
            self.add(members, 0x2D, 0x2D);
            self.add(members, last, last);
        } else if first > last {
            self.fail(Fault::Syntax);
        } else {
            self.add(members, first, last);
        }
    }

    /// The code point that a sign begins; none when ranges were added.
    fn member(&mut self, sign: Option<char>, members: &mut Vec<Member>) -> u32 {
        match sign {
            Some('\\') => self.escape(members),
            Some(sign) => u32::from(sign),
            None => {
                self.fail(Fault::Syntax);
                NONE
            }
        }
    }

    /// The code point that stands behind a backslash; none when ranges were added.
    fn escape(&mut self, members: &mut Vec<Member>) -> u32 {
        let before = self.rest.clone();
        let sign = self.next();
        let is_java = self.is_java();
        let table = match sign {
            Some('d' | 'D') => DIGITS,
            Some('w' | 'W') => WORDS,
            Some('s' | 'S') => SPACES,
            Some('h' | 'H') if is_java => BLANKS,
            Some('v' | 'V') if is_java => BREAKS,
            _ => &[],
        };
        if !table.is_empty() {
            let mut table = table.to_vec();
            if self.flags & UNICODE > 0 {
                table.retain(|(first, _)| *first < BEYOND);
                table.push((BEYOND, LAST));
            }
            self.add_table(members, &table, sign < Some('a'));
            return NONE;
        }
        let next = self.peek();
        // What Java has and JavaScript takes for the letter.
        self.differs |= matches!(sign, Some('a' | 'e' | 'h' | 'v' | 'z' | 'A' | 'E' | 'H' | 'Q' | 'R' | 'V' | 'Z'));
        let known = match (sign, next) {
            (Some('b'), _) => 8,
            (Some('t'), _) => 9,
            (Some('n'), _) => 10,
            (Some('v'), _) => 11,
            (Some('f'), _) => 12,
            (Some('r'), _) => 13,
            (Some('a'), _) if is_java => 7,
            (Some('e'), _) if is_java => 27,
            (Some('0'), _) => self.octal(),
            (Some('p' | 'P'), Some('{' | 'A'..='Z' | 'a'..='z')) => {
                self.property(sign == Some('P'), members);
                return NONE;
            }
            (Some('c'), Some('a'..='z' | 'A'..='Z')) => self.next().map_or(NONE, u32::from) & 0x1F,
            (Some('c'), _) => {
                self.rest = before;
                0x5C
            }
            (Some('x'), Some('{')) => self.braced(),
            (Some('x'), _) => self.hexadecimal(2),
            (Some('u'), _) => self.unicode(),
            (Some('p' | 'P' | 'a' | 'e' | 'h' | 'z' | 'A' | 'E' | 'H' | 'Q' | 'R' | 'V' | 'Z'), _) if !is_java => NONE,
            (Some('A'..='Z' | 'a'..='z'), _) if is_java && !matches!(sign, Some('k' | 'G' | 'N' | 'X')) => {
                self.fail(Fault::Syntax);
                NONE
            }
            (Some('1'..='9' | 'A'..='Z' | 'a'..='z'), _) => {
                self.fail(Fault::Unknown);
                NONE
            }
            (None, _) => {
                self.fail(Fault::Syntax);
                NONE
            }
            _ => NONE,
        };
        if known == NONE { sign.map_or(NONE, u32::from) } else { known }
    }

    /// The rest of `\0`, of `\012` in JavaScript as older scripts have it, of `\0101` in Java.
    fn octal(&mut self) -> u32 {
        let number = self.number(8, if self.is_java() { 3 } else { 2 });
        self.differs |= number != NONE;
        match number {
            NONE if self.is_java() => {
                self.fail(Fault::Syntax);
                0
            }
            NONE => 0,
            number => number,
        }
    }

    /// The rest of `\p{Alpha}`, `\p{IsAlphabetic}`, `\p{script=Latin}` or `\pL`.
    fn property(&mut self, is_negated: bool, members: &mut Vec<Member>) {
        let rest = self.rest.as_str();
        let named = match rest.strip_prefix('{') {
            Some(rest) => split_once(rest, b'}'),
            None => rest.split_at_checked(1),
        };
        match named.map(|(name, rest)| (property(name), rest)) {
            Some((Some(property), rest)) => {
                let is_known_beyond = property.is_ascii && self.flags & UNICODE == 0;
                let mut ranges: Vec<Range> = property.ranges().collect();
                if !is_known_beyond {
                    ranges.push((BEYOND, LAST));
                }
                self.rest = rest.chars();
                self.add_table(members, &ranges, is_negated);
            }
            _ => self.fail(Fault::Unknown),
        }
    }

    /// The rest of `\u0041`, `\uD83D\uDE00` or `\u{1F600}`.
    fn unicode(&mut self) -> u32 {
        if self.peek() == Some('{') {
            return self.braced();
        }
        let high = self.hexadecimal(4);
        let before = self.rest.clone();
        if high & !0x3FF == 0xD800 && self.eat('\\') && self.eat('u') {
            let low = self.hexadecimal(4);
            if low & !0x3FF == 0xDC00 {
                return (((high & 0x3FF) << 10) | (low & 0x3FF)).wrapping_add(0x1_0000);
            }
        }
        self.rest = before;
        high
    }

    /// A code point in braces.
    fn braced(&mut self) -> u32 {
        let before = self.rest.clone();
        self.eat('{');
        let code = self.number(16, NONE);
        if code <= LAST && self.eat('}') {
            return code;
        }
        self.rest = before;
        NONE
    }

    /// A number of so many digits, no less.
    fn hexadecimal(&mut self, digits: u32) -> u32 {
        let before = self.rest.clone();
        let number = self.number(16, digits);
        if before.as_str().len().wrapping_sub(self.rest.as_str().len()) == digits as usize {
            return number;
        }
        self.rest = before;
        NONE
    }

    /// Adds ranges in their order, or what lies between them. Beyond ASCII, rules differ in what is there.
    fn add_table(&mut self, members: &mut Vec<Member>, table: &[Range], is_negated: bool) {
        let mut next = 0;
        for &(first, last) in table {
            if is_negated && first > next {
                self.add(members, next, first.wrapping_sub(1));
            }
            next = last.wrapping_add(1);
            if first >= BEYOND {
                members.push(Member::Perhaps(first, last));
            } else if !is_negated {
                self.add(members, first, last);
            }
        }
        if is_negated && next <= LAST {
            self.add(members, next, LAST);
        }
    }

    /// Adds a range, with what differs from it in case where that does not count. Which that is beyond ASCII is not
    /// known here, and in Java not meant.
    fn add(&mut self, members: &mut Vec<Member>, first: u32, last: u32) {
        if first == NONE {
            return;
        }
        members.push(Member::Range(first, last));
        if self.flags & ANY_CASE == 0 {
            return;
        }
        for (a, z) in [(0x41, 0x5A), (0x61, 0x7A)] {
            let (first, last) = (first.max(a), last.min(z));
            if first <= last {
                members.push(Member::Range(first ^ 0x20, last ^ 0x20));
            }
        }
        if last >= BEYOND {
            members.push(Member::Perhaps(BEYOND, LAST));
        }
    }
}
