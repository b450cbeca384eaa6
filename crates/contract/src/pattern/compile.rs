//! A pattern, read and made into a program in one go.
//!
//! A fault ends the reading as the end of the pattern would, so that only few functions need to know of it.

use std::str::Chars;

use super::fault::Fault;
use super::program::{Action, Instruction, Program};
use super::set::{DIGITS, LINE_ENDS, SPACES, WORDS, add};

/// Bytes of a pattern.
const LONGEST: usize = 1 << 16;
/// Instructions of a program, and of what it is made from.
const MOST: u32 = 1 << 14;
/// Groups within each other.
const DEEPEST: u32 = 100;
/// No code point, no number; and, of what is repeated, no end.
const NONE: u32 = u32::MAX;

/// A pattern that is being read.
pub struct Compiler<'s> {
    /// What is not yet read.
    rest: Chars<'s>,
    /// The instructions of the part that is being made.
    code: Vec<Instruction>,
    /// What is made.
    program: Program,
    /// How many instructions there may still be.
    room: u32,
    fault: Option<Fault>,
}

impl Compiler<'_> {
    /// The program of a pattern.
    pub fn compile(source: &str) -> Result<Program, Fault> {
        if source.len() > LONGEST {
            return Err(Fault::Unknown);
        }
        let program = Program::default();
        let mut compiler = Compiler { rest: source.chars(), code: Vec::new(), program, room: MOST, fault: None };
        compiler.alternatives(DEEPEST);
        // What stops the last alternative is the end, or a bracket that nothing opened.
        if compiler.next().is_some() {
            compiler.fail(Fault::Syntax);
        }
        compiler.close(0);
        compiler.fault.map_or(Ok(compiler.program), Err)
    }

    fn fail(&mut self, fault: Fault) {
        self.fault = self.fault.or(Some(fault));
        self.rest = "".chars();
    }

    /// Makes a part of the instructions from there on; gives the place of its first one.
    fn close(&mut self, start: usize) -> u32 {
        let part = self.take(start);
        let Program { code, parts, .. } = &mut self.program;
        let first = code.len();
        parts.push(first);
        code.extend_from_slice(&part);
        code.push(Instruction(Action::Match, 0));
        place(first)
    }

    /// The instructions from there on, which are taken away.
    fn take(&mut self, start: usize) -> Vec<Instruction> {
        let taken = self.code.get(start..).unwrap_or_default().to_vec();
        self.code.truncate(start);
        taken
    }

    fn alternatives(&mut self, depth: u32) {
        let mut ends = Vec::new();
        loop {
            let start = self.code.len();
            while self.term(depth) {}
            if !self.eat('|') {
                break;
            }
            let alternative = self.take(start);
            self.push(Action::Split, place(alternative.len()).wrapping_add(2));
            self.extend(&alternative);
            ends.push(self.code.len());
            self.push(Action::Jump, 0);
        }
        let size = place(self.code.len());
        for end in ends {
            if let Some(Instruction(_, distance)) = self.code.get_mut(end) {
                *distance = size.wrapping_sub(place(end));
            }
        }
    }

    /// One term and how often it is there. False at the end of an alternative.
    fn term(&mut self, depth: u32) -> bool {
        if self.quantifier().is_some() {
            self.fail(Fault::Syntax);
        }
        let start = self.code.len();
        let before = self.rest.clone();
        let sign = self.next();
        let assertion = match sign {
            None | Some('|' | ')') => {
                self.rest = before;
                return false;
            }
            Some('^') => Action::Start,
            Some('$') => Action::End,
            Some('\\') if self.eat('b') => Action::Boundary,
            Some('\\') if self.eat('B') => Action::NoBoundary,
            _ => Action::Match,
        };
        if assertion != Action::Match {
            // It cannot be repeated: the next term would begin with that.
            self.push(assertion, 0);
            return true;
        }
        match sign {
            Some('(') => self.group(depth),
            Some('[') => self.class(),
            _ => self.single(sign),
        }
        if let Some((least, most)) = self.quantifier() {
            self.repeat(start, least, most);
        }
        true
    }

    /// How often a term is there, where that is said.
    fn quantifier(&mut self) -> Option<(u32, u32)> {
        let before = self.rest.clone();
        let found = match self.next() {
            Some('*') => Some((0, NONE)),
            Some('+') => Some((1, NONE)),
            Some('?') => Some((0, 1)),
            Some('{') => self.counts(),
            _ => None,
        };
        if found.is_some() {
            // Which of several matches is found makes no difference to whether there is one.
            self.eat('?');
        } else {
            self.rest = before;
        }
        found
    }

    /// The rest of `{2}`, `{2,}` or `{2,3}`.
    fn counts(&mut self) -> Option<(u32, u32)> {
        let least = self.number(10, NONE);
        let most = if self.eat(',') { self.number(10, NONE) } else { least };
        (self.eat('}') && least != NONE).then_some((least, most))
    }

    /// Repeats the instructions from there on.
    fn repeat(&mut self, start: usize, least: u32, most: u32) {
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
        for copy in 0..copies {
            if copy >= least {
                self.push(Action::Split, size.wrapping_add(1));
            }
            self.extend(&term);
        }
        if most != NONE {
            return;
        }
        self.program.has_loops = true;
        if least > 0 {
            return self.push(Action::Split, size.wrapping_neg());
        }
        self.push(Action::Split, size.wrapping_add(2));
        self.extend(&term);
        self.push(Action::Jump, !size);
    }

    /// The rest of a group.
    fn group(&mut self, depth: u32) {
        let start = self.code.len();
        let mut ahead = Action::Match;
        if self.eat('?') {
            match self.next() {
                Some(':') => {}
                Some('=') => ahead = Action::Ahead,
                Some('!') => ahead = Action::NotAhead,
                Some('<') => self.group_name(),
                _ => self.fail(Fault::Syntax),
            }
        }
        match depth.checked_sub(1) {
            Some(depth) => self.alternatives(depth),
            None => self.fail(Fault::Unknown),
        }
        if !self.eat(')') {
            self.fail(Fault::Syntax);
        }
        if ahead != Action::Match {
            let part = self.close(start);
            self.push(ahead, part);
        }
    }

    /// The rest of `(?<name>`, which only a reference would need.
    fn group_name(&mut self) {
        if matches!(self.peek(), Some('=' | '!')) {
            self.fail(Fault::Unknown);
        }
        while !self.eat('>') {
            if self.next().is_none() {
                return self.fail(Fault::Syntax);
            }
        }
    }

    /// A class of one.
    fn single(&mut self, sign: Option<char>) {
        self.open_set();
        let is_dot = sign == Some('.');
        if is_dot {
            add(&mut self.program.sets, LINE_ENDS, false);
        } else {
            let code = self.member(sign);
            self.add(code, code);
        }
        self.close_set(is_dot);
    }

    /// The rest of a class.
    fn class(&mut self) {
        self.open_set();
        let is_negated = self.eat('^');
        while !self.eat(']') && self.fault.is_none() {
            let sign = self.next();
            let first = self.member(sign);
            let before = self.rest.clone();
            if !self.eat('-') || self.peek() == Some(']') {
                self.rest = before;
                self.add(first, first);
                continue;
            }
            let sign = self.next();
            let last = self.member(sign);
            if first == NONE || last == NONE {
                // `[\d-x]`: no range, but all of these.
                self.add(first, first);
                self.add(0x2D, 0x2D);
                self.add(last, last);
            } else if first > last {
                self.fail(Fault::Syntax);
            } else {
                self.add(first, last);
            }
        }
        self.close_set(is_negated);
    }

    /// The code point that a sign begins; none when ranges were added.
    fn member(&mut self, sign: Option<char>) -> u32 {
        match sign {
            Some('\\') => self.escape(),
            Some(sign) => u32::from(sign),
            None => {
                self.fail(Fault::Syntax);
                NONE
            }
        }
    }

    /// The code point that stands behind a backslash; none when ranges were added.
    fn escape(&mut self) -> u32 {
        let before = self.rest.clone();
        let sign = self.next();
        let table = match sign {
            Some('d' | 'D') => DIGITS,
            Some('w' | 'W') => WORDS,
            Some('s' | 'S') => SPACES,
            _ => &[],
        };
        if !table.is_empty() {
            add(&mut self.program.sets, table, sign < Some('a'));
            return NONE;
        }
        let next = self.peek();
        let known = match (sign, next) {
            (Some('b'), _) => 8,
            (Some('t'), _) => 9,
            (Some('n'), _) => 10,
            (Some('v'), _) => 11,
            (Some('f'), _) => 12,
            (Some('r'), _) => 13,
            (Some('0'), next) if !matches!(next, Some('0'..='9')) => 0,
            (Some('0'..='9' | 'k'), _) | (Some('p' | 'P'), Some('{')) => {
                self.fail(Fault::Unknown);
                NONE
            }
            (Some('c'), Some('a'..='z' | 'A'..='Z')) => self.next().map_or(NONE, u32::from) & 0x1F,
            (Some('c'), _) => {
                self.rest = before;
                0x5C
            }
            (Some('x'), _) => self.hexadecimal(2),
            (Some('u'), _) => self.unicode(),
            (None, _) => {
                self.fail(Fault::Syntax);
                NONE
            }
            _ => NONE,
        };
        if known == NONE { sign.map_or(NONE, u32::from) } else { known }
    }

    /// The rest of `\u0041`, `\uD83D\uDE00` or `\u{1F600}`.
    fn unicode(&mut self) -> u32 {
        let before = self.rest.clone();
        if self.eat('{') {
            let code = self.number(16, NONE);
            if code <= u32::from(char::MAX) && self.eat('}') {
                return code;
            }
            self.rest = before;
            return NONE;
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

    /// A number of so many digits at most. One that is too large is as large as can be.
    fn number(&mut self, radix: u32, digits: u32) -> u32 {
        let mut number = NONE;
        for _ in 0..digits {
            let Some(digit) = self.peek().and_then(|sign| sign.to_digit(radix)) else { break };
            self.next();
            let higher = if number == NONE { 0 } else { number };
            number = higher.saturating_mul(radix).saturating_add(digit).min(NONE.wrapping_sub(1));
        }
        number
    }

    fn next(&mut self) -> Option<char> {
        decode(&mut self.rest)
    }

    fn peek(&self) -> Option<char> {
        decode(&mut self.rest.clone())
    }

    fn eat(&mut self, sign: char) -> bool {
        let is_there = self.peek() == Some(sign);
        if is_there {
            self.next();
        }
        is_there
    }

    /// Begins a set: what is added until it is closed is in it.
    fn open_set(&mut self) {
        self.push(Action::Set, place(self.program.sets.len()));
        self.program.sets.push((0, 0));
    }

    fn close_set(&mut self, is_negated: bool) {
        let Some(Instruction(_, set)) = self.code.last() else { return };
        let size = place(self.program.sets.len());
        if let Some(head) = self.program.sets.get_mut(*set as usize) {
            *head = (size.wrapping_sub(*set).wrapping_sub(1), u32::from(is_negated));
        }
    }

    /// Adds a range to the set that is open.
    fn add(&mut self, first: u32, last: u32) {
        if first != NONE {
            self.program.sets.push((first, last));
        }
    }

    fn push(&mut self, action: Action, argument: u32) {
        self.extend(&[Instruction(action, argument)]);
    }

    fn extend(&mut self, instructions: &[Instruction]) {
        match self.room.checked_sub(place(instructions.len())) {
            Some(room) => {
                self.room = room;
                self.code.extend_from_slice(instructions);
            }
            None => self.fail(Fault::Unknown),
        }
    }
}

/// A place as instructions have it; all are far below what that can be.
fn place(place: usize) -> u32 {
    u32::try_from(place).unwrap_or_default()
}

/// The next sign. One function, so that the decoding of UTF-8 is there once.
#[inline(never)]
fn decode(signs: &mut Chars<'_>) -> Option<char> {
    signs.next()
}
