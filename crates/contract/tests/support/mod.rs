//! What the tests of the contract have in common: JSON in flat form and back, and a platform without JavaScript.

#![allow(dead_code, reason = "each test file uses a part of it")]

use serde_json::{Map, Value as Json, json};
use sne_cotation_contract::binding::bind;
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::error::Error;
use sne_cotation_contract::flat::{Document, Kind, Value, ValueRef};
use sne_cotation_contract::platform::Platform;
use sne_cotation_contract::remark::Remark;
use sne_cotation_contract::validation::{Direction, check};
use sne_cotation_contract::writer::Writer;

/// A platform that writes numbers as JavaScript does, as far as the tests go.
pub struct Native;

impl Platform for Native {
    fn write_number(&self, number: f64) -> String {
        number.to_string()
    }
}

/// A text in JSON that begins so stands for a file.
pub const FILE: &str = "file:";
/// And one that begins so for a big integer.
pub const BIG: &str = "big:";

/// A value of JSON in flat form.
pub fn flat(value: &Json) -> Document {
    writer(value).into_document()
}

/// A value of JSON in flat form, which can still be changed.
pub fn writer(value: &Json) -> Writer {
    let mut writer = Writer::default();
    let whole = write(&mut writer, value);
    writer.finish(whole)
}

fn write(writer: &mut Writer, value: &Json) -> ValueRef {
    match value {
        Json::Null => ValueRef::new(Kind::Null, 0),
        Json::Bool(value) => writer.boolean(*value),
        Json::Number(number) => writer.number(number.as_f64().unwrap_or_default()),
        Json::String(text) if text.starts_with(FILE) => ValueRef::new(Kind::File, 7),
        Json::String(text) => match text.strip_prefix(BIG) {
            Some(digits) => ValueRef::new(Kind::BigInteger, writer.text(digits).place()),
            None => writer.text(text),
        },
        Json::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| write(writer, item)).collect();
            writer.array(&items)
        }
        Json::Object(fields) => {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), write(writer, value))).collect();
            writer.object(&fields)
        }
    }
}

/// A value in flat form as JSON.
pub fn unflat(value: Value<'_>) -> Json {
    match value.kind() {
        Kind::Null | Kind::Other => Json::Null,
        Kind::False => json!(false),
        Kind::True => json!(true),
        Kind::Number => value.number().map_or(Json::Null, |number| {
            #[allow(clippy::cast_possible_truncation, reason = "the numbers of the tests are small")]
            if number.fract() == 0.0 { json!(number as i64) } else { json!(number) }
        }),
        Kind::Text => json!(value.text()),
        Kind::BigInteger => json!(value.letters()),
        Kind::File | Kind::Stream => json!(FILE),
        Kind::Array => value.items().map(unflat).collect(),
        Kind::Object => {
            Json::Object(value.fields().map(|(name, value)| (name.to_owned(), unflat(value))).collect::<Map<_, _>>())
        }
    }
}

/// What a writer wrote, as JSON.
pub fn written(writer: Writer) -> Json {
    unflat(writer.into_document().root())
}

/// A contract with these paths, and other fields.
pub fn with_paths(paths: &Json, others: &Json) -> Json {
    let mut contract = json!({ "swagger": "2.0", "info": { "title": "Essai", "version": "1" }, "paths": paths });
    if let (Some(contract), Some(others)) = (contract.as_object_mut(), others.as_object()) {
        contract.extend(others.clone());
    }
    contract
}

/// A contract with one operation, `op`, that has these parameters.
pub fn with_parameters(method: &str, path: &str, parameters: &Json, others: &Json) -> Json {
    let mut operation = json!({ "operationId": "op", "parameters": parameters });
    if let (Some(operation), Some(others)) = (operation.as_object_mut(), others.as_object()) {
        operation.extend(others.clone());
    }
    with_paths(&json!({ path: { method: operation } }), &json!({}))
}

/// Reads a contract.
pub fn contract(document: &Json) -> Contract {
    Contract::read(flat(document)).unwrap_or_else(|error| panic!("{error:?}"))
}

/// What is wrong with a contract: the id of the reason, and where.
pub fn flaw(document: &Json) -> (String, String) {
    match Contract::read(flat(document)) {
        Ok(_) => panic!("nothing is wrong with {:.500}", document.to_string()),
        Err(error) => (error.reason().id().to_owned(), error.fact("pointer").unwrap_or_default().to_owned()),
    }
}

/// What is odd about a contract that is read all the same: the rule, where, and what it costs.
pub fn remarks(document: &Json) -> Vec<(String, String, String)> {
    let tell = |remark: &Remark| {
        let rule = remark.rule().id().replace("remark-", "");
        (rule, remark.pointer().to_owned(), remark.costs.as_str().to_owned())
    };
    contract(document).remarks.iter().map(tell).collect()
}

/// A remark, as tests write it.
pub fn remark(rule: &str, pointer: &str, costs: &str) -> (String, String, String) {
    (rule.to_owned(), pointer.to_owned(), costs.to_owned())
}

/// The request of a call of `op`.
pub fn bound(document: &Json, parameters: &Json) -> Json {
    match bind(&contract(document), &Native, flat(&json!(["op", parameters, null, 1])).root()) {
        Ok(request) => written(request),
        Err(error) => panic!("{error:?}"),
    }
}

/// What is wrong with a call.
pub fn refused(document: &Json, call: &Json) -> Error {
    match bind(&contract(document), &Native, flat(call).root()) {
        Ok(request) => panic!("it is bound: {}", written(request)),
        Err(error) => error,
    }
}

/// The rules that a call of `op` breaks, and where.
pub fn mistakes(document: &Json, parameters: &Json) -> Vec<(String, String)> {
    let error = refused(document, &json!(["op", parameters, null, 1]));
    assert_eq!(error.reason().id(), "parameters-invalid", "{error:?}");
    told(error.mistakes())
}

/// What is wrong with a value by a schema, in one direction: pointers and rules.
pub fn checked(document: &Json, schema: &str, value: &Json, direction: Direction) -> Vec<(String, String)> {
    let contract = contract(document);
    let schema = contract.references.definition(&contract.document, schema).unwrap_or_else(|| panic!("no {schema}"));
    told(&check(&contract, &Native, schema, flat(value).root(), direction))
}

/// What mistakes tell: the pointer and the rule of each.
pub fn told(mistakes: &[Error]) -> Vec<(String, String)> {
    let rule = |mistake: &Error| mistake.reason().id().replace("rule-", "");
    let pointer = |mistake: &Error| mistake.fact("pointer").unwrap_or_default().to_owned();
    mistakes.iter().map(|mistake| (pointer(mistake), rule(mistake))).collect()
}

/// A list of pointers and rules, as tests write it.
pub fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(pointer, rule)| ((*pointer).to_owned(), (*rule).to_owned())).collect()
}

/// A contract with one definition, `S`.
pub fn with_schema(schema: &Json) -> Json {
    with_paths(&json!({}), &json!({ "definitions": { "S": schema } }))
}

/// What is wrong with a value by a schema.
pub fn found(schema: &Json, value: &Json) -> Vec<(String, String)> {
    checked(&with_schema(schema), "S", value, Direction::Answer)
}

/// A schema, values that fit, and values that do not, each with where and by which rule.
pub struct Row(pub Json, pub Vec<Json>, pub Vec<(Json, &'static str, &'static str)>);

/// Holds every row.
pub fn check_rows(rows: Vec<Row>) {
    for Row(schema, right, wrong) in rows {
        for value in right {
            assert_eq!(found(&schema, &value), pairs(&[]), "{schema} {value}");
        }
        for (value, pointer, rule) in wrong {
            assert_eq!(found(&schema, &value), pairs(&[(pointer, rule)]), "{schema} {value}");
        }
    }
}
