//! What callers are told of a contract: its operations, as plain data from which a form can be drawn.

use sne_cotation_common::text;

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
    let none = writer.array(&[]);
    let list = |word: Option<ValueRef>| word.filter(|word| word.kind() == Kind::Array).unwrap_or(none);
    let mut fields = vec![
        ("id", writer.text(&operation.id)),
        ("method", writer.text(operation.method)),
        ("path", writer.text(&operation.path)),
        ("summary", value.field("summary").map_or_else(|| writer.text(""), Value::word)),
        ("tags", list(value.field("tags").map(Value::word))),
        ("deprecated", writer.boolean(value.flag("deprecated"))),
        ("consumes", list(operation.consumes)),
        ("produces", list(operation.produces)),
    ];
    add_description(value, &mut fields);
    let mut parameters = Vec::new();
    for one in &operation.parameters {
        parameters.push(parameter(contract, one, writer));
    }
    fields.push(("parameters", writer.array(&parameters)));
    writer.object(&fields)
}

fn add_description(value: Value<'_>, fields: &mut Vec<(&str, ValueRef)>) {
    fields.extend(value.field("description").map(|description| ("description", description.word())));
}

/// A parameter. What a schema is to a body, its own fields are to any other, so that both are told as a schema.
fn parameter(contract: &Contract, parameter: &Parameter, writer: &mut Writer) -> ValueRef {
    let value = contract.document.value(parameter.word);
    let mut fields = vec![
        ("key", writer.text(&parameter.key)),
        ("name", value.part("name").word()),
        ("in", value.part("in").word()),
        ("required", writer.boolean(parameter.is_required)),
    ];
    add_description(value, &mut fields);
    let schema = if parameter.place == Place::Body {
        value.field("schema").map(Value::word)
    } else {
        let mut own = Vec::new();
        for (name, value) in value.fields() {
            if text::place(OWN, name).is_none() {
                own.push((name, value.word()));
            }
        }
        Some(writer.object(&own))
    };
    fields.extend(schema.map(|schema| ("schema", schema)));
    writer.object(&fields)
}
