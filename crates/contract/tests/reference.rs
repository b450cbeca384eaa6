//! The validator against its judge (`tests/reference`), on contracts and values that chance makes: the same mistakes at
//! the same places, of the text as a whole and however it is cut into pieces.
//!
//! `SNE_SEEDS=100000 cargo test -p sne-cotation-contract --release --test reference` tries more of them;
//! `SNE_SEED=17` that one alone, which is printed when it fails.

#![expect(clippy::panic, reason = "a test that panics is a test that fails")]

use std::env;

use sne_cotation_reference::compare::{Case, differences};
use sne_cotation_reference::draw::case;
use sne_cotation_reference::draws::Draws;

/// How many are tried where nothing is said.
const SEEDS: u64 = 2_000;

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is a whole number")))
}

#[test]
fn the_validator_tells_what_the_reference_tells_however_the_text_is_cut() {
    let seeds = number("SNE_SEED").map_or(0..number("SNE_SEEDS").unwrap_or(SEEDS), |seed| seed..seed + 1);
    let (mut rules, mut right, mut wrong, mut failures) = (Vec::new(), 0, 0, Vec::new());
    for seed in seeds.clone() {
        let (definitions, text) = case(&mut Draws::of_seed(seed));
        let found = differences(&definitions, &text);
        if !found.is_empty() {
            failures.push(format!("seed {seed}\n{definitions}\n{text}\n{}", found.join("\n")));
            continue;
        }
        let Some(case) = Case::new(&definitions, &text) else { continue };
        let mistakes = case.expected(sne_cotation_contract::validation::Direction::Request, false);
        if mistakes.is_empty() {
            right += 1;
        } else {
            wrong += 1;
        }
        rules.extend(mistakes.into_iter().map(|(_, rule)| rule));
    }
    let shortest = failures.iter().min_by_key(|failure| failure.len());
    assert!(shortest.is_none(), "{} differ, such as {}", failures.len(), shortest.map_or("", String::as_str));
    if seeds.end - seeds.start >= SEEDS {
        assert!(right * 10 > seeds.end && wrong * 10 > seeds.end, "{right} right and {wrong} wrong values are few");
        rules.sort();
        rules.dedup();
        assert_eq!(rules.len(), RULES, "not every rule was broken: {rules:?}");
    }
}

/// Rules that values can break.
const RULES: usize = 22;
