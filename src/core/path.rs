//! The path of a call, joined to the API's base path and to nothing else.

use sne_cotation_common::path::stays_below;

use super::error::Error;
use super::reason::Reason;

/// The path without its leading slash, to be appended to the base address; an error when it would leave the base.
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
    if stays_below(path) { Ok(path) } else { Err(Error::new(Reason::PathOutside)) }
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
