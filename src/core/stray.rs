//! Characters that come with a value when it is copied by hand, and are no part of it.

use super::error::Error;
use super::reason::Reason;

/// The error of an option that has such a character at a position.
#[must_use]
pub fn stray(option: &str, position: f64) -> Error {
    Error::new(Reason::OptionStrayCharacter).with("option", option).with_number("position", position)
}

/// Where the first of them is, counted from 1, as people count: white space at an end, what cannot be seen anywhere,
/// quotes around the whole; and in what else has the form of an id, the dashes that word processors put in the place of
/// a hyphen. A space in the middle may be meant, and so may a dash among words.
///
/// ```
/// use sne_cotation::core::stray::stray_character;
///
/// assert_eq!(stray_character("ab\u{200b}c"), Some(3.0));
/// assert_eq!(stray_character("\"abc\""), Some(1.0));
/// assert_eq!(stray_character("e95c\u{2013}1f0c"), Some(5.0));
/// assert_eq!(stray_character("a b\"c"), None);
/// assert_eq!(stray_character("one\u{2013}two"), None);
/// ```
#[must_use]
pub fn stray_character(value: &str) -> Option<f64> {
    let is_id = value.chars().all(|one| one.is_ascii_hexdigit() || one == '-' || is_dash(one));
    if let Some(position) = position_of(value, |one| is_unseen(one) || (is_id && is_dash(one))) {
        return Some(position);
    }
    match value {
        _ if value.starts_with(' ') || is_quoted(value) => Some(1.0),
        _ if value.ends_with(' ') => Some(value.chars().fold(0.0, |count, _| count + 1.0)),
        _ => None,
    }
}

/// Where the first character is that cannot be seen, or not be told from another.
#[must_use]
pub fn unseen_character(value: &str) -> Option<f64> {
    position_of(value, |one| is_unseen(one) || is_dash(one))
}

fn position_of(value: &str, is_it: impl Fn(char) -> bool) -> Option<f64> {
    let mut position = 0.0;
    value.chars().find_map(|character| {
        position += 1.0;
        is_it(character).then_some(position)
    })
}

/// Whether it looks like a hyphen, and is another character.
fn is_dash(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Whether nothing of it is seen, or it is a blank that no keyboard has. U+FFFD stands for what a wrong
/// encoding has made unreadable.
fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{1680}'
            | '\u{180b}'..='\u{180f}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}'
            | '\u{2800}' | '\u{3000}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffd}' | '\u{e0000}'..='\u{e0fff}'
    )
}

fn is_quoted(value: &str) -> bool {
    let pairs = ["\"\"", "''", "``", "“”", "‘’", "«»", "„“"];
    pairs.iter().any(|pair| {
        let mut marks = pair.chars();
        let (Some(open), Some(close)) = (marks.next(), marks.next()) else { return false };
        value.strip_prefix(open).is_some_and(|rest| rest.ends_with(close))
    })
}

#[cfg(test)]
mod tests {
    use super::stray_character;

    #[test]
    fn what_comes_with_copying_is_found_where_it_is() {
        let rows = [
            (" abc", 1.0),
            ("abc ", 4.0),
            ("abc\n", 4.0),
            ("\u{feff}abc", 1.0),
            ("é\u{200b}c", 2.0),
            ("ab\u{a0}c", 3.0),
            ("ab\u{ad}c", 3.0),
            ("a\u{202e}bc", 2.0),
            ("ab\tc", 3.0),
            ("abc\u{85}", 4.0),
            ("caf\u{fffd}", 4.0),
            ("ab\u{2011}c", 3.0),
            ("ab\u{2013}c", 3.0),
            ("abc\u{fe0f}", 4.0),
            ("abc\u{3164}", 4.0),
            ("abc\u{2800}", 4.0),
            ("abc\u{e0020}", 4.0),
            ("\u{fffc}abc", 1.0),
            ("\"abc\"", 1.0),
            ("'abc'", 1.0),
            ("“abc”", 1.0),
            ("« abc »", 1.0),
        ];
        for (value, position) in rows {
            assert_eq!(stray_character(value), Some(position), "{value:?}");
        }
    }

    #[test]
    fn what_may_be_meant_stays() {
        for value in ["", "abc", "a b c", "\"abc", "abc'", "a\"b\"c", "\"", "é£€😀", "#abc#", "a=b&c%20", "a-b_c"]
        {
            assert_eq!(stray_character(value), None, "{value:?}");
        }
    }
}
