//! Mistakes: where each is told, and that none shows what is not to be shown.

#![expect(clippy::panic, reason = "tests")]

mod support;

use serde_json::{Map, json};
use sne_cotation_contract::error::Error;
use sne_cotation_contract::validation::Direction;
use support::{checked, found, pairs, refused, with_parameters, with_paths};

#[test]
fn every_mistake_is_told_with_its_place() {
    let document = with_paths(
        &json!({}),
        &json!({ "definitions": {
            "Personne": { "type": "object", "required": ["nom", "age"], "properties": {
                "nom": { "type": "string", "maxLength": 5, "pattern": "^[A-Z]" },
                "age": { "type": "integer", "minimum": 0 },
                "adresse": { "$ref": "#/definitions/Adresse" },
                "enfants": { "type": "array", "items": { "$ref": "#/definitions/Personne" } },
            } },
            "Adresse": { "type": "object", "properties": {
                "codePostal": { "type": "string", "pattern": "^[0-9]{5}$" },
            } },
        } }),
    );
    let value = json!({
        "nom": "martine",
        "adresse": { "codePostal": "7500" },
        "enfants": [{ "nom": "Jo", "age": 3 }, { "nom": 1, "age": -1, "enfants": [{}] }, "x"],
    });
    // Fields in the order of the schema, which the tests' JSON sorts by name; the rules of one value in that of the
    // keywords.
    let expected = [
        ("/age", "required"),
        ("/adresse/codePostal", "pattern"),
        ("/enfants/1/age", "minimum"),
        ("/enfants/1/enfants/0/nom", "required"),
        ("/enfants/1/enfants/0/age", "required"),
        ("/enfants/1/nom", "type"),
        ("/enfants/2", "type"),
        ("/nom", "pattern"),
        ("/nom", "maxLength"),
    ];
    assert_eq!(checked(&document, "Personne", &value, Direction::Request), pairs(&expected));
}

#[test]
fn more_schemas_than_are_kept_are_not_taken_for_one_another() {
    let field = |number: u32| format!("p{number}");
    let limits: Map<_, _> = (0..600).map(|number| (field(number), json!({ "maximum": number }))).collect();
    let document = with_paths(&json!({}), &json!({ "definitions": { "S": { "items": { "properties": limits } } } }));
    // Where a schema was taken for another, most of these would be too much, or not too much any more.
    let kept: Map<_, _> = (0..600).map(|number| (field(number), json!(number))).collect();
    let mut broken = kept.clone();
    broken["p300"] = json!(301);
    let expected = pairs(&[("/1/p300", "maximum")]);
    assert_eq!(checked(&document, "S", &json!([kept, broken, kept]), Direction::Request), expected);
}

#[test]
fn a_name_that_the_contract_does_not_have_is_only_shown_when_it_looks_like_one() {
    let schema = json!({ "additionalProperties": { "type": "integer" } });
    let value = json!({ "1850775123456": "x", "jean@exemple.fr": "x", "nom": "x" });
    let expected = [("/…", "type"), ("/…", "type"), ("/nom", "type")];
    assert_eq!(found(&schema, &value), pairs(&expected), "two that are not shown are two");
}

/// Values are personal data: only who asks for them sees them.
#[test]
fn no_value_is_in_a_mistake_unless_it_is_asked_for() {
    let schema = json!({
        "properties": {
            "a": { "pattern": "^x$" }, "b": { "enum": ["x"] }, "c": { "maximum": 1 }, "d": { "format": "date" },
            "e": { "uniqueItems": true }, "f": { "type": "integer" }, "g": { "maxLength": 1 },
        },
        "additionalProperties": false,
    });
    let parameters = json!([{ "name": "b", "in": "body", "schema": schema }]);
    let document = with_parameters("post", "/a", &parameters, &json!({}));
    let secret = "1850775123456";
    let body = json!({
        "a": secret, "b": secret, "c": 1_850_775_123_456_i64, "d": secret, "e": [secret, secret], "f": secret,
        "g": secret, secret: 1,
    });
    let error = refused(&document, &json!(["op", { "b": body }, null, 1]));
    assert_eq!(error.mistakes().len(), 8);
    assert!(!format!("{error:?}").contains(secret), "{error:?}");
    let error = refused(&document, &json!(["op", { "b": body }, null, 3]));
    let shown = |error: &Error| error.fact("value").map(ToOwned::to_owned);
    assert_eq!(error.mistakes().iter().filter(|it| shown(it).as_deref() == Some(secret)).count(), 5);
    let at_secret = |it: &&Error| it.fact("pointer") == Some("/b/1850775123456");
    assert_eq!(error.mistakes().iter().filter(at_secret).count(), 1);
}
