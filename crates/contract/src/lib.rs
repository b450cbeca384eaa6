//! The contract of an API on PISTE, as subscribers download it from the portal: a Swagger 2.0 document.
//!
//! Pure Rust, compiled and tested natively; the module `js`, which is there on `wasm32` with the feature of that name,
//! translates and decides nothing. It is a WebAssembly of its own, which is fetched only when a contract is given
//! (`docs/decisions`, record 10).
//!
//! [`reading`] makes a contract of a text; [`listing`] tells its operations; [`binding`] makes a request of an
//! operation and the caller's parameters. What comes in and what goes out is JSON text ([`json`]), and in between a
//! document ([`flat`]).

pub mod alike;
pub mod base_path;
pub mod binding;
pub mod collection;
pub mod contract;
pub mod error;
pub mod flat;
pub mod format;
mod ids;
pub mod index;
#[cfg(all(target_arch = "wasm32", feature = "js"))]
mod js;
pub mod json;
pub mod kept;
mod leading;
pub mod listing;
mod looking;
pub mod operation;
pub mod pages;
pub mod parameter;
mod paths;
pub mod pattern;
pub mod pause;
pub mod platform;
pub mod pointer;
mod reach;
pub mod reading;
pub mod reason;
pub mod reference;
pub mod remark;
pub mod remarks;
mod shape;
pub mod status;
pub mod template;
pub mod validation;
mod walk;
pub mod writer;
