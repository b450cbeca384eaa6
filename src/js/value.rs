//! JavaScript values, looked into where they are.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

use crate::core::value::{Kind, Value};

#[wasm_bindgen]
extern "C" {
    /// `[object Blob]`: tells built-in classes apart across realms.
    #[wasm_bindgen(js_namespace = ["Object", "prototype", "toString"], js_name = call)]
    fn tag(value: &JsValue) -> String;
    #[wasm_bindgen(js_name = String)]
    fn text_of(value: &JsValue) -> String;
}

/// Tags of the values that fetch sends as they are, besides typed arrays.
const OPAQUE: &[&str] = &[
    "[object ArrayBuffer]",
    "[object DataView]",
    "[object Blob]",
    "[object File]",
    "[object FormData]",
    "[object URLSearchParams]",
    "[object ReadableStream]",
];

impl Value for JsValue {
    fn kind(&self) -> Kind {
        if self.is_undefined() || self.is_null() {
            Kind::Nothing
        } else if self.is_string() {
            Kind::Text
        } else if self.as_f64().is_some() {
            Kind::Number
        } else if self.as_bool().is_some() {
            Kind::Boolean
        } else if self.is_function() {
            Kind::Function
        } else if Array::is_array(self) {
            Kind::Array
        } else if self.is_object() {
            kind_of_object(&tag(self))
        } else {
            Kind::Other
        }
    }

    fn as_text(&self) -> Option<String> {
        self.as_string()
    }

    fn as_number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn as_boolean(&self) -> Option<bool> {
        self.as_bool()
    }

    fn scalar(&self) -> Option<String> {
        match self.kind() {
            Kind::Text | Kind::Number | Kind::Boolean => Some(text_of(self)),
            _ => None,
        }
    }

    fn field(&self, name: &str) -> Option<Self> {
        // Asking anything else for a field would throw, which is slow.
        if !self.is_object() {
            return None;
        }
        let value = Reflect::get(self, &name.into()).ok()?;
        (!value.is_undefined() && !value.is_null()).then_some(value)
    }

    fn names(&self) -> Vec<String> {
        let Some(object) = self.dyn_ref::<Object>() else { return Vec::new() };
        Object::keys(object).iter().filter_map(|name| name.as_string()).collect()
    }

    fn items(&self) -> Vec<Self> {
        if Array::is_array(self) { Array::from(self).to_vec() } else { Vec::new() }
    }
}

fn kind_of_object(tag: &str) -> Kind {
    if tag.ends_with("Array]") || OPAQUE.contains(&tag) {
        Kind::Opaque
    } else if tag == "[object Object]" {
        Kind::Object
    } else {
        Kind::Other
    }
}
