//! Whole files, as they are committed: `tests/consumers/types` has the contracts, and beside each its types. TypeScript
//! compiles them there. `SNE_GOLDEN=write cargo test -p sne-cotation-typescript` writes them again; read the
//! difference.

#![expect(clippy::panic, clippy::unwrap_used, reason = "tests")]

mod support;

use std::fs;

use serde_json::Value as Json;
use support::{Order, types};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/consumers/types/");
const NAMES: [&str; 2] = ["library", "hostile"];

fn contract(name: &str) -> Json {
    serde_json::from_str(&fs::read_to_string(format!("{FOLDER}{name}.json")).unwrap()).unwrap()
}

#[test]
fn the_files_are_those_that_are_committed() {
    for name in NAMES {
        let path = format!("{FOLDER}{name}.d.ts");
        let text = types(&contract(name), Order::AsIs);
        if std::env::var("SNE_GOLDEN").is_ok_and(|wish| wish == "write") {
            fs::write(&path, text).unwrap();
        } else {
            similar(&text, &fs::read_to_string(&path).unwrap(), &path);
        }
    }
}

#[test]
fn the_order_of_fields_changes_nothing() {
    for name in NAMES {
        let contract = contract(name);
        similar(&types(&contract, Order::Reversed), &types(&contract, Order::AsIs), name);
    }
}

/// Tells the first line that is another.
fn similar(text: &str, expected: &str, what: &str) {
    for (number, (line, expected)) in text.lines().zip(expected.lines()).enumerate() {
        assert_eq!(line, expected, "{what}, line {}", number.saturating_add(1));
    }
    assert_eq!(text.lines().count(), expected.lines().count(), "{what}");
    assert!(text.ends_with("}\n") || text.ends_with(";\n"), "{what}");
}
