//! The adapter: what JavaScript sees. It translates and decides nothing; `pkg-template/lib/cli/bulk/csv.js` is the rest
//! of it.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::reader::Reader;
use crate::separator::separator_of;

/// What reads a file that begins so.
#[wasm_bindgen]
pub struct CsvReader(Reader);

#[wasm_bindgen]
impl CsvReader {
    /// One for a file whose first line is in this text.
    #[wasm_bindgen(constructor)]
    pub fn new(beginning: &str) -> Self {
        Self(Reader::new(separator_of(beginning)))
    }

    /// The rows that end in this piece, as a list of lists of texts in JSON; an empty piece is the end.
    pub fn read(&mut self, text: &str) -> String {
        self.0.read(text)
    }
}
