//! A walk through pages: any strategy, any answers. Parts: `[id, strategy, maxPages, whether it is a function]`; what
//! the caller gave in the place of the first page; then answers, one a line, as `[status, Content-Range, outline of the
//! data, looks, counts]`, or as the status of a failure. All of it JSON.

use serde_json::{Value as Json, json};
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::pages::{ASKS, Ask, ask};
use sne_cotation_contract::writer::Writer;

use super::contract::flat;
use crate::input::parts;

/// Fields of a verdict, and of a state, in their order.
const VALUE: u32 = 2;
const FAILURE: u32 = 3;

/// A walk gives no more pages than it may, and after each it goes on, ends or fails, but one of the three.
pub fn run(data: &[u8]) {
    let [given, first, answers] = parts(data);
    let read = |text: &str| serde_json::from_str(text).unwrap_or(Json::Null);
    let Ok(contract) = Contract::read(flat(&contract())) else { panic!("the contract is right") };
    let given = read(&given);
    let most = given.get(2).and_then(Json::as_f64).unwrap_or(1_000.0);
    let mut walk = Walk { contract, given, state: Json::Null, count: 0.0 };
    if walk.ask(Ask::Plan, &Json::Null, false).is_none() || walk.ask(Ask::First, &read(&first), false).is_none() {
        return;
    }
    for (place, answer) in answers.lines().enumerate() {
        if walk.ask(Ask::Count, &Json::Null, false).is_none() {
            assert!(walk.count >= most, "it stops at {} of {most}", walk.count);
            return;
        }
        let answer = read(answer);
        let goes_on = if answer.is_number() {
            walk.ask(Ask::IsEnd, &answer, false)
        } else {
            let _ = walk.ask(Ask::Look, &answer, false);
            walk.ask(Ask::Judge, &answer, place % 7 == 6)
        };
        if goes_on != Some(true) {
            return;
        }
        assert!(walk.count <= most, "{} pages of {most}", walk.count);
    }
}

/// A walk, asked about as JavaScript does.
struct Walk {
    contract: Contract,
    given: Json,
    state: Json,
    /// Pages that were given.
    count: f64,
}

impl Walk {
    /// Whether it goes on; nothing when something is wrong.
    fn ask(&mut self, what: Ask, event: &Json, is_repeated: bool) -> Option<bool> {
        let number = ASKS.iter().position(|known| *known == what);
        let part = |place: usize| self.given.get(place).cloned().unwrap_or_default();
        let told = json!([number, part(0), part(1), part(2), part(3), self.state, event, is_repeated]);
        let answer: Writer = ask(&self.contract, flat(&told).root()).ok()?;
        let document = answer.into_document();
        let answer = document.root();
        let Some(state) = answer.get("state") else { return Some(what != Ask::IsEnd) };
        self.state = state.items().map(|number| number.number().map_or(Json::Null, |it| json!(it))).collect();
        self.count = self.state.get(0).and_then(Json::as_f64).unwrap_or_default().max(self.count);
        let [value, failure] = [VALUE, FAILURE].map(|field| answer.entry(field).is_some_and(|(_, it)| !it.is_null()));
        assert!(!(value && failure), "it goes on and fails");
        Some(value || self.given.get(3) == Some(&Json::Bool(true)))
    }
}

/// A contract with pages by range, by number and in a body.
fn contract() -> Json {
    let get =
        |name: &str, kind: &str| json!({ "get": { "parameters": [{ "name": name, "in": "query", "type": kind }] } });
    let body = json!({ "name": "b", "in": "body", "schema": { "properties": { "page": { "type": "integer" } } } });
    let paths = json!({
        "/range": get("range", "string"),
        "/page": get("page", "integer"),
        "/other": get("curseur", "string"),
        "/body": { "post": { "parameters": [body] } },
    });
    json!({ "swagger": "2.0", "info": { "title": "a", "version": "1" }, "paths": paths })
}
