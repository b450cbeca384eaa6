//! The adapter: what JavaScript sees of a contract. It translates and decides nothing; `pkg-template/lib/contract/` is the rest
//! of it.

mod memory;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::binding::bind;
use crate::contract::Contract as Core;
use crate::error::Error;
use crate::flat::Document;
use crate::listing;
use crate::platform::Platform;
use crate::writer::Writer;

#[wasm_bindgen(raw_module = "../contract/platform.js")]
extern "C" {
    #[wasm_bindgen(js_name = writeNumber)]
    fn write_number(number: f64) -> String;
    fn give(words: &[u32], numbers: &[f64], ends: &[u32], texts: &[u8]) -> JsValue;
}

struct Js;

impl Platform for Js {
    fn write_number(&self, number: f64) -> String {
        write_number(number)
    }
}

/// A contract, or why it is none. What goes in and out is flat: words, numbers, ends of texts, texts.
#[wasm_bindgen]
pub struct Contract(Result<Core, Error>);

#[wasm_bindgen]
impl Contract {
    /// Reads a contract.
    #[wasm_bindgen(constructor)]
    pub fn new(words: Vec<u32>, numbers: Vec<f64>, ends: Vec<u32>, texts: Vec<u8>) -> Self {
        Self(Core::read(Document::new(words, numbers, ends, texts)))
    }

    /// What is wrong with it, if something is.
    pub fn failure(&self) -> Option<JsValue> {
        self.0.as_ref().err().map(failed)
    }

    /// The address of the API in an environment of PISTE's.
    pub fn address(&self, environment: &str) -> Option<String> {
        self.0.as_ref().ok()?.address(environment)
    }

    /// Its operations.
    pub fn operations(&self) -> Option<JsValue> {
        self.0.as_ref().ok().map(|contract| given(&listing::operations(contract)))
    }

    /// Its definitions.
    pub fn definitions(&self) -> Option<JsValue> {
        self.0.as_ref().ok().map(|contract| given(&listing::definitions(contract)))
    }

    /// The request of a call, which is an object, or what is wrong with it, which is an array.
    pub fn bind(&self, words: Vec<u32>, numbers: Vec<f64>, ends: Vec<u32>, texts: Vec<u8>) -> JsValue {
        let call = Document::new(words, numbers, ends, texts);
        match &self.0 {
            Ok(contract) => match bind(contract, &Js, call.root()) {
                Ok(request) => given(&request),
                Err(error) => failed(&error),
            },
            Err(error) => failed(error),
        }
    }
}

fn failed(error: &Error) -> JsValue {
    let mut writer = Writer::default();
    let view = error.view(&mut writer);
    given(&writer.finish(view))
}

fn given(writer: &Writer) -> JsValue {
    give(&writer.words, &writer.numbers, &writer.ends, &writer.texts)
}
