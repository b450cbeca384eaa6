//! The decisions of a call, each by itself: a request is built, a token is at hand, values are bound to an operation,
//! an answer is read and held against its schema.

#![expect(clippy::expect_used, missing_docs, reason = "benchmarks, whose functions a macro makes public")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde_json::json;
use sne_cotation::core::request::CallKind;
use sne_cotation_benches::document;
use sne_cotation_benches::support::scene::Scene;
use sne_cotation_benches::support::value::Value;
use sne_cotation_contract::binding::bind;
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::Document;
use sne_cotation_contract::json::reader::{Dialect, read};
use sne_cotation_contract::platform::Platform;
use sne_cotation_contract::validation::Flags;
use sne_cotation_contract::validation::answer::{Expected, expected};
use sne_cotation_contract::validation::judging::Judging;
use sne_cotation_simulator::ReadyMade;

/// A platform that writes numbers as Rust does, which is as JavaScript does for those that are here.
struct Native;

impl Platform for Native {
    fn write_number(&self, number: f64) -> String {
        number.to_string()
    }
}

fn flat(text: &str) -> Document {
    read(text.to_owned(), Dialect::Json).expect("it is JSON")
}

fn contract() -> Contract {
    Contract::read(flat(&document("contract.json"))).expect("it is a contract")
}

/// The options of a call become what is sent.
fn request_building(criterion: &mut Criterion) {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let body = json!({ "communes": ["75056", "69123"], "tri": "date" });
    let options = json!({ "method": "POST", "path": "/demandes/75101", "query": { "range": "0-7" }, "body": body });
    let options = Value::from(options);
    criterion.bench_function("request building", |bencher| {
        bencher.iter(|| client.invocation(CallKind::Request, black_box(&options)));
    });
}

/// A caller gets the token that is at hand.
fn token_at_hand(criterion: &mut Criterion) {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    scene.kind(&client, CallKind::Token, &Value::Nothing).expect("there is a token");
    criterion.bench_function("token at hand", |bencher| {
        bencher.iter(|| scene.kind(&client, CallKind::Token, &Value::Nothing));
    });
}

/// The parameters of a call become the fields of a request, held against the contract.
fn binding(criterion: &mut Criterion) {
    let contract = contract();
    let recherche = json!({ "communes": ["75056", "69123", "13055"], "depuis": "2026-01-31", "tri": "date" });
    let parameters = json!({ "guichet": "75101", "range": "0-7", "recherche": recherche });
    let call = flat(&json!(["chercherDemandes", parameters, null, 1]).to_string());
    criterion.bench_function("binding, validated", |bencher| {
        bencher.iter(|| bind(&contract, &Native, black_box(call.root())));
    });
}

/// JSON text becomes a document, as that of a contract does.
fn json_walk(criterion: &mut Criterion) {
    measure(criterion, "JSON read", |text| flat(text).root().len());
}

/// The text of an answer is held against its schema.
fn validation(criterion: &mut Criterion) {
    let contract = contract();
    let operation = contract.operation("chercherDemandes").expect("the operation is there");
    let Expected::Schema(schema) = expected(&contract, operation, 200) else { return };
    measure(criterion, "answer validated", |text| {
        let mut judging = Judging::new(&contract, Some(schema), Flags::default());
        judging.advance(&contract, text.as_bytes(), true);
        judging.end();
        assert!(!judging.is_wrong(), "the answer is as the contract has it");
    });
}

/// Measures something that is done to the text of an answer, of either length.
fn measure<Result>(criterion: &mut Criterion, name: &str, body: impl Fn(&str) -> Result) {
    let mut group = criterion.benchmark_group(name);
    for size in ["2 KB", "1 MB"] {
        let text = document(&format!("{size}.json"));
        group.throughput(Throughput::Bytes(text.len().try_into().unwrap_or(u64::MAX)));
        group.bench_function(size, |bencher| bencher.iter(|| body(black_box(&text))));
    }
    group.finish();
}

criterion_group!(benches, request_building, token_at_hand, binding, json_walk, validation);
criterion_main!(benches);
