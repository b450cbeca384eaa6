//! What a string with escape sequences stands for.

use super::scan::{Scanner, is_high, is_low};

/// What stands for half a surrogate pair, which no text can hold.
const REPLACEMENT: char = '\u{FFFD}';

/// Adds a string's content, which a [`Scanner`] has passed, to a text.
pub fn decode(raw: &str, into: &mut String) {
    let mut rest = raw;
    while let Some((plain, escaped)) = split_at_backslash(rest) {
        into.push_str(plain);
        let mut scanner = Scanner::new(escaped.as_bytes());
        into.push(character(&mut scanner));
        rest = escaped.get(scanner.place()..).unwrap_or_default();
    }
    into.push_str(rest);
}

/// What is before and behind the first backslash.
fn split_at_backslash(text: &str) -> Option<(&str, &str)> {
    sne_cotation_common::text::split_once(text, b'\\')
}

/// The character of an escape sequence, behind its backslash.
fn character(scanner: &mut Scanner<'_>) -> char {
    let letter = scanner.peek().unwrap_or_default();
    scanner.skip();
    match letter {
        b'b' => '\u{8}',
        b'f' => '\u{C}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => scanner.unit().and_then(|unit| of_unit(unit, scanner)).unwrap_or(REPLACEMENT),
        other => char::from(other),
    }
}

/// The character that a UTF-16 unit is, alone or together with the next.
fn of_unit(unit: u16, scanner: &mut Scanner<'_>) -> Option<char> {
    if !is_high(unit) {
        return char::from_u32(u32::from(unit));
    }
    let mut ahead = *scanner;
    ahead.word(b"\\u")?;
    let other = ahead.unit().filter(|unit| is_low(*unit))?;
    *scanner = ahead;
    char::from_u32(0x1_0000_u32.wrapping_add((u32::from(unit & 0x3FF) << 10) | u32::from(other & 0x3FF)))
}
