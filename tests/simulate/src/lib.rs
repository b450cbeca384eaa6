//! What the three simulations have in common: the command line, seeds on all cores, and what is said of an invariant
//! that breaks. See docs/en/simulation.md.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    clippy::unwrap_used,
    reason = "a simulation that panics is a finding"
)]

pub mod arguments;
pub mod broken;
#[path = "../../support/chance.rs"]
pub mod chance;
pub mod program;
