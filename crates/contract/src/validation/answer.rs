//! Answers: whether what came back is what the contract says of the operation.

use super::{Direction, Flags, Validator};
use sne_cotation_common::media::{essence, is_json as is_json_type};

use crate::binding::media::is_opaque;
use crate::contract::Contract;
use crate::error::Error;
use crate::flat::{Kind, Value, ValueRef, whole};
use crate::operation::Operation;
use crate::platform::Platform;
use crate::pointer::Pointer;
use crate::reason::Reason;
use sne_cotation_common::text::digits;

/// Refuses an answer, given as `[id of the operation, status, data, flags, content type]`, that is not what the
/// contract says; pointers are into the data. Schemas are about JSON only.
pub fn check_answer(contract: &Contract, platform: &dyn Platform, answer: Value<'_>) -> Result<(), Error> {
    let mut parts = answer.items();
    let [id, status, data, flags, media_type] = [parts.next(), parts.next(), parts.next(), parts.next(), parts.next()];
    if !is_json(data, media_type.and_then(Value::text)) {
        return Ok(());
    }
    let operation = contract.operation(id.and_then(Value::text).unwrap_or_default())?;
    let mut validator = Validator::new(contract, platform, Direction::Answer, Flags::of(flags));
    match expected(contract, operation, status.and_then(whole).unwrap_or_default()) {
        Expected::Anything => {}
        Expected::Schema(schema) => check_data(&mut validator, contract.document.value(schema), data),
        Expected::Nothing(mistake) => validator.add(mistake),
    }
    refused(operation, validator.take_mistakes())
}

/// What an answer is to be.
#[derive(Debug)]
pub enum Expected {
    /// Anything: the contract says nothing of its data.
    Anything,
    /// Of a schema.
    Schema(ValueRef),
    /// No such: the contract does not have its status.
    Nothing(Error),
}

/// What the answer of an operation under a status is to be.
#[must_use]
pub fn expected(contract: &Contract, operation: &Operation, status: u64) -> Expected {
    if operation.method == "HEAD" {
        return Expected::Anything;
    }
    let key = digits(status);
    let Some(response) = contract.response(operation, &key) else {
        return Expected::Nothing(Error::at(Reason::RuleStatus, &Pointer::Root).with("status", &key));
    };
    let schema = response.part("schema");
    // A file is bytes, or whatever the caller had made of it.
    let is_file = contract.references.resolve(&contract.document, schema).text_field("type") == Some("file");
    if schema.is_null() || is_file { Expected::Anything } else { Expected::Schema(schema.word()) }
}

/// The error of an answer with mistakes.
pub fn refused(operation: &Operation, mistakes: Vec<Error>) -> Result<(), Error> {
    if mistakes.is_empty() {
        return Ok(());
    }
    Err(Error::new(Reason::AnswerInvalid).with("operation", &operation.id).with_mistakes(mistakes))
}

/// Whether an answer is JSON. Of a text, only its content type tells: as `Content` in the client's `answer.rs`.
fn is_json(data: Option<Value<'_>>, media_type: Option<&str>) -> bool {
    match data {
        Some(data) if is_opaque(data) => false,
        Some(data) if data.kind() == Kind::Text => {
            media_type.is_none_or(|it| essence(it).is_empty() || is_json_type(it))
        }
        _ => true,
    }
}

fn check_data<'c>(validator: &mut Validator<'c>, schema: Value<'c>, data: Option<Value<'_>>) {
    let contract = validator.contract;
    match data.filter(|data| !data.is_null() || contract.allows_null(schema.word())) {
        Some(data) => validator.check(schema, data, &Pointer::Root),
        None => validator.add(Error::at(Reason::RuleRequired, &Pointer::Root)),
    }
}
