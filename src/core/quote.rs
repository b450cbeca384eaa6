//! Which parts of an answer an error may quote. The gateway may send the body of the request back, which may hold
//! personal data: so only what looks like a code is quoted, and messages that repeat nothing that was sent.

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

/// Whether a code is one of the API's own: `ERR`, a domain in capitals, four digits.
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
