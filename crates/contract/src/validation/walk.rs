//! The walker: goes through a text in JSON once, from token to token, at each value with the set of schemas that it is
//! held against. It builds nothing, calls itself nowhere, and can stop behind any token and go on with more text.
//!
//! The text is JSON: it was parsed, or written, by JavaScript. Of what is not, nothing is told.

#![expect(clippy::inline_always, reason = "one loop, of which each call would cost more than what it does")]

use super::direction::Direction;
use super::entries::NONE;
use super::frames::{Frame, Frames};
use super::kinds;
use super::rules::{ANY, UNKNOWN};
use super::skip::{Stop, skip};
use super::tables::{Context, Tables};
use super::told::Told;
use crate::error::Error;
use crate::json::escape::decode;
use crate::json::scan::{Scanner, Text};
use crate::reason::Reason;

/// Arrays and objects within each other. JSON that is deeper is not looked at any further.
const DEEPEST: usize = 1 << 18;

/// Bytes of numbers of which JavaScript rounds none.
const LONGEST_PLAIN: usize = 15;

/// What may come next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
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
    plain: u16,
    /// The rule that a value breaks by being there.
    pub(super) rule: Option<Reason>,
    /// How many arrays and objects are open in what is skipped.
    skipped: u32,
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

    /// Reads a name and the colon behind it: first looks whether it is the one that mostly comes there.
    #[inline(always)]
    fn name(&mut self, scanner: &mut Scanner<'w>) -> Token<()> {
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

    /// Begins an item.
    #[inline(always)]
    fn next_item(&mut self) -> State {
        if let Some(frame) = self.walk.frames.open.last_mut() {
            let place = frame.count;
            frame.count = place.wrapping_add(1);
            let set = self.tables.sets.get(frame.set as usize);
            (self.walk.set, self.walk.plain) = set.map_or((ANY, kinds::ALL), |set| (set.items, set.plain_items));
            if self.walk.set == UNKNOWN {
                let (set, is_allowed) = self.tables.items(self.context, frame.set, place);
                (self.walk.set, self.walk.plain) = (set, self.tables.plain(set));
                self.walk.rule = (!is_allowed).then_some(Reason::RuleAdditionalItems);
            }
        }
        State::Value
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

    /// Opens an object; its discriminator is looked for ahead.
    #[inline(always)]
    fn open_object(&mut self, scanner: &mut Scanner<'w>) -> Token<State> {
        let place = scanner.place();
        let mut set = self.set_about(kinds::OBJECT, "object");
        if self.tables.sets.get(set as usize).is_some_and(|it| !it.is_plain_object) {
            set = self.prepare_object(*scanner, set)?;
        }
        scanner.skip();
        Some(self.open(set, true, place))
    }

    /// Looks for the discriminator, and finds out what the set says of fields, where that is not known yet.
    #[inline(never)]
    fn prepare_object(&mut self, scanner: Scanner<'w>, set: u32) -> Token<u32> {
        self.tables.fields(self.context, set);
        let has_discriminator = self.tables.sets.get(set as usize).and_then(|it| it.fields.as_ref());
        if has_discriminator.is_none_or(|fields| fields.discriminators.is_empty()) {
            return Some(set);
        }
        let set = self.discriminate(scanner, set)?;
        self.tables.fields(self.context, set);
        Some(set)
    }

    #[inline(always)]
    fn open_array(&mut self, scanner: &mut Scanner<'w>) -> State {
        let place = scanner.place();
        let set = self.set_about(kinds::ARRAY, "array");
        scanner.skip();
        self.open(set, false, place)
    }

    /// The schemas of the set that are about a value of that kind; the others are told to be broken.
    #[inline(always)]
    pub(super) fn set_about(&mut self, kind: u16, name: &'static str) -> u32 {
        let set = self.walk.set;
        if self.tables.sets.get(set as usize).is_some_and(|it| it.kinds & kind == kind) {
            return set;
        }
        self.refuse_kind(kind, name);
        self.tables.set_about(set, kind)
    }

    #[inline(always)]
    fn open(&mut self, set: u32, is_object: bool, place: usize) -> State {
        let frames = &mut self.walk.frames;
        let Some(rules) = self.tables.sets.get(set as usize) else { return State::End };
        let kind = if is_object { kinds::OBJECT } else { kinds::ARRAY };
        let mut frame = Frame {
            set,
            is_object,
            count: 0,
            slot: NONE,
            guess: NONE,
            seen: frames.seen.len(),
            names: frames.names.len(),
            mistakes: self.told.mistakes.len(),
            start: self.walk.base.wrapping_add(place),
            is_held: rules.held & kind != 0,
        };
        if let Some(fields) = rules.fields.as_ref().filter(|_| is_object) {
            frame.guess = fields.first;
            // Most have no more than one word.
            for _ in &fields.needed[0] {
                frames.seen.push(0);
            }
        }
        if frames.open.len() >= DEEPEST {
            self.told.steps.end();
            return State::End;
        }
        frames.open.push(frame);
        if is_object { State::FirstName } else { State::FirstItem }
    }

    /// Closes what is innermost.
    #[inline(always)]
    fn close(&mut self, scanner: &Scanner<'w>) {
        let frames = &mut self.walk.frames;
        let Some(frame) = frames.open.pop() else { return };
        // Its own last name is in no pointer any more.
        frames.names.truncate(frame.names);
        let Some(set) = self.tables.sets.get(frame.set as usize) else { return };
        let kind = if frame.is_object { kinds::OBJECT } else { kinds::ARRAY };
        let mut is_checked = set.checked & kind != 0 || !self.walk.late.is_empty();
        if let Some(fields) = set.fields.as_ref().filter(|_| frame.is_object)
            && let Some(needed) = fields.needed.get(self.direction as usize)
        {
            for (needed, seen) in needed.iter().zip(frames.seen.get(frame.seen..).unwrap_or_default()) {
                is_checked |= needed & !seen != 0;
            }
        }
        if is_checked {
            self.judge_whole(*scanner, &frame);
            self.tell_late();
        }
        self.walk.frames.seen.truncate(frame.seen);
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
