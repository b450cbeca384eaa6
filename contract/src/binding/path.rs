//! The path of a call: the contract's, with what was given between its braces, so that nothing given climbs out of its place.

use super::value::Bound;
use super::{Pair, mistake};
use crate::error::Error;
use crate::names::is_harmless;
use crate::operation::pieces;
use crate::parameter::Place;
use crate::reason::Reason;

/// The path with its parameters filled in. Those that are missing have been told already.
pub fn fill(template: &str, pairs: &[Pair<'_, '_>], mistakes: &mut Vec<Error>) -> String {
    let mut path = String::with_capacity(template.len());
    for (is_name, piece) in pieces(template) {
        if !is_name {
            path.push_str(piece);
            continue;
        }
        let is_it = |pair: &&Pair<'_, '_>| pair.parameter.place == Place::Path && pair.parameter.name == piece;
        if let Some(Pair { bound: Bound::One(text), .. }) = pairs.iter().find(is_it) {
            encode(text, &mut path);
        }
    }
    for pair in pairs.iter().filter(|pair| pair.parameter.place == Place::Path) {
        let Bound::One(text) = &pair.bound else { continue };
        let is_told =
            mistakes.iter().any(|it| it.fact("pointer").is_some_and(|told| is_inside(told, &pair.parameter.key)));
        if !is_told && (text.is_empty() || text.ends_with('/') || !is_harmless(text)) {
            mistakes.push(mistake(Reason::RulePath, &pair.parameter.key));
        }
    }
    path
}

/// Whether a pointer is to a parameter or into it.
fn is_inside(pointer: &str, key: &str) -> bool {
    let own = mistake(Reason::RulePath, key);
    let own = own.fact("pointer").unwrap_or_default();
    pointer.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Writes a text with everything escaped but the unreserved characters (RFC 3986, section 2.3).
fn encode(text: &str, path: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |nibble: u8| char::from(DIGITS.get(usize::from(nibble)).copied().unwrap_or_default());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            path.push('%');
            path.push(digit(byte >> 4));
            path.push(digit(byte & 0xF));
        }
    }
}
