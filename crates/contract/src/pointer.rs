//! JSON Pointers (RFC 6901): where in a document something is.

use std::fmt;

use sne_cotation_common::text::digits;

/// A place, from the whole document down. Each level borrows the one above it, so that nothing is written until it is
/// needed.
#[derive(Clone, Copy)]
pub enum Pointer<'a> {
    /// The whole document.
    Root,
    /// A field of an object.
    Field(&'a Pointer<'a>, &'a str),
    /// An item of an array.
    Item(&'a Pointer<'a>, usize),
}

impl Pointer<'_> {
    /// As a text.
    ///
    /// ```
    /// use sne_cotation_contract::pointer::Pointer;
    ///
    /// let paths = Pointer::Field(&Pointer::Root, "paths");
    /// let path = Pointer::Field(&paths, "/a~b");
    /// assert_eq!(Pointer::Item(&path, 10).text(), "/paths/~1a~0b/10");
    /// ```
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Root => {}
            Self::Field(above, name) => {
                above.write(text);
                push_name(text, name);
            }
            Self::Item(above, place) => {
                above.write(text);
                push_place(text, *place);
            }
        }
    }
}

/// Adds the name of a field to a JSON Pointer.
pub fn push_name(pointer: &mut String, name: &str) {
    pointer.push('/');
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// Adds the place of an item.
pub fn push_place(pointer: &mut String, place: usize) {
    pointer.push('/');
    pointer.push_str(&digits(place as u64));
}

impl fmt::Debug for Pointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// A part of a JSON Pointer as it was before `~` and `/` were escaped, and percent signs where it is in an address. Of
/// what is escaped wrongly, anything.
#[must_use]
pub fn unescaped(part: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        let mut next = || rest.next().unwrap_or_default();
        bytes.push(match byte {
            b'~' if next() == b'1' => b'/',
            b'%' => digit(next()).wrapping_shl(4) | digit(next()),
            other => other,
        });
    }
    bytes
}

fn digit(byte: u8) -> u8 {
    if byte.is_ascii_digit() { byte & 0xF } else { (byte & 0xF).wrapping_add(9) }
}
