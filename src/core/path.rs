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
    if path.contains(['?', '#']) {
        return Err(Error::new(Reason::PathQuery));
    }
    let path = path.strip_prefix('/').unwrap_or(path);
    let inner = path.strip_suffix('/').unwrap_or(path);
    if !path.is_empty() && !inner.split('/').all(is_harmless) {
        return Err(Error::new(Reason::PathOutside));
    }
    Ok(path)
}

/// Whether a segment stays where it is, even for a server on the way that decodes it: nothing in it climbs (`..`, also
/// behind an escaped slash), ends a line or is badly escaped.
fn is_harmless(segment: &str) -> bool {
    let mut bytes = segment.bytes();
    let mut part = Part::Empty;
    while let Some(byte) = bytes.next() {
        if byte == b'\\' {
            return false;
        }
        let decoded = if byte == b'%' { escaped(&mut bytes) } else { Some(byte) };
        part = match decoded {
            Some(b'/' | b'\\') if part == Part::Dots => return false,
            Some(b'/' | b'\\') => Part::Empty,
            Some(b'.') if part != Part::Name => Part::Dots,
            Some(byte) if !byte.is_ascii_control() => Part::Name,
            _ => return false,
        };
    }
    !segment.is_empty() && part != Part::Dots
}

/// What a part between slashes is so far. Three dots are a name, but nobody will miss it.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Empty,
    Dots,
    Name,
}

/// The byte that the two digits after a percent sign stand for.
fn escaped(bytes: &mut impl Iterator<Item = u8>) -> Option<u8> {
    let mut digit = || char::from(bytes.next()?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit()?.wrapping_shl(4) | digit()?)
}

#[cfg(test)]
mod tests {
    use super::below_base;
    use crate::core::reason::Reason;

    #[test]
    fn a_path_stays_below_the_base_path() {
        let attempts = [
            "..", "../x", "a/../../x", "a/..", "./a", "%2e%2e/x", "a/%2E%2e/x", ".%2e", "a%2f..%2fx", "a%5c..", "\\x",
            "//evil.example/x", "/\\evil.example", "https://evil.example/", "a//b", "a\tb", "a\r\nb", "a%0d%0ab", "%", "%2", "%zz",
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
        let paths = [("", ""), ("/", ""), ("x", "x"), ("/x/y/", "x/y/"), ("été/x y/%2F", "été/x y/%2F"), ("a:b@c", "a:b@c")];
        for (path, below) in paths {
            assert_eq!(below_base(path).ok(), Some(below), "{path}");
        }
    }
}
