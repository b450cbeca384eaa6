//! Paths that stay below their base, even for a server on the way that decodes them.

/// Whether a path, put behind a base and a slash, stays below that base: no part of it is empty, climbs (`..`, also
/// between escaped slashes or before a semicolon, from which on Java's servers drop the part), ends a line or is badly
/// escaped.
///
/// ```
/// use sne_cotation_common::path::stays_below;
///
/// assert!(stays_below("demandes/1") && stays_below("a/b%2Fc/"));
/// assert!(!stays_below("a/../b") && !stays_below("%2e%2e/b") && !stays_below("a//b") && !stays_below("%zz"));
/// ```
#[inline]
#[must_use]
pub fn stays_below(path: &str) -> bool {
    let mut bytes = path.bytes();
    let mut part = Part::Empty;
    while let Some(byte) = bytes.next() {
        let is_escaped = byte == b'%';
        let decoded = if is_escaped { escaped(&mut bytes) } else { Some(byte) };
        let Some(next) = decoded.and_then(|byte| part.followed_by(byte, is_escaped)) else { return false };
        part = next;
    }
    part != Part::Dots
}

/// Whether a text, put into a path with its bytes escaped, leaves the path where it is. A percent sign is a letter like
/// another here, and parts may be empty.
///
/// ```
/// use sne_cotation_common::path::stays_in_place;
///
/// assert!(stays_in_place("2024/1 %") && stays_in_place("/a//b/"));
/// assert!(!stays_in_place("..") && !stays_in_place("a/..;b") && !stays_in_place("a\nb"));
/// ```
#[inline]
#[must_use]
pub fn stays_in_place(text: &str) -> bool {
    let end = text.bytes().try_fold(Part::Empty, |part, byte| part.followed_by(byte, true));
    end.is_some_and(|part| part != Part::Dots)
}

/// What the part between two slashes is, as far as it was read. Three dots would be a name, but nobody will miss it.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Empty,
    Dots,
    Name,
}

impl Part {
    /// What it is with one more byte, which was escaped or not; nothing when no path may go on so.
    fn followed_by(self, byte: u8, is_escaped: bool) -> Option<Self> {
        match byte {
            b'/' if self == Self::Name || (self == Self::Empty && is_escaped) => Some(Self::Empty),
            b'.' if self != Self::Name => Some(Self::Dots),
            b';' if self == Self::Dots => None,
            b'/' | b'\\' => None,
            byte if byte.is_ascii_control() => None,
            _ => Some(Self::Name),
        }
    }
}

/// The byte that the two digits after a percent sign stand for.
fn escaped(bytes: &mut impl Iterator<Item = u8>) -> Option<u8> {
    let mut digit = || match bytes.next()? {
        byte @ b'0'..=b'9' => Some(byte & 0xF),
        byte if byte.is_ascii_hexdigit() => Some((byte & 0xF).wrapping_add(9)),
        _ => None,
    };
    Some(digit()?.wrapping_shl(4) | digit()?)
}

#[cfg(test)]
mod tests {
    use super::{stays_below, stays_in_place};

    #[test]
    fn what_climbs_does_not_stay() {
        for path in ["..", ".", "a/..", "a/./b", "..;x", "a\\b", "a\nb", "a/..;", "..."] {
            assert!(!stays_in_place(path) && !stays_below(path), "{path}");
        }
    }

    #[test]
    fn a_text_is_not_decoded() {
        for text in ["", "a", "a.b", "..a", "a;..", "é/%", "/a/", "a//b", "%2e%2e"] {
            assert!(stays_in_place(text), "{text}");
        }
        assert!(!stays_below("%2e%2e") && !stays_below("/a") && !stays_below("%"));
    }
}
