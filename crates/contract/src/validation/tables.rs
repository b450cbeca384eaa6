//! The compiled schemas of a contract: each is compiled when a value is first held against it, and kept. Their number
//! is linear in the contract, but for sets of several schemas, of which there are so many as values lead to.

use std::mem::take;

use crate::contract::Contract;
use crate::flat::{Value, ValueRef};
use crate::index::{Index, hash};
use crate::pattern::Pattern;

use super::checks::{Scalar, is_own};
use super::direction::Direction;
use super::entries::{Entries, Entry, NONE};
use super::kinds;
use super::node::{Items, Node, Others, Size, is_nullable};
use super::rules::{ANY, Fields, RuleSet, Slot, UNKNOWN};

/// Slots and schemas that are kept from one validation to the next.
const MOST_KEPT: usize = 300_000;
/// And those that there may be: a hostile contract may lead to any number.
const MOST: usize = 1_000_000;
/// Schemas of one set. Nobody writes such.
const MOST_ENTRIES: usize = 500;
/// Schemas that are within each other by `allOf`.
const DEEPEST: usize = 100;
/// In place of that of the schema that one is within, until that has its place.
const OPEN: u32 = NONE - 1;
/// Values of a discriminator that are kept for a set.
const MOST_VARIANTS: usize = 200;

/// What schemas are compiled with.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    /// The contract.
    pub contract: &'c Contract,
}

impl<'c> Context<'c> {
    fn value(self, word: ValueRef) -> Value<'c> {
        self.contract.document.value(word)
    }

    /// A schema, or what it refers to. One that leads nowhere is `null`, whatever is beside its reference: it says
    /// nothing.
    pub fn resolved(self, word: ValueRef) -> Value<'c> {
        let found = self.contract.references.resolve(&self.contract.document, self.value(word));
        if found.field("$ref").is_some() { self.value(ValueRef(0)) } else { found }
    }
}

/// Does something with the compiled schemas of a contract. Where they have grown to more than anybody needs, they are
/// made anew.
pub fn with_tables<Result>(contract: &Contract, work: impl FnOnce(&mut Tables) -> Result) -> Result {
    contract.schemas.with(|tables: &mut Tables| {
        if tables.size > MOST_KEPT {
            *tables = Tables::default();
        }
        work(tables)
    })
}

/// Numbers of things that were made once, by a hash of what they are made of.
#[derive(Debug, Default)]
struct Known {
    index: Index,
    hashes: Vec<u32>,
    room: usize,
}

impl Known {
    fn find(&self, hash: u32, is_same: &mut dyn FnMut(u32) -> bool) -> Option<u32> {
        self.index.find(hash, is_same)
    }

    /// Adds the next one.
    fn add(&mut self, hash: u32) {
        self.hashes.push(hash);
        let start = if self.hashes.len() > self.room {
            self.room = self.hashes.len().saturating_mul(2).max(16);
            self.index = Index::with_room(self.room);
            0
        } else {
            self.hashes.len().wrapping_sub(1)
        };
        for (place, hash) in (0..).zip(&self.hashes).skip(start) {
            self.index.insert(*hash, place, &mut |_| false);
        }
    }
}

/// The compiled schemas.
#[derive(Debug, Default)]
pub struct Tables {
    /// One by one.
    pub nodes: Vec<Node>,
    /// In sets, the first of which is [`ANY`].
    pub sets: Vec<RuleSet>,
    known_nodes: Known,
    known_sets: Known,
    /// The sets of schemas that values as a whole were held against.
    roots: Vec<(ValueRef, u32)>,
    known_roots: Known,
    /// The definitions that another extends, each with the place of that; once they were asked for.
    extensions: Option<Vec<(ValueRef, u32)>>,
    /// Slots and schemas so far.
    size: usize,
    /// Whether there were more than there may be.
    pub is_full: bool,
}

impl Tables {
    /// The set of one schema that a value as a whole is held against.
    pub fn root(&mut self, context: Context<'_>, schema: ValueRef) -> u32 {
        let hash = mixed(0, schema.0);
        let is_it = &mut |place: u32| self.roots.get(place as usize).is_some_and(|(word, _)| *word == schema);
        let found = self.known_roots.find(hash, is_it).and_then(|place| self.roots.get(place as usize));
        if let Some((_, set)) = found {
            return *set;
        }
        let set = self.set_of(context, &[schema]);
        self.roots.push((schema, set));
        self.known_roots.add(hash);
        set
    }

    /// The set of several schemas, and of what is in their `allOf`.
    pub fn set_of(&mut self, context: Context<'_>, schemas: &[ValueRef]) -> u32 {
        let mut entries = Entries::default();
        for schema in schemas {
            self.add_entries(context, *schema, &mut entries, &mut Vec::new());
        }
        self.set(entries)
    }

    /// A set, and another schema with what is in its `allOf`.
    fn set_with(&mut self, context: Context<'_>, set: u32, schema: ValueRef) -> u32 {
        let mut entries = self.sets.get(set as usize).map(|set| set.entries.clone()).unwrap_or_default();
        self.add_entries(context, schema, &mut entries, &mut Vec::new());
        self.set(entries)
    }

    /// The schemas of a set that are about a value of that kind.
    pub fn set_about(&mut self, set: u32, kind: u16) -> u32 {
        let about = self.sets.get(set as usize).map(|set| set.entries.about(&|node| self.is_about(node, kind)));
        self.set(about.unwrap_or_default())
    }

    /// Whether a schema says anything of a value of that kind: it is of another type, or `null` that it lets pass.
    fn is_about(&self, node: u32, kind: u16) -> bool {
        let node = self.nodes.get(node as usize);
        node.is_some_and(|node| node.kinds & kind != 0 && !(kind == kinds::NULL && node.is_nullable))
    }

    /// Which schemas of a set are reached by a value of that kind, each with its number.
    fn reached(&self, set: u32, kind: u16) -> Vec<(u32, bool)> {
        let Some(set) = self.sets.get(set as usize) else { return Vec::new() };
        let reached = set.entries.reached(&|node| self.is_about(node, kind));
        set.entries.list.iter().zip(reached).map(|(entry, is_reached)| (entry.node, is_reached)).collect()
    }

    /// Which schemas of a set are about a value of that kind.
    pub fn alive(&self, set: u32, kind: u16) -> Vec<bool> {
        let is_alive = |(node, is_reached)| is_reached && self.is_about(node, kind);
        self.reached(set, kind).into_iter().map(is_alive).collect()
    }

    /// The schemas of a set that do not allow a kind of value. A file that is no field of a form is anything.
    pub fn refused(&self, set: u32, kind: u16, is_of_form: bool) -> Vec<ValueRef> {
        let reached = self.reached(set, kind).into_iter().filter(|(_, is_reached)| *is_reached);
        let refuses = |node: &&Node| {
            let passes = (kind == kinds::NULL && node.is_nullable) || (node.kinds & kinds::FILE != 0 && !is_of_form);
            node.kinds & kind == 0 && !passes
        };
        reached.filter_map(|(node, _)| self.nodes.get(node as usize)).filter(refuses).map(|node| node.word).collect()
    }

    /// The kinds of value of which a set only says that they are allowed.
    pub fn plain(&self, set: u32) -> u16 {
        self.sets.get(set as usize).map_or(kinds::ALL, |set| set.plain)
    }

    /// The schemas of a set.
    pub fn entries(&self, set: u32) -> &[Entry] {
        self.sets.get(set as usize).map(|set| set.entries.list.as_slice()).unwrap_or_default()
    }

    /// The name of a field of a set.
    pub fn name(&self, set: u32, slot: u32) -> &str {
        let fields = self.sets.get(set as usize).and_then(|set| set.fields.as_ref());
        fields.and_then(|fields| fields.slots.get(slot as usize)).map_or("", |slot| slot.name.as_str())
    }

    /// Adds what is in the `allOf` of a schema, and then itself; nothing twice. `open` are those that it is within.
    fn add_entries(&mut self, context: Context<'_>, schema: ValueRef, entries: &mut Entries, open: &mut Vec<u32>) {
        let node = self.node(context, schema);
        // What holds itself does not go on for ever.
        if entries.list.len() >= MOST_ENTRIES || open.len() > DEEPEST || open.contains(&node) {
            return;
        }
        let parent = open.last().copied().unwrap_or(NONE);
        if let Some(place) = entries.find(node) {
            let is_alone = entries.list.get(place).is_some_and(|entry| entry.parent == NONE);
            if !is_alone && entries.links.len() < MOST_ENTRIES {
                entries.link(node, parent);
            }
            return;
        }
        let start = entries.list.len();
        open.push(node);
        let word = self.nodes.get(node as usize).map(|node| node.word);
        let parts = context.value(word.unwrap_or(ValueRef(0))).part("allOf");
        for part in parts.items() {
            self.add_entries(context, part.word(), entries, open);
        }
        open.pop();
        // It comes behind its parts, so that what is said of a value is said in their order.
        let place = u32::try_from(entries.list.len()).unwrap_or(NONE);
        for entry in entries.list.iter_mut().skip(start).filter(|entry| entry.parent == OPEN) {
            entry.parent = place;
        }
        entries.list.push(Entry { node, parent: if parent == NONE { NONE } else { OPEN } });
    }

    /// The number of a compiled schema.
    fn node(&mut self, context: Context<'_>, schema: ValueRef) -> u32 {
        let resolved = context.resolved(schema);
        // By what is beside a reference on the way; what it leads to says so itself.
        let mut chain = context.contract.references.chain(&context.contract.document, context.value(schema));
        let is_nullable = chain.any(|site| site.field("$ref").is_some() && is_nullable(site));
        let hash = mixed(u32::from(is_nullable), resolved.word().0);
        let is_it = &mut |place: u32| {
            let node = self.nodes.get(place as usize);
            node.is_some_and(|node| node.word == resolved.word() && node.is_site_nullable == is_nullable)
        };
        if let Some(found) = self.known_nodes.find(hash, is_it) {
            return found;
        }
        // What there is no room for says nothing.
        let said = if self.is_full { context.value(ValueRef(0)) } else { resolved };
        let node = Node { word: resolved.word(), ..Node::new(said, is_nullable) };
        let pattern = node.texts.as_ref().and_then(|texts| texts.pattern.as_ref());
        self.grow(pattern.map_or(1, Pattern::weight));
        self.nodes.push(node);
        self.known_nodes.add(hash);
        u32::try_from(self.nodes.len().wrapping_sub(1)).unwrap_or_default()
    }

    fn grow(&mut self, by: usize) {
        self.size = self.size.saturating_add(by);
        self.is_full = self.is_full || self.size > MOST;
    }

    /// The number of a set.
    fn set(&mut self, entries: Entries) -> u32 {
        if self.sets.is_empty() {
            self.sets.push(RuleSet::any());
            self.known_sets.add(0);
        }
        if entries.list.is_empty() || self.is_full {
            return ANY;
        }
        let hash = entries.list.iter().fold(1, |hash, entry| mixed(mixed(hash, entry.node), entry.parent));
        let is_it = &mut |place: u32| self.sets.get(place as usize).is_some_and(|set| set.entries == entries);
        if let Some(found) = self.known_sets.find(hash, is_it) {
            return found;
        }
        self.grow(entries.list.len());
        let mut set = RuleSet { entries, items: UNKNOWN, ..RuleSet::any() };
        for entry in &set.entries.list {
            let Some(node) = self.nodes.get(entry.node as usize) else { continue };
            set.kinds &= if node.is_nullable { node.kinds | kinds::NULL } else { node.kinds };
            set.checked |= node.checked();
            set.held |= node.held();
            set.is_int64 |= node.size == Some(Size::Int64);
            set.has_places |= matches!(node.items, Items::Each(..));
        }
        // Unless it is told for each schema, `null` may pass one and be another's affair.
        if set.entries.list.len() > 1 {
            set.checked |= kinds::NULL;
        }
        set.plain = set.kinds & !set.checked;
        self.sets.push(set);
        self.known_sets.add(hash);
        u32::try_from(self.sets.len().wrapping_sub(1)).unwrap_or(ANY)
    }

    /// The set of the items of a list, and whether there may be one at that place.
    pub fn items(&mut self, context: Context<'_>, set: u32, place: u32) -> (u32, bool) {
        let Some(rules) = self.sets.get(set as usize) else { return (ANY, true) };
        if rules.items != UNKNOWN {
            return (rules.items, true);
        }
        let has_places = rules.has_places;
        let mut sites = Vec::new();
        let mut is_allowed = true;
        for entry in self.entries(set) {
            let Some(node) = self.nodes.get(entry.node as usize) else { continue };
            match node.items {
                Items::Any => {}
                Items::All(schema) => sites.push(schema),
                Items::Each(list, others) => match (context.value(list).item(place), others) {
                    (Some(schema), _) => sites.push(schema.word()),
                    (None, Others::Schema(schema)) => sites.push(schema),
                    (None, others) => is_allowed = is_allowed && others != Others::Refused,
                },
            }
        }
        let items = self.set_of(context, &sites);
        let plain = self.plain(items);
        if let Some(rules) = self.sets.get_mut(set as usize).filter(|_| !has_places) {
            (rules.items, rules.plain_items) = (items, plain);
        }
        (items, is_allowed)
    }

    /// What a set says of fields.
    pub fn fields(&mut self, context: Context<'_>, set: u32) {
        if self.sets.get(set as usize).is_none_or(|rules| rules.fields.is_some()) {
            return;
        }
        let mut building = Building::default();
        for (place, entry) in (0..).zip(self.entries(set)) {
            if let Some(node) = self.nodes.get(entry.node as usize) {
                building.add(context, place, node);
            }
        }
        let fields = building.finish();
        self.grow(fields.slots.len());
        if let Some(rules) = self.sets.get_mut(set as usize) {
            rules.is_plain_object = fields.discriminators.is_empty();
            rules.fields = Some(Box::new(fields));
        }
    }

    /// The set of a field, which is built when it is first needed; of [`NONE`], that of fields without a name.
    pub fn field(&mut self, context: Context<'_>, set: u32, slot: u32) -> u32 {
        let Some(found) = self.slot(set, slot) else { return ANY };
        if found.set != UNKNOWN {
            return found.set;
        }
        let sites = take(&mut found.sites);
        let built = self.set_of(context, &sites);
        let plain = self.plain(built);
        if let Some(found) = self.slot(set, slot) {
            (found.set, found.plain, found.sites) = (built, plain, sites);
            found.is_special = found.is_refused || found.is_read_only;
        }
        built
    }

    /// A slot of a set; of [`NONE`], that of fields without a name.
    pub fn slot(&mut self, set: u32, slot: u32) -> Option<&mut Slot> {
        let fields = self.sets.get_mut(set as usize)?.fields.as_mut()?;
        if slot == NONE { Some(&mut fields.others) } else { fields.slots.get_mut(slot as usize) }
    }

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
        } else if self.has_own_values(context, set, field, value) {
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

    /// Keeps where a value of a discriminator leads to.
    pub fn keep_variant(&mut self, set: u32, value: &str, variant: u32) {
        let fields = self.sets.get_mut(set as usize).and_then(|rules| rules.fields.as_mut());
        if let Some(fields) = fields.filter(|fields| fields.variants.len() < MOST_VARIANTS) {
            fields.variants.push((value.to_owned(), variant));
        }
    }

    /// Whether a field has a list of its own of the values that it may have, or the contract itself gives it that one.
    fn has_own_values(&mut self, context: Context<'_>, set: u32, field: &str, value: Option<&str>) -> bool {
        let fields = self.sets.get(set as usize).and_then(|rules| rules.fields.as_ref());
        let slot = fields.and_then(|fields| fields.find(field.as_bytes())).unwrap_or(NONE);
        let its = self.field(context, set, slot);
        let mut nodes = self.entries(its).iter().filter_map(|entry| self.nodes.get(entry.node as usize));
        nodes.any(|node| {
            let schema = context.value(node.word);
            let is_given = |value: &str| is_own(schema, Scalar::Text(value.as_bytes(), 0));
            schema.field("enum").is_some() || value.is_some_and(is_given)
        })
    }
}

/// What a set says of fields, in the making.
#[derive(Default)]
struct Building {
    fields: Fields,
    /// For each slot, the places of the schemas that name it.
    owners: Vec<Vec<u32>>,
    /// The places of the schemas that say something of fields without a name, and what.
    others: Vec<(u32, Others)>,
}

impl Building {
    /// Adds what one schema says.
    fn add(&mut self, context: Context<'_>, place: u32, node: &Node) {
        let schema = context.value(node.word);
        let (properties, required) = (schema.part("properties"), schema.part("required"));
        self.fields.index = grown(&self.fields, properties.len().saturating_add(required.len()));
        for (name, property) in properties.fields() {
            let slot = self.slot(name);
            let is_read_only = context.resolved(property.word()).flag("readOnly");
            if let (Some(owners), Some(slot)) = (self.owners.get_mut(slot), self.fields.slots.get_mut(slot)) {
                owners.push(place);
                slot.sites.push(property.word());
                slot.is_read_only |= is_read_only;
            }
        }
        for name in required.items().filter_map(Value::text) {
            let slot = self.slot(name);
            self.fields.required.push((place, u32::try_from(slot).unwrap_or(NONE)));
        }
        if let Some(name) = schema.text_field("discriminator") {
            self.fields.discriminators.push((place, name.to_owned()));
        }
        self.others.push((place, node.others));
    }

    /// The slot of a name, which is made where there is none.
    fn slot(&mut self, name: &str) -> usize {
        let Fields { slots, index, .. } = &mut self.fields;
        let place = u32::try_from(slots.len()).unwrap_or(NONE);
        let mut is_it = |place: u32| slots.get(place as usize).is_some_and(|slot: &Slot| slot.name == name);
        if let Some(found) = index.insert(hash(name.as_bytes()), place, &mut is_it) {
            return found as usize;
        }
        if let Some(before) = slots.last_mut() {
            before.next = place;
        }
        let has_escapes = name.bytes().any(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1F));
        // A zero is never there as it is.
        let written = if has_escapes { "\0" } else { name }.to_owned();
        slots.push(Slot { name: name.to_owned(), written, ..Slot::default() });
        self.owners.push(Vec::new());
        place as usize
    }

    /// All of it: what a schema says of fields that it does not name is about those that others name, too.
    fn finish(mut self) -> Fields {
        let Fields { slots, others, required, needed, .. } = &mut self.fields;
        for (slot, owners) in slots.iter_mut().zip(&self.owners) {
            self.others.iter().filter(|(place, _)| !owners.contains(place)).for_each(|(_, rest)| slot.add(*rest));
        }
        self.others.iter().for_each(|(_, rest)| others.add(*rest));
        let mut count = 0_u32;
        for (_, place) in required {
            let Some(slot) = slots.get_mut(*place as usize).filter(|slot| slot.bit == NONE) else { continue };
            slot.bit = count;
            for (direction, needed) in needed.iter_mut().enumerate() {
                if count.is_multiple_of(64) {
                    needed.push(0);
                }
                let is_needed = direction == Direction::Answer as usize || !slot.is_read_only;
                if let Some(last) = needed.last_mut().filter(|_| is_needed) {
                    *last |= 1 << (count % 64);
                }
            }
            count = count.wrapping_add(1);
        }
        self.fields
    }
}

impl Slot {
    /// Adds what a schema says of fields that it does not name.
    fn add(&mut self, others: Others) {
        match others {
            Others::Any => {}
            Others::Refused => self.is_refused = true,
            Others::Schema(schema) => self.sites.push(schema),
        }
    }
}

/// An index with room for more names, which has those that are there.
fn grown(fields: &Fields, more: u32) -> Index {
    let mut index = Index::with_room(fields.slots.len().saturating_add(more as usize));
    for (place, slot) in (0..).zip(&fields.slots) {
        index.insert(hash(slot.name.as_bytes()), place, &mut |_| false);
    }
    index
}

/// The definitions that each definition extends, itself among them.
fn extensions(context: Context<'_>, definitions: Value<'_>) -> Vec<(ValueRef, u32)> {
    let mut extensions = Vec::new();
    for (place, (_, definition)) in (0..).zip(definitions.fields()) {
        let mut extended = vec![context.resolved(definition.word()).word()];
        let mut next = 0_usize;
        while let Some(word) = extended.get(next).copied().filter(|_| next < MOST_ENTRIES) {
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

fn mixed(hash: u32, word: u32) -> u32 {
    let mixed = (hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9);
    mixed ^ (mixed >> 15)
}
