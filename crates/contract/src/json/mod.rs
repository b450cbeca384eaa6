//! JSON text (RFC 8259), as it comes: what crosses the boundary in either direction is text.
//!
//! [`scan`] tells one token from the next and keeps nothing; [`reader`] makes a document of a text.

pub mod escape;
mod names;
pub mod reader;
pub mod scan;
