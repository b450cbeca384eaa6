//! What a set of schemas says of fields, gathered from each of them.

use super::context::Context;
use super::direction::Direction;
use super::entries::NONE;
use super::node::{Node, Others};
use super::rules::{Fields, Slot};
use crate::flat::Value;
use crate::index::{Index, hash};

/// What a set says of fields, in the making.
#[derive(Default)]
pub struct Building {
    fields: Fields,
    /// For each slot, the places of the schemas that name it.
    owners: Vec<Vec<u32>>,
    /// The places of the schemas that say something of fields without a name, and what.
    others: Vec<(u32, Others)>,
}

impl Building {
    /// Adds what one schema says.
    pub fn add(&mut self, context: Context<'_>, place: u32, node: &Node) {
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
    pub fn finish(mut self) -> Fields {
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
