//! A value as JSON text, for what is told to JavaScript.

use sne_cotation_common::text::digits;

use crate::flat::{Kind, Value};

/// Adds a value to a text. A file or a stream is its number, which means something to the platform only; what JSON
/// cannot say is `null`. Values are only as deep as what was read.
pub fn print(value: Value<'_>, into: &mut Vec<u8>) {
    match value.kind() {
        Kind::Null | Kind::Other => into.extend_from_slice(b"null"),
        Kind::False => into.extend_from_slice(b"false"),
        Kind::True => into.extend_from_slice(b"true"),
        Kind::Number | Kind::BigInteger => into.extend_from_slice(value.letters().as_bytes()),
        Kind::Text => print_text(value.letters(), into),
        Kind::File | Kind::Stream => into.extend_from_slice(digits(u64::from(value.word().place())).as_bytes()),
        Kind::Array => {
            into.push(b'[');
            for (place, item) in value.items().enumerate() {
                if place > 0 {
                    into.push(b',');
                }
                print(item, into);
            }
            into.push(b']');
        }
        Kind::Object => {
            into.push(b'{');
            for (place, (name, field)) in value.fields().enumerate() {
                if place > 0 {
                    into.push(b',');
                }
                print_text(name, into);
                into.push(b':');
                print(field, into);
            }
            into.push(b'}');
        }
    }
}

/// Adds a text between quotes.
pub fn print_text(text: &str, into: &mut Vec<u8>) {
    into.push(b'"');
    for byte in text.bytes() {
        if matches!(byte, b'"' | b'\\') {
            into.push(b'\\');
        }
        if byte >= 0x20 {
            into.push(byte);
        } else {
            into.extend_from_slice(if byte < 0x10 { b"\\u000" } else { b"\\u001" });
            let digit = byte & 0xF;
            into.push(if digit < 10 { b'0' | digit } else { digit.wrapping_add(b'a' - 10) });
        }
    }
    into.push(b'"');
}
