//! What stands behind a backslash, in the reading.

use super::classes::{property, shorthand};
use super::node::Node;
use super::reader::Reader;
use super::set::Set;

impl Reader {
    /// The class of a letter after a backslash.
    pub(super) fn class_of(&mut self, letter: char) -> Option<Set> {
        if !matches!(letter, 'p' | 'P') {
            return shorthand(letter);
        }
        let name = if self.takes("{") { self.until('}')? } else { self.rest.pop()?.to_string() };
        let set = property(&name)?;
        Some(if letter == 'P' { set.negated() } else { set })
    }

    /// What an escape stands for, after its backslash.
    pub(super) fn escape(&mut self) -> Option<Node> {
        let letter = self.rest.pop()?;
        match letter {
            'b' | 'B' | 'A' | 'Z' | 'z' | 'G' => Some(Node::nothing()),
            'k' if self.takes("<") => {
                let name = self.until('>')?;
                let place = self.groups.iter().position(|known| known.as_ref() == Some(&name))?;
                Some(Node::reference(place.saturating_add(1)))
            }
            '1'..='9' => self.reference(letter),
            'R' => Some(Node::character('\n')),
            letter if is_class(letter) => self.class_of(letter).map(Node::one),
            letter => {
                let character = self.character(letter)?;
                Some(self.literal(character))
            }
        }
    }

    /// A reference to a group by its number, which must be there already.
    fn reference(&mut self, digit: char) -> Option<Node> {
        let number = usize::try_from(digit.to_digit(10)?).ok()?;
        (number <= self.groups.len()).then(|| Node::reference(number))
    }

    /// The character that an escape stands for, after its backslash and its letter.
    pub(super) fn character(&mut self, letter: char) -> Option<char> {
        Some(match letter {
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\u{c}',
            'a' => '\u{7}',
            'e' => '\u{1b}',
            '0' => self.octal()?,
            'c' => char::from_u32(u32::from(self.rest.pop()?.to_ascii_uppercase()) ^ 0x40)?,
            'x' | 'u' if self.takes("{") => {
                let digits = self.until('}')?;
                char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
            }
            'x' => char::from_u32(self.digits(2)?)?,
            'u' => self.unicode()?,
            // Names of characters, and references that are none.
            'N' | 'k' | '1'..='9' => return None,
            other => other,
        })
    }

    /// A number of up to three octal digits (Java), or none (ECMA 262: the character 0).
    fn octal(&mut self) -> Option<char> {
        let mut code = 0_u32;
        for _ in 0..3 {
            let Some(digit) = self.rest.last().and_then(|one| one.to_digit(8)) else { break };
            code = code.checked_mul(8)?.checked_add(digit)?;
            self.rest.pop();
        }
        char::from_u32(code)
    }

    /// A character by four hexadecimal digits, or by twice as many for its two halves.
    fn unicode(&mut self) -> Option<char> {
        let code = self.digits(4)?;
        if !(0xD800..0xDC00).contains(&code) {
            return char::from_u32(code);
        }
        self.takes("\\u").then_some(())?;
        let halves = [u16::try_from(code).ok()?, u16::try_from(self.digits(4)?).ok()?];
        char::decode_utf16(halves).next()?.ok()
    }

    /// A number of so many hexadecimal digits.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let start = self.rest.len().checked_sub(count)?;
        let digits: String = self.rest.split_off(start).iter().rev().collect();
        u32::from_str_radix(&digits, 16).ok()
    }
}

/// Whether a letter after a backslash stands for a class.
pub(super) fn is_class(letter: char) -> bool {
    matches!(letter, 'p' | 'P') || shorthand(letter).is_some()
}
