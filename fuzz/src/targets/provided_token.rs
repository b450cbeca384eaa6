//! What the caller's `getToken` gives: any value at all.

use sne_cotation::core::reason::Reason;
use sne_cotation::core::token_answer::grant;

use super::token_answer::assert_usable;
use crate::input::{given, text};
use crate::properties::{assert_same_view, assert_sound, facts};

/// It is a usable token, or an error that shows nothing of it.
pub fn run(data: &[u8]) {
    let Some(value) = given(&text(data)) else { return };
    let outcome = grant(&value);
    assert_same_view(&outcome, &grant(&value));
    match outcome {
        Ok(grant) => assert_usable(&grant),
        Err(error) => {
            assert_sound(&error);
            assert!(matches!(error.reason(), Reason::TokenMissing | Reason::TokenTypeUnknown));
            assert_eq!(facts(&error), []);
        }
    }
}
