//! What callers are told of a contract: its operations, as plain data from which a form can be drawn.

use sne_cotation_common::text::place;

use crate::contract::Contract;
use crate::flat::{Kind, Value, ValueRef};
use crate::operation::Operation;
use crate::parameter::{Parameter, Place};
use crate::writer::Writer;

/// Fields of a parameter that a listing gives in another form, or leaves out.
const OWN: &str = "name, in, required, description, schema, $ref";

/// The operations, in the order of the contract.
#[must_use]
pub fn operations(contract: &Contract) -> Writer {
    let mut writer = Writer::over(&contract.document);
    let mut list = Vec::new();
    for one in &contract.operations {
        list.push(operation(contract, one, &mut writer));
    }
    let whole = writer.array(&list);
    writer.finish(whole)
}

/// The address of the API in one of PISTE's environments; nothing when the contract has no say in it.
#[must_use]
pub fn address(contract: &Contract, environment: &str) -> Writer {
    let mut writer = Writer::default();
    let Some(address) = contract.address(environment) else { return writer };
    let whole = writer.text(&address);
    writer.finish(whole)
}

/// The definitions, which schemas refer to.
#[must_use]
pub fn definitions(contract: &Contract) -> Writer {
    let mut writer = Writer::over(&contract.document);
    let definitions = contract.document.root().field("definitions").map(Value::word);
    let whole = definitions.unwrap_or_else(|| writer.object(&[]));
    writer.finish(whole)
}

fn operation(contract: &Contract, operation: &Operation, writer: &mut Writer) -> ValueRef {
    let value = contract.document.value(operation.word);
    let summary = text(value, "summary").unwrap_or_else(|| writer.text(""));
    let tags = texts(contract, value.field("tags").map(Value::word), writer);
    let consumes = texts(contract, operation.consumes, writer);
    let produces = texts(contract, operation.produces, writer);
    let mut fields = vec![
        ("id", writer.text(&operation.id)),
        ("method", writer.text(operation.method)),
        ("path", writer.text(&operation.path)),
        ("summary", summary),
        ("tags", tags),
        ("deprecated", writer.boolean(value.flag("deprecated"))),
        ("consumes", consumes),
        ("produces", produces),
    ];
    fields.extend(text(value, "description").map(|description| ("description", description)));
    let mut parameters = Vec::new();
    for one in operation.parameters.iter() {
        parameters.push(parameter(contract, one, writer));
    }
    fields.push(("parameters", writer.array(&parameters)));
    fields.push(("responses", responses(contract, value, writer)));
    writer.object(&fields)
}

/// What an operation can answer, by its status, in the order of the contract.
fn responses(contract: &Contract, operation: Value<'_>, writer: &mut Writer) -> ValueRef {
    let mut list = Vec::new();
    let declared = operation.part("responses").fields().filter(|(status, _)| !status.starts_with("x-"));
    for (status, response) in declared {
        let response = contract.references.resolve(&contract.document, response);
        let mut fields = vec![("status", writer.text(status))];
        fields.extend(text(response, "description").map(|description| ("description", description)));
        let schema = response.field("schema").filter(|schema| schema.kind() == Kind::Object);
        fields.extend(schema.map(|schema| ("schema", schema.word())));
        list.push(writer.object(&fields));
    }
    writer.array(&list)
}

/// A field that is a text: callers rely on that, and contracts have anything there.
fn text(value: Value<'_>, name: &str) -> Option<ValueRef> {
    value.field(name).filter(|field| field.kind() == Kind::Text).map(Value::word)
}

/// The texts of a list.
fn texts(contract: &Contract, list: Option<ValueRef>, writer: &mut Writer) -> ValueRef {
    let items = contract.document.value(list.unwrap_or(ValueRef(0))).items().filter(|item| item.kind() == Kind::Text);
    let items: Vec<_> = items.map(Value::word).collect();
    writer.array(&items)
}

/// A parameter. What a schema is to a body, its own fields are to any other, so that both are told as a schema.
fn parameter(contract: &Contract, parameter: &Parameter, writer: &mut Writer) -> ValueRef {
    let value = contract.document.value(parameter.word);
    let mut fields = vec![
        ("key", writer.text(&parameter.key)),
        ("name", writer.text(&parameter.name)),
        ("in", writer.text(parameter.place.as_str())),
        ("required", writer.boolean(parameter.is_required)),
    ];
    fields.extend(text(value, "description").map(|description| ("description", description)));
    let is_body = parameter.place == Place::Body;
    let schema = if value.is_null() {
        // A part of the path that the contract does not declare.
        let kind = writer.text("string");
        Some(writer.object(&[("type", kind)]))
    } else if is_body || (value.field("type").is_none() && value.field("schema").is_some()) {
        value.field("schema").filter(|schema| schema.kind() == Kind::Object).map(Value::word)
    } else {
        let mut own = Vec::new();
        for (name, value) in value.fields() {
            if place(OWN, name).is_none() {
                own.push((name, value.word()));
            }
        }
        Some(writer.object(&own))
    };
    fields.extend(schema.map(|schema| ("schema", schema)));
    writer.object(&fields)
}

/// The remarks, each as `[what, costs, operations]`: what an error is, the word for what it costs, and the names of the
/// operations that it touches.
#[must_use]
pub fn remarks(contract: &Contract) -> Writer {
    if contract.remarks.is_empty() {
        let mut writer = Writer::default();
        let none = writer.array(&[]);
        return writer.finish(none);
    }
    found(contract)
}

// A part of the wasm begins here (scripts/build/wasm.mjs).
#[inline(never)]
fn found(contract: &Contract) -> Writer {
    let mut writer = Writer::default();
    let mut list = Vec::new();
    for remark in &contract.remarks {
        let what = remark.what.view(&mut writer);
        let costs = writer.text(remark.costs.as_str());
        let operations = writer.texts(contract.operations_of(remark));
        list.push(writer.array(&[what, costs, operations]));
    }
    let whole = writer.array(&list);
    writer.finish(whole)
}
