//! Circles of a graph: its strongly connected components of more than one node.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What each file imports.
pub type Imports = BTreeMap<PathBuf, BTreeSet<PathBuf>>;

/// The files that reach each other, by circle. With some hundred files, asking for each pair is fast enough.
pub fn circles(imports: &Imports) -> Vec<BTreeSet<PathBuf>> {
    let reached: BTreeMap<_, _> = imports.keys().map(|file| (file, reached_from(imports, file))).collect();
    let mut found = Vec::new();
    for (file, reachable) in &reached {
        let is_back = |other: &&PathBuf| reached.get(other).is_some_and(|back| back.contains(*file));
        let circle: BTreeSet<PathBuf> = reachable.iter().filter(is_back).cloned().collect();
        if circle.len() > 1 && circle.first() == Some(*file) {
            found.push(circle);
        }
    }
    found
}

fn reached_from(imports: &Imports, start: &PathBuf) -> BTreeSet<PathBuf> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(file) = open.pop() {
        open.extend(imports.get(file).into_iter().flatten().filter(|next| reached.insert((*next).clone())));
    }
    reached
}
