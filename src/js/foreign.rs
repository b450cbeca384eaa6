//! Objects that a fetch gave, the platform's or a caller's: of them nothing is assumed, and each look may throw. What
//! throws through the wasm leaves calls hanging, and the methods of web-sys do where the standard says that they
//! cannot.

use js_sys::Function;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// A response: what every exchange looks at.
    pub type Foreign;
    #[wasm_bindgen(method, catch, structural, getter)]
    pub fn status(this: &Foreign) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, structural)]
    pub fn text(this: &Foreign) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    fn field(this: &JsValue, name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = Uint8Array)]
    pub type Bytes;
    /// Bytes of a buffer, or so many zeros. Throws where there is no memory for them.
    #[wasm_bindgen(constructor, catch, js_class = "Uint8Array")]
    pub fn of(buffer_or_length: &JsValue) -> Result<Bytes, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn set(this: &Bytes, chunk: &JsValue, offset: f64) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn slice(this: &Bytes, start: u32, end: f64) -> Result<JsValue, JsValue>;
}

impl Foreign {
    /// What it has under a name.
    pub fn get(&self, name: &str) -> Result<JsValue, JsValue> {
        field(self, name)
    }

    /// What a method of it without arguments gives.
    pub fn call(&self, name: &str) -> Result<JsValue, JsValue> {
        self.get(name)?.dyn_into::<Function>()?.call0(self)
    }
}
