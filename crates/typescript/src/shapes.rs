//! Which schemas are interfaces. An interface can extend others only when nothing in it could disagree with them; what
//! cannot be sure of that is an intersection, with which TypeScript never disagrees.

use std::collections::BTreeSet;

use sne_cotation_contract::flat::{Kind, Value};

use crate::keywords::{Form, form, is_nullable, parts, properties, required};
use crate::nodes::{Node, Nodes};
use crate::relations::Relations;

/// Properties that an interface may inherit. Each is looked for in each schema that is made of it.
const MOST: usize = 200;

/// Of each named schema, whether its fields are an interface.
#[derive(Debug)]
pub struct Shapes<'c> {
    list: Vec<Option<Interface<'c>>>,
}

/// An interface.
#[derive(Debug, Default)]
struct Interface<'c> {
    /// Its properties, those that it inherits among them.
    names: BTreeSet<&'c str>,
    /// Whether it says what other properties are.
    has_index: bool,
}

impl<'c> Shapes<'c> {
    /// The shapes of these schemas.
    #[must_use]
    pub fn new(nodes: &Nodes<'c>, relations: &Relations) -> Self {
        let mut shapes = Self { list: nodes.list().iter().map(|_| None).collect() };
        for node in relations.in_order() {
            let interface = nodes.get(node).and_then(|named| shapes.interface(nodes, relations, node, named.schema));
            if let Some(slot) = shapes.list.get_mut(node) {
                *slot = interface;
            }
        }
        shapes
    }

    /// Whether the fields of a schema are an interface.
    #[must_use]
    pub fn is_interface(&self, node: Node) -> bool {
        self.list.get(node).is_some_and(Option::is_some)
    }

    fn interface(
        &self,
        nodes: &Nodes<'c>,
        relations: &Relations,
        node: Node,
        schema: Value<'c>,
    ) -> Option<Interface<'c>> {
        let bodies = bodies(nodes, schema)?;
        let mut interface = Interface::default();
        let mut own_count = 0_usize;
        for body in &bodies {
            let own: BTreeSet<_> = properties(*body).map(|(name, _)| name).chain(required(*body)).collect();
            own_count = own_count.saturating_add(own.len());
            interface.names.extend(own);
            interface.has_index |=
                body.field("additionalProperties").is_some_and(|it| matches!(it.kind(), Kind::True | Kind::Object));
        }
        let relation = relations.of(node);
        if interface.names.len() < own_count || (interface.has_index && form(schema) == Form::AllOf) {
            return None;
        }
        let own = interface.names.clone();
        for parent in &relation.parents {
            let base = self.list.get(*parent)?.as_ref()?;
            let can_extend = !relations.lead_back_to_fields(node, *parent)
                && !base.has_index
                && base.names.len() <= MOST
                && base.names.is_disjoint(&interface.names);
            if !can_extend {
                return None;
            }
            interface.names.extend(&base.names);
        }
        // The literal of a tag agrees with what its own schema says, and perhaps not with what others do.
        let is_inherited = |name: &str| interface.names.contains(name) && !own.contains(name);
        let disagrees = relation.tags.iter().any(|tag| !tag.is_declared(nodes) && is_inherited(&tag.property));
        (!disagrees).then_some(interface)
    }
}

/// What a schema and its parts say of properties, when they say nothing that an interface cannot. Parts that have a
/// name are left out.
fn bodies<'c>(nodes: &Nodes<'c>, schema: Value<'c>) -> Option<Vec<Value<'c>>> {
    let is_reference = schema.field("$ref").is_some();
    if is_reference || is_nullable(schema) || !matches!(form(schema), Form::Object | Form::AllOf) {
        return None;
    }
    if form(schema) == Form::Object {
        // Without properties it is a record, or nothing at all.
        return properties(schema).next().or(required(schema).next().map(|name| (name, schema))).map(|_| vec![schema]);
    }
    let mut bodies = vec![schema];
    for part in parts(schema).filter(|part| nodes.referred(*part).is_none()) {
        let is_body = nodes.of(part).is_none() && form(part) == Form::Object && !is_nullable(part);
        if !is_body || part.field("$ref").is_some() {
            return None;
        }
        bodies.push(part);
    }
    Some(bodies)
}

/// The schemas that are written into an interface.
#[must_use]
pub fn written<'c>(nodes: &Nodes<'c>, schema: Value<'c>) -> Vec<Value<'c>> {
    bodies(nodes, schema).unwrap_or_default()
}
