//! Parameters and paths as other tools write them: where it is certain what is meant, the request is that.

#![expect(clippy::panic, reason = "tests")]

mod support;

use serde_json::{Value as Json, json};
use support::{bound, contract, mistakes, pairs, remark, remarks, with_parameters, with_paths};

fn text(name: &str, place: &str) -> Json {
    json!({ "name": name, "in": place, "type": "string" })
}

fn get(path: &str, parameters: &Json) -> Json {
    with_parameters("get", path, parameters, &json!({}))
}

#[test]
fn names_in_a_path_are_marked_in_many_ways() {
    for path in ["/:p", "/<p>", "/<int:p>", "/[p]", "/$p", "/{{p}}", "/${p}", "/{p=5}", "/{p", "/p}"] {
        for (before, after) in [("", ""), ("/a", "/b"), ("/a", ".json")] {
            // Marks without an end are a whole part of the path.
            if after == ".json" && !path.contains("p}}") && !path.contains("{p}") && !path.contains("=5") {
                continue;
            }
            let document = get(&format!("{before}{path}{after}"), &json!([text("p", "path")]));
            let rules: Vec<_> = remarks(&document).into_iter().map(|(rule, _, costs)| (rule, costs)).collect();
            assert!(rules.contains(&("path-template".to_owned(), "nothing".to_owned())), "{path}{after} {rules:?}");
            assert_eq!(bound(&document, &json!({ "p": "x" }))["path"], format!("{before}/x{after}"), "{path}{after}");
        }
    }
    // What is no parameter stays as it is.
    for path in ["/a:b", "/v1/:lire", "/[]", "/$count", "/100%25"] {
        assert_eq!(bound(&get(path, &json!([])), &json!({}))["path"], path);
    }
}

#[test]
fn what_a_path_expands_into_its_query_can_be_given() {
    let document = get("/a{?p,q*}", &json!([text("p", "query")]));
    assert_eq!(remarks(&document), [remark("path-template", "/paths/~1a{?p,q*}", "nothing")]);
    assert_eq!(bound(&document, &json!({ "p": "1", "q": "2" }))["query"], json!({ "p": "1", "q": "2" }));
    assert_eq!(bound(&document, &json!({}))["query"], json!({}));
    assert_eq!(mistakes(&document, &json!({ "r": "1" })), pairs(&[("/r", "unknown")]));
}

#[test]
fn expansions_have_their_signs() {
    let rows = [
        ("/a{/p}", "/a/x"),
        ("/a{.p}", "/a.x"),
        ("/a{;p}", "/a;p=x"),
        ("/{p,q}", "/x,y"),
        ("/a%zz/{p}", "/a%25zz/x"),
        (" /a/{p}\n", "/a/x"),
    ];
    for (path, expected) in rows {
        let document = get(path, &json!([text("p", "path"), text("q", "path")]));
        assert_eq!(bound(&document, &json!({ "p": "x", "q": "y" }))["path"], expected, "{path:?}");
    }
}

#[test]
fn a_place_and_its_parameter_may_be_spelt_in_two_ways() {
    for (place, name, key) in [
        ("user_id", "userId", "userId"),
        ("id", " id ", "id"),
        ("id", "{id}", "id"),
        ("id", ":id", "id"),
        ("Id", "id", "id"),
    ] {
        let document = get(&format!("/a/{{{place}}}"), &json!([text(name, "path")]));
        let rules: Vec<_> = remarks(&document).into_iter().map(|(rule, ..)| rule).collect();
        assert!(rules.contains(&"path-parameter-case".to_owned()), "{name} {rules:?}");
        assert_eq!(bound(&document, &json!({ key: "1" }))["path"], "/a/1", "{place} {name}");
    }
}

#[test]
fn places_have_other_names_elsewhere() {
    for (written, place) in [("form", "form"), ("form-data", "form"), (" query ", "query"), ("queryString", "query")] {
        let document = with_parameters("post", "/a", &json!([text("p", written)]), &json!({}));
        assert_eq!(remarks(&document).first(), Some(&remark("in", "/paths/~1a/post/parameters/0/in", "nothing")));
        assert_eq!(bound(&document, &json!({ "p": "x" }))[place], json!({ "p": "x" }), "{written}");
    }
    let older = get("/a", &json!([{ "name": "p", "paramType": "query", "type": "string" }]));
    assert_eq!(bound(&older, &json!({ "p": "x" }))["query"], json!({ "p": "x" }));
}

/// Many write it there in place of a schema.
#[test]
fn a_parameter_that_refers_to_a_schema_has_its_own_place() {
    let with = |method: &str, parameter: Json| {
        with_paths(
            &json!({ "/a": { method: { "operationId": "op", "parameters": [parameter] } } }),
            &json!({ "definitions": { "E": { "type": "string", "enum": ["A"] }, "O": { "required": ["a"] } } }),
        )
    };
    let query = with("get", json!({ "name": "p", "in": "query", "$ref": "#/definitions/E" }));
    assert_eq!(remarks(&query), [remark("parameter-schema", "/paths/~1a/get/parameters/0", "nothing")]);
    assert_eq!(bound(&query, &json!({ "p": "A" }))["query"], json!({ "p": "A" }));
    assert_eq!(mistakes(&query, &json!({ "p": "B" })), pairs(&[("/p", "enum")]));
    let body = with("post", json!({ "name": "b", "in": "body", "$ref": "#/definitions/O" }));
    assert_eq!(bound(&body, &json!({ "b": { "a": 1 } }))["body"], "b");
    assert_eq!(mistakes(&body, &json!({ "b": {} })), pairs(&[("/b/a", "required")]));
}

/// YAML's anchors leave lists in lists, and PHP writes a list with gaps as an object.
#[test]
fn parameters_may_be_in_lists_of_lists_or_under_names() {
    let (p, q) = (text("p", "query"), text("q", "query"));
    let inside = "/paths/~1a/get/parameters";
    for (parameters, pointer) in
        [(json!([p, [q]]), format!("{inside}/1")), (json!({ "0": p, "2": q }), inside.to_owned())]
    {
        let document = get("/a", &parameters);
        assert_eq!(remarks(&document), [remark("malformed", &pointer, "nothing")], "{parameters}");
        assert_eq!(bound(&document, &json!({ "p": "1", "q": "2" }))["query"], json!({ "p": "1", "q": "2" }));
    }
    assert!(contract(&get("/a", &json!({ "p": 1 }))).operations[0].flaw.is_some());
}

#[test]
fn a_way_of_writing_lists_is_known_in_any_case_and_beside_the_items() {
    let list = |format: Json, of_items: Json| {
        let items = json!({ "type": "string", "collectionFormat": of_items });
        get("/a", &json!([{ "name": "p", "in": "query", "type": "array", "items": items, "collectionFormat": format }]))
    };
    let rows = [
        (json!("MULTI"), json!(null), json!(["a", "b"])),
        (json!("Pipes"), json!(null), json!("a|b")),
        (json!("csv"), json!("multi"), json!("a,b")),
    ];
    for (format, of_items, expected) in rows {
        let document = list(format, of_items);
        assert_eq!(remarks(&document), [], "{document}");
        assert_eq!(bound(&document, &json!({ "p": ["a", "b"] }))["query"]["p"], expected);
    }
    let mut beside = list(json!(null), json!("multi"));
    beside["paths"]["/a"]["get"]["parameters"][0].as_object_mut().map(|it| it.remove("collectionFormat"));
    assert_eq!(remarks(&beside), []);
    assert_eq!(bound(&beside, &json!({ "p": ["a", "b"] }))["query"]["p"], json!(["a", "b"]));
}

/// What must be there, and is not given, the server cannot assume: a version in the path, say.
#[test]
fn the_default_of_what_is_required_is_sent() {
    let document = get(
        "/{v}/a",
        &json!([
            { "name": "v", "in": "path", "required": true, "type": "string", "default": "v1" },
            { "name": "api-version", "in": "query", "required": true, "type": "integer", "default": 2 },
            { "name": "page", "in": "query", "type": "integer", "default": 3 },
        ]),
    );
    let request = bound(&document, &json!({}));
    assert_eq!((&request["path"], &request["query"]), (&json!("/v1/a"), &json!({ "api-version": "2" })));
    let request = bound(&document, &json!({ "v": "v2", "api-version": 1 }));
    assert_eq!((&request["path"], &request["query"]), (&json!("/v2/a"), &json!({ "api-version": "1" })));
}

/// Names of headers have no case (RFC 9110, section 5.1).
#[test]
fn a_header_is_given_in_any_case() {
    let document = get("/a", &json!([text("X-Id", "header"), text("q", "query")]));
    for name in ["X-Id", "x-id", "X-ID"] {
        assert_eq!(bound(&document, &json!({ name: "1" }))["headers"], json!({ "X-Id": "1" }), "{name}");
    }
    assert_eq!(mistakes(&document, &json!({ "Q": "1" })), pairs(&[("/Q", "unknown-near")]));
}

#[test]
fn a_reference_is_understood_as_others_write_it() {
    let page = json!({ "name": "page", "in": "query", "type": "integer" });
    for (reference, rule) in [
        ("#/parameters/Page", None),
        ("/parameters/Page", Some("reference-form")),
        ("#parameters/Page", Some("reference-form")),
        (" #/parameters/Page ", Some("reference-form")),
        ("#//parameters/Page/", Some("reference-form")),
        ("#/components/parameters/Page", Some("reference-form")),
        ("Page", Some("reference-form")),
        ("#/parameters/Pages", Some("reference-broken")),
        ("Page.json", Some("reference-external")),
        ("common.json#/parameters/Page", Some("reference-external")),
    ] {
        let document = with_paths(
            &json!({ "/a": { "get": { "operationId": "op", "parameters": [{ "$ref": reference }] } } }),
            &json!({ "parameters": { "Page": page } }),
        );
        let rules: Vec<_> = remarks(&document).into_iter().map(|(rule, ..)| rule).collect();
        assert_eq!(rules, rule.map_or(Vec::new(), |rule| vec![rule.to_owned()]), "{reference}");
        if rule.is_none_or(|rule| rule == "reference-form") {
            assert_eq!(bound(&document, &json!({ "page": 1 }))["query"], json!({ "page": "1" }), "{reference}");
        }
    }
    // A name alone is that of a definition, as Swagger 1.2 had it.
    let document = with_paths(
        &json!({}),
        &json!({ "definitions": { "A": { "$ref": "B" }, "B": { "type": "integer" }, "C": { "$ref": "D" } } }),
    );
    let expected = [
        remark("reference-form", "/definitions/A/$ref", "nothing"),
        remark("reference-external", "/definitions/C/$ref", "nothing"),
    ];
    assert_eq!(remarks(&document), expected);
    let checked =
        |value: Json| support::checked(&document, "A", &value, sne_cotation_contract::validation::Direction::Answer);
    assert_eq!((checked(json!(1)), checked(json!("x"))), (pairs(&[]), pairs(&[("", "type")])));
}
