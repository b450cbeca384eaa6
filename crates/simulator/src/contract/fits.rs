//! What is wrong with a value, by the contract's own validation.

use serde_json::Value as Json;
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::error::Error;
use sne_cotation_contract::flat::Value;
use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::parameter::{Parameter, Place};
use sne_cotation_contract::platform::Platform;
use sne_cotation_contract::pointer::Pointer;
use sne_cotation_contract::reason::Reason;
use sne_cotation_contract::validation::{self, Direction, Flags, Validator};

use super::content::can_be_in;
use super::incoming::{Given, Parameters};
use super::json::document;
use super::media::is_json;
use super::refusal::Mistake;
use super::texts;
use super::way::Way;
use super::wire::is_spread;

/// What validation needs of the platform.
pub(crate) struct Native;

impl Platform for Native {
    fn write_number(&self, number: f64) -> String {
        number.to_string()
    }
}

/// Whether a value is right for a schema of the contract.
pub(crate) fn fits(contract: &Contract, schema: Value<'_>, value: &Json, way: Way) -> bool {
    errors(contract, schema, value, way).is_empty()
}

/// Pointers and rules of what is wrong with a value.
#[cfg(test)]
pub(crate) fn wrong(contract: &Contract, schema: Value<'_>, value: &Json, way: Way) -> Vec<(String, String)> {
    let errors = errors(contract, schema, value, way);
    errors.iter().map(mistake).map(|it| (it.pointer, it.rule)).collect()
}

fn errors(contract: &Contract, schema: Value<'_>, value: &Json, way: Way) -> Vec<Error> {
    let direction = match way {
        Way::Request => Direction::Request,
        Way::Response => Direction::Answer,
    };
    validation::check(contract, &Native, schema, document(value).root(), direction)
}

/// What is wrong with the parameters of a request. Only bodies in JSON are what a schema is about. Where there are
/// several, it is enough that one is right.
pub(crate) fn mistakes(
    contract: &Contract,
    operation: &Operation,
    parameters: &Parameters,
    content_type: Option<&str>,
) -> Vec<Mistake> {
    let document = parameters.document();
    let find = |among: &dyn Fn(&Parameter) -> bool| {
        let mut validator = Validator::new(contract, &Native, Direction::Request, Flags::default());
        for parameter in operation.parameters.iter().filter(|one| among(one)) {
            if can_be_in(operation, parameter, content_type) {
                check(&mut validator, parameter, parameters.given(&parameter.key), document.root(), content_type);
            }
        }
        validator.take_mistakes().iter().map(mistake).collect::<Vec<_>>()
    };
    let mut found = find(&|one| one.place != Place::Body);
    let bodies = operation.parameters.iter().filter(|one| one.place == Place::Body);
    let mut of_bodies = bodies.map(|body| find(&|one| one.place == Place::Body && one.key == body.key)).peekable();
    let of_first = of_bodies.peek().cloned().unwrap_or_default();
    if !of_bodies.any(|mistakes| mistakes.is_empty()) {
        found.extend(of_first);
    }
    found
}

fn check(
    validator: &mut Validator<'_>,
    parameter: &Parameter,
    given: Option<&Given>,
    document: Value<'_>,
    content_type: Option<&str>,
) {
    let place = Pointer::Field(&Pointer::Root, &parameter.key);
    let schema = validator.contract.document.value(parameter.schema);
    let Some(value) = document.get(&parameter.key) else {
        if parameter.is_required && !is_spread(parameter.place, schema) {
            validator.add(Error::at(Reason::RuleRequired, &place));
        }
        return;
    };
    let is_looked_at = match given {
        // A file is what it is.
        Some(Given::Bytes | Given::Files(_)) => false,
        _ => parameter.place != Place::Body || content_type.is_none_or(is_json),
    };
    if is_looked_at && !schema.is_null() {
        validator.look_at_form(parameter.place == Place::Form);
        validator.check(schema, value, &place);
    }
}

fn mistake(error: &Error) -> Mistake {
    let id = error.reason().id();
    Mistake {
        pointer: error.fact("pointer").unwrap_or_default().to_owned(),
        rule: id.strip_prefix("rule-").unwrap_or(id).to_owned(),
        message: texts::french(error),
    }
}
