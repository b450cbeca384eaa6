//! The back-end by contract: every operation of a Swagger 2.0 document, with answers made from its schemas.
//!
//! The document is read and values are validated by the contract crate, as in the client;
//! reading a request and making values is written here.

mod answer;
mod answer_headers;
mod collection;
mod content;
mod demands;
mod families;
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
mod unanswered;
mod way;
mod wire;

use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::json::reader::{Dialect, Fault, read};
use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::parameter::Place;

use crate::call::Call;
use crate::environment::BASE_PATH;
use crate::http::{Request, Response};
use crate::pages;
use answer::Asked;
use demands::Schemas;
use families::Families;
use generate::Unsatisfiable;
use route::{Captures, Route, Routes};

pub use sample::Sample;
pub use unanswered::{Unanswerable, Unanswered};

/// A back-end that serves a contract.
#[derive(Debug)]
pub struct Backend {
    contract: Contract,
    families: Families,
    routes: Routes,
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
        let document = read(text.to_owned(), Dialect::Json).map_err(|fault| not_json(text, fault))?;
        let contract = Contract::read(document).map_err(|error| BrokenContract(texts::english(&error)))?;
        let (families, routes) = (Families::new(&contract), Routes::new(&contract));
        Ok(Self { contract, families, routes, seed })
    }

    fn schemas(&self) -> Schemas<'_> {
        Schemas { contract: &self.contract, families: &self.families }
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
        sample::make(self.schemas(), operation, seed)
            .map_err(|Unsatisfiable| format!("No value was found that the schemas of \"{id}\" allow."))
    }

    /// The operations that are not answered as the contract has it, whoever calls them.
    #[must_use]
    pub fn unanswered(&self) -> Vec<Unanswered> {
        unanswered::of(self.schemas(), &self.routes)
    }

    /// The operation that a call is for, or the gateway's refusal; nothing when it is for no path below the base path.
    pub(crate) fn find(&self, call: &Call<'_>) -> Option<Result<Target<'_>, Box<Response>>> {
        let Call { request, address, .. } = *call;
        let path = below(address.path, self.base_path())?;
        Some(match self.routes.find(&self.contract, &request.method, path, address.query) {
            Route::To(operation, captures) => Ok(Target { operation, captures }),
            Route::Nowhere => Err(Box::new(pages::general_exception(request))),
            Route::OtherMethods(methods) => {
                Err(Box::new(pages::reflecting(405, request).and_header("Allow", methods.join(", "))))
            }
        })
    }

    /// Whether what is documented of an operation, an object in JSON, is what the contract says of it.
    pub(crate) fn describes(&self, target: &Target<'_>, documented: &str) -> bool {
        serde_json::from_str(documented)
            .is_ok_and(|object| answer::describes(self.schemas(), target.operation, &object))
    }

    /// Whether the contract has a path, whatever its methods.
    pub(crate) fn has(&self, path: &str) -> bool {
        let found = below(path, self.base_path()).map(|path| self.routes.find(&self.contract, "GET", path, ""));
        found.is_some_and(|route| !matches!(route, Route::Nowhere))
    }

    /// The answer of an operation to a request.
    pub(crate) fn respond(&self, target: &Target<'_>, request: &Request, query: &str) -> Response {
        let operation = target.operation;
        let consumes = media::list(&self.contract, operation.consumes);
        let accept = request.header("accept");
        let produces = media::given(&media::list(&self.contract, operation.produces), accept);
        let Some(media_type) = media::wanted(&produces, accept) else {
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
        answer::make(self.schemas(), &asked).unwrap_or_else(|Unsatisfiable| refusal::unsatisfiable(&operation.id))
    }
}

fn not_json(text: &str, fault: Fault) -> BrokenContract {
    let why = match fault {
        Fault::Syntax(place) => {
            let before = text.get(..place).unwrap_or(text);
            let (lines, last) = (before.split('\n').count(), before.rsplit('\n').next().unwrap_or_default());
            format!("line {lines}, column {}", last.chars().count().saturating_add(1))
        }
        Fault::TooDeep => "it is too deep".to_owned(),
        Fault::TooLarge => "it is too large".to_owned(),
    };
    BrokenContract(format!("The contract is not JSON: {why}"))
}

/// What is left of a path below another.
pub(crate) fn below<'p>(path: &'p str, base: &str) -> Option<&'p str> {
    path.strip_prefix(base).filter(|rest| rest.starts_with('/'))
}

/// Whether an operation takes the media type of a body. One that has no body to take looks at none. One that has a form
/// takes it in parts, without which there are no files, and in any way where it lists none that a form can have.
fn takes(operation: &Operation, consumes: &[&str], request: &Request) -> bool {
    let has = |place| operation.parameters.iter().any(|one| one.place == place);
    let given = request.header("content-type").unwrap_or_default();
    if !(has(Place::Body) || has(Place::Form)) || consumes.is_empty() || request.body.is_empty() {
        return true;
    }
    let is_form = media::is_form(given) && has(Place::Form);
    let lists_none = || !consumes.iter().any(|listed| media::is_form(listed));
    (is_form && (media::is_multipart(given) || lists_none()))
        || consumes.iter().any(|range| media::is_within(given, range))
}
