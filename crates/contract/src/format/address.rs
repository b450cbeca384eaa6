//! Addresses: of the web, of mail, of hosts.

use sne_cotation_common::text::number;

/// Bytes of the longest name of a host, and of a part of it.
const LONGEST_HOST: usize = 253;
const LONGEST_LABEL: usize = 63;

/// Whether a text is an address: a URI (RFC 3986) or an IRI, or a relative reference, as answers have it.
/// What every parser of addresses leaves as it is passes in the places where the specification would escape it.
pub fn is_uri(text: &[u8]) -> bool {
    let Some(mut rest) = without_scheme(text) else { return false };
    let mut part = Part::Path;
    let has_authority = rest.starts_with(b"//");
    if has_authority {
        rest = rest.get(2..).unwrap_or_default();
        part = Part::Authority;
    }
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        let is_fine = match byte {
            b'/' if part == Part::Authority => {
                part = Part::Path;
                true
            }
            b'#' if part == Part::Fragment => false,
            b'#' => {
                part = Part::Fragment;
                true
            }
            b'?' => {
                part = part.max(Part::Query);
                true
            }
            b'%' => matches!(rest, [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit()),
            b' ' => has_authority && part != Part::Authority && !rest.is_empty(),
            b'[' | b']' => part != Part::Path,
            b'|' | b'^' => part > Part::Path,
            _ => byte.is_ascii_alphanumeric() || *byte >= 0x80 || b"-._~!$&'()*+,;=:@/{}".contains(byte),
        };
        if !is_fine {
            return false;
        }
    }
    true
}

/// The parts of an address, in their order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Authority,
    Path,
    Query,
    Fragment,
}

/// What is behind a scheme, or all of what begins with a slash, or has one or a dot in it without a scheme: the classes
/// of Java and .NET that are called so take these, too (`images/logo.png`, `www.example.org`).
fn without_scheme(text: &[u8]) -> Option<&[u8]> {
    let first = text.first()?;
    let start = text.split(|byte| *byte == b'/').next().unwrap_or_default();
    if *first == b'/' || (text.iter().any(|byte| matches!(byte, b'/' | b'.')) && !start.contains(&b':')) {
        return Some(text);
    }
    let end = text.iter().position(|byte| *byte == b':').filter(|_| first.is_ascii_alphabetic())?;
    let (scheme, rest) = text.split_at_checked(end)?;
    let is_scheme = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-');
    rest.get(1..).filter(|_| scheme.iter().all(is_scheme))
}

/// Whether a text is an address of mail (RFC 5321), where letters beyond ASCII are letters (RFC 6531).
pub fn is_email(text: &[u8]) -> bool {
    let Some(at) = text.iter().rposition(|byte| *byte == b'@') else { return false };
    let (who, host) = text.split_at_checked(at).unwrap_or_default();
    let host = host.get(1..).unwrap_or_default();
    let is_who = match who {
        [b'"', inner @ .., b'"'] => is_quoted(inner),
        _ => who.split(|byte| *byte == b'.').all(is_atom),
    };
    is_who
        && match host {
            [b'[', b'I', b'P', b'v', b'6', b':', number @ .., b']'] => is_ipv6(number),
            [b'[', number @ .., b']'] => is_ipv4(number),
            _ => is_host(host, true),
        }
}

/// Whether a text may be what is before the @, between its dots.
fn is_atom(text: &[u8]) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80 || b"!#$%&'*+-/=?^_`{|}~".contains(byte);
    !text.is_empty() && text.iter().all(is_letter)
}

fn is_quoted(mut text: &[u8]) -> bool {
    loop {
        text = match text {
            [] => return true,
            [b'\\', _, rest @ ..] => rest,
            [b'"' | b'\\', ..] => return false,
            [_, rest @ ..] => rest,
        };
    }
}

/// Whether a text is the name of a host (RFC 1123). Names have underscores, though not those that are one part only,
/// and letters beyond ASCII before they are encoded.
pub fn is_hostname(text: &[u8]) -> bool {
    is_host(text, text.contains(&b'.'))
}

fn is_host(text: &[u8], has_underscores: bool) -> bool {
    let text = text.strip_suffix(b".").unwrap_or(text);
    let is_letter = |byte: &u8| {
        byte.is_ascii_alphanumeric() || *byte >= 0x80 || *byte == b'-' || (has_underscores && *byte == b'_')
    };
    let is_label = |label: &[u8]| {
        let is_bare = label.first() != Some(&b'-') && label.last() != Some(&b'-');
        is_bare && (1..=LONGEST_LABEL).contains(&label.len()) && label.iter().all(is_letter)
    };
    text.len() <= LONGEST_HOST && text.split(|byte| *byte == b'.').all(is_label)
}

/// Whether a text is the address of a host in four numbers, none of them with a zero in front.
pub fn is_ipv4(text: &[u8]) -> bool {
    let is_number = |part: &[u8]| {
        let is_short = part.len() == 1 || (part.len() <= 3 && part.first() != Some(&b'0'));
        is_short && number(part).is_some_and(|number| number < 256)
    };
    let mut count = 0_usize;
    let are_numbers = text.split(|byte| *byte == b'.').all(|part| {
        count = count.wrapping_add(1);
        is_number(part)
    });
    are_numbers && count == 4
}

/// Whether a text is the address of a host in eight groups, or fewer with a gap; an address in four numbers at its end
/// is two of them.
pub fn is_ipv6(text: &[u8]) -> bool {
    match text.windows(2).position(|pair| pair == b"::").and_then(|at| text.split_at_checked(at)) {
        None => groups(text, true) == Some(8),
        Some((before, after)) => {
            let before = groups(before, false);
            let after = groups(after.get(2..).unwrap_or_default(), true);
            before.zip(after).is_some_and(|(before, after)| before.wrapping_add(after) < 8)
        }
    }
}

/// How many groups a part of an address has; none when it has something else in it.
fn groups(text: &[u8], may_end_in_ipv4: bool) -> Option<usize> {
    if text.is_empty() {
        return Some(0);
    }
    let mut count = 0_usize;
    let mut parts = text.split(|byte| *byte == b':').peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        if (1..=4).contains(&part.len()) && part.iter().all(u8::is_ascii_hexdigit) {
            count = count.wrapping_add(1);
        } else if is_last && may_end_in_ipv4 && is_ipv4(part) {
            count = count.wrapping_add(2);
        } else {
            return None;
        }
    }
    Some(count)
}
