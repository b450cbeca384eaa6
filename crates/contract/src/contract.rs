//! A contract: a Swagger 2.0 document that has been read, whatever is odd about it.
//!
//! It is refused as a whole only where it is something else. Everything odd becomes a remark, and what the oddity does
//! not touch is exact.

use sne_cotation_common::environment::{PRODUCTION, SANDBOX};
use sne_cotation_common::names::shown_operation;
use sne_cotation_common::nearest::nearest;

use crate::base_path::base_path;
use crate::error::Error;
use crate::flat::{Document, Kind, Value, ValueRef};
use crate::ids;
use crate::index::{Index, hash};
use crate::kept::Kept;
use crate::operation::Operation;
use crate::paths::Paths;
use crate::pause::{at_once, pause};
use crate::pointer::Pointer;
use crate::reason::Reason;
use crate::reference::References;
use crate::remark::Remark;
use crate::status;
use crate::walk::Walk;

/// Values that are looked at without a pause.
const STEPS_OF_A_SLICE: u32 = 20_000;

/// A contract.
#[derive(Debug)]
pub struct Contract {
    /// The document.
    pub document: Document,
    /// Its references.
    pub references: References,
    /// Its operations, in its order; each has an id of its own.
    pub operations: Vec<Operation>,
    /// What is odd about it.
    pub remarks: Vec<Remark>,
    /// The path that all of its paths are below, without a slash at its end, when it says one.
    pub base_path: Option<String>,
    /// Its schemas, as far as they were needed.
    pub(crate) schemas: Kept,
    ids: Index,
}

impl Contract {
    /// Reads a document at once.
    pub fn read(document: Document) -> Result<Self, Error> {
        at_once(Self::read_in_slices(document))
    }

    /// Reads a document, with pauses where it is large.
    pub async fn read_in_slices(document: Document) -> Result<Self, Error> {
        check(document.root())?;
        let references = References::new(document.root());
        let mut walk = Walk::new(&document, &references);
        while !walk.advance(STEPS_OF_A_SLICE) {
            pause().await;
        }
        let base_path = base_path(document.root(), &mut walk.remarks);
        let (mut operations, first) = Paths::read(&mut walk).await;
        let ids = ids::name(&mut operations, &mut walk, first);
        let count = first.saturating_add(u32::try_from(operations.len()).unwrap_or_default());
        let Walk { remarks, graph, .. } = walk;
        let remarks = remarks.finish(graph, first, count);
        Ok(Self { document, references, operations, remarks, base_path, schemas: Kept::default(), ids })
    }

    /// What an operation answers under the status of a success, or else by default; nothing when the contract tells of
    /// other successes only. `null` when it tells of none: many list errors alone, which does not mean that there is no
    /// success.
    #[must_use]
    pub fn response(&self, operation: &Operation, status: &str) -> Option<Value<'_>> {
        let responses = self.document.value(operation.word).part("responses");
        let response = status::response(responses, status);
        // A name that is no status may be that of any answer.
        let mut names = responses.fields().map(|(name, _)| name);
        let is_of_others = response.is_none() && names.any(status::is_success);
        let has_others_only = is_of_others && responses.fields().all(|(name, _)| status::is_known(name));
        let response = response.unwrap_or(self.document.value(ValueRef(0)));
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

    /// The names of the operations that a remark touches.
    pub fn operations_of(&self, remark: &Remark) -> impl Iterator<Item = &str> {
        let places = remark.operations.iter();
        places.filter_map(|place| self.operations.get(*place as usize)).map(|operation| operation.id.as_str())
    }

    /// The operation of that name.
    pub fn operation(&self, id: &str) -> Result<&Operation, Error> {
        let found = self.ids.find(hash(id.as_bytes()), &mut |place| is_named(&self.operations, place, id));
        found.and_then(|place| self.operations.get(place as usize)).ok_or_else(|| self.unknown(id))
    }

    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    fn unknown(&self, id: &str) -> Error {
        let near = nearest(id, &mut self.operations.iter().map(|operation| operation.id.as_str()));
        let reason = if near.is_some() { Reason::OperationUnknownNear } else { Reason::OperationUnknown };
        // Without one nearby, the message does not mention it.
        Error::new(reason).with("operation", shown_operation(id)).with("nearest", near.unwrap_or_default())
    }
}

/// Refuses what is no Swagger 2.0 document, or has no paths.
fn check(root: Value<'_>) -> Result<(), Error> {
    if root.kind() != Kind::Object {
        return Err(Error::at(Reason::ContractNotObject, &Pointer::Root).with("given", root.kind().name()));
    }
    // Some write the version as the number that it looks like, or as a version of three parts.
    let is_named = |text: &str| {
        let version = text.trim_ascii().trim_start_matches(['v', 'V']);
        version == "2" || version.starts_with("2.")
    };
    let is_right = |version: Value<'_>| version.text().is_some_and(is_named) || version.number() == Some(2.0);
    if !root.field("swagger").is_some_and(is_right) {
        if let Some(version) = root.field("openapi") {
            let error = Error::at(Reason::ContractOpenApi3, &Pointer::Field(&Pointer::Root, "openapi"));
            return Err(error.with("version", version.text().unwrap_or("3")));
        }
        return Err(Error::at(Reason::ContractVersion, &Pointer::Field(&Pointer::Root, "swagger")));
    }
    if root.part("paths").kind() == Kind::Object {
        return Ok(());
    }
    Err(Error::at(Reason::ContractPaths, &Pointer::Field(&Pointer::Root, "paths")))
}

fn is_named(operations: &[Operation], place: u32, id: &str) -> bool {
    operations.get(place as usize).is_some_and(|operation| operation.id == id)
}
