//! The few things that the core does with texts, byte by byte.
//!
//! All that it looks for is ASCII, which is never a part of another character in UTF-8. The standard library's methods by
//! character or by text do the same, and made the wasm a fifth larger (`docs/decisions`).

/// What is before and after the first such byte; nothing when there is none.
///
/// ```
/// use sne_cotation::core::text::split_once;
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
/// use sne_cotation::core::text::split;
///
/// assert!(split("a, b,,c", b',').eq(["a", "b", "", "c"]));
/// ```
pub fn split(text: &str, at: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (part, after) = split_once(text, at).map_or((text, None), |(part, after)| (part, Some(after)));
        rest = after;
        Some(part.trim_ascii())
    })
}

/// Whether a text contains another.
///
/// ```
/// use sne_cotation::core::text::contains;
///
/// assert!(contains("abc", "bc") && contains("abc", "") && !contains("abc", "d"));
/// ```
#[must_use]
pub fn contains(text: &str, part: &str) -> bool {
    part.is_empty() || text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

/// Whether a text ends with another, in any case.
///
/// ```
/// use sne_cotation::core::text::ends_with;
///
/// assert!(ends_with("application/problem+JSON", "+json") && !ends_with("json", "+json"));
/// ```
#[must_use]
pub fn ends_with(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    start.and_then(|start| text.get(start..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
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
/// use sne_cotation::core::text::concat;
///
/// assert_eq!(concat("a", "b"), "ab");
/// ```
#[must_use]
pub fn concat(start: &str, end: &str) -> String {
    let mut whole = String::with_capacity(start.len().saturating_add(end.len()));
    whole.push_str(start);
    whole.push_str(end);
    whole
}
