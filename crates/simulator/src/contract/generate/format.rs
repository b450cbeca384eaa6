//! Texts of a format: those of Swagger 2.0, and those that contracts have besides.

use super::words::{length, word, words};
use crate::random::Random;

/// Characters of the longest part of the name of a host, and of what is before the @ of an address.
const LONGEST_PART: usize = 40;
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A text of a format; none when the format says nothing that is known here.
pub(super) fn draw(format: &str, random: &mut Random, (least, most): (u64, u64)) -> Option<String> {
    let [one, two] = [word(random), word(random)];
    let room = usize::try_from(most).unwrap_or(usize::MAX);
    // The first that is not too long.
    let fitting = |texts: &[String]| texts.iter().find(|text| text.len() <= room).or(texts.last()).cloned();
    let more = "x".repeat(usize::try_from(least).unwrap_or_default().saturating_sub(20).min(LONGEST_PART));
    match format {
        "date" => Some(date(random)),
        "date-time" => Some(date_time(random, most)),
        "time" => date_time(random, u64::MAX).split_once('T').map(|(_, time)| time.to_owned()),
        "uuid" => Some(uuid(random)),
        "email" => fitting(&[format!("{one}.{two}{more}@example.org"), format!("{one}@a.fr"), "a@b.fr".to_owned()]),
        "byte" => Some(base64(random, least, most)),
        "uri" | "url" => fitting(&[
            format!("https://example.org/{one}/{two}{more}?q={one}"),
            format!("https://example.org/{one}"),
            format!("https://{one}.fr"),
            format!("urn:{one}"),
            "a:b".to_owned(),
        ]),
        "hostname" | "host-name" => {
            fitting(&[format!("{one}{more}.example.org"), format!("{one}.fr"), "a.fr".to_owned()])
        }
        "ipv4" | "ip-address" => Some(format!("192.0.2.{}", random.between(1, 254))),
        "ipv6" => Some(format!("2001:db8::{:x}", random.between(1, 0xFFFF))),
        "password" | "binary" => Some(words(random, least, most)),
        // What is a number elsewhere, written as a text.
        "int32" | "int64" | "integer" | "long" => Some(digits(random, least, most)),
        _ => None,
    }
}

fn digits(random: &mut Random, least: u64, most: u64) -> String {
    let digit = |random: &mut Random| char::from_digit(u32::try_from(random.between(1, 9)).unwrap_or(1), 10);
    (0..length(random, least, most, 8)).filter_map(|_| digit(random)).collect()
}

fn date(random: &mut Random) -> String {
    let (year, month, day) = (random.between(2000, 2030), random.between(1, 12), random.between(1, 28));
    format!("{year}-{month:02}-{day:02}")
}

/// With a zone, where there is room for one: Java's dates without one are nineteen characters long.
fn date_time(random: &mut Random, most: u64) -> String {
    let date = date(random);
    let (hour, minute, second) = (random.below(24), random.below(60), random.below(60));
    let zone = random.pick(&["Z", "+01:00", "+02:00"]).copied().unwrap_or("Z");
    let zone = match most {
        ..20 => "",
        20..25 => "Z",
        _ => zone,
    };
    format!("{date}T{hour:02}:{minute:02}:{second:02}{zone}")
}

/// Version 4, variant 1 (RFC 9562, section 5.4).
fn uuid(random: &mut Random) -> String {
    let (high, low) = (random.next(), random.next());
    let digits = format!("{high:016x}");
    let (first, rest) = digits.split_at_checked(8).unwrap_or_default();
    let (second, third) = rest.split_at_checked(4).unwrap_or_default();
    let (variant, node) = ((low >> 48) & 0x3FFF | 0x8000, low & 0xFFFF_FFFF_FFFF);
    format!("{first}-{second}-4{}-{variant:04x}-{node:012x}", third.get(1..).unwrap_or_default())
}

/// Whole groups of four characters, so that none is needed to fill the last one.
fn base64(random: &mut Random, least: u64, most: u64) -> String {
    let groups = length(random, least.div_ceil(4), most / 4, 6);
    let characters = (0..groups.saturating_mul(4)).map(|_| random.pick(BASE64).copied().map_or('A', char::from));
    characters.collect()
}
