//! Answers: whether what came back is what the contract says of the operation.

use super::{Direction, Flags, Keyword, Validator};
use crate::contract::Contract;
use crate::error::Error;
use crate::flat::Value;
use crate::platform::Platform;
use crate::pointer::{Pointer, push_number};
use crate::reason::Reason;

/// Refuses an answer, given as `[id of the operation, status, data, flags]`, that is not what the contract says;
/// pointers are into the data.
pub fn check_answer(contract: &Contract, platform: &dyn Platform, answer: Value<'_>) -> Result<(), Error> {
    let mut parts = answer.items();
    let [id, status, data, flags] = [parts.next(), parts.next(), parts.next(), parts.next()];
    let operation = contract.operation(id.and_then(Value::text).unwrap_or_default())?;
    let mut validator = Validator::new(contract, platform, Direction::Answer, Flags::of(flags));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a status has three digits")]
    let status = status.and_then(Value::number).unwrap_or_default() as usize;
    let mut key = String::new();
    push_number(&mut key, status);
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

fn check_data<'c>(validator: &mut Validator<'c>, schema: Value<'c>, data: Option<Value<'_>>) {
    let looked_through = validator.schema(schema);
    // A file is bytes, or whatever the caller had made of it.
    if schema.is_null() || validator.argument(&looked_through, Keyword::Type).text() == Some("file") {
        return;
    }
    let is_nullable = validator.argument(&looked_through, Keyword::Nullable).is_true();
    match data.filter(|data| is_nullable || !data.is_null()) {
        Some(data) => validator.check(schema, data, &Pointer::Root),
        None => validator.add(Error::at(Reason::RuleRequired, &Pointer::Root)),
    }
}
