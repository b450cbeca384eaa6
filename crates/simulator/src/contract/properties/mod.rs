//! What must hold of any schema, tried on many that chance makes: what is generated is right, and whatever is changed
//! in it so that it breaks a rule is found, at its place and by that rule.
//!
//! `SNE_SEEDS=100000 cargo test -p sne-cotation-simulator --release properties` tries more of them.

mod inverse;
mod mutations;
mod ordinary;
mod schemas;

use serde_json::{Value as Json, json};
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::Value;

use super::demands::Schemas;
use super::families::Families;
use super::fits::wrong;
use super::generate::Generator;
use super::json::document;
use super::way::Way;
use crate::random::Random;

/// A contract that has a schema under the name `Root`, with what it refers to.
pub(super) fn contract(definitions: &Json) -> Contract {
    Contract::read(document(&json!({ "swagger": "2.0", "paths": {}, "definitions": definitions }))).unwrap()
}

pub(super) fn definition<'c>(contract: &'c Contract, name: &str) -> Value<'c> {
    contract.document.root().field("definitions").and_then(|all| all.field(name)).unwrap()
}

fn seeds() -> u64 {
    std::env::var("SNE_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(150)
}

/// A reference to a definition, as a schema of its own.
fn reference(name: &str) -> Json {
    json!({ "$ref": format!("#/definitions/{name}") })
}

/// A value for the schema of a seed, and the mistakes in it.
fn generated(definitions: &Json, seed: u64, way: Way) -> Option<Json> {
    let contract = contract(definitions);
    let root = definition(&contract, "Root");
    let families = Families::new(&contract);
    let schemas = Schemas { contract: &contract, families: &families };
    let value = Generator::new(schemas, Random::new(seed), way).with_examples(50).value(root).ok()?;
    let found = wrong(&contract, root, &value, way);
    assert!(found.is_empty(), "seed {seed}: {found:?}\n{definitions:#}\n{value:#}");
    Some(value)
}

#[test]
fn what_is_generated_is_right() {
    let (mut made, mut all) = (0, 0);
    for seed in 0..seeds() {
        let definitions = schemas::draw(&mut Random::new(seed));
        for way in [Way::Request, Way::Response] {
            all += 1;
            made += u64::from(generated(&definitions, seed, way).is_some());
        }
    }
    // The others ask for what there is not, such as five different truth values.
    assert!(made * 100 >= all * 95, "a value was found for {made} of {all} schemas only");
}

#[test]
fn whatever_breaks_a_rule_is_found_at_its_place() {
    let mut rules: Vec<String> = Vec::new();
    for seed in 0..seeds() {
        let definitions = schemas::draw(&mut Random::new(seed));
        let way = if seed % 2 == 0 { Way::Request } else { Way::Response };
        let Some(value) = generated(&definitions, seed, way) else { continue };
        let contract = contract(&definitions);
        for mutation in mutations::of(&definitions, &reference("Root"), &value, way) {
            let found = wrong(&contract, definition(&contract, "Root"), &mutation.value, way);
            let is_it = |(pointer, rule): &(String, String)| *pointer == mutation.pointer && rule == mutation.rule;
            assert!(
                found.iter().any(is_it),
                "seed {seed}: {} {} is not in {found:?}\n{definitions:#}\n{:#}",
                mutation.pointer,
                mutation.rule,
                mutation.value
            );
            rules.push(mutation.rule.to_owned());
        }
    }
    rules.sort();
    rules.dedup();
    assert_eq!(rules, mutations::RULES, "every rule has been broken");
}
