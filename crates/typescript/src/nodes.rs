//! The schemas that have a name: the definitions, and what references refer to elsewhere.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::{Kind, Value};
use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::parameter::Place;
use sne_cotation_contract::pointer::unescaped;

use crate::keywords::{held, parts};

/// The number of a schema that has a name.
pub type Node = usize;

/// The schemas that have a name, in the order of their keys.
#[derive(Debug)]
pub struct Nodes<'c> {
    contract: &'c Contract,
    list: Vec<Named<'c>>,
    places: BTreeMap<u32, Node>,
}

/// A schema that has a name.
#[derive(Debug)]
pub struct Named<'c> {
    /// Its name in the contract; where it is no definition, what tells of the path to it.
    pub key: String,
    /// The path to it, as references have it.
    path: String,
    /// Whether it is a definition.
    pub is_definition: bool,
    /// The schema.
    pub schema: Value<'c>,
}

impl<'c> Nodes<'c> {
    /// Those of a contract.
    #[must_use]
    pub fn new(contract: &'c Contract) -> Self {
        let mut search = Search { contract, found: BTreeMap::new(), seen: BTreeSet::new(), waiting: Vec::new() };
        for (key, schema) in contract.document.root().field("definitions").into_iter().flat_map(Value::fields) {
            let named = Named { key: key.to_owned(), path: String::new(), is_definition: true, schema };
            search.found.insert(schema.word().0, named);
            search.waiting.push(schema);
        }
        for operation in &contract.operations {
            search.waiting.extend(body_of(contract, operation));
            search
                .waiting
                .extend(responses_of(contract, operation).filter_map(|(_, response)| response.field("schema")));
        }
        search.look();
        let mut list: Vec<_> = search.found.into_values().collect();
        list.sort_by_cached_key(|named| (order(&named.key), named.path.clone()));
        let places = list.iter().enumerate().map(|(node, named)| (named.schema.word().0, node)).collect();
        Self { contract, list, places }
    }

    /// All of them.
    #[must_use]
    pub fn list(&self) -> &[Named<'c>] {
        &self.list
    }

    /// Their numbers.
    pub fn numbers(&self) -> impl Iterator<Item = Node> + use<> {
        0..self.list.len()
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, node: Node) -> Option<&Named<'c>> {
        self.list.get(node)
    }

    /// Which of them a schema is, if it is one.
    #[must_use]
    pub fn of(&self, schema: Value<'c>) -> Option<Node> {
        (schema.kind() == Kind::Object).then(|| self.places.get(&schema.word().0).copied())?
    }

    /// Which of them a schema refers to.
    #[must_use]
    pub fn referred(&self, schema: Value<'c>) -> Option<Node> {
        schema.field("$ref")?;
        self.of(self.target(schema))
    }

    /// A schema, or what it refers to; one that has a `$ref` itself, where that leads nowhere.
    #[must_use]
    pub fn target(&self, schema: Value<'c>) -> Value<'c> {
        target(self.contract, schema)
    }
}

fn target<'c>(contract: &'c Contract, schema: Value<'c>) -> Value<'c> {
    contract.references.resolve(&contract.document, schema)
}

/// The schema of the body of an operation.
#[must_use]
pub fn body_of<'c>(contract: &'c Contract, operation: &Operation) -> Option<Value<'c>> {
    let body = operation.parameters.iter().find(|parameter| parameter.place == Place::Body)?;
    contract.document.value(body.word).field("schema")
}

/// The statuses and the responses of an operation.
pub fn responses_of<'c>(
    contract: &'c Contract,
    operation: &Operation,
) -> impl Iterator<Item = (&'c str, Value<'c>)> + use<'c> {
    let responses = contract.document.value(operation.word).field("responses");
    responses.into_iter().flat_map(Value::fields).map(|(status, response)| (status, target(contract, response)))
}

/// The order in which names are written: that of a dictionary, as far as it is the same everywhere.
#[must_use]
pub fn order(name: &str) -> (String, String) {
    (name.to_ascii_lowercase(), name.to_owned())
}

/// The search for what has a name.
struct Search<'c> {
    contract: &'c Contract,
    found: BTreeMap<u32, Named<'c>>,
    seen: BTreeSet<u32>,
    waiting: Vec<Value<'c>>,
}

impl<'c> Search<'c> {
    fn look(&mut self) {
        while let Some(schema) = self.waiting.pop() {
            if schema.kind() != Kind::Object || !self.seen.insert(schema.word().0) {
                continue;
            }
            match schema.field("$ref").and_then(Value::text) {
                Some(reference) => self.refer(schema, reference),
                None => self.waiting.extend(held(schema).chain(parts(schema))),
            }
        }
    }

    fn refer(&mut self, schema: Value<'c>, reference: &str) {
        let schema = target(self.contract, schema);
        if schema.kind() != Kind::Object || schema.field("$ref").is_some() {
            return;
        }
        self.waiting.push(schema);
        let parts: Vec<_> =
            reference.split('/').map(|part| String::from_utf8_lossy(&unescaped(part)).into_owned()).collect();
        let told = parts.iter().map(String::as_str).filter(|part| !matches!(*part, "#" | "definitions" | "properties"));
        let (key, path) = (told.collect::<Vec<_>>().join("/"), parts.join("/"));
        match self.found.entry(schema.word().0) {
            Entry::Vacant(entry) => {
                entry.insert(Named { key, path, is_definition: false, schema });
            }
            // The same place may be written in several ways.
            Entry::Occupied(mut entry) if path < entry.get().path => {
                *entry.get_mut() = Named { key, path, is_definition: false, schema };
            }
            Entry::Occupied(_) => {}
        }
    }
}
