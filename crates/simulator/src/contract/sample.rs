//! Parameters for a call of an operation, made from the contract: valid, and the same ones for the same seed.

use serde::Serialize;
use serde_json::{Map, Value as Json};
use sne_cotation_contract::flat::Value;
use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::parameter::{Parameter, Place};

use super::content::{is_content, is_of_first};
use super::demands::{Schemas, count};
use super::generate::{Generator, Unsatisfiable};
use super::incoming::takes_files;
use super::media;
use super::way::Way;
use crate::random::Random;

/// How often a parameter that is not required is given, in a hundred times, by the first seed and by others.
const OPTIONAL: [u64; 2] = [100, 60];
/// How often an example is taken.
const EXAMPLES: [u64; 2] = [100, 50];

/// How often a value is made of a parameter that is required and may be `null`: given as such, it is not given.
const TRIES: u32 = 100;

/// More files than anybody sends at once.
const MOST_FILES: u64 = 1_000;

/// What to call an operation with.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Sample {
    /// The parameters, by their keys. Files are texts here, or lists of texts.
    pub parameters: Map<String, Json>,
    /// The keys of those that are files.
    pub files: Vec<String>,
}

/// Parameters for an operation. With the seed 0, all of them are given, examples where there are any; with others,
/// some.
pub(crate) fn make(schemas: Schemas<'_>, operation: &Operation, seed: u64) -> Result<Sample, Unsatisfiable> {
    let habit = |habits: [u64; 2]| if seed == 0 { habits[0] } else { habits[1] };
    let random = Random::of(seed, &[&operation.id]);
    let mut generator = Generator::new(schemas, random, Way::Request).with_examples(habit(EXAMPLES));
    let mut sample = Sample::default();
    // Most of what sends requests sends no body with these.
    let has_body = !matches!(operation.method, "GET" | "HEAD");
    for parameter in operation.parameters.iter() {
        if is_content(parameter) && !is_of_first(operation, parameter) {
            continue;
        }
        let is_usual = has_body || !is_content(parameter);
        let is_given = parameter.is_required || (is_usual && generator.chance(habit(OPTIONAL)));
        if !is_given {
            continue;
        }
        let mut values = (0..TRIES).map(|_| one(operation, parameter, &mut generator));
        let found = values.find(|value| !parameter.is_required || !matches!(value, Ok(Json::Null)));
        let value = match found.unwrap_or(Err(Unsatisfiable)) {
            Ok(value) => value,
            Err(unsatisfiable) if parameter.is_required => return Err(unsatisfiable),
            Err(_) => continue,
        };
        if is_file(schemas, parameter) {
            sample.files.push(parameter.key.clone());
        }
        sample.parameters.insert(parameter.key.clone(), value);
    }
    Ok(sample)
}

fn one(operation: &Operation, parameter: &Parameter, generator: &mut Generator<'_>) -> Result<Json, Unsatisfiable> {
    let schemas = generator.schemas();
    let schema = schemas.contract.document.value(parameter.schema);
    match parameter.place {
        _ if is_file(schemas, parameter) => files(schema, generator),
        Place::Body => body(operation, schema, generator),
        place => generator.sent(place, schema),
    }
}

/// Whether a parameter is a file: a field of a form, which may be several, or a body that is nothing else.
fn is_file(schemas: Schemas<'_>, parameter: &Parameter) -> bool {
    let schema = schemas.contract.document.value(parameter.schema);
    match parameter.place {
        Place::Body => schema.text_field("type") == Some("file"),
        Place::Form => takes_files(schema),
        _ => false,
    }
}

/// The text of a file, or of as many as there have to be.
fn files(own: Value<'_>, generator: &mut Generator<'_>) -> Result<Json, Unsatisfiable> {
    let mut file = || Json::from(format!("{}\n", generator.text()));
    if own.text_field("type") != Some("array") {
        return Ok(file());
    }
    let least = own.field("minItems").and_then(count).unwrap_or_default();
    if least > MOST_FILES {
        return Err(Unsatisfiable);
    }
    let most = own.field("maxItems").and_then(count).unwrap_or(least.max(2)).min(least.max(2));
    Ok((0..most).map(|_| file()).collect())
}

/// A body: JSON where the operation takes it, else a text of which no contract says more.
fn body<'c>(operation: &Operation, schema: Value<'c>, generator: &mut Generator<'c>) -> Result<Json, Unsatisfiable> {
    let consumes = media::list(generator.schemas().contract, operation.consumes);
    if media::takes_json(&consumes) {
        return generator.value(schema);
    }
    match generator.value(schema) {
        Ok(Json::String(text)) => Ok(text.into()),
        _ => Ok("<demande/>".into()),
    }
}
