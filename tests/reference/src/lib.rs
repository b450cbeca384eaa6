//! The judge of the validator (`crates/contract/src/validation`): the meaning of schemas once more, from what is
//! documented of it (`docs/en/contract.md`, "Validation", and record 20 of `docs/decisions`), as slow and as simple as
//! can be. It builds the whole value, calls itself for what is inside of it, and calculates with decimals of any size.
//!
//! Formats and patterns are those of the contract's crate, which have tests and fuzzers of their own. Nothing else is.
//!
//! [`compare::differences`] holds a text against a schema by both, as a whole and in pieces; [`draw`] makes schemas and
//! texts by chance. Used by `crates/contract/tests/reference.rs` and by the fuzz target `validation`.

#![expect(clippy::arithmetic_side_effects, reason = "a test that panics is a test that fails")]

pub mod compare;
pub mod draw;
pub mod draws;
pub mod json;
mod judge;
mod keywords;
mod schemas;
mod spelling;
