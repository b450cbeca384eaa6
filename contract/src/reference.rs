//! References (`$ref`): what they refer to, and which refer to nothing.

use crate::error::Error;
use crate::flat::{Document, Value, Word};
use crate::index::Index;
use crate::pointer::{Pointer, unescaped};
use crate::reason::Reason;
use crate::text::split;

/// The parts of a contract that references go to, which may be large.
const SECTIONS: [&str; 3] = ["definitions", "parameters", "responses"];
/// References that refer to another reference.
const LONGEST_CHAIN: usize = 50;

/// Finds what references refer to.
#[derive(Debug)]
pub struct References {
    sections: Vec<(Word, Index)>,
}

impl References {
    /// The references of a contract.
    #[must_use]
    pub fn new(contract: Value<'_>) -> Self {
        let section = |name: &&str| {
            let section = contract.field(name)?;
            let names: Vec<_> = section.fields().map(|(name, _)| name).collect();
            Some((section.word(), Index::new(&names)))
        };
        let none = (contract.word(), Index::default());
        Self { sections: SECTIONS.iter().map(|name| section(name).unwrap_or((none.0, Index::default()))).collect() }
    }

    /// A value, or what it refers to, or that refers to.
    pub fn follow<'d>(
        &self,
        document: &'d Document,
        value: Value<'d>,
        place: &Pointer<'_>,
    ) -> Result<Value<'d>, Error> {
        let mut found = value;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = found.field("$ref") else { return Ok(found) };
            let wrong = |reason| {
                let error = Error::at(reason, &Pointer::Field(place, "$ref"));
                error.with("reference", reference.text().unwrap_or("?"))
            };
            let Some(inside) = reference.text().and_then(|text| text.strip_prefix('#')) else {
                return Err(wrong(Reason::ReferenceExternal));
            };
            found = self.find(document, inside).ok_or_else(|| wrong(Reason::ReferenceBroken))?;
        }
        Err(Error::at(Reason::ReferenceCycle, &Pointer::Field(place, "$ref")))
    }

    /// What a value of the contract is in the end: itself, or what it refers to. Those of a contract that was read are not broken.
    #[must_use]
    pub fn resolve<'d>(&self, document: &'d Document, value: Value<'d>) -> Value<'d> {
        let mut found = value;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = found.text_field("$ref") else { break };
            let Some(next) = self.find(document, reference.get(1..).unwrap_or_default()) else { break };
            found = next;
        }
        found
    }

    /// The definition of that name.
    #[must_use]
    pub fn definition<'d>(&self, document: &'d Document, name: &str) -> Option<Value<'d>> {
        let (section, index) = self.sections.first()?;
        let section = document.value(*section);
        let place = index.find(name, &|place| section.entry(place).is_some_and(|it| it.0 == name))?;
        section.entry(place).map(|(_, definition)| definition)
    }

    /// What a JSON Pointer points to.
    fn find<'d>(&self, document: &'d Document, pointer: &str) -> Option<Value<'d>> {
        let mut parts = split(pointer.strip_prefix('/')?, b'/').map(unescaped);
        let first = parts.next()?;
        let section = SECTIONS.iter().position(|name| *name == first).and_then(|place| self.sections.get(place));
        let mut found = match (section, parts.next()) {
            (Some((section, index)), Some(name)) => {
                let section = document.value(*section);
                section.entry(index.find(&name, &|place| section.entry(place).is_some_and(|it| it.0 == name))?)?.1
            }
            (_, second) => {
                let found = document.root().field(&first)?;
                second.map_or(Some(found), |name| found.child(&name))?
            }
        };
        for part in parts {
            found = found.child(&part)?;
        }
        Some(found)
    }
}
