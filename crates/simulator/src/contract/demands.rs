//! What a value must be: a schema, with what its `allOf` and its `discriminator` add to it.

use std::collections::BTreeMap;

use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::{Kind, Value};
use sne_cotation_contract::pointer::unescaped;

use crate::random::Random;

/// Schemas that a value must fit all at once. More are not looked at: no real contract has them.
const MOST_PARTS: usize = 200;

/// All that is asked of one value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Demands<'c> {
    /// The schemas, references and `allOf` followed.
    pub(crate) parts: Vec<Value<'c>>,
    /// The properties that tell which schema it is, with the name to be told.
    pub(crate) told: Vec<(&'c str, &'c str)>,
    /// The properties that would tell it, and may have none of the names: they are left out.
    pub(crate) untold: Vec<&'c str>,
}

impl<'c> Demands<'c> {
    /// The first of the schemas that says something by that name.
    pub(crate) fn first(&self, keyword: &str) -> Option<Value<'c>> {
        self.each(keyword).next()
    }

    /// All that is said by that name.
    pub(crate) fn each(&self, keyword: &str) -> impl Iterator<Item = Value<'c>> {
        self.parts.iter().filter_map(move |part| part.field(keyword))
    }

    /// The texts that are said by that name.
    pub(crate) fn texts(&self, keyword: &str) -> impl Iterator<Item = &'c str> {
        self.each(keyword).filter_map(Value::text)
    }

    /// Whether one of the schemas says `true` by that name.
    pub(crate) fn any(&self, keyword: &str) -> bool {
        self.each(keyword).any(Value::is_true)
    }

    /// The strictest of the numbers by that name that must not be gone below.
    pub(crate) fn largest(&self, keyword: &str) -> Option<u64> {
        self.each(keyword).filter_map(count).max()
    }

    /// The strictest of the numbers by that name that must not be gone beyond.
    pub(crate) fn smallest(&self, keyword: &str) -> Option<u64> {
        self.each(keyword).filter_map(count).min()
    }

    /// Whether `null` is allowed: one of the schemas says so, and none that has a type does not.
    pub(crate) fn is_nullable(&self) -> bool {
        let says = |part: &Value<'c>| part.field("x-nullable").is_some_and(Value::is_true);
        self.parts.iter().any(says) && self.parts.iter().all(|part| says(part) || part.field("type").is_none())
    }
}

/// A length or a number of things.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast to u64 stays within it")]
pub(crate) fn count(value: Value<'_>) -> Option<u64> {
    value.number().filter(|number| *number >= 0.0).map(|number| number as u64)
}

/// The schemas of a contract, and what they demand of a value.
#[derive(Clone, Debug)]
pub(crate) struct Schemas<'c> {
    contract: &'c Contract,
    /// The definitions that have another in their `allOf`, by that other.
    children: BTreeMap<&'c str, Vec<&'c str>>,
}

impl<'c> Schemas<'c> {
    /// Those of a contract.
    pub(crate) fn new(contract: &'c Contract) -> Self {
        let mut schemas = Self { contract, children: BTreeMap::new() };
        let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, definition) in schemas.definitions() {
            let parts = definition.field("allOf").into_iter().flat_map(Value::items);
            for parent in parts.filter_map(|part| schemas.definition_name(part)) {
                children.entry(parent).or_default().push(name);
            }
        }
        schemas.children = children;
        schemas
    }

    fn definitions(&self) -> impl Iterator<Item = (&'c str, Value<'c>)> + use<'c> {
        self.contract.document.root().field("definitions").into_iter().flat_map(Value::fields)
    }

    /// The name of the definition that a reference refers to.
    fn definition_name(&self, value: Value<'c>) -> Option<&'c str> {
        let name = unescaped(value.text_field("$ref")?.strip_prefix("#/definitions/")?);
        self.definitions().map(|(known, _)| known).find(|known| known.as_bytes() == name)
    }

    /// The value that a reference refers to, or the value itself.
    pub(crate) fn follow(&self, value: Value<'c>) -> Value<'c> {
        let Contract { references, document, .. } = self.contract;
        references.resolve(document, value)
    }

    /// What schemas ask together. Where a `discriminator` leaves a choice of schemas, chance takes one.
    pub(crate) fn demands(&self, schemas: &[Value<'c>], random: &mut Random) -> Demands<'c> {
        let mut demands = Demands::default();
        for schema in schemas {
            self.gather(*schema, random, true, &mut demands);
        }
        demands
    }

    fn gather(&self, schema: Value<'c>, random: &mut Random, may_choose: bool, demands: &mut Demands<'c>) {
        let followed = self.follow(schema);
        let is_known = demands.parts.iter().any(|part| part.word() == followed.word());
        if is_known || demands.parts.len() >= MOST_PARTS || followed.kind() != Kind::Object {
            return;
        }
        let name = if may_choose { self.definition_name(schema) } else { None };
        if let Some(name) = name
            && let Some(property) = self.discriminator(followed)
            && demands.told.iter().all(|(told, _)| *told != property)
        {
            return self.choose(name, property, random, demands);
        }
        demands.parts.push(followed);
        for part in followed.field("allOf").into_iter().flat_map(Value::items) {
            self.gather(part, random, may_choose, demands);
        }
    }

    /// Takes a schema or one of those that are made from it, and notes that its name is to be told.
    fn choose(&self, name: &'c str, property: &'c str, random: &mut Random, demands: &mut Demands<'c>) {
        let mut family = vec![name];
        let mut place = 0;
        while let Some(parent) = family.get(place) {
            let children = self.children.get(parent).map(Vec::as_slice).unwrap_or_default();
            let new: Vec<_> = children.iter().copied().filter(|child| !family.contains(child)).collect();
            family.extend(new);
            place = place.saturating_add(1);
        }
        let gathered = |one: &'c str| {
            let mut own = Demands { told: vec![(property, one)], ..Demands::default() };
            let definition = self.definition(one)?;
            self.gather(definition, &mut Random::new(0), false, &mut own);
            own.allows_told().then_some(own)
        };
        let possible: Vec<_> = family.into_iter().filter_map(gathered).collect();
        let Some(taken) = random.pick(&possible) else {
            demands.untold.push(property);
            return self.definition(name).into_iter().for_each(|own| self.gather(own, random, false, demands));
        };
        let is_new = |part: &&Value<'c>| !demands.parts.iter().any(|known| known.word() == part.word());
        let new: Vec<_> = taken.parts.iter().filter(is_new).copied().collect();
        demands.parts.extend(new);
        demands.told.extend(taken.told.iter().copied());
    }

    /// The property that tells which schema it is, when a schema has one, itself or from its `allOf`.
    fn discriminator(&self, schema: Value<'c>) -> Option<&'c str> {
        let mut seen = Demands::default();
        self.gather(schema, &mut Random::new(0), false, &mut seen);
        seen.texts("discriminator").next()
    }

    fn definition(&self, name: &str) -> Option<Value<'c>> {
        self.definitions().find(|(known, _)| *known == name).map(|(_, definition)| definition)
    }
}

impl Demands<'_> {
    /// Whether the names that are to be told are among those that the property may have.
    fn allows_told(&self) -> bool {
        let allows = |property: &str, name: &str| {
            let lists = self.each("properties").filter_map(|it| it.field(property)?.field("enum"));
            lists.into_iter().all(|mut list| list_has(&mut list, name))
        };
        self.told.iter().all(|(property, name)| allows(property, name))
    }
}

fn list_has(list: &mut Value<'_>, name: &str) -> bool {
    list.items().any(|one| one.text() == Some(name))
}
