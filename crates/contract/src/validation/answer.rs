//! Answers: whether what came back is what the contract says of the operation.

use super::{Direction, Flags, Validator};
use sne_cotation_common::media::{essence, is_json as is_json_type};

use crate::binding::media::is_opaque;
use crate::contract::Contract;
use crate::error::Error;
use crate::flat::{Kind, Value, whole};
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
    let key = digits(status.and_then(whole).unwrap_or_default());
    if operation.method == "HEAD" {
        return Ok(());
    }
    if let Some(response) = contract.response(operation, &key) {
        check_data(&mut validator, response.part("schema"), data);
    } else {
        validator.add(Error::at(Reason::RuleStatus, &Pointer::Root).with("status", &key));
    }
    let mistakes = validator.take_mistakes();
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
    let resolved = contract.references.resolve(&contract.document, schema);
    // A file is bytes, or whatever the caller had made of it.
    if schema.is_null() || resolved.text_field("type") == Some("file") {
        return;
    }
    match data.filter(|data| !data.is_null() || validator.allows_null(schema)) {
        Some(data) => validator.check(schema, data, &Pointer::Root),
        None => validator.add(Error::at(Reason::RuleRequired, &Pointer::Root)),
    }
}
