//! The adapter: what JavaScript sees of a contract. It translates and decides nothing; `pkg-template/lib/contract/` is
//! the rest of it.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::binding::bind;
use crate::contract::Contract as Core;
use crate::error::Error;
use crate::flat::{Document, Value};
use crate::listing;
use crate::pages;
use crate::platform::Platform;
use crate::validation::answer::check_answer;
use crate::validation::option::read_option;
use crate::writer::Writer;

#[wasm_bindgen(raw_module = "../contract/platform.js")]
extern "C" {
    #[wasm_bindgen(js_name = writeNumber)]
    fn write_number(number: f64) -> String;
    fn give(words: &[u32], texts: &[u8]) -> JsValue;
}

struct Js;

impl Platform for Js {
    fn write_number(&self, number: f64) -> String {
        write_number(number)
    }
}

/// A contract, or why it is none. What goes in and out is flat.
#[wasm_bindgen]
pub struct Contract(Result<Core, Error>);

#[wasm_bindgen]
impl Contract {
    /// Reads a contract.
    #[wasm_bindgen(constructor)]
    pub fn new(words: Vec<u32>, texts: String) -> Self {
        Self(Core::read(Document::new(words, texts)))
    }

    /// Asks it something, by its number in `contract.js`. What is wrong is an array, with what is asked or with the
    /// contract.
    pub fn ask(&self, what: u8, words: Vec<u32>, texts: String) -> JsValue {
        let asked = Document::new(words, texts);
        let answer = match &self.0 {
            // That needs no contract.
            _ if what == 7 => read_option(asked.root()).map_err(|error| error.viewed()),
            Ok(contract) => answer(contract, what, asked.root()),
            Err(error) => Err(error.viewed()),
        };
        let (Ok(writer) | Err(writer)) = answer;
        give(&writer.words, writer.texts.as_bytes())
    }
}

/// What it answers, or what is wrong; nothing when that is all there is to say.
fn answer(contract: &Core, what: u8, asked: Value<'_>) -> Result<Writer, Writer> {
    let answer = match what {
        1 => Ok(listing::address(contract, asked.text().unwrap_or_default())),
        2 => Ok(listing::operations(contract)),
        3 => Ok(listing::definitions(contract)),
        4 => bind(contract, &Js, asked),
        5 => check_answer(contract, &Js, asked).map(|()| Writer::default()),
        6 => pages::ask(contract, asked),
        8 => Ok(listing::remarks(contract)),
        _ => Ok(listing::count_of_remarks(contract)),
    };
    answer.map_err(|error| error.viewed())
}
