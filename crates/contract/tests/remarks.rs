//! Remarks: what an oddity costs and whom, and that what it does not touch is exact.

#![expect(clippy::panic, reason = "tests")]

mod support;

use serde_json::{Value as Json, json};
use sne_cotation_contract::listing;
use support::{bound, contract, mistakes, pairs, refused, remark, remarks, told, with_parameters, with_paths, written};

/// A contract with an operation beside a path item that is odd.
fn beside(path: &str, item: &Json) -> Json {
    with_paths(&json!({ path: item, "/bien": { "get": { "operationId": "bien" } } }), &json!({}))
}

fn get(parameters: &Json) -> Json {
    json!({ "get": { "operationId": "op", "parameters": parameters } })
}

fn text(name: &str, place: &str) -> Json {
    json!({ "name": name, "in": place, "type": "string", "required": place == "path" })
}

/// The path and the query that a call of `op` has.
fn sent(document: &Json, parameters: &Json) -> (String, Json) {
    let request = bound(document, parameters);
    let part = |name| request.get(name).cloned().unwrap_or_default();
    (part("path").as_str().unwrap_or_default().to_owned(), part("query"))
}

/// What touches which operations, in the order of the remarks.
fn touched(document: &Json) -> Vec<(String, &'static str, Vec<String>)> {
    let contract = contract(document);
    let tell = |it| contract.operations_of(it).map(str::to_owned).collect();
    contract.remarks.iter().map(|it| (it.pointer().to_owned(), it.costs.as_str(), tell(it))).collect()
}

#[test]
fn paths_are_sent_as_they_are_meant() {
    let declared = |path: &str| beside(path, &get(&json!([text("p", "path")])));
    let none = |path: &str| beside(path, &get(&json!([])));
    let given = json!({ "p": "a b" });
    let nothing = json!({});
    let rows = [
        (declared("/o/{p:.+}"), &given, "/o/a%20b", json!({}), "path-template"),
        (declared("/o/{p:[0-9]{5}}/x"), &given, "/o/a%20b/x", json!({}), "path-template"),
        (declared("/o/{+p}"), &given, "/o/a%20b", json!({}), "path-template"),
        (declared("/o/{p+}"), &given, "/o/a%20b", json!({}), "path-template"),
        (declared("/o/{p}{?page,size}"), &given, "/o/a%20b", json!({}), "path-template"),
        (declared("/o/{P}"), &given, "/o/a%20b", json!({}), "path-parameter-case"),
        (declared("o/{p}"), &given, "/o/a%20b", json!({}), "path-slash"),
        (declared("/o?q={p}"), &given, "/o", json!({ "q": "a b" }), "path-query"),
        (none("/o?x=1&y=a%20b+c&z"), &nothing, "/o", json!({ "x": "1", "y": "a b c", "z": "" }), "path-query"),
        (none("/o#Action=x"), &nothing, "/o", json!({}), "path-fragment"),
        (none("/o/**"), &nothing, "/o/**", json!({}), "path-wildcard"),
        (none("/o//x"), &nothing, "/o//x", json!({}), "path-double-slash"),
    ];
    for (document, given, path, query, rule) in rows {
        let found = remarks(&document);
        assert_eq!(found.len(), 1, "{document} {found:?}");
        assert_eq!((found[0].0.as_str(), found[0].2.as_str()), (rule, "nothing"), "{document}");
        assert_eq!(sent(&document, given), (path.to_owned(), query), "{document}");
    }
}

#[test]
fn a_parameter_of_the_query_replaces_what_is_written_into_the_path() {
    let document = beside("/o?x=1&y=2", &get(&json!([text("x", "query")])));
    assert_eq!(sent(&document, &json!({ "x": "3" })).1, json!({ "x": "3", "y": "2" }));
    assert_eq!(sent(&document, &json!({})).1, json!({ "x": "1", "y": "2" }));
    let document = beside("/o?x={x}", &get(&json!([text("x", "query")])));
    assert_eq!(sent(&document, &json!({ "x": "3" })).1, json!({ "x": "3" }));
    assert_eq!(sent(&document, &json!({})).1, json!({}));
}

#[test]
fn a_place_in_the_path_that_nobody_declares_is_given_by_its_name() {
    let document = beside("/o/{a}/{b}", &get(&json!([text("a", "path"), text("b", "query")])));
    assert_eq!(remarks(&document), [remark("path-parameter-undeclared", "/paths/~1o~1{a}~1{b}/get", "check")]);
    let given = json!({ "a": "1", "path.b": 5, "query.b": "q" });
    assert_eq!(sent(&document, &given), ("/o/1/5".to_owned(), json!({ "b": "q" })));
    assert_eq!(mistakes(&document, &json!({ "a": "1" })), pairs(&[("/path.b", "required")]));
    let listed = written(listing::operations(&contract(&document)));
    let told = json!({ "key": "path.b", "name": "b", "in": "path", "required": true, "schema": { "type": "string" } });
    assert_eq!(listed[1]["parameters"][2], told);
}

#[test]
fn a_parameter_that_goes_nowhere_is_left_aside() {
    let form = json!({ "name": "c", "in": "cookie", "type": "string", "required": true });
    let header = json!({ "name": "a b", "in": "header", "type": "string", "required": true });
    let document = beside("/o", &get(&json!([text("p", "path"), form, header, text("q", "query")])));
    let rules: Vec<_> = remarks(&document).into_iter().map(|(rule, ..)| rule).collect();
    assert_eq!(rules, ["in", "header-name", "path-parameter-unused"]);
    let all = json!({ "p": "1", "c": "2", "a b": "3", "q": "4" });
    assert_eq!(sent(&document, &all), ("/o".to_owned(), json!({ "q": "4" })));
    assert_eq!(sent(&document, &json!({})), ("/o".to_owned(), json!({})));
    assert_eq!(mistakes(&document, &json!({ "x": 1 })), pairs(&[("/x", "unknown")]));
}

#[test]
fn a_call_has_one_of_two_bodies() {
    let body = |name: &str| json!({ "name": name, "in": "body", "required": true, "schema": { "type": "object" } });
    let form = json!({ "name": "f", "in": "formData", "type": "string", "required": true });
    let document = with_parameters("post", "/a", &json!([body("a"), body("b"), form]), &json!({}));
    assert_eq!(remarks(&document), [remark("body-twice", "/paths/~1a/post", "check")]);
    assert_eq!(bound(&document, &json!({ "b": {} }))["body"], json!("b"));
    assert_eq!(bound(&document, &json!({ "f": "x" }))["form"], json!({ "f": "x" }));
    for given in [json!({ "a": {}, "b": {} }), json!({ "a": {}, "f": "x" })] {
        let found = mistakes(&document, &given);
        assert_eq!((found.len(), found[0].1.as_str()), (1, "remark-body-twice"), "{given}");
    }
    // Both are held against their schema all the same.
    assert_eq!(mistakes(&document, &json!({ "a": 1 })), pairs(&[("/a", "type")]));
}

#[test]
fn values_by_what_is_not_sure_go_through() {
    let number = |kind: &str| json!({ "name": "p", "in": "query", "type": kind });
    for parameters in [
        json!([number("integer"), number("string")]),
        json!([number("string"), number("integer")]),
        json!([number("ref")]),
        json!([{ "name": "p", "in": "query" }]),
        json!([{ "name": "p", "in": "query", "type": "string", "maxLength": "1", "enum": "x", "pattern": "(" }]),
        json!([{ "name": "p", "in": "query", "schema": { "$ref": "x.json" } }]),
    ] {
        let document = with_parameters("get", "/a", &parameters, &json!({}));
        assert!(!remarks(&document).is_empty(), "{parameters}");
        assert_eq!(bound(&document, &json!({ "p": "abc" }))["query"], json!({ "p": "abc" }), "{parameters}");
        if parameters[0]["enum"].is_null() {
            assert_eq!(bound(&document, &json!({ "p": 12 }))["query"], json!({ "p": "12" }), "{parameters}");
        }
    }
    let list = json!([{ "name": "p", "in": "query", "type": "array", "collectionFormat": "x", "items": {} }]);
    let document = with_parameters("get", "/a", &list, &json!({}));
    assert_eq!(bound(&document, &json!({ "p": ["a", 1] }))["query"], json!({ "p": "a,1" }));
    // What is certain is still found.
    let schema = json!([{ "name": "p", "in": "query", "schema": { "$ref": "#/definitions/E" } }]);
    let mut document = with_parameters("get", "/a", &schema, &json!({}));
    document["definitions"] = json!({ "E": { "type": "string", "enum": ["A"] } });
    assert_eq!(bound(&document, &json!({ "p": "A" }))["query"], json!({ "p": "A" }));
    assert_eq!(mistakes(&document, &json!({ "p": "B" })), pairs(&[("/p", "enum")]));
}

#[test]
fn an_operation_that_cannot_be_built_says_so_when_it_is_called() {
    let rows = [
        (beside("/a/../b", &get(&json!([]))), "path-unusable", "/paths/~1a~1..~1b"),
        (beside("/a\\b", &get(&json!([]))), "path-unusable", "/paths/~1a\\b"),
        (beside("https://a.example/b", &get(&json!([]))), "path-unusable", "/paths/https:~1~1a.example~1b"),
        (beside("/a?b=c{d}", &get(&json!([]))), "path-unusable", "/paths/~1a?b=c{d}"),
        (beside("/a", &get(&json!({ "p": 1 }))), "malformed", "/paths/~1a/get/parameters"),
    ];
    for (document, rule, pointer) in rows {
        assert!(remarks(&document).contains(&remark(rule, pointer, "operation")), "{document}");
        let error = refused(&document, &json!(["op", null, null, 1]));
        assert_eq!((error.reason().id(), error.fact("pointer")), ("operation-flawed", Some(pointer)), "{document}");
        assert_eq!(told(error.mistakes()), pairs(&[(pointer, &format!("remark-{rule}"))]));
        assert_eq!(error.fact("operation"), Some("op"));
        assert_eq!(contract(&document).operations.len(), 2);
        assert!(contract(&document).operation("bien").is_ok_and(|it| it.flaw.is_none()));
    }
}

#[test]
fn path_items_may_be_anywhere() {
    let document = with_paths(
        &json!({
            "/a": { "$ref": "#/x-paths/one" },
            "/b": { "$ref": "#/paths/~1a", "post": { "operationId": "own" } },
            "/c": { "$ref": "other.json", "put": { "operationId": "beside" } },
            "/d": { "get": { "$ref": "#/x-paths/one/get" } },
        }),
        &json!({ "x-paths": { "one": { "parameters": [text("p", "query")], "get": { "responses": { "200": {
            "schema": { "type": "x" } } } } } } }),
    );
    let contract = contract(&document);
    let ids: Vec<_> = contract.operations.iter().map(|it| (it.id.as_str(), it.parameters.len())).collect();
    assert_eq!(ids, [("GET /a", 1), ("GET /b", 1), ("own", 0), ("beside", 0), ("GET /d", 0)]);
    let odd = "/x-paths/one/get/responses/200/schema/type";
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        touched(&document),
        [
            ("/paths/~1c/$ref".to_owned(), "operation", names(&[])),
            (odd.to_owned(), "check", names(&["GET /a", "GET /b"])),
            (odd.to_owned(), "check", names(&["GET /d"])),
        ]
    );
}

#[test]
fn operations_are_touched_through_references() {
    let reference = |name: &str| json!({ "$ref": format!("#/definitions/{name}") });
    let answer = |status: &str, name: &str| {
        let responses = json!({ status: { "schema": reference(name) } });
        json!({ "operationId": name, "responses": responses })
    };
    let odd = json!({ "type": "x" });
    let document = with_paths(
        &json!({
            "/a": { "get": answer("200", "A") },
            "/b": { "get": answer("default", "B") },
            "/c": { "get": answer("404", "C") },
            "/d": { "get": { "operationId": "D", "responses": { "200": { "$ref": "#/responses/R" } } } },
            "/e": { "post": { "operationId": "E", "parameters": [{ "$ref": "#/parameters/P" }] } },
        }),
        &json!({
            "definitions": {
                // In a circle, and one that leads into it.
                "A": { "properties": { "b": reference("B"), "odd": odd } },
                "B": { "items": reference("A"), "x": 1 },
                "C": odd,
                "R": { "allOf": [odd, reference("B")] },
                "P": odd,
                "unused": odd,
            },
            "responses": { "R": { "schema": reference("R") } },
            "parameters": { "P": { "name": "p", "in": "body", "schema": reference("P") } },
        }),
    );
    let told = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let place = |place: &str| format!("/definitions/{place}/type");
    assert_eq!(
        touched(&document),
        [
            (place("A/properties/odd"), "check", told(&["A", "B", "D"])),
            (place("C"), "nothing", told(&[])),
            (place("P"), "check", told(&["E"])),
            (place("R/allOf/0"), "check", told(&["D"])),
            (place("unused"), "nothing", told(&[])),
        ]
    );
}

#[test]
fn what_is_told_of_operations_is_what_types_say() {
    let odd = json!({ "get": {
        "operationId": "op", "summary": 1, "description": [], "tags": ["t", 1], "produces": [1, "text/plain"],
        "consumes": "x", "parameters": [{ "name": "p", "in": "query", "type": "string", "description": 5 }],
    } });
    let document = with_paths(&json!({ "/a": odd }), &json!({ "consumes": ["application/json"] }));
    let parameter =
        json!({ "key": "p", "name": "p", "in": "query", "required": false, "schema": { "type": "string" } });
    let expected = json!([{
        "id": "op", "method": "GET", "path": "/a", "summary": "", "tags": ["t"], "deprecated": false,
        "parameters": [parameter], "consumes": ["application/json"], "produces": ["text/plain"],
        "responses": [],
    }]);
    assert_eq!(written(listing::operations(&contract(&document))), expected);
}

#[test]
fn remarks_are_told_with_what_they_cost_and_whom() {
    let document = with_parameters("get", "/a", &json!([{ "name": "p", "in": "query", "type": "x" }]), &json!({}));
    let told = written(listing::remarks(&contract(&document)));
    let [rule, attempts, ..] = &told[0][0].as_array().unwrap()[..] else { panic!("{told}") };
    assert!(rule.is_number() && *attempts == json!(0));
    assert_eq!(
        told[0][0].as_array().unwrap()[2..],
        [json!("pointer"), json!("/paths/~1a/get/parameters/0/type"), json!("given"), json!("x")]
    );
    assert_eq!(told[0].as_array().unwrap()[1..], [json!("check"), json!(["op"])]);
    assert_eq!(written(listing::remarks(&contract(&with_paths(&json!({}), &json!({}))))), json!([]));
}
