//! What may be shown of a client id.

/// Characters that tell one application of a person's from another.
const SHOWN: usize = 4;
/// Of a shorter id, that would be too large a part.
const SHORTEST: usize = 12;

/// The beginning of a client id, which is no secret, but is not for everybody either.
///
/// ```
/// use sne_cotation_diagnosis::mask::mask;
///
/// assert_eq!(mask("e95cc363-cd9b-40cf-84d5-ba9c5e9d7121"), "e95c…");
/// assert_eq!(mask("short"), "…");
/// ```
#[must_use]
pub fn mask(client_id: &str) -> String {
    let is_long = client_id.chars().take(SHORTEST).count() == SHORTEST;
    let shown = if is_long { SHOWN } else { 0 };
    client_id.chars().take(shown).chain(['…']).collect()
}
