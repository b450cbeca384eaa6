//! Parameters for a call of an operation, made from the contract: valid, and the same ones for the same seed.

use serde::Serialize;
use serde_json::{Map, Value as Json};
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::Value;
use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::parameter::{Parameter, Place};

use super::generate::{Generator, Unsatisfiable};
use super::media;
use super::way::Way;
use crate::random::Random;

/// How often a parameter that is not required is given, in a hundred times, by the first seed and by others.
const OPTIONAL: [u64; 2] = [100, 60];
/// How often an example is taken.
const EXAMPLES: [u64; 2] = [100, 50];

/// How often a value is made of a parameter that is required and may be `null`: given as such, it is not given.
const TRIES: u32 = 100;

/// What to call an operation with.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Sample {
    /// The parameters, by their keys. Files are texts here.
    pub parameters: Map<String, Json>,
    /// The keys of those that are files.
    pub files: Vec<String>,
}

/// Parameters for an operation. With the seed 0, all of them are given, examples where there are any; with others,
/// some.
pub(crate) fn make(contract: &Contract, operation: &Operation, seed: u64) -> Result<Sample, Unsatisfiable> {
    let habit = |habits: [u64; 2]| if seed == 0 { habits[0] } else { habits[1] };
    let random = Random::of(seed, &[&operation.id]);
    let mut generator = Generator::new(contract, random, Way::Request).with_examples(habit(EXAMPLES));
    let mut sample = Sample::default();
    for parameter in operation.parameters.iter() {
        let is_given = parameter.is_required || generator.chance(habit(OPTIONAL));
        if !is_given {
            continue;
        }
        let mut values = (0..TRIES).map(|_| one(contract, operation, parameter, &mut generator));
        let found = values.find(|value| !parameter.is_required || !matches!(value, Ok(Json::Null)));
        let value = match found.unwrap_or(Err(Unsatisfiable)) {
            Ok(value) => value,
            Err(unsatisfiable) if parameter.is_required => return Err(unsatisfiable),
            Err(_) => continue,
        };
        if is_file(contract, parameter) {
            sample.files.push(parameter.key.clone());
        }
        sample.parameters.insert(parameter.key.clone(), value);
    }
    Ok(sample)
}

fn one<'c>(
    contract: &'c Contract,
    operation: &Operation,
    parameter: &Parameter,
    generator: &mut Generator<'c>,
) -> Result<Json, Unsatisfiable> {
    let own = contract.document.value(parameter.word);
    if parameter.place == Place::Body {
        return body(contract, operation, own.field("schema").unwrap_or(own), generator);
    }
    if is_file(contract, parameter) {
        return Ok(format!("{}\n", generator.text()).into());
    }
    generator.plain(own)
}

fn is_file(contract: &Contract, parameter: &Parameter) -> bool {
    contract.document.value(parameter.word).text_field("type") == Some("file")
}

/// A body: JSON where the operation takes it, else a text of which no contract says more.
fn body<'c>(
    contract: &'c Contract,
    operation: &Operation,
    schema: Value<'c>,
    generator: &mut Generator<'c>,
) -> Result<Json, Unsatisfiable> {
    let consumes = media::list(contract, operation.consumes);
    if consumes.is_empty() || consumes.iter().any(|media_type| media::is_json(media_type)) {
        return generator.value(schema);
    }
    match generator.value(schema) {
        Ok(Json::String(text)) => Ok(text.into()),
        _ => Ok("<demande/>".into()),
    }
}
