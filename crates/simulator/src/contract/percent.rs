//! Percent-encoding (RFC 3986, section 2.1), and that of forms, which writes a space as a plus sign.

/// A text as it was before it was escaped; none when it is broken.
pub(crate) fn decode(text: &str) -> Option<String> {
    read(text, false)
}

/// The same for what is in a form or a query.
pub(crate) fn decode_form(text: &str) -> Option<String> {
    read(text, true)
}

fn read(text: &str, has_plus: bool) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' if has_plus => b' ',
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                let (high, low) = (digit(rest.next())?, digit(rest.next())?);
                u8::try_from(high.checked_mul(16)?.checked_add(low)?).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

/// The names and values of a form or a query, in order; those that are broken as they are.
pub(crate) fn pairs(text: &str) -> impl Iterator<Item = (String, String)> {
    let read = |part: &str| decode_form(part).unwrap_or_else(|| part.to_owned());
    text.split('&').filter(|pair| !pair.is_empty()).map(move |pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (read(name), read(value))
    })
}

#[cfg(test)]
mod tests {
    use super::{decode, decode_form, pairs};

    #[test]
    fn what_was_escaped_is_read() {
        assert_eq!(decode("a+b%20%C3%A9").as_deref(), Some("a+b é"));
        assert_eq!(decode_form("a+b").as_deref(), Some("a b"));
        for broken in ["%", "%4", "%zz", "%ff"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
        let read: Vec<_> = pairs("a=1&&b&c=x%3Dy=z&%=%").collect();
        let expected = [("a", "1"), ("b", ""), ("c", "x=y=z"), ("%", "%")];
        assert_eq!(read, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
