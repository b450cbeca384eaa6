//! An answer of fetch: its head, and its body read within a limit.

use gloo_net::http::Headers;
use js_sys::{Array, JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

use super::abort::Underway;
use super::cause::cause_of;
use crate::core::error::Cause;
use crate::core::platform::{ReadFailure, Response, Text};
use crate::core::value::{Kind, Value};

#[wasm_bindgen]
extern "C" {
    // Structural and catching: an injected fetch may give another library's responses.
    type Raw;
    #[wasm_bindgen(method, structural, catch)]
    fn text(this: &Raw) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, structural, catch, js_name = arrayBuffer)]
    fn array_buffer(this: &Raw) -> Result<Promise, JsValue>;

    type Stream;
    #[wasm_bindgen(method, structural, catch, js_name = getReader)]
    fn get_reader(this: &Stream) -> Result<Reader, JsValue>;

    type Reader;
    #[wasm_bindgen(method, structural, catch)]
    fn read(this: &Reader) -> Result<Promise, JsValue>;

    type TextDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &JsValue, options: &Object) -> Result<JsString, JsValue>;
}

/// A text that stays in JavaScript.
pub struct JsText(pub JsString);

impl Text for JsText {
    fn is_blank(&self) -> bool {
        self.0.trim().length() == 0
    }

    fn start(&self, count: u32) -> String {
        self.0.trim_start().substring(0, count).into()
    }
}

/// An answer, aborted when it is dropped before its body is read.
pub struct JsResponse {
    raw: JsValue,
    headers: Headers,
    underway: Underway,
    /// Whether all headers can be seen, so that the announced length is known to be that of the body.
    sees_all_headers: bool,
}

impl JsResponse {
    /// What fetch gave, if it is a response.
    pub fn new(raw: JsValue, underway: Underway, sees_all_headers: bool) -> Result<Self, Cause> {
        let headers = raw.field("headers").filter(|it| it.field("get").is_some_and(|get| get.kind() == Kind::Function));
        let is_response = raw.field("status").is_some_and(|it| it.kind() == Kind::Number) && raw.field("text").is_some();
        match headers {
            Some(headers) if is_response => {
                let headers = Headers::from_raw(headers.unchecked_into());
                Ok(Self { raw, headers, underway, sees_all_headers })
            }
            _ => Err(Cause { name: "TypeError".into(), message: "fetch gave no Response".into(), code: None }),
        }
    }

    fn raw(&self) -> &Raw {
        self.raw.unchecked_ref()
    }

    /// Whether the body is known to be within the limit before it is read. What is compressed is longer than announced.
    fn is_within(&self, limit: u64) -> bool {
        let length = self.headers.get("content-length").and_then(|length| length.parse::<u64>().ok());
        self.sees_all_headers && length.is_some_and(|it| it <= limit) && self.headers.get("content-encoding").is_none()
    }

    /// The chunks of the body, as long as they are within the limit.
    async fn chunks(&mut self, limit: u64) -> Result<Array, ReadFailure> {
        let chunks = Array::new();
        let Some(body) = self.raw.field("body") else { return Ok(chunks) };
        if body.field("getReader").is_none() {
            // Not a web stream: a library's response, which can only be read whole.
            let whole = settled(self.raw().array_buffer()).await?;
            chunks.push(&Uint8Array::new(&whole));
        } else {
            let reader = body.unchecked_ref::<Stream>().get_reader().map_err(|thrown| interrupted(&thrown))?;
            let mut length = 0_u64;
            while let Some(chunk) = settled(reader.read()).await?.field("value") {
                length = length.saturating_add(byte_length(&chunk));
                if length > limit {
                    return Err(ReadFailure::TooLarge);
                }
                chunks.push(&chunk);
            }
        }
        self.underway.is_over();
        let length = chunks.iter().fold(0, |sum: u64, chunk| sum.saturating_add(byte_length(&chunk)));
        if length > limit { Err(ReadFailure::TooLarge) } else { Ok(chunks) }
    }
}

impl Response for JsResponse {
    type Text = JsText;
    type Value = JsValue;

    fn status(&self) -> u16 {
        let status = self.raw.field("status").and_then(|status| status.as_f64()).unwrap_or_default();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, and no status is that large")]
        return status as u16;
    }

    fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name)
    }

    fn headers(&self) -> JsValue {
        self.raw.field("headers").unwrap_or_default()
    }

    async fn text(&mut self, charset: &str, limit: u64) -> Result<JsText, ReadFailure> {
        if charset == "utf-8" && self.is_within(limit) {
            let text = settled(self.raw().text()).await?;
            self.underway.is_over();
            return text.dyn_into().map(JsText).map_err(|_| ReadFailure::Charset);
        }
        let decoder = TextDecoder::new(charset).map_err(|_| ReadFailure::Charset)?;
        let chunks = self.chunks(limit).await?;
        let streaming = Object::new();
        // Setting a field of a plain object does not fail.
        let _ = Reflect::set(&streaming, &"stream".into(), &JsValue::TRUE);
        let decode = |bytes: &JsValue, options| decoder.decode(bytes, options).map_err(|_| ReadFailure::Charset);
        let mut text = JsString::from("");
        for chunk in chunks.iter() {
            text = text.concat(&decode(&chunk, &streaming)?.into());
        }
        Ok(JsText(text.concat(&decode(&JsValue::UNDEFINED, &Object::new())?.into())))
    }

    async fn bytes(&mut self, limit: u64) -> Result<JsValue, ReadFailure> {
        let chunks = self.chunks(limit).await?;
        let length = chunks.iter().fold(0.0, |sum, chunk| sum + chunk.field("byteLength").and_then(|it| it.as_f64()).unwrap_or(0.0));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`limit` is far below 2^32")]
        let whole = Uint8Array::new_with_length(length as u32);
        let mut offset = 0;
        for chunk in chunks.iter() {
            let chunk: Uint8Array = chunk.unchecked_into();
            whole.set(&chunk, offset);
            offset = offset.saturating_add(chunk.length());
        }
        Ok(whole.into())
    }
}

fn byte_length(chunk: &JsValue) -> u64 {
    let length = chunk.field("byteLength").and_then(|length| length.as_f64()).unwrap_or_default();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
    return length as u64;
}

fn interrupted(thrown: &JsValue) -> ReadFailure {
    ReadFailure::Interrupted(cause_of(thrown))
}

/// What a call that gives a promise comes to.
async fn settled(promise: Result<Promise, JsValue>) -> Result<JsValue, ReadFailure> {
    let promise = promise.map_err(|thrown| interrupted(&thrown))?;
    JsFuture::from(promise).await.map_err(|thrown| interrupted(&thrown))
}
