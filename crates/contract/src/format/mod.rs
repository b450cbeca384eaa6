//! Formats of texts (Swagger 2.0, "Data Types", and those of draft 4): what is held against a text, byte by byte.
//!
//! A text is refused only where no server could take it. The contract comes from one tool and the server from another,
//! and what is written as `date-time`, `uri` or `byte` is read by Java's, .NET's or Go's own functions, each of which
//! takes more than the specification of the format has: a time without a zone, an address with accents, base64 without
//! its padding. What any of the usual ones takes passes; a format that is not known here, always.
//!
//! ```
//! use sne_cotation_contract::format::Format;
//!
//! let date = Format::of("date").unwrap();
//! assert!(date.takes(b"2026-01-31") && !date.takes(b"31/01/2026"));
//! assert_eq!(Format::of("couleur"), None);
//! ```

#![expect(clippy::inline_always, reason = "for each day, a call costs more than what it does")]

mod address;
mod time;

use address::{is_email, is_hostname, is_ipv4, is_ipv6, is_uri};
use time::{is_date, is_date_time, is_usual_date};

/// A format that texts are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A day.
    Date,
    /// A day and a time.
    DateTime,
    /// A UUID.
    Uuid,
    /// An address of mail.
    Email,
    /// Base64.
    Byte,
    /// An address of the web, or any other URI.
    Uri,
    /// The name of a host.
    Hostname,
    /// The address of a host.
    Ipv4,
    /// The address of a host, the longer one.
    Ipv6,
}

const KNOWN: [(&str, Format); 9] = [
    ("date", Format::Date),
    ("date-time", Format::DateTime),
    ("uuid", Format::Uuid),
    ("email", Format::Email),
    ("byte", Format::Byte),
    ("uri", Format::Uri),
    ("hostname", Format::Hostname),
    ("ipv4", Format::Ipv4),
    ("ipv6", Format::Ipv6),
];

impl Format {
    /// The format with that name; none when texts of it may be anything.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        KNOWN.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }

    /// Whether a text, in UTF-8, may be of this format.
    #[inline(always)]
    #[must_use]
    pub fn takes(self, text: &[u8]) -> bool {
        (self == Self::Date && is_usual_date(text)) || self.takes_unusual(text)
    }

    #[inline(never)]
    fn takes_unusual(self, text: &[u8]) -> bool {
        match self {
            Self::Date => is_date(text),
            Self::DateTime => is_date_time(text),
            Self::Uuid => is_uuid(text),
            Self::Email => is_email(text),
            Self::Byte => is_base64(text),
            Self::Uri => is_uri(text),
            Self::Hostname => is_hostname(text),
            Self::Ipv4 => is_ipv4(text),
            Self::Ipv6 => is_ipv6(text),
        }
    }
}

/// Whether a text is a UUID, also as .NET writes it, without hyphens or in braces, and as a URN (RFC 9562).
fn is_uuid(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"urn:uuid:").unwrap_or(text);
    let inner = text.strip_prefix(b"{").and_then(|text| text.strip_suffix(b"}")).unwrap_or(text);
    let has_hyphens = inner.len() == 36;
    let is_fine = |(at, byte): (usize, &u8)| match at {
        8 | 13 | 18 | 23 if has_hyphens => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    (has_hyphens || inner.len() == 32) && inner.iter().enumerate().all(is_fine)
}

/// Whether a text is base64 (RFC 4648), of either alphabet, with lines or without, and with all of its padding, a part
/// or none. Some tools write `byte` for Java's type of that name, which is a small number.
fn is_base64(text: &[u8]) -> bool {
    let (mut digits, mut padding) = (0_usize, 0_usize);
    for byte in text {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {}
            b'=' => padding = padding.wrapping_add(1),
            b'+' | b'/' | b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' if padding == 0 => {
                digits = digits.wrapping_add(1);
            }
            _ => return false,
        }
    }
    let rest = digits % 4;
    let is_filled = padding == 0 || (rest > 0 && rest.wrapping_add(padding) <= 4);
    (rest != 1 && is_filled) || is_small_number(text)
}

fn is_small_number(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    (1..=3).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
}
