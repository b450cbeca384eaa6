//! The bodies of answers, read within a limit.

use std::cell::Cell;

use js_sys::{ArrayBuffer, JsString, TypeError, Uint8Array};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use web_sys::Headers;

use super::bridge;
use super::foreign::{Bytes, Foreign};
use super::promise::{ignore, settled};
use crate::core::slot::copied;

#[wasm_bindgen]
extern "C" {
    /// As that of web-sys, but for texts that stay in JavaScript: `null` when the header is not there.
    #[wasm_bindgen(method, catch, structural, js_name = get)]
    fn get_here(this: &HeadersHere, name: &JsString) -> Result<JsValue, JsValue>;
    type HeadersHere;
}

/// How an answer announces JSON in UTF-8.
const JSON_TYPES: [&str; 3] = ["application/json", "application/json;charset=utf-8", "application/json; charset=utf-8"];

thread_local! {
    static IS_PAGE: bool = bridge::is_page();
    static CONTENT_LENGTH: JsString = "content-length".into();
    static CONTENT_ENCODING: JsString = "content-encoding".into();
    static CONTENT_TYPE: JsString = "content-type".into();
    /// The content type of an answer that was JSON in UTF-8, as JavaScript has it: mostly the next has the same.
    static JSON_TYPE: Cell<JsValue> = const { Cell::new(JsValue::UNDEFINED) };
}

/// What was read of a body.
pub struct Read {
    /// A text, or bytes: of what is larger than the limit, as much as may be read.
    pub body: JsValue,
    pub is_whole: bool,
}

impl Read {
    fn whole(body: JsValue) -> Self {
        Self { body, is_whole: true }
    }
}

/// The body, a text or bytes, or its beginning when it is larger than the limit; nothing when there is no way to read
/// it.
pub async fn read_within(response: &Foreign, headers: &Headers, limit: u32) -> Result<Option<Read>, JsValue> {
    if is_short_text(headers, limit) {
        return settled(response.text()).await.map(|text| Some(Read::whole(text)));
    }
    let stream = response.get("body")?;
    if stream.is_null() {
        return Ok(Some(Read::whole(bytes(&0.into())?.into())));
    }
    // Some libraries have a stream of Node's there, which is read otherwise.
    if stream.is_object() && stream.unchecked_ref::<Foreign>().get("getReader")?.is_function() {
        return read_stream(&stream.unchecked_into(), limit).await.map(Some);
    }
    // Not a web stream: a library's response, which can only be read whole, or what a test has in its place.
    let whole = settled(Ok(bridge::whole_of(response))).await?;
    if whole.is_undefined() {
        return Ok(None);
    }
    if whole.is_string() { Ok(Some(Read::whole(whole))) } else { cut(&whole, limit).map(Some) }
}

/// The bytes of a buffer, within the limit.
fn cut(buffer: &JsValue, limit: u32) -> Result<Read, JsValue> {
    let bytes = bytes(buffer)?;
    let is_whole = bytes.length() <= limit;
    let beginning = || bytes.unchecked_ref::<Bytes>().slice(0, f64::from(limit));
    Ok(Read { body: if is_whole { bytes.into() } else { beginning()? }, is_whole })
}

/// Whether the body is JSON in UTF-8 that is known to be within the limit, so that the platform may read it in one go.
/// In a page headers may be hidden, and a compressed body is longer than announced.
fn is_short_text(headers: &Headers, limit: u32) -> bool {
    if IS_PAGE.with(|is_page| *is_page) {
        return false;
    }
    let length = CONTENT_LENGTH.with(|name| header(headers, name));
    let is_within = length.is_string() && length.unchecked_into_f64() <= f64::from(limit);
    is_within && CONTENT_ENCODING.with(|name| header(headers, name)).is_null() && is_json_in_utf8(headers)
}

fn is_json_in_utf8(headers: &Headers) -> bool {
    let content_type = CONTENT_TYPE.with(|name| header(headers, name));
    if JSON_TYPE.with(|known| copied(known) == content_type) {
        return content_type.is_string();
    }
    let text = content_type.as_string().unwrap_or_default();
    let is_such = JSON_TYPES.iter().any(|known| text.eq_ignore_ascii_case(known));
    if is_such {
        JSON_TYPE.set(content_type);
    }
    is_such
}

fn header(headers: &Headers, name: &JsString) -> JsValue {
    headers.unchecked_ref::<HeadersHere>().get_here(name).unwrap_or(JsValue::NULL)
}

async fn read_stream(stream: &Foreign, limit: u32) -> Result<Read, JsValue> {
    let reader: Foreign = stream.call("getReader")?.unchecked_into();
    let (mut gathered, limit) = (Gathered::default(), f64::from(limit));
    loop {
        let read: Foreign = settled(reader.call("read")).await?.unchecked_into();
        if read.get("done")?.is_truthy() {
            return gathered.whole().map(Read::whole);
        }
        let chunk = read.get("value")?;
        // Not by its class: it may be another realm's, as in Jest.
        let size = if ArrayBuffer::is_view(&chunk) { size_of(&chunk)? } else { None };
        let size = size.ok_or_else(|| TypeError::new("the body gave something else than bytes"))?;
        let room = limit - gathered.length;
        if size > room {
            // A fetch may not listen to its signal. That giving up fails is of no interest.
            ignore(&reader.call("cancel"));
            gathered.add(chunk.unchecked_ref::<Bytes>().slice(0, room)?, room)?;
            return Ok(Read { body: gathered.whole()?, is_whole: false });
        }
        gathered.add(chunk, size)?;
    }
}

/// Chunks, put together as they come: were they kept until the last, a large body would leave as much behind in the
/// allocator of Node, in pieces that it gives back to nobody.
#[derive(Default)]
struct Gathered {
    /// The first chunk, or what holds all so far.
    bytes: Option<JsValue>,
    room: f64,
    length: f64,
}

impl Gathered {
    fn add(&mut self, chunk: JsValue, size: f64) -> Result<(), JsValue> {
        let start = self.length;
        self.length += size;
        let Some(before) = &self.bytes else {
            (self.bytes, self.room) = (Some(chunk), size);
            return Ok(());
        };
        if self.length <= self.room {
            return before.unchecked_ref::<Bytes>().set(&chunk, start);
        }
        self.room = self.length * 2.0;
        let larger = Bytes::of(&self.room.into())?;
        larger.set(before, 0.0)?;
        larger.set(&chunk, start)?;
        self.bytes = Some(larger.into());
        Ok(())
    }

    fn whole(&self) -> Result<JsValue, JsValue> {
        match &self.bytes {
            None => bytes(&0.into()).map(Into::into),
            Some(whole) if self.room > self.length => whole.unchecked_ref::<Bytes>().slice(0, self.length),
            Some(whole) => Ok(whole.clone()),
        }
    }
}

fn size_of(chunk: &JsValue) -> Result<Option<f64>, JsValue> {
    let chunk: &Foreign = chunk.unchecked_ref();
    let is_bytes = chunk.get("BYTES_PER_ELEMENT")?.as_f64() == Some(1.0);
    Ok(chunk.get("byteLength")?.as_f64().filter(|_| is_bytes))
}

fn bytes(buffer_or_length: &JsValue) -> Result<Uint8Array, JsValue> {
    Ok(Bytes::of(buffer_or_length)?.unchecked_into())
}
