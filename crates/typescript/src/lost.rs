//! References that lead nowhere. What they stand for may be anything, and a comment says why.

use std::collections::BTreeSet;

use sne_cotation_contract::flat::{Kind, Value};

use crate::comment::Comment;
use crate::declarations::Declarations;
use crate::keywords::parts;
use crate::nodes::Nodes;

impl<'c> Declarations<'c> {
    /// Adds what is to be said of the references that a type is without: those of properties are said there.
    pub fn add_lost(&self, comment: &mut Comment, schema: Value<'c>) {
        let mut found = BTreeSet::new();
        find(&self.nodes, schema, &mut found);
        for reference in found {
            let where_to = if reference.starts_with('#') { "nowhere" } else { "out of the contract" };
            comment.add(&format!("`{reference}` leads {where_to}: it may be anything."));
        }
    }
}

fn find<'c>(nodes: &Nodes<'c>, schema: Value<'c>, found: &mut BTreeSet<&'c str>) {
    if schema.kind() != Kind::Object {
        return;
    }
    if let Some(reference) = schema.field("$ref") {
        if nodes.target(schema).field("$ref").is_some() {
            found.insert(reference.text().unwrap_or("$ref"));
        }
        return;
    }
    let one = |name| schema.field(name).filter(|value| value.kind() == Kind::Object);
    for inner in parts(schema).chain(one("items")).chain(one("additionalProperties")) {
        if nodes.of(inner).is_none() {
            find(nodes, inner, found);
        }
    }
}
