//! Pages: what asks for the next one after each answer, and where they end. Answers are told as JavaScript tells them.

#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use serde_json::{Value as Json, json};
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::error::Error;
use sne_cotation_contract::pages::{ASKS, Ask, ask};
use support::{contract, flat, with_paths, written};

/// Operations with pages of every kind.
fn paged() -> Json {
    let get = |parameters: Json| json!({ "get": { "parameters": parameters } });
    let text = |name: &str| json!({ "name": name, "in": "query", "type": "string" });
    let search = json!({ "name": "recherche", "in": "body", "schema": { "$ref": "#/definitions/Recherche" } });
    let paths = json!({
        "/range": get(json!([text("range"), text("filtre")])),
        "/header": get(json!([{ "name": "Range", "in": "header", "type": "string", "default": "10-19" }])),
        "/number": get(json!([{ "name": "NumeroPage", "in": "query", "type": "integer", "minimum": 1 }])),
        "/unsaid": get(json!([{ "name": "NumeroPage", "in": "query", "type": "integer" }])),
        "/text": get(json!([text("page")])),
        "/zero": get(json!([{ "name": "page", "in": "query", "type": "integer", "default": 0 }])),
        "/least": get(json!([{ "name": "page", "in": "query", "type": "integer", "minimum": 0 }])),
        "/excluded": get(json!([
            { "name": "page", "in": "query", "type": "integer", "minimum": 0, "exclusiveMinimum": true }
        ])),
        "/odd": get(json!([{ "name": "page", "in": "query", "type": "integer", "default": 20 }])),
        "/none": get(json!([text("curseur")])),
        "/body": { "post": { "consumes": ["application/json"], "parameters": [search] } },
    });
    let fields = json!({ "mots": { "type": "string" }, "pageNumber": { "type": "integer" } });
    with_paths(&paths, &json!({ "definitions": { "Recherche": { "type": "object", "properties": fields } } }))
}

/// A walk, asked about as JavaScript does.
struct Walk {
    contract: Contract,
    /// `[id, strategy, maxPages, whether the strategy is a function]`.
    given: Json,
    state: Json,
}

impl Walk {
    fn ask(&mut self, what: Ask, event: &Json) -> Result<Json, Error> {
        self.ask_again(what, event, false)
    }

    fn ask_again(&mut self, what: Ask, event: &Json, is_repeated: bool) -> Result<Json, Error> {
        let number = ASKS.iter().position(|ask| *ask == what).unwrap();
        let mut told = vec![json!(number)];
        told.extend(self.given.as_array().unwrap().clone());
        told.extend([self.state.clone(), event.clone(), json!(is_repeated)]);
        let answer = written(ask(&self.contract, flat(&Json::Array(told)).root())?);
        if let Some(state) = answer.get("state") {
            self.state = state.clone();
        }
        Ok(answer)
    }

    /// Judges a page, which is given or not.
    fn judge(&mut self, page: &Json, is_repeated: bool) -> Result<Json, Error> {
        self.ask_again(Ask::Judge, page, is_repeated)
    }

    /// What asks for the first page.
    fn first(&mut self, given: &Json) -> String {
        shown(&self.ask(Ask::First, given).unwrap())
    }
}

/// Begins with `[id, strategy, maxPages, whether the strategy is a function]`.
fn begin(given: &Json) -> Walk {
    Walk { contract: contract(&paged()), given: given.clone(), state: Json::Null }
}

/// What JavaScript must know, or what is wrong.
fn plan(given: &Json) -> Result<Json, Error> {
    begin(given).ask(Ask::Plan, &Json::Null)
}

/// An answer with so many items, and what its `Content-Range` says.
fn items(status: u16, count: u32, range: Option<&str>) -> Json {
    json!([status, range, [count], []])
}

/// An answer with so many items below `resultats`, and what it says under the four usual names of a number of pages.
fn numbered(count: u32, total: &Json) -> Json {
    json!([200, null, { "resultats": [count] }, [total, null, null, null]])
}

/// The same, with how many items there are in all.
fn counted(count: u32, announced: u32) -> Json {
    json!([200, null, { "resultats": [count] }, [null, null, null, null, null, null, null, announced]])
}

/// What a walk asks for, one after the other, until it ends; then how it ends. Every page has a content of its own.
fn walked(told: &Json, given: &Json, answers: &[Json]) -> Vec<String> {
    let mut walk = begin(told);
    let mut asked = vec![walk.first(given)];
    for answer in answers {
        let verdict = match step(&mut walk, answer) {
            Ok(verdict) => verdict,
            Err(error) => {
                asked.push(failed(&error));
                return asked;
            }
        };
        let next = shown(&verdict);
        asked.push(match verdict["failure"].as_array() {
            _ if verdict.is_null() => "rethrown".to_owned(),
            _ if verdict["isGiven"] == false && next.is_empty() => "end".to_owned(),
            _ if verdict["isGiven"] == false => format!("not given, {next}"),
            Some(failure) => format!("given, then {}", failure[5].as_str().unwrap()),
            None if next.is_empty() => "given, then end".to_owned(),
            None => next.clone(),
        });
        if next.is_empty() {
            return asked;
        }
    }
    asked
}

/// What becomes of an answer, or of a failure, of which there is the status.
fn step(walk: &mut Walk, answer: &Json) -> Result<Json, Error> {
    walk.ask(Ask::Count, &Json::Null)?;
    if answer.is_number() {
        return walk.ask(Ask::IsEnd, answer);
    }
    walk.judge(answer, false)
}

fn shown(verdict: &Json) -> String {
    match &verdict["value"] {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        number => number.to_string(),
    }
}

fn failed(error: &Error) -> String {
    format!("{} {}", error.reason().id(), error.fact("reached").unwrap_or_default())
}

fn failed_at_page(error: &Error) -> String {
    format!("{} {}", error.reason().id(), error.fact("page").unwrap_or_default())
}

/// What is wrong before anything is asked for, and the option or parameter that it is about.
fn refused(told: &Json) -> (String, String) {
    let error = plan(told).unwrap_err();
    let about = error.fact("option").or(error.fact("parameter")).unwrap_or_default();
    (error.reason().id().to_owned(), about.to_owned())
}

#[test]
fn by_range_until_the_total() {
    let range = json!(["GET /range", "range", null, false]);
    let answers = [
        items(206, 100, Some("items 0-99/250")),
        items(206, 60, Some("100-159/250")),
        items(206, 90, Some("items 160-249/250")),
    ];
    assert_eq!(walked(&range, &Json::Null, &answers), ["0-99", "100-199", "160-259", "given, then end"]);
    assert_eq!(
        walked(&range, &json!("200-249"), &[items(206, 50, Some("200-249/250"))]),
        ["200-249", "given, then end"]
    );
}

#[test]
fn by_range_without_a_total_until_there_is_nothing_more() {
    let range = json!(["GET /range", { "range": "range", "size": 10, "unit": "items" }, null, false]);
    let full = || items(206, 10, None);
    assert_eq!(walked(&range, &Json::Null, &[full(), json!(416)]), ["items=0-9", "items=10-19", "end"]);
    assert_eq!(walked(&range, &Json::Null, &[full(), items(206, 0, None)]), ["items=0-9", "items=10-19", "end"]);
    assert_eq!(
        walked(&range, &Json::Null, &[full(), json!([204, null, null, []])]),
        ["items=0-9", "items=10-19", "end"]
    );
    assert_eq!(walked(&range, &Json::Null, &[items(200, 7, None)]), ["items=0-9", "given, then end"]);
    assert_eq!(walked(&range, &Json::Null, &[items(200, 10, None)]), ["items=0-9", "items=10-19"]);
    assert_eq!(walked(&range, &Json::Null, &[json!(416)]), ["items=0-9", "rethrown"], "there is no first page");
    assert_eq!(walked(&range, &Json::Null, &[full(), json!(403)]), ["items=0-9", "items=10-19", "rethrown"]);
}

#[test]
fn to_a_header_200_without_a_range_is_all() {
    let header = json!(["GET /header", null, null, false]);
    assert_eq!(walked(&header, &Json::Null, &[items(200, 10, None)]), ["10-19", "given, then end"]);
    assert_eq!(walked(&header, &Json::Null, &[items(206, 10, None)]), ["10-19", "20-29"]);
}

#[test]
fn an_end_before_the_announced_total_is_a_failure_that_says_how_far_it_got() {
    let range = json!(["GET /range", null, null, false]);
    let first = || items(206, 100, Some("items 0-99/250"));
    let expected = ["0-99", "100-199", "pages-incomplete items 0-99/250"];
    for end in [json!(416), items(206, 0, None), items(200, 0, None), json!([204, null, null, []])] {
        assert_eq!(walked(&range, &Json::Null, &[first(), end]), expected);
    }
    let short = walked(&range, &Json::Null, &[first(), items(200, 70, None)]);
    assert_eq!(short, ["0-99", "100-199", "given, then items 0-169/250"]);
    assert_eq!(walked(&range, &Json::Null, &[items(206, 0, Some("*/9"))]), ["0-99", "given, then items */9"]);
    // The list has become shorter, and the server says so.
    assert_eq!(walked(&range, &Json::Null, &[first(), items(206, 0, Some("*/100"))]), ["0-99", "100-199", "end"]);

    let number = json!(["GET /number", null, null, false]);
    let answers = [numbered(10, &json!(4)), numbered(10, &json!("4")), numbered(0, &Json::Null)];
    assert_eq!(walked(&number, &Json::Null, &answers), ["1", "2", "3", "pages-incomplete pages 1-2/4"]);
}

#[test]
fn by_number_until_as_many_as_the_answer_says() {
    let number = json!(["GET /number", null, null, false]);
    let page = || numbered(10, &json!(3));
    assert_eq!(walked(&number, &Json::Null, &[page(), page(), page()]), ["1", "2", "3", "given, then end"]);
    assert_eq!(walked(&number, &json!(3), &[page()]), ["3", "given, then end"]);
    assert_eq!(walked(&number, &json!("3"), &[page()]), ["3", "given, then end"]);
    assert_eq!(walked(&number, &Json::Null, &[numbered(0, &json!(0))]), ["1", "given, then end"]);
    // As long as there are to be more, a page with nothing in it is a page like others.
    assert_eq!(walked(&number, &Json::Null, &[numbered(0, &json!(2)), page()]), ["1", "2", "3"]);
    let zero = json!(["GET /zero", null, null, false]);
    assert_eq!(walked(&zero, &Json::Null, &[page(), page(), page()]), ["0", "1", "2", "given, then end"]);
}

/// The number of the first page that is asked for.
fn first(told: &Json, given: &Json) -> String {
    begin(told).first(given)
}

#[test]
fn where_pages_by_number_begin() {
    let row = |id: &str, strategy: Json| json!([id, strategy, null, false]);
    for (told, given, expected) in [
        (row("GET /zero", Json::Null), Json::Null, "0"),
        (row("GET /least", Json::Null), Json::Null, "0"),
        (row("GET /number", Json::Null), Json::Null, "1"),
        (row("GET /excluded", Json::Null), Json::Null, "1"),
        (row("GET /odd", Json::Null), Json::Null, "0"),
        (row("GET /unsaid", Json::Null), Json::Null, "0"),
        (row("GET /unsaid", Json::Null), json!(4), "4"),
        (row("GET /unsaid", json!({ "page": "NumeroPage", "from": 1 })), Json::Null, "1"),
        (row("GET /unsaid", json!({ "page": "NumeroPage", "from": 1 })), json!(4), "4"),
        (row("GET /number", json!({ "page": "NumeroPage", "from": 0 })), Json::Null, "0"),
    ] {
        assert_eq!(first(&told, &given), expected, "{told}");
    }
    let page = || numbered(10, &json!(3));
    let zero = row("GET /unsaid", json!({ "page": "NumeroPage", "from": 0 }));
    assert_eq!(walked(&zero, &Json::Null, &[page(), page(), page()]), ["0", "1", "2", "given, then end"]);
    assert_eq!(walked(&zero, &json!(2), &[page()]), ["2", "given, then end"]);
    let one = row("GET /unsaid", json!({ "page": "NumeroPage", "from": 1 }));
    assert_eq!(walked(&one, &json!(2), &[page(), page()]), ["2", "3", "given, then end"]);
}

/// Where nobody says whether page 0 or page 1 is the first, neither is left out.
#[test]
fn the_first_page_is_looked_for() {
    let unsaid = json!(["GET /unsaid", null, null, false]);
    let walk = |answers: &[Json]| walked(&unsaid, &Json::Null, answers);
    let page = |count| numbered(count, &Json::Null);
    let of = |total: u32| numbered(10, &json!(total));
    assert_eq!(walk(&[page(10), page(7), page(0)]), ["0", "1", "2", "end"]);
    assert_eq!(walk(&[of(3), of(3), of(3)]), ["0", "1", "2", "given, then end"]);
    // A server without a page 0 says so, or gives nothing.
    for status in [400, 404, 416, 422] {
        assert_eq!(walk(&[json!(status), of(2), of(2)]), ["0", "not given, 1", "2", "given, then end"]);
    }
    let nothing = [page(0), json!([204, null, null, []]), numbered(0, &json!(2))];
    for nothing in nothing {
        assert_eq!(walk(&[nothing, of(2), of(2)]), ["0", "not given, 1", "2", "given, then end"]);
    }
    // Where there is nothing at all, that is one page.
    assert_eq!(walk(&[page(0), page(0)]), ["0", "not given, 1", "given, then end"]);
    assert_eq!(walk(&[numbered(0, &json!(0))]), ["0", "given, then end"]);
    assert_eq!(walk(&[counted(0, 0)]), ["0", "given, then end"]);
    assert_eq!(walk(&[page(0), json!(404)]), ["0", "not given, 1", "end"]);
    // What fails at both is no end.
    assert_eq!(walk(&[json!(404), json!(404)]), ["0", "not given, 1", "rethrown"]);
    assert_eq!(walk(&[json!(403)]), ["0", "rethrown"]);
    // Page 0 failed: whether it is one is for the caller to say.
    assert_eq!(walk(&[json!(500), json!(500)]), ["0", "not given, 1", "rethrown"]);
    assert_eq!(walk(&[json!(500), of(2)]), ["0", "not given, 1", "pages-from pages */2"]);
    assert_eq!(walk(&[json!(503)]), ["0", "rethrown"]);
}

/// A server may take 0 for 1.
#[test]
fn a_page_0_that_is_page_1_is_given_once() {
    let mut walk = begin(&json!(["GET /unsaid", null, null, false]));
    walk.first(&Json::Null);
    assert_eq!(walk.judge(&numbered(10, &json!(3)), false).unwrap()["isGiven"], true);
    let verdict = walk.judge(&numbered(10, &json!(3)), true).unwrap();
    assert_eq!((&verdict["isGiven"], &verdict["value"]), (&json!(false), &json!(2)));
    assert_eq!(walk.judge(&numbered(10, &json!(3)), false).unwrap()["value"], 3);
    let end = walk.judge(&numbered(7, &json!(3)), false).unwrap();
    assert_eq!((&end["value"], &end["failure"], &end["items"]), (&Json::Null, &Json::Null, &json!(27)));
    // A server that does not heed the parameter gives it once more.
    let mut walk = begin(&json!(["GET /unsaid", null, null, false]));
    walk.first(&Json::Null);
    for is_repeated in [false, true] {
        walk.judge(&numbered(10, &Json::Null), is_repeated).unwrap();
    }
    assert_eq!(failed_at_page(&walk.judge(&numbered(10, &Json::Null), true).unwrap_err()), "pages-repeated 2");
}

/// How many items there are in all says that some are missing, and never that none is.
#[test]
fn fewer_items_than_were_announced_are_a_failure() {
    let number = json!(["GET /number", null, null, false]);
    let walk = |answers: &[Json]| walked(&number, &Json::Null, answers);
    assert_eq!(walk(&[counted(10, 17), counted(7, 17), counted(0, 17)]), ["1", "2", "3", "end"]);
    let short = ["1", "2", "pages-incomplete pages 1-1/*, items 0-9/17"];
    for end in [counted(0, 17), json!(416)] {
        assert_eq!(walk(&[counted(10, 17), end]), short);
    }
    let header = |count: u32| json!([200, null, [count], [], ["17", null, null]]);
    assert_eq!(walk(&[header(10), header(0)]), short);
    assert_eq!(walk(&[counted(10, 10), counted(7, 7), counted(0, 0)]), ["1", "2", "3", "end"], "those of each page");
    // From the midst of the list, they cannot be counted.
    assert_eq!(walked(&number, &json!(2), &[counted(7, 17), counted(0, 17)]), ["2", "3", "end"]);
    // As some say that there is no page behind the last: the end, if nothing is missing.
    assert_eq!(walk(&[counted(10, 10), json!(404)]), ["1", "2", "end"]);
    assert_eq!(walk(&[counted(10, 11), json!(404)]), ["1", "2", "rethrown"]);
    assert_eq!(walk(&[numbered(10, &Json::Null), json!(404)]), ["1", "2", "rethrown"]);
    assert_eq!(walk(&[numbered(10, &Json::Null), json!(416)]), ["1", "2", "end"]);

    let range = json!(["GET /range", null, null, false]);
    let part = |count: u32| json!([206, null, { "a": [count] }, [250]]);
    assert_eq!(
        walked(&range, &Json::Null, &[part(100), json!(416)]),
        ["0-99", "100-199", "pages-incomplete items 0-99/250"]
    );
    assert_eq!(walked(&range, &json!("200-249"), &[part(50), part(0)]), ["200-249", "250-299", "end"]);
}

/// A number of pages that is announced, in answers with nothing in them too.
#[test]
fn pages_with_nothing_in_them_at_the_end_are_a_failure() {
    let number = json!(["GET /number", null, null, false]);
    let walk = |answers: &[Json]| walked(&number, &Json::Null, answers);
    let page = |count: u32| numbered(count, &json!(4));
    assert_eq!(walk(&[page(1), page(0), page(0), page(1)]), ["1", "2", "3", "4", "given, then end"]);
    let end = walk(&[page(1), page(1), page(0), page(0)]);
    assert_eq!(end, ["1", "2", "3", "4", "given, then pages 1-2/4"]);
    assert_eq!(walk(&[numbered(0, &json!(1))]), ["1", "given, then end"], "none of one");
    let many: Vec<Json> = (0..12).map(|place| numbered(u32::from(place == 0), &json!(900))).collect();
    let end = walk(&many);
    assert_eq!((end.len(), end.last().unwrap().as_str()), (13, "given, then pages 1-1/900"));
    let header = |count: u32| json!([200, null, [count], [], [null, null, "2"]]);
    assert_eq!(walk(&[header(1), header(1)]), ["1", "2", "given, then end"]);
}

#[test]
fn by_number_without_a_total_until_a_page_is_empty_or_not_full() {
    let number = json!(["GET /number", null, null, false]);
    let page = |count| numbered(count, &Json::Null);
    assert_eq!(walked(&number, &Json::Null, &[page(10), page(1), page(0)]), ["1", "2", "3", "end"]);
    assert_eq!(walked(&number, &Json::Null, &[page(0)]), ["1", "given, then end"]);
    let sized = json!(["GET /number", { "page": "NumeroPage", "size": 10 }, null, false]);
    assert_eq!(walked(&sized, &Json::Null, &[page(10), page(9)]), ["1", "2", "given, then end"]);
    let unclear = json!([200, null, { "a": [1], "b": [2] }, []]);
    let end = walked(&number, &Json::Null, std::slice::from_ref(&unclear));
    assert_eq!(end, ["1", "given, then pages 1-1/*"], "pages-end-unknown");
}

#[test]
fn places_are_found_by_usual_names_by_their_own_and_in_the_body() {
    let rows = [
        (json!(["GET /range", null, null, false]), "range", ""),
        (json!(["GET /number", null, null, false]), "NumeroPage", ""),
        (json!(["GET /number", { "page": "query.NumeroPage" }, null, false]), "NumeroPage", ""),
        (json!(["GET /none", { "range": "curseur" }, null, false]), "curseur", ""),
        (json!(["POST /body", null, null, false]), "recherche", "pageNumber"),
        (json!(["POST /body", { "page": "/a~1b/0" }, null, false]), "recherche", "/a~1b/0"),
    ];
    for (told, key, pointer) in rows {
        let plan = plan(&told).unwrap();
        assert_eq!([&plan["key"], &plan["pointer"]], [key, pointer], "{told}");
    }
    assert_eq!(plan(&json!(["GET /none", null, null, true])).unwrap()["key"], Json::Null);
    assert_eq!(walked(&json!(["GET /text", null, null, false]), &Json::Null, &[]), ["0"]);
    let text = begin(&json!(["GET /text", null, null, false])).ask(Ask::First, &Json::Null).unwrap();
    assert_eq!(text["value"], json!("0"), "the type is the parameter's");
}

#[test]
fn looks_are_where_the_items_and_the_number_of_pages_may_be() {
    let plan = |strategy: Json| plan(&json!(["GET /number", strategy, null, false])).unwrap();
    let looks = plan(Json::Null)["looks"].clone();
    for name in ["nombrePages", "totalPages", "/page/totalPages", "totalElements", "total", "/page/totalElements"] {
        assert!(looks.as_array().unwrap().contains(&json!(name)), "{name} in {looks}");
    }
    assert_eq!(plan(Json::Null)["counts"], json!(["X-Total-Count", "X-Total", "X-Total-Pages"]));
    let plan = plan(json!({ "page": "NumeroPage", "of": "/total/pages", "items": "liste" }));
    assert_eq!(plan["looks"].as_array().unwrap()[..2], [json!("liste"), json!("/total/pages")]);
    assert_eq!(plan["looks"][2], "totalElements");
    assert_eq!(plan["request"], json!({ "allowEmpty": false }));
    let mut walk = begin(&json!(["GET /range", null, null, false]));
    let mut content = |data: Json| walk.ask(Ask::Look, &json!([200, null, data, []])).unwrap()["content"].clone();
    assert_eq!(content(json!({ "resultats": [3] })), "/resultats");
    assert_eq!(content(json!({ "a": [3], "b": [1] })), "");
    assert_eq!(content(json!([3])), "");
    let said = json!(["GET /number", { "page": "NumeroPage", "of": "/n", "items": "/a" }, null, false]);
    let answer = json!([200, null, { "a": [7], "b": [1] }, [[7], 3]]);
    assert_eq!(begin(&said).ask(Ask::Look, &answer).unwrap()["content"], "/a");
    assert_eq!(
        walked(&said, &Json::Null, &[answer.clone(), answer.clone(), answer]),
        ["1", "2", "3", "given, then end"]
    );
}

/// The mark of an answer.
fn mark(walk: &mut Walk, answer: &Json) -> Json {
    walk.ask(Ask::Look, answer).unwrap()["mark"].clone()
}

#[test]
fn a_page_that_is_there_again_ends_the_walk() {
    for id in ["GET /number", "GET /range", "GET /none"] {
        let mut walk = begin(&json!([id, null, null, id == "GET /none"]));
        walk.first(&Json::Null);
        let page = if id == "GET /number" { numbered(100, &json!(9)) } else { items(206, 100, Some("0-99/250")) };
        assert_eq!(walk.judge(&page, false).unwrap()["isGiven"], true);
        assert_eq!(failed_at_page(&walk.judge(&page, true).unwrap_err()), "pages-repeated 2", "{id}");
    }
    // A server that knows no ranges has given everything at once.
    let mut walk = begin(&json!(["GET /range", null, null, false]));
    walk.first(&Json::Null);
    for is_repeated in [false, true] {
        let verdict = walk.judge(&items(200, 100, None), is_repeated).unwrap();
        assert_eq!(verdict["isGiven"], !is_repeated);
    }
}

#[test]
fn pages_that_are_alike_are_told_apart_by_what_the_server_says_of_them() {
    let mut range = begin(&json!(["GET /range", null, null, false]));
    range.first(&Json::Null);
    assert_eq!(mark(&mut range, &items(206, 100, Some("0-99/250"))), "99");
    assert_eq!(mark(&mut range, &items(206, 100, None)), "");
    let mut number = begin(&json!(["GET /number", null, null, false]));
    number.first(&Json::Null);
    let empty = numbered(0, &json!(9));
    assert_eq!(mark(&mut number, &empty), "1");
    assert!(number.judge(&empty, false).is_ok());
    assert_eq!(mark(&mut number, &empty), "2");
    assert_eq!(mark(&mut number, &numbered(3, &json!(9))), "", "those with something in them are not alike");
}

#[test]
fn too_many_pages_are_a_failure_that_says_how_far_it_got() {
    let number = json!(["GET /number", null, 2, false]);
    let page = || numbered(10, &json!(3));
    let end = walked(&number, &Json::Null, &[page(), page(), page()]);
    assert_eq!(end, ["1", "2", "3", "pages-too-many pages 1-2/3"]);
    let mut walk = begin(&json!(["GET /none", null, 1, true]));
    assert!(step(&mut walk, &items(200, 1, None)).is_ok());
    assert_eq!(failed(&step(&mut walk, &items(200, 1, None)).unwrap_err()), "pages-too-many pages 1-1/*");
}

#[test]
fn mistakes_are_told_before_anything_is_asked_for() {
    let number = |strategy: Json| json!(["GET /number", strategy, null, false]);
    let rows = [
        (json!(["GET /range", null, 0, false]), "pages-option", "maxPages"),
        (json!(["GET /range", null, 1.5, false]), "pages-option", "maxPages"),
        (number(json!("cursor")), "pages-strategy", ""),
        (number(json!(["page"])), "pages-strategy", ""),
        (number(json!({ "size": 3 })), "pages-strategy", ""),
        (number(json!({ "page": "NumeroPage", "unit": "items" })), "pages-option", "unit"),
        (number(json!({ "page": "NumeroPage", "size": 0 })), "pages-option", "size"),
        (number(json!({ "page": "NumeroPage", "from": -1 })), "pages-option", "from"),
        (number(json!({ "page": "NumeroPage", "from": "1" })), "pages-option", "from"),
        (number(json!({ "page": "NumeroPage", "of": 1 })), "pages-option", "of"),
        (json!(["GET /range", { "range": "range", "from": 1 }, null, false]), "pages-option", "from"),
        (number(json!({ "page": "NumeroPage", "range": "range" })), "pages-option", "page"),
        (number(json!({ "page": null })), "pages-option", "page"),
        (number(json!({ "page": "NumeroPage", "s3cret": 1 })), "pages-option", "…"),
        (number(json!({ "page": "numéro" })), "pages-parameter", "numéro"),
        (number(json!({ "page": "s3cret" })), "pages-parameter", "…"),
        (number(json!("range")), "pages-not-found", ""),
        (json!(["GET /none", null, null, false]), "pages-not-found", ""),
        (json!(["POST /body", { "page": "numero" }, null, false]), "pages-parameter", "numero"),
    ];
    for (told, reason, about) in rows {
        assert_eq!(refused(&told), (reason.to_owned(), about.to_owned()), "{told}");
    }
    // That there is no such operation, the call says.
    assert_eq!(plan(&json!(["nothing", null, null, false])).unwrap()["key"], Json::Null);
}
