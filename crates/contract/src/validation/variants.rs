//! Discriminators: which definition an object says that it is, and what that adds to the schemas that it is held
//! against.

use sne_cotation_common::text::split_once;

use super::checks::Scalar;
use super::context::Context;
use super::entries::NONE;
use super::kinds;
use super::own::is_own;
use super::tables::Tables;
use crate::flat::{Value, ValueRef};

/// Values of a discriminator that are kept for a set.
const MOST_VARIANTS: usize = 200;
/// Schemas that a definition extends. Nobody writes such.
const MOST_EXTENDED: usize = 500;

impl Tables {
    /// The set of an object whose discriminator has that value, or the names that it could have, by the schema that
    /// has the discriminator.
    pub fn named(
        &mut self,
        context: Context<'_>,
        set: u32,
        base: u32,
        field: &str,
        value: Option<&str>,
    ) -> Result<u32, String> {
        let Some(word) = self.nodes.get(base as usize).map(|node| node.word) else { return Ok(set) };
        let definitions = context.contract.document.root().part("definitions");
        let extensions = self.extensions.take().unwrap_or_else(|| extensions(context, definitions));
        let name_of = |place: u32| definitions.entry(place).map_or("", |(name, _)| name);
        let is_itself =
            |place: u32| definitions.entry(place).is_some_and(|(_, it)| context.resolved(it.word()).word() == word);
        let is_short_for = |place: u32, value: &str| last_name(name_of(place)) == last_name(value);
        let mut those = extensions.iter().filter(|(extended, _)| *extended == word);
        let mut found = those.clone().filter_map(|(_, place)| definitions.entry(*place)).filter_map(|(name, it)| {
            let definition = context.resolved(it.word());
            let alias = |alias| definition.text_field(alias).is_some_and(|alias| Some(alias) == value);
            let is_it = Some(name) == value || alias("x-discriminator-value") || alias("x-ms-discriminator-value");
            is_it.then_some(definition.word())
        });
        let result = if let Some(definition) = found.next() {
            // Which of several is meant, nobody can tell.
            let is_only = found.all(|other| other == definition);
            Ok(if is_only { self.set_with(context, set, definition) } else { set })
        } else if self.has_own_values(context, set, field, value)
            || self.takes_no_text(context, set, field)
            // What extends it, the contract does not say; or it has it under a name that is short for this one.
            || those.clone().all(|(_, place)| is_itself(*place))
            || value.is_some_and(|value| those.clone().any(|(_, place)| is_short_for(*place, value)))
        {
            Ok(set)
        } else {
            let mut allowed = String::new();
            let mut names = those.by_ref().filter_map(|(_, place)| definitions.entry(*place));
            while let Some((name, _)) = names.next().filter(|_| allowed.len() < 500) {
                sne_cotation_common::text::add(&mut allowed, name);
            }
            Err(allowed)
        };
        self.extensions = Some(extensions);
        result
    }

    /// Whether a field is of a type that is no text, so that no name of a definition can be in it.
    fn takes_no_text(&mut self, context: Context<'_>, set: u32, field: &str) -> bool {
        let its = self.set_of_field(context, set, field);
        self.sets.get(its as usize).is_some_and(|its| its.kinds & kinds::TEXT == 0)
    }

    fn set_of_field(&mut self, context: Context<'_>, set: u32, field: &str) -> u32 {
        let fields = self.sets.get(set as usize).and_then(|rules| rules.fields.as_ref());
        let slot = fields.and_then(|fields| fields.find(field.as_bytes())).unwrap_or(NONE);
        self.field(context, set, slot)
    }

    /// Keeps where a value of a discriminator leads to.
    pub fn keep_variant(&mut self, set: u32, value: &str, variant: u32) {
        let fields = self.sets.get_mut(set as usize).and_then(|rules| rules.fields.as_mut());
        if let Some(fields) = fields.filter(|fields| fields.variants.len() < MOST_VARIANTS) {
            fields.variants.push((value.to_owned(), variant));
        }
    }

    /// Whether a field has a list of its own of the values that it may have, or the contract itself gives it that one.
    fn has_own_values(&mut self, context: Context<'_>, set: u32, field: &str, value: Option<&str>) -> bool {
        let its = self.set_of_field(context, set, field);
        let mut nodes = self.entries(its).iter().filter_map(|entry| self.nodes.get(entry.node as usize));
        nodes.any(|node| {
            let schema = context.value(node.word);
            let is_given = |value: &str| is_own(schema, Scalar::Text(value.as_bytes(), 0));
            schema.field("enum").is_some() || value.is_some_and(is_given)
        })
    }
}

/// The name of a class without what it is in: `Chat` of `fr.gouv.Chat`, of `Ns.Chat, Assembly` and of
/// `#/definitions/Chat`.
fn last_name(name: &str) -> &str {
    let class = split_once(name, b',').map_or(name, |(class, _)| class).trim_ascii();
    let start = class.bytes().rposition(|byte| b"./$+:".contains(&byte)).map_or(0, |place| place.wrapping_add(1));
    class.get(start..).unwrap_or_default()
}

/// The definitions that each definition extends, itself among them.
fn extensions(context: Context<'_>, definitions: Value<'_>) -> Vec<(ValueRef, u32)> {
    let mut extensions = Vec::new();
    for (place, (_, definition)) in (0..).zip(definitions.fields()) {
        let mut extended = vec![context.resolved(definition.word()).word()];
        let mut next = 0_usize;
        while let Some(word) = extended.get(next).copied().filter(|_| next < MOST_EXTENDED) {
            next = next.wrapping_add(1);
            for part in context.value(word).part("allOf").items() {
                let word = context.resolved(part.word()).word();
                if !extended.contains(&word) {
                    extended.push(word);
                }
            }
            extensions.push((word, place));
        }
    }
    extensions
}
