//! Tokens of JSON text (RFC 8259), found in its bytes one after the other. Nothing is copied, built or remembered: who
//! scans knows what may come next, and is told where it starts and ends.
//!
//! A method that finds no such token gives nothing, and the scanner stays near the byte that is wrong.

#![expect(
    clippy::inline_always,
    reason = "for each byte, where the wasm is made small, a call costs more than it does"
)]

/// One bit, or one value, in each byte of a word.
const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = ONES << 7;

/// Bytes of JSON, and how far they were looked at.
#[derive(Clone, Copy, Debug)]
pub struct Scanner<'t> {
    bytes: &'t [u8],
    place: usize,
}

/// A string: where it is between its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Behind its opening quote.
    pub start: usize,
    /// At its closing quote.
    pub end: usize,
    /// Its characters, an escape sequence being one, and a surrogate pair in two of them too.
    pub characters: usize,
    /// Whether there is an escape sequence in it: then it is not what its bytes are ([`super::escape`]).
    pub has_escapes: bool,
}

/// A number, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// At its sign or first digit.
    pub start: usize,
    /// Behind it.
    pub end: usize,
    /// Whether it has neither fraction nor exponent.
    pub is_integer: bool,
}

impl<'t> Scanner<'t> {
    /// At the beginning of a text.
    #[must_use]
    pub fn new(bytes: &'t [u8]) -> Self {
        Self::at(bytes, 0)
    }

    /// At a place of a text.
    #[must_use]
    pub fn at(bytes: &'t [u8], place: usize) -> Self {
        Self { bytes, place }
    }

    /// How far it was looked at.
    #[must_use]
    pub fn place(&self) -> usize {
        self.place
    }

    /// The same bytes, looked at from a place on.
    #[must_use]
    pub fn back(&self, place: usize) -> Self {
        Self { bytes: self.bytes, place }
    }

    /// Passes a string that has exactly these bytes between its quotes.
    #[inline(always)]
    #[must_use]
    pub fn name(&mut self, name: &[u8]) -> Option<()> {
        let start = self.place.wrapping_add(1);
        let end = start.wrapping_add(name.len());
        let is_it = self.peek() == Some(b'"')
            && self.bytes.get(end) == Some(&b'"')
            && self.bytes.get(start..end).is_some_and(|found| is_same(found, name));
        if !is_it {
            return None;
        }
        self.place = end.wrapping_add(1);
        Some(())
    }

    /// The bytes between two places.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> &'t [u8] {
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// The byte that comes next.
    #[inline(always)]
    #[must_use]
    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.place).copied()
    }

    /// Passes a byte that was looked at.
    #[inline(always)]
    pub fn skip(&mut self) {
        self.place = self.place.wrapping_add(1);
    }

    /// Passes this byte, if it comes next.
    #[inline(always)]
    pub fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        if is_next {
            self.skip();
        }
        is_next
    }

    /// Passes white space.
    #[inline(always)]
    pub fn space(&mut self) {
        // One comparison tells that there is none, as mostly.
        while self.peek().is_some_and(|byte| byte <= b' ' && matches!(byte, b' ' | b'\n' | b'\r' | b'\t')) {
            self.skip();
        }
    }

    /// Passes a word such as `true`.
    #[inline]
    #[must_use]
    pub fn word(&mut self, word: &[u8]) -> Option<()> {
        let end = self.place.wrapping_add(word.len());
        if self.bytes.get(self.place..end) != Some(word) {
            return None;
        }
        self.place = end;
        Some(())
    }

    /// Passes a string.
    #[must_use]
    pub fn text(&mut self) -> Option<Text> {
        self.string()
    }

    /// The same, where it is a part of a loop: the scanner is shown to no function that is called, or it could not be
    /// in registers.
    #[inline(always)]
    #[must_use]
    pub fn string(&mut self) -> Option<Text> {
        if !self.take(b'"') {
            return None;
        }
        let start = self.place;
        let (mut characters, mut has_escapes) = (0_usize, false);
        loop {
            characters = characters.wrapping_add(self.plain());
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    has_escapes = true;
                    let mut ahead = *self;
                    let passed = ahead.escape();
                    *self = ahead;
                    characters = characters.wrapping_add(passed?);
                }
                _ => return None,
            }
        }
        let end = self.place;
        self.skip();
        Some(Text { start, end, characters, has_escapes })
    }

    /// Passes what stands for itself in a string, and gives how many characters it has. Eight bytes at once: those that
    /// end it are looked for together.
    #[inline(always)]
    fn plain(&mut self) -> usize {
        let mut characters = 0_usize;
        while let Some(chunk) = self.bytes.get(self.place..).and_then(<[u8]>::first_chunk) {
            let word = u64::from_le_bytes(*chunk);
            let ends = ends(word);
            // All bytes before the first that ends it, or all eight: 64 bits, which shifts cannot have, are none left.
            let before = if ends == 0 { u64::MAX } else { (ends & ends.wrapping_neg()).wrapping_sub(1) >> 7 };
            characters = characters.wrapping_add(firsts(word, before));
            if ends != 0 {
                self.place = self.place.wrapping_add((ends.trailing_zeros() >> 3) as usize);
                return characters;
            }
            self.place = self.place.wrapping_add(8);
        }
        while let Some(byte) = self.peek().filter(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1F)) {
            characters = characters.wrapping_add(usize::from(byte & 0xC0 != 0x80));
            self.skip();
        }
        characters
    }

    /// Passes an escape sequence, or the two of a surrogate pair: a character. Half a pair is one too.
    fn escape(&mut self) -> Option<usize> {
        self.skip();
        match self.peek()? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.skip(),
            b'u' => {
                self.skip();
                let unit = self.unit()?;
                let mut ahead = *self;
                if is_high(unit) && ahead.word(b"\\u").is_some() && ahead.unit().is_some_and(is_low) {
                    *self = ahead;
                }
            }
            _ => return None,
        }
        Some(1)
    }

    /// Passes the four digits of a UTF-16 unit.
    pub(super) fn unit(&mut self) -> Option<u16> {
        let mut unit = 0_u16;
        for _ in 0..4 {
            let digit = match self.peek()? {
                digit @ b'0'..=b'9' => digit & 0xF,
                letter @ (b'a'..=b'f' | b'A'..=b'F') => (letter & 0xF).wrapping_add(9),
                _ => return None,
            };
            unit = (unit << 4) | u16::from(digit);
            self.skip();
        }
        Some(unit)
    }

    /// Passes a number.
    #[inline(always)]
    #[must_use]
    pub fn number(&mut self) -> Option<Number> {
        let start = self.place;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        let mut is_integer = true;
        if self.take(b'.') {
            is_integer = false;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            is_integer = false;
            self.skip();
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.skip();
            }
            self.digits()?;
        }
        Some(Number { start, end: self.place, is_integer })
    }

    /// Passes at least one digit.
    #[inline(always)]
    pub fn digits(&mut self) -> Option<()> {
        let start = self.place;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.skip();
        }
        (self.place > start).then_some(())
    }
}

/// Whether bytes are the same, where a call would cost more than it takes.
#[inline(always)]
#[must_use]
pub fn is_same_bytes(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && is_same(one, other)
}

/// Whether bytes of one length are the same. Several at once, the last ones where need be once more: names are short,
/// and a call would cost more.
#[inline(always)]
fn is_same(found: &[u8], name: &[u8]) -> bool {
    let (mut one, mut other) = (found, name);
    while let (Some((first, behind)), Some((its, rest))) = (one.split_first_chunk(), other.split_first_chunk()) {
        if u64::from_le_bytes(*first) != u64::from_le_bytes(*its) {
            return false;
        }
        (one, other) = (behind, rest);
    }
    if let (Some((first, behind)), Some((its, rest))) = (one.split_first_chunk(), other.split_first_chunk()) {
        if u32::from_le_bytes(*first) != u32::from_le_bytes(*its) {
            return false;
        }
        (one, other) = (behind, rest);
    }
    one.iter().zip(other).all(|(one, other)| one == other)
}

/// The highest bit of each byte that does not stand for itself in a string: quotes, backslashes, control characters.
/// Above the first of them there may be bits too many.
#[inline(always)]
fn ends(word: u64) -> u64 {
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word;
    let quotes = zeros(word ^ (ONES.wrapping_mul(0x22)));
    let backslashes = zeros(word ^ (ONES.wrapping_mul(0x5C)));
    let controls = word.wrapping_sub(ONES.wrapping_mul(0x20)) & !word;
    (quotes | backslashes | controls) & HIGHS
}

/// How many of the bytes in a mask begin a character of UTF-8.
#[inline(always)]
fn firsts(word: u64, mask: u64) -> usize {
    let others = (word >> 7) & !(word >> 6);
    (!others & ONES & mask).count_ones() as usize
}

/// Whether a UTF-16 unit begins a surrogate pair.
#[must_use]
pub fn is_high(unit: u16) -> bool {
    unit & 0xFC00 == 0xD800
}

/// Whether a UTF-16 unit ends a surrogate pair.
#[must_use]
pub fn is_low(unit: u16) -> bool {
    unit & 0xFC00 == 0xDC00
}
