//! The few things that are done with texts, byte by byte, as in the client's `text.rs` and for its reason: the standard library's
//! searches and its splitting would make the wasm half as large again.

/// The parts of a text between such bytes.
///
/// ```
/// use sne_cotation_contract::text::split;
///
/// assert!(split("/a//b", b'/').eq(["", "a", "", "b"]));
/// ```
pub fn split(text: &str, at: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(place) = text.bytes().position(|byte| byte == at) else { return rest.take() };
        rest = text.get(place.wrapping_add(1)..);
        text.get(..place)
    })
}

/// The place of a word in a list that people read.
///
/// ```
/// use sne_cotation_contract::text::place;
///
/// assert_eq!((place("a, b", "b"), place("a, b", "c")), (Some(1), None));
/// ```
#[must_use]
pub fn place(list: &str, word: &str) -> Option<usize> {
    split(list, b',').position(|known| known.trim_ascii_start() == word)
}

/// Whether a text contains another.
///
/// ```
/// use sne_cotation_contract::text::contains;
///
/// assert!(contains("abc", "bc") && !contains("abc", "d"));
/// ```
#[must_use]
pub fn contains(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len().max(1)).any(|window| window == part.as_bytes())
}

/// Whether a text has one of these signs in it, which are ASCII.
#[must_use]
pub fn has_any(text: &str, signs: &[u8]) -> bool {
    text.bytes().any(|byte| signs.contains(&byte))
}

/// Adds a text to a list that people read.
///
/// ```
/// use sne_cotation_contract::text::add;
///
/// let mut list = "a".to_owned();
/// add(&mut list, "b");
/// assert_eq!(list, "a, b");
/// ```
pub fn add(list: &mut String, text: &str) {
    if !list.is_empty() {
        list.push_str(", ");
    }
    list.push_str(text);
}

/// Whether a text ends with another, in any case.
#[must_use]
pub fn ends_with(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    start.and_then(|start| text.as_bytes().get(start..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
}

/// A whole number in digits; `to_string` would bring all of formatting with it.
///
/// ```
/// use sne_cotation_contract::text::digits;
///
/// assert_eq!([digits(0), digits(250)], ["0", "250"]);
/// ```
#[must_use]
pub fn digits(number: u64) -> String {
    let mut text = String::new();
    push_digits(&mut text, number);
    text
}

fn push_digits(text: &mut String, number: u64) {
    if number > 9 {
        push_digits(text, number.wrapping_div(10));
    }
    let digit = u8::try_from(number % 10).unwrap_or_default();
    text.push(char::from(b'0'.wrapping_add(digit)));
}

/// The number that digits stand for, as a JSON Pointer names the items of an array.
#[must_use]
pub fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u32, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(*byte & 0xF))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}
