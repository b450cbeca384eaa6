//! The keys of responses: a status, and what others write in its place.

use crate::flat::Value;

/// The statuses that a key is about, where it is a status: the status itself (`200`), a range (`2XX`), or a text that
/// begins with either (`200 OK`). An `x` stands for any digit.
fn statuses(key: &str) -> Option<[u8; 3]> {
    let (status, rest) = key.trim_ascii().as_bytes().split_first_chunk::<3>()?;
    let [first, others @ ..] = status;
    let is_digit_or_any = |letter: &u8| letter.is_ascii_digit() || letter.eq_ignore_ascii_case(&b'x');
    let is_end = rest.first().is_none_or(|letter| !letter.is_ascii_alphanumeric());
    (first.is_ascii_digit() && others.iter().all(is_digit_or_any) && is_end)
        .then(|| status.map(|letter| letter.to_ascii_lowercase()))
}

/// Whether a key says what it is about.
#[must_use]
pub fn is_known(key: &str) -> bool {
    key == "default" || key.starts_with("x-") || statuses(key).is_some()
}

/// Whether a key is about a success.
#[must_use]
pub fn is_success(key: &str) -> bool {
    statuses(key).is_some_and(|[first, ..]| first == b'2')
}

/// The first of the statuses that a key is about: 200 of `200`, `2XX` and `200 OK`.
#[must_use]
pub fn first(key: &str) -> Option<u16> {
    let number =
        |number: u16, letter: u8| number.saturating_mul(10).saturating_add(u16::from(letter.saturating_sub(b'0')));
    Some(statuses(key)?.into_iter().map(|letter| if letter == b'x' { b'0' } else { letter }).fold(0, number))
}

/// What responses have for a status: under itself, under another key that is about it, or by default.
#[must_use]
pub fn response<'d>(responses: Value<'d>, status: &str) -> Option<Value<'d>> {
    let is_of = |known: [u8; 3]| known.iter().zip(status.bytes()).all(|(known, digit)| [b'x', digit].contains(known));
    let mut others = responses.fields().filter(|(key, _)| statuses(key).is_some_and(is_of));
    responses.field(status).or_else(|| others.next().map(|(_, response)| response)).or(responses.field("default"))
}

#[cfg(test)]
mod tests {
    use super::{first, is_known, is_success};

    #[test]
    fn keys_are_statuses_ranges_or_begin_with_one() {
        for key in ["200", "2XX", "2xx", "20X", "200 OK", " 201 ", "200,201", "204-vide"] {
            assert!(is_known(key) && is_success(key), "{key}");
            assert!(matches!(first(key), Some(200 | 201 | 204)), "{key}");
        }
        for key in ["default", "x-any", "404", "4XX"] {
            assert!(is_known(key) && !is_success(key), "{key}");
        }
        for key in ["", "OK", "success", "20", "2000", "200a", "XXX", "Default"] {
            assert!(!is_known(key) && !is_success(key) && first(key).is_none(), "{key}");
        }
    }
}
