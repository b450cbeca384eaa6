//! What a schema says that it cannot mean: nothing is refused by it, it is a remark, and what is beside it counts.

#![expect(clippy::panic, reason = "tests")]

mod support;

use serde_json::{Value as Json, json};
use sne_cotation_contract::validation::Direction;
use support::{Row, check_rows, checked, found, pairs, remark, remarks, with_paths, with_schema};

/// Holds rows whose schemas have one doubt each, which is a remark at that keyword.
fn check_doubts(rows: Vec<(&str, Row)>) {
    for (keyword, Row(schema, right, wrong)) in rows {
        let used = with_paths(
            &json!({ "/a": { "get": { "responses": { "200": { "schema": { "$ref": "#/definitions/S" } } } } } }),
            &json!({ "definitions": { "S": schema } }),
        );
        let doubtful = |(rule, ..): &(String, String, String)| rule == "doubtful";
        let found: Vec<_> = remarks(&used).into_iter().filter(doubtful).collect();
        assert_eq!(found, [remark("doubtful", &format!("/definitions/S/{keyword}"), "check")], "{schema}");
        check_rows(vec![Row(schema, right, wrong)]);
    }
}

#[test]
fn limits_that_nothing_keeps_are_none() {
    check_doubts(vec![
        (
            "maximum",
            Row(
                json!({ "type": "integer", "minimum": 10, "maximum": 1, "multipleOf": 5 }),
                vec![json!(5), json!(100)],
                vec![(json!(6), "", "multipleOf"), (json!("5"), "", "type")],
            ),
        ),
        ("maximum", Row(json!({ "minimum": 1, "maximum": 1, "exclusiveMinimum": true }), vec![json!(1)], vec![])),
        (
            "maxLength",
            Row(
                json!({ "minLength": 5, "maxLength": 2, "pattern": "^[a-z]*$" }),
                vec![json!("abc"), json!("")],
                vec![(json!("A"), "", "pattern")],
            ),
        ),
        ("maxLength", Row(json!({ "type": "string", "maxLength": 0 }), vec![json!("abc"), json!("")], vec![])),
        ("maxItems", Row(json!({ "minItems": 3, "maxItems": 1 }), vec![json!([1, 2])], vec![])),
        ("maxProperties", Row(json!({ "minProperties": 3, "maxProperties": 1 }), vec![json!({ "a": 1 })], vec![])),
    ]);
    // What some value keeps is what it is.
    check_rows(vec![
        Row(json!({ "minimum": 0, "maximum": 0 }), vec![json!(0)], vec![(json!(1), "", "maximum")]),
        Row(json!({ "minLength": 2, "maxLength": 2 }), vec![json!("ab")], vec![(json!("abc"), "", "maxLength")]),
        Row(json!({ "maxItems": 0 }), vec![json!([])], vec![(json!([1]), "", "maxItems")]),
    ]);
}

/// YAML reads `01`, `N` and `2018-11-25` as what they are not; an annotation may hold all values in one text.
#[test]
fn enumerations_that_were_read_as_something_else_say_nothing() {
    check_doubts(vec![
        ("enum", Row(json!({ "type": "string", "enum": [1, "2A"] }), vec![json!("01"), json!("2A")], vec![])),
        (
            "enum",
            Row(json!({ "type": "string", "enum": ["Y", false] }), vec![json!("N")], vec![(json!(1), "", "type")]),
        ),
        ("enum", Row(json!({ "type": "integer", "enum": [1, "2"] }), vec![json!(2)], vec![])),
        ("enum", Row(json!({ "type": "string", "enum": ["A, B, C"] }), vec![json!("B")], vec![])),
        ("enum", Row(json!({ "type": "string", "enum": ["A|B"] }), vec![json!("A")], vec![])),
        ("enum", Row(json!({ "type": "string", "enum": [""] }), vec![json!("A")], vec![])),
        ("enum", Row(json!({ "type": "string", "enum": ["A ", "B"] }), vec![json!("A"), json!("A ")], vec![])),
    ]);
    check_rows(vec![
        Row(json!({ "type": "string", "enum": ["A", "B, C"] }), vec![json!("A")], vec![(json!("B"), "", "enum")]),
        Row(
            json!({ "type": "integer", "enum": [1, "2026-11-30", "1.2.3", "-", "1e"] }),
            vec![json!(1)],
            vec![(json!(2), "", "enum")],
        ),
        Row(json!({ "type": "number", "enum": [1, "-2.5E+3"] }), vec![json!(-2500)], vec![]),
        Row(json!({ "enum": [1, "A"] }), vec![json!(1), json!("A")], vec![(json!("1"), "", "enum")]),
        Row(json!({ "type": "string", "enum": ["ACTIF"] }), vec![], vec![(json!("actif"), "", "enum")]),
    ]);
}

#[test]
fn null_among_the_values_is_one() {
    let schema = json!({ "type": "string", "enum": ["A", null] });
    assert_eq!(remarks(&with_schema(&schema)), []);
    check_rows(vec![Row(schema, vec![json!(null), json!("A")], vec![(json!("B"), "", "enum")])]);
    for name in ["X-Nullable", "x-isNullable", "x-is-nullable", "Nullable"] {
        for value in [json!(true), json!("True"), json!(" TRUE ")] {
            assert_eq!(found(&json!({ "type": "string", name: value }), &json!(null)), pairs(&[]), "{name} {value}");
        }
        assert_eq!(found(&json!({ "type": "string", name: "no" }), &json!(null)), pairs(&[("", "type")]));
    }
}

/// The pattern, or the length, says how a day is written: the format only that it is one.
#[test]
fn a_format_that_what_is_beside_it_rules_out_is_not_enforced() {
    check_doubts(vec![
        (
            "format",
            Row(
                json!({ "type": "string", "format": "date", "pattern": r"^\d{2}/\d{2}/\d{4}$" }),
                vec![json!("31/01/2026")],
                vec![(json!("2026-01-31"), "", "pattern")],
            ),
        ),
        ("format", Row(json!({ "format": "date", "maxLength": 8 }), vec![json!("20260131")], vec![])),
        ("format", Row(json!({ "format": "date", "pattern": "dd/MM/yyyy" }), vec![json!("31/01/2026")], vec![])),
        (
            "format",
            Row(json!({ "format": "date-time", "pattern": r"^\d{14}$" }), vec![json!("20260131080000")], vec![]),
        ),
    ]);
    check_rows(vec![
        Row(
            json!({ "format": "date", "pattern": "yyyy-MM-dd" }),
            vec![json!("2026-01-31")],
            vec![(json!("31/01/2026"), "", "format")],
        ),
        Row(
            json!({ "format": "date", "pattern": "^20" }),
            vec![json!("2026-01-31")],
            vec![(json!("20260131"), "", "format"), (json!("1999-01-31"), "", "pattern")],
        ),
        Row(
            json!({ "format": "date-time", "maxLength": 19 }),
            vec![json!("2026-01-31T08:00:00")],
            vec![(json!("2026-01-31"), "", "format")],
        ),
    ]);
}

#[test]
fn fields_that_other_keywords_may_name_are_not_refused() {
    check_doubts(vec![
        (
            "additionalProperties",
            Row(json!({ "additionalProperties": false, "oneOf": [{}] }), vec![json!({ "a": 1 })], vec![]),
        ),
        (
            "additionalProperties",
            Row(
                json!({ "properties": { "a": {} }, "additionalProperties": false, "patternProperties": { "^x-": {} } }),
                vec![json!({ "a": 1, "x-b": 2 })],
                vec![],
            ),
        ),
    ]);
}

/// `NSwag` and others close each part of what is made of several.
#[test]
fn what_one_part_names_no_other_refuses() {
    let closed = |name: &str| json!({ "additionalProperties": false, "properties": { name: { "type": "string" } } });
    check_rows(vec![Row(
        json!({ "allOf": [closed("a"), closed("b")] }),
        vec![json!({ "a": "x", "b": "y" })],
        vec![(json!({ "c": 1 }), "/c", "additionalProperties"), (json!({ "a": 1 }), "/a", "type")],
    )]);
    // A schema for the others is about those that a part of it names.
    check_rows(vec![Row(
        json!({ "allOf": [{ "properties": { "a": {} } }], "additionalProperties": { "type": "boolean" } }),
        vec![json!({ "a": true })],
        vec![(json!({ "a": 1 }), "/a", "type")],
    )]);
}

#[test]
fn a_required_field_that_is_spelt_otherwise_is_not_missed() {
    check_doubts(vec![(
        "required",
        Row(
            json!({ "required": ["NomUsage", "id"], "properties": { "nom_usage": {}, "id": {} } }),
            vec![json!({ "id": 1 })],
            vec![(json!({}), "/id", "required")],
        ),
    )]);
    check_rows(vec![Row(
        json!({ "required": ["nom"], "properties": { "prenom": {} } }),
        vec![json!({ "nom": 1 })],
        vec![(json!({}), "/nom", "required")],
    )]);
}

#[test]
fn what_only_callers_set_is_not_missed_in_an_answer() {
    for word in ["writeOnly", "x-writeOnly"] {
        let schema = json!({ "required": ["secret"], "properties": { "secret": { word: true } } });
        let document = with_schema(&schema);
        assert_eq!(checked(&document, "S", &json!({}), Direction::Answer), pairs(&[]), "{word}");
        assert_eq!(checked(&document, "S", &json!({}), Direction::Request), pairs(&[("/secret", "required")]));
    }
}

/// springfox writes `byte[]` so, and sends it in base64.
#[test]
fn a_list_of_bytes_may_be_one_text() {
    let bytes = json!({ "type": "array", "items": { "type": "string", "format": "byte" } });
    check_rows(vec![
        Row(bytes, vec![json!("aGVsbG8="), json!(["aGVsbG8="])], vec![(json!(1), "", "type")]),
        Row(json!({ "type": "array", "items": { "type": "string" } }), vec![], vec![(json!("a"), "", "type")]),
    ]);
}

#[test]
fn a_discriminator_whose_values_the_contract_does_not_tell_lets_them_pass() {
    let base = |kind: &str| json!({ "discriminator": "t", "properties": { "t": { "type": kind } } });
    let extends = |name: &str| json!({ "allOf": [{ "$ref": format!("#/definitions/{name}") }] });
    let document = with_paths(
        &json!({}),
        &json!({ "definitions": {
            "Seul": base("string"),
            "Nombre": base("integer"),
            "NombreSuite": extends("Nombre"),
            "Ns.Base": base("string"),
            "Ns.Chat": extends("Ns.Base"),
        } }),
    );
    let tell = |name: &str, value: Json| checked(&document, name, &json!({ "t": value }), Direction::Answer);
    assert_eq!(tell("Seul", json!("Autre")), pairs(&[]), "nothing extends it");
    assert_eq!(tell("Nombre", json!(3)), pairs(&[]), "no name is a number");
    for value in ["Chat", "fr.gouv.Chat", "Ns.Chat, Assembly", "#/definitions/Chat"] {
        assert_eq!(tell("Ns.Base", json!(value)), pairs(&[]), "{value}");
    }
    assert_eq!(tell("Ns.Base", json!("Chien")), pairs(&[("/t", "discriminator")]));
}

/// The contract's own example is taken back as a whole, too.
#[test]
fn what_an_example_of_the_whole_has_is_taken() {
    let jour = json!({ "type": "string", "format": "date" });
    let schema = json!({
        "type": "object",
        "required": ["jour", "cle"],
        "additionalProperties": false,
        "properties": { "jour": jour, "jours": { "items": jour }, "lieu": { "type": "string" } },
        "example": { "jour": "31/01/2026", "jours": ["1/2/2026"], "lieu": { "ville": "Lyon" }, "autre": 1 },
    });
    let right = json!({ "jour": "31/01/2026", "jours": ["1/2/2026"], "lieu": { "ville": "Lyon" }, "autre": 1 });
    check_rows(vec![Row(
        schema,
        vec![right],
        vec![
            (json!({ "jour": "30/01/2026" }), "/jour", "format"),
            (json!({ "jour": "2026-01-31", "jours": ["2/2/2026"] }), "/jours/0", "format"),
            (json!({ "jour": "2026-01-31", "lieu": [] }), "/lieu", "type"),
            (json!({ "jour": "2026-01-31", "autre": 2 }), "/autre", "additionalProperties"),
            (json!({}), "/jour", "required"),
        ],
    )]);
    // A field that the example has is missed, although it is null there.
    let schema = json!({ "required": ["a", "b"], "example": { "a": null } });
    check_rows(vec![Row(schema, vec![json!({ "a": 1 })], vec![(json!({}), "/a", "required")])]);
}
