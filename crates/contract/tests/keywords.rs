//! Validation: every keyword of schemas, by values that keep it and values that do not.

#![expect(clippy::panic, reason = "tests")]

mod support;

use serde_json::json;
use support::{Row, check_rows, found, pairs};

#[test]
fn types() {
    let values = [
        ("string", vec![json!(""), json!("a")]),
        ("integer", vec![json!(0), json!(-1), json!(1.0), json!("big:123456789012345678901234567890")]),
        ("number", vec![json!(0), json!(0.5), json!("big:1")]),
        ("boolean", vec![json!(true), json!(false)]),
        ("array", vec![json!([]), json!([1])]),
        ("object", vec![json!({}), json!({ "a": 1 })]),
        ("null", vec![json!(null)]),
    ];
    for (expected, _) in &values {
        for (of, values) in &values {
            for value in values {
                let is_number = *expected == "number" && *of == "integer";
                let is_right = expected == of || is_number || (*expected == "integer" && *value == json!("big:1"));
                let expected_mistakes = if is_right { pairs(&[]) } else { pairs(&[("", "type")]) };
                if value != &json!(0) {
                    assert_eq!(found(&json!({ "type": expected }), value), expected_mistakes, "{expected} {value}");
                }
            }
        }
    }
    check_rows(vec![
        Row(json!({}), vec![json!(null), json!(1), json!({}), json!("file:")], vec![]),
        Row(json!({ "type": ["string", "null"] }), vec![json!("a"), json!(null)], vec![(json!(1), "", "type")]),
        Row(json!({ "type": "integer" }), vec![json!(9_007_199_254_740_991_i64)], vec![(json!(0.5), "", "type")]),
        Row(json!({ "type": "number" }), vec![json!(9_007_199_254_740_993_i64)], vec![]),
        Row(json!({ "type": "integer" }), vec![], vec![(json!(9_007_199_254_740_992_i64), "", "precision")]),
        Row(json!({ "type": "integer" }), vec![], vec![(json!(-9_007_199_254_740_993_i64), "", "precision")]),
        Row(json!({ "type": "string", "x-nullable": true }), vec![json!(null)], vec![(json!(1), "", "type")]),
        Row(json!({ "type": "string", "x-nullable": "true" }), vec![json!(null)], vec![(json!(1), "", "type")]),
        Row(json!({ "type": "string", "x-nullable": "false" }), vec![], vec![(json!(null), "", "type")]),
        Row(json!({ "type": "string", "x-nullable": false }), vec![], vec![(json!(null), "", "type")]),
        Row(json!({ "enum": ["a"], "x-nullable": true }), vec![json!(null)], vec![(json!("b"), "", "enum")]),
    ]);
}

#[test]
fn numbers_have_limits() {
    check_rows(vec![
        Row(
            json!({ "maximum": 3 }),
            vec![json!(3), json!("9"), json!("big:3")],
            vec![(json!(3.5), "", "maximum"), (json!("big:40"), "", "maximum")],
        ),
        Row(
            json!({ "minimum": -3 }),
            vec![json!(-3), json!("big:-3")],
            vec![(json!(-4), "", "minimum"), (json!("big:-40"), "", "minimum")],
        ),
        Row(
            json!({ "maximum": 3, "exclusiveMaximum": true }),
            vec![json!(2.9)],
            vec![(json!(3), "", "exclusiveMaximum")],
        ),
        Row(
            json!({ "exclusiveMinimum": true, "minimum": 3 }),
            vec![json!(3.1)],
            vec![(json!(3), "", "exclusiveMinimum")],
        ),
        Row(json!({ "maximum": 3, "exclusiveMaximum": false }), vec![json!(3)], vec![(json!(4), "", "maximum")]),
        Row(
            json!({ "multipleOf": 2 }),
            vec![json!(4), json!(0), json!("3"), json!("big:9007199254740994")],
            vec![(json!(3), "", "multipleOf"), (json!("big:9007199254740993"), "", "multipleOf")],
        ),
        Row(
            json!({ "multipleOf": 0.1 }),
            vec![json!(0.3), json!(19.9), json!(1e20)],
            vec![(json!(0.35), "", "multipleOf")],
        ),
        Row(json!({ "multipleOf": 0.0001 }), vec![json!(0.0075)], vec![(json!(0.00751), "", "multipleOf")]),
        Row(json!({ "multipleOf": 0.5 }), vec![json!(1e308)], vec![]),
        Row(json!({ "multipleOf": 0.123_456_789 }), vec![], vec![(json!(1e308), "", "multipleOf")]),
    ]);
}

#[test]
fn texts_are_measured_in_characters() {
    check_rows(vec![
        Row(
            json!({ "maxLength": 2 }),
            vec![json!("éà"), json!("💩💩"), json!(100)],
            vec![(json!("abc"), "", "maxLength")],
        ),
        Row(json!({ "minLength": 2 }), vec![json!("éà"), json!([])], vec![(json!("💩"), "", "minLength")]),
        Row(json!({ "pattern": "^[0-9]{5}$" }), vec![json!("75001"), json!(7)], vec![(json!("7500"), "", "pattern")]),
        Row(json!({ "pattern": "b" }), vec![json!("abc")], vec![(json!("acc"), "", "pattern")]),
        // What the engine does not know is not enforced.
        Row(json!({ "pattern": r"(a)\1" }), vec![json!("ab")], vec![]),
    ]);
}

#[test]
fn lists() {
    check_rows(vec![
        Row(json!({ "maxItems": 1 }), vec![json!([1]), json!("abc")], vec![(json!([1, 2]), "", "maxItems")]),
        Row(json!({ "minItems": 1 }), vec![json!([1]), json!({})], vec![(json!([]), "", "minItems")]),
        Row(
            json!({ "items": { "type": "string" } }),
            vec![json!(["a"]), json!([]), json!({ "0": 1 })],
            vec![(json!(["a", 1]), "/1", "type")],
        ),
        Row(
            json!({ "items": [{ "type": "string" }, {}] }),
            vec![json!(["a", 1, 2]), json!([])],
            vec![(json!([1, 1]), "/0", "type")],
        ),
        Row(
            json!({ "items": [{}], "additionalItems": false }),
            vec![json!([1])],
            vec![(json!([1, 2]), "/1", "additionalItems")],
        ),
        Row(
            json!({ "items": [{}], "additionalItems": { "type": "string" } }),
            vec![json!([1, "a"])],
            vec![(json!([1, 2]), "/1", "type")],
        ),
        Row(json!({ "additionalItems": false }), vec![json!([1])], vec![]),
        Row(json!({ "items": {}, "additionalItems": false }), vec![json!([1])], vec![]),
    ]);
}

#[test]
fn no_item_is_twice() {
    let schema = json!({ "uniqueItems": true });
    let right = [
        json!([1, "1", true, null, [], {}, "", [1], { "a": 1 }]),
        json!([{ "a": 1, "b": 2 }, { "a": 2, "b": 1 }, [1, 2], [2, 1], 0, false]),
        json!([[[1], "a"], [[2], "a"]]),
        json!(["a", "b", "file:"]),
    ];
    let wrong = [
        json!([1, 2, 1]),
        json!([1, 1.0]),
        json!([0.0, -0.0]),
        json!([5, "big:5"]),
        json!(["a", "a"]),
        json!([{ "a": [1, null], "b": 2 }, { "b": 2, "a": [1, null] }]),
        json!([[[1]], [[1]]]),
        json!([null, null]),
        json!([true, false, true]),
    ];
    check_rows(vec![Row(schema, right.to_vec(), wrong.into_iter().map(|value| (value, "", "uniqueItems")).collect())]);
    check_rows(vec![Row(json!({ "uniqueItems": false }), vec![json!([1, 1])], vec![])]);
}

#[test]
fn enumerations_are_of_any_values() {
    let schema = json!({ "enum": ["a", 1, null, true, [1, { "b": 2 }], { "a": [], "c": 0.5 }] });
    let right = [json!("a"), json!(1.0), json!("big:1"), json!(null), json!(true), json!([1.0, { "b": 2 }])];
    let wrong = [
        json!("A"),
        json!("1"),
        json!(2),
        json!(false),
        json!([1, { "b": 3 }]),
        json!([1, { "b": 2 }, 3]),
        json!({ "a": [], "c": 0.5, "z": 1 }),
        json!([1]),
        json!({ "a": [] }),
        json!({ "a": [], "d": 0.5 }),
    ];
    check_rows(vec![
        Row(schema.clone(), right.to_vec(), wrong.into_iter().map(|value| (value, "", "enum")).collect()),
        Row(schema, vec![json!({ "c": 0.5, "a": [] })], vec![]),
        Row(json!({ "enum": [{ "a": null }] }), vec![json!({ "a": null })], vec![(json!({ "b": null }), "", "enum")]),
    ]);
}

#[test]
fn objects() {
    let strict = json!({ "properties": { "a": { "type": "integer" } }, "additionalProperties": false });
    check_rows(vec![
        Row(
            json!({ "maxProperties": 1 }),
            vec![json!({ "a": 1 }), json!([1, 2])],
            vec![(json!({ "a": 1, "b": 2 }), "", "maxProperties")],
        ),
        Row(json!({ "minProperties": 1 }), vec![json!({ "a": 1 })], vec![(json!({}), "", "minProperties")]),
        Row(
            json!({ "required": ["a", "b"] }),
            vec![json!({ "a": 1, "b": null }), json!(1)],
            vec![(json!({ "b": 1 }), "/a", "required")],
        ),
        Row(
            json!({ "properties": { "a": { "type": "integer" } } }),
            vec![json!({ "a": 1, "b": "x" }), json!({})],
            vec![(json!({ "a": "x" }), "/a", "type")],
        ),
        Row(
            strict,
            vec![json!({ "a": 1 }), json!({}), json!([1])],
            vec![(json!({ "a": 1, "autre": 2 }), "/autre", "additionalProperties")],
        ),
        Row(json!({ "additionalProperties": true }), vec![json!({ "a": 1 })], vec![]),
        Row(
            json!({ "additionalProperties": { "type": "integer" } }),
            vec![json!({ "a": 1 })],
            vec![(json!({ "a": 1, "b": "x" }), "/b", "type")],
        ),
        Row(
            json!({ "properties": { "a/b~": {} , "x": {"properties": {"y": {"items": {"type": "string"}}}}}}),
            vec![],
            vec![(json!({ "x": { "y": ["a", 1] } }), "/x/y/1", "type")],
        ),
    ]);
}

#[test]
fn an_enumeration_that_no_value_of_the_type_is_in_says_nothing() {
    check_rows(vec![
        Row(
            json!({ "type": "array", "items": { "type": "string" }, "enum": ["a", "b"] }),
            vec![json!(["a"]), json!(["c"]), json!([])],
            vec![(json!([1]), "/0", "type"), (json!("a"), "", "type")],
        ),
        Row(json!({ "type": "integer", "enum": ["1", "2"] }), vec![json!(3)], vec![(json!("1"), "", "type")]),
        Row(json!({ "enum": [] }), vec![json!("x"), json!(1)], vec![]),
        Row(json!({ "type": "integer", "enum": [1, "x"] }), vec![json!(1)], vec![(json!(2), "", "enum")]),
    ]);
}

#[test]
fn a_file_where_there_can_be_none_is_anything() {
    let file = json!({ "type": "object", "required": ["f"], "properties": { "f": { "type": "file" } } });
    let right = [json!("text"), json!(1), json!({ "a": [] }), json!([1])];
    let objects = right.iter().map(|value| json!({ "f": value })).collect();
    check_rows(vec![Row(file, objects, vec![(json!({}), "/f", "required")])]);
}

/// What a contract gives itself for a schema is taken back, whatever the schema says; nothing else is.
#[test]
fn examples_of_the_contract_are_taken() {
    let day = |name: &str| json!({ "type": "string", "format": "date", "maxLength": 10, name: "31/01/2026" });
    let number = json!({ "type": "integer", "maximum": 5, "default": "10", "example": 7, "enum": [1, 2] });
    check_rows(vec![
        Row(day("example"), vec![json!("31/01/2026")], vec![(json!("31/01/2027"), "", "format")]),
        Row(day("x-example"), vec![json!("31/01/2026")], vec![]),
        Row(day("default"), vec![json!("31/01/2026")], vec![(json!(31), "", "type")]),
        Row(number, vec![json!(7), json!("10"), json!(2)], vec![(json!("7"), "", "type"), (json!(3), "", "enum")]),
        Row(json!({ "example": true, "enum": [false] }), vec![json!(true)], vec![(json!(1), "", "enum")]),
        // Not where it may be another number than it says.
        Row(
            json!({ "type": "integer", "example": 9_007_199_254_740_993_i64 }),
            vec![],
            vec![(json!(9_007_199_254_740_993_i64), "", "precision")],
        ),
    ]);
    let fields = json!({ "properties": { "jour": day("example") } });
    check_rows(vec![Row(
        json!({ "allOf": [fields, { "required": ["jour"] }] }),
        vec![json!({ "jour": "31/01/2026" })],
        vec![(json!({ "jour": "1/2/2026" }), "/jour", "format")],
    )]);
}

#[test]
fn several_schemas_at_once() {
    let schema = json!({
        "allOf": [{ "required": ["a"] }, { "required": ["a", "b"] }, { "maxProperties": 2 }],
        "minProperties": 1,
    });
    assert_eq!(found(&schema, &json!({ "a": 1, "b": 2 })), pairs(&[]));
    let expected = pairs(&[("/a", "required"), ("/b", "required"), ("", "minProperties")]);
    assert_eq!(found(&schema, &json!({})), expected, "what two schemas say is told once");
}
