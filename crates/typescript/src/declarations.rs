//! What is exported for the named schemas: interfaces and types.

use std::cell::Cell;

use sne_cotation_contract::contract::Contract;

use crate::comment::Comment;
use crate::identifier::{property, quoted};
use crate::names::Names;
use crate::nodes::{Node, Nodes, body_of};
use crate::nullable::or_null;
use crate::place::{Place, Use};
use crate::print::Printer;
use crate::relations::{Relations, look};
use crate::shapes::{Shapes, written};
use crate::syntax::{Member, Object, Type};
use crate::tags::{Fit, Tag};

/// The named schemas of a contract, and their names in TypeScript.
#[derive(Debug)]
pub struct Declarations<'c> {
    pub(crate) nodes: Nodes<'c>,
    pub(crate) relations: Relations,
    pub(crate) needs_files: Cell<bool>,
    shapes: Shapes<'c>,
    names: Vec<Forms>,
}

/// The names of a schema.
#[derive(Debug)]
struct Forms {
    /// Of its values.
    values: String,
    /// Of its fields, when these are something else.
    fields: Option<String>,
    /// Of its values and its fields in a request, when these are something else.
    input: Option<(String, String)>,
}

impl<'c> Declarations<'c> {
    /// Those of a contract.
    #[must_use]
    pub fn new(contract: &'c Contract) -> Self {
        let nodes = Nodes::new(contract);
        let relations = Relations::new(&nodes);
        let shapes = Shapes::new(&nodes, &relations);
        let names = names(&nodes, &relations, &inputs(contract, &nodes, &relations));
        Self { nodes, relations, needs_files: Cell::new(false), shapes, names }
    }

    /// The name of the values of a schema.
    #[must_use]
    pub fn name(&self, node: Node, used: Use) -> &str {
        match self.names.get(node) {
            Some(Forms { input: Some((values, _)), .. }) if used == Use::Request => values,
            Some(forms) => &forms.values,
            None => "unknown",
        }
    }

    /// The name of the fields of a schema, of which others are made.
    #[must_use]
    pub fn name_of_fields(&self, node: Node, used: Use) -> &str {
        match self.names.get(node) {
            Some(Forms { input: Some((_, fields)), .. }) if used == Use::Request => fields,
            Some(Forms { fields: Some(fields), .. }) => fields,
            _ => self.name(node, used),
        }
    }

    /// Writes all that there is of a schema.
    pub fn write(&self, printer: &mut Printer, node: Node) {
        self.write_form(printer, node, Use::Answer);
        if self.names.get(node).is_some_and(|forms| forms.input.is_some()) {
            self.write_form(printer, node, Use::Request);
        }
    }

    fn write_form(&self, printer: &mut Printer, node: Node, used: Use) {
        let Some(named) = self.nodes.get(node) else { return };
        let said = match used {
            Use::Request => Comment::line(format!(
                "{{@link {}}} in a request: without what is read only.",
                self.name(node, Use::Answer)
            )),
            _ => self.comment(named.schema, &named.key, used),
        };
        if self.relations.of(node).made_of_it.is_empty() {
            self.write_fields(printer, node, used, &said);
            return;
        }
        begin(printer, &said);
        printer.write(&format!("export type {} = ", self.name(node, used)));
        printer.value(&self.of_hierarchy(node, used));
        printer.write(";");
        printer.end_line();
        let said = Comment::line(format!("What every {{@link {}}} has.", self.name(node, used)));
        self.write_fields(printer, node, used, &said);
    }

    fn write_fields(&self, printer: &mut Printer, node: Node, used: Use, said: &Comment) {
        let name = self.name_of_fields(node, used);
        begin(printer, said);
        if self.shapes.is_interface(node) {
            let bases: Vec<_> =
                self.relations.of(node).parents.iter().map(|parent| self.name_of_fields(*parent, used)).collect();
            let extends = if bases.is_empty() { "" } else { " extends " };
            printer.write(&format!("export interface {name}{extends}{} ", bases.join(", ")));
            let object = self.interface(node, used);
            printer.block(|printer| printer.members(&object));
        } else {
            let fields = self.of_unnamed_or_reference(node, used);
            let tags = Object { members: self.tag_members(node, used), index: None };
            let tags = (!tags.members.is_empty()).then_some(Type::Object(tags));
            printer.write(&format!("export type {name} = "));
            printer.value(&Type::intersection([fields].into_iter().chain(tags)));
            printer.write(";");
        }
        printer.end_line();
    }

    fn of_unnamed_or_reference(&self, node: Node, used: Use) -> Type {
        let Some(named) = self.nodes.get(node) else { return Type::unknown() };
        let place = Place { of: Some(node), ..Place::anywhere(used) };
        match self.nodes.referred(named.schema) {
            Some(other) => or_null(self.of_values_of(other, place), named.schema),
            None if named.schema.field("$ref").is_some() => Type::unknown(),
            None => self.of_unnamed(named.schema, place),
        }
    }

    fn interface(&self, node: Node, used: Use) -> Object {
        let bodies = self.nodes.get(node).map(|named| written(&self.nodes, named.schema)).unwrap_or_default();
        let mut whole = Object { members: self.tag_members(node, used), index: None };
        for body in bodies {
            let object = self.object(body, used);
            let is_tag = |member: &Member| whole.members.iter().any(|tag| tag.name == member.name);
            let members: Vec<_> = object.members.into_iter().filter(|member| !is_tag(member)).collect();
            whole.members.extend(members);
            whole.index = whole.index.or(object.index);
        }
        whole
    }

    /// What says that a value is of this definition, in one of which nothing else is made.
    fn tag_members(&self, node: Node, used: Use) -> Vec<Member> {
        let relation = self.relations.of(node);
        let is_root_alone = relation.parents.is_empty();
        if is_root_alone || !relation.made_of_it.is_empty() { Vec::new() } else { self.own_tags(node, used) }
    }

    /// The properties that hold the name of a definition, or the word that stands for it.
    fn own_tags(&self, node: Node, used: Use) -> Vec<Member> {
        if !self.nodes.get(node).is_some_and(|named| named.is_definition) {
            return Vec::new();
        }
        let tags = self.relations.of(node).tags.iter().filter(|tag| !(used == Use::Request && tag.is_read_only));
        let member = |tag: &Tag| {
            let Fit::Word(word) = tag.fit(&self.nodes, node) else { return None };
            Some(Member {
                name: property(&tag.property),
                comment: Comment::default(),
                is_optional: false,
                is_readonly: tag.is_read_only,
                value: Type::word(quoted(word)),
            })
        };
        tags.filter_map(member).collect()
    }

    /// The values of a schema that others are made of.
    fn of_hierarchy(&self, node: Node, used: Use) -> Type {
        let relation = self.relations.of(node);
        let others = relation.made_of_it.iter().filter(|other| !self.relations.lead_back_to_values(node, **other));
        let others = others.map(|other| Type::word(self.name(*other, used)));
        let fields = Type::word(self.name_of_fields(node, used));
        let tags = self.own_tags(node, used);
        let itself = if tags.is_empty() {
            self.can_be_itself(node).then_some(fields)
        } else {
            Some(Type::intersection([fields, Type::Object(Object { members: tags, index: None })]))
        };
        Type::union(others.chain(itself))
    }

    /// Whether a value can be of the schema itself, rather than of one that is made of it: unless its tag has a list of
    /// values, which names others and not this.
    fn can_be_itself(&self, node: Node) -> bool {
        let relation = self.relations.of(node);
        let is_named = |tag: &Tag, other: Node| matches!(tag.fit(&self.nodes, other), Fit::Word(_));
        !relation.tags.iter().any(|tag| {
            let is_excluded = tag.fit(&self.nodes, node) == Fit::Excluded;
            is_excluded && relation.made_of_it.iter().any(|other| is_named(tag, *other))
        })
    }
}

/// Begins a declaration.
fn begin(printer: &mut Printer, said: &Comment) {
    printer.end_line();
    printer.comment(said);
}

/// Which schemas are not the same in a request, and are in one.
fn inputs(contract: &Contract, nodes: &Nodes<'_>, relations: &Relations) -> Vec<bool> {
    let mut referring: Vec<Vec<Node>> = nodes.numbers().map(|_| Vec::new()).collect();
    for node in nodes.numbers() {
        for target in relations.of(node).targets() {
            referring.get_mut(target).into_iter().for_each(|list| list.push(node));
        }
    }
    let read_only = nodes.numbers().filter(|node| relations.of(*node).has_read_only).collect();
    let differ = relations.reached(read_only, |node| referring.get(node).cloned().unwrap_or_default());
    let bodies = contract.operations.iter().filter_map(|operation| body_of(contract, operation));
    let sent = bodies.flat_map(|body| nodes.of(body).into_iter().chain(look(nodes, body).targets())).collect();
    let are_sent = relations.reached(sent, |node| relations.of(node).targets());
    differ.into_iter().zip(are_sent).map(|(differs, is_sent)| differs && is_sent).collect()
}

fn names(nodes: &Nodes<'_>, relations: &Relations, inputs: &[bool]) -> Vec<Forms> {
    let keys: Vec<_> = nodes.list().iter().map(|named| named.key.as_str()).collect();
    let (mut names, list) = Names::of(&keys);
    let forms = |(node, values): (Node, String)| {
        let is_split = !relations.of(node).made_of_it.is_empty();
        let fields = is_split.then(|| names.derived(&values, "Base"));
        let input = (inputs.get(node) == Some(&true)).then(|| {
            let input = names.derived(&values, "Input");
            let fields = if is_split { names.derived(&values, "BaseInput") } else { input.clone() };
            (input, fields)
        });
        Forms { values, fields, input }
    };
    list.into_iter().enumerate().map(forms).collect()
}
