//! Discriminators: the property that says of which definition a value is, by its name or another word.

use sne_cotation_contract::flat::{Kind, Value};

use crate::keywords::{is_read_only, parts, properties};
use crate::nodes::{Node, Nodes};

/// Discriminators of one schema. Each is looked at for each schema that is made of it.
const MOST: usize = 16;

/// Where generators put the word that stands for a definition.
const ALIASES: [&str; 2] = ["x-discriminator-value", "x-ms-discriminator-value"];

/// A property that says of which definition a value is.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its name.
    pub property: String,
    /// The schema that has it as its discriminator.
    root: Node,
    /// Whether only the server sets it.
    pub is_read_only: bool,
    /// Whether no schema on the way says anything else of it.
    is_free: bool,
}

/// What the property of a tag can be for a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit<'c> {
    /// What stands for the definition: its name, or the alias that the contract gives it.
    Word(&'c str),
    /// Neither, according to the list of its values.
    Excluded,
    /// Who knows.
    Open,
}

impl Tag {
    /// The tags of a schema: those of what it is made of, and its own.
    pub fn all<'t>(nodes: &Nodes<'_>, node: Node, inherited: impl Iterator<Item = &'t Self>) -> Vec<Self> {
        let Some(named) = nodes.get(node) else { return Vec::new() };
        let mut tags: Vec<Self> = Vec::new();
        for tag in inherited {
            let is_free = tag.is_free && declared(named.schema, &tag.property).is_none();
            if let Some(known) = tags.iter_mut().find(|known| known.property == tag.property) {
                known.is_free &= is_free && known.root == tag.root;
            } else if tags.len() < MOST {
                tags.push(Self { is_free, ..tag.clone() });
            }
        }
        let own = [named.schema].into_iter().chain(inline(named.schema)).find_map(|it| it.text_field("discriminator"));
        if let Some(property) = own.filter(|own| tags.len() < MOST && !tags.iter().any(|tag| tag.property == **own)) {
            let schema = declared(named.schema, property).map(|schema| nodes.target(schema));
            let is_read_only = schema.is_some_and(is_read_only);
            tags.push(Self { property: property.to_owned(), root: node, is_read_only, is_free: true });
        }
        tags
    }

    /// Whether the schema that it comes from says itself what it is.
    #[must_use]
    pub fn is_declared(&self, nodes: &Nodes<'_>) -> bool {
        self.schema(nodes).is_some()
    }

    /// What it can be for a definition.
    #[must_use]
    pub fn fit<'n>(&self, nodes: &'n Nodes<'_>, node: Node) -> Fit<'n> {
        let Some(named) = nodes.get(node) else { return Fit::Open };
        let mut words = alias(named.schema).into_iter().chain([named.key.as_str()]);
        let fit = |word: Option<&'n str>| word.map_or(Fit::Excluded, Fit::Word);
        let Some(schema) = self.schema(nodes).map(|schema| nodes.target(schema)) else { return fit(words.next()) };
        let is_text = schema.field("type").is_none_or(|it| it.text() == Some("string"));
        match schema.field("enum") {
            _ if !self.is_free || !is_text || schema.kind() != Kind::Object => Fit::Open,
            Some(values) => fit(words.find(|word| values.items().any(|value| value.text() == Some(word)))),
            // What has no type may be of any form.
            None if schema.field("type").is_none() => Fit::Open,
            None => fit(words.next()),
        }
    }

    fn schema<'c>(&self, nodes: &Nodes<'c>) -> Option<Value<'c>> {
        declared(nodes.get(self.root)?.schema, &self.property)
    }
}

/// What a schema says itself of a property.
fn declared<'c>(schema: Value<'c>, property: &str) -> Option<Value<'c>> {
    let mut own = [schema].into_iter().chain(inline(schema)).flat_map(properties);
    own.find(|(name, _)| *name == property).map(|(_, value)| value)
}

/// The word that stands for a definition in the property, where the contract gives it one of its own.
fn alias(schema: Value<'_>) -> Option<&str> {
    let mut own = [schema].into_iter().chain(inline(schema));
    own.find_map(|it| ALIASES.iter().find_map(|name| it.text_field(name)))
}

/// The parts of a schema that are written in it.
fn inline(schema: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    parts(schema).filter(|part| part.field("$ref").is_none())
}
