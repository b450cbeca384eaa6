//! Rows of a CSV file, for the command `sne-cotation bulk`: what people export from a spreadsheet.
//!
//! The grammar is that of the crate `csv-core`: quotes, doubled quotes, line ends within quotes, any line end. What is
//! here decides what separates the fields, and hands rows over in JSON, whatever the pieces are in which the file
//! comes.

#[cfg(target_arch = "wasm32")]
mod js;
mod reader;
mod separator;

pub use reader::Reader;
pub use separator::separator_of;
