//! What callers are told of a contract: its operations, as plain data from which a form can be drawn.

use crate::contract::Contract;
use crate::flat::{Value, Word};
use crate::operation::Operation;
use crate::parameter::{Parameter, Place};
use crate::writer::Writer;

/// Fields of a parameter that are told in another way, or that are nobody's affair.
const OWN: [&str; 6] = ["name", "in", "required", "description", "schema", "$ref"];

/// The operations, in the order of the contract.
#[must_use]
pub fn operations(contract: &Contract) -> Writer {
    let mut writer = Writer::default();
    let list: Vec<_> = contract.operations.iter().map(|it| operation(contract, it, &mut writer)).collect();
    let whole = writer.array(&list);
    writer.finish(whole)
}

/// The definitions, which schemas refer to.
#[must_use]
pub fn definitions(contract: &Contract) -> Writer {
    let mut writer = Writer::default();
    let whole = match contract.document.root().field("definitions") {
        Some(definitions) => writer.copy(definitions),
        None => writer.object(&[]),
    };
    writer.finish(whole)
}

fn operation(contract: &Contract, operation: &Operation, writer: &mut Writer) -> Word {
    let value = contract.document.value(operation.word);
    let mut fields = vec![
        ("id", writer.text(&operation.id)),
        ("method", writer.text(operation.method)),
        ("path", writer.text(&operation.path)),
        ("summary", writer.text(value.text_field("summary").unwrap_or_default())),
    ];
    if let Some(description) = value.text_field("description") {
        fields.push(("description", writer.text(description)));
    }
    fields.push(("tags", texts(value.field("tags"), writer)));
    fields.push(("deprecated", writer.boolean(value.field("deprecated").is_some_and(Value::is_true))));
    let parameters: Vec<_> = operation.parameters.iter().map(|it| parameter(contract, it, writer)).collect();
    fields.push(("parameters", writer.array(&parameters)));
    fields.push(("consumes", texts(operation.consumes.map(|word| contract.document.value(word)), writer)));
    fields.push(("produces", texts(operation.produces.map(|word| contract.document.value(word)), writer)));
    writer.object(&fields)
}

/// A parameter. What a schema is to a body, its own fields are to any other, so that both are told as a schema.
fn parameter(contract: &Contract, parameter: &Parameter, writer: &mut Writer) -> Word {
    let value = contract.document.value(parameter.word);
    let mut fields = vec![
        ("key", writer.text(&parameter.key)),
        ("name", writer.text(&parameter.name)),
        ("in", writer.text(parameter.place.as_str())),
        ("required", writer.boolean(parameter.is_required)),
    ];
    if let Some(description) = value.text_field("description") {
        fields.push(("description", writer.text(description)));
    }
    let schema = if parameter.place == Place::Body {
        value.field("schema").map(|schema| writer.copy(schema))
    } else {
        let own = value.fields().filter(|(name, _)| !OWN.contains(name));
        let own: Vec<_> = own.map(|(name, value)| (name, writer.copy(value))).collect();
        Some(writer.object(&own))
    };
    fields.extend(schema.map(|schema| ("schema", schema)));
    writer.object(&fields)
}

fn texts(list: Option<Value<'_>>, writer: &mut Writer) -> Word {
    let texts: Vec<_> = list.into_iter().flat_map(Value::items).filter_map(Value::text).collect();
    writer.texts(texts.into_iter())
}
