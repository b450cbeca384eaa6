//! JSON text (RFC 8259): what crosses the boundary in either direction is text.
//!
//! [`scan`] tells one token from the next and keeps nothing; [`reader`] makes a document of a text, and [`printer`] a
//! text of a document.

pub mod escape;
mod names;
pub mod number;
pub mod printer;
pub mod reader;
pub mod scan;
