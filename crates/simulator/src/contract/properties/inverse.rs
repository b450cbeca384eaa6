//! Reading a request undoes what the contract's binding made of parameters: for every operation of a contract that has
//! everything, what is read is what was given.

use serde_json::{Map, Value as Json, json};
use sne_cotation_contract::binding::bind;
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::{Kind, Value, ValueRef};
use sne_cotation_contract::writer::Writer;

use super::ordinary;
use crate::contract::Backend;
use crate::contract::fits::Native;
use crate::contract::incoming::{self, Given};
use crate::contract::json::{document, json as plain, write};
use crate::contract::route::Route;
use crate::contract::sample::{self, Sample};
use crate::http::Request;

const COMPLETE: &str = include_str!("../../../../../tests/node/contracts/complete.json");
const SEEDS: u64 = 60;

#[test]
fn what_is_read_of_a_request_is_what_was_given() {
    read_back(COMPLETE);
}

#[test]
fn what_people_write_gets_through_at_every_place() {
    read_back(&ordinary::contract());
}

fn read_back(contract: &str) {
    let backend = Backend::read(contract, 0).unwrap();
    let contract = &backend.contract;
    for operation in &contract.operations {
        for seed in 0..SEEDS {
            let sample = sample::make(backend.schemas(), operation, seed).unwrap();
            assert!(seed > 0 || sample.parameters.len() == operation.parameters.len(), "{sample:?}");
            let (request, query) = request(contract, &operation.id, &sample);
            let path = request.url.clone();
            let found = backend.routes.find(contract, operation.method, &path, &query);
            let Route::To(found, captures) = found else { panic!("{path}: {found:?}") };
            assert_eq!(found.id, operation.id);
            let read = incoming::read(contract, operation, &request, &query, &captures).unwrap();
            for (key, given) in &sample.parameters {
                let expected = match given.as_array() {
                    _ if !sample.files.contains(key) => Given::Value(given.clone()),
                    Some(files) => Given::Files(files.len()),
                    None => Given::Bytes,
                };
                assert_eq!(read.given(key), Some(&expected), "{} {seed} {key}\n{request:?}", operation.id);
            }
            assert_eq!(read.count(), sample.parameters.len(), "{} {seed}", operation.id);
        }
    }
}

/// The request of a call, as the package sends it, and its query.
fn request(contract: &Contract, id: &str, sample: &Sample) -> (Request, String) {
    let call = call(id, sample);
    let bound = bind(contract, &Native, call.into_document().root()).unwrap();
    let bound = bound.into_document();
    let field = |name: &str| bound.root().field(name);
    let mut request =
        Request::new(field("method").and_then(Value::text).unwrap(), field("path").and_then(Value::text).unwrap());
    for (name, value) in field("headers").into_iter().flat_map(Value::fields) {
        request = request.with_header(name, value.text().unwrap());
    }
    if let Some(key) = field("body").and_then(Value::text) {
        let is_text = request.header("content-type") == Some("text/plain");
        let body = &sample.parameters[key];
        request.body = if is_text { body.as_str().unwrap().into() } else { body.to_string().into() };
    }
    let form: Vec<_> = field("form").into_iter().flat_map(Value::fields).flat_map(several).collect();
    if field("multipart").is_some_and(Value::is_true) {
        request =
            request.with_header("Content-Type", "multipart/form-data; boundary=\"a b\"").with_body(in_parts(&form));
    } else if field("form").is_some() {
        request = request.with_header("Content-Type", "application/x-www-form-urlencoded").with_body(encoded(&form));
    }
    let query: Vec<_> = field("query").into_iter().flat_map(Value::fields).flat_map(several).collect();
    (request, encoded(&query))
}

/// The call in flat form, its files as such.
fn call(id: &str, sample: &Sample) -> Writer {
    let mut writer = Writer::default();
    let value = |key: &str, value: &Json, writer: &mut Writer| {
        let file = ValueRef::new(Kind::File, 0);
        match value.as_array() {
            _ if !sample.files.iter().any(|file| file == key) => write(writer, value),
            Some(files) => writer.array(&vec![file; files.len()]),
            None => file,
        }
    };
    let fields: Vec<_> =
        sample.parameters.iter().map(|(key, own)| (key.as_str(), value(key, own, &mut writer))).collect();
    let (id, parameters) = (writer.text(id), writer.object(&fields));
    let nothing = ValueRef::new(Kind::Null, 0);
    let flags = writer.number(1.0);
    let whole = writer.array(&[id, parameters, nothing, flags]);
    writer.finish(whole)
}

/// A name with each of its values; that of a file is none.
fn several<'v>((name, value): (&'v str, Value<'v>)) -> Vec<(&'v str, Option<String>)> {
    match value.kind() {
        Kind::Array => value.items().map(|item| (name, item.text().map(str::to_owned))).collect(),
        _ => vec![(name, value.text().map(str::to_owned))],
    }
}

/// Names and values as in an address, a space as a plus sign.
fn encoded(pairs: &[(&str, Option<String>)]) -> String {
    let escape = |text: &str| {
        let byte = |byte: u8| match byte {
            b' ' => "+".to_owned(),
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        };
        text.bytes().map(byte).collect::<String>()
    };
    let pairs = pairs.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value.as_ref().unwrap())));
    pairs.collect::<Vec<_>>().join("&")
}

fn in_parts(fields: &[(&str, Option<String>)]) -> String {
    let part = |(name, value): &(&str, Option<String>)| {
        let file = if value.is_none() { "; filename=\"blob\"\r\nContent-Type: application/octet-stream" } else { "" };
        let content = value.as_deref().unwrap_or("\r\n--a\r\n");
        format!("--a b\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{content}\r\n")
    };
    fields.iter().map(part).collect::<String>() + "--a b--\r\n"
}

#[test]
fn the_flat_form_keeps_what_is_generated() {
    let backend = Backend::read(COMPLETE, 0).unwrap();
    for operation in &backend.contract.operations {
        let parameters: Map<String, Json> = sample::make(backend.schemas(), operation, 1).unwrap().parameters;
        let value = json!(parameters);
        assert_eq!(plain(document(&value).root()), value);
    }
}
