//! Where the references of a contract lead: to which of its parts, so that it is known whom a remark touches.

use crate::flat::{Kind, Value};
use crate::index::Index;
use crate::operation::method;
use crate::reason::Reason;
use crate::reference::{is_usual, pointer};
use crate::remark::Costs;
use crate::shape::{Shape, malformed};
use crate::walk::{NOWHERE, Outside, PARTS_OF_A_PATH, Step, Walk};

/// References to references that are followed to see whether they go round.
const MOST_HOPS: u32 = 60_000;
const LONGEST_CHAIN: u32 = 50;
/// Parts outside of the sections where the specification has them; a contract that is not made to harm has few.
const MOST_OUTSIDE_PARTS: usize = 10_000;

impl<'d> Walk<'d> {
    /// The part that a path of that number is.
    pub fn node_of_path(&self, place: u32) -> u32 {
        let [.., paths] = self.sections;
        paths.saturating_add(place.saturating_mul(PARTS_OF_A_PATH))
    }

    /// The part of a method of such a part.
    pub fn node_of_method(node: u32, method: usize) -> u32 {
        if node == NOWHERE {
            NOWHERE
        } else {
            node.saturating_add(1).saturating_add(u32::try_from(method).unwrap_or_default())
        }
    }

    /// What a value is in the end, with the part of the contract that it is in, and a pointer there where that is
    /// elsewhere.
    pub fn follow(&self, shape: Shape, value: Value<'d>, node: u32) -> (Value<'d>, u32, Option<&'d str>) {
        let mut found = (value, node, None);
        for _ in 0..LONGEST_CHAIN {
            match self.references.step(self.document, found.0) {
                Some(Ok(next)) => {
                    let pointer = pointer_of(found.0);
                    found = (next, self.find(shape, next, pointer).unwrap_or(NOWHERE), Some(pointer));
                }
                Some(Err(_)) => break,
                None => return found,
            }
        }
        (value, node, None)
    }

    /// Looks at where a reference leads to.
    pub fn refer(&mut self, shape: Shape, value: Value<'d>, step: Step<'d>, node: u32) {
        let reference = value.text_field("$ref").unwrap_or("?").to_owned();
        match self.references.step(self.document, value) {
            Some(Err(reason)) => {
                // Operations that a path has beside its reference are not touched.
                let node = if shape == Shape::Path { NOWHERE } else { node };
                let is_text = value.text_field("$ref").is_some();
                let oddity = if is_text { (reason, "reference", reference) } else { malformed(Kind::Text) };
                self.remark(node, shape.costs(), step, "$ref", oddity);
            }
            Some(Ok(next)) => {
                if !is_usual(&reference) {
                    let oddity = (Reason::RemarkReferenceForm, "reference", reference.clone());
                    self.remark(node, Costs::Nothing, step, "$ref", oddity);
                }
                if let Some(to) = self.target(shape, next, pointer_of(value)) {
                    self.graph.add(node, to);
                }
                if self.goes_round(next) {
                    let oddity = (Reason::RemarkReferenceCycle, "reference", reference);
                    self.remark(node, shape.costs(), step, "$ref", oddity);
                }
            }
            None => {}
        }
    }

    /// Whether references lead to references only.
    fn goes_round(&mut self, value: Value<'d>) -> bool {
        let mut found = value;
        for _ in 0..LONGEST_CHAIN {
            match self.references.step(self.document, found) {
                Some(Ok(next)) if self.hops < MOST_HOPS => found = next,
                _ => return false,
            }
            self.hops = self.hops.wrapping_add(1);
        }
        true
    }

    /// The part of the contract that a value is in, to which a pointer led. One that is in no section for it is looked
    /// at later.
    fn target(&mut self, shape: Shape, value: Value<'d>, pointer: &'d str) -> Option<u32> {
        if let Some(node) = self.find(shape, value, pointer) {
            return Some(node);
        }
        let place = u32::try_from(self.outside.len()).ok()?;
        if self.outside.len() >= MOST_OUTSIDE_PARTS {
            return None;
        }
        if place == 0 {
            self.known = Index::with_room(MOST_OUTSIDE_PARTS);
        }
        let node = self.nodes;
        self.nodes = self.nodes.checked_add(PARTS_OF_A_PATH)?;
        let outside = &self.outside;
        self.known.insert(value.word().0, place, &mut |other| is_outside(outside, other, shape, value));
        self.outside.push(Outside { value, shape, pointer, node });
        Some(node)
    }

    /// The same, if it is known.
    fn find(&self, shape: Shape, value: Value<'d>, pointer: &str) -> Option<u32> {
        if let Some((section, place, next, others)) = self.references.part(self.document, pointer) {
            let base = self.sections.get(section).copied().unwrap_or_default();
            let method = next.and_then(method);
            let whole = match (section, shape) {
                (0, Shape::Schema) | (1, Shape::Parameter) | (2, Shape::Response) => true,
                (0..=2, _) => shape == Shape::Schema && next.is_some(),
                _ => match shape {
                    Shape::Path => next.is_none(),
                    Shape::Operation => method.is_some() && others == 0,
                    _ => next.is_some(),
                },
            };
            if whole && section < 3 {
                return Some(base.saturating_add(place));
            }
            if whole {
                let path = self.node_of_path(place);
                return Some(method.map_or(path, |method| Self::node_of_method(path, method)));
            }
        }
        let mut is_it = |other| is_outside(&self.outside, other, shape, value);
        let place = self.known.find(value.word().0, &mut is_it)?;
        self.outside.get(place as usize).map(|outside| outside.node)
    }
}

fn is_outside(outside: &[Outside<'_>], place: u32, shape: Shape, value: Value<'_>) -> bool {
    outside.get(place as usize).is_some_and(|it| it.shape == shape && it.value.word() == value.word())
}

/// The pointer that a reference is, which is one into the contract.
fn pointer_of(value: Value<'_>) -> &str {
    value.text_field("$ref").and_then(pointer).unwrap_or_default()
}
