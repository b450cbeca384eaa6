//! Binding: the request that is made of parameters, and every mistake in them.

#![expect(clippy::panic, clippy::unwrap_used, reason = "tests")]

mod support;

use serde_json::{Value as Json, json};
use sne_cotation_contract::binding::bind;
use support::{Native, bound, contract, flat, mistakes, pairs, refused, told, with_parameters, with_paths, written};

fn one(place: &str, more: &Json) -> Json {
    let mut parameter = json!({ "name": "p", "in": place });
    parameter.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let path = if place == "path" { "/a/{p}/b" } else { "/a" };
    with_parameters("post", path, &json!([parameter]), &json!({}))
}

fn list(place: &str, format: &Json) -> Json {
    one(place, &json!({ "type": "array", "items": { "type": "string" }, "collectionFormat": format }))
}

#[test]
fn scalars_are_written_as_they_are() {
    let rows = [
        ("string", json!("é & 1"), "é & 1"),
        ("string", json!(""), ""),
        ("integer", json!(-3), "-3"),
        ("integer", json!(9_007_199_254_740_991_i64), "9007199254740991"),
        ("integer", json!("big:9223372036854775807"), "9223372036854775807"),
        ("number", json!(0.5), "0.5"),
        ("number", json!("big:12"), "12"),
        ("boolean", json!(true), "true"),
        ("boolean", json!(false), "false"),
    ];
    for (kind, given, expected) in rows {
        let request = bound(&one("query", &json!({ "type": kind })), &json!({ "p": given }));
        assert_eq!(request["query"], json!({ "p": expected }), "{kind}");
    }
}

#[test]
fn another_type_is_a_mistake() {
    let rows = [
        ("string", json!(1)),
        ("string", json!(true)),
        ("string", json!(["a"])),
        ("string", json!({})),
        ("integer", json!("1")),
        ("integer", json!("abc")),
        ("integer", json!(1.5)),
        ("integer", json!(true)),
        ("number", json!("0.5")),
        ("boolean", json!("true")),
        ("boolean", json!(1)),
    ];
    for (kind, given) in rows {
        let document = one("query", &json!({ "type": kind }));
        assert_eq!(mistakes(&document, &json!({ "p": given })), pairs(&[("/p", "type")]), "{kind} {given}");
    }
    let document = one("query", &json!({ "type": "integer" }));
    assert_eq!(mistakes(&document, &json!({ "p": 9_007_199_254_740_993_i64 })), pairs(&[("/p", "precision")]));
    assert_eq!(mistakes(&list("query", &json!("csv")), &json!({ "p": "a" })), pairs(&[("/p", "type")]));
    assert_eq!(
        mistakes(&list("query", &json!("multi")), &json!({ "p": ["a", 1, null] })),
        pairs(&[("/p/1", "type"), ("/p/2", "type")])
    );
    assert_eq!(
        mistakes(&one("formData", &json!({ "type": "file" })), &json!({ "p": "text" })),
        pairs(&[("/p", "type")])
    );
}

#[test]
fn every_format_of_lists_in_every_place() {
    let joined = [(json!(null), "a,b c"), (json!("csv"), "a,b c"), (json!("tsv"), "a\tb c"), (json!("pipes"), "a|b c")];
    let given = json!({ "p": ["a", "b c"] });
    for (format, expected) in joined {
        assert_eq!(bound(&list("query", &format), &given)["query"], json!({ "p": expected }), "{format}");
        assert_eq!(bound(&list("formData", &format), &given)["form"], json!({ "p": expected }), "{format}");
        assert_eq!(bound(&list("header", &format), &given)["headers"], json!({ "p": expected }), "{format}");
    }
    assert_eq!(bound(&list("query", &json!("ssv")), &json!({ "p": ["a", "b"] }))["query"], json!({ "p": "a b" }));
    assert_eq!(bound(&list("path", &json!("pipes")), &given)["path"], json!("/a/a%7Cb%20c/b"));
    for (place, field) in [("query", "query"), ("formData", "form")] {
        assert_eq!(bound(&list(place, &json!("multi")), &given)[field], json!({ "p": ["a", "b c"] }));
    }
    let nested = json!({
        "type": "array",
        "collectionFormat": "pipes",
        "items": { "type": "array", "items": { "type": "integer" } },
    });
    assert_eq!(bound(&one("query", &nested), &json!({ "p": [[1, 2], [], [3]] }))["query"], json!({ "p": "1,2||3" }));
}

#[test]
fn an_item_cannot_hold_the_sign_that_ends_it() {
    for (format, item) in [("csv", "a,b"), ("ssv", "a b"), ("tsv", "a\tb"), ("pipes", "a|b")] {
        let found = mistakes(&list("query", &json!(format)), &json!({ "p": ["x", item] }));
        assert_eq!(found, pairs(&[("/p/1", "collectionFormat")]), "{format}");
    }
}

#[test]
fn an_empty_list_is_not_sent_and_is_none_where_one_is_needed() {
    for format in ["csv", "multi"] {
        assert_eq!(bound(&list("query", &json!(format)), &json!({ "p": [] }))["query"], json!({}), "{format}");
        let mut needed = list("query", &json!(format));
        needed["paths"]["/a"]["post"]["parameters"][0]["required"] = json!(true);
        assert_eq!(mistakes(&needed, &json!({ "p": [] })), pairs(&[("/p", "required")]), "{format}");
    }
}

#[test]
fn nothing_in_a_path_escapes_from_its_part() {
    let document = one("path", &json!({ "type": "string" }));
    let rows = [
        ("a", "a"),
        ("a/b", "a%2Fb"),
        ("/a", "%2Fa"),
        ("a?b=c#d", "a%3Fb%3Dc%23d"),
        ("%2e%2e", "%252e%252e"),
        ("100 %", "100%20%25"),
        ("é", "%C3%A9"),
        ("..a", "..a"),
        ("{p}", "%7Bp%7D"),
        ("a;b", "a%3Bb"),
        ("~!'()*", "~!'()*"),
    ];
    for (given, expected) in rows {
        assert_eq!(bound(&document, &json!({ "p": given }))["path"], json!(format!("/a/{expected}/b")), "{given}");
    }
    for given in ["", ".", "..", "a/..", "../a", "a/", "/", "..;x", "a\\b", "a\r\nb", "\u{0}"] {
        assert_eq!(mistakes(&document, &json!({ "p": given })), pairs(&[("/p", "path")]), "{given:?}");
    }
}

#[test]
fn a_header_holds_what_http_can_carry() {
    let document = one("header", &json!({ "type": "string" }));
    assert_eq!(bound(&document, &json!({ "p": "0-99 é" }))["headers"], json!({ "p": "0-99 é" }));
    for given in ["a\r\nb", "€", "\u{0}"] {
        assert_eq!(mistakes(&document, &json!({ "p": given })), pairs(&[("/p", "header")]), "{given:?}");
    }
}

#[test]
fn the_client_s_own_headers_are_not_the_contract_s() {
    let header = |name: &str| json!({ "name": name, "in": "header", "type": "string", "required": true });
    let parameters = json!([header("Authorization"), header("Cookie"), header("Accept"), header("Range")]);
    let document = with_parameters("get", "/a", &parameters, &json!({}));
    assert_eq!(bound(&document, &json!({ "Range": "0-1" }))["headers"], json!({ "Range": "0-1" }));
    let given =
        json!({ "Range": "0-1", "Authorization": "x", "cookie": 1, "Host": "x", "accept": "text", "Cookie": null });
    let expected = [("/Authorization", "client"), ("/Host", "unknown"), ("/accept", "client"), ("/cookie", "client")];
    assert_eq!(mistakes(&document, &given), pairs(&expected));
    let error = refused(&document, &json!(["op", given, null, 1]));
    assert_eq!(error.mistakes()[3].fact("parameter"), Some("Cookie"), "as the contract has it");
}

/// What a contract declares for `Accept` is what the option `accept` is for.
#[test]
fn an_accept_of_the_contract_is_what_is_asked_for() {
    let accept =
        json!({ "name": "Accept", "in": "header", "type": "string", "required": true, "enum": ["a/json", "a/b"] });
    let produces = json!({ "produces": ["a/json", "a/b"] });
    let document = with_parameters("get", "/a", &json!([accept]), &produces);
    let asked = |parameters: Json, accept: Json| {
        let call = json!(["op", parameters, ["accept"], 1, accept]);
        written(bind(&contract(&document), &Native, flat(&call).root()).unwrap())["headers"]["accept"].clone()
    };
    assert_eq!(asked(json!({}), json!(null)), "a/json");
    assert_eq!(asked(json!({ "Accept": "a/b" }), json!(null)), "a/b");
    assert_eq!(asked(json!({ "accept": "a/b" }), json!("a/c")), "a/c", "the option comes before");
    assert_eq!(mistakes(&document, &json!({ "Accept": "a/c" })), pairs(&[("/Accept", "enum")]));
    assert_eq!(mistakes(&document, &json!({ "Accept": ["a/b"] })), pairs(&[("/Accept", "client")]));
}

#[test]
fn a_caller_says_what_it_accepts() {
    let document =
        with_parameters("get", "/a", &json!([]), &json!({ "produces": ["application/json", "audio/x-wav"] }));
    let call = |accept: &Json| json!(["op", null, ["accept", "headers"], 1, accept]);
    for accept in ["audio/x-wav", "application/pdf", "*/*", "text/csv;q=0.5, text/*"] {
        let request = bind(&contract(&document), &Native, flat(&call(&json!(accept))).root()).unwrap();
        assert_eq!(written(request)["headers"], json!({ "accept": accept }));
    }
    for accept in [json!(""), json!("wav"), json!(" "), json!("a/b\r\nX: y"), json!(1), json!({}), json!(["a/b"])] {
        let error = refused(&document, &call(&accept));
        let told = (error.reason().id(), error.reason().kind(), error.fact("produces"));
        assert_eq!(told, ("accept-invalid", "config", Some("application/json, audio/x-wav")), "{accept}");
    }
}

/// The standard fetch throws for a body with GET; a fetch of the caller's may send it.
#[test]
fn a_body_with_get_is_for_a_platform_that_sends_it() {
    let body = json!([{ "name": "b", "in": "body", "schema": {} }, { "name": "q", "in": "query", "type": "string" }]);
    let form = json!([{ "name": "b", "in": "formData", "type": "string" }]);
    for (method, parameters) in [("get", &body), ("head", &body), ("get", &form)] {
        let document = with_parameters(method, "/a", parameters, &json!({}));
        let call = |sends_any_body: bool| flat(&json!(["op", { "b": "x" }, null, 1, null, sends_any_body]));
        let error = bind(&contract(&document), &Native, call(false).root()).unwrap_err();
        assert_eq!(told(error.mistakes()), pairs(&[("/b", "method")]), "{method}");
        assert_eq!(error.mistakes()[0].fact("method"), Some(method.to_uppercase().as_str()));
        let request = written(bind(&contract(&document), &Native, call(true).root()).unwrap());
        assert!(request["body"] == "b" || request["form"] == json!({ "b": "x" }), "{request}");
        assert_eq!(bound(&document, &json!({}))["method"], method.to_uppercase());
    }
}

/// A text stays one, unless the contract has something else in every success.
#[test]
fn a_text_is_data_where_the_contract_says_so() {
    let answer = |schema: Json| json!({ "description": "OK", "schema": schema });
    let (text, number) = (answer(json!({ "type": "string" })), answer(json!({ "type": "integer" })));
    let referred = answer(json!({ "$ref": "#/definitions/Objet" }));
    let rows = [
        (json!({ "200": text }), false),
        (json!({ "200": number }), true),
        (json!({ "200": answer(json!({ "type": "boolean" })) }), true),
        (json!({ "200": answer(json!({ "type": "file" })) }), false),
        (json!({ "200": answer(json!({})) }), false),
        (json!({ "200": answer(json!({ "properties": {} })) }), true),
        (json!({ "200": referred }), true),
        (json!({ "200": number, "202": text }), false),
        (json!({ "200": { "description": "OK" }, "206": number, "400": text }), true),
        (json!({ "default": number }), true),
        (json!({ "200": { "description": "OK" }, "default": number }), false),
        (json!({}), false),
    ];
    for (responses, expected) in rows {
        let document = with_paths(
            &json!({ "/a": { "get": { "operationId": "op", "responses": responses } } }),
            &json!({ "definitions": { "Objet": { "type": "object" } } }),
        );
        let parsed = |accept: Json| {
            let call = flat(&json!(["op", null, null, 1, accept]));
            written(bind(&contract(&document), &Native, call.root()).unwrap())["parseText"].clone()
        };
        assert_eq!(parsed(json!(null)), json!(expected), "{responses}");
        assert_eq!(parsed(json!("application/json")), json!(expected), "{responses}");
        assert_eq!(parsed(json!("text/plain")), json!(false), "{responses}");
    }
}

/// Spring sends a text as it is, and announces it as JSON.
#[test]
fn a_text_that_is_announced_as_json_is_one_where_the_contract_says_so() {
    let answer = |kind: &str| json!({ "description": "OK", "schema": { "type": kind } });
    for (responses, expected) in [
        (json!({ "200": answer("string") }), true),
        (json!({ "200": answer("string"), "201": {} }), true),
        (json!({ "200": answer("string"), "201": answer("object") }), false),
        (json!({ "200": answer("file") }), false),
        (json!({ "200": answer("object") }), false),
        (json!({ "200": {} }), false),
    ] {
        let document = with_parameters("get", "/a", &json!([]), &json!({ "responses": responses }));
        assert_eq!(bound(&document, &json!({}))["takesText"], expected, "{responses}");
    }
}

/// Swagger 2.0 has no rule for them, and contracts have them.
#[test]
fn an_object_in_a_query_is_its_fields_and_in_a_form_json() {
    let parameter = |place: &str| json!({ "name": "p", "in": place, "type": "object" });
    let given = json!({ "p": { "ville": "Lyon & l'Est", "page": 2, "tri": ["a", "b"], "vrai": true, "rien": null } });
    for parameter in [parameter("query"), json!({ "name": "p", "in": "query", "schema": { "type": "object" } })] {
        let document = with_parameters("get", "/a", &json!([parameter]), &json!({}));
        let expected = json!({ "ville": ["Lyon & l'Est"], "page": ["2"], "tri": ["a", "b"], "vrai": ["true"] });
        assert_eq!(bound(&document, &given)["query"], expected);
        assert_eq!(mistakes(&document, &json!({ "p": { "a": {} } })), pairs(&[("/p/a", "type")]));
    }
    let form = with_parameters("post", "/a", &json!([parameter("formData")]), &json!({}));
    let text = r#"{"page":2,"rien":null,"tri":["a","b"],"ville":"Lyon & l'Est","vrai":true}"#;
    assert_eq!(bound(&form, &given)["form"], json!({ "p": text }));
    let typed = with_parameters("get", "/a", &json!([{ "name": "p", "in": "query", "type": "string" }]), &json!({}));
    assert_eq!(mistakes(&typed, &given), pairs(&[("/p", "type")]));
}

#[test]
fn a_list_of_objects_in_a_form_is_json_as_a_whole_or_item_by_item() {
    let given = json!({ "p": [{ "b": 1 }, { "c": ["d", null] }] });
    for items in [json!({ "type": "object" }), json!({ "properties": { "b": { "type": "integer" } } }), Json::Null] {
        let list = |format: &str| {
            let field = json!({ "type": "array", "items": items, "collectionFormat": format, "minItems": 2 });
            one("formData", &field)
        };
        let whole = json!(r#"[{"b":1},{"c":["d",null]}]"#);
        assert_eq!(bound(&list("csv"), &given)["form"], json!({ "p": whole }), "{items}");
        let each = json!([r#"{"b":1}"#, r#"{"c":["d",null]}"#]);
        assert_eq!(bound(&list("multi"), &given)["form"], json!({ "p": each }), "{items}");
        assert_eq!(mistakes(&list("csv"), &json!({ "p": [{ "b": 1 }] })), pairs(&[("/p", "minItems")]));
    }
}

#[test]
fn files_are_counted() {
    for items in [json!({ "type": "file" }), json!({ "type": "string", "format": "binary" })] {
        let field = json!({ "type": "array", "items": items, "minItems": 2, "maxItems": 3 });
        let document = one("formData", &field);
        let given = |count: usize| json!({ "p": vec!["file:"; count] });
        assert_eq!(mistakes(&document, &given(1)), pairs(&[("/p", "minItems")]));
        assert_eq!(bound(&document, &given(3))["form"], json!({ "p": ["file:", "file:", "file:"] }));
        assert_eq!(mistakes(&document, &given(4)), pairs(&[("/p", "maxItems")]));
    }
}

/// Files go under one name, each a part of its own; nothing else can be done with several.
#[test]
fn a_form_takes_several_files_and_bytes() {
    let (file, binary) = (json!({ "type": "file" }), json!({ "type": "string", "format": "binary" }));
    let list = |items: &Json, more: Json| {
        let mut field = json!({ "name": "f", "in": "formData", "type": "array", "items": items });
        field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        field
    };
    let items = json!({ "type": "string" });
    let texts = json!({ "name": "t", "in": "formData", "type": "array", "items": items, "collectionFormat": "multi" });
    for items in [&file, &binary] {
        for more in [json!({}), json!({ "collectionFormat": "multi" }), json!({ "collectionFormat": "csv" })] {
            let document = with_parameters("post", "/a", &json!([list(items, more), texts]), &json!({}));
            let request = bound(&document, &json!({ "f": ["file:", "file:"], "t": ["a", "b"] }));
            assert_eq!(request["form"], json!({ "f": ["file:", "file:"], "t": ["a", "b"] }), "{document}");
            assert_eq!(request["multipart"], json!(true));
            assert_eq!(bound(&document, &json!({ "t": ["a"] }))["multipart"], json!(true), "it may have a file");
            assert_eq!(mistakes(&document, &json!({ "f": ["file:", 1] })), pairs(&[("/f/1", "type")]), "{document}");
        }
    }
    let one = with_parameters(
        "post",
        "/a",
        &json!([{ "name": "f", "in": "formData", "type": "string", "format": "binary" }]),
        &json!({}),
    );
    assert_eq!(bound(&one, &json!({ "f": "file:" }))["form"], json!({ "f": "file:" }));
    assert_eq!(bound(&one, &json!({ "f": "text" }))["form"], json!({ "f": "text" }));
    let texts_only = with_parameters("post", "/a", &json!([texts]), &json!({}));
    assert_eq!(mistakes(&texts_only, &json!({ "t": ["file:"] })), pairs(&[("/t/0", "type")]));
}

#[test]
fn enumerations_are_kept_to() {
    let document = one("query", &json!({ "type": "string", "enum": ["a", "b", "1"] }));
    assert_eq!(bound(&document, &json!({ "p": "b" }))["query"], json!({ "p": "b" }));
    assert_eq!(mistakes(&document, &json!({ "p": "c" })), pairs(&[("/p", "enum")]));
    let error = refused(&document, &json!(["op", { "p": "c" }, null, 1]));
    assert_eq!(error.mistakes()[0].fact("allowed"), Some("a, b, 1"));
    let numbers = one("query", &json!({ "type": "integer", "enum": [1, 2] }));
    assert_eq!(bound(&numbers, &json!({ "p": 2 }))["query"], json!({ "p": "2" }));
    assert_eq!(mistakes(&numbers, &json!({ "p": 3 })), pairs(&[("/p", "enum")]));
    let flags = one("query", &json!({ "type": "boolean", "enum": [true] }));
    assert_eq!(mistakes(&flags, &json!({ "p": false })), pairs(&[("/p", "enum")]));
    let items = one("query", &json!({ "type": "array", "items": { "type": "string", "enum": ["a"] } }));
    assert_eq!(mistakes(&items, &json!({ "p": ["a", "b"] })), pairs(&[("/p/1", "enum")]));
}

/// A default is what the server assumes (Swagger 2.0, "Parameter Object"): sending it would be another request.
#[test]
fn defaults_are_not_sent() {
    let document = one("query", &json!({ "type": "string", "default": "x" }));
    assert_eq!(bound(&document, &json!({}))["query"], json!({}));
    assert_eq!(bound(&document, &json!({ "p": null }))["query"], json!({}));
}

#[test]
fn all_mistakes_are_told_at_once_and_none_shows_a_value() {
    let parameters = json!([
        { "name": "numero", "in": "path", "type": "string" },
        { "name": "page", "in": "query", "type": "integer" },
        { "name": "etat", "in": "query", "type": "string", "enum": ["OK"] },
        { "name": "body", "in": "body", "required": true, "schema": {} },
    ]);
    let document = with_parameters("post", "/a/{numero}", &parameters, &json!({}));
    let given = json!({ "page": "secret1", "etat": "secret2", "pgae": "secret3", "s3cret4": 1, "colour": "secret5" });
    let expected = [
        ("/colour", "unknown"),
        ("/pgae", "unknown-near"),
        ("/…", "unknown"),
        ("/numero", "required"),
        ("/page", "type"),
        ("/etat", "enum"),
        ("/body", "required"),
    ];
    assert_eq!(mistakes(&document, &given), pairs(&expected));
    let error = refused(&document, &json!(["op", given, null, 1]));
    assert_eq!(error.mistakes()[1].fact("nearest"), Some("page"));
    assert!(!format!("{error:?}").contains("ecret"), "{error:?}");
}

#[test]
fn parameters_of_one_name_in_two_places_are_told_apart() {
    let parameter = |place: &str| json!({ "name": "id", "in": place, "type": "string" });
    let document = with_parameters("get", "/a/{id}", &json!([parameter("path"), parameter("query")]), &json!({}));
    let request = bound(&document, &json!({ "path.id": "1", "query.id": "2" }));
    assert_eq!((&request["path"], &request["query"]), (&json!("/a/1"), &json!({ "id": "2" })));
    assert_eq!(mistakes(&document, &json!({ "id": "1" })), pairs(&[("/id", "unknown"), ("/path.id", "required")]));
}

#[test]
fn parameters_and_options_are_objects_and_options_are_known() {
    let document = with_parameters("get", "/a", &json!([]), &json!({}));
    for given in [json!([]), json!("x"), json!(1), json!(true)] {
        assert_eq!(refused(&document, &json!(["op", given, null, 1])).reason().id(), "parameters-type", "{given}");
    }
    for options in [json!(1), json!("x"), json!({})] {
        assert_eq!(refused(&document, &json!(["op", null, options])).reason().id(), "call-options-type", "{options}");
    }
    assert_eq!(refused(&document, &json!(["op", null, ["signal", "path"]])).reason().id(), "call-option-unknown");
    let near = refused(&document, &json!(["opp", null, null]));
    assert_eq!((near.reason().id(), near.fact("nearest")), ("operation-unknown-near", Some("op")));
    for id in [json!("something"), json!(1), json!(null), json!("")] {
        assert_eq!(refused(&document, &json!([id, null, null])).reason().id(), "operation-unknown", "{id}");
    }
}

#[test]
fn media_types_are_those_of_the_operation_or_of_the_whole() {
    let body = json!([{ "name": "b", "in": "body", "schema": {} }]);
    let headers = |consumes: &Json, produces: &Json, given: &Json| {
        let document = with_parameters("post", "/a", &body, &json!({ "consumes": consumes, "produces": produces }));
        bound(&document, &json!({ "b": given }))["headers"].clone()
    };
    let none = json!(null);
    let rows = [
        (
            json!(["application/xml", "application/vnd.a+json"]),
            none.clone(),
            json!({}),
            json!({ "content-type": "application/vnd.a+json" }),
        ),
        (none.clone(), json!(["text/plain", "application/json"]), json!({}), json!({ "accept": "application/json" })),
        (
            none.clone(),
            json!(["text/plain", "application/pdf"]),
            json!({}),
            json!({ "accept": "text/plain, application/pdf" }),
        ),
        (json!(["text/plain"]), none.clone(), json!("x"), json!({ "content-type": "text/plain" })),
        (
            json!(["application/pdf", "application/json"]),
            none.clone(),
            json!("file:"),
            json!({ "content-type": "application/pdf" }),
        ),
        (json!(["*/*"]), none.clone(), json!({}), json!({})),
        // What cannot be the type of a body, or is no media type, is not sent.
        (json!(["application/*+json"]), none.clone(), json!({}), json!({})),
        (json!(["application/*"]), none.clone(), json!({}), json!({})),
        (json!(["text/plain", "application/*"]), none.clone(), json!({}), json!({})),
        (json!(["application/*+json", "text/json"]), none.clone(), json!({}), json!({ "content-type": "text/json" })),
        (json!(["json"]), none.clone(), json!({}), json!({})),
        (json!([null, " application/json "]), none.clone(), json!({}), json!({ "content-type": "application/json" })),
        (none.clone(), json!(["json", "a b", ""]), json!({}), json!({})),
        (none.clone(), json!([null, "a/b\r\n"]), json!({}), json!({ "accept": "a/b" })),
        (json!([]), none.clone(), json!({}), json!({})),
    ];
    for (consumes, produces, given, expected) in rows {
        assert_eq!(headers(&consumes, &produces, &given), expected, "{consumes} {produces} {given}");
    }
    let xml = with_parameters("post", "/a", &body, &json!({ "consumes": ["application/xml"] }));
    assert_eq!(mistakes(&xml, &json!({ "b": {} })), pairs(&[("/b", "consumes")]));
    let pictures = with_parameters("post", "/a", &body, &json!({ "consumes": ["text/plain", "image/*"] }));
    assert_eq!(mistakes(&pictures, &json!({ "b": {} })), pairs(&[("/b", "consumes")]));
    let mut inherits = with_parameters("post", "/a", &body, &json!({}));
    inherits["consumes"] = json!(["application/a+json"]);
    inherits["produces"] = json!(["application/b+json"]);
    let expected = json!({ "content-type": "application/a+json", "accept": "application/b+json" });
    assert_eq!(bound(&inherits, &json!({ "b": 1 }))["headers"], expected);
}

/// Whether an answer 200 may be without a body, by what the contract says of that answer.
#[test]
fn an_answer_without_a_schema_may_be_empty() {
    let (none, schema) =
        (json!({ "description": "OK" }), json!({ "description": "OK", "schema": { "type": "object" } }));
    let referred = |name| json!({ "$ref": format!("#/responses/{name}") });
    let rows = [
        (json!({ "200": none }), true),
        (json!({ "200": schema }), false),
        (json!({ "200": { "description": "OK", "schema": {} } }), false),
        (json!({ "200": { "description": "OK", "schema": { "type": "file" } } }), false),
        (json!({ "200": { "description": "OK", "schema": { "x-nullable": true } } }), false),
        (json!({ "200": referred("Rien") }), true),
        (json!({ "200": referred("Objet") }), false),
        // Keys that are about 200 without being it.
        (json!({ "2XX": none }), true),
        (json!({ "2xx": schema, "default": none }), false),
        (json!({ "200 OK": none, "201": schema }), true),
        (json!({ "200 OK": schema }), false),
        (json!({ "21X": none }), false),
        // A name that is no status may be that of this one.
        (json!({ "201": none, "success": schema }), true),
        // What another status has is not what this one has.
        (json!({ "200": schema, "204": none }), false),
        (json!({ "200": none, "206": schema }), true),
        (json!({ "200": none, "400": schema, "default": schema }), true),
        (json!({ "200": schema, "default": none }), false),
        (json!({ "default": none }), true),
        (json!({ "default": schema }), false),
        (json!({ "default": referred("Rien") }), true),
        // The contract has other successes only.
        (json!({ "201": none, "204": none }), false),
        (json!({ "202": none, "400": none }), false),
        // It tells of no success, as many that list errors alone.
        (json!({ "400": schema, "404": none, "x-2": none }), true),
        (json!({}), true),
        (json!(null), true),
    ];
    for (responses, expected) in rows {
        let operation = json!({ "operationId": "op", "responses": responses });
        let document = with_paths(
            &json!({ "/a": { "post": operation } }),
            &json!({ "responses": { "Rien": none, "Objet": schema } }),
        );
        assert_eq!(bound(&document, &json!(null))["allowEmpty"], json!(expected), "{responses}");
    }
}

#[test]
fn forms_go_in_parts_when_they_must() {
    let parameters = json!([
        { "name": "f", "in": "formData", "type": "file" },
        { "name": "t", "in": "formData", "type": "string" },
    ]);
    let is_multipart = |consumes: &Json, given: &Json| {
        let document = with_parameters("post", "/a", &parameters, &json!({ "consumes": consumes }));
        bound(&document, given)["multipart"].clone()
    };
    let (parts, query) = ("multipart/form-data", "application/x-www-form-urlencoded");
    assert_eq!(is_multipart(&json!([parts]), &json!({ "t": "x" })), json!(true));
    assert_eq!(is_multipart(&json!([parts, query]), &json!({ "t": "x" })), json!(true), "the first one");
    assert_eq!(is_multipart(&json!([query, parts]), &json!({ "t": "x" })), json!(false), "the first one");
    assert_eq!(is_multipart(&json!([parts, query]), &json!({ "f": "file:" })), json!(true));
    assert_eq!(is_multipart(&json!([query]), &json!({ "t": "x" })), json!(false));
    assert_eq!(is_multipart(&json!(null), &json!({ "t": "x" })), json!(true), "it may have a file");
    assert_eq!(is_multipart(&json!(["application/json"]), &json!({ "t": "x" })), json!(true));
    assert_eq!(is_multipart(&json!(null), &json!({})), json!(null), "no form at all");
}

/// Of several bodies, too, a call has one: the one that is given.
#[test]
fn of_two_bodies_any_can_be_given() {
    let parameters = json!([{ "name": "a", "in": "body", "schema": {} }, { "name": "b", "in": "body", "schema": {} }]);
    let document = with_parameters("post", "/a", &parameters, &json!({}));
    assert_eq!(bound(&document, &json!({ "a": 1 }))["body"], "a");
    assert_eq!(bound(&document, &json!({ "b": 1 }))["body"], "b");
    assert_eq!(mistakes(&document, &json!({ "a": 1, "b": 1 })), pairs(&[("/b", "remark-body-twice")]));
}

/// `allowEmptyValue` is about what is given as nothing, whatever else there is to say.
#[test]
fn an_empty_text_is_sent_where_the_contract_allows_it() {
    let more = json!({ "type": "integer", "minimum": 1, "allowEmptyValue": true });
    assert_eq!(bound(&one("query", &more), &json!({ "p": "" }))["query"], json!({ "p": "" }));
    assert_eq!(mistakes(&one("query", &more), &json!({ "p": "1" })), pairs(&[("/p", "type")]));
    let strict = json!({ "type": "string", "enum": ["a"], "allowEmptyValue": false });
    assert_eq!(mistakes(&one("query", &strict), &json!({ "p": "" })), pairs(&[("/p", "enum")]));
    let header = json!({ "type": "string", "enum": ["a"], "allowEmptyValue": true });
    assert_eq!(mistakes(&one("header", &header), &json!({ "p": "" })), pairs(&[("/p", "enum")]));
}

/// Nobody can give both, whatever the contract demands.
#[test]
fn of_a_body_and_a_form_that_are_both_required_one_is_given() {
    let parameters = json!([
        { "name": "b", "in": "body", "required": true, "schema": {} },
        { "name": "f", "in": "formData", "required": true, "type": "string" },
        { "name": "q", "in": "query", "required": true, "type": "string" },
    ]);
    let document = with_parameters("post", "/a", &parameters, &json!({}));
    assert_eq!(bound(&document, &json!({ "b": {}, "q": "x" }))["body"], "b");
    assert_eq!(bound(&document, &json!({ "f": "x", "q": "x" }))["form"], json!({ "f": "x" }));
    assert_eq!(mistakes(&document, &json!({ "f": "x" })), pairs(&[("/q", "required")]));
    assert_eq!(mistakes(&document, &json!({ "b": {}, "f": "x", "q": "x" })), pairs(&[("/f", "remark-body-twice")]));
}
