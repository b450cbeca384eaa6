//! The rules that several crates need, each in one place.
//!
//! There is no `#[wasm_bindgen]` in here: a wasm that links this crate exports nothing more for it, and keeps only the
//! code that it calls. The simulator alone does not use it, so that it can contradict the client (`docs/decisions`,
//! record 18).

pub mod announced;
pub mod certificate;
pub mod environment;
pub mod header;
pub mod host;
#[cfg(target_arch = "wasm32")]
pub mod instance;
pub mod lesson;
pub mod media;
#[cfg(all(target_arch = "wasm32", feature = "allocator"))]
mod memory;
pub mod names;
pub mod nearest;
pub mod pace;
pub mod path;
pub mod text;
