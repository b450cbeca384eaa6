//! The path of a call, joined to the API's base path and to nothing else.

use super::error::Error;
use super::reason::Reason;

/// The path to put behind the base address and a slash, if it stays below the base.
///
/// ```
/// use sne_cotation::core::path::below_base;
///
/// assert_eq!(below_base("/demandes/1").unwrap(), "demandes/1");
/// assert!(below_base("../admin").is_err());
/// assert!(below_base("https://elsewhere.example/").is_err());
/// ```
pub fn below_base(path: &str) -> Result<&str, Error> {
    if path.bytes().any(|byte| matches!(byte, b'?' | b'#')) {
        return Err(Error::new(Reason::PathQuery));
    }
    let path = path.strip_prefix('/').unwrap_or(path);
    if is_harmless(path) { Ok(path) } else { Err(Error::new(Reason::PathOutside)) }
}

/// Whether a path stays below its base, even for a server on the way that decodes it: no part of it is empty, climbs
/// (`..`, also between escaped slashes or before a semicolon, from which on Java's servers drop the part), ends a line or is
/// badly escaped.
fn is_harmless(path: &str) -> bool {
    let mut bytes = path.bytes();
    let mut part = Part::Empty;
    while let Some(byte) = bytes.next() {
        let decoded = if byte == b'%' { escaped(&mut bytes) } else { Some(byte) };
        part = match decoded {
            Some(b'/') if part == Part::Name || (part == Part::Empty && byte == b'%') => Part::Empty,
            Some(b'.') if part != Part::Name => Part::Dots,
            Some(b';') if part == Part::Dots => return false,
            Some(b'/' | b'\\') | None => return false,
            Some(byte) if byte.is_ascii_control() => return false,
            Some(_) => Part::Name,
        };
    }
    part != Part::Dots
}

/// What a part between slashes is so far. Three dots would be a name, but nobody will miss it.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Empty,
    Dots,
    Name,
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
    use super::below_base;
    use crate::core::reason::Reason;

    #[test]
    fn a_path_stays_below_the_base_path() {
        let attempts = [
            "..",
            "../x",
            "a/../../x",
            "a/..",
            "./a",
            "%2e%2e/x",
            "a/%2E%2e/x",
            ".%2e",
            "a%2f..%2fx",
            "a%5c..",
            "..;/x",
            "a/..;b=c/x",
            "a/%2e%2e%3b/x",
            "\\x",
            "//evil.example/x",
            "/\\evil.example",
            "https://evil.example/",
            "a//b",
            "a\tb",
            "a\r\nb",
            "a%0d%0ab",
            "%",
            "%2",
            "%zz",
            "a\u{0}b",
        ];
        for path in attempts {
            assert_eq!(below_base(path).err().map(|e| e.reason()), Some(Reason::PathOutside), "{path:?}");
        }
    }

    #[test]
    fn a_query_has_its_own_option() {
        for path in ["a?b=1", "a#b"] {
            assert_eq!(below_base(path).err().map(|e| e.reason()), Some(Reason::PathQuery), "{path}");
        }
    }

    #[test]
    fn ordinary_paths_pass() {
        let paths = [
            ("", ""),
            ("/", ""),
            ("x", "x"),
            ("/x/y/", "x/y/"),
            ("été/x y/%2F", "été/x y/%2F"),
            ("a:b@c", "a:b@c"),
            ("a;b/c", "a;b/c"),
        ];
        for (path, below) in paths {
            assert_eq!(below_base(path).ok(), Some(below), "{path}");
        }
    }
}
