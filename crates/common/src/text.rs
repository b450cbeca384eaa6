//! The few things that the crates do with texts, byte by byte.
//!
//! All that they look for is ASCII, which is never a part of another character in UTF-8. The standard library's methods
//! by character or by text do the same, and made the client's wasm a fifth larger and the contract's half as large
//! again (`docs/decisions`, records 4 and 10).

/// What is before and after the first such byte; nothing when there is none.
///
/// ```
/// use sne_cotation_common::text::split_once;
///
/// assert_eq!(split_once("a=b=c", b'='), Some(("a", "b=c")));
/// assert_eq!(split_once("a", b'='), None);
/// ```
#[must_use]
pub fn split_once(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..place)?, text.get(place.checked_add(1)?..)?))
}

/// The parts of a text between such bytes, white space around them removed.
///
/// ```
/// use sne_cotation_common::text::split;
///
/// assert!(split("a, b,,c", b',').eq(["a", "b", "", "c"]));
/// ```
#[inline]
pub fn split(text: &str, at: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || Some(next_part(&mut rest, at)?.trim_ascii()))
}

/// The parts of a text between such bytes, as they are.
///
/// ```
/// use sne_cotation_common::text::split_exactly;
///
/// assert!(split_exactly("/a//b ", b'/').eq(["", "a", "", "b "]));
/// ```
#[inline]
pub fn split_exactly(text: &str, at: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || next_part(&mut rest, at))
}

/// Takes the first part off what is left of a text.
#[inline]
fn next_part<'t>(rest: &mut Option<&'t str>, at: u8) -> Option<&'t str> {
    let text = (*rest)?;
    let (part, after) = split_once(text, at).map_or((text, None), |(part, after)| (part, Some(after)));
    *rest = after;
    Some(part)
}

/// The place of a word in a list such as `a, b`.
///
/// ```
/// use sne_cotation_common::text::place;
///
/// assert_eq!((place("a, b", "b"), place("a, b", "c")), (Some(1), None));
/// ```
#[inline]
#[must_use]
pub fn place(list: &str, word: &str) -> Option<usize> {
    split(list, b',').position(|listed| listed == word)
}

/// Whether a text contains another.
///
/// ```
/// use sne_cotation_common::text::contains;
///
/// assert!(contains("abc", "bc") && contains("abc", "") && !contains("abc", "d"));
/// ```
#[inline]
#[must_use]
pub fn contains(text: &str, part: &str) -> bool {
    part.is_empty() || text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

/// Whether one of these bytes, which are ASCII, is in a text.
#[inline]
#[must_use]
pub fn has_any(text: &str, bytes: &[u8]) -> bool {
    text.bytes().any(|byte| bytes.contains(&byte))
}

/// Whether a text ends with another, in any case.
///
/// ```
/// use sne_cotation_common::text::ends_with;
///
/// assert!(ends_with("application/problem+JSON", "+json") && !ends_with("json", "+json"));
/// ```
#[must_use]
pub fn ends_with(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    start.and_then(|start| text.as_bytes().get(start..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
}

/// A copy of a text. Unlike that of `to_owned`, its code is there once, and not wherever one is made.
#[inline(never)]
#[must_use]
pub fn owned(text: &str) -> String {
    text.to_owned()
}

/// Two texts in one.
///
/// ```
/// use sne_cotation_common::text::concat;
///
/// assert_eq!(concat("a", "b"), "ab");
/// ```
#[inline]
#[must_use]
pub fn concat(start: &str, end: &str) -> String {
    let mut whole = String::with_capacity(start.len().saturating_add(end.len()));
    whole.push_str(start);
    whole.push_str(end);
    whole
}

/// Adds a text to a list such as `a, b`.
///
/// ```
/// use sne_cotation_common::text::add;
///
/// let mut list = "a".to_owned();
/// add(&mut list, "b");
/// assert_eq!(list, "a, b");
/// ```
#[inline]
pub fn add(list: &mut String, text: &str) {
    if !list.is_empty() {
        list.push_str(", ");
    }
    list.push_str(text);
}

/// A whole number in digits; `to_string` would bring all of formatting with it.
///
/// ```
/// use sne_cotation_common::text::digits;
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
#[inline]
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
