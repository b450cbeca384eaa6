//! The path of a call: the contract's, with what was given between its braces, so that nothing given climbs out of its
//! place.

use sne_cotation_common::path::stays_in_place;

use crate::template::pieces;

/// Whether a text stays in its part of a path.
pub fn can_hold(text: &str) -> bool {
    !text.is_empty() && !text.ends_with('/') && stays_in_place(text)
}

/// A path with one of its parameters filled in. What was filled in has no braces.
pub fn fill(template: &str, name: &str, text: &str) -> String {
    let mut path = String::with_capacity(template.len());
    for (is_name, piece) in pieces(template) {
        if is_name && piece == name {
            encode(text, &mut path);
        } else if is_name {
            path.push('{');
            path.push_str(piece);
            path.push('}');
        } else {
            path.push_str(piece);
        }
    }
    path
}

/// Writes a text with everything escaped but what means nothing in a path: the unreserved characters (RFC 3986,
/// section 2.3), and those that `encodeURIComponent` leaves too, so that it is what other clients send.
fn encode(text: &str, path: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |nibble: u8| char::from(DIGITS.get(usize::from(nibble)).copied().unwrap_or_default());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!'()*".contains(&byte) {
            path.push(char::from(byte));
        } else {
            path.push('%');
            path.push(digit(byte >> 4));
            path.push(digit(byte & 0xF));
        }
    }
}
