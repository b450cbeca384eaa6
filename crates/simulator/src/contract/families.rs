//! Which definitions are made from which: those that have another in their `allOf`, at whatever depth of it.

use std::collections::BTreeMap;

use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::Value;
use sne_cotation_contract::pointer::unescaped;

/// `allOf` within `allOf`, without a name in between. Nobody nests them deeper.
const DEEPEST: usize = 10;

/// The definitions of a contract.
#[derive(Clone, Debug, Default)]
pub(crate) struct Families {
    /// Those that have another in their `allOf`, by the name of that other.
    children: BTreeMap<String, Vec<String>>,
    /// The names of all, by where they are.
    names: BTreeMap<u32, String>,
}

impl Families {
    /// Those of a contract.
    pub(crate) fn new(contract: &Contract) -> Self {
        let mut families = Self::default();
        let definitions = contract.document.root().field("definitions");
        for (name, definition) in definitions.into_iter().flat_map(Value::fields) {
            families.add(name, definition, 0);
            families.names.entry(definition.word().0).or_insert_with(|| name.to_owned());
        }
        families
    }

    fn add(&mut self, name: &str, schema: Value<'_>, depth: usize) {
        for part in schema.field("allOf").into_iter().flat_map(Value::items) {
            match definition_name(part) {
                Some(parent) => self.children.entry(parent).or_default().push(name.to_owned()),
                None if depth < DEEPEST => self.add(name, part, depth.saturating_add(1)),
                None => {}
            }
        }
    }

    /// The name of a schema, when it is a definition.
    pub(crate) fn name(&self, schema: Value<'_>) -> Option<&str> {
        self.names.get(&schema.word().0).map(String::as_str)
    }

    /// A definition and all that are made from it, itself first.
    pub(crate) fn of(&self, name: &str) -> Vec<String> {
        let mut family = vec![name.to_owned()];
        let mut place = 0;
        while let Some(parent) = family.get(place) {
            let children = self.children.get(parent).map(Vec::as_slice).unwrap_or_default();
            let new: Vec<_> = children.iter().filter(|child| !family.contains(child)).cloned().collect();
            family.extend(new);
            place = place.saturating_add(1);
        }
        family
    }
}

/// The name of the definition that a reference refers to.
fn definition_name(value: Value<'_>) -> Option<String> {
    String::from_utf8(unescaped(value.text_field("$ref")?.strip_prefix("#/definitions/")?)).ok()
}
