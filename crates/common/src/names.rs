//! Which names that somebody gave may be repeated in a message. A mistaken name may be anything, even a secret that was
//! put on the wrong side of a colon; those have digits.

/// What stands in a message for what may not be repeated.
pub const HIDDEN: &str = "…";
/// Bytes of the longest name that is repeated.
const LONGEST: usize = 64;

/// A name as a message may repeat it: itself when it looks like a name, which has no digit, or [`HIDDEN`].
#[inline]
#[must_use]
pub fn shown(name: &str) -> &str {
    shown_if(name, |byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-' | b'.'))
}

/// The id of an operation as a message may repeat it: itself when it looks like a name, which may have digits, or like
/// a method and a path; or [`HIDDEN`].
#[inline]
#[must_use]
pub fn shown_operation(id: &str) -> &str {
    shown_if(id, |byte| byte.is_ascii_alphanumeric() || b"_-./ {}".contains(&byte))
}

fn shown_if(name: &str, is_allowed: impl Fn(u8) -> bool) -> &str {
    let is_short = !name.is_empty() && name.len() <= LONGEST;
    if is_short && name.bytes().all(is_allowed) { name } else { HIDDEN }
}

#[cfg(test)]
mod tests {
    use super::{shown, shown_operation};

    #[test]
    fn secrets_are_not_names() {
        assert_eq!([shown("numero_page"), shown("s3cret"), shown("")], ["numero_page", "…", "…"]);
        assert_eq!(shown_operation("GET /a/{b}"), "GET /a/{b}");
        assert_eq!([shown_operation("a@b"), shown_operation(&"x".repeat(65))], ["…", "…"]);
    }
}
