//! No two files of a crate import each other, in a loop of any length.
//!
//! What a file imports is read from its paths: those that begin with `crate`, `super` or `self`, and those that begin
//! with one of its own modules. Unit tests are left out, and so is the line that only declares a module. There are no
//! exceptions: a walk that is cut into files keeps what these share in a file of its own, and they call each other by
//! methods of that.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that panics is a test that fails")]

mod graph;
mod imports;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use graph::circles;
use imports::imports_of_crate;

#[test]
fn no_files_import_each_other() {
    let mut found = Vec::new();
    for sources in all_sources() {
        found.extend(circles(&imports_of_crate(&sources)));
    }
    assert!(found.is_empty(), "files that import each other:\n{}", written(&found));
}

/// The folders `src` of all crates.
fn all_sources() -> Vec<PathBuf> {
    let crates = fs::read_dir(root().join("crates")).expect("there are crates");
    let members = crates.map(|entry| entry.expect("it can be read").path());
    let all: Vec<_> = members.chain([root()]).map(|member| member.join("src")).collect();
    assert!(all.len() > 5 && all.iter().all(|sources| sources.is_dir()), "{all:?}");
    all
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn written(circles: &[BTreeSet<PathBuf>]) -> String {
    let short = |file: &PathBuf| file.strip_prefix(root()).unwrap_or(file).display().to_string();
    let line = |circle: &BTreeSet<PathBuf>| circle.iter().map(short).collect::<Vec<_>>().join(", ");
    circles.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn circles_are_found() {
    let fixture = root().join("tests/circles/fixture");
    let name = |file: &PathBuf| file.strip_prefix(&fixture).map(Path::to_path_buf).unwrap_or_default();
    let found: Vec<BTreeSet<_>> =
        circles(&imports_of_crate(&fixture)).iter().map(|circle| circle.iter().map(name).collect()).collect();
    let expected = [["a.rs", "b/c.rs", "b/mod.rs"], ["lib.rs", "parent.rs", "parent/child.rs"]];
    assert_eq!(found, expected.map(|circle| circle.into_iter().map(PathBuf::from).collect()));
}
