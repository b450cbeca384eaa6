//! A contract: a Swagger 2.0 document that has been read, and in which nothing is broken.

use crate::address::base_path;
use crate::error::Error;
use crate::flat::{Document, Kind, Value};
use crate::index::Index;
use crate::names::shown_operation;
use crate::nearest::nearest;
use crate::operation::{Operation, check_media_types, check_response, read_path};
use crate::parameter;
use crate::pointer::Pointer;
use crate::reason::Reason;
use crate::reference::References;
use crate::schema::{Schemas, expect, needed};
use crate::validation::Patterns;

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
    /// Its patterns, as far as they were needed.
    pub patterns: Patterns,
    ids: Index,
}

impl Contract {
    /// Reads a document.
    pub fn read(document: Document) -> Result<Self, Error> {
        check_version(document.root())?;
        let references = References::new(document.root());
        let schemas = Schemas { document: &document, references: &references };
        check_shared(schemas)?;
        let mut operations = read_paths(schemas)?;
        let ids = name(&mut operations)?;
        let base_path = base_path(document.root())?;
        Ok(Self { document, references, operations, base_path, patterns: Patterns::default(), ids })
    }

    /// The operation of that name.
    pub fn operation(&self, id: &str) -> Result<&Operation, Error> {
        let at = |place: u32| self.operations.get(place as usize).filter(|operation| operation.id == id);
        let found = self.ids.find(id, &|place| at(place).is_some()).and_then(at);
        found.ok_or_else(|| {
            let near = nearest(id, self.operations.iter().map(|operation| operation.id.as_str()));
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

/// Checks what operations share: definitions, parameters and responses, and the media types of the whole.
fn check_shared(schemas: Schemas<'_>) -> Result<(), Error> {
    let root = schemas.document.root();
    for name in ["definitions", "parameters", "responses", "consumes", "produces"] {
        let Some(section) = root.field(name) else { continue };
        let place = Pointer::Field(&Pointer::Root, name);
        if matches!(name, "consumes" | "produces") {
            check_media_types(section, &place)?;
            continue;
        }
        expect(section, Kind::Object, &place)?;
        for (key, value) in section.fields() {
            let place = Pointer::Field(&place, key);
            match name {
                "definitions" => schemas.check(value, &place)?,
                "parameters" => parameter::read(schemas, value, &place).map(|_| ())?,
                _ => check_response(schemas, value, &place)?,
            }
        }
    }
    Ok(())
}

fn read_paths(schemas: Schemas<'_>) -> Result<Vec<Operation>, Error> {
    let place = Pointer::Field(&Pointer::Root, "paths");
    let paths = needed(schemas.document.root(), "paths", &Pointer::Root)?;
    expect(paths, Kind::Object, &place)?;
    let mut operations = Vec::new();
    for (path, item) in paths.fields().filter(|(path, _)| !path.starts_with("x-")) {
        read_path(schemas, path, item, &Pointer::Field(&place, path), &mut operations)?;
    }
    Ok(operations)
}

/// Gives a name to the operations that have none of their own. Of those that share one, all get another, so that names do
/// not depend on the order in a document.
fn name(operations: &mut [Operation]) -> Result<Index, Error> {
    let ids = index(operations);
    let mut is_shared: Vec<bool> = operations.iter().map(|operation| operation.id.is_empty()).collect();
    for place in 0..operations.len() {
        let first = first(operations, &ids, place);
        if first != place {
            for place in [first, place] {
                if let Some(shared) = is_shared.get_mut(place) {
                    *shared = true;
                }
            }
        }
    }
    for (operation, _) in operations.iter_mut().zip(is_shared).filter(|(_, is_shared)| *is_shared) {
        operation.id = operation.derived_id();
    }
    let ids = index(operations);
    for (place, operation) in operations.iter().enumerate() {
        if first(operations, &ids, place) != place {
            let error = Error::at(Reason::OperationTwice, &Pointer::Field(&Pointer::Root, "paths"));
            return Err(error.with("operation", &operation.id));
        }
    }
    Ok(ids)
}

fn index(operations: &[Operation]) -> Index {
    let ids: Vec<_> = operations.iter().map(|operation| operation.id.as_str()).collect();
    Index::new(&ids)
}

/// The place of the first operation with the id of the one at a place.
fn first(operations: &[Operation], ids: &Index, place: usize) -> usize {
    let id = |place: usize| operations.get(place).map(|operation| operation.id.as_str());
    let found = ids.find(id(place).unwrap_or_default(), &|other| id(other as usize) == id(place));
    found.map_or(usize::MAX, |found| found as usize)
}
