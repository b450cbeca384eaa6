//! The parameters of an operation, out of a request: what the client's binding made of them, undone.

mod body;
mod multipart;

use serde_json::{Map, Value as Json};
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::Value;
use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::parameter::{Parameter, Place};
use sne_cotation_contract::pointer::Pointer;

use super::collection;
use super::percent::pairs;
use super::refusal::Mistake;
use super::route::Captures;
use crate::http::Request;

pub(crate) use body::Fields;

/// What is in place of a file, whose content no contract says anything of.
pub(crate) const FILE: &str = "\u{0}file";

/// Reads the parameters, each under its key. Those that are absent are left out; a body that should be JSON and is not is a
/// mistake.
pub(crate) fn read(
    contract: &Contract,
    operation: &Operation,
    request: &Request,
    query: &str,
    captures: &Captures,
) -> Result<Map<String, Json>, Mistake> {
    let query: Vec<_> = pairs(query).collect();
    let form = body::fields(operation, request);
    let mut parameters = Map::new();
    for parameter in &operation.parameters {
        let own = contract.document.value(parameter.word);
        let value = match parameter.place {
            Place::Path => captures.get(&parameter.name).map(|text| collection::read(own, std::slice::from_ref(text))),
            Place::Query => listed(own, parameter, &query),
            Place::Header => header(own, parameter, request),
            Place::Form => field(own, parameter, &form),
            Place::Body => body::read(request).map_err(|message| not_json(&parameter.key, message))?,
        };
        if let Some(value) = value {
            parameters.insert(parameter.key.clone(), value);
        }
    }
    Ok(parameters)
}

fn not_json(key: &str, message: String) -> Mistake {
    let pointer = Pointer::Field(&Pointer::Root, key).text();
    Mistake { pointer, rule: "json".to_owned(), message }
}

fn listed(own: Value<'_>, parameter: &Parameter, pairs: &[(String, String)]) -> Option<Json> {
    let given: Vec<String> =
        pairs.iter().filter(|(name, _)| *name == parameter.name).map(|(_, value)| value.clone()).collect();
    let is_nothing = given.iter().all(String::is_empty) && own.field("allowEmptyValue").is_some_and(Value::is_true);
    (!given.is_empty() && !is_nothing).then(|| collection::read(own, &given))
}

fn header(own: Value<'_>, parameter: &Parameter, request: &Request) -> Option<Json> {
    let is_it = |(name, _): &&(String, String)| name.eq_ignore_ascii_case(&parameter.name);
    let values: Vec<_> = request.headers.iter().filter(is_it).map(|(_, value)| value.trim()).collect();
    (!values.is_empty()).then(|| collection::read(own, &[values.join(", ")]))
}

fn field(own: Value<'_>, parameter: &Parameter, form: &Fields) -> Option<Json> {
    let is_it = |(name, _, _): &&(String, Vec<u8>, bool)| *name == parameter.name;
    let given: Vec<_> = form.iter().filter(is_it).collect();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if own.text_field("type") == Some("file") {
        return given.first().map(|(_, bytes, is_file)| if *is_file { FILE.into() } else { text(bytes).into() });
    }
    let texts: Vec<String> = given.iter().map(|(_, bytes, _)| text(bytes)).collect();
    (!texts.is_empty()).then(|| collection::read(own, &texts))
}
