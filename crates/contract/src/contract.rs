//! A contract: a Swagger 2.0 document that has been read, and in which nothing is broken.

use sne_cotation_common::environment::{PRODUCTION, SANDBOX};
use sne_cotation_common::names::shown_operation;
use sne_cotation_common::nearest::nearest;

use crate::base_path::base_path;
use crate::error::Error;
use crate::flat::{Document, Kind, Value};
use crate::index::{Index, hash};
use crate::operation::{Operation, Reading};
use crate::pointer::Pointer;
use crate::reason::Reason;
use crate::reference::References;
use crate::shape::{Shape, Shapes};
use crate::validation::Kept;

/// A contract.
#[derive(Debug)]
pub struct Contract {
    /// The document.
    pub document: Document,
    /// Its references, none of which is broken.
    pub references: References,
    /// Its operations, in its order; each has an id of its own.
    pub operations: Vec<Operation>,
    /// The path that all of its paths are below, without a slash at its end, when it says one.
    pub base_path: Option<String>,
    /// Its schemas, as far as they were needed.
    pub(crate) schemas: Kept,
    ids: Index,
}

impl Contract {
    /// Reads a document.
    pub fn read(document: Document) -> Result<Self, Error> {
        check_version(document.root())?;
        let references = References::new(document.root());
        Shapes::new(&document, &references).check(Shape::Contract, document.root(), &Pointer::Root)?;
        let mut operations = Vec::new();
        let place = Pointer::Field(&Pointer::Root, "paths");
        for (path, item) in document.root().part("paths").fields() {
            if !path.starts_with("x-") {
                let item = references.resolve(&document, item);
                Reading { document: &document, references: &references, path, item }
                    .read(&Pointer::Field(&place, path), &mut operations)?;
            }
        }
        let ids = name(&mut operations)?;
        let base_path = base_path(document.root())?;
        Ok(Self { document, references, operations, base_path, schemas: Kept::default(), ids })
    }

    /// What an operation answers under the status of a success, or else by default; nothing when the contract tells of
    /// other successes only. `null` when it tells of none: many list errors alone, which does not mean that there is no
    /// success.
    #[must_use]
    pub fn response(&self, operation: &Operation, status: &str) -> Option<Value<'_>> {
        let responses = self.document.value(operation.word).part("responses");
        let response = responses.field(status).unwrap_or(responses.part("default"));
        let is_success = |(status, _): (&str, _)| status.as_bytes().starts_with(b"2");
        let has_others_only = response.is_null() && responses.fields().any(is_success);
        (!has_others_only).then(|| self.references.resolve(&self.document, response))
    }

    /// The address of the API in one of PISTE's environments; none when the contract does not say its base path.
    #[must_use]
    pub fn address(&self, environment: &str) -> Option<String> {
        let host = match environment {
            "production" => PRODUCTION.gateway,
            "sandbox" => SANDBOX.gateway,
            _ => return None,
        };
        let mut address = host.to_owned();
        address.push_str(self.base_path.as_deref()?);
        Some(address)
    }

    /// The operation of that name.
    pub fn operation(&self, id: &str) -> Result<&Operation, Error> {
        let found = self.ids.find(hash(id.as_bytes()), &mut |place| is_named(&self.operations, place, id));
        found.and_then(|place| self.operations.get(place as usize)).ok_or_else(|| {
            let near = nearest(id, &mut self.operations.iter().map(|operation| operation.id.as_str()));
            let reason = if near.is_some() { Reason::OperationUnknownNear } else { Reason::OperationUnknown };
            // Without one nearby, the message does not mention it.
            Error::new(reason).with("operation", shown_operation(id)).with("nearest", near.unwrap_or_default())
        })
    }
}

fn check_version(root: Value<'_>) -> Result<(), Error> {
    if root.kind() != Kind::Object {
        return Err(Error::at(Reason::ContractNotObject, &Pointer::Root).with("given", root.kind().name()));
    }
    if let Some(version) = root.field("openapi") {
        let error = Error::at(Reason::ContractOpenApi3, &Pointer::Field(&Pointer::Root, "openapi"));
        return Err(error.with("version", version.text().unwrap_or("3")));
    }
    // Some write the version as the number that it looks like.
    let is_right = |version: Value<'_>| version.text() == Some("2.0") || version.number() == Some(2.0);
    if root.field("swagger").is_some_and(is_right) {
        return Ok(());
    }
    Err(Error::at(Reason::ContractVersion, &Pointer::Field(&Pointer::Root, "swagger")))
}

/// Gives a name to the operations that have none of their own. Of those that share one, all get another, so that names
/// do not depend on the order in a document.
fn name(operations: &mut [Operation]) -> Result<Index, Error> {
    let (_, shared) = index(operations);
    for operation in operations.iter_mut().filter(|operation| operation.id.is_empty()) {
        operation.id = operation.derived_id();
    }
    for place in shared {
        if let Some(operation) = operations.get_mut(place as usize) {
            operation.id = operation.derived_id();
        }
    }
    let (ids, twice) = index(operations);
    if let Some(operation) = twice.first().and_then(|place| operations.get(*place as usize)) {
        let error = Error::at(Reason::OperationTwice, &Pointer::Field(&Pointer::Root, "paths"));
        return Err(error.with("operation", &operation.id));
    }
    Ok(ids)
}

/// An index of the ids, and the places of operations that share theirs.
fn index(operations: &[Operation]) -> (Index, Vec<u32>) {
    let mut index = Index::with_room(operations.len());
    let mut shared = Vec::new();
    for (place, operation) in (0..).zip(operations) {
        let mut is_it = |other| is_named(operations, other, &operation.id);
        if let Some(first) = index.insert(hash(operation.id.as_bytes()), place, &mut is_it) {
            shared.push(first);
            shared.push(place);
        }
    }
    (index, shared)
}

fn is_named(operations: &[Operation], place: u32, id: &str) -> bool {
    operations.get(place as usize).is_some_and(|operation| operation.id == id)
}
