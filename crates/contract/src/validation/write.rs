//! A value of a document as the text that the walker reads: JSON, and what a call may hold besides (`json::reader`).

use crate::flat::{Kind, Value};
use crate::json::printer::{print, print_text};
use sne_cotation_common::text::digits;

/// An array or object that is being written: it, and how much of it is.
type Open<'v> = (Value<'v>, u32);

/// Writes a value. Nothing in it calls the writer again, so that no value is too deep.
#[must_use]
pub fn write(value: Value<'_>) -> Vec<u8> {
    let mut text = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    begin(&mut text, value, &mut open);
    while let Some((whole, place)) = open.last_mut() {
        let (is_object, number) = (whole.kind() == Kind::Object, *place);
        *place = number.wrapping_add(1);
        let (name, next) = if is_object {
            whole.field_at(number).map_or((None, None), |(name, value)| (Some(name), Some(value)))
        } else {
            (None, whole.item(number))
        };
        let Some(next) = next else {
            text.push(if is_object { b'}' } else { b']' });
            open.pop();
            continue;
        };
        if number > 0 {
            text.push(b',');
        }
        if let Some(name) = name {
            print_text(name, &mut text);
            text.push(b':');
        }
        begin(&mut text, next, &mut open);
    }
    text
}

/// Writes a value that holds no other, or the sign with which one begins that does.
fn begin<'v>(text: &mut Vec<u8>, value: Value<'v>, open: &mut Vec<Open<'v>>) {
    match value.kind() {
        Kind::BigInteger => {
            text.extend_from_slice(value.letters().as_bytes());
            text.push(b'n');
        }
        Kind::File | Kind::Stream => {
            text.push(if value.kind() == Kind::File { b'F' } else { b'S' });
            text.extend_from_slice(digits(u64::from(value.word().place())).as_bytes());
        }
        Kind::Other => text.push(b'O'),
        kind @ (Kind::Array | Kind::Object) => {
            text.push(if kind == Kind::Object { b'{' } else { b'[' });
            open.push((value, 0));
        }
        _ => print(value, text),
    }
}
