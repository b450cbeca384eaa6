//! Which schemas of a set are about a kind of value, and which do not allow it.

use super::kinds;
use super::node::Node;
use super::tables::Tables;
use crate::flat::ValueRef;

impl Tables {
    /// The schemas of a set that are about a value of that kind.
    pub fn set_about(&mut self, set: u32, kind: u16) -> u32 {
        let about = self.sets.get(set as usize).map(|set| set.entries.about(&|node| self.is_about(node, kind)));
        self.set(about.unwrap_or_default())
    }

    /// Whether a schema says anything of a value of that kind: it is of another type, or `null` that it lets pass.
    fn is_about(&self, node: u32, kind: u16) -> bool {
        let node = self.nodes.get(node as usize);
        node.is_some_and(|node| node.kinds & kind != 0 && !(kind == kinds::NULL && node.is_nullable))
    }

    /// Which schemas of a set are reached by a value of that kind, each with its number.
    fn reached(&self, set: u32, kind: u16) -> Vec<(u32, bool)> {
        let Some(set) = self.sets.get(set as usize) else { return Vec::new() };
        let reached = set.entries.reached(&|node| self.is_about(node, kind));
        set.entries.list.iter().zip(reached).map(|(entry, is_reached)| (entry.node, is_reached)).collect()
    }

    /// Which schemas of a set are about a value of that kind.
    pub fn alive(&self, set: u32, kind: u16) -> Vec<bool> {
        let is_alive = |(node, is_reached)| is_reached && self.is_about(node, kind);
        self.reached(set, kind).into_iter().map(is_alive).collect()
    }

    /// The schemas of a set that do not allow a kind of value. A file that is no field of a form is anything.
    pub fn refused(&self, set: u32, kind: u16, is_of_form: bool) -> Vec<ValueRef> {
        let reached = self.reached(set, kind).into_iter().filter(|(_, is_reached)| *is_reached);
        let refuses = |node: &&Node| {
            let passes = (kind == kinds::NULL && node.is_nullable) || (node.kinds & kinds::FILE != 0 && !is_of_form);
            node.kinds & kind == 0 && !passes
        };
        reached.filter_map(|(node, _)| self.nodes.get(node as usize)).filter(refuses).map(|node| node.word).collect()
    }
}
