//! Where in a value the walker is: a stack of what is open, from which pointers are built when there is a mistake.

use sne_cotation_common::names::shown;

use super::entries::NONE;
use super::tables::Tables;
use crate::flat::Value;
use crate::pointer::{push_name, push_place};

/// An array or object that is open.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The set of schemas that it is held against.
    pub set: u32,
    /// Whether it is an object.
    pub is_object: bool,
    /// Items or fields begun.
    pub count: u32,
    /// Of an object: the field that is read, or [`NONE`] where no schema names it.
    pub slot: u32,
    /// The field that is expected next.
    pub guess: u32,
    /// Where its bits begin among those of all.
    pub seen: usize,
    /// Where the name of the field that is read begins among those of all.
    pub names: usize,
    /// How many mistakes there were before.
    pub mistakes: usize,
    /// Where in the text it begins.
    pub start: usize,
    /// Whether its text is kept until it has ended.
    pub is_held: bool,
}

/// All that is open.
#[derive(Debug, Default)]
pub struct Frames {
    /// From the outside in.
    pub open: Vec<Frame>,
    /// Bits of the fields that were there, of those that must be.
    pub seen: Vec<u64>,
    /// The names that no schema knows, of the fields that are read.
    pub names: String,
    /// What is in front of every pointer.
    pub prefix: String,
}

impl Frames {
    /// None that are open, with pointers behind that one.
    #[must_use]
    pub fn behind(prefix: String) -> Self {
        Self { prefix, ..Self::default() }
    }

    /// None that are open, in the memory of these.
    #[must_use]
    pub fn emptied(mut self) -> Self {
        self.open.clear();
        self.seen.clear();
        self.names.clear();
        self.prefix.clear();
        self
    }

    /// What a value of the contract's has at the place that is read now, if it stands for what is open at that number.
    pub fn descend<'d>(&self, tables: &Tables, from: usize, value: Value<'d>) -> Option<Value<'d>> {
        let mut found = value;
        for (number, frame) in self.open.iter().enumerate().skip(from) {
            found = if !frame.is_object {
                found.item(frame.count.wrapping_sub(1))
            } else if frame.slot == NONE {
                found.get(self.name_at(number))
            } else {
                found.get(tables.name(frame.set, frame.slot))
            }?;
        }
        Some(found)
    }

    /// The name of the field that is read of an object that is open, where no schema names it.
    fn name_at(&self, number: usize) -> &str {
        let end = self.open.get(number.wrapping_add(1)).map_or(self.names.len(), |next| next.names);
        self.open.get(number).and_then(|frame| self.names.get(frame.names..end)).unwrap_or_default()
    }

    /// The pointer to what is read now.
    pub fn pointer(&self, tables: &Tables, shows_values: bool) -> String {
        let mut pointer = self.prefix.clone();
        for (number, frame) in self.open.iter().enumerate() {
            if !frame.is_object {
                push_place(&mut pointer, frame.count.wrapping_sub(1) as usize);
            } else if frame.slot == NONE {
                let name = self.name_at(number);
                // A name that the contract does not have may be anything, and somebody's.
                push_name(&mut pointer, if shows_values { name } else { shown(name) });
            } else {
                push_name(&mut pointer, tables.name(frame.set, frame.slot));
            }
        }
        pointer
    }
}
