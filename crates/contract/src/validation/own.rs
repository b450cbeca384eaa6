//! Values that the contract gives itself, as examples and defaults: whoever gives one back is not told that it is
//! wrong. Which of the two is, the schema or its example, nobody can tell.

use super::checks::{Scalar, is_same};
use super::walk::Walker;
use crate::flat::Value;

/// Where a contract gives a value for a schema.
const OWN: [&str; 3] = ["example", "default", "x-example"];
/// Arrays and objects around a value whose examples are looked into.
const MOST_AROUND: usize = 32;

/// Whether a contract gives that value for a schema.
#[inline(never)]
pub fn is_own(schema: Value<'_>, value: Scalar<'_>) -> bool {
    OWN.iter().any(|name| is_same(schema.part(name), value))
}

impl Walker<'_, '_> {
    /// Whether a contract gives that value for one of the schemas of a set, or within an example of what it is in.
    pub(super) fn is_own(&self, set: u32, value: Scalar<'_>) -> bool {
        self.has_own(set, &|one| is_same(one, value))
    }

    /// Whether a contract gives something such at the place that is read now: for one of the schemas of a set, or
    /// within an example of what is open.
    #[inline(never)]
    pub(super) fn has_own(&self, set: u32, is_it: &dyn Fn(Value<'_>) -> bool) -> bool {
        let frames = &self.walk.frames;
        let depth = frames.open.len();
        let around = (0..depth).rev().take(MOST_AROUND);
        let sets = around.filter_map(|number| Some((number, frames.open.get(number)?.set)));
        [(depth, set)].into_iter().chain(sets).any(|(number, set)| {
            let has = |value| frames.descend(self.tables, number, value).is_some_and(is_it);
            self.own_of(set).any(has)
        })
    }

    /// The values that the contract gives for the schemas of a set.
    fn own_of(&self, set: u32) -> impl Iterator<Item = Value<'_>> {
        let nodes = self.tables.entries(set).iter().filter_map(|entry| self.tables.nodes.get(entry.node as usize));
        let document = &self.context.contract.document;
        nodes.flat_map(|node| OWN.iter().filter_map(|name| document.value(node.word).field(name)))
    }
}
