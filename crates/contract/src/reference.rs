//! References (`$ref`): what they refer to, and which refer to nothing.

use sne_cotation_common::text::split_exactly;

use crate::error::Error;
use crate::flat::{Document, Value, ValueRef};
use crate::index::{Index, hash};
use crate::pointer::{Pointer, unescaped};
use crate::reason::Reason;

/// The parts of a contract that references go to, which may be large.
const SECTIONS: [&str; 3] = ["definitions", "parameters", "responses"];
/// References that refer to another reference.
const LONGEST_CHAIN: usize = 50;

/// Finds what references refer to.
#[derive(Debug)]
pub struct References(Vec<(ValueRef, Index)>);

impl References {
    /// The references of a contract.
    #[must_use]
    pub fn new(contract: Value<'_>) -> Self {
        let mut sections = Vec::new();
        for name in SECTIONS {
            let section = contract.part(name);
            let mut index = Index::with_room(section.len() as usize);
            for (place, (name, _)) in (0..).zip(section.fields()) {
                index.insert(hash(name.as_bytes()), place, &mut |other| is_named(section, other, name.as_bytes()));
            }
            sections.push((section.word(), index));
        }
        Self(sections)
    }

    /// A value, or what it refers to, or that refers to.
    pub fn follow<'d>(
        &self,
        document: &'d Document,
        value: Value<'d>,
        place: &Pointer<'_>,
    ) -> Result<Value<'d>, Error> {
        self.try_follow(document, value).map_err(|(reason, value)| {
            Error::at(reason, &Pointer::Field(place, "$ref")).with("reference", value.text_field("$ref").unwrap_or("?"))
        })
    }

    /// What a value of the contract is in the end: itself, or what it refers to. Those of a contract that was read are
    /// not broken.
    #[must_use]
    pub fn resolve<'d>(&self, document: &'d Document, value: Value<'d>) -> Value<'d> {
        let (Ok(found) | Err((_, found))) = self.try_follow(document, value);
        found
    }

    /// What a value is in the end, or why it leads nowhere, and which does not.
    fn try_follow<'d>(&self, document: &'d Document, value: Value<'d>) -> Result<Value<'d>, (Reason, Value<'d>)> {
        let mut found = value;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = found.field("$ref") else { return Ok(found) };
            let Some(inside) = reference.text().and_then(|text| text.strip_prefix('#')) else {
                return Err((Reason::ReferenceExternal, found));
            };
            found = self.find(document, inside).ok_or((Reason::ReferenceBroken, found))?;
        }
        Err((Reason::ReferenceCycle, found))
    }

    /// The definition of that name.
    #[must_use]
    pub fn definition<'d>(&self, document: &'d Document, name: &str) -> Option<Value<'d>> {
        self.child(document.root().part("definitions"), name.as_bytes())
    }

    /// What a JSON Pointer points to.
    fn find<'d>(&self, document: &'d Document, pointer: &str) -> Option<Value<'d>> {
        let mut found = document.root();
        for part in split_exactly(pointer.strip_prefix('/')?, b'/') {
            found = self.child(found, &unescaped(part))?;
        }
        Some(found)
    }

    /// A field or an item; of a large section by its index.
    fn child<'d>(&self, value: Value<'d>, name: &[u8]) -> Option<Value<'d>> {
        match self.0.iter().find(|(section, _)| *section == value.word()) {
            Some((_, index)) => {
                let place = index.find(hash(name), &mut |place| is_named(value, place, name))?;
                value.entry(place).map(|(_, child)| child)
            }
            None => value.child(name),
        }
    }
}

/// Whether the field at a place has that name.
fn is_named(value: Value<'_>, place: u32, name: &[u8]) -> bool {
    value.entry(place).is_some_and(|(known, _)| known.as_bytes() == name)
}
