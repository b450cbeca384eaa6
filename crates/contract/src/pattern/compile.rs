//! A pattern, read and made into a program in one go.
//!
//! A fault ends the reading as the end of the pattern would, so that only few functions need to know of it.

use std::str::Chars;

use super::fault::Fault;
use super::flag::{COMMENTS, LINES};
use super::program::{Action, Instruction, NONE, Program};
use super::search::{END, LAST_END, LETTER, LINE_END, LINE_FEED, WORD};
use super::set::Member;

/// Bytes of a pattern.
const LONGEST: usize = 1 << 16;
/// Instructions of a program, and of what it is made from; and members of its sets.
const MOST: u32 = 1 << 14;
const MOST_MEMBERS: usize = 1 << 17;
/// Groups within each other.
const DEEPEST: u32 = 100;
/// What ends `\R`, as a pattern.
const LINE_BREAK: &str = "\r\n|[\n-\r\u{85}\u{2028}\u{2029}]";

/// How a pattern is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// As ECMA 262 has it.
    JavaScript,
    /// As `java.util.regex.Pattern` has it.
    Java,
}

/// What a pattern is in one dialect.
pub struct Reading {
    /// Its program.
    pub result: Result<Program, Fault>,
    /// Whether the other dialect may read it otherwise.
    pub differs: bool,
}

/// A pattern that is being read.
pub struct Compiler<'s> {
    /// What is not yet read.
    pub(super) rest: Chars<'s>,
    pub(super) dialect: Dialect,
    pub(super) flags: u8,
    pub(super) differs: bool,
    /// What is made.
    pub(super) program: Program,
    /// The instructions of the part that is being made.
    pub(super) code: Vec<Instruction>,
    /// How many instructions there may still be.
    pub(super) room: u32,
    fault: Option<Fault>,
}

impl Compiler<'_> {
    /// Reads a pattern.
    pub fn compile(source: &str, dialect: Dialect, flags: u8) -> Reading {
        if source.len() > LONGEST {
            return Reading { result: Err(Fault::Unknown), differs: false };
        }
        let (rest, program) = (source.chars(), Program::default());
        let (code, room) = (Vec::new(), MOST);
        let mut compiler = Compiler { rest, dialect, flags, differs: false, program, code, room, fault: None };
        compiler.alternatives(DEEPEST);
        // What stops the last alternative is the end, or a bracket that nothing opened.
        if compiler.next().is_some() {
            compiler.fail(Fault::Syntax);
        }
        compiler.close(0);
        compiler.program.link();
        let Compiler { program, differs, fault, .. } = compiler;
        Reading { result: fault.map_or(Ok(program), Err), differs }
    }

    pub(super) fn fail(&mut self, fault: Fault) {
        self.fault = self.fault.or(Some(fault));
        self.rest = "".chars();
    }

    pub(super) fn has_failed(&self) -> bool {
        self.fault.is_some()
    }

    pub(super) fn is_java(&self) -> bool {
        self.dialect == Dialect::Java
    }

    /// Refuses what JavaScript does not have.
    pub(super) fn needs_java(&mut self) {
        if !self.is_java() {
            self.fail(Fault::Syntax);
        }
    }

    /// Makes a part of the instructions from there on; gives the place of its first one.
    pub(super) fn close(&mut self, start: usize) -> u32 {
        let part = self.take(start);
        let Program { code, ends, .. } = &mut self.program;
        let first = code.len();
        code.extend_from_slice(&part);
        code.push(Instruction(Action::Match, 0));
        ends.push(place(code.len()));
        place(first)
    }

    /// The instructions from there on, which are taken away.
    pub(super) fn take(&mut self, start: usize) -> Vec<Instruction> {
        let taken = self.code.get(start..).unwrap_or_default().to_vec();
        self.code.truncate(start);
        taken
    }

    pub(super) fn alternatives(&mut self, depth: u32) {
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
        if self.count().is_some() {
            self.fail(Fault::Syntax);
        }
        let start = self.code.len();
        let before = self.rest.clone();
        let sign = self.next();
        if matches!(sign, None | Some('|' | ')')) {
            self.rest = before;
            return false;
        }
        if let Some(assertion) = self.assertion(sign) {
            self.push(assertion, 0);
            if !self.is_java() {
                // It cannot be repeated: the next term would begin with that.
                return true;
            }
        } else {
            self.atom(sign, depth);
        }
        if let Some(count) = self.count() {
            // At the end of the pattern, what is there more often than need be makes no difference.
            let is_last = depth == DEEPEST && self.peek().is_none() && count.least <= count.most;
            self.repeat(start, count.least, if is_last { count.least } else { count.most });
            if count.is_possessive {
                self.push(Action::Perhaps, 0);
            }
        }
        true
    }

    /// What a sign begins that takes something, or is a group.
    fn atom(&mut self, sign: Option<char>, depth: u32) {
        match sign {
            Some('(') => self.group(depth),
            Some('[') => {
                let set = self.class(DEEPEST);
                self.push(Action::Set, set);
            }
            Some('\\') if self.is_java() && self.eat('R') => self.line_break(depth),
            _ => {
                let set = self.single(sign);
                self.push(Action::Set, set);
            }
        }
    }

    /// What a sign asks of its place, if it does.
    fn assertion(&mut self, sign: Option<char>) -> Option<Action> {
        let is_lines = self.flags & LINES > 0;
        let before = self.rest.clone();
        match sign {
            Some('^') if is_lines => return Some(Action::LineStart),
            Some('^') => return Some(Action::Start),
            Some('$') if is_lines => return Some(Action::LineEnd),
            // Where nothing can take the last end of a line, what has one is no match as a whole, and so none for Java.
            Some('$') if matches!(self.peek(), None | Some('|' | ')')) => return Some(Action::End),
            Some('$') => return Some(Action::LastEnd),
            Some('\\') => {}
            _ => return None,
        }
        let assertion = match (self.next(), self.dialect) {
            (Some('b'), _) => Some(Action::Boundary),
            (Some('B'), _) => Some(Action::NoBoundary),
            (Some('A'), Dialect::Java) => Some(Action::Start),
            (Some('Z'), Dialect::Java) => Some(Action::LastEnd),
            (Some('z'), Dialect::Java) => Some(Action::End),
            _ => None,
        };
        if assertion.is_none() {
            self.rest = before;
        }
        assertion
    }

    /// The rest of `\R`.
    fn line_break(&mut self, depth: u32) {
        let flags = std::mem::take(&mut self.flags);
        let rest = std::mem::replace(&mut self.rest, LINE_BREAK.chars());
        self.alternatives(depth);
        (self.rest, self.flags) = (rest, flags);
    }

    /// Passes over what does not count.
    pub(super) fn skip_comments(&mut self) {
        while self.flags & COMMENTS > 0 {
            match self.peek() {
                Some('#') => while !matches!(self.next(), None | Some('\n' | '\r')) {},
                Some(sign) if sign.is_ascii_whitespace() || sign == '\u{b}' => {
                    self.next();
                }
                _ => return,
            }
        }
    }

    /// A number of so many digits at most. One that is too large is as large as can be.
    pub(super) fn number(&mut self, radix: u32, digits: u32) -> u32 {
        let mut number = NONE;
        for _ in 0..digits {
            let Some(digit) = self.peek().and_then(|sign| sign.to_digit(radix)) else { break };
            self.next();
            let higher = if number == NONE { 0 } else { number };
            number = higher.saturating_mul(radix).saturating_add(digit).min(NONE.wrapping_sub(1));
        }
        number
    }

    pub(super) fn next(&mut self) -> Option<char> {
        decode(&mut self.rest)
    }

    pub(super) fn peek(&self) -> Option<char> {
        decode(&mut self.rest.clone())
    }

    pub(super) fn eat(&mut self, sign: char) -> bool {
        let is_there = self.peek() == Some(sign);
        if is_there {
            self.next();
        }
        is_there
    }

    /// Makes a set of these members; gives its place.
    pub(super) fn set(&mut self, members: &[Member], is_negated: bool) -> u32 {
        let sets = &mut self.program.sets;
        let set = place(sets.len());
        sets.push(Member::Head(place(members.len()), is_negated));
        sets.extend_from_slice(members);
        if sets.len() > MOST_MEMBERS {
            self.fail(Fault::Unknown);
        }
        set
    }

    pub(super) fn push(&mut self, action: Action, argument: u32) {
        self.program.needs |= match action {
            Action::End => END,
            Action::LastEnd => END | LAST_END | LINE_FEED,
            Action::LineStart => END | LINE_FEED,
            Action::LineEnd => END | LINE_END | LINE_FEED,
            Action::Boundary | Action::NoBoundary => WORD | LETTER,
            _ => 0,
        };
        self.extend(&[Instruction(action, argument)]);
    }

    pub(super) fn extend(&mut self, instructions: &[Instruction]) {
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
pub fn place(place: usize) -> u32 {
    u32::try_from(place).unwrap_or_default()
}

/// The next sign. One function, so that the decoding of UTF-8 is there once.
#[inline(never)]
fn decode(signs: &mut Chars<'_>) -> Option<char> {
    signs.next()
}
