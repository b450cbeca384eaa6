//! The parameters of an operation, out of a request: what the client's binding made of them, undone.

mod body;
mod given;
mod multipart;

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::{Document, Value};
use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::parameter::{Parameter, Place};
use sne_cotation_contract::pointer::Pointer;
use sne_cotation_contract::writer::Writer;

use super::collection;
use super::content::can_be_in;
use super::percent::pairs;
use super::refusal::Mistake;
use super::route::Captures;
use super::wire::is_spread;
use crate::http::Request;

pub(crate) use given::Given;
use multipart::Fields;

/// The parameters of a request, each under its key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parameters(BTreeMap<String, Given>);

impl Parameters {
    /// What was given for a parameter.
    pub(crate) fn given(&self, key: &str) -> Option<&Given> {
        self.0.get(key)
    }

    /// How many were given.
    #[cfg(test)]
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// All of them in the flat form that validation reads.
    pub(crate) fn document(&self) -> Document {
        let mut writer = Writer::default();
        let fields: Vec<_> = self.0.iter().map(|(key, given)| (key.as_str(), given.write(&mut writer))).collect();
        let whole = writer.object(&fields);
        writer.finish(whole).into_document()
    }

    /// A text that is the same for the same parameters, files apart, and one parameter more perhaps.
    pub(crate) fn text(&self, but: Option<&str>) -> String {
        let value = |given: &Given| if let Given::Value(value) = given { value.clone() } else { Json::Null };
        let all: Map<String, Json> = self
            .0
            .iter()
            .filter(|(key, _)| but != Some(key.as_str()))
            .map(|(key, given)| (key.clone(), value(given)))
            .collect();
        Json::Object(all).to_string()
    }
}

/// Reads the parameters, each under its key. Those that are absent are left out; a body that should be JSON and is not
/// is a mistake.
pub(crate) fn read(
    contract: &Contract,
    operation: &Operation,
    request: &Request,
    query: &str,
    captures: &Captures,
) -> Result<Parameters, Mistake> {
    let query: Vec<_> = pairs(query).collect();
    let form = body::fields(operation, request);
    let mut parameters = Parameters::default();
    for parameter in operation.parameters.iter() {
        if !can_be_in(operation, parameter, request.header("content-type")) {
            continue;
        }
        let own = contract.document.value(parameter.schema);
        let value = match parameter.place {
            Place::Path => captures.get(&parameter.name).map(|text| read_as(own, std::slice::from_ref(text))),
            Place::Query if is_spread(parameter.place, own) => None,
            Place::Query => listed(contract, parameter, &query),
            Place::Header => header(own, parameter, request),
            Place::Form => field(own, parameter, &form),
            // A file is what it is, as whatever it is sent.
            Place::Body if own.text_field("type") == Some("file") => body::file(request),
            Place::Body => body::read(request).map_err(|message| not_json(&parameter.key, message))?,
        };
        if let Some(value) = value {
            parameters.0.insert(parameter.key.clone(), value);
        }
    }
    Ok(parameters)
}

fn not_json(key: &str, message: String) -> Mistake {
    let pointer = Pointer::Field(&Pointer::Root, key).text();
    Mistake { pointer, rule: "json".to_owned(), message }
}

fn read_as(parameter: Value<'_>, texts: &[String]) -> Given {
    Given::Value(collection::read(parameter, texts))
}

fn listed(contract: &Contract, parameter: &Parameter, pairs: &[(String, String)]) -> Option<Given> {
    let [declared, own] = [parameter.word, parameter.schema].map(|word| contract.document.value(word));
    let given: Vec<String> =
        pairs.iter().filter(|(name, _)| *name == parameter.name).map(|(_, value)| value.clone()).collect();
    let is_nothing = given.iter().all(String::is_empty) && declared.flag("allowEmptyValue");
    (!given.is_empty() && !is_nothing).then(|| read_as(own, &given))
}

fn header(own: Value<'_>, parameter: &Parameter, request: &Request) -> Option<Given> {
    let is_it = |(name, _): &&(String, String)| name.eq_ignore_ascii_case(&parameter.name);
    let values: Vec<_> =
        request.headers.iter().filter(is_it).map(|(_, value)| value.trim_matches([' ', '\t'])).collect();
    (!values.is_empty()).then(|| read_as(own, &[values.join(", ")]))
}

fn is_list(own: Value<'_>) -> bool {
    own.text_field("type") == Some("array")
}

/// Whether a field of a form is a file, as its type says or, as in later specifications, its format; or several.
pub(crate) fn takes_files(own: Value<'_>) -> bool {
    let one = if is_list(own) { own.part("items") } else { own };
    match one.text_field("type") {
        Some("file") => true,
        Some("string") => one.text_field("format") == Some("binary"),
        _ => false,
    }
}

fn field(own: Value<'_>, parameter: &Parameter, form: &Fields) -> Option<Given> {
    let is_it = |(name, _, _): &&(String, Vec<u8>, bool)| *name == parameter.name;
    let given: Vec<_> = form.iter().filter(is_it).collect();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let has_files = given.iter().any(|(_, _, is_file)| *is_file);
    if takes_files(own) && has_files {
        return Some(if is_list(own) { Given::Files(given.len()) } else { Given::Bytes });
    }
    let texts: Vec<String> = given.iter().map(|(_, bytes, _)| text(bytes)).collect();
    (!texts.is_empty()).then(|| read_as(own, &texts))
}
