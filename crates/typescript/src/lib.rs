//! The types of a Swagger 2.0 contract for TypeScript, as `sne-cotation types` writes them.
//!
//! Pure Rust, compiled and tested natively; the module `js`, which is there on `wasm32`, translates and decides
//! nothing. It is a WebAssembly of its own, which only the command loads.
//!
//! [`types`] makes the text of a file of a contract that has been read. The same contract gives the same text, in
//! whatever order its fields are, so that the file can be committed and compared (`docs/decisions`, record 12).

mod answers;
mod comment;
mod components;
mod declarations;
mod facts;
mod file;
pub mod identifier;
#[cfg(target_arch = "wasm32")]
mod js;
mod keywords;
mod lost;
mod names;
mod nodes;
mod nullable;
mod operations;
mod place;
mod print;
mod relations;
mod schema;
mod shapes;
mod syntax;
mod tags;

pub use file::types;
