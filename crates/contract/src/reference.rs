//! References (`$ref`): what they refer to, and which refer to nothing.

use std::iter;

use sne_cotation_common::text::{contains, has_any, split_exactly};

use crate::flat::{Document, Value, ValueRef};
use crate::index::{Index, hash};
use crate::pointer::unescaped;
use crate::reason::Reason;

/// The parts of a contract that references go to, which may be large.
pub const SECTIONS: [&str; 4] = [DEFINITIONS, "parameters", "responses", "paths"];
const DEFINITIONS: &str = "definitions";
/// Where a name alone is looked for.
const OF_NAMES: [&str; 3] = [DEFINITIONS, "parameters", "responses"];
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
            let mut index = Index::with_room(section.fields().count());
            for (place, (name, _)) in (0..).zip(section.fields()) {
                index.insert(hash(name.as_bytes()), place, &mut |other| is_named(section, other, name.as_bytes()));
            }
            sections.push((section.word(), index));
        }
        Self(sections)
    }

    /// What a value of the contract is in the end: itself, or what it refers to. A reference that leads nowhere is a
    /// value like another, which still has its `$ref`: whoever asked for a schema takes anything then.
    #[must_use]
    pub fn resolve<'d>(&self, document: &'d Document, value: Value<'d>) -> Value<'d> {
        let mut found = value;
        for _ in 0..LONGEST_CHAIN {
            match self.step(document, found) {
                Some(Ok(next)) => found = next,
                Some(Err(_)) => return value,
                None => return found,
            }
        }
        value
    }

    /// A value, and what it refers to in turn: all that is resolved on the way to what it is in the end.
    pub fn chain<'d>(&self, document: &'d Document, value: Value<'d>) -> impl Iterator<Item = Value<'d>> {
        let next = move |found: &Value<'d>| self.step(document, *found).and_then(Result::ok);
        iter::successors(Some(value), next).take(LONGEST_CHAIN)
    }

    /// What a value refers to, which may refer to something again; why it refers to nothing; or nothing, where it is no
    /// reference.
    #[must_use]
    pub fn step<'d>(&self, document: &'d Document, value: Value<'d>) -> Option<Result<Value<'d>, Reason>> {
        let reference = value.field("$ref")?;
        let Some(inside) = reference.text().and_then(pointer) else {
            return Some(Err(Reason::RemarkReferenceExternal));
        };
        let found = self.find(document, inside);
        // A name alone may be that of a file.
        let is_name = || reference.text().is_some_and(|text| !contains(text, "#"));
        let missing = || if is_name() { Reason::RemarkReferenceExternal } else { Reason::RemarkReferenceBroken };
        Some(found.ok_or_else(missing))
    }

    /// The definition of that name.
    #[must_use]
    pub fn definition<'d>(&self, document: &'d Document, name: &str) -> Option<Value<'d>> {
        self.child(document.root().part("definitions"), name.as_bytes())
    }

    /// The section that a JSON Pointer goes into, the place there, the part of the pointer behind those two, and how
    /// many parts that has.
    #[must_use]
    pub fn part<'p>(&self, document: &Document, pointer: &'p str) -> Option<(usize, u32, Option<&'p str>, usize)> {
        let exact = exact_parts(pointer).and_then(|mut parts| self.part_along(document, &mut parts));
        exact.or_else(|| self.understood_part(document, pointer))
    }

    fn part_along<'p>(
        &self,
        document: &Document,
        parts: &mut dyn Iterator<Item = &'p str>,
    ) -> Option<(usize, u32, Option<&'p str>, usize)> {
        let (section, name, next) = (parts.next()?, parts.next()?, parts.next());
        let number = SECTIONS.iter().position(|known| *known == section)?;
        let section = document.root().part(section);
        let (_, index) = self.0.get(number)?;
        let find = |name: &[u8]| index.find(hash(name), &mut |place| is_named(section, place, name));
        let place = find(&unescaped(name)).or_else(|| find(name.as_bytes()))?;
        Some((number, place, next, parts.count()))
    }

    /// What a JSON Pointer points to.
    fn find<'d>(&self, document: &'d Document, pointer: &str) -> Option<Value<'d>> {
        if pointer.is_empty() {
            return Some(document.root());
        }
        let exact = exact_parts(pointer).and_then(|mut parts| self.along(document, &mut parts));
        exact.or_else(|| self.understood(document, pointer))
    }

    /// What is meant by a pointer that points to nothing.
    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    fn understood<'d>(&self, document: &'d Document, pointer: &str) -> Option<Value<'d>> {
        let find = |section| {
            let parts: Vec<_> = understood_parts(document.root(), pointer, section)?.collect();
            self.along(document, &mut parts.into_iter())
        };
        OF_NAMES.into_iter().find_map(find)
    }

    /// The same, as a part of the contract.
    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    fn understood_part<'p>(
        &self,
        document: &Document,
        pointer: &'p str,
    ) -> Option<(usize, u32, Option<&'p str>, usize)> {
        let find = |section| {
            let parts: Vec<_> = understood_parts(document.root(), pointer, section)?.collect();
            self.part_along(document, &mut parts.into_iter())
        };
        OF_NAMES.into_iter().find_map(find)
    }

    fn along<'d>(&self, document: &'d Document, parts: &mut dyn Iterator<Item = &str>) -> Option<Value<'d>> {
        let mut found = document.root();
        for part in parts {
            // Some names have in them what escapes another, and are referred to as they stand.
            found = self.child(found, &unescaped(part)).or_else(|| self.child(found, part.as_bytes()))?;
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

/// The JSON Pointer into the contract that the text of a reference is. Some leave its sign out, or all but a name, as
/// Swagger 1.2 had it, or put blanks around it.
#[must_use]
pub fn pointer(reference: &str) -> Option<&str> {
    let text = reference.trim_ascii();
    let is_section = |text: &str| {
        let rest = text.strip_prefix('/').unwrap_or(text);
        SECTIONS.iter().any(|section| rest.strip_prefix(section).is_some_and(|rest| rest.starts_with('/')))
    };
    let is_name = !text.is_empty() && !has_any(text, b"/.:");
    text.strip_prefix('#').or((!contains(text, "#") && (is_name || is_section(text))).then_some(text))
}

/// Whether the text of a reference is what the specification has there.
#[must_use]
pub fn is_usual(reference: &str) -> bool {
    let is_pointer = |pointer: &str| pointer.is_empty() || (pointer.starts_with('/') && !pointer.ends_with('/'));
    reference.strip_prefix('#').is_some_and(is_pointer)
        && !contains(reference, "//")
        && !contains(reference, "#/components/")
}

/// The parts of a JSON Pointer.
fn exact_parts(pointer: &str) -> Option<impl Iterator<Item = &str>> {
    pointer.strip_prefix('/').map(|inside| split_exactly(inside, b'/'))
}

/// The parts of what is meant for one: a slash too many is nothing, a name alone is in some section, and the
/// sections of `OpenAPI` 3 are those of here.
fn understood_parts<'p>(
    root: Value<'_>,
    pointer: &'p str,
    section: &'static str,
) -> Option<impl Iterator<Item = &'p str>> {
    let pointer = pointer.trim_matches('/');
    let inside = pointer.strip_prefix("components/");
    let parts = split_exactly(inside.unwrap_or(pointer), b'/');
    let parts = parts.enumerate().map(move |(place, part)| {
        let is_section = inside.is_some() && place == 0;
        if is_section { usual_section(part) } else { part }
    });
    let is_name = !contains(pointer, "/") && root.field(pointer).is_none();
    // What is more than a name has its section.
    let is_once = is_name || section == DEFINITIONS;
    is_once.then(|| is_name.then_some(section).into_iter().chain(parts))
}

fn usual_section(section: &str) -> &str {
    if section == "schemas" { DEFINITIONS } else { section }
}
