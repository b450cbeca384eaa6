//! The adapter: what JavaScript sees. It translates and decides nothing; `pkg-template/lib/types/` is the rest of it.

use sne_cotation_contract::error::Error;
use sne_cotation_contract::json::printer::print;
use sne_cotation_contract::json::reader::Dialect;
use sne_cotation_contract::reading::Reading;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::integers::Integers;

/// The types of a contract for a client with that option `integers`, given as text or, where it was parsed, as
/// `pkg-template/lib/contract/json.js` writes it.
///
/// # Errors
///
/// What is wrong with it, as JSON text.
#[wasm_bindgen(js_name = typesOf)]
pub fn types_of(text: String, is_parsed: bool, integers: &str) -> Result<String, String> {
    let dialect = if is_parsed { Dialect::JavaScript } else { Dialect::Json };
    let integers = Integers::named(integers).unwrap_or_default();
    let contract = Reading::new(text, dialect).finish();
    contract.and_then(|contract| crate::types_with(&contract, integers)).map_err(|error| printed(&error))
}

fn printed(error: &Error) -> String {
    let mut text = Vec::new();
    print(error.viewed().into_document().root(), &mut text);
    String::from_utf8_lossy(&text).into_owned()
}
