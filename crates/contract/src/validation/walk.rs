//! The walker: goes through a text in JSON once, from token to token, at each value with the set of schemas that it is
//! held against. It builds nothing, calls itself nowhere, and can stop behind any token and go on with more text.
//!
//! The text is JSON: it was parsed, or written, by JavaScript. Of what is not, nothing is told.

#![expect(clippy::inline_always, reason = "one loop, of which each call would cost more than what it does")]

use super::context::Context;
use super::direction::Direction;
use super::frames::Frames;
use super::kinds;
use super::rules::ANY;
use super::skip::{Stop, skip};
use super::tables::Tables;
use super::told::Told;
use crate::error::Error;
use crate::json::escape::decode;
use crate::json::scan::{Scanner, Text};
use crate::reason::Reason;

/// Bytes of numbers of which JavaScript rounds none.
const LONGEST_PLAIN: usize = 15;

/// What may come next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    /// A value.
    #[default]
    Value,
    /// The first item of an array, or its end.
    FirstItem,
    /// The first name of an object, or its end.
    FirstName,
    /// A name.
    Name,
    /// What is behind a value.
    Sign,
    /// The rest of what nobody says anything of.
    Skipped,
    /// Nothing: all was read, or there is no need to.
    End,
}

/// How far a walk has come, and what it knows of what is open.
#[derive(Debug, Default)]
pub struct Walk {
    /// What is open.
    pub frames: Frames,
    state: State,
    /// The set of the value that comes next.
    pub(super) set: u32,
    /// The kinds of value of which that set only says that they are allowed.
    pub(super) plain: u16,
    /// The rule that a value breaks by being there.
    pub(super) rule: Option<Reason>,
    /// How many arrays and objects are open in what is skipped.
    pub(super) skipped: u32,
    /// Where the text at hand begins in the whole.
    pub(super) base: usize,
    /// How much of it was read before: it is there again for what is looked at as a whole.
    read: usize,
    /// Mistakes that are told of an object once it has ended, each with how many frames there are then.
    pub(super) late: Vec<(usize, Error, String)>,
    /// The integers that are wanted as they are written: where each begins and ends.
    pub integers: Option<Vec<(usize, usize)>>,
}

impl Walk {
    /// A walk of a value that is held against a set.
    #[must_use]
    pub fn new(set: u32, plain: u16, frames: Frames) -> Self {
        Self { frames, set, plain, ..Self::default() }
    }

    /// How many arrays and objects are open in what nobody says anything of.
    pub(super) fn skipped(&self) -> u32 {
        self.skipped
    }

    /// Ends it.
    pub fn end(&mut self) {
        self.state = State::End;
    }

    /// Whether there is nothing more to do.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.state == State::End
    }
}

/// What a walk takes: it is made for each piece of the text.
pub struct Walker<'w, 'c> {
    /// How far it has come.
    pub walk: &'w mut Walk,
    /// The compiled schemas.
    pub tables: &'w mut Tables,
    /// What these are compiled with.
    pub context: Context<'c>,
    /// What is told.
    pub told: &'w mut Told,
    /// Which way the value goes.
    pub direction: Direction,
    /// The text at hand.
    pub(super) text: &'w [u8],
    /// Whether this is the last of the text.
    pub(super) is_last: bool,
}

/// Where the walker is in the text at hand.
struct Cursor<'w> {
    scanner: Scanner<'w>,
    /// Where the token begins that is read.
    start: usize,
    /// What that may be.
    state: State,
}

impl Cursor<'_> {
    /// Says what comes next.
    #[inline(always)]
    fn begin(&mut self, state: State) {
        (self.start, self.state) = (self.scanner.place(), state);
        self.scanner.space();
    }
}

/// Why the walker stops within a token: the text at hand ends in it.
pub(super) type Token<T> = Option<T>;

impl<'w, 'c> Walker<'w, 'c> {
    /// One that goes on with this text.
    pub fn new(
        walk: &'w mut Walk,
        tables: &'w mut Tables,
        context: Context<'c>,
        told: &'w mut Told,
        direction: Direction,
        (text, is_last): (&'w [u8], bool),
    ) -> Self {
        told.steps.begin_piece(text.len());
        Self { walk, tables, context, told, direction, text, is_last }
    }

    /// Goes through the text; gives how much of it is done with: the rest must be there again, with more behind it.
    #[cfg_attr(all(target_arch = "wasm32", feature = "js"), unsafe(export_name = "walk"))]
    #[allow(
        unsafe_code,
        reason = "by this name scripts/build/wasm.mjs has it compiled for speed; nobody calls it by that"
    )]
    #[inline(never)]
    pub fn advance(&mut self) -> usize {
        // It is on the stack of this function only, where it can be in registers.
        let read = self.walk.read;
        let mut at = Cursor { scanner: Scanner::at(self.text, read), start: read, state: self.walk.state };
        while at.state != State::End {
            at.begin(at.state);
            // A name, its value and what is behind it: of these is most of a text.
            if at.state == State::Name {
                if self.name(&mut at.scanner).is_none() {
                    break;
                }
                at.begin(State::Value);
            }
            if at.state == State::Value {
                let Some(next) = self.value(&mut at.scanner) else { break };
                at.begin(next);
            }
            let next = match at.state {
                State::Sign => self.sign(&mut at.scanner),
                State::FirstName => self.first_name(&mut at.scanner),
                State::FirstItem => self.first_item(&mut at.scanner),
                State::Skipped => {
                    let mut ahead = at.scanner;
                    let next = self.skip(&mut ahead);
                    at.scanner = ahead;
                    next
                }
                State::Name | State::Value | State::End => break,
            };
            let Some(next) = next else { break };
            at.state = next;
        }
        let Cursor { scanner, mut start, state } = at;
        self.walk.state = if self.is_last || self.told.steps.are_over() { State::End } else { state };
        if state == State::Skipped {
            start = scanner.place();
        }
        let held = self.walk.frames.open.iter().find(|frame| frame.is_held).map(|frame| frame.start);
        let kept = held.map_or(start, |held| held.wrapping_sub(self.walk.base).min(start));
        self.walk.base = self.walk.base.wrapping_add(kept);
        self.walk.read = start.wrapping_sub(kept);
        kept
    }

    /// What comes next where something was told or looked at: nothing, once there is more than is told.
    #[inline]
    fn unless_over(&self, next: State) -> State {
        if self.told.is_over || self.told.steps.are_over() { State::End } else { next }
    }

    /// Reads a value, or the beginning of one.
    #[inline(always)]
    fn value(&mut self, scanner: &mut Scanner<'w>) -> Token<State> {
        let byte = scanner.peek()?;
        if self.walk.rule.is_some() {
            self.refuse_value(*scanner, byte)?;
        }
        match byte {
            b'"' => {
                let text = scanner.string()?;
                if self.is_checked(kinds::TEXT) {
                    self.judge_text(*scanner, text);
                    return Some(self.unless_over(State::Sign));
                }
            }
            b'{' | b'[' if self.walk.set == ANY => {
                scanner.skip();
                self.walk.skipped = 1;
                return Some(State::Skipped);
            }
            b'{' => return self.open_object(scanner),
            b'[' => return Some(self.open_array(scanner)),
            b'-' | b'0'..=b'9' => return self.number(scanner),
            other => {
                let mut ahead = *scanner;
                self.word(&mut ahead, other)?;
                *scanner = ahead;
                return Some(self.unless_over(State::Sign));
            }
        }
        Some(State::Sign)
    }

    /// Whether a value of that kind is looked at: not all schemas allow it, or one says more of it.
    #[inline(always)]
    pub(super) fn is_checked(&self, kind: u16) -> bool {
        self.walk.plain & kind != kind
    }

    #[inline(always)]
    fn number(&mut self, scanner: &mut Scanner<'w>) -> Token<State> {
        let number = scanner.number()?;
        let is_big = number.is_integer && scanner.take(b'n');
        // It may go on in the next text.
        if scanner.peek().is_none() && !self.is_last {
            return None;
        }
        let token = scanner.span(number.start, number.end);
        if number.is_integer && self.walk.integers.is_some() {
            self.keep_integer(token, number.start);
        }
        let kind = if number.is_integer { kinds::WHOLE } else { kinds::NUMBER };
        if self.is_checked(kind) || token.len() > LONGEST_PLAIN {
            self.judge_number(token, number.is_integer, is_big);
            return Some(self.unless_over(State::Sign));
        }
        Some(State::Sign)
    }

    /// Reads what is behind a value: that another follows, or that what holds it ends.
    #[inline(always)]
    fn sign(&mut self, scanner: &mut Scanner<'w>) -> Token<State> {
        let Some(frame) = self.walk.frames.open.last() else { return Some(State::End) };
        let is_object = frame.is_object;
        match scanner.peek()? {
            b',' => {
                scanner.skip();
                Some(if is_object { State::Name } else { self.next_item() })
            }
            b'}' | b']' => {
                scanner.skip();
                self.close(scanner);
                Some(self.unless_over(State::Sign))
            }
            _ => Some(State::End),
        }
    }

    #[inline(always)]
    fn first_name(&mut self, scanner: &mut Scanner<'w>) -> Token<State> {
        if scanner.peek()? == b'}' { self.sign(scanner) } else { Some(State::Name) }
    }

    #[inline(always)]
    fn first_item(&mut self, scanner: &mut Scanner<'w>) -> Token<State> {
        if scanner.peek()? == b']' {
            return self.sign(scanner);
        }
        Some(self.next_item())
    }

    /// Passes what nobody says anything of.
    #[inline(never)]
    fn skip(&mut self, scanner: &mut Scanner<'w>) -> Token<State> {
        loop {
            let Stop::Integer(number) = skip(scanner, &mut self.walk.skipped, self.walk.integers.is_some())? else {
                return Some(State::Sign);
            };
            // It may go on in the next text. What is in front of it has been passed, and counted.
            if scanner.peek().is_none() && !self.is_last {
                *scanner = scanner.back(number.start);
                return None;
            }
            self.keep_integer(scanner.span(number.start, number.end), number.start);
        }
    }
}

/// What a string stands for. It is in the text, unless it has escape sequences.
pub fn content<'t>(scanner: Scanner<'t>, text: Text, decoded: &'t mut String) -> &'t str {
    let raw = std::str::from_utf8(scanner.span(text.start, text.end)).unwrap_or_default();
    if !text.has_escapes {
        return raw;
    }
    decode(raw, decoded);
    decoded
}
