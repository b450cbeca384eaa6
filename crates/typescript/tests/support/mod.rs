//! What the tests have in common: the types of a contract in JSON.

#![allow(dead_code, reason = "each test file uses a part of it")]

use serde_json::{Value as Json, json};
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::error::Error;
use sne_cotation_contract::flat::{Kind, ValueRef};
use sne_cotation_contract::writer::Writer;

/// The order in which the fields of objects are handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// That of the document.
    AsIs,
    /// The other way round.
    Reversed,
}

/// A value of JSON in flat form.
pub fn flat(value: &Json, order: Order) -> Writer {
    let mut writer = Writer::default();
    let whole = write(&mut writer, value, order);
    writer.finish(whole)
}

fn write(writer: &mut Writer, value: &Json, order: Order) -> ValueRef {
    match value {
        Json::Null => ValueRef::new(Kind::Null, 0),
        Json::Bool(value) => writer.boolean(*value),
        Json::Number(number) => writer.number(number.as_f64().unwrap_or_default()),
        Json::String(text) => writer.text(text),
        Json::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| write(writer, item, order)).collect();
            writer.array(&items)
        }
        Json::Object(fields) => {
            let mut fields: Vec<_> =
                fields.iter().map(|(name, value)| (name.as_str(), write(writer, value, order))).collect();
            if order == Order::Reversed {
                fields.reverse();
            }
            writer.object(&fields)
        }
    }
}

/// The types of a contract, or what is wrong with it.
pub fn attempt(contract: &Json, order: Order) -> Result<String, Error> {
    Contract::read(flat(contract, order).into_document()).and_then(|it| sne_cotation_typescript::types(&it))
}

/// The types of a contract that is right.
pub fn types(contract: &Json, order: Order) -> String {
    attempt(contract, order).unwrap_or_else(|error| panic!("{error:?}"))
}

/// The declarations of definitions, without what is before them.
pub fn declarations(definitions: &Json) -> String {
    let contract = json!({ "swagger": "2.0", "paths": {}, "definitions": definitions });
    let text = types(&contract, Order::AsIs);
    text.split_once("export interface Operations {\n}\n").unwrap_or_else(|| panic!("{text}")).1.trim().to_owned()
}

/// The operation of one, without what is around it.
pub fn operation(operation: &Json, definitions: &Json) -> String {
    let contract = json!({ "swagger": "2.0", "paths": { "/a": { "post": operation } }, "definitions": definitions });
    types(&contract, Order::AsIs)
}
