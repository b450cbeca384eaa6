//! A text in JSON as a document. What `JSON.parse` makes of a text, this does: of a name that is there twice the last
//! value counts, half a surrogate pair is the sign for what cannot be read, and a byte order mark at the beginning is
//! none of the text.
//!
//! It goes from token to token and calls itself nowhere, so that no text can exhaust the stack, and stops as often as
//! its caller wants, who has other things to do.

use super::escape::decode;
use super::names::twice;
use super::scan::{Scanner, Text};
use sne_cotation_common::text::number;

use crate::flat::{Document, Kind, ValueRef};

/// How deep values may be. Nobody writes such; what reads a document calls itself for what is inside of something.
pub const MOST_LEVELS: u32 = 500;
/// How many values there may be.
const MOST_VALUES: u32 = 4_000_000;

/// In place of the name of a field that does not count.
const DROPPED: u32 = u32::MAX;

/// Which values there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Those of JSON. A number keeps its digits, however many these are.
    #[default]
    Json,
    /// Also those of JavaScript that JSON cannot say: `F3` is the file of number 3, `S4` the stream of number 4, `5n`
    /// an integer of any size, and `O` anything else.
    JavaScript,
}

/// Why a text is no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not JSON, from that byte on.
    Syntax(usize),
    /// It is deeper than [`MOST_LEVELS`].
    TooDeep,
    /// It has more values than anybody has written.
    TooLarge,
}

/// Reads a whole text.
pub fn read(text: String, dialect: Dialect) -> Result<Document, Fault> {
    let mut reader = Reader::new(text, dialect);
    while !reader.advance(usize::MAX)? {}
    Ok(reader.finish())
}

/// A text that is being read.
#[derive(Debug, Default)]
pub struct Reader {
    text: String,
    place: usize,
    dialect: Dialect,
    next: Next,
    tree: Tree,
}

/// What may come next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Next {
    /// A value.
    #[default]
    Value,
    /// Something behind a value.
    Sign,
    /// Nothing: the text is read.
    Nothing,
}

impl Reader {
    /// At the beginning of a text.
    #[must_use]
    pub fn new(text: String, dialect: Dialect) -> Self {
        // Tools add one to what has one already.
        let place = text.len().saturating_sub(text.trim_start_matches('\u{FEFF}').len());
        let tree = Tree { base: text.len(), ..Tree::default() };
        Self { text, place, dialect, next: Next::Value, tree }
    }

    /// Reads so many bytes more, and what is left of a token; gives whether it has read all of them.
    pub fn advance(&mut self, count: usize) -> Result<bool, Fault> {
        let stop = self.place.saturating_add(count);
        while self.next != Next::Nothing && self.place < stop {
            let mut scanner = Scanner::at(self.text.as_bytes(), self.place);
            scanner.space();
            let next = match self.next {
                Next::Value => self.tree.value(&mut scanner, &self.text, self.dialect),
                _ => self.tree.sign(&mut scanner, &self.text),
            };
            self.place = scanner.place();
            self.next = next.map_err(|fault| fault.unwrap_or(Fault::Syntax(self.place)))?;
        }
        Ok(self.next == Next::Nothing)
    }

    /// The line and the column of a byte, as editors count them.
    #[must_use]
    pub fn position(&self, place: usize) -> (u64, u64) {
        let before = self.text.as_bytes().get(..place).unwrap_or_default();
        let (mut line, mut column) = (1_u64, 1_u64);
        for byte in before {
            column = column.wrapping_add(u64::from(byte & 0xC0 != 0x80));
            if *byte == b'\n' {
                (line, column) = (line.wrapping_add(1), 1);
            }
        }
        (line, column)
    }

    /// The document, once all is read. Its texts are those of the text that was read; what has escape sequences is
    /// behind them.
    #[must_use]
    pub fn finish(self) -> Document {
        let Tree { mut words, pending, decoded, .. } = self.tree;
        words.extend(pending);
        let mut texts = self.text;
        texts.push_str(&decoded);
        Document::new(words, texts)
    }
}

/// Why reading cannot go on; nothing in it where the text is not JSON.
type Stop = Option<Fault>;

/// A document in the making.
#[derive(Debug, Default)]
struct Tree {
    words: Vec<u32>,
    /// Names and values of what is open, in their order.
    pending: Vec<u32>,
    /// The arrays and objects that are open.
    open: Vec<Open>,
    /// Texts that had escape sequences.
    decoded: String,
    /// Where these begin among all texts.
    base: usize,
    values: u32,
}

/// An array or object that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    is_object: bool,
    /// Where what it holds begins in what is pending.
    start: usize,
}

impl Tree {
    /// Reads a value, or the beginning of one.
    fn value(&mut self, scanner: &mut Scanner<'_>, text: &str, dialect: Dialect) -> Result<Next, Stop> {
        self.values = self.values.wrapping_add(1);
        if self.values > MOST_VALUES {
            return Err(Some(Fault::TooLarge));
        }
        let value = match scanner.peek().ok_or(None)? {
            b'"' => {
                let found = scanner.text().ok_or(None)?;
                ValueRef::new(Kind::Text, self.text(found, text))
            }
            b'{' => return self.begin(scanner, text, true),
            b'[' => return self.begin(scanner, text, false),
            b't' => scanner.word(b"true").map(|()| ValueRef::TRUE).ok_or(None)?,
            b'f' => scanner.word(b"false").map(|()| ValueRef::new(Kind::False, 0)).ok_or(None)?,
            b'n' => scanner.word(b"null").map(|()| ValueRef::new(Kind::Null, 0)).ok_or(None)?,
            letter @ (b'F' | b'S' | b'O') if dialect == Dialect::JavaScript => opaque(scanner, letter).ok_or(None)?,
            _ => {
                let number = scanner.number().ok_or(None)?;
                let is_big = dialect == Dialect::JavaScript && number.is_integer && scanner.take(b'n');
                let kind = if is_big { Kind::BigInteger } else { Kind::Number };
                ValueRef::new(kind, self.pair(size(number.start), size(number.end)))
            }
        };
        self.pending.push(value.0);
        Ok(Next::Sign)
    }

    /// Begins an array or object, and ends it at once where it is empty.
    fn begin(&mut self, scanner: &mut Scanner<'_>, text: &str, is_object: bool) -> Result<Next, Stop> {
        if size(self.open.len()) >= MOST_LEVELS {
            return Err(Some(Fault::TooDeep));
        }
        scanner.skip();
        scanner.space();
        self.open.push(Open { is_object, start: self.pending.len() });
        if scanner.take(if is_object { b'}' } else { b']' }) {
            self.end(text);
            return Ok(Next::Sign);
        }
        if is_object { self.name(scanner, text) } else { Ok(Next::Value) }
    }

    /// Reads the sign behind a value: that another follows, or that what holds it ends.
    fn sign(&mut self, scanner: &mut Scanner<'_>, text: &str) -> Result<Next, Stop> {
        let Some(open) = self.open.last() else {
            return if scanner.peek().is_none() { Ok(Next::Nothing) } else { Err(None) };
        };
        let is_object = open.is_object;
        if scanner.take(b',') {
            scanner.space();
            return if is_object { self.name(scanner, text) } else { Ok(Next::Value) };
        }
        if !scanner.take(if is_object { b'}' } else { b']' }) {
            return Err(None);
        }
        self.end(text);
        Ok(Next::Sign)
    }

    /// Reads a name and the colon behind it.
    fn name(&mut self, scanner: &mut Scanner<'_>, text: &str) -> Result<Next, Stop> {
        let name = scanner.text().ok_or(None)?;
        let place = self.text(name, text);
        self.pending.push(place);
        scanner.space();
        if scanner.take(b':') { Ok(Next::Value) } else { Err(None) }
    }

    /// Writes what the innermost array or object holds behind its length.
    fn end(&mut self, text: &str) {
        let Some(Open { is_object, start }) = self.open.pop() else { return };
        if is_object {
            self.drop_twice(text, start);
        }
        let held = self.pending.get(start..).unwrap_or_default();
        let place = size(self.words.len());
        let length = if is_object { held.len() / 2 } else { held.len() };
        self.words.push(size(length));
        self.words.extend_from_slice(held);
        self.pending.truncate(start);
        self.pending.push(ValueRef::new(if is_object { Kind::Object } else { Kind::Array }, place).0);
    }

    /// Leaves one field of each name.
    fn drop_twice(&mut self, text: &str, start: usize) {
        let held = self.pending.get(start..).unwrap_or_default();
        let place = |number: u32| held.get((number as usize).wrapping_mul(2)).copied().unwrap_or_default();
        let twice = twice(held.len() / 2, &|number| self.bytes(place(number), text));
        if !twice.is_empty() {
            self.drop_fields(twice, start);
        }
    }

    /// Leaves the last value of those that share a name, at the place of the first.
    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    fn drop_fields(&mut self, twice: Vec<(u32, u32)>, start: usize) {
        let mut held = self.pending.split_off(start);
        for (first, later) in twice {
            let at = |number: u32| (number as usize).wrapping_mul(2);
            let value = held.get(at(later).wrapping_add(1)).copied().unwrap_or_default();
            if let Some(first) = held.get_mut(at(first).wrapping_add(1)) {
                *first = value;
            }
            if let Some(name) = held.get_mut(at(later)) {
                *name = DROPPED;
            }
        }
        let kept = held.chunks_exact(2).filter(|field| field.first() != Some(&DROPPED));
        kept.for_each(|field| self.pending.extend_from_slice(field));
    }

    /// The bytes of a text by its place among the words.
    fn bytes<'t>(&'t self, place: u32, text: &'t str) -> &'t [u8] {
        let bound = |at: u32| self.words.get(at as usize).copied().unwrap_or_default() as usize;
        let (start, end) = (bound(place), bound(place.wrapping_add(1)));
        let (whole, base) = if start < self.base { (text, 0) } else { (self.decoded.as_str(), self.base) };
        whole.as_bytes().get(start.wrapping_sub(base)..end.wrapping_sub(base)).unwrap_or_default()
    }

    /// Adds a text; gives its place.
    fn text(&mut self, found: Text, text: &str) -> u32 {
        if !found.has_escapes {
            return self.pair(size(found.start), size(found.end));
        }
        let start = self.base.wrapping_add(self.decoded.len());
        decode(text.get(found.start..found.end).unwrap_or_default(), &mut self.decoded);
        self.pair(size(start), size(self.base.wrapping_add(self.decoded.len())))
    }

    /// Adds two words in a row; gives their place.
    fn pair(&mut self, one: u32, other: u32) -> u32 {
        let place = size(self.words.len());
        self.words.extend_from_slice(&[one, other]);
        place
    }
}

/// What a call holds that JSON cannot say.
fn opaque(scanner: &mut Scanner<'_>, letter: u8) -> Option<ValueRef> {
    scanner.skip();
    if letter == b'O' {
        return Some(ValueRef::new(Kind::Other, 0));
    }
    let start = scanner.place();
    scanner.digits()?;
    let number = number(scanner.span(start, scanner.place()))?;
    Some(ValueRef::new(if letter == b'F' { Kind::File } else { Kind::Stream }, number))
}

/// A length, which in the memory of a wasm fits.
fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
