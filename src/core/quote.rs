//! What of an outside text may be quoted in an error. Answers of the gateway may reflect the request's body, which may
//! hold personal data; so a text is quoted only when it repeats nothing that was sent.

use super::text::{contains, split_once};

/// Bytes: the shortest word of what was sent that is looked for; shorter ones are in every sentence.
const SHORTEST_PIECE: usize = 4;

/// Whether a text is a code that is safe to show: an identifier and nothing else.
///
/// ```
/// use sne_cotation::core::quote::is_code;
///
/// assert!(is_code("invalid_client") && is_code("ERRCOTCAL0004"));
/// assert!(!is_code("Jeanne Martin") && !is_code(""));
/// ```
#[must_use]
pub fn is_code(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let starts_well = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    text.len() <= 64 && starts_well && text.bytes().all(is_allowed)
}

/// Whether a code has the form of the API's own: `ERR`, a domain in capitals, four digits.
///
/// ```
/// use sne_cotation::core::quote::is_business_code;
///
/// assert!(is_business_code("ERRAUTUSR0001"));
/// assert!(!is_business_code("ERR0001") && !is_business_code("75001") && !is_business_code("ERRAUTUSR00001"));
/// ```
#[must_use]
pub fn is_business_code(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("ERR") else { return false };
    let Some((domain, digits)) = rest.len().checked_sub(4).and_then(|place| rest.split_at_checked(place)) else {
        return false;
    };
    let is_domain = !domain.is_empty() && domain.bytes().all(|byte| byte.is_ascii_uppercase());
    is_domain && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What must not be repeated: secrets, and the body that was sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Withheld<'a> {
    /// Secrets and tokens.
    pub secrets: &'a [&'a str],
    /// The body of the request.
    pub body: Option<&'a str>,
}

impl Withheld<'_> {
    /// The text; nothing when it repeats what must not be repeated.
    ///
    /// ```
    /// use sne_cotation::core::quote::Withheld;
    ///
    /// let withheld = Withheld { secrets: &["s3cr3t"], body: Some(r#"{"nom":"Martin"}"#) };
    /// assert_eq!(withheld.quote("Le champ nom est trop long"), Some("Le champ nom est trop long".into()));
    /// assert_eq!(withheld.quote("Martin est inconnu"), None);
    /// assert_eq!(withheld.quote("bad s3cr3t"), None);
    /// ```
    #[must_use]
    pub fn quote(&self, text: &str) -> Option<String> {
        let repeats_secret = self.secrets.iter().any(|secret| !secret.is_empty() && contains(text, secret));
        if repeats_secret || self.body.is_some_and(|body| repeats_value(text, body)) {
            return None;
        }
        Some(text.to_owned())
    }
}

/// Whether a text repeats one of the values of a body: of its quoted strings those that are no field name, and all that is
/// not quoted. Field names may be repeated: a useful message names fields.
fn repeats_value(text: &str, body: &str) -> bool {
    let mut is_quoted = false;
    let mut rest = body;
    loop {
        let (part, after) = split_once(rest, b'"').unwrap_or((rest, ""));
        let is_name = is_quoted && after.trim_ascii_start().starts_with(':');
        if !is_name && repeats_word(text, part) {
            return true;
        }
        if after.is_empty() {
            return false;
        }
        is_quoted = !is_quoted;
        rest = after;
    }
}

fn repeats_word(text: &str, part: &str) -> bool {
    let is_letter = |byte: &u8| !byte.is_ascii() || byte.is_ascii_alphanumeric();
    let mut words = part.as_bytes().split(|byte| !is_letter(byte));
    words.any(|word| word.len() >= SHORTEST_PIECE && text.as_bytes().windows(word.len()).any(|window| window == word))
}

#[cfg(test)]
mod tests {
    use super::Withheld;

    #[test]
    fn no_value_of_the_body_is_repeated_whatever_its_form() {
        let values = [r#"{"a":{"b":["Martin"]}}"#, r#"{"n": 75012034}"#, "nom=Martin", r#"{"q":"say \"Martin\""}"#];
        for body in values {
            let withheld = Withheld { secrets: &[], body: Some(body) };
            assert_eq!(withheld.quote("refus de Martin 75012034"), None, "{body}");
        }
    }
}
