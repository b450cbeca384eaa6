//! A header that a caller wants to send. The first line is its name, the rest its value.

use sne_cotation::core::headers::check;
use sne_cotation::core::reason::Reason;

use crate::input::{first_line, text};
use crate::properties::{assert_names_only, assert_same_view, assert_sound, disguised};

/// Names that a caller must not be able to set.
const FORBIDDEN: [&str; 8] =
    ["authorization", "cookie", "host", "content-length", "transfer-encoding", "connection", "origin", "referer"];

/// What is accepted can be sent and smuggles nothing; what is refused is not repeated, but for a name that looks like
/// one.
pub fn run(data: &[u8]) {
    let text = text(data);
    let (name, value) = first_line(&text);
    let outcome = check(name, value);
    assert_same_view(&outcome, &check(name, value));
    assert_same_view(&outcome, &check(name, &disguised(value)));
    match outcome {
        Ok(name) => assert_sendable(&name, value),
        Err(error) => {
            assert_sound(&error);
            assert!(matches!(error.reason(), Reason::HeaderInvalid | Reason::HeaderForbidden));
            assert_names_only(&error);
        }
    }
}

/// A header that fetch takes and that is a single one.
pub fn assert_sendable(name: &str, value: &str) {
    let is_in_name = |byte: u8| byte.is_ascii_graphic() && !b"\"(),/:;<=>?@[\\]{}".contains(&byte);
    assert!(!name.is_empty() && name.bytes().all(is_in_name), "{name:?}");
    assert_eq!(name, name.to_ascii_lowercase());
    assert!(!FORBIDDEN.contains(&name) && !name.starts_with("proxy-") && !name.starts_with("sec-"), "{name:?}");
    let is_in_value = |character: char| character == '\t' || (' '..='ÿ').contains(&character) && character != '\u{7f}';
    assert!(value.chars().all(is_in_value), "{value:?}");
}
