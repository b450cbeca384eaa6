//! The back-end by contract: every operation of a Swagger 2.0 document, with answers made from its schemas.
//!
//! The document is read and values are validated by the contract crate, as in the client;
//! reading a request and making values is written here.

mod answer;
mod collection;
mod demands;
mod fits;
mod generate;
mod incoming;
mod json;
mod media;
mod paging;
mod percent;
#[cfg(test)]
mod properties;
mod refusal;
mod route;
mod sample;
mod texts;
mod way;

use serde_json::Value as Json;
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::parameter::Place;

use crate::environment::BASE_PATH;
use crate::http::{Request, Response};
use crate::pages;
use answer::Asked;
use generate::Unsatisfiable;
use route::{Captures, Route};

pub use sample::Sample;

/// A back-end that serves a contract.
#[derive(Debug)]
pub struct Backend {
    contract: Contract,
    seed: u64,
}

/// Why a document is no contract: what is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenContract(String);

impl std::fmt::Display for BrokenContract {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for BrokenContract {}

/// An operation that a request is for, with what is in its path.
#[derive(Debug)]
pub(crate) struct Target<'c> {
    operation: &'c Operation,
    captures: Captures,
}

impl Backend {
    /// Reads a contract, in JSON.
    ///
    /// # Errors
    ///
    /// When it is none.
    pub fn read(text: &str, seed: u64) -> Result<Self, BrokenContract> {
        let document: Json =
            serde_json::from_str(text).map_err(|error| BrokenContract(format!("The contract is not JSON: {error}")))?;
        let contract =
            Contract::read(json::document(&document)).map_err(|error| BrokenContract(texts::english(&error)))?;
        Ok(Self { contract, seed })
    }

    /// The path that all of its paths are below.
    pub(crate) fn base_path(&self) -> &str {
        self.contract.base_path.as_deref().unwrap_or(BASE_PATH)
    }

    /// Valid parameters for an operation, the same ones for the same seed.
    ///
    /// # Errors
    ///
    /// In words for people: when there is no such operation, or nothing that its schemas allow was found.
    pub fn example(&self, id: &str, seed: u64) -> Result<Sample, String> {
        let operation = self.contract.operation(id).map_err(|error| texts::english(&error))?;
        sample::make(&self.contract, operation, seed)
            .map_err(|Unsatisfiable| format!("No value was found that the schemas of \"{id}\" allow."))
    }

    /// The operation that a request is for, by its method and its path below the base path; else the gateway's refusal.
    pub(crate) fn find(&self, request: &Request, path: &str) -> Result<Target<'_>, Box<Response>> {
        match route::find(&self.contract, &request.method, path) {
            Route::To(operation, captures) => Ok(Target { operation, captures }),
            Route::Nowhere => Err(Box::new(pages::general_exception(request))),
            Route::OtherMethods(methods) => {
                Err(Box::new(pages::reflecting(405, request).and_header("Allow", methods.join(", "))))
            }
        }
    }

    /// The answer of an operation to a request.
    pub(crate) fn respond(&self, target: &Target<'_>, request: &Request, query: &str) -> Response {
        let operation = target.operation;
        let consumes = media::list(&self.contract, operation.consumes);
        let produces = media::list(&self.contract, operation.produces);
        let produces = if produces.is_empty() { vec!["application/json"] } else { produces };
        let Some(media_type) = media::wanted(&produces, request.header("accept")) else {
            return refusal::not_acceptable(&produces);
        };
        if !takes(operation, &consumes, request) {
            return refusal::unsupported(&consumes);
        }
        let parameters = match incoming::read(&self.contract, operation, request, query, &target.captures) {
            Ok(parameters) => parameters,
            Err(mistake) => return refusal::invalid(&[mistake]),
        };
        let mistakes = fits::mistakes(&self.contract, operation, &parameters, request.header("content-type"));
        if !mistakes.is_empty() {
            return refusal::invalid(&mistakes);
        }
        let asked = Asked { operation, parameters: &parameters, media_type, seed: self.seed };
        answer::make(&self.contract, &asked).unwrap_or_else(|Unsatisfiable| refusal::unsatisfiable(&operation.id))
    }
}

/// Whether an operation takes the media type of a body. One that has no body to take looks at none.
fn takes(operation: &Operation, consumes: &[&str], request: &Request) -> bool {
    let has_body = operation.parameters.iter().any(|one| matches!(one.place, Place::Body | Place::Form));
    if !has_body || consumes.is_empty() || request.body.is_empty() {
        return true;
    }
    let given = request.header("content-type").unwrap_or_default();
    consumes.iter().any(|range| media::is_within(given, range))
}
