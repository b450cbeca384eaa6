//! Patterns within signs of another language: `/…/i`, and `\Q…\E` of Java's.

use std::borrow::Cow;

use super::group::flag;
use sne_cotation_common::text::contains;

/// The pattern and the flags within `/…/i`.
pub fn literal(source: &str) -> Option<(&str, u8)> {
    let source = source.strip_prefix('/')?;
    let end = source.bytes().rposition(|byte| byte == b'/')?;
    let mut flags = 0;
    for letter in source.get(end.wrapping_add(1)..)?.chars() {
        flags |= match letter {
            // Those of JavaScript and PHP that make no difference to whether a text matches.
            'd' | 'g' | 'v' | 'y' | 'A' | 'D' | 'S' | 'X' | 'J' => 0,
            letter => flag(letter)?,
        };
    }
    Some((source.get(..end)?, flags))
}

/// A pattern with what stands between `\Q` and `\E` as escapes.
pub fn without_quotes(source: &str) -> Cow<'_, str> {
    if !contains(source, r"\Q") {
        return Cow::Borrowed(source);
    }
    let mut written = String::new();
    let mut signs = source.chars();
    let mut is_quoted = false;
    while let Some(sign) = signs.next() {
        let next = if sign == '\\' { signs.clone().next() } else { None };
        match (is_quoted, next) {
            (false, Some('Q')) | (true, Some('E')) => {
                is_quoted = !is_quoted;
                signs.next();
                continue;
            }
            (true, _) if sign.is_ascii() && !sign.is_ascii_alphanumeric() => written.push('\\'),
            _ => {}
        }
        written.push(sign);
        if let Some(next) = next.filter(|_| !is_quoted) {
            written.push(next);
            signs.next();
        }
    }
    Cow::Owned(written)
}
