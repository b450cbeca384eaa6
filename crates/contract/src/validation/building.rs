//! What a set of schemas says of fields, gathered from each of them.

use super::context::Context;
use super::direction::Direction;
use super::entries::NONE;
use super::node::{Node, Others};
use super::rules::{Fields, Slot};
use crate::alike::is_alike;
use crate::flat::Value;
use crate::index::{Index, hash};

/// Fields that are required and not named, of which it is looked whether they are named otherwise.
const MOST_MISSPELT: usize = 50;

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
            let said = context.resolved(property.word());
            if let (Some(owners), Some(slot)) = (self.owners.get_mut(slot), self.fields.slots.get_mut(slot)) {
                owners.push(place);
                slot.sites.push(property.word());
                slot.is_read_only |= said.flag("readOnly");
                // OpenAPI 3 has the word, and others had it before.
                slot.is_write_only |= said.flag("writeOnly") || said.flag("x-writeOnly");
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

    /// All of it: what a schema says of fields that it does not name is about those that others name, too. That there
    /// are none is not: schemas that are made of several close each of them.
    pub fn finish(mut self) -> Fields {
        self.leave_misspelt_aside();
        let Fields { slots, others, required, needed, .. } = &mut self.fields;
        for (slot, owners) in slots.iter_mut().zip(&self.owners) {
            let is_named = !owners.is_empty();
            let rest = self.others.iter().filter(|(place, _)| !owners.contains(place)).map(|(_, rest)| *rest);
            rest.filter(|rest| *rest != Others::Refused || !is_named).for_each(|rest| slot.add(rest));
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
                let is_answer = direction == Direction::Answer as usize;
                let is_spared = if is_answer { slot.is_write_only } else { slot.is_read_only };
                if let Some(last) = needed.last_mut().filter(|_| !is_spared) {
                    *last |= 1 << (count % 64);
                }
            }
            count = count.wrapping_add(1);
        }
        self.fields
    }

    /// Leaves aside that fields are required which no schema names but by other letters: two tools had a hand in it.
    fn leave_misspelt_aside(&mut self) {
        let Fields { slots, required, .. } = &mut self.fields;
        let is_named = |place: usize| self.owners.get(place).is_some_and(|owners| !owners.is_empty());
        let named: Vec<_> = slots.iter().enumerate().filter(|(place, _)| is_named(*place)).map(|(_, it)| it).collect();
        if named.is_empty() || required.iter().all(|(_, place)| is_named(*place as usize)) {
            return;
        }
        let mut looked_at = 0_usize;
        required.retain(|(_, place)| {
            let name = slots.get(*place as usize).map_or("", |slot| slot.name.as_str());
            looked_at = looked_at.wrapping_add(usize::from(!is_named(*place as usize)));
            let is_doubted = !is_named(*place as usize)
                && looked_at <= MOST_MISSPELT
                && named.iter().any(|slot| is_alike(&slot.name, name));
            !is_doubted
        });
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
