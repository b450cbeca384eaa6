//! Certificates that a platform refuses.

use crate::text::place;

/// The codes by which Node, Deno and Bun say that a certificate is signed by nobody they know.
const UNKNOWN: &str = "DEPTH_ZERO_SELF_SIGNED_CERT, SELF_SIGNED_CERT_IN_CHAIN, UNABLE_TO_VERIFY_LEAF_SIGNATURE, \
                       UNABLE_TO_GET_ISSUER_CERT, UNABLE_TO_GET_ISSUER_CERT_LOCALLY, CERT_UNTRUSTED, \
                       CERT_CHAIN_TOO_LONG, CERT_SIGNATURE_FAILURE";

/// Whether a code says that a certificate is signed by somebody whom the machine does not know: most often a company's
/// proxy, which opens TLS.
///
/// ```
/// use sne_cotation_common::certificate::is_of_unknown_authority;
///
/// assert!(is_of_unknown_authority("SELF_SIGNED_CERT_IN_CHAIN"));
/// assert!(!is_of_unknown_authority("CERT_HAS_EXPIRED"));
/// ```
#[must_use]
pub fn is_of_unknown_authority(code: &str) -> bool {
    place(UNKNOWN, code).is_some()
}
