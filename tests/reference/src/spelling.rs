//! A value as a text in JSON, which may be written in many ways: with white space, escape sequences, and names twice.

use crate::draws::Draws;
use crate::json::Json;

/// A value without anything that is not needed.
pub fn plain(value: &Json) -> String {
    let mut text = String::new();
    write(value, &mut text, &mut None);
    text
}

/// A value as nobody writes it.
pub fn odd(value: &Json, draws: &mut Draws<'_>) -> String {
    let mut text = String::new();
    let mut draws = Some(draws);
    space(&mut text, &mut draws);
    write(value, &mut text, &mut draws);
    space(&mut text, &mut draws);
    text
}

/// Whether something odd is to be done.
type Odd<'o, 'b> = Option<&'o mut Draws<'b>>;

fn is_odd(draws: &mut Odd<'_, '_>, of_hundred: usize) -> bool {
    draws.as_mut().is_some_and(|draws| draws.chance(of_hundred))
}

fn space(text: &mut String, draws: &mut Odd<'_, '_>) {
    while is_odd(draws, 10) {
        text.push_str(draws.as_mut().map_or(" ", |draws| draws.one_of(&[" ", "\n", "\t", "\r"])));
    }
}

fn write(value: &Json, text: &mut String, draws: &mut Odd<'_, '_>) {
    match value {
        Json::Null => text.push_str("null"),
        Json::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => text.push_str(&number.token),
        Json::Text(value) => write_text(value, text, draws),
        Json::Array(items) => {
            text.push('[');
            for (place, item) in items.iter().enumerate() {
                text.push_str(if place > 0 { "," } else { "" });
                space(text, draws);
                write(item, text, draws);
                space(text, draws);
            }
            space(text, draws);
            text.push(']');
        }
        Json::Object(fields) => {
            text.push('{');
            let mut all: Vec<(&String, &Json)> = fields.iter().collect();
            // Not in the order in which schemas have them, and some before with the value of another.
            if is_odd(draws, 30) {
                all.reverse();
            }
            if is_odd(draws, 15) {
                let others: Vec<_> = all.iter().rev().map(|(_, value)| *value).collect();
                let twice: Vec<_> = all.iter().map(|(name, _)| *name).zip(others).collect();
                all = twice.into_iter().chain(all).collect();
            }
            for (place, (name, field)) in all.into_iter().enumerate() {
                text.push_str(if place > 0 { "," } else { "" });
                space(text, draws);
                write_text(name, text, draws);
                space(text, draws);
                text.push(':');
                space(text, draws);
                write(field, text, draws);
                space(text, draws);
            }
            space(text, draws);
            text.push('}');
        }
    }
}

fn write_text(value: &str, text: &mut String, draws: &mut Odd<'_, '_>) {
    text.push('"');
    let has_escapes = is_odd(draws, 15);
    for character in value.chars() {
        let is_escaped = has_escapes && is_odd(draws, 50);
        match character {
            '"' | '\\' => text.extend(['\\', character]),
            '/' if is_escaped => text.push_str("\\/"),
            '\n' if !is_escaped => text.push_str("\\n"),
            '\0'..='\x1F' => push_unit(text, u32::from(character)),
            _ if is_escaped => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    push_unit(text, u32::from(*unit));
                }
            }
            _ => text.push(character),
        }
    }
    text.push('"');
}

fn push_unit(text: &mut String, unit: u32) {
    text.push_str("\\u");
    text.extend([12, 8, 4, 0].into_iter().filter_map(|bits| char::from_digit(unit >> bits & 0xF, 16)));
}
