//! Which operations a remark touches: those that reach the part of the contract that it is in, through any number of
//! references.
//!
//! Parts refer to parts, in circles too. Parts that reach each other are one (Tarjan's algorithm, without recursion),
//! and each such group gets the remarks of all that it refers to, once. That takes the parts and references, times the
//! remarks in machine words; not each remark by each operation.

use crate::remark::Remark;

/// Places of operations that are told of all remarks.
const MOST_TOUCHED: u32 = 200_000;
const BITS: usize = 32;

/// A graph of parts: which refers to which.
#[derive(Debug, Default)]
pub struct Graph {
    edges: Vec<(u32, u32)>,
}

impl Graph {
    /// Adds that one part refers to another.
    pub fn add(&mut self, from: u32, to: u32) {
        if from != to {
            self.edges.push((from, to));
        }
    }

    /// Tells each remark which operations it touches: their parts are the last ones, from `first` on, up to `count`.
    /// Says whether some remarks had to go, because they touch too many.
    pub fn tell(self, first: u32, count: u32, remarks: &mut Vec<Remark>) -> bool {
        if remarks.is_empty() {
            return false;
        }
        let mut search = Search::new(&self.edges, count, remarks);
        for operation in first..count {
            search.visit(operation);
        }
        let mut touched = 0_u32;
        let mut kept = 0;
        for (place, remark) in remarks.iter_mut().enumerate() {
            for operation in first..count {
                if search.has(operation, place) {
                    remark.operations.push(operation.wrapping_sub(first));
                    touched = touched.saturating_add(1);
                }
            }
            if touched > MOST_TOUCHED && place > 0 {
                break;
            }
            kept = place.wrapping_add(1);
        }
        let is_cut = kept < remarks.len();
        remarks.truncate(kept);
        is_cut
    }
}

/// A search through the graph, depth first.
struct Search {
    /// Where the references of each part begin in `targets`.
    starts: Vec<u32>,
    targets: Vec<u32>,
    /// When each part was come to, from 1 on, and the first of those that it reaches back to; 0 is never.
    order: Vec<u32>,
    low: Vec<u32>,
    time: u32,
    /// The parts whose group is not known yet, and whether each is among them.
    open: Vec<u32>,
    is_open: Vec<bool>,
    /// The remarks of each part, a bit for each.
    bits: Vec<u32>,
    width: usize,
}

impl Search {
    fn new(edges: &[(u32, u32)], count: u32, remarks: &[Remark]) -> Self {
        let nodes = count as usize;
        let mut starts = vec![0_u32; nodes.saturating_add(2)];
        for (from, _) in edges {
            bump(&mut starts, from.wrapping_add(2));
        }
        let mut sum = 0_u32;
        for start in &mut starts {
            sum = sum.wrapping_add(*start);
            *start = sum;
        }
        let mut targets = vec![0; edges.len()];
        for (from, to) in edges {
            let place = bump(&mut starts, from.wrapping_add(1));
            set(&mut targets, place, *to);
        }
        let width = remarks.len().div_ceil(BITS);
        let mut bits = vec![0_u32; nodes.saturating_mul(width)];
        for (place, remark) in remarks.iter().enumerate() {
            let at = (remark.node as usize).saturating_mul(width).saturating_add(place / BITS);
            if let Some(word) = bits.get_mut(at) {
                *word |= 1 << (place % BITS);
            }
        }
        Self {
            starts,
            targets,
            order: vec![0; nodes],
            low: vec![0; nodes],
            time: 0,
            open: Vec::new(),
            is_open: vec![false; nodes],
            bits,
            width,
        }
    }

    /// Goes through all that a part refers to, and gathers the remarks.
    fn visit(&mut self, root: u32) {
        let mut path: Vec<(u32, u32)> = Vec::new();
        if get(&self.order, root) == 0 {
            self.enter(root, &mut path);
        }
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            if *next < get(&self.starts, node.wrapping_add(1)) {
                let to = get(&self.targets, *next);
                *next = next.wrapping_add(1);
                if get(&self.order, to) == 0 {
                    self.enter(to, &mut path);
                } else {
                    self.meet(node, to);
                }
                continue;
            }
            path.pop();
            if get(&self.low, node) == get(&self.order, node) {
                self.close(node);
            }
            if let Some((above, _)) = path.last() {
                self.meet(*above, node);
            }
        }
    }

    fn enter(&mut self, node: u32, path: &mut Vec<(u32, u32)>) {
        self.time = self.time.wrapping_add(1);
        set(&mut self.order, node, self.time);
        set(&mut self.low, node, self.time);
        self.open.push(node);
        if let Some(is_open) = self.is_open.get_mut(node as usize) {
            *is_open = true;
        }
        path.push((node, get(&self.starts, node)));
    }

    /// A part refers to one that was come to before: its remarks are the part's too.
    fn meet(&mut self, node: u32, to: u32) {
        if self.is_open.get(to as usize) == Some(&true) {
            let low = get(&self.low, node).min(get(&self.low, to));
            set(&mut self.low, node, low);
        }
        self.join(to, node);
    }

    /// The parts above one on the stack, and itself, are a group, all of whose remarks each has.
    fn close(&mut self, node: u32) {
        let start = self.open.iter().rposition(|open| *open == node).unwrap_or_default();
        let group = self.open.split_off(start);
        for one in &group {
            self.join(*one, node);
            if let Some(is_open) = self.is_open.get_mut(*one as usize) {
                *is_open = false;
            }
        }
        for one in &group {
            self.join(node, *one);
        }
    }

    /// Adds the remarks of one part to another's.
    fn join(&mut self, from: u32, to: u32) {
        let (from, to) = ((from as usize).saturating_mul(self.width), (to as usize).saturating_mul(self.width));
        for place in 0..self.width {
            let word = self.bits.get(from.wrapping_add(place)).copied().unwrap_or_default();
            if let Some(own) = self.bits.get_mut(to.wrapping_add(place)) {
                *own |= word;
            }
        }
    }

    fn has(&self, node: u32, remark: usize) -> bool {
        let at = (node as usize).saturating_mul(self.width).saturating_add(remark / BITS);
        self.bits.get(at).is_some_and(|word| word & (1 << (remark % BITS)) != 0)
    }
}

fn get(list: &[u32], place: u32) -> u32 {
    list.get(place as usize).copied().unwrap_or_default()
}

fn set(list: &mut [u32], place: u32, value: u32) {
    if let Some(slot) = list.get_mut(place as usize) {
        *slot = value;
    }
}

/// Adds one to a number of a list; gives what it was.
fn bump(list: &mut [u32], place: u32) -> u32 {
    let before = get(list, place);
    set(list, place, before.wrapping_add(1));
    before
}
