//! Files that are made to harm: an error, or bounded time; never a panic.

#![expect(clippy::panic, reason = "tests")]

mod support;

use serde_json::{Map, Value as Json, json};
use sne_cotation_contract::binding::bind;
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::Document;
use sne_cotation_contract::listing;
use sne_cotation_contract::validation::Direction;
use sne_cotation_contract::validation::answer::check_answer;
use support::{Native, checked, contract, flat, remarks, with_parameters, with_paths};

/// An object of so many fields.
fn many(count: usize, field: impl Fn(usize) -> (String, Json)) -> Json {
    Json::Object((0..count).map(field).collect::<Map<_, _>>())
}

#[test]
fn ten_thousand_operations_of_as_many_definitions() {
    let reference = |number: usize| json!({ "schema": { "$ref": format!("#/definitions/D{}", 9_999 - number) } });
    let paths = many(10_000, |number| {
        let operation =
            json!({ "operationId": format!("op{}", number % 9_000), "responses": { "200": reference(number) } });
        (format!("/a{number}"), json!({ "get": operation }))
    });
    let definitions = many(10_000, |number| (format!("D{number}"), json!({ "type": "object" })));
    let contract = contract(&with_paths(&paths, &json!({ "definitions": definitions })));
    assert_eq!(contract.operations.len(), 10_000);
    assert!(
        contract.operation("op5000").is_ok()
            && contract.operation("GET /a0").is_ok()
            && contract.operation("op0").is_err()
    );
}

#[test]
fn a_parameter_of_ten_thousand_fields_that_all_refer_to() {
    let mut parameter = many(10_000, |number| (format!("a-{number}"), json!(1)));
    for (name, value) in [("name", "p"), ("in", "query"), ("type", "string")] {
        parameter[name] = json!(value);
    }
    let paths = many(5_000, |number| {
        (format!("/a{number}"), json!({ "get": { "parameters": [{ "$ref": "#/parameters/P" }] } }))
    });
    // The fields that matter are behind those that are looked through.
    let document = with_paths(&paths, &json!({ "parameters": { "P": parameter } }));
    let contract = contract(&document);
    assert!(contract.operations.len() == 5_000 && contract.operations.iter().all(|it| it.parameters.is_empty()));
    let told: Vec<_> = contract.remarks.iter().map(|it| (it.rule().id(), it.pointer(), it.operations.len())).collect();
    let rules = ["remark-in", "remark-parameter-name", "remark-parameter-untyped"];
    assert_eq!(told, rules.map(|rule| (rule, "/parameters/P", 5_000)));
}

/// 73 kilobytes that are seven million parameters, written out.
#[test]
fn a_thousand_paths_that_refer_to_one() {
    let parameters: Vec<_> =
        (0..1_000).map(|number| json!({ "name": format!("p{number}"), "in": "query", "type": "string" })).collect();
    let methods = ["get", "put", "post", "delete", "options", "head", "patch"];
    let mut item = many(7, |number| (methods[number].to_owned(), json!({})));
    item["parameters"] = json!(parameters);
    let mut paths = many(1_000, |number| (format!("/a{number:03}"), json!({ "$ref": "#/paths/~1a000" })));
    paths["/a000"] = item;
    let contract = contract(&with_paths(&paths, &json!({})));
    assert_eq!(contract.operations.len(), 7_000);
    let can_be_called = contract.operations.iter().take_while(|it| it.flaw.is_none() && it.parameters.len() == 1_000);
    assert_eq!(can_be_called.count(), 200);
    let [remark] = &contract.remarks[..] else { panic!("{:?}", contract.remarks) };
    assert_eq!((remark.rule().id(), remark.costs.as_str()), ("remark-unfolded", "operation"));
    assert_eq!(remark.operations.len(), 6_800);
    let shared = |place: usize| contract.operations[place].parameters.as_ptr();
    assert!(shared(0) == shared(7) && shared(0) != shared(1), "the operations of one item share its parameters");
}

#[test]
fn very_many_parts_that_all_refer_to_what_is_odd() {
    let reference = |number: usize| json!({ "$ref": format!("#/definitions/D{number}") });
    // A chain, and then round again: each part reaches each, and all remarks.
    let definitions = many(20_000, |number| {
        let next = json!({ "next": reference((number + 1) % 20_000), "odd": { "type": "x" } });
        (format!("D{number}"), json!({ "properties": next }))
    });
    let response = json!({ "200": { "schema": reference(0) } });
    let paths = many(5_000, |number| (format!("/a{number}"), json!({ "get": { "responses": response } })));
    let contract = contract(&with_paths(&paths, &json!({ "definitions": definitions })));
    // As many as can be told with all that they touch, and that there are more.
    assert_eq!(contract.remarks.len(), 41);
    assert!(contract.remarks[..40].iter().all(|remark| remark.operations.len() == 5_000));
    assert_eq!(contract.remarks[40].rule().id(), "remark-more");
}

#[test]
fn more_remarks_than_anybody_reads() {
    let properties = many(5_000, |number| (format!("p{number}"), json!({ "type": "x" })));
    let document = with_paths(&json!({}), &json!({ "definitions": { "S": { "properties": properties } } }));
    let remarks = contract(&document).remarks;
    assert_eq!((remarks.len(), remarks[1_000].rule().id()), (1_001, "remark-more"));
    // And where the places alone would be large.
    let name = "x".repeat(100_000);
    let properties = many(100, |number| (format!("{name}{number}"), json!({ "type": "x" })));
    let document = with_paths(&json!({}), &json!({ "definitions": { "S": { "properties": properties } } }));
    let remarks = contract(&document).remarks;
    assert_eq!((remarks.len(), remarks[10].rule().id()), (11, "remark-more"));
}

#[test]
fn a_path_of_braces_only() {
    let path = format!("/{}", "{a}".repeat(50_000));
    let contract = contract(&with_paths(&json!({ path: { "get": {} } }), &json!({})));
    assert_eq!(contract.remarks[0].rule().id(), "remark-path-unusable");
    assert!(contract.operations[0].flaw.is_some());
}

#[test]
fn what_references_lead_to_outside_of_the_sections() {
    let outside = many(900, |number| {
        let next = json!({ "$ref": format!("#/x-y/s{}", (number + 1) % 900) });
        (format!("s{number}"), json!({ "allOf": [next], "items": { "type": "x" } }))
    });
    let response = json!({ "200": { "schema": { "$ref": "#/x-y/s0" } } });
    let document = with_paths(&json!({ "/a": { "get": { "responses": response } } }), &json!({ "x-y": outside }));
    let contract = contract(&document);
    assert_eq!(contract.remarks.len(), 900);
    assert!(contract.remarks.iter().all(|remark| remark.operations == [0]));
}

#[test]
fn thousands_of_parameters_of_one_operation() {
    let parameters: Vec<_> =
        (0..20_000).map(|number| json!({ "name": format!("p{number}"), "in": "query", "type": "string" })).collect();
    let document = with_parameters("get", "/a", &json!(parameters), &json!({}));
    assert_eq!(contract(&document).operations[0].parameters.len(), 20_000);
}

#[test]
fn a_chain_of_references() {
    let definitions =
        many(100_000, |number| (format!("D{number}"), json!({ "$ref": format!("#/definitions/D{}", number + 1) })));
    let found = remarks(&with_paths(&json!({}), &json!({ "definitions": definitions })));
    assert_eq!(found.len(), 1_001);
    assert_eq!(found[0].0, "reference-cycle");
}

#[test]
fn tags_and_operations_by_the_hundred_thousand() {
    let tags: Vec<_> = (0..100_000).map(|number| json!(format!("t{number}"))).collect();
    let paths = many(100_000, |number| (format!("/a{number}"), json!({ "get": {} })));
    let mut document = with_paths(&paths, &json!({}));
    document["paths"]["/a0"]["get"] = json!({ "tags": tags });
    let contract = contract(&document);
    assert!(contract.operations.len() == 100_000 && contract.remarks.is_empty());
    assert!(contract.operation("GET /a99999").is_ok());
}

#[test]
fn schemas_as_deep_as_documents_may_be() {
    let mut schema = json!({ "type": "string" });
    for _ in 0..250 {
        schema = json!({ "items": schema });
    }
    contract(&with_paths(&json!({}), &json!({ "definitions": { "A": schema } })));
}

#[test]
fn schemas_that_hold_themselves_end() {
    let reference = |name: &str| json!({ "$ref": format!("#/definitions/{name}") });
    let found = |definitions: &Json, value: &Json| {
        checked(&with_paths(&json!({}), &json!({ "definitions": definitions })), "S", value, Direction::Request)
    };
    let itself = json!({ "S": { "allOf": [reference("S")], "maximum": 1 } });
    assert_eq!(found(&itself, &json!(2)), support::pairs(&[("", "maximum")]));
    let each_other = json!({ "S": { "allOf": [reference("A")] }, "A": { "allOf": [reference("S")], "maximum": 1 } });
    assert_eq!(found(&each_other, &json!(2)), support::pairs(&[("", "maximum")]));
    let mut chain =
        many(3_000, |number| (format!("D{number}"), json!({ "allOf": [reference(&format!("D{}", number + 1))] })));
    chain["S"] = reference("D0");
    chain["D3000"] = json!({});
    assert_eq!(found(&chain, &json!(1)), Vec::new());
    // Two of each below the other, so many times that it is a number of twelve digits.
    let mut fan = many(40, |number| {
        let next = reference(&format!("D{}", number + 1));
        (format!("D{number}"), json!({ "allOf": [next, next] }))
    });
    fan["S"] = reference("D0");
    fan["D40"] = json!({ "type": "integer" });
    assert_eq!(found(&fan, &json!("x")), support::pairs(&[("", "type")]));
    // Sets of schemas of which values can lead to as many as there are subsets.
    let letters = || ('a'..='p').map(|letter| letter.to_string());
    let mut subsets = many(16, |number| {
        let properties: Map<_, _> = letters()
            .enumerate()
            .map(|(place, letter)| {
                let next = reference(&format!("D{}", (number + place * place + 1) % 16));
                (letter, if place % 3 == number % 3 { json!({}) } else { next })
            })
            .collect();
        (format!("D{number}"), json!({ "properties": properties }))
    });
    let all: Vec<_> = letters().enumerate().map(|(number, _)| reference(&format!("D{number}"))).collect();
    subsets["S"] = json!({ "allOf": all });
    let mut value = json!({});
    for number in 0..200 {
        value =
            Json::Object(letters().skip(number % 7).take(3).map(|letter| (letter, value.clone())).take(1).collect());
    }
    assert_eq!(found(&subsets, &value), Vec::new());
}

#[test]
fn lists_that_are_long_and_the_same_almost() {
    let items: Vec<_> = (0..50_000).map(|number| json!({ "a": number, "b": [number % 7] })).collect();
    let document = with_paths(&json!({}), &json!({ "definitions": { "S": { "uniqueItems": true } } }));
    assert_eq!(checked(&document, "S", &json!(items), Direction::Request), Vec::new());
    let mut items = items;
    items.push(items[7].clone());
    let found = checked(&document, "S", &json!(items), Direction::Request);
    assert_eq!(found, support::pairs(&[("", "uniqueItems")]));
}

/// What is behind the text that takes the last of the steps passes, whatever it is; all else is still judged.
#[test]
fn patterns_that_would_take_long_are_given_up() {
    let mut items: Vec<_> = (0..2_000).map(|number| json!(format!("{}{number}", "a".repeat(3_000)))).collect();
    items.push(json!("?"));
    items.push(json!(1));
    let schema = json!({ "S": { "items": { "type": "string", "pattern": "^(?:[a-z]?[0-9]*){2000}$" } } });
    let document = with_paths(&json!({}), &json!({ "definitions": schema }));
    let found = |items: &[Json]| checked(&document, "S", &json!(items), Direction::Request);
    assert_eq!(found(&items), support::pairs(&[("/2001", "type")]));
    assert_eq!(found(&items[2_000..]), support::pairs(&[("/0", "pattern"), ("/1", "type")]));
}

/// What patterns become is large. There are only so many of them at a time; what is behind these passes.
#[test]
fn very_many_patterns_that_are_needed() {
    let name = |number| format!("p{number:05}");
    let pattern = |number| json!({ "pattern": format!("^a{{0,{}}}$", 8_000 - number % 100) });
    let patterns = many(4_000, |number| (name(number), pattern(number)));
    let values = many(4_000, |number| (name(number), json!(if number == 0 || number == 3_999 { "b" } else { "a" })));
    let document = with_paths(&json!({}), &json!({ "definitions": { "S": { "properties": patterns } } }));
    let found = checked(&document, "S", &values, Direction::Request);
    assert_eq!(found, [("/p00000".to_owned(), "pattern".to_owned())]);
}

#[test]
fn objects_of_very_many_fields() {
    let fields = many(15_000, |number| (format!("p{number:05}"), json!({})));
    let names: Vec<_> =
        fields.as_object().map(|fields| fields.keys().map(|name| json!(name)).collect()).unwrap_or_default();
    let schema = json!({ "properties": fields, "required": names, "additionalProperties": false });
    let document = with_paths(&json!({}), &json!({ "definitions": { "S": schema } }));
    assert_eq!(checked(&document, "S", &fields, Direction::Request), Vec::new());
    let mut others = fields.clone();
    others.as_object_mut().unwrap().remove("p07000");
    others["autre"] = json!(1);
    let expected = support::pairs(&[("/p07000", "required"), ("/autre", "additionalProperties")]);
    assert_eq!(checked(&document, "S", &others, Direction::Request), expected);
    // As many as an ordinary map may have are none too many.
    let map = many(20_000, |number| (format!("p{number}"), json!(number)));
    let document =
        with_paths(&json!({}), &json!({ "definitions": { "S": { "additionalProperties": { "type": "integer" } } } }));
    assert_eq!(checked(&document, "S", &map, Direction::Request), Vec::new());
}

#[test]
fn a_contract_of_patterns_only() {
    let properties =
        many(20_000, |number| (format!("p{number}"), json!({ "pattern": format!("a{{{}}}", number % 2_000) })));
    contract(&with_paths(&json!({}), &json!({ "definitions": { "S": { "properties": properties } } })));
}

/// Whatever arrives in the array, nothing is out of reach.
#[test]
fn arrays_that_no_javascript_made() {
    let mut state = 1_u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let good = json!(["op", { "p": ["a", 1, true, null], "q": { "a": {} } }, ["signal"], 5]);
    let mut document = with_parameters(
        "post",
        "/a/{b}",
        &json!([{ "name": "b", "in": "path", "type": "array", "items": {
        "type": "string" } }, { "$ref": "#/parameters/p" }]),
        &json!({ "consumes": ["x"] }),
    );
    document["parameters"] = json!({ "p": { "name": "p", "in": "query", "type": "string" } });
    let contract = contract(&document);
    for _ in 0..5_000 {
        for source in [&good, &document] {
            let mut writer = support::writer(source);
            for _ in 0..=next(4) {
                let place = usize::try_from(next(writer.words.len() as u64)).unwrap();
                let most = [1 << 32, 5_000, 200][usize::try_from(next(3)).unwrap()];
                writer.words[place] = u32::try_from(next(most)).unwrap();
            }
            let damaged = writer.into_document();
            let _ = bind(&contract, &Native, damaged.root());
            let _ = check_answer(&contract, &Native, damaged.root());
            if let Ok(contract) = Contract::read(damaged) {
                let _ = (listing::operations(&contract), listing::definitions(&contract));
            }
        }
    }
    let nothing = Document::new(vec![9, 1, 4], "é".to_owned());
    assert!(bind(&contract, &Native, nothing.root()).is_err());
    assert!(Contract::read(nothing).is_err());
    assert!(bind(&contract, &Native, flat(&json!([])).root()).is_err());
}
