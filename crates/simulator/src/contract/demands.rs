//! What a value must be: a schema, with what its `allOf` and its `discriminator` add to it.

use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::{Kind, Value};
use sne_cotation_contract::validation::doubt::Doubts;
use sne_cotation_contract::validation::is_nullable;

use super::families::Families;
use crate::random::Random;

/// Schemas that a value must fit all at once. More are not looked at: no real contract has them.
const MOST_PARTS: usize = 200;
/// Names under which a definition says what its discriminator calls it, when that is not its own name.
const ALIASES: [&str; 2] = ["x-discriminator-value", "x-ms-discriminator-value"];
/// `allOf` within `allOf` that are looked through.
const DEEPEST: usize = 50;

/// All that is asked of one value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Demands<'c> {
    /// The schemas, references and `allOf` followed.
    pub(crate) parts: Vec<Value<'c>>,
    /// The properties that tell which schema it is, with the name to be told.
    pub(crate) told: Vec<(&'c str, String)>,
    /// The properties that would tell it, and may have none of the names: they are left out.
    pub(crate) untold: Vec<&'c str>,
    /// Whether `null` is allowed.
    pub(crate) is_nullable: bool,
}

impl<'c> Demands<'c> {
    /// The first of the schemas that says something by that name.
    pub(crate) fn first(&self, keyword: &str) -> Option<Value<'c>> {
        self.each(keyword).next()
    }

    /// All that is said by that name, and meant.
    pub(crate) fn each(&self, keyword: &str) -> impl Iterator<Item = Value<'c>> {
        let said = |part: &Value<'c>| part.field(keyword).filter(|_| !is_left_aside(*part, keyword));
        self.parts.iter().filter_map(said)
    }

    /// The texts that are said by that name.
    pub(crate) fn texts(&self, keyword: &str) -> impl Iterator<Item = &'c str> {
        self.each(keyword).filter_map(Value::text)
    }

    /// Whether one of the schemas says `true` by that name.
    pub(crate) fn any(&self, keyword: &str) -> bool {
        self.each(keyword).any(Value::is_true)
    }

    /// The lists of values that are allowed, one for each schema that has one.
    pub(crate) fn enums(&self) -> impl Iterator<Item = Value<'c>> {
        self.each("enum").filter(|list| list.kind() == Kind::Array)
    }

    /// The strictest of the numbers by that name that must not be gone below.
    pub(crate) fn largest(&self, keyword: &str) -> Option<u64> {
        self.each(keyword).filter_map(count).max()
    }

    /// The strictest of the numbers by that name that must not be gone beyond.
    pub(crate) fn smallest(&self, keyword: &str) -> Option<u64> {
        self.each(keyword).filter_map(count).min()
    }
}

/// A length or a number of things.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast to u64 stays within it")]
pub(crate) fn count(value: Value<'_>) -> Option<u64> {
    value.number().filter(|number| *number >= 0.0).map(|number| number as u64)
}

/// The schemas of a contract, and what they demand of a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Schemas<'c> {
    pub(crate) contract: &'c Contract,
    pub(crate) families: &'c Families,
}

impl<'c> Schemas<'c> {
    /// The value that a reference refers to, or the value itself. A reference that leads nowhere says nothing.
    pub(crate) fn follow(&self, value: Value<'c>) -> Value<'c> {
        self.contract.references.resolve(&self.contract.document, value)
    }

    /// What schemas ask together. Where a `discriminator` leaves a choice of schemas, chance takes one.
    pub(crate) fn demands(&self, schemas: &[Value<'c>], random: &mut Random) -> Demands<'c> {
        let mut demands = Demands::default();
        for schema in schemas {
            self.gather(*schema, random, true, &mut demands);
        }
        demands.leave_untold();
        demands.is_nullable = !schemas.is_empty() && schemas.iter().all(|schema| self.allows_null(*schema, 0));
        demands
    }

    /// Whether a schema allows `null`: it says so, beside a reference too, or nothing that it says forbids it.
    fn allows_null(&self, schema: Value<'c>, depth: usize) -> bool {
        let followed = self.follow(schema);
        if [schema, followed].into_iter().any(is_nullable) {
            return true;
        }
        let is_null = |value: Value<'_>| value.text() == Some("null");
        let types = followed.field("type");
        let has_type = types.is_some_and(|types| is_null(types) || types.items().any(is_null));
        // A schema that neither has that type nor others that do says nothing of it, and nothing wants it.
        let mut parts = followed.field("allOf").into_iter().flat_map(Value::items);
        let is_of_parts = followed.field("allOf").is_some_and(|parts| !parts.is_empty())
            && types.is_none()
            && followed.field("enum").is_none();
        has_type
            || (is_of_parts && depth < DEEPEST && parts.all(|part| self.allows_null(part, depth.saturating_add(1))))
    }

    fn gather(&self, schema: Value<'c>, random: &mut Random, may_choose: bool, demands: &mut Demands<'c>) {
        let followed = self.follow(schema);
        let is_known = demands.parts.iter().any(|part| part.word() == followed.word());
        if is_known || demands.parts.len() >= MOST_PARTS || followed.kind() != Kind::Object {
            return;
        }
        let name = if may_choose { self.families.name(followed) } else { None };
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
    fn choose(&self, name: &str, property: &'c str, random: &mut Random, demands: &mut Demands<'c>) {
        let family = self.families.of(name);
        let length = u64::try_from(family.len()).unwrap_or(u64::MAX);
        let first = usize::try_from(random.below(length)).unwrap_or_default();
        let mut from_first = family.iter().cycle().skip(first).take(family.len());
        let taken = from_first.find_map(|one| self.as_told(one, property)).unwrap_or_else(|| self.gathered(name));
        let is_new = |part: &&Value<'c>| !demands.parts.iter().any(|known| known.word() == part.word());
        let new: Vec<_> = taken.parts.iter().filter(is_new).copied().collect();
        demands.parts.extend(new);
        demands.told.extend(taken.told);
    }

    /// What a definition asks, with the name that its discriminators tell; none when the property may have none of its
    /// names.
    fn as_told(&self, name: &str, property: &'c str) -> Option<Demands<'c>> {
        let own = self.gathered(name);
        let alias = self.definition(name).and_then(alias);
        let told = |property: &'c str| {
            let mut names = alias.into_iter().chain([name]);
            Some((property, names.find(|name| own.allows(property, name))?.to_owned()))
        };
        let others = own.texts("discriminator").filter(|other| *other != property).filter_map(told);
        let told = std::iter::once(told(property)?).chain(others).collect();
        Some(Demands { told, ..own })
    }

    /// What a definition asks, whatever its discriminator tells.
    fn gathered(&self, name: &str) -> Demands<'c> {
        let mut own = Demands::default();
        if let Some(definition) = self.definition(name) {
            self.gather(definition, &mut Random::new(0), false, &mut own);
        }
        own
    }

    /// The property that tells which schema it is, when a schema has one, itself or from its `allOf`.
    fn discriminator(&self, schema: Value<'c>) -> Option<&'c str> {
        let mut seen = Demands::default();
        self.gather(schema, &mut Random::new(0), false, &mut seen);
        seen.texts("discriminator").next()
    }

    fn definition(&self, name: &str) -> Option<Value<'c>> {
        self.contract.references.definition(&self.contract.document, name)
    }
}

/// Whether what a schema says by a keyword is not enforced, since it cannot be meant.
fn is_left_aside(schema: Value<'_>, keyword: &str) -> bool {
    let doubts = || Doubts::of(schema);
    match keyword {
        "minimum" | "maximum" => doubts().range,
        "minLength" | "maxLength" => doubts().length,
        "minItems" | "maxItems" => doubts().items,
        "minProperties" | "maxProperties" => doubts().fields,
        "format" => doubts().format,
        _ => false,
    }
}

impl<'c> Demands<'c> {
    /// Notes the discriminators that tell nothing: no name is theirs to tell, and the contract does not say what else
    /// is.
    fn leave_untold(&mut self) {
        let is_untold = |property: &&str| {
            self.told.iter().all(|(told, _)| told != property) && self.allowed(property).next().is_none()
        };
        self.untold = self.texts("discriminator").filter(is_untold).collect();
    }

    /// The lists of what a property may be.
    fn allowed(&self, property: &str) -> impl Iterator<Item = Value<'c>> {
        let lists = self.each("properties").filter_map(move |it| it.field(property)?.field("enum"));
        lists.filter(|list| list.kind() == Kind::Array)
    }

    /// Whether a property may be there, and a name is among those that it may have.
    fn allows(&self, property: &str, name: &str) -> bool {
        let is_known = |part: &Value<'c>| part.part("properties").field(property).is_some();
        let is_closed =
            |part: &Value<'c>| part.field("additionalProperties").is_some_and(|it| it.kind() == Kind::False);
        self.parts.iter().all(|part| is_known(part) || !is_closed(part))
            && self.allowed(property).all(|list| list.items().any(|one| one.text() == Some(name)))
    }
}

/// What its discriminator calls a definition: it says so itself, or what is written out in its `allOf` does.
fn alias(definition: Value<'_>) -> Option<&str> {
    let inside = definition.field("allOf").into_iter().flat_map(Value::items);
    let mut parts = std::iter::once(definition).chain(inside);
    parts.find_map(|part| ALIASES.iter().find_map(|keyword| part.text_field(keyword)))
}
