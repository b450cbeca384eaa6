//! The adapter: what JavaScript sees. It translates and decides nothing; `pkg-template/lib/types/` is the rest of it.

use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::Document;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen(raw_module = "../contract/platform.js")]
extern "C" {
    fn give(words: &[u32], texts: &[u8]) -> JsValue;
}

/// The types of a contract in flat form: a text, or what is wrong with it, in flat form.
#[wasm_bindgen(js_name = typesOf)]
#[must_use]
pub fn types_of(words: Vec<u32>, texts: String) -> JsValue {
    match Contract::read(Document::new(words, texts)).and_then(|contract| crate::types(&contract)) {
        Ok(text) => JsValue::from_str(&text),
        Err(error) => {
            let writer = error.viewed();
            give(&writer.words, writer.texts.as_bytes())
        }
    }
}
