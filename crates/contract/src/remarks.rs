//! The remarks on a contract, as they are found, and which operations each of them touches.

use crate::error::Error;
use crate::pointer::Pointer;
use crate::reach::Graph;
use crate::reason::Reason;
use crate::remark::{Costs, Remark};

/// Remarks that are kept, and bytes of what they say.
const MOST: usize = 1_000;
const MOST_BYTES: usize = 1 << 20;

/// The remarks so far.
#[derive(Debug, Default)]
pub struct Remarks {
    kept: Vec<Remark>,
    bytes: usize,
    is_full: bool,
}

impl Remarks {
    /// Adds one, unless there are too many.
    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    pub fn add(&mut self, node: u32, costs: Costs, what: &mut dyn FnMut() -> Error) {
        if self.is_full || self.kept.len() >= MOST {
            self.is_full = true;
            return;
        }
        let what = what();
        self.bytes = self.bytes.saturating_add(what.size());
        self.is_full = self.bytes > MOST_BYTES && !self.kept.is_empty();
        if !self.is_full {
            self.kept.push(Remark { what, costs, operations: Vec::new(), node });
        }
    }

    /// All, each with the operations that it touches: their parts are those from `first` on, up to `count`.
    #[must_use]
    pub fn finish(self, graph: Graph, first: u32, count: u32) -> Vec<Remark> {
        if self.kept.is_empty() && !self.is_full { self.kept } else { self.touching(graph, first, count) }
    }

    /// The same where there are some; so many of them that not more than a number of operations are told in all. A
    /// remark that touches no operation costs no check.
    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    fn touching(mut self, graph: Graph, first: u32, count: u32) -> Vec<Remark> {
        self.is_full |= graph.tell(first, count, &mut self.kept);
        for remark in &mut self.kept {
            if remark.costs == Costs::Check && remark.operations.is_empty() {
                remark.costs = Costs::Nothing;
            }
        }
        if self.is_full {
            let what = Error::at(Reason::RemarkMore, &Pointer::Root);
            self.kept.push(Remark { what, costs: Costs::Check, operations: Vec::new(), node: 0 });
        }
        self.kept
    }
}
