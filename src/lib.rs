//! A client of SNE-Cotation, the State's API for scoring social-housing applications, on the PISTE portal.
//!
//! All decisions are in [`core`], which is pure Rust and knows no JavaScript. On `wasm32` the module `js` exports the
//! client to JavaScript: it translates and decides nothing. Start with [`core::call`], which shows the path of a call.

pub mod core;
#[cfg(target_arch = "wasm32")]
mod js;
