//! Answers: made from the responses of an operation.

use serde_json::Value as Json;
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::Value;
use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::status;

use super::demands::Schemas;
use super::fits::fits;
use super::generate::{Generator, Unsatisfiable};
use super::incoming::Parameters;
use super::json::json;
use super::media::{essence, is_json};
use super::way::Way;
use super::{answer_headers, paging, refusal};
use crate::http::Response;
use crate::random::Random;

/// Statuses that have no body (RFC 9110).
const WITHOUT_BODY: [u16; 3] = [204, 205, 304];

/// What an answer is made for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) parameters: &'a Parameters,
    pub(crate) media_type: &'a str,
    pub(crate) seed: u64,
}

impl Asked<'_> {
    /// Chance, which is the same for the same parameters but for one.
    fn random(&self, but: Option<&str>) -> Random {
        Random::of(
            self.seed,
            &[self.operation.method, &self.operation.path, &self.parameters.text(but), self.media_type],
        )
    }
}

/// The answer of an operation: a part of a list where one is asked for, else its first success.
pub(crate) fn make<'c>(schemas: Schemas<'c>, asked: &Asked<'c>) -> Result<Response, Unsatisfiable> {
    if let Some(part) = part_of_list(schemas, asked) {
        return Ok(part);
    }
    let (status, response) = success(schemas, asked.operation);
    let mut answer = Response::empty(status);
    let Some(response) = response else {
        return Ok(answer);
    };
    let mut generator = Generator::new(schemas, asked.random(None), Way::Response);
    answer_headers::add(&mut answer, response, &mut generator);
    if let Some(schema) = response.field("schema").filter(|_| !WITHOUT_BODY.contains(&status)) {
        let contract = schemas.contract;
        let value = match example(contract, response, schema, asked.media_type) {
            Some(example) => example,
            None => generator.value(schema)?,
        };
        let value = match paging::number(contract, asked.operation, asked.parameters) {
            Some((key, page)) => paging::tell_total(contract, schema, value, page, &mut asked.random(Some(key))),
            None => value,
        };
        add_body(&mut answer, &value, asked.media_type);
    }
    Ok(answer)
}

/// The schema of what an operation's first success has as its body.
pub(crate) fn schema<'c>(schemas: Schemas<'c>, operation: &Operation) -> Option<Value<'c>> {
    let (status, response) = success(schemas, operation);
    response?.field("schema").filter(|_| !WITHOUT_BODY.contains(&status))
}

/// Whether an operation's first success is described such that it can be this object, all of whose fields it knows; an
/// example of its own goes before.
pub(crate) fn describes<'c>(schemas: Schemas<'c>, operation: &'c Operation, object: &Json) -> bool {
    let (_, response) = success(schemas, operation);
    let Some(schema) = response.filter(|it| it.field("examples").is_none()).and_then(|it| it.field("schema")) else {
        return false;
    };
    let demands = schemas.demands(&[schema], &mut Random::new(0));
    let knows = |name: &String| demands.each("properties").any(|properties| properties.field(name).is_some());
    object.as_object().is_some_and(|fields| fields.keys().all(knows))
        && fits(schemas.contract, schema, object, Way::Response)
}

/// The part of a list that is asked for, of an operation that knows parts: it has an answer 206.
fn part_of_list<'c>(schemas: Schemas<'c>, asked: &Asked<'c>) -> Option<Response> {
    let partial = response(schemas, asked.operation, "206")?;
    let (key, range) = paging::range(schemas.contract, asked.operation, asked.parameters)?;
    let schema = partial.field("schema")?;
    let parameters = asked.parameters.text(Some(key));
    let texts = [asked.operation.method, &asked.operation.path, &parameters];
    let part = paging::part(schemas, schema, &range, asked.seed, &texts)?;
    let whole = response(schemas, asked.operation, "200").filter(|_| part.is_whole);
    let beyond = response(schemas, asked.operation, "416").filter(|_| part.is_beyond);
    let (status, response) = match (whole, beyond) {
        (_, Some(_)) => return Some(refusal::beyond(&part.range)),
        (Some(whole), None) => (200, whole),
        (None, None) => (206, partial),
    };
    let mut answer = Response::empty(status);
    let mut generator = Generator::new(schemas, asked.random(None), Way::Response);
    answer_headers::add(&mut answer, response, &mut generator);
    answer.set_header("Content-Range", part.range);
    add_body(&mut answer, &part.items, asked.media_type);
    Some(answer)
}

fn add_body(answer: &mut Response, value: &Json, media_type: &str) {
    answer.set_header("Content-Type", content_type(media_type));
    answer.body = written(value, media_type);
}

/// The response of an operation for a status, as its contract writes it.
fn response<'c>(schemas: Schemas<'c>, operation: &Operation, status: &str) -> Option<Value<'c>> {
    let response = schemas.contract.document.value(operation.word).field("responses")?.field(status)?;
    Some(schemas.follow(response))
}

/// The first of an operation's successes, with its status. What is there by default is taken where there is no other.
fn success<'c>(schemas: Schemas<'c>, operation: &Operation) -> (u16, Option<Value<'c>>) {
    let responses = schemas.contract.document.value(operation.word).field("responses");
    let all = || responses.into_iter().flat_map(Value::fields);
    let successes = all().filter_map(|(key, response)| Some((status::first(key)?, response)));
    let first = successes.filter(|(status, _)| (200..300).contains(status)).min_by_key(|(status, _)| *status);
    let default = || all().find(|(status, _)| *status == "default").map(|(_, response)| (200, response));
    let (status, response) = match first.or_else(default) {
        Some((status, response)) => (status, Some(response)),
        None => (200, None),
    };
    (status, response.map(|response| schemas.follow(response)))
}

/// The example that a response gives for a media type, when it is right. One that is for JSON is for any JSON.
fn example(contract: &Contract, response: Value<'_>, schema: Value<'_>, media_type: &str) -> Option<Json> {
    let examples = response.field("examples")?;
    let is_same = |known: &str| essence(known) == essence(media_type);
    let is_json_too = |known: &str| is_json(known) && is_json(media_type);
    let of = |is_it: &dyn Fn(&str) -> bool| examples.fields().find(|(known, _)| is_it(known)).map(|(_, it)| json(it));
    let example = of(&is_same).or_else(|| of(&is_json_too))?;
    fits(contract, schema, &example, Way::Response).then_some(example)
}

/// JSON and texts are in UTF-8, which the API says of its JSON.
fn content_type(media_type: &str) -> String {
    let has_charset = media_type.to_ascii_lowercase().contains("charset");
    let is_text = is_json(media_type) || media_type.starts_with("text/");
    if is_text && !has_charset { format!("{media_type};charset=UTF-8") } else { media_type.to_owned() }
}

/// A value as a body. What is not JSON is the text itself.
fn written(value: &Json, media_type: &str) -> Vec<u8> {
    match value {
        Json::String(text) if !is_json(media_type) => text.clone().into_bytes(),
        other => other.to_string().into_bytes(),
    }
}
