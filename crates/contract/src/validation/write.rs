//! A value of a document as the text that the walker reads: JSON, and what a call may hold besides (`json::reader`).

use crate::flat::{Kind, Value};
use crate::platform::Platform;
use sne_cotation_common::text::digits;

/// An array or object that is being written: it, and how much of it is.
type Open<'v> = (Value<'v>, u32);

/// Writes a value. Nothing in it calls the writer again, so that no value is too deep.
#[must_use]
pub fn write(value: Value<'_>, platform: &dyn Platform) -> String {
    let mut text = String::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    begin(&mut text, value, platform, &mut open);
    while let Some((whole, place)) = open.last_mut() {
        let (is_object, number) = (whole.kind() == Kind::Object, *place);
        *place = number.wrapping_add(1);
        let (name, next) = if is_object {
            whole.field_at(number).map_or((None, None), |(name, value)| (Some(name), Some(value)))
        } else {
            (None, whole.item(number))
        };
        let Some(next) = next else {
            text.push(if is_object { '}' } else { ']' });
            open.pop();
            continue;
        };
        if number > 0 {
            text.push(',');
        }
        if let Some(name) = name {
            write_text(&mut text, name);
            text.push(':');
        }
        begin(&mut text, next, platform, &mut open);
    }
    text
}

/// Writes a value that holds no other, or the sign with which one begins that does.
fn begin<'v>(text: &mut String, value: Value<'v>, platform: &dyn Platform, open: &mut Vec<Open<'v>>) {
    match value.kind() {
        Kind::Null => text.push_str("null"),
        Kind::False => text.push_str("false"),
        Kind::True => text.push_str("true"),
        Kind::Number => match value.number().filter(|number| number.is_finite()) {
            Some(number) => text.push_str(&platform.write_number(number)),
            None => text.push('O'),
        },
        Kind::Text => write_text(text, value.letters()),
        Kind::BigInteger => {
            text.push_str(value.letters());
            text.push('n');
        }
        Kind::File | Kind::Stream => {
            text.push(if value.kind() == Kind::File { 'F' } else { 'S' });
            text.push_str(&digits(u64::from(value.word().place())));
        }
        Kind::Other => text.push('O'),
        kind @ (Kind::Array | Kind::Object) => {
            text.push(if kind == Kind::Object { '{' } else { '[' });
            open.push((value, 0));
        }
    }
}

/// Writes a string.
fn write_text(text: &mut String, content: &str) {
    text.push('"');
    for character in content.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\0'..='\x1F' => {
                text.push_str("\\u00");
                for nibble in [u32::from(character) >> 4, u32::from(character) & 0xF] {
                    text.push(char::from_digit(nibble, 16).unwrap_or('0'));
                }
            }
            other => text.push(other),
        }
    }
    text.push('"');
}
