//! What each thing that a contract can say becomes.

#![expect(clippy::panic, reason = "tests")]

mod support;

use serde_json::{Value as Json, json};
use sne_cotation_contract::contract::Contract;
use sne_cotation_typescript::integers::Integers;
use sne_cotation_typescript::types_with;
use support::{Order, declarations, flat, types};

/// The only definition, `A`, without its `export` and its end.
fn of(schema: &Json) -> String {
    let text =
        declarations(&json!({ "A": schema, "B": { "type": "object", "properties": { "b": { "type": "string" } } } }));
    let (text, _) = text.split_once("\n\nexport interface B {").unwrap_or_else(|| panic!("{text}"));
    text.trim_start_matches("export ").to_owned()
}

/// What is written of one operation.
fn operation(operation: &Json) -> String {
    let contract = json!({
        "swagger": "2.0",
        "paths": { "/a": { "post": operation } },
        "definitions": { "B": { "type": "string" }, "C": { "type": "integer" } },
    });
    let text = types(&contract, Order::AsIs);
    let (_, text) = text.split_once("export interface Operations {\n").unwrap_or_else(|| panic!("{text}"));
    let (text, _) = text.split_once("\n}\n").unwrap_or_else(|| panic!("{text}"));
    text.to_owned()
}

/// The parameters of an operation that has one.
fn parameter(parameter: &Json) -> String {
    let text = operation(&json!({ "operationId": "op", "parameters": [parameter] }));
    let (_, text) = text.split_once("parameters: ").unwrap_or_else(|| panic!("{text}"));
    let (text, _) = text.split_once(";\n    data:").unwrap_or_else(|| panic!("{text}"));
    text.to_owned()
}

/// The data of an operation that has these responses.
fn data(produces: &Json, responses: &Json) -> String {
    let text = operation(&json!({ "operationId": "op", "produces": produces, "responses": responses }));
    let (_, text) = text.split_once("    data: ").unwrap_or_else(|| panic!("{text}"));
    text.trim_end_matches("\n  };").to_owned()
}

#[test]
fn types_of_json() {
    for (schema, expected) in [
        (json!({ "type": "string" }), "type A = string;"),
        (json!({ "type": "integer" }), "type A = number;"),
        (json!({ "type": "number" }), "type A = number;"),
        (json!({ "type": "boolean" }), "type A = boolean;"),
        (json!({ "type": "null" }), "type A = null;"),
        (json!({ "type": ["string", "null"] }), "type A = string | null;"),
        (json!({}), "type A = unknown;"),
        (json!({ "type": "array", "items": { "type": "string" } }), "type A = string[];"),
        (json!({ "items": { "enum": [1, "a", null] } }), "type A = (1 | \"a\" | null)[];"),
        (json!({ "type": "array" }), "type A = unknown[];"),
        (json!({ "$ref": "#/definitions/B" }), "type A = B;"),
        (json!({ "allOf": [{ "$ref": "#/definitions/B" }] }), "interface A extends B {\n}"),
        (json!({ "type": "string", "x-nullable": true }), "type A = string | null;"),
        (json!({ "allOf": [{ "$ref": "#/definitions/B" }], "x-nullable": true }), "type A = B | null;"),
        (json!({ "$ref": "#/definitions/B", "x-nullable": true }), "type A = B | null;"),
        (json!({ "items": { "$ref": "#/definitions/B", "nullable": true } }), "type A = (B | null)[];"),
        (json!({ "enum": ["x"], "x-isnullable": true }), "type A = \"x\" | null;"),
        (json!({ "type": "object" }), "type A = { [name: string]: unknown };"),
        (json!({ "type": "object", "additionalProperties": false }), "type A = { [name: string]: never };"),
        (
            json!({ "type": "object", "additionalProperties": { "$ref": "#/definitions/B" } }),
            "type A = { [name: string]: B };",
        ),
    ] {
        assert_eq!(of(&schema), expected, "{schema}");
    }
}

#[test]
fn properties_are_sorted_required_or_not_and_may_be_read_only() {
    let schema = json!({
        "required": ["b", "z"],
        "properties": {
            "b": { "$ref": "#/definitions/B", "description": "Un B" },
            "a": { "type": "integer", "readOnly": true },
            "B": { "type": "object", "properties": { "x": { "type": "string" }, "y": { "type": "string" } } },
        },
    });
    let expected = "interface A {\n  readonly a?: number;\n  B?: {\n    x?: string;\n    y?: string;\n  };\n  \
                    /** Un B */\n  b: B;\n  z: {} | null;\n}";
    assert_eq!(of(&schema), expected);
}

/// The types let pass what the client does.
#[test]
fn what_cannot_be_meant_is_the_type_alone() {
    for (schema, expected) in [
        (json!({ "type": "string", "enum": ["A", 1] }), "type A = string;"),
        (json!({ "type": "string", "enum": ["A, B"] }), "type A = string;"),
        (json!({ "type": "integer", "enum": ["1", "2"] }), "type A = number;"),
        (json!({ "type": "string", "enum": ["A", null] }), "type A = \"A\" | null;"),
        (json!({ "type": "string", "X-Nullable": "True" }), "type A = string | null;"),
        (
            json!({ "required": ["Nom"], "properties": { "nom": { "type": "string" } } }),
            "interface A {\n  nom?: string;\n}",
        ),
    ] {
        assert_eq!(of(&schema), expected, "{schema}");
    }
    let bytes = of(&json!({ "type": "array", "items": { "type": "string", "format": "byte" } }));
    assert!(bytes.ends_with("type A = string[] | string;"), "{bytes}");
    let defaults = json!({ "name": "v", "in": "query", "required": true, "type": "string", "default": "1" });
    assert!(parameter(&defaults).contains("v?: string"), "{}", parameter(&defaults));
    let refers = json!({ "name": "b", "in": "body", "$ref": "#/definitions/B" });
    assert!(parameter(&refers).contains("b?: B"), "{}", parameter(&refers));
}

#[test]
fn what_only_callers_set_may_lack_in_an_answer() {
    let secret = json!({ "type": "string", "writeOnly": true });
    let schema = json!({ "type": "object", "required": ["secret"], "properties": { "secret": secret } });
    let responses = json!({ "200": { "description": "ok", "schema": schema } });
    assert!(data(&json!(["application/json"]), &responses).contains("secret?: string"));
    let body = parameter(&json!({ "name": "b", "in": "body", "schema": schema }));
    assert!(body.contains("secret: string"), "{body}");
}

#[test]
fn other_properties_agree_with_those_that_have_a_name() {
    let schema = |others: Json| json!({ "properties": { "a": { "type": "integer" } }, "additionalProperties": others });
    assert_eq!(of(&schema(json!(true))), "interface A {\n  a?: number;\n  [name: string]: unknown;\n}");
    assert_eq!(
        of(&schema(json!({ "type": "string" }))),
        "interface A {\n  a?: number;\n  [name: string]: string | number | undefined;\n}"
    );
    assert_eq!(of(&schema(json!(false))), "interface A {\n  a?: number;\n}");
}

#[test]
fn parts_are_extended_or_where_they_could_disagree_met() {
    let parts = |own: Json| json!({ "allOf": [{ "$ref": "#/definitions/B" }, own] });
    assert_eq!(of(&parts(json!({ "properties": { "a": {} } }))), "interface A extends B {\n  a?: unknown;\n}");
    assert_eq!(of(&parts(json!({ "properties": { "b": { "enum": ["x"] } } }))), "type A = B & { b?: \"x\" };");
    assert_eq!(of(&parts(json!({ "required": ["b"] }))), "type A = B & { b: {} | null };");
    assert_eq!(
        of(&parts(json!({ "additionalProperties": { "type": "string" } }))),
        "type A = B & { [name: string]: string };"
    );
    assert_eq!(of(&parts(json!({ "type": "string" }))), "type A = B & string;");
    assert_eq!(of(&parts(json!({ "type": "object" }))), "interface A extends B {\n}");
}

#[test]
fn the_rules_of_a_schema_are_tags() {
    let schema = json!({
        "type": "array", "title": "Titre", "description": "Texte", "minItems": 1, "uniqueItems": true,
        "exclusiveMinimum": false, "default": ["a"], "example": ["b"],
        "items": { "type": "string", "format": "date", "maxLength": 10 },
        "externalDocs": { "url": "https://a.example/" },
    });
    let expected = "/**\n * Titre\n *\n * Texte\n * @minItems 1\n * @uniqueItems\n * @default [\"a\"]\n \
                    * @items format date, maxLength 10\n * @example [\"b\"]\n * @see https://a.example/\n \
                    */\nexport type A = string[];";
    assert_eq!(of(&schema), expected);
    assert_eq!(of(&json!({ "type": "string", "title": "A" })), "type A = string;");
    let long = of(&json!({ "type": "integer", "format": "int64" }));
    assert_eq!(long, "/** @format int64 (not exact beyond 2^53) */\nexport type A = number;");
}

#[test]
fn values_of_a_hierarchy_are_told_apart_by_their_names() {
    let text = declarations(&json!({
        "Animal": { "discriminator": "t", "required": ["t"], "properties": { "t": { "type": "string" } } },
        "Chat": { "allOf": [{ "$ref": "#/definitions/Animal" }, { "properties": { "vies": { "type": "integer" } } }] },
        "Chien": { "allOf": [{ "$ref": "#/definitions/Animal" }] },
        "Seul": { "discriminator": "t", "properties": { "t": { "type": "string" } } },
    }));
    assert!(text.starts_with("export type Animal = Chat | Chien | (AnimalBase & { t: \"Animal\" });\n"), "{text}");
    assert!(
        text.contains("\n/** What every {@link Animal} has. */\nexport interface AnimalBase {\n  t: string;\n}\n"),
        "{text}"
    );
    assert!(
        text.contains("export interface Chat extends AnimalBase {\n  t: \"Chat\";\n  vies?: number;\n}\n"),
        "{text}"
    );
    assert!(text.contains("export interface Seul {\n  t?: string;\n}"), "{text}");
}

#[test]
fn tags_keep_to_the_values_that_a_hierarchy_allows() {
    let animals = |values: Json| {
        declarations(&json!({
            "Animal": { "discriminator": "t", "properties": { "t": { "type": "string", "enum": values } } },
            "Chat": { "allOf": [{ "$ref": "#/definitions/Animal" }] },
        }))
    };
    let abstract_one = animals(json!(["Chat"]));
    assert!(abstract_one.starts_with("export type Animal = Chat;\n"), "{abstract_one}");
    let other_words = animals(json!(["CHAT", "ANIMAL"]));
    assert!(other_words.starts_with("export type Animal = Chat | AnimalBase;\n"), "{other_words}");
    assert!(other_words.ends_with("export interface Chat extends AnimalBase {\n}"), "{other_words}");
}

#[test]
fn a_definition_may_have_a_word_of_its_own_for_the_discriminator() {
    let animals = |of_root: Json| {
        declarations(&json!({
            "Animal": { "discriminator": "t", "properties": { "t": of_root } },
            "Chat": { "x-discriminator-value": "CHAT", "allOf": [{ "$ref": "#/definitions/Animal" }] },
            "Chien": {
                "allOf": [
                    { "$ref": "#/definitions/Animal" },
                    { "type": "object", "x-ms-discriminator-value": "CHIEN" },
                ],
            },
        }))
    };
    let text = animals(json!({ "type": "string" }));
    assert!(text.contains("export interface Chat extends AnimalBase {\n  t: \"CHAT\";\n}\n"), "{text}");
    assert!(text.contains("export interface Chien extends AnimalBase {\n  t: \"CHIEN\";\n}"), "{text}");
    let text = animals(json!({ "type": "string", "enum": ["CHAT", "Chien"] }));
    assert!(text.starts_with("export type Animal = Chat | Chien;\n"), "{text}");
    assert!(text.contains("  t: \"CHAT\";\n"), "{text}");
    assert!(text.contains("  t: \"Chien\";\n"), "where its word is none of the values, its name is: {text}");
}

#[test]
fn a_part_that_loses_all_its_properties_takes_nothing_away_from_the_others() {
    let id = json!({ "type": "object", "properties": { "id": { "type": "string", "readOnly": true } } });
    let input = |schema: Json| {
        let body = json!({ "name": "a", "in": "body", "schema": { "$ref": "#/definitions/A" } });
        let contract = json!({
            "swagger": "2.0",
            "paths": { "/a": { "put": { "operationId": "op", "parameters": [body] } } },
            "definitions": { "A": schema, "Id": id },
        });
        let text = types(&contract, Order::AsIs);
        let (_, text) = text.rsplit_once(" AInput ").unwrap_or_else(|| panic!("{text}"));
        let (text, _) = text.split_once("\n\n").unwrap_or((text, ""));
        text.trim_end().to_owned()
    };
    let nested = json!({ "allOf": [{ "allOf": [id], "properties": {} }], "properties": { "b": { "type": "string" } } });
    assert_eq!(input(nested), "= { b?: string };");
    assert_eq!(input(json!({ "allOf": [{ "allOf": [id] }] })), "= { [name: string]: unknown };");
    let of_nullable = json!({ "allOf": [{ "$ref": "#/definitions/Id" }, { "allOf": [{ "required": ["c"] }] }] });
    assert_eq!(input(of_nullable), "= IdInput & { c: {} | null };");
    assert_eq!(input(json!({ "properties": { "o": id } })), "{\n  o?: { [name: string]: never };\n}");
}

#[test]
fn a_reference_that_leads_nowhere_is_anything_and_says_so() {
    let contract = json!({
        "swagger": "2.0",
        "paths": {},
        "definitions": { "A": { "$ref": "#/x-a" } },
        "x-a": { "properties": {
            "b": { "$ref": "#/x-b" },
            "c": { "items": { "$ref": "c.json#/C" } },
            "d": { "allOf": [{ "$ref": "#/x-b" }, { "properties": { "e": { "type": "string" } } }] },
            "f": { "$ref": "#/x-f" },
        } },
        "x-f": { "$ref": "#/x-f" },
    });
    let text = types(&contract, Order::AsIs);
    for expected in [
        "/** `#/x-b` leads nowhere: it may be anything. */\n  b?: unknown;",
        "/** `c.json#/C` leads out of the contract: it may be anything. */\n  c?: unknown[];",
        "/** `#/x-b` leads nowhere: it may be anything. */\n  d?: { e?: string };",
        "/** `#/x-f` leads nowhere: it may be anything. */\n  f?: unknown;",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
}

#[test]
fn what_is_read_only_is_no_part_of_a_request() {
    let contract = |used: bool| {
        json!({
            "swagger": "2.0",
            "paths": { "/a": { "post": { "operationId": "op", "parameters": [{
                "name": "a", "in": "body", "required": true,
                "schema": if used {
                    json!({ "type": "array", "items": { "$ref": "#/definitions/A" } })
                } else {
                    json!({ "$ref": "#/definitions/C" })
                },
            }] } } },
            "definitions": {
                "A": { "properties": { "b": { "$ref": "#/definitions/B" }, "c": { "$ref": "#/definitions/C" } } },
                "B": { "required": ["id"], "properties": {
                    "id": { "readOnly": true, "type": "integer" },
                    "d": { "type": "string" },
                } },
                "C": { "properties": { "d": { "type": "string" } } },
            },
        })
    };
    let text = types(&contract(true), Order::AsIs);
    assert!(text.contains("    parameters: { a: AInput[] };\n"), "{text}");
    assert!(text.contains("export interface AInput {\n  b?: BInput;\n  c?: C;\n}\n"), "{text}");
    assert!(text.contains("export interface BInput {\n  d?: string;\n}\n"), "{text}");
    assert!(text.contains("export interface B {\n  d?: string;\n  readonly id: number;\n}\n"), "{text}");
    assert!(!types(&contract(false), Order::AsIs).contains("Input"), "nobody sends it");
}

#[test]
fn parameters_are_what_call_takes() {
    for (given, expected) in [
        (json!({ "name": "a", "in": "query", "type": "integer" }), "{ a?: number }"),
        (json!({ "name": "a", "in": "query", "type": "string", "required": true }), "{ a: string }"),
        (json!({ "name": "a-b", "in": "header", "type": "boolean" }), "{ \"a-b\"?: boolean }"),
        (json!({ "name": "a", "in": "formData", "type": "file" }), "{ a?: FileLike }"),
        (
            json!({ "name": "a", "in": "query", "type": "array", "items": { "type": "string", "enum": ["x", "y"] } }),
            "{ a?: readonly (\"x\" | \"y\")[] }",
        ),
        (
            json!({ "name": "a", "in": "query", "type": "integer", "format": "int64" }),
            "{\n      /** @format int64 (a bigint beyond 2^53) */\n      a?: number | bigint;\n    }",
        ),
        (json!({ "name": "a", "in": "body", "schema": { "$ref": "#/definitions/B" } }), "{ a?: B }"),
        (json!({ "name": "Accept", "in": "header", "type": "string" }), "{ [name: string]: never }"),
    ] {
        assert_eq!(parameter(&given), expected, "{given}");
    }
}

#[test]
fn parameters_that_are_odd_are_what_the_client_takes_for_them() {
    let of = |path: &str, parameters: Json| {
        let contract = json!({ "swagger": "2.0", "paths": { path: { "get": { "parameters": parameters } } } });
        let text = types(&contract, Order::AsIs);
        let (_, text) = text.split_once("parameters: ").unwrap_or_else(|| panic!("{text}"));
        text.split_once(";\n    data:").unwrap_or_else(|| panic!("{text}")).0.to_owned()
    };
    for (path, parameters, expected) in [
        ("/a/{b}", json!([]), "{ b: string | number | boolean }"),
        ("/a/{b:.+}", json!([{ "name": "b", "in": "path", "type": "integer" }]), "{ b: number }"),
        ("/a", json!([{ "name": "b", "in": "query", "schema": { "type": "integer" } }]), "{ b?: number }"),
        ("/a", json!([{ "name": "b", "in": "query" }]), "{ b?: unknown }"),
        ("/a", json!([{ "name": "b", "in": "query", "type": "ref" }]), "{ b?: unknown }"),
        ("/a", json!([{ "name": "b", "in": "query", "type": "array" }]), "{ b?: readonly unknown[] }"),
        ("/a", json!([{ "name": "b", "in": "path", "type": "string" }]), "{ [name: string]: never }"),
        ("/a", json!([{ "name": "b", "in": "cookie", "type": "string" }]), "{ [name: string]: never }"),
        ("/a", json!([null, 5, { "in": "query" }]), "{ [name: string]: never }"),
        ("/a", json!([{ "name": "", "in": "query", "type": "string" }]), "{ \"\"?: string }"),
        ("/a", json!([{ "in": "body", "schema": null }]), "{ body?: unknown }"),
    ] {
        assert_eq!(of(path, parameters.clone()), expected, "{path} {parameters}");
    }
}

#[test]
fn an_operation_that_cannot_be_called_says_so() {
    let contract = json!({ "swagger": "2.0", "paths": { "/../a": { "get": {} }, "/b": { "get": {} } } });
    let text = types(&contract, Order::AsIs);
    let expected = "   * `GET /../a`\n   *\n   * The contract does not say how to call it: \
                    `sne-cotation operations` tells why.\n   */\n  \"GET /../a\": {";
    assert!(text.contains(expected), "{text}");
    assert!(text.contains("  /** `GET /b` */\n  \"GET /b\": {"), "{text}");
}

#[test]
fn integers_of_64_bits_are_what_the_client_makes_of_them() {
    let long = json!({ "type": "integer", "format": "int64" });
    let of = |integers: &str| {
        let body = json!({ "name": "a", "in": "body", "schema": { "$ref": "#/definitions/A" } });
        let path = json!({ "put": {
            "operationId": "op",
            "parameters": [body, { "name": "id", "in": "query", "type": "integer", "format": "int64" }],
            "responses": { "200": { "description": "OK", "schema": { "type": "array", "items": long } } },
        } });
        let properties = json!({
            "id": long, "short": { "type": "integer", "format": "int32" },
            "one": { "type": "integer", "format": "int64", "enum": [1, -2] },
        });
        let definitions = json!({ "A": { "properties": properties }, "B": long });
        let contract = json!({ "swagger": "2.0", "paths": { "/a": path }, "definitions": definitions });
        let contract = Contract::read(flat(&contract, Order::AsIs).into_document()).unwrap_or_else(|it| panic!("{it}"));
        types_with(&contract, Integers::named(integers).unwrap_or_else(|| panic!("{integers}")))
            .unwrap_or_else(|error| panic!("{error}"))
    };
    for (integers, expected) in [
        ("number", ["a?: A", "data: number[]", "id?: number;\n  one?: 1 | -2", "short?: number", "type B = number"]),
        ("bigint", ["a?: A", "data: bigint[]", "id?: bigint;\n  one?: 1n | -2n", "short?: number", "type B = bigint"]),
        (
            "text",
            [
                "a?: AInput",
                "data: string[]",
                "id?: string;\n  one?: \"1\" | \"-2\"",
                "short?: number",
                "type B = string",
            ],
        ),
    ] {
        let text = of(integers).replace("  /** @format int64 */\n", "");
        let text = text.replace("  /** @format int64 (not exact beyond 2^53) */\n", "");
        let text = text.replace("  /** @format int32 */\n", "");
        for part in expected {
            assert!(text.contains(&format!("{part};")), "{integers}, {part}: {text}");
        }
        assert!(text.contains("id?: number | bigint;"), "{text}");
    }
    assert!(of("text").contains("AInput {\n  /** @format int64 */\n  id?: number | bigint;"), "{}", of("text"));
    assert_eq!(Integers::named("long"), None);
}

#[test]
fn a_body_that_is_no_json_is_a_text_or_a_file() {
    let body = json!({ "name": "a", "in": "body", "schema": { "$ref": "#/definitions/B" } });
    for (consumes, expected) in [
        (json!(["application/json"]), "{ a?: B }"),
        (json!(["text/xml", "application/problem+json"]), "{ a?: B }"),
        (json!(["*/*"]), "{ a?: B }"),
        (json!([]), "{ a?: B }"),
        (json!(["application/xml"]), "{ a?: string | FileLike }"),
    ] {
        let text = operation(&json!({ "operationId": "op", "consumes": consumes, "parameters": [body] }));
        assert!(text.contains(&format!("parameters: {expected};")), "{consumes}: {text}");
    }
}

#[test]
fn data_is_that_of_the_successes() {
    let b = json!({ "description": "", "schema": { "$ref": "#/definitions/B" } });
    let c = json!({ "description": "", "schema": { "$ref": "#/definitions/C" } });
    let none = json!({ "description": "" });
    for (responses, expected) in [
        (json!({ "200": b, "400": c, "default": c }), "B;"),
        (json!({ "200": b, "201": none, "401": none }), "B;"),
        (json!({ "200": b, "206": b }), "B;"),
        (json!({ "200": b, "202": none, "203": none }), "B;"),
        // An empty 200 is an answer then.
        (json!({ "200": none, "206": b }), "unknown;\n    byStatus: {\n      200: unknown;\n      206: B;\n    };"),
        (json!({ "default": none }), "unknown;"),
        (json!({ "200": none }), "unknown;"),
        (json!({ "204": none }), "undefined;"),
        (json!({ "default": b, "404": c }), "B;"),
        (json!({ "404": c }), "unknown;"),
        (json!({}), "unknown;"),
        (json!({ "200": b, "201": c }), "B | C;\n    byStatus: {\n      200: B;\n      201: C;\n    };"),
        (
            json!({ "200": b, "204": none }),
            "B | undefined;\n    byStatus: {\n      200: B;\n      204: undefined;\n    };",
        ),
    ] {
        assert_eq!(data(&json!(["application/json"]), &responses), expected, "{responses}");
    }
}

#[test]
fn data_is_what_the_client_makes_of_a_body() {
    let of = |produces: Json, schema: Json| data(&produces, &json!({ "200": { "description": "", "schema": schema } }));
    let (b, file) = (json!({ "$ref": "#/definitions/B" }), json!({ "type": "file" }));
    assert_eq!(of(json!(["text/plain", "application/json"]), b.clone()), "B;");
    assert_eq!(of(json!([]), b.clone()), "B;");
    assert_eq!(of(json!(["*/*"]), b.clone()), "B;");
    assert_eq!(of(json!(["text/csv; charset=utf-8"]), b.clone()), "B | string;");
    assert_eq!(of(json!(["application/pdf"]), b), "Uint8Array;");
    assert_eq!(of(json!(["application/pdf"]), file.clone()), "Uint8Array;");
    assert_eq!(of(json!(["application/pdf", "text/plain"]), file.clone()), "Uint8Array | string;");
    assert_eq!(of(json!([]), file.clone()), "Uint8Array | string;");
    assert_eq!(of(json!(["application/json"]), file), "unknown;");
}

/// Without a schema, the client takes an answer that has no body, and often no media type either, for an answer.
#[test]
fn data_may_be_missing_where_there_is_no_schema() {
    let of = |produces: Json, status: &str| data(&produces, &json!({ status: { "description": "" } }));
    for status in ["200", "201", "202", "default"] {
        assert_eq!(of(json!(["application/json"]), status), "unknown;", "which it is among");
        assert_eq!(of(json!(["text/csv"]), status), "string | undefined;", "{status}");
        assert_eq!(of(json!(["application/pdf"]), status), "Uint8Array | undefined;", "{status}");
    }
    assert_eq!(of(json!(["text/csv"]), "206"), "string;", "an empty one is an error");
}

#[test]
fn names_do_not_depend_on_the_order_of_a_contract() {
    let text = declarations(&json!({ "a.b": {}, "a-b": {}, "Page«A»": {}, "class": {} }));
    for name in ["a$002Db", "a$002Eb", "PageA", "class$"] {
        assert!(text.contains(&format!("export type {name} = unknown;")), "{text}");
    }
}
