//! How named schemas hang together: which refers to which, which is a part of which, and which lead back to themselves.
//!
//! A schema with a `discriminator` stands for whatever is made of it. So it has two types: its own fields, of which the
//! others are made, and its values, which are a union of theirs.

use sne_cotation_contract::flat::{Kind, Value};

use crate::components::Components;
use crate::integers::Integers;
use crate::keywords::{held, is_read_only, parts, properties};
use crate::nodes::{Node, Nodes};
use crate::tags::Tag;

/// What is known of each named schema.
#[derive(Debug)]
pub struct Relations {
    nodes: Vec<Relation>,
    /// Of the references that a type cannot do without, those that lead back: a type of TypeScript cannot be made of
    /// itself.
    components: Components,
}

/// What is known of one.
#[derive(Debug, Default)]
pub struct Relation {
    /// What it is made of by an `allOf` of its own.
    pub parents: Vec<Node>,
    /// The definitions that are made of it.
    pub made_of_it: Vec<Node>,
    /// What else it refers to, wherever.
    pub references: Vec<Node>,
    /// Those of them that its type is made of, rather than of a property's.
    at_once: Vec<Node>,
    /// Whether it is something else in a request: one of its properties is read only, or what it holds is written in
    /// another way.
    pub differs: bool,
    /// The properties that tell what is made of what.
    pub tags: Vec<Tag>,
}

impl Relations {
    /// Those of a contract's schemas.
    #[must_use]
    pub fn new(nodes: &Nodes<'_>, integers: Integers) -> Self {
        let mut list: Vec<_> = nodes.list().iter().map(|named| look(nodes, named.schema, integers)).collect();
        let kin = Components::of(&list.iter().map(|relation| relation.parents.clone()).collect::<Vec<_>>());
        for node in kin.order.iter().copied() {
            let parents = list.get(node).map(|relation| relation.parents.clone()).unwrap_or_default();
            let parents: Vec<_> = parents.into_iter().filter(|parent| !kin.are_together(node, *parent)).collect();
            let inherited = parents.iter().filter_map(|parent| list.get(*parent)).flat_map(|parent| &parent.tags);
            let tags = Tag::all(nodes, node, inherited);
            let is_definition = nodes.get(node).is_some_and(|named| named.is_definition);
            for parent in parents.into_iter().filter(|_| is_definition) {
                if let Some(parent) = list.get_mut(parent).filter(|parent| !parent.tags.is_empty()) {
                    parent.made_of_it.push(node);
                }
            }
            if let Some(relation) = list.get_mut(node) {
                relation.tags = tags;
            }
        }
        for relation in &mut list {
            relation.made_of_it.sort_unstable();
            relation.made_of_it.dedup();
        }
        let components = Components::of(&edges(&list));
        Self { nodes: list, components }
    }

    /// What is known of a schema.
    #[must_use]
    pub fn of(&self, node: Node) -> &Relation {
        static NOTHING: Relation = Relation {
            parents: Vec::new(),
            made_of_it: Vec::new(),
            references: Vec::new(),
            at_once: Vec::new(),
            differs: false,
            tags: Vec::new(),
        };
        self.nodes.get(node).unwrap_or(&NOTHING)
    }

    /// The schemas; each comes after those that its fields are made of, but for those that are made of it.
    pub fn in_order(&self) -> impl Iterator<Item = Node> {
        self.components.order.iter().filter(|vertex| *vertex % 2 == 0).map(|vertex| vertex / 2)
    }

    /// Whether the fields of a schema cannot be made of those of another, because those are made of them.
    #[must_use]
    pub fn lead_back_to_fields(&self, node: Node, other: Node) -> bool {
        self.components.are_together(fields(node), fields(other))
    }

    /// Whether the fields of a schema cannot be made of the values of another.
    #[must_use]
    pub fn lead_back_to_values(&self, node: Node, other: Node) -> bool {
        self.components.are_together(fields(node), values(other))
    }

    /// The schemas that a walk along references comes to, from some on.
    #[must_use]
    pub fn reached(&self, from: Vec<Node>, next: impl Fn(Node) -> Vec<Node>) -> Vec<bool> {
        let mut is_reached = vec![false; self.nodes.len()];
        let mut waiting = from;
        while let Some(node) = waiting.pop() {
            if let Some(slot) = is_reached.get_mut(node).filter(|slot| !**slot) {
                *slot = true;
                waiting.extend(next(node));
            }
        }
        is_reached
    }
}

impl Relation {
    /// All that its types lead to.
    #[must_use]
    pub fn targets(&self) -> Vec<Node> {
        [self.parents.as_slice(), &self.made_of_it, &self.references].concat()
    }
}

/// What a schema refers to, which may be one that has no name.
#[must_use]
pub fn look(nodes: &Nodes<'_>, schema: Value<'_>, integers: Integers) -> Relation {
    let mut relation = Relation { differs: integers.differ(schema), ..Relation::default() };
    relation.references.extend(nodes.referred(schema));
    relation.at_once.extend(nodes.referred(schema));
    if schema.field("$ref").is_none() {
        for part in parts(schema) {
            match nodes.referred(part) {
                Some(parent) => relation.parents.push(parent),
                None => relation.walk(nodes, part, true, integers),
            }
        }
        relation.walk_held(nodes, schema, integers);
    }
    relation
}

impl Relation {
    fn walk(&mut self, nodes: &Nodes<'_>, schema: Value<'_>, is_at_once: bool, integers: Integers) {
        self.differs |= integers.differ(schema);
        if let Some(node) = nodes.of(schema).or_else(|| nodes.referred(schema)) {
            self.references.push(node);
            if is_at_once {
                self.at_once.push(node);
            }
            return;
        }
        if schema.kind() == Kind::Object && schema.field("$ref").is_none() {
            for part in parts(schema) {
                self.walk(nodes, part, is_at_once, integers);
            }
            self.walk_held(nodes, schema, integers);
        }
    }

    fn walk_held(&mut self, nodes: &Nodes<'_>, schema: Value<'_>, integers: Integers) {
        self.differs |= properties(schema).any(|(_, it)| is_read_only(it) || is_read_only(nodes.target(it)));
        for value in held(schema) {
            self.walk(nodes, value, false, integers);
        }
    }
}

/// Each schema's fields, and behind them its values, with what they are made of.
fn edges(list: &[Relation]) -> Vec<Vec<usize>> {
    let of = |(node, relation): (Node, &Relation)| {
        let parents = relation.parents.iter().map(|parent| fields(*parent));
        let at_once = relation.at_once.iter().map(|other| values(*other));
        let made_of_it = relation.made_of_it.iter().map(|child| values(*child));
        [parents.chain(at_once).collect(), made_of_it.chain([fields(node)]).collect()]
    };
    list.iter().enumerate().flat_map(of).collect()
}

fn fields(node: Node) -> usize {
    node.wrapping_mul(2)
}

fn values(node: Node) -> usize {
    fields(node).wrapping_add(1)
}
