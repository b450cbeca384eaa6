//! Days and times: those of RFC 3339, and what servers write and read beside them.

/// Minutes of a day.
const DAY: u32 = 1440;
/// In place of the minutes of a zone.
const NO_ZONE: u32 = u32::MAX;

/// Whether a text is a day, where need be with an offset from UTC, as XML Schema has it.
pub fn is_date(text: &[u8]) -> bool {
    day(text).is_some_and(|rest| zone(rest).is_some())
}

/// Whether a text is for sure a day as most are: of four digits, two and two, of a month and below the 29th.
#[inline(always)]
pub fn is_usual_date(text: &[u8]) -> bool {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return false };
    let two = |tens: &u8, ones: &u8| {
        let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
        if tens < 10 && ones < 10 { tens.wrapping_mul(10).wrapping_add(ones) } else { 0xFF }
    };
    let (century, year, month, day) = (two(y1, y2), two(y3, y4), two(m1, m2), two(d1, d2));
    (century | year) < 0xFF && matches!((month, day), (1..=12, 1..=28))
}

/// Whether a text is a day and a time: RFC 3339, and as Java, Python, SQL and Ruby write them, without a zone or
/// seconds, with a comma before the fraction, with a space in place of the `T` or before the zone, with an offset
/// without a colon or minutes, and with the name of the zone behind it or in its place.
pub fn is_date_time(text: &[u8]) -> bool {
    day(text).and_then(time).is_some()
}

/// What is behind a day, if a text begins with one.
fn day(text: &[u8]) -> Option<&[u8]> {
    let ([year, month, day], rest) = numbers(text, b"0000-11-22")?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    ((1..=12).contains(&month) && (1..=days).contains(&day)).then_some(rest)
}

/// Whether the rest of a text is a time, where leap seconds come before midnight in UTC.
fn time(text: &[u8]) -> Option<()> {
    let [b'T' | b't' | b' ', clock @ ..] = text else { return None };
    let ([hour, minute, second], rest) = numbers(clock, b"00:11:22").or_else(|| numbers(clock, b"00:11"))?;
    let rest = without_fraction(rest)?;
    let rest = rest.strip_prefix(b" ").unwrap_or(rest);
    let offset = if is_name_of_zone(rest) { NO_ZONE } else { zone(without_name(rest))? };
    let here = hour.wrapping_mul(60).wrapping_add(minute);
    let is_leap = if offset == NO_ZONE {
        // Zones differ by quarters of an hour.
        minute % 15 == 14
    } else {
        here.wrapping_add(DAY).wrapping_sub(offset) % DAY == DAY.wrapping_sub(1)
    };
    (hour < 24 && minute < 60 && (second < 60 || (second == 60 && is_leap))).then_some(())
}

/// What is behind a fraction of a second, if there is one.
fn without_fraction(text: &[u8]) -> Option<&[u8]> {
    let [b'.' | b',', fraction @ ..] = text else { return Some(text) };
    let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
    fraction.get(digits..).filter(|_| digits > 0)
}

/// Whether a text is the name of a zone, as Ruby and .NET write it: `UTC`, `GMT`, `CEST`.
fn is_name_of_zone(text: &[u8]) -> bool {
    (3..=4).contains(&text.len()) && text.iter().all(u8::is_ascii_uppercase)
}

/// A text without the name of its zone, which Go writes behind the offset: `+0100 CET`.
fn without_name(text: &[u8]) -> &[u8] {
    let place = text.iter().position(|byte| *byte == b' ').and_then(|place| text.split_at_checked(place));
    place.filter(|(_, name)| is_name_of_zone(name.get(1..).unwrap_or_default())).map_or(text, |(offset, _)| offset)
}

/// The minutes by which a zone is ahead of UTC, modulo a day, if the rest of a text is one or is empty. Java writes the
/// name of the zone behind it: `+01:00[Europe/Paris]`.
fn zone(text: &[u8]) -> Option<u32> {
    let Some((sign, offset)) = text.split_first() else { return Some(NO_ZONE) };
    let ([hours, minutes, _], rest) = match sign {
        b'Z' | b'z' => ([0, 0, 0], offset),
        b'+' | b'-' => {
            numbers(offset, b"00:11").or_else(|| numbers(offset, b"0011")).or_else(|| numbers(offset, b"00"))?
        }
        _ => return None,
    };
    let is_end = matches!(rest, [] | [b'[', .., b']']);
    let ahead = hours.wrapping_mul(60).wrapping_add(minutes);
    let ahead = if *sign == b'-' { DAY.wrapping_sub(ahead) } else { ahead };
    (is_end && hours < 24 && minutes < 60).then_some(ahead)
}

/// The numbers in a text that begins like that, and the rest of it: each digit there says which number one here is of.
fn numbers<'t>(text: &'t [u8], like: &[u8]) -> Option<([u32; 3], &'t [u8])> {
    let mut numbers = [0_u32; 3];
    let (text, rest) = text.split_at_checked(like.len())?;
    for (byte, like) in text.iter().zip(like) {
        if like.is_ascii_digit() {
            let digit = byte.is_ascii_digit().then(|| u32::from(byte & 0xF))?;
            let number = numbers.get_mut(usize::from(like & 0xF))?;
            *number = number.wrapping_mul(10).wrapping_add(digit);
        } else if byte != like {
            return None;
        }
    }
    Some((numbers, rest))
}
