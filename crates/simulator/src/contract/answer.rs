//! Answers: made from the responses of an operation.

use serde_json::Value as Json;
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::Value;
use sne_cotation_contract::operation::Operation;

use super::fits::fits;
use super::generate::{Generator, Unsatisfiable};
use super::incoming::Parameters;
use super::json::json;
use super::media::is_json;
use super::way::Way;
use super::{collection, paging, refusal};
use crate::http::Response;
use crate::random::Random;

/// Headers of an answer that belong to the way that it travels, or to the gateway.
const NOT_OF_THE_API: [&str; 7] =
    ["content-type", "content-length", "connection", "transfer-encoding", "keep-alive", "date", "www-authenticate"];
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

/// The answer of an operation: a part of a list where one is asked for, else its first success, in numbers.
pub(crate) fn make(contract: &Contract, asked: &Asked<'_>) -> Result<Response, Unsatisfiable> {
    if let Some(part) = part_of_list(contract, asked) {
        return part;
    }
    let (status, response) = success(contract, asked.operation);
    let mut answer = Response::empty(status);
    let Some(response) = response else {
        return Ok(answer);
    };
    let mut generator = Generator::new(contract, asked.random(None), Way::Response);
    add_headers(&mut answer, response, &mut generator)?;
    if let Some(schema) = response.field("schema").filter(|_| !WITHOUT_BODY.contains(&status)) {
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

/// The part of a list that is asked for, of an operation that knows parts: it has an answer 206.
fn part_of_list(contract: &Contract, asked: &Asked<'_>) -> Option<Result<Response, Unsatisfiable>> {
    let partial = response(contract, asked.operation, "206")?;
    let (key, range) = paging::range(contract, asked.operation, asked.parameters)?;
    let schema = partial.field("schema")?;
    let parameters = asked.parameters.text(Some(key));
    let texts = [asked.operation.method, &asked.operation.path, &parameters];
    let part = paging::part(contract, schema, &range, asked.seed, &texts)?;
    let whole = response(contract, asked.operation, "200").filter(|_| part.is_whole);
    let beyond = response(contract, asked.operation, "416").filter(|_| part.is_beyond);
    let (status, response) = match (whole, beyond) {
        (_, Some(_)) => return Some(Ok(refusal::beyond(&part.range))),
        (Some(whole), None) => (200, whole),
        (None, None) => (206, partial),
    };
    let mut answer = Response::empty(status);
    let mut generator = Generator::new(contract, asked.random(None), Way::Response);
    if add_headers(&mut answer, response, &mut generator).is_err() {
        return Some(Err(Unsatisfiable));
    }
    answer.set_header("Content-Range", part.range);
    add_body(&mut answer, &part.items, asked.media_type);
    Some(Ok(answer))
}

/// Makes the headers that a response declares.
fn add_headers<'c>(
    answer: &mut Response,
    response: Value<'c>,
    generator: &mut Generator<'c>,
) -> Result<(), Unsatisfiable> {
    for (name, header) in response.field("headers").into_iter().flat_map(Value::fields) {
        if !NOT_OF_THE_API.iter().any(|own| own.eq_ignore_ascii_case(name)) {
            answer.set_header(name, collection::write(header, &generator.plain(header)?));
        }
    }
    Ok(())
}

fn add_body(answer: &mut Response, value: &Json, media_type: &str) {
    answer.set_header("Content-Type", content_type(media_type));
    answer.body = written(value, media_type);
}

/// The response of an operation for a status, as its contract writes it.
fn response<'c>(contract: &'c Contract, operation: &Operation, status: &str) -> Option<Value<'c>> {
    let response = contract.document.value(operation.word).field("responses")?.field(status)?;
    Some(contract.references.resolve(&contract.document, response))
}

/// The first of an operation's successes, with its status. What is there by default is taken where there is no other.
fn success<'c>(contract: &'c Contract, operation: &Operation) -> (u16, Option<Value<'c>>) {
    let responses = contract.document.value(operation.word).field("responses");
    let all = || responses.into_iter().flat_map(Value::fields);
    let successes = all().filter_map(|(status, response)| Some((status.parse().ok()?, response)));
    let first = successes.filter(|(status, _)| (200..300).contains(status)).min_by_key(|(status, _)| *status);
    let default = || all().find(|(status, _)| *status == "default").map(|(_, response)| (200, response));
    let (status, response) = match first.or_else(default) {
        Some((status, response)) => (status, Some(response)),
        None => (200, None),
    };
    (status, response.map(|response| contract.references.resolve(&contract.document, response)))
}

/// The example that a response gives for a media type, when it is right.
fn example(contract: &Contract, response: Value<'_>, schema: Value<'_>, media_type: &str) -> Option<Json> {
    let examples = response.field("examples")?;
    let example = json(examples.fields().find(|(known, _)| *known == media_type)?.1);
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
