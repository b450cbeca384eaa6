//! The path of a call.

use sne_cotation::core::path::below_base;
use sne_cotation::core::reason::Reason;

use crate::input::text;
use crate::properties::{BASE, assert_below_base, assert_same_view, facts};
use crate::support::parsing::encode_path;

/// What is accepted stays below the base; what is refused is not repeated.
pub fn run(data: &[u8]) {
    let path = text(data);
    let outcome = below_base(&path, false);
    assert_same_view(&outcome, &below_base(&path, false));
    match outcome {
        Ok(below) => assert_below_base(&format!("{BASE}/{}", encode_path(below)), BASE),
        Err(error) => {
            assert!(matches!(error.reason(), Reason::PathOutside | Reason::PathQuery));
            assert_eq!(facts(&error), []);
        }
    }
}
