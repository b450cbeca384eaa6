//! The targets: each takes bytes as something that comes from outside, and says what must hold whatever they are.
//!
//! To add one, `content_range` for example:
//!
//! 1. `content_range.rs` here, with its `pub fn run(data: &[u8])`; its `pub mod` and its line in [`ALL`] below.
//! 2. `fuzz_targets/content_range.rs`, like those that are there.
//! 3. Its `[[bin]]` in `fuzz/Cargo.toml`.
//! 4. Some seeds in `fuzz/seeds/content_range.txt`, and words that it knows in `fuzz/dictionary.txt`.
//! 5. Its name in `tests! { … }` of `tests/fuzz_seeds/main.rs`.

pub mod address;
pub mod answer;
pub mod call;
pub mod call_options;
pub mod censorship;
pub mod challenge;
pub mod contract;
pub mod create_options;
pub mod header;
pub mod journal;
pub mod json;
pub mod pages;
pub mod path;
pub mod pattern;
pub mod provided_token;
pub mod rate_limit;
pub mod retry_after;
pub mod text;
pub mod token_answer;
pub mod validation;

/// A target's function.
pub type Target = fn(&[u8]);

/// All of them, by name.
pub const ALL: &[(&str, Target)] = &[
    ("address", address::run),
    ("answer", answer::run),
    ("call", call::run),
    ("call_options", call_options::run),
    ("censorship", censorship::run),
    ("challenge", challenge::run),
    ("contract", contract::run),
    ("create_options", create_options::run),
    ("header", header::run),
    ("journal", journal::run),
    ("json", json::run),
    ("pages", pages::run),
    ("path", path::run),
    ("pattern", pattern::run),
    ("provided_token", provided_token::run),
    ("rate_limit", rate_limit::run),
    ("retry_after", retry_after::run),
    ("text", text::run),
    ("token_answer", token_answer::run),
    ("validation", validation::run),
];
