//! JavaScript values, looked into where they are.

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::{JsCast, JsValue};

use super::bridge;
use crate::core::value::{Kind, Value};

impl Value for JsValue {
    fn kind(&self) -> Kind {
        Kind::numbered(bridge::kind_of(self))
    }

    fn as_text(&self) -> Option<String> {
        self.as_string()
    }

    fn text_length(&self) -> u32 {
        self.unchecked_ref::<JsString>().length()
    }

    fn as_number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn to_number(&self) -> Option<f64> {
        bridge::number_of(self)
    }

    fn as_boolean(&self) -> Option<bool> {
        self.as_bool()
    }

    fn field(&self, name: &str) -> Option<Self> {
        let value = bridge::field(self, name);
        (!value.is_undefined()).then_some(value)
    }

    fn read_fields(&self, table: &'static str) -> Self {
        bridge::read_fields(self, table)
    }

    fn header_lines(&self) -> Option<String> {
        bridge::header_lines_of(self)
    }

    fn item(&self, place: u32) -> Option<Self> {
        let array: &Array = self.unchecked_ref();
        (place < array.length()).then(|| array.get(place))
    }
}
