//! There is one list of lints, `[workspace.lints]` in Cargo.toml. Members inherit it; `fuzz/` and `benches/core` are
//! workspaces of their own, which cannot, so that their copies are compared.

#![expect(clippy::panic, reason = "a test that panics is a test that fails")]

use std::fs;
use std::path::{Path, PathBuf};

fn manifest(folder: &Path) -> String {
    let path = folder.join("Cargo.toml");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The lines of a table, without comments.
fn table(manifest: &str, name: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|line| line.trim() != format!("[{name}]")).skip(1);
    let own = lines.take_while(|line| !line.starts_with('['));
    own.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_crate_has_the_one_list_of_lints() {
    let crates = fs::read_dir(root().join("crates")).expect("there are crates");
    let others = ["", "tests/reference", "tests/simulate"].map(|folder| root().join(folder));
    let members = crates.map(|entry| entry.expect("it can be read").path()).chain(others);
    for member in members {
        assert_eq!(table(&manifest(&member), "lints"), ["workspace = true"], "{}", member.display());
    }
}

#[test]
fn the_lints_of_the_other_workspaces_are_the_same() {
    let own = manifest(&root());
    for folder in ["fuzz", "benches/core"] {
        let theirs = manifest(&root().join(folder));
        for kind in ["rust", "clippy"] {
            let list = table(&own, &format!("workspace.lints.{kind}"));
            assert!(list.len() > 2, "{list:?}");
            let copy = table(&theirs, &format!("lints.{kind}"));
            assert_eq!(copy, list, "make [lints.{kind}] of {folder}/Cargo.toml this");
        }
    }
}
