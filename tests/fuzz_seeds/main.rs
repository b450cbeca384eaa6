//! The targets of `fuzz/` on its seeds, and on a few thousand variations of them that are the same each time: what
//! `npm run fuzz` tries for longer, without libFuzzer.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

#[path = "../../fuzz/src/input.rs"]
mod input;
#[path = "../../fuzz/src/platform.rs"]
mod platform;
#[path = "../../fuzz/src/properties.rs"]
mod properties;
mod seeds;
#[allow(dead_code, reason = "each test file uses a part of it")]
#[path = "../support/mod.rs"]
mod support;
#[path = "../../fuzz/src/targets/mod.rs"]
mod targets;
mod variations;

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;

use targets::Target;
use variations::Variations;

/// How many variations a target gets.
const VARIATIONS: usize = 3_000;

fn fuzz(path: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "fuzz", path].iter().collect()
}

/// The names of what is in a folder, in an order that is the same everywhere.
fn names(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(fuzz(folder)).unwrap_or_else(|error| panic!("fuzz/{folder}: {error}"));
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// The seeds of a target, of which there must be some, each with a name of its own.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let (names, seeds): (Vec<String>, Vec<Vec<u8>>) = seeds::seeds(target).into_iter().unzip();
    assert!(seeds.len() > 5, "{target} has few seeds");
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{target}: {names:?}");
    seeds
}

/// Runs a target on its seeds and on variations of them.
fn check(name: &str, run: Target) {
    let seeds = seeds(name);
    for input in seeds.iter().cloned().chain(Variations::of(&seeds).take(VARIATIONS)) {
        let is_fine = catch_unwind(|| run(&input)).is_ok();
        assert!(is_fine, "the target {name} fails on\n  {}", input.escape_ascii());
    }
}

/// One test a target, and the names of those that have one.
macro_rules! tests {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                check(stringify!($name), targets::$name::run);
            }
        )*

        const TESTED: &[&str] = &[$(stringify!($name),)*];
    };
}

tests! {
    address answer call call_options censorship challenge contract create_options header journal json pages path
    pattern provided_token rate_limit retry_after text token_answer validation
}

#[test]
fn every_target_is_run_here_and_by_cargo_fuzz_and_has_seeds() {
    let all: BTreeSet<String> = targets::ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(TESTED.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>(), all);
    assert_eq!(names("seeds"), all.iter().map(|name| format!("{name}.txt")).collect());
    assert_eq!(names("fuzz_targets"), all.iter().map(|name| format!("{name}.rs")).collect());
    let manifest = fs::read_to_string(fuzz("Cargo.toml")).unwrap();
    for name in &all {
        let entry = format!("[[bin]]\nname = \"{name}\"\npath = \"fuzz_targets/{name}.rs\"\n");
        assert!(manifest.contains(&entry), "fuzz/Cargo.toml is without\n{entry}");
    }
}

/// A target that nothing can fail would be of no use.
#[test]
fn variations_are_many_and_the_same_each_time() {
    let seeds = seeds("answer");
    let once: Vec<_> = Variations::of(&seeds).take(VARIATIONS).collect();
    assert_eq!(once, Variations::of(&seeds).take(VARIATIONS).collect::<Vec<_>>());
    assert!(once.iter().collect::<BTreeSet<_>>().len() > VARIATIONS * 9 / 10);
}
