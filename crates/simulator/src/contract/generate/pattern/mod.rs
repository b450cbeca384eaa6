//! Texts that a `pattern` allows, made from the pattern. Who draws one looks with the contract's own engine whether it
//! really matches, since what is looked at before or behind a place is passed over here.
//!
//! Contracts have patterns of ECMA 262, as the specification says, and of Java, from which many are exported. Where the
//! same signs mean different things, there are two readings.

mod brackets;
mod classes;
mod draw;
mod escapes;
mod node;
mod reader;
mod set;

use crate::random::Random;
use draw::Writing;
use node::Node;
use reader::{Dialect, Reader};

/// A pattern, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shape(Node);

impl Shape {
    /// What a pattern may mean; nothing when it has something in it that is not known here.
    pub(super) fn readings(pattern: &str) -> Vec<Self> {
        let mut readings = Vec::new();
        let inside = between_slashes(pattern);
        // Nothing matches with a slash before its beginning.
        let is_certain = inside.is_some_and(|inside| inside.starts_with('^'));
        for pattern in [Some(pattern).filter(|_| !is_certain), inside].into_iter().flatten() {
            for dialect in [Dialect::Ecma, Dialect::Java] {
                let read = Reader::read(pattern, dialect).map(Self);
                readings.extend(read.filter(|shape| !readings.contains(shape)));
            }
        }
        readings
    }

    /// A text that it allows, of that length where it can be. Repetitions without a limit go on for so many times more
    /// than they have to, at most.
    pub(super) fn draw(&self, random: &mut Random, length: (u64, u64), generosity: u32) -> String {
        let mut writing = Writing::new(random, generosity);
        writing.write(&self.0, length);
        writing.text()
    }
}

/// A pattern that is written as JavaScript has it in programs, without what is around it.
fn between_slashes(pattern: &str) -> Option<&str> {
    let (inside, flags) = pattern.strip_prefix('/')?.rsplit_once('/')?;
    flags.bytes().all(|flag| flag.is_ascii_lowercase()).then_some(inside)
}

#[cfg(test)]
mod tests {
    use sne_cotation_contract::pattern::Pattern;

    use super::Shape;
    use crate::random::Random;

    const ANY: (u64, u64) = (0, u64::MAX);

    fn drawn(pattern: &str, length: (u64, u64)) -> impl Iterator<Item = String> {
        let shapes = Shape::readings(pattern);
        assert!(!shapes.is_empty(), "{pattern}");
        (0..100).flat_map(move |seed| {
            let mut random = Random::new(seed);
            shapes.iter().map(|shape| shape.draw(&mut random, length, 5)).collect::<Vec<_>>()
        })
    }

    #[test]
    fn what_is_drawn_matches() {
        for pattern in [
            "^[A-Z]{3}-[0-9]{4}$",
            r"^(0[1-9]|[1-8]\d|9[0-8])\d{3}$",
            r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$",
            "a|b|",
            "^(?:ab|c(d|e)+)*$",
            r"^[^a-z\d]+$",
            r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$",
            r"^\u00e9\x41\u{1F600}[é-ï]{2,3}\/$",
            "^.{1,5}?$",
            r"^\$\^\.\*\(\)\[\]\{\}$",
            "^a{,2}b{x}{$",
            r"^[-a][a-][\]\\^][^]$",
            r"^(?<nom>x)\bé?\s\S\D\W$",
            "^[^]$",
            r"^[\w\s'’-]+$",
            r"^\d{2}/\d{2}/\d{4}$",
            "",
        ] {
            let engine = Pattern::new(pattern).unwrap();
            // Of two readings, the engine has one.
            let is_match = |text: &String| engine.matches(text) == Some(true);
            let count = drawn(pattern, ANY).count();
            let right = drawn(pattern, ANY).filter(is_match).count();
            assert!(right == count || (right * 2 >= count && pattern.contains('[')), "{pattern} {right}");
        }
    }

    /// Each by what Java's own matcher says of such texts.
    #[test]
    fn patterns_of_java_are_known() {
        let all = |pattern: &str, is_right: fn(char) -> bool| {
            for text in drawn(pattern, (1, 20)) {
                assert!(!text.is_empty() && text.chars().all(is_right), "{pattern} {text:?}");
            }
        };
        all(r"\A(?i)[a-z]++\z", |one| one.is_ascii_alphabetic());
        all(r"^[\pL' -]+$", |one| one.is_alphabetic() || " '-".contains(one));
        all(r"\p{Alpha}*+", |one| one.is_ascii_alphabetic());
        all(r"^(?>[\p{Lu}\p{IsDigit}]+)$", |one| one.is_ascii_uppercase() || one.is_ascii_digit());
        all(r"^\Q[.]\E{3}\Z", |one| "[.]".contains(one));
        all(r"[^\P{Alnum}]{2}", |one| one.is_ascii_alphanumeric());
        all(r"^(?i)[^a-z\h]{2,3}+$", |one| !one.is_ascii_alphabetic() && one != ' ');
        all(r"/^[0-9]+$/i", |one| one.is_ascii_digit());
        let consonants = |text: &String| text.chars().all(|one| "bcdfghjklmnpqrstvwxyz".contains(one));
        assert!(drawn("[a-z&&[^aeiou]]{3}", ANY).filter(consonants).count() >= 100);
        let hexadecimal = |text: &String| text.chars().all(|one| one.is_ascii_hexdigit());
        assert!(drawn("[a-f[0-9]]{3}", ANY).filter(hexadecimal).count() >= 100);
    }

    #[test]
    fn references_repeat_what_their_group_has() {
        for text in drawn(r"^(\d)-(?<b>[xyz]{2})\1\k<b>$", ANY) {
            let characters: Vec<char> = text.chars().collect();
            assert_eq!((characters[0], &characters[2..4]), (characters[4], &characters[5..7]), "{text}");
        }
    }

    #[test]
    fn texts_are_as_long_as_they_have_to_be() {
        for (pattern, length) in [
            ("^[a-z]+$", (40, 40)),
            ("^[a-z]+(-[a-z]+)*$", (10, 12)),
            ("^(ab|cde)+$", (7, 9)),
            ("^a{2,}b*$", (1000, 1001)),
            ("^(a|b{5})(c?d){0,9}$", (6, 7)),
            (".*", (3, 3)),
        ] {
            let engine = Pattern::new(pattern).unwrap();
            for text in drawn(pattern, length) {
                let characters = u64::try_from(text.chars().count()).unwrap();
                assert!((length.0..=length.1).contains(&characters), "{pattern} {text}");
                assert_eq!(engine.matches(&text), Some(true), "{pattern} {text}");
            }
        }
    }

    #[test]
    fn what_is_not_known_is_nothing() {
        for pattern in ["(", "a)", "[a", "*", r"\", r"\p{Nonsense}", r"\u{zz}", r"\1"] {
            assert!(Shape::readings(pattern).is_empty(), "{pattern}");
        }
        assert!(Shape::readings(&"(".repeat(100_000)).is_empty());
    }

    #[test]
    fn repetitions_end() {
        let shape = Shape::readings("((((a{9999}){9999}){9999}){9999})*((){9999}){9999}").remove(0);
        assert!(shape.draw(&mut Random::new(1), ANY, 5).len() < 600_000);
    }
}
