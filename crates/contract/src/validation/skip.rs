//! Goes past what nobody says anything of.

use crate::json::escape::decode;
use crate::json::scan::{Number, Scanner, Text};

/// Where skipping stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// At the end of what was open.
    End,
    /// Behind an integer.
    Integer(Number),
}

/// Passes what is open, of which `depth` says how deep it is, to its end; or to an integer, where these are wanted.
/// None where the text ends before that: it is then behind the last token that was whole.
pub fn skip(scanner: &mut Scanner<'_>, depth: &mut u32, wants_integers: bool) -> Option<Stop> {
    loop {
        let start = *scanner;
        match scanner.peek()? {
            b'"' => {
                if scanner.text().is_none() {
                    *scanner = start;
                    return None;
                }
            }
            b'{' | b'[' => {
                scanner.skip();
                *depth = depth.saturating_add(1);
            }
            b'}' | b']' => {
                scanner.skip();
                *depth = depth.saturating_sub(1);
                if *depth == 0 {
                    return Some(Stop::End);
                }
            }
            b'-' | b'0'..=b'9' if wants_integers => match scanner.number() {
                Some(number) if number.is_integer => return Some(Stop::Integer(number)),
                Some(_) => {}
                None => {
                    *scanner = start;
                    return None;
                }
            },
            _ => scanner.skip(),
        }
    }
}

/// What is found ahead in an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// The field is a text, which begins there.
    Text(usize),
    /// It is something else.
    Other,
    /// There is no such field.
    Absent,
}

/// Looks for a field in an object, at the start of which the scanner is; gives where it has ended, too. None where the
/// text ends before that. Of a name that is there twice, the last value counts.
pub fn look_ahead(mut scanner: Scanner<'_>, name: &[u8]) -> Option<(Ahead, usize)> {
    let mut ahead = Ahead::Absent;
    scanner.skip();
    scanner.space();
    if scanner.peek()? == b'}' {
        return Some((ahead, scanner.place()));
    }
    loop {
        scanner.space();
        let found = scanner.text()?;
        scanner.space();
        if !scanner.take(b':') {
            return None;
        }
        scanner.space();
        let byte = scanner.peek()?;
        if is_named(scanner, found, name) {
            ahead = if byte == b'"' { Ahead::Text(scanner.place()) } else { Ahead::Other };
        }
        pass(&mut scanner, byte)?;
        scanner.space();
        match scanner.peek()? {
            b',' => scanner.skip(),
            _ => return Some((ahead, scanner.place())),
        }
    }
}

/// Whether a string is a name, however it is written.
fn is_named(scanner: Scanner<'_>, found: Text, name: &[u8]) -> bool {
    let raw = scanner.span(found.start, found.end);
    if !found.has_escapes {
        return raw == name;
    }
    let mut decoded = String::new();
    decode(std::str::from_utf8(raw).unwrap_or_default(), &mut decoded);
    decoded.as_bytes() == name
}

/// Passes a value that begins with that byte.
fn pass(scanner: &mut Scanner<'_>, first: u8) -> Option<()> {
    match first {
        b'"' => scanner.text().map(|_| ()),
        b'{' | b'[' => {
            scanner.skip();
            skip(scanner, &mut 1, false).map(|_| ())
        }
        _ => {
            while !matches!(scanner.peek()?, b',' | b'}') {
                scanner.skip();
            }
            Some(())
        }
    }
}
