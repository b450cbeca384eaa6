//! Discriminators: what a value says that it is, and what that adds.

#![expect(clippy::panic, reason = "tests")]

mod support;

use serde_json::{Value as Json, json};
use sne_cotation_contract::validation::Direction;
use support::{checked, pairs, with_paths};

fn animals() -> Json {
    let animal =
        json!({ "discriminator": "espece", "required": ["espece"], "properties": { "espece": { "type": "string" } } });
    let extends = |base: &str, more: Json| json!({ "allOf": [{ "$ref": format!("#/definitions/{base}") }, more] });
    with_paths(
        &json!({}),
        &json!({ "definitions": {
            "Animal": animal,
            "Chat": extends("Animal", json!({ "required": ["griffes"] })),
            "Chaton": extends("Chat", json!({ "properties": { "age": { "maximum": 1 } } })),
            "Chien": extends("Animal", json!({ "properties": { "race": { "type": "string" } } })),
            "Table": { "required": ["pieds"] },
            "Animaux": { "items": { "$ref": "#/definitions/Animal" } },
        } }),
    )
}

#[test]
fn a_discriminator_names_what_a_value_is() {
    let rows = [
        (json!({ "espece": "Animal" }), pairs(&[])),
        (json!({ "espece": "Chien", "race": "x" }), pairs(&[])),
        (json!({ "espece": "Chien", "race": 1 }), pairs(&[("/race", "type")])),
        (json!({ "espece": "Chat" }), pairs(&[("/griffes", "required")])),
        (json!({ "espece": "Chaton", "age": 2 }), pairs(&[("/griffes", "required"), ("/age", "maximum")])),
        (json!({ "espece": "Table" }), pairs(&[("/espece", "discriminator")])),
        (json!({ "espece": "chien" }), pairs(&[("/espece", "discriminator")])),
        (json!({ "espece": 1 }), pairs(&[("/espece", "type"), ("/espece", "discriminator")])),
        (json!({}), pairs(&[("/espece", "required")])),
    ];
    for (value, expected) in rows {
        assert_eq!(checked(&animals(), "Animal", &value, Direction::Request), expected, "{value}");
    }
    let many = json!([{ "espece": "Chien", "race": 1 }, { "espece": "Chat" }, { "espece": "Chat", "griffes": 4 }]);
    let expected = pairs(&[("/0/race", "type"), ("/1/griffes", "required")]);
    assert_eq!(checked(&animals(), "Animaux", &many, Direction::Request), expected);
    assert_eq!(
        checked(&animals(), "Chien", &json!({ "espece": "Chien", "race": 1 }), Direction::Request),
        pairs(&[("/race", "type")])
    );
}

#[test]
fn what_a_discriminator_names_may_hold_others() {
    let mut document = animals();
    let list = json!({ "properties": { "petits": { "items": { "$ref": "#/definitions/Animal" } } } });
    document["definitions"]["Chien"]["allOf"] = json!([list, { "$ref": "#/definitions/Animal" }]);
    let value = json!({ "espece": "Chien", "petits": [{ "espece": "Chien", "petits": [{ "espece": "Chat" }] }] });
    let expected = pairs(&[("/petits/0/petits/0/griffes", "required")]);
    assert_eq!(checked(&document, "Animal", &value, Direction::Request), expected);
}
