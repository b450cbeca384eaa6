//! What all the schemas that a value is held against at once say of it: a schema and those of its `allOf`, or those
//! that several of them have for one field. The walker is always at one such set, and goes from it to another by a
//! name.

use crate::flat::ValueRef;
use crate::index::{Index, hash};

use super::entries::{Entries, NONE};
use super::kinds;

/// The set of no schema: anything goes.
pub const ANY: u32 = 0;
/// What has not been built yet.
pub const UNKNOWN: u32 = u32::MAX;
/// A set of schemas.
#[derive(Debug)]
pub struct RuleSet {
    /// The schemas.
    pub entries: Entries,
    /// The kinds of value that all of them allow.
    pub kinds: u16,
    /// The kinds of value of which one of them says more than that they are allowed.
    pub checked: u16,
    /// The kinds of value that are looked at again once they have ended, so that their text is kept.
    pub held: u16,
    /// Whether one of them is of integers of 64 bits.
    pub is_int64: bool,
    /// Whether what they say of fields is known, and no discriminator is among it.
    pub is_plain_object: bool,
    /// What they say of fields, once an object was there.
    pub fields: Option<Box<Fields>>,
    /// The kinds of value of which all of them only say that they are allowed.
    pub plain: u16,
    /// The set of items, or [`UNKNOWN`].
    pub items: u32,
    /// The same kinds of it.
    pub plain_items: u16,
    /// Whether items are of different schemas, by their places.
    pub has_places: bool,
}

impl RuleSet {
    /// A set of nothing.
    pub fn any() -> Self {
        Self {
            entries: Entries::default(),
            kinds: kinds::ALL,
            checked: 0,
            held: 0,
            is_int64: false,
            is_plain_object: false,
            fields: None,
            plain: kinds::ALL,
            items: ANY,
            plain_items: kinds::ALL,
            has_places: false,
        }
    }
}

/// What a set of schemas says of fields.
#[derive(Debug, Default)]
pub struct Fields {
    /// The fields that have a name in one of them.
    pub slots: Vec<Slot>,
    /// Where each is, by its name.
    pub index: Index,
    /// The fields that none of them names.
    pub others: Slot,
    /// The places of fields that must be there, each with that of the schema that says so, in the order of these.
    pub required: Vec<(u32, u32)>,
    /// The bits of those that must be there in a request, and in an answer.
    pub needed: [Vec<u64>; 2],
    /// The names by which the value says what it is, each with the place of the schema that says so.
    pub discriminators: Vec<(u32, String)>,
    /// The sets that values of these names led to.
    pub variants: Vec<(String, u32)>,
    /// The field that mostly comes first.
    pub first: u32,
}

impl Fields {
    /// The slot of a name.
    pub fn find(&self, name: &[u8]) -> Option<u32> {
        self.index.find(hash(name), &mut |place| self.is_named(place, name))
    }

    /// Whether the slot at a place has that name.
    pub fn is_named(&self, place: u32, name: &[u8]) -> bool {
        self.slots.get(place as usize).is_some_and(|slot| slot.name.as_bytes() == name)
    }
}

/// A field, as far as a set of schemas knows it.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a keyword, or what follows from one")]
pub struct Slot {
    /// Its name.
    pub name: String,
    /// How that is mostly written: as it is, unless it has escape sequences.
    pub written: String,
    /// The schemas that it is held against.
    pub sites: Vec<ValueRef>,
    /// The set of these, or [`UNKNOWN`].
    pub set: u32,
    /// The kinds of value of which it only says that they are allowed.
    pub plain: u16,
    /// Whether one of the schemas does not allow it.
    pub is_refused: bool,
    /// Whether it is the server's to say.
    pub is_read_only: bool,
    /// Whether it is the caller's to say, and not there in an answer.
    pub is_write_only: bool,
    /// Whether there is more to do than to go to its set: that is not there yet, or its value may not be there.
    pub is_special: bool,
    /// Its bit among those that must be there, or [`NONE`].
    pub bit: u32,
    /// The field that mostly comes next, or [`NONE`].
    pub next: u32,
}

impl Default for Slot {
    fn default() -> Self {
        Self {
            name: String::new(),
            written: String::new(),
            sites: Vec::new(),
            set: UNKNOWN,
            plain: 0,
            is_refused: false,
            is_read_only: false,
            is_write_only: false,
            is_special: true,
            bit: NONE,
            next: NONE,
        }
    }
}
