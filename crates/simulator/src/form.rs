//! `application/x-www-form-urlencoded`, as RFC 6749 appendix B has it: percent-encoded UTF-8, `+` for a space.

use std::collections::BTreeMap;

/// The parameters of a token request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Form(BTreeMap<String, String>);

/// Why a body is not a form that a token endpoint accepts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum FormError {
    /// A broken percent sequence, or bytes that are not UTF-8.
    Malformed,
    /// A parameter twice, which RFC 6749 section 3.2 forbids.
    Repeated,
}

impl Form {
    /// Reads a body.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, FormError> {
        let mut fields = BTreeMap::new();
        for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = decode(halves.next().unwrap_or_default()).ok_or(FormError::Malformed)?;
            let value = decode(halves.next().unwrap_or_default()).ok_or(FormError::Malformed)?;
            if fields.insert(name, value).is_some() {
                return Err(FormError::Repeated);
            }
        }
        Ok(Self(fields))
    }

    /// A parameter. One without a value counts as left out (RFC 6749 section 3.2).
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }
}

fn decode(encoded: &[u8]) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.iter().copied();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => hexadecimal(rest.next()?, rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hexadecimal(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let value = digit(high)?.checked_mul(16)?.checked_add(digit(low)?)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_decoded() {
        let form = Form::parse(b"a=1+2&b=%C3%A9%26&c&d=&&e=x=y").unwrap();
        assert_eq!(form.get("a"), Some("1 2"));
        assert_eq!(form.get("b"), Some("é&"));
        assert_eq!(form.get("c"), None);
        assert_eq!(form.get("d"), None);
        assert_eq!(form.get("e"), Some("x=y"));
    }

    #[test]
    fn broken_forms_are_refused() {
        for body in [&b"a=%"[..], b"a=%4", b"a=%zz", b"a=%ff", b"\xff=1"] {
            assert_eq!(Form::parse(body), Err(FormError::Malformed));
        }
        assert_eq!(Form::parse(b"a=1&a=1"), Err(FormError::Repeated));
    }
}
