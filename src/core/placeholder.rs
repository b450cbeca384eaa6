//! Texts that stand where a credential should be: what a script makes of a variable that it does not have, the name of
//! one that nobody has replaced, and the value with something of where it was copied from.

use sne_cotation_common::text::{has_any, place, split_exactly};

/// What scripts write for nothing.
const NOTHING: &str = "undefined, null, None, NaN, nil, [object Object]";
/// What is before a value in a header, in a form and in a file of variables, and before the name of a variable.
const BEFORE: &str = "bearer ,basic ,client_id=,client_secret=,sne_client_,$env:";
/// Bytes of a UUID, which PISTE's client ids are.
const UUID: usize = 36;

/// Whether a text is what a script makes of a value that it does not have.
///
/// ```
/// use sne_cotation::core::placeholder::is_nothing;
///
/// assert!(is_nothing("undefined") && !is_nothing("undefined-behaviour"));
/// ```
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    place(NOTHING, text).is_some()
}

/// Whether a text is no credential, but stands for one or has one in it.
///
/// ```
/// use sne_cotation::core::placeholder::is_placeholder;
///
/// assert!(is_placeholder("${SNE_CLIENT_SECRET}") && is_placeholder("<your secret>") && is_placeholder("Bearer abc"));
/// assert!(!is_placeholder("$abc") && !is_placeholder("<a1>") && !is_placeholder("bearer") && !is_placeholder("%a%"));
/// ```
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    let starts = |with: &str| {
        let start = text.as_bytes().get(..with.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
    };
    split_exactly(BEFORE, b',').any(starts) || is_name(text)
}

/// Whether a text is `${…}`, `$(…)`, `{{…}}`, `$NAME`, `%NAME%` or `<a few words>`. A secret may have signs at its
/// ends, but has more between them than a name has.
fn is_name(text: &str) -> bool {
    let [sign, within @ ..] = text.as_bytes() else { return false };
    let within = if *sign == b'$' { Some(within) } else { within.split_last().map(|(_, within)| within) };
    let within = within.unwrap_or_default();
    let is_of_names = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_';
    let is_of_words = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'-' | b'_');
    match (sign, text.as_bytes().last()) {
        (b'$' | b'{', Some(b'}')) => within.first() == Some(&b'{'),
        (b'$', Some(b')')) => within.first() == Some(&b'('),
        (b'$', _) | (b'%', Some(b'%')) => has_any(text, b"_") && within.iter().all(is_of_names),
        (b'<', Some(b'>')) => !within.is_empty() && within.iter().all(is_of_words),
        _ => false,
    }
}

/// Whether a secret is the client id, or has it before a colon, as the header of another way to authenticate has it.
/// Of an id that is no UUID this says nothing: test servers have `test` and `test`.
///
/// ```
/// use sne_cotation::core::placeholder::repeats_id;
///
/// let id = "e95cc363-1f0c-4d0e-9d3a-0d1b9f6a1c11";
/// assert!(repeats_id(id, id) && repeats_id(&format!("{id}:abc"), id));
/// assert!(!repeats_id("abc:def", "abc") && !repeats_id(&format!("{id}-abc"), id));
/// ```
#[must_use]
pub fn repeats_id(secret: &str, id: &str) -> bool {
    let is_uuid = id.len() == UUID && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let after = secret.strip_prefix(id).filter(|_| is_uuid);
    after.is_some_and(|after| after.is_empty() || after.starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::{is_nothing, is_placeholder, repeats_id};

    #[test]
    fn what_stands_in_the_place_of_a_credential_is_known() {
        for text in ["$SNE_SECRET", "$(pass show piste)", "%SNE_CLIENT_SECRET%", "{{ secret }}", "$env:SNE_CLIENT_ID"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["<client_secret>", "Basic YTpi", "BEARER abc", "client_secret=abc", "SNE_CLIENT_SECRET=abc"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["undefined", "null", "None", "NaN", "[object Object]"] {
            assert!(is_nothing(text) && !is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn what_may_be_a_credential_is_none_of_these() {
        let secrets =
            ["e95cc363-1f0c-4d0e-9d3a-0d1b9f6a1c11", "s3cr&t", "$2a$10$N9qo8uLO", "%7Bx%", "<x7>", "$HOME", "<>"];
        for text in
            secrets.into_iter().chain(["{a}", "basic", "bearer-1", "$A", "Undefined1", "nulls", "", "$", "%%", "a b"])
        {
            assert!(!is_placeholder(text) && !is_nothing(text), "{text}");
        }
        let id = "an application of a test server";
        assert!(!repeats_id(id, id) && !repeats_id("test:secret", "test"), "they are chosen by hand");
    }
}
