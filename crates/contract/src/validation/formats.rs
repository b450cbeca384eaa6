//! Formats: patterns, but for dates, bytes and numbers.

use crate::pattern::Pattern;

/// A number of an IPv4 address, and the address.
macro_rules! ipv4 {
    () => {
        r"(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}"
    };
}

/// The name of a host: parts that neither begin nor end with a hyphen.
macro_rules! host {
    () => {
        r"[A-Za-z\d]([A-Za-z\d-]{0,61}[A-Za-z\d])?(\.[A-Za-z\d]([A-Za-z\d-]{0,61}[A-Za-z\d])?)*"
    };
}

/// What is before the @ of an address, between its dots.
macro_rules! atom {
    () => {
        r"[\w!#$%&'*+/=?^`{|}~-]+"
    };
}

/// What an address of the web holds behind its scheme.
macro_rules! uri {
    () => {
        r"([\w.~!$&'()*+,;=:@/?-]|%[\dA-Fa-f]{2})*"
    };
}

/// Formats of texts and the patterns of them.
const FORMATS: [(&str, &str); 6] = [
    ("uuid", r"^[\dA-Fa-f]{8}(-[\dA-Fa-f]{4}){3}-[\dA-Fa-f]{12}$"),
    ("hostname", concat!("^(?!.{254})", host!(), "$")),
    ("ipv4", concat!("^", ipv4!(), "$")),
    (
        "ipv6",
        concat!(
            // Eight groups; or fewer with a gap, an IPv4 address at the end being two of them.
            r"^(([\dA-Fa-f]{1,4}:){6}([\dA-Fa-f]{1,4}:[\dA-Fa-f]{1,4}|",
            ipv4!(),
            r")|(?!(:*\b[\dA-Fa-f]+){8})(?!(:*\b[\dA-Fa-f]+){7}\.)",
            r"([\dA-Fa-f]{1,4}(:[\dA-Fa-f]{1,4})*)?::(([\dA-Fa-f]{1,4}:)*([\dA-Fa-f]{1,4}|",
            ipv4!(),
            "))?)$"
        ),
    ),
    (
        "email",
        concat!(
            "^(",
            atom!(),
            r"(\.",
            atom!(),
            r#")*|"([^"\\]|\\.)*")@("#,
            host!(),
            r"|\[(",
            ipv4!(),
            r"|IPv6:[\dA-Fa-f:.]+)\])$"
        ),
    ),
    (
        "uri",
        concat!(
            r"^[A-Za-z][A-Za-z\d+.-]*:(//([^@/?#[\]]*@)?\[[\dA-Fa-fv:.]+\](?=[/?#:]|$))?",
            uri!(),
            "(#",
            uri!(),
            ")?$"
        ),
    ),
];

/// A format that is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// None, or one that is not.
    None,
    /// An integer of 32 bits.
    Int32,
    /// An integer of 64 bits.
    Int64,
    /// A number of 32 bits.
    Float,
    /// A day.
    Date,
    /// A day and a time.
    DateTime,
    /// Base64.
    Byte,
    /// One that is a pattern, by its place in [`FORMATS`].
    Pattern(u8),
}

impl Format {
    /// The format of that name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        match name {
            "int32" => Self::Int32,
            "int64" => Self::Int64,
            "float" => Self::Float,
            "date" => Self::Date,
            "date-time" => Self::DateTime,
            "byte" => Self::Byte,
            _ => (0..).zip(FORMATS).find(|(_, (known, _))| *known == name).map_or(Self::None, |it| Self::Pattern(it.0)),
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Float => "float",
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Byte => "byte",
            Self::Pattern(number) => FORMATS.get(usize::from(number)).map_or("", |(name, _)| name),
        }
    }

    /// Whether it is one of texts.
    #[must_use]
    pub fn is_of_texts(self) -> bool {
        matches!(self, Self::Date | Self::DateTime | Self::Byte | Self::Pattern(_))
    }
}

/// The formats that are patterns, each compiled when it is first needed.
#[derive(Debug, Default)]
pub struct Formats([Option<Pattern>; FORMATS.len()]);

impl Formats {
    /// Whether a text is of a format; none when the steps of patterns do not suffice.
    pub fn matches(&mut self, format: Format, text: &str, steps: &mut u32) -> Option<bool> {
        let bytes = text.as_bytes();
        Some(match format {
            Format::Date => date(bytes).is_some_and(<[u8]>::is_empty),
            Format::DateTime => date(bytes).and_then(time).is_some(),
            Format::Byte => is_base64(bytes),
            Format::Pattern(number) => {
                let place = usize::from(number);
                let kept = self.0.get_mut(place)?;
                if kept.is_none() {
                    *kept = FORMATS.get(place).and_then(|(_, pattern)| Pattern::new(pattern).ok());
                }
                return kept.as_ref().map_or(Some(true), |pattern| pattern.matches_within(text, steps));
            }
            _ => true,
        })
    }
}

/// What is behind a date (RFC 3339, section 5.6), if a text begins with one.
fn date(text: &[u8]) -> Option<&[u8]> {
    let ([year, month, day], rest) = numbers(text, b"0000-00-00")?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    ((1..=12).contains(&month) && (1..=days).contains(&day)).then_some(rest)
}

/// Whether the rest of a text is a time with its offset from UTC, where leap seconds come before midnight.
fn time(text: &[u8]) -> Option<()> {
    let ([hour, minute, second], mut rest) = numbers(text, b"T00:00:00")?;
    if let [b'.', fraction @ ..] = rest {
        let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
        rest = fraction.get(digits..).filter(|_| digits > 0)?;
    }
    let [sign, offset @ ..] = rest else { return None };
    let ([hours, minutes, _], rest) = match sign {
        b'Z' | b'z' => ([0, 0, 0], offset),
        b'+' | b'-' => numbers(offset, b"00:00")?,
        _ => return None,
    };
    let of_day = |hour: u32, minute: u32| hour.wrapping_mul(60).wrapping_add(minute);
    let (here, offset) = (of_day(hour, minute), of_day(hours, minutes));
    let utc = if *sign == b'+' { here.wrapping_add(1440).wrapping_sub(offset) } else { here.wrapping_add(offset) };
    let is_time = hour < 24 && minute < 60 && (second < 60 || (second == 60 && utc % 1440 == 1439));
    (is_time && hours < 24 && minutes < 60 && rest.is_empty()).then_some(())
}

/// The numbers in a text that begins like that, and the rest of it; the last three, when they are three.
fn numbers<'t>(text: &'t [u8], like: &[u8]) -> Option<([u32; 3], &'t [u8])> {
    let mut numbers = [0_u32; 3];
    let mut at = 0_usize;
    for (byte, like) in text.iter().zip(like) {
        if like.is_ascii_digit() {
            let digit = byte.is_ascii_digit().then(|| u32::from(byte & 0xF))?;
            let number = numbers.get_mut(at)?;
            *number = number.wrapping_mul(10).wrapping_add(digit);
        } else if byte.eq_ignore_ascii_case(like) {
            at = at.wrapping_add(usize::from(*like != b'T'));
        } else {
            return None;
        }
    }
    text.get(like.len()..).map(|rest| (numbers, rest))
}

/// Base64 (RFC 4648, section 4), filled up to fours.
fn is_base64(text: &[u8]) -> bool {
    let digits = text.strip_suffix(b"=").unwrap_or(text);
    let digits = digits.strip_suffix(b"=").unwrap_or(digits);
    text.len().is_multiple_of(4)
        && digits.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}
