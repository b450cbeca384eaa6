//! Names that are the same but for their case and their signs: `userId`, `user_id` and ` UserId`. Tools have rules of
//! their own for names, and a contract may have two of them.

/// Whether two names have the same letters and digits in the same order, in any case; none of them nothing else.
///
/// ```
/// use sne_cotation_contract::alike::is_alike;
///
/// assert!(is_alike("userId", "user_id") && is_alike("{Id}", "id"));
/// assert!(!is_alike("id", "ids") && !is_alike("-", "_"));
/// ```
#[must_use]
pub fn is_alike(one: &str, other: &str) -> bool {
    let letters = |name: &str| {
        let bytes = name.bytes().filter(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
        bytes.map(|byte| byte.to_ascii_lowercase()).collect::<Vec<_>>()
    };
    let of_one = letters(one);
    !of_one.is_empty() && of_one == letters(other)
}
