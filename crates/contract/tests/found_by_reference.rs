//! What the judge of the validator (`tests/reference`) has found in it, each as a test of its own: by what rule, or on
//! which border of two pieces of an answer.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod support;

use serde_json::{Value as Json, json};
use sne_cotation_contract::validation::{Direction, Flags, judging::Judging};
use support::{Row, check_rows, checked, contract, found, pairs, told, with_paths};

/// The mistakes in an answer, and the integers of it that are kept.
type Judged = (Vec<(String, String)>, Vec<String>);

/// What is told of an answer that comes in two pieces, wherever it is cut, and in pieces of a byte. Something extends
/// its schema, so that not any value of a discriminator passes.
fn in_pieces(schema: &Json, text: &str, keeps_integers: bool) -> Vec<Judged> {
    let extension = json!({ "allOf": [{ "$ref": "#/definitions/S" }] });
    let definitions = json!({ "S": schema, "Suite": extension });
    let contract = contract(&with_paths(&json!({}), &json!({ "definitions": definitions })));
    let root = contract.references.definition(&contract.document, "S").unwrap().word();
    let judged = |cuts: &[usize]| {
        let mut judging = Judging::new(&contract, Some(root), Flags { keeps_integers, ..Flags::default() });
        let mut done = 0;
        for cut in cuts.iter().copied().chain([text.len()]).filter(|cut| *cut > 0) {
            if !judging.is_over() {
                done += judging.advance(&contract, &text.as_bytes()[done..cut], cut == text.len());
            }
        }
        let kept = judging.integers().iter().map(|(start, end)| text[*start..*end].to_owned()).collect();
        (told(&judging.into_mistakes()), kept)
    };
    let all: Vec<usize> = (1..text.len()).collect();
    all.iter().map(|cut| judged(&[*cut])).chain([judged(&all)]).collect()
}

fn assert_in_pieces(schema: &Json, text: &str, expected: &[(&str, &str)]) {
    for (mistakes, _) in in_pieces(schema, text, false) {
        assert_eq!(mistakes, pairs(expected), "{text}");
    }
}

#[test]
fn a_list_that_is_looked_at_as_a_whole_may_come_in_pieces() {
    let unique = json!({ "type": "array", "uniqueItems": true, "items": { "type": "integer" } });
    assert_in_pieces(&unique, "[1, 20, 300, 4]", &[]);
    assert_in_pieces(&unique, "[1, 20, 300, 1]", &[("", "uniqueItems")]);
    let nested = json!({ "items": { "enum": [[1, [2]], { "a": "b" }] } });
    assert_in_pieces(&nested, r#"[[1, [2]], {"a": "b"}, [1]]"#, &[("/2", "enum")]);
}

#[test]
fn an_answer_of_null_is_no_data_however_it_comes() {
    assert_in_pieces(&json!({ "type": "object" }), " null ", &[("", "required")]);
    assert_in_pieces(&json!({ "type": "object", "x-nullable": true }), " null ", &[]);
    // What it would have to be, were it not `null`, does not count.
    assert_in_pieces(&json!({ "x-nullable": true, "allOf": [{ "type": "object" }] }), "null", &[]);
}

#[test]
fn what_is_passed_is_passed_once_where_a_piece_ends_behind_an_integer() {
    let schema = json!({ "properties": { "b": { "type": "string" } } });
    for (mistakes, kept) in in_pieces(&schema, r#"{"a": [[9007199254740993], 1], "b": 9007199254740995}"#, true) {
        assert_eq!(mistakes, pairs(&[("/b", "type")]));
        assert_eq!(kept, ["9007199254740993", "9007199254740995"]);
    }
}

#[test]
fn the_place_of_a_whole_does_not_have_the_name_of_its_last_field() {
    let schema = json!({ "additionalProperties": { "maxProperties": 0 } });
    assert_eq!(found(&schema, &json!({ "objet": { "champ": 1 } })), pairs(&[("/objet", "maxProperties")]));
}

#[test]
fn an_example_is_taken_back_whichever_schema_gives_it() {
    let short = json!({ "type": "string", "maxLength": 2 });
    check_rows(vec![
        Row(
            json!({ "example": "trop long", "allOf": [short] }),
            vec![json!("trop long")],
            vec![(json!("autre"), "", "maxLength")],
        ),
        Row(json!({ "allOf": [short, { "default": "abc" }] }), vec![json!("abc")], vec![]),
    ]);
}

#[test]
fn a_schema_that_is_there_in_two_ways_counts_by_either() {
    let limit = json!({ "$ref": "#/definitions/Limite" });
    let text = json!({ "type": "string", "allOf": [limit] });
    for parts in [json!([text, { "allOf": [limit] }]), json!([text, limit])] {
        let definitions = json!({ "S": { "allOf": parts }, "Limite": { "maximum": 3 } });
        let document = with_paths(&json!({}), &json!({ "definitions": definitions }));
        let expected = pairs(&[("", "type"), ("", "maximum")]);
        assert_eq!(checked(&document, "S", &json!(4), Direction::Answer), expected, "{document}");
    }
}

#[test]
fn null_passes_wherever_a_reference_says_so() {
    let definitions = json!({ "definitions": {
        "S": { "$ref": "#/definitions/Peut" },
        "Peut": { "$ref": "#/definitions/Objet", "x-nullable": true },
        "Objet": { "type": "object" },
    } });
    let check = |value| checked(&with_paths(&json!({}), &definitions), "S", &value, Direction::Answer);
    assert_eq!(check(json!(null)), pairs(&[]));
    assert_eq!(check(json!(1)), pairs(&[("", "type")]));
}

#[test]
fn what_is_beside_a_reference_to_nothing_says_nothing() {
    let schema = json!({
        "$ref": "#/definitions/Absent", "required": ["a"], "allOf": [{ "required": ["b"] }],
        "properties": { "c": { "type": "string" } }, "discriminator": "d",
    });
    check_rows(vec![Row(schema, vec![json!({}), json!({ "c": 1, "d": "x" })], vec![])]);
}

#[test]
fn types_and_enumerations_that_allow_nothing_say_nothing() {
    check_rows(vec![
        Row(json!({ "type": [] }), vec![json!(1), json!(null), json!({})], vec![]),
        Row(json!({ "type": "integer", "enum": [1.5] }), vec![json!(1)], vec![(json!(1.5), "", "type")]),
        Row(
            json!({ "type": ["integer", "null"] }),
            vec![json!(1), json!(null)],
            vec![(json!(9_007_199_254_740_992_i64), "", "precision")],
        ),
    ]);
}

/// Definitions with an object `S`, whose field `k` says what it is.
fn with_kinds(k: &Json, others: &Json) -> Json {
    let mut definitions = json!({ "S": { "discriminator": "k", "properties": { "k": k } } });
    definitions.as_object_mut().unwrap().extend(others.as_object().unwrap().clone());
    with_paths(&json!({}), &json!({ "definitions": definitions }))
}

#[test]
fn values_of_a_discriminator_that_the_contract_has_itself_are_taken() {
    let extension = json!({ "allOf": [{ "$ref": "#/definitions/S" }] });
    let values = json!({ "Valeurs": { "enum": ["un", 2] }, "Suite": extension });
    let by_reference = json!({ "allOf": [{ "$ref": "#/definitions/Valeurs" }] });
    let by_example = json!({ "type": "string", "example": "un" });
    for k in [by_reference, by_example] {
        let check = |value| checked(&with_kinds(&k, &values), "S", &value, Direction::Request);
        assert_eq!(check(json!({ "k": "un" })), pairs(&[]), "{k}");
        assert_ne!(check(json!({ "k": "deux" })), pairs(&[]), "{k}");
    }
    let numbers = with_kinds(&json!({ "type": "integer", "enum": [1, 2] }), &json!({ "": { "maxProperties": 0 } }));
    assert_eq!(checked(&numbers, "S", &json!({ "k": 1 }), Direction::Request), pairs(&[]));
}

#[test]
fn a_value_that_several_definitions_are_called_by_names_none() {
    let extends = |more: Json| json!({ "allOf": [{ "$ref": "#/definitions/S" }, more] });
    let document = with_kinds(
        &json!({}),
        &json!({
            "Chat": extends(json!({ "required": ["griffes"] })),
            "Tigre": { "allOf": [{ "$ref": "#/definitions/Chat" }], "x-discriminator-value": "tigre" },
            "Lion": { "allOf": [{ "$ref": "#/definitions/Chat" }], "x-discriminator-value": "Chat" },
        }),
    );
    let check = |value| checked(&document, "S", &value, Direction::Request);
    assert_eq!(check(json!({ "k": "Chat" })), pairs(&[]));
    assert_eq!(check(json!({ "k": "tigre" })), pairs(&[("/griffes", "required")]));
}

#[test]
fn what_a_discriminator_names_may_have_another() {
    let document = with_kinds(
        &json!({}),
        &json!({
            "Chat": { "allOf": [{ "$ref": "#/definitions/S" }], "discriminator": "race" },
            "Siamois": { "allOf": [{ "$ref": "#/definitions/Chat" }], "required": ["yeux"] },
            "Texte": { "allOf": [{ "$ref": "#/definitions/S" }], "type": "string" },
        }),
    );
    let check = |value| checked(&document, "S", &value, Direction::Request);
    assert_eq!(check(json!({ "k": "Chat", "race": "Siamois" })), pairs(&[("/yeux", "required")]));
    assert_eq!(check(json!({ "k": "Chat", "race": "Texte" })), pairs(&[("/race", "discriminator")]));
    assert_eq!(check(json!({ "k": "Chat" })), pairs(&[]));
    assert_eq!(check(json!({ "k": "Texte" })), pairs(&[("", "type")]), "no object is one");
}

#[test]
fn the_name_of_a_discriminator_may_be_written_with_escape_sequences() {
    let schema = json!({ "discriminator": "k", "properties": { "k": { "type": "string" } } });
    assert_in_pieces(&schema, r#"{"\u006b": "x"}"#, &[("/k", "discriminator")]);
    assert_in_pieces(&schema, r#"{"k": "x", "\u006b": "S"}"#, &[]);
}

#[test]
fn a_name_that_is_twice_is_one_field() {
    assert_in_pieces(&json!({ "minProperties": 2 }), r#"{"a": 1, "a": 2}"#, &[("", "minProperties")]);
    assert_in_pieces(&json!({ "minProperties": 1, "maxProperties": 1 }), r#"{"a": 1, "a": 2}"#, &[]);
}
