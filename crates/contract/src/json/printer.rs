//! A value as JSON text, for what is told to JavaScript.

use sne_cotation_common::text::digits;

use crate::flat::{Kind, Value};

/// Adds a value to a text. A file or a stream is its number, which means something to the platform only; what JSON
/// cannot say is `null`. Values are only as deep as what was read.
pub fn print(value: Value<'_>, into: &mut String) {
    match value.kind() {
        Kind::Null | Kind::Other => into.push_str("null"),
        Kind::False => into.push_str("false"),
        Kind::True => into.push_str("true"),
        Kind::Number | Kind::BigInteger => into.push_str(value.letters()),
        Kind::Text => print_text(value.letters(), into),
        Kind::File | Kind::Stream => into.push_str(&digits(u64::from(value.word().place()))),
        Kind::Array => {
            let mut sign = '[';
            for item in value.items() {
                into.push(sign);
                print(item, into);
                sign = ',';
            }
            into.push_str(if sign == '[' { "[]" } else { "]" });
        }
        Kind::Object => {
            let mut sign = '{';
            for (name, field) in value.fields() {
                into.push(sign);
                print_text(name, into);
                into.push(':');
                print(field, into);
                sign = ',';
            }
            into.push_str(if sign == '{' { "{}" } else { "}" });
        }
    }
}

/// Adds a text between quotes.
pub fn print_text(text: &str, into: &mut String) {
    into.push('"');
    let mut rest = text;
    while let Some(place) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1F)) {
        into.push_str(rest.get(..place).unwrap_or_default());
        print_escaped(rest.as_bytes().get(place).copied().unwrap_or_default(), into);
        rest = rest.get(place.wrapping_add(1)..).unwrap_or_default();
    }
    into.push_str(rest);
    into.push('"');
}

fn print_escaped(byte: u8, into: &mut String) {
    match byte {
        b'"' => into.push_str("\\\""),
        b'\\' => into.push_str("\\\\"),
        b'\n' => into.push_str("\\n"),
        _ => {
            into.push_str(if byte < 0x10 { "\\u000" } else { "\\u001" });
            let digit = byte & 0xF;
            into.push(char::from(if digit < 10 { b'0' | digit } else { digit.wrapping_add(b'a' - 10) }));
        }
    }
}
