//! What the native benchmarks need: the platform port of the client's native tests, and the documents that
//! `npm run bench` has written for them.

#![forbid(unsafe_code)]

#[path = "../../../tests/support/mod.rs"]
#[allow(async_fn_in_trait, missing_docs, reason = "it belongs to the tests")]
pub mod support;

/// Where the documents are: a folder.
const FOLDER: &str = "SNE_BENCH_DOCUMENTS";

/// A document that `benches/subjects/core.mjs` has written.
#[must_use]
#[expect(clippy::panic, reason = "a benchmark without its documents cannot go on")]
pub fn document(name: &str) -> String {
    let folder = std::env::var(FOLDER).unwrap_or_else(|_| panic!("{FOLDER}? npm run bench -- --only core sets it"));
    let path = std::path::Path::new(&folder).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
