//! Texts of a format: those of Swagger 2.0, and those that contracts have besides.

use super::words::{length, word, words};
use crate::random::Random;

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A text of a format; none when the format says nothing that is known here.
pub(super) fn draw(format: &str, random: &mut Random, (least, most): (u64, u64)) -> Option<String> {
    let [one, two] = [word(random), word(random)];
    Some(match format {
        "date" => date(random),
        "date-time" => date_time(random),
        "uuid" => uuid(random),
        "email" => format!("{one}.{two}@example.org"),
        "byte" => base64(random, least, most),
        "uri" | "url" => format!("https://example.org/{one}/{two}"),
        "hostname" | "host-name" => format!("{one}.example.org"),
        "ipv4" | "ip-address" => format!("192.0.2.{}", random.between(1, 254)),
        "ipv6" => format!("2001:db8::{:x}", random.between(1, 0xFFFF)),
        "password" | "binary" => words(random, least, most),
        _ => return None,
    })
}

fn date(random: &mut Random) -> String {
    let (year, month, day) = (random.between(2000, 2030), random.between(1, 12), random.between(1, 28));
    format!("{year}-{month:02}-{day:02}")
}

fn date_time(random: &mut Random) -> String {
    let date = date(random);
    let (hour, minute, second) = (random.below(24), random.below(60), random.below(60));
    let zone = random.pick(&["Z", "+01:00", "+02:00"]).copied().unwrap_or("Z");
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
