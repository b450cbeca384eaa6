//! JavaScript values, looked into where they are.

use js_sys::Array;
use wasm_bindgen::prelude::{JsCast, JsValue};

use super::bridge;
use crate::core::value::{Kind, Value};

/// The kinds, in the order in which `platform.js` numbers them.
const KINDS: [Kind; 9] = [
    Kind::Nothing,
    Kind::Boolean,
    Kind::Number,
    Kind::Text,
    Kind::Array,
    Kind::Object,
    Kind::Function,
    Kind::Opaque,
    Kind::Signal,
];

impl Value for JsValue {
    fn kind(&self) -> Kind {
        KINDS.get(usize::from(bridge::kind_of(self))).copied().unwrap_or(Kind::Other)
    }

    fn as_text(&self) -> Option<String> {
        self.as_string()
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

    fn scalar(&self) -> Option<String> {
        bridge::scalar(self)
    }

    fn field(&self, name: &str) -> Option<Self> {
        let value = bridge::field(self, name);
        (!value.is_undefined()).then_some(value)
    }

    fn name(&self, place: u32) -> Option<String> {
        bridge::name_at(self, place)
    }

    fn item(&self, place: u32) -> Option<Self> {
        let array: &Array = self.unchecked_ref();
        (place < array.length()).then(|| array.get(place))
    }
}
