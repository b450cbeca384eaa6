//! Goes past what nobody says anything of.

use crate::json::scan::{Number, Scanner};

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

/// Looks for a field in an object, at the start of which the scanner is; none where the text ends before that is known.
pub fn look_ahead(mut scanner: Scanner<'_>, name: &[u8]) -> Option<(Ahead, usize)> {
    scanner.skip();
    scanner.space();
    if scanner.peek()? == b'}' {
        return Some((Ahead::Absent, scanner.place()));
    }
    loop {
        scanner.space();
        let found = scanner.text()?;
        scanner.space();
        if !scanner.take(b':') {
            return None;
        }
        scanner.space();
        // A name with escape sequences is not what one is called that says what a value is.
        let is_it = scanner.span(found.start, found.end) == name;
        let start = scanner;
        let byte = scanner.peek()?;
        if is_it {
            scanner.text().filter(|_| byte == b'"').map(|_| ()).or((byte != b'"').then_some(()))?;
            let ahead = if byte == b'"' { Ahead::Text(start.place()) } else { Ahead::Other };
            return Some((ahead, scanner.place()));
        }
        match byte {
            b'"' => {
                let _ = scanner.text()?;
            }
            b'{' | b'[' => {
                scanner.skip();
                skip(&mut scanner, &mut 1, false)?;
            }
            _ => {
                while !matches!(scanner.peek()?, b',' | b'}') {
                    scanner.skip();
                }
            }
        }
        scanner.space();
        match scanner.peek()? {
            b',' => scanner.skip(),
            _ => return Some((Ahead::Absent, scanner.place())),
        }
    }
}
