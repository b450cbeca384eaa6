//! Bodies of answers: what is handed to the caller, and what is an error that says what came instead of JSON.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

#[allow(dead_code, reason = "each test file uses a part of it")]
mod support;

use serde_json::json;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::{Fault, ReadyMade, Response, Server};
use support::network::{Reply, is_token_request};
use support::scene::{Outcome, Scene, options, told};
use support::value::Value;

/// What comes of a call that is answered so.
fn answered(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Outcome {
    let scene = Scene::new();
    let answer = Response::with_content(status, content_type, body);
    scene.network.set_hook(move |request| (!is_token_request(request)).then(|| Reply::Answer(answer.clone())));
    scene.healthcheck(&scene.client(ReadyMade::Works))
}

/// What comes of a request with or without `allowEmpty`, which may be tried again; and how many there were.
fn requested(
    status: u16,
    content_type: &str,
    body: &'static [u8],
    allow_empty: &serde_json::Value,
) -> (Outcome, usize) {
    let scene = Scene::new();
    let answer = Response::with_content(status, content_type, body);
    scene.network.set_hook(move |request| (!is_token_request(request)).then(|| Reply::Answer(answer.clone())));
    let client = scene.client_with(&options(ReadyMade::Works).with("retry", json!(true)));
    let outcome = scene.request(&client, json!({ "path": "/healthcheck", "allowEmpty": allow_empty }));
    (outcome, scene.network.counts().1)
}

#[test]
fn what_is_handed_to_the_caller() {
    let rows: [(u16, &str, &[u8], serde_json::Value); 9] = [
        (200, "application/json", b"{\"a\":1}", json!({ "a": 1.0 })),
        (200, "application/json", b"null", json!(null)),
        (200, "application/problem+json", b"[]", json!([])),
        (200, "application/json", b"\xEF\xBB\xBF\"\xC3\xA9\"", json!("é")),
        (200, "application/json; charset=ISO-8859-1", b"\"\xE9\"", json!("é")),
        (200, "text/plain", b"done", json!("done")),
        (201, "application/json", b" ", json!(null)),
        (202, "application/json", b"", json!(null)),
        (204, "", b"", json!(null)),
    ];
    for (status, content_type, body, expected) in rows {
        let answer = answered(status, content_type, body).unwrap();
        let data = answer.at("data").map_or(Some(json!(null)), |data| data.to_json());
        assert_eq!(data, Some(expected), "{status} {content_type}");
        assert_eq!(answer.text_at("status"), status.to_string());
    }
    let bytes = requested(200, "application/pdf", b"%PDF", &json!(false)).0.unwrap().at("data").unwrap();
    assert!(matches!(bytes, Value::Bytes(bytes) if *bytes == *b"%PDF"));
    let outcome = answered(200, "application/pdf", *b"%PDF");
    assert_eq!(told(&outcome), "protocol body-not-json status=200 attempts=1", "a state is no file");
}

/// From PISTE, an empty 200 is more often a fault than an answer: it is one where the caller says so.
#[test]
fn an_empty_200_is_an_answer_where_it_may_be() {
    let bodies: [(&str, &[u8]); 3] = [("application/json", b""), ("application/json", b" \r\n\t "), ("", b"")];
    for (content_type, body) in bodies {
        let (outcome, count) = requested(200, content_type, body, &json!(true));
        let answer = outcome.unwrap();
        assert_eq!((answer.text_at("status").as_str(), count), ("200", 1), "{body:?}");
        assert!(answer.at("data").is_none(), "{body:?}");
        for allow_empty in [json!(false), json!(null)] {
            let (outcome, count) = requested(200, content_type, body, &allow_empty);
            assert_eq!(told(&outcome), "protocol body-empty status=200 attempts=2", "{body:?} {allow_empty}");
            assert_eq!(count, 2);
        }
    }
}

#[test]
fn allowing_an_empty_200_allows_nothing_else() {
    let rows: [(u16, &str, &[u8], &str); 6] = [
        (203, "application/json", b"", "protocol body-empty status=203 attempts=2"),
        (206, "application/json", b"", "protocol body-empty status=206 attempts=2"),
        (200, "application/json", b"{\"a\":", "protocol body-truncated status=200 attempts=4"),
        (200, "application/json", b"OK", "protocol body-not-json status=200 attempts=1"),
        (200, "text/html", b"<html>", "gateway gateway-html status=200 attempts=2"),
        (404, "application/json", b"", "request not-found status=404 attempts=4"),
    ];
    for (status, content_type, body, expected) in rows {
        assert_eq!(told(&requested(status, content_type, body, &json!(true)).0), expected);
    }
    let (outcome, _) = requested(200, "application/json", b"{\"a\":1}", &json!(true));
    assert_eq!(outcome.unwrap().at("data").unwrap().to_json(), Some(json!({ "a": 1.0 })));
    assert_eq!(told(&requested(200, "application/json", b"", &json!("yes")).0), "config option-type attempts=0");
}

/// Pages and XML that nobody asked for are the gateway's; those that the request names are data.
#[test]
fn what_the_request_asks_for_is_data() {
    let rows: [(&str, &str, &str); 8] = [
        ("application/xml", "application/xml; charset=utf-8", ""),
        ("application/json, text/xml;q=0.5", "text/xml", ""),
        ("application/atom+xml", "application/atom+xml", ""),
        ("text/html", "text/html", ""),
        ("application/xml", "text/html", "gateway gateway-html"),
        ("text/html", "application/xml", "protocol body-xml"),
        ("*/*", "application/xml", "protocol body-xml"),
        ("application/xml", "application/json", "protocol body-xml"),
    ];
    for (accept, content_type, expected) in rows {
        let scene = Scene::new();
        let answer = Response::with_content(200, content_type, "<a/>");
        scene.network.set_hook(move |request| (!is_token_request(request)).then(|| Reply::Answer(answer.clone())));
        let client = scene.client(ReadyMade::Works);
        let outcome = scene.request(&client, json!({ "path": "/healthcheck", "headers": { "Accept": accept } }));
        if expected.is_empty() {
            assert_eq!(outcome.unwrap().at("data").unwrap().to_json(), Some(json!("<a/>")), "{accept} {content_type}");
        } else {
            assert_eq!(told(&outcome), format!("{expected} status=200 attempts=1"), "{accept} {content_type}");
        }
    }
}

/// What looks like a number may be a postcode or an identifier: a text stays one, unless the caller says that it is
/// JSON.
#[test]
fn a_text_stays_a_text() {
    let rows = [
        ("75001", json!(75_001.0)),
        ("01234", json!("01234")),
        ("true", json!(true)),
        ("\"a\"", json!("a")),
        (" {\"a\":\"b\"}", json!({ "a": "b" })),
        ("[\"a\"]", json!(["a"])),
        ("{", json!("{")),
        ("", json!("")),
    ];
    for (text, parsed) in rows {
        for content_type in ["text/plain", "text/csv; charset=utf-8"] {
            let data = |options| requested_with(content_type, text, options).unwrap().at("data").unwrap().to_json();
            assert_eq!(data(json!({})), Some(json!(text)), "{text}");
            assert_eq!(data(json!({ "parseText": true })), Some(parsed.clone()), "{text}");
        }
    }
    assert_eq!(told(&requested_with("text/plain", "1", json!({ "parseText": 1 }))), "config option-type attempts=0");
}

/// For numbers that the platform would round, for one.
#[test]
fn the_text_as_it_came_is_given_to_who_wants_it() {
    let body = "{ \"n\": 12345678901234567890, \"prix\": 1.50 }\n";
    for (content_type, text) in [("application/json", body), ("text/plain", "01"), ("", "[1]")] {
        let with = requested_with(content_type, text, json!({ "text": true })).unwrap();
        assert_eq!(with.at("text").unwrap().to_json(), Some(json!(text)), "{content_type}");
        let without = requested_with(content_type, text, json!({})).unwrap();
        assert!(without.at("text").is_none() && without.at("data").is_some());
    }
    let bytes = requested_with("application/pdf", "%PDF", json!({ "text": true })).unwrap();
    assert!(bytes.at("text").is_none());
}

#[test]
fn an_error_of_the_api_is_found_in_a_text() {
    for body in [r#"{"code":"ERRAUTUSR0001","message":"x"}"#, "\n{\"code\":\"ERRAUTUSR0001\"}"] {
        let outcome = requested_with("text/plain", body, json!({}));
        assert_eq!(told(&outcome), "profile profile-missing status=200 code=ERRAUTUSR0001 attempts=1");
    }
    let business = r#"{"code":"ERRCOTCAL0004","message":"Calcul impossible."}"#;
    let outcome = requested_with("text/plain", business, json!({}));
    assert_eq!(told(&outcome), "business business-error status=200 code=ERRCOTCAL0004 attempts=1");
}

/// What comes of a request that is answered 200, with those options.
fn requested_with(content_type: &str, body: &str, options: serde_json::Value) -> Outcome {
    let scene = Scene::new();
    let answer = Response::with_content(200, content_type, body);
    scene.network.set_hook(move |request| (!is_token_request(request)).then(|| Reply::Answer(answer.clone())));
    let options = Value::from(options).with("path", "/healthcheck");
    scene.kind(&scene.client(ReadyMade::Works), CallKind::Request, &options)
}

#[test]
fn what_is_not_json_says_what_it_is() {
    let rows: [(&str, &[u8], &str); 12] = [
        ("application/json", b"", "protocol body-empty"),
        ("application/json", b" \n", "protocol body-empty"),
        ("application/json", b"{\"a\":", "protocol body-truncated"),
        ("application/json", b"[1,", "protocol body-truncated"),
        ("application/json", b"\"a", "protocol body-truncated"),
        ("application/json", b"OK", "protocol body-not-json"),
        ("application/json", b"<?xml version=\"1.0\"?><a/>", "protocol body-xml"),
        ("application/json", b"\n<!DOCTYPE html><html>", "gateway gateway-html"),
        ("application/json", b"<HTML></HTML>", "gateway gateway-html"),
        ("text/xml", b"<a/>", "protocol body-xml"),
        ("application/soap+xml", b"<a/>", "protocol body-xml"),
        ("application/json; charset=x-unknown", b"{}", "protocol body-charset"),
    ];
    for (content_type, body, expected) in rows {
        let outcome = answered(200, content_type, body);
        assert_eq!(told(&outcome), format!("{expected} status=200 attempts=1"), "{content_type} {body:?}");
    }
}

#[test]
fn statuses_that_are_no_answer() {
    for (status, reason) in
        [(301, "redirected"), (307, "redirected"), (304, "status-unexpected"), (101, "status-unexpected")]
    {
        let expected = format!("protocol {reason} status={status} attempts=1");
        assert_eq!(told(&answered(status, "application/json", "{}")), expected);
    }
}

/// Reading stops at the limit, and the rest is given up.
#[test]
fn a_success_is_read_to_the_limit() {
    let body = br#"{"version":"1.0","etat":"OK"}"#.len();
    for (bytes, limit, passes) in
        [(body, body, true), (body, body - 1, false), (5_000, 5_000, true), (5_001, 5_000, false)]
    {
        let scene = Scene::new();
        scene.network.inject(Server::Gateway, Fault::HugeBody { bytes });
        let given = options(ReadyMade::Works).with("maxResponseBytes", json!(limit));
        let outcome = scene.healthcheck(&scene.client_with(&given));
        assert_eq!(outcome.is_ok(), passes, "{bytes} of {limit}");
        if !passes {
            assert_eq!(told(&outcome), "protocol body-too-large status=200 attempts=1");
        }
        scene.assert_quiet();
    }
}

/// A failure whose body is too large to be looked into is known by its status.
#[test]
fn a_failure_is_known_without_its_body() {
    let large = |end: &str| format!("{}{end}", " ".repeat(65_536));
    assert_eq!(told(&answered(423, "text/plain", large(""))), "blocked access-blocked status=423 attempts=1");
    let business = r#"{"code":"ERRCOTCAL0004","message":"Le calcul est impossible."}"#;
    let outcome = answered(422, "application/json", large(business));
    assert_eq!(told(&outcome), "request request-refused status=422 attempts=1");
}

#[test]
fn a_token_answer_is_not_read_beyond_measure() {
    let scene = Scene::new();
    scene.network.inject(Server::AuthorizationServer, Fault::HugeBody { bytes: 65_537 });
    let outcome = scene.healthcheck(&scene.client(ReadyMade::Works));
    assert_eq!(told(&outcome), "protocol body-too-large status=200 attempts=0");
}

/// `Retry-After` as a date, seen from the caller's clock; in the past, it means at once; other words mean nothing.
#[test]
fn a_wait_told_as_a_date() {
    let rows = [
        ("Tue, 14 Nov 2023 22:14:20 GMT", "quota-exceeded status=429 retryAfter=60"),
        ("Tue, 14 Nov 2023 22:13:00 GMT", "quota-exceeded status=429 retryAfter=0"),
        ("soon", "quota-exceeded-unknown status=429"),
        ("-1", "quota-exceeded-unknown status=429"),
    ];
    for (header, expected) in rows {
        let scene = Scene::new();
        scene.network.set_latency(0, 0);
        let mut answer = Response::empty(429);
        answer.set_header("Retry-After", header);
        scene.network.set_hook(move |request| (!is_token_request(request)).then(|| Reply::Answer(answer.clone())));
        let outcome = scene.healthcheck(&scene.client(ReadyMade::Works));
        assert_eq!(told(&outcome), format!("quota {expected} attempts=1"));
    }
}
