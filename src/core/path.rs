//! The path of a call, joined to the API's base path and to nothing else.

use sne_cotation_common::path::stays_below;
use sne_cotation_common::text::split_exactly;

use super::error::Error;
use super::reason::Reason;

/// The path without its leading slash, to be appended to the base address; an error when it would leave the base.
///
/// ```
/// use sne_cotation::core::path::below_base;
///
/// assert_eq!(below_base("/demandes/1", false).unwrap(), "demandes/1");
/// assert!(below_base("../admin", false).is_err());
/// assert!(below_base("https://elsewhere.example/", false).is_err());
/// assert!(below_base("a//b", false).is_err() && below_base("a//b", true).is_ok());
/// ```
///
/// An empty segment is mostly a part that was forgotten, unless the caller says that it `may_be_empty`.
pub fn below_base(path: &str, may_be_empty: bool) -> Result<&str, Error> {
    if path.bytes().any(|byte| matches!(byte, b'?' | b'#')) {
        return Err(Error::new(Reason::PathQuery));
    }
    let path = path.strip_prefix('/').unwrap_or(path);
    // What stays below its base does so with empty segments, too.
    let stays = if may_be_empty { stays_below(&without_empty(path)) } else { stays_below(path) };
    if stays { Ok(path) } else { Err(Error::new(Reason::PathOutside)) }
}

/// A path without its empty segments.
fn without_empty(path: &str) -> String {
    let mut others = String::with_capacity(path.len());
    for segment in split_exactly(path, b'/').filter(|segment| !segment.is_empty()) {
        others.push_str(segment);
        others.push('/');
    }
    others
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
            assert_eq!(below_base(path, false).err().map(|e| e.reason()), Some(Reason::PathOutside), "{path:?}");
        }
    }

    #[test]
    fn empty_segments_pass_where_they_are_meant_and_nothing_else_with_them() {
        for (path, below) in [("a//b", "a//b"), ("//a", "/a"), ("///", "//"), ("a/", "a/")] {
            assert_eq!(below_base(path, true).ok(), Some(below), "{path}");
        }
        for path in ["a//..", "a//../b", "//..", "a//%2e%2e/b", "a//./b", "a//b\\c", "a//\n"] {
            assert_eq!(below_base(path, true).err().map(|e| e.reason()), Some(Reason::PathOutside), "{path:?}");
        }
    }

    #[test]
    fn a_query_has_its_own_option() {
        for path in ["a?b=1", "a#b"] {
            assert_eq!(below_base(path, false).err().map(|e| e.reason()), Some(Reason::PathQuery), "{path}");
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
            assert_eq!(below_base(path, false).ok(), Some(below), "{path}");
        }
    }
}
