//! Texts in the place of a pattern that mean something else than they say: masks (`dd/MM/yyyy`, `99999`), and patterns
//! whose escapes were escaped once more (`^\\d{5}$`). What they say would refuse what they mean.

use sne_cotation_common::text::{contains, has_any};

/// Parts of a mask of days and times, of which one that is meant has at least one.
const OF_DATES: [&str; 10] = ["yyyy", "YYYY", "AAAA", "HH:mm", "hh:mm", "HH:MM", "dd/MM", "DD/MM", "JJ/MM", "yyMM"];
const SIGNS_OF_DATES: &[u8] = b"yYAMmdDJjHhsSTtZzXx'-/:.,_ ";
/// What stands for a digit in a mask, or for any letter, and how many there are at least.
const SIGNS_OF_PLACES: &[u8] = b"9#Xx";
const SEPARATORS: &[u8] = b" -/:,_";
const FEWEST_PLACES: usize = 3;

/// Whether a text is a mask, in which signs stand for others.
#[must_use]
pub fn is_mask(source: &str) -> bool {
    let is_of_dates = || source.bytes().all(|byte| SIGNS_OF_DATES.contains(&byte));
    if is_of_dates() && OF_DATES.iter().any(|part| contains(source, part)) {
        return true;
    }
    let is_place = |byte: &u8| SIGNS_OF_PLACES.contains(byte);
    let places = source.bytes().filter(is_place).count();
    places >= FEWEST_PLACES && source.bytes().all(|byte| is_place(&byte) || SEPARATORS.contains(&byte))
}

/// Whether a pattern asks for a back-slash in front of what would be a class of letters, or any sign: whoever wrote it
/// wanted the class, or the dot.
pub fn is_escaped_twice(source: &str) -> bool {
    if !has_any(source, b"\\") {
        return false;
    }
    let mut is_class = false;
    let mut bytes = source.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'[' => is_class = true,
            b']' => is_class = false,
            b'\\' => {
                let escaped = bytes.next();
                let is_twice = escaped == Some(b'\\')
                    && match bytes.peek() {
                        Some(b'd' | b'D' | b'w' | b'W' | b's' | b'S') => true,
                        Some(b'.') => !is_class,
                        _ => false,
                    };
                if is_twice {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}
