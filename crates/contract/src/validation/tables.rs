//! The compiled schemas of a contract: each is compiled when a value is first held against it, and kept. Their number
//! is linear in the contract, but for sets of several schemas, of which there are so many as values lead to.

use std::mem::take;

use crate::contract::Contract;
use crate::flat::ValueRef;
use crate::pattern::Pattern;

use super::building::Building;
use super::context::Context;
use super::entries::{Entries, Entry, NONE};
use super::kinds;
use super::known::{Known, mixed};
use super::node::{Items, Node, Others, Size, is_nullable};
use super::rules::{ANY, RuleSet, Slot, UNKNOWN};

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
    pub(super) extensions: Option<Vec<(ValueRef, u32)>>,
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
    pub(super) fn set_with(&mut self, context: Context<'_>, set: u32, schema: ValueRef) -> u32 {
        let mut entries = self.sets.get(set as usize).map(|set| set.entries.clone()).unwrap_or_default();
        self.add_entries(context, schema, &mut entries, &mut Vec::new());
        self.set(entries)
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
    pub(super) fn set(&mut self, entries: Entries) -> u32 {
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
}
