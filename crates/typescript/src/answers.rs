//! What a call resolves to: the data of the answers that are successes.

use sne_cotation_common::media::{essence, is_json, is_xml};
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::{Value, ValueRef};
use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::status;

use crate::comment::Comment;
use crate::declarations::Declarations;
use crate::nodes::responses_of;
use crate::place::{Place, Use};
use crate::syntax::Type;

/// The reason phrases of HTTP, which need no comment of their own.
const SAID: [&str; 4] = ["OK", "Created", "Accepted", "No Content"];

/// The data of one status.
#[derive(Debug)]
pub struct Success {
    /// The status; none for any.
    pub status: Option<u16>,
    /// What the contract says of it.
    pub said: Comment,
    /// The type of the data.
    pub data: Type,
}

/// As what bodies come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Json,
    Text,
    Bytes,
}

/// The successes of an operation, by status.
#[must_use]
pub fn successes<'c>(declarations: &Declarations<'c>, contract: &'c Contract, operation: &Operation) -> Vec<Success> {
    let contents = contents(contract, operation);
    let all: Vec<_> = responses_of(contract, operation).collect();
    let mut found: Vec<_> =
        all.iter().filter_map(|(status, response)| Some((Some(success_status(status)?), *response))).collect();
    found.sort_by_key(|(status, _)| *status);
    if found.is_empty() {
        // A range (`2XX`) is of no one status.
        let range = all.iter().find(|(key, _)| status::is_success(key));
        let default = || all.iter().find(|(key, _)| *key == "default");
        found.extend(range.or_else(default).map(|(_, response)| (None, *response)));
    }
    // Generators write a success without schema (`201 Created`) beside the one that there is. A 200 is meant: the
    // client then takes one without a body for an answer.
    let has_schema = |response: Value<'_>| response.field("schema").is_some();
    let is_told = found.iter().any(|(_, response)| has_schema(*response));
    let is_meant = |status: Option<u16>| status == Some(200) || is_empty(operation, status);
    found.retain(|(status, response)| !is_told || has_schema(*response) || is_meant(*status));
    let success = |(status, response): (Option<u16>, Value<'c>)| Success {
        status,
        said: said(declarations, response),
        data: if is_empty(operation, status) {
            Type::word("undefined")
        } else if response.field("schema").is_none() && may_be_empty(status) {
            Type::union([data(declarations, None, &contents), Type::word("undefined")])
        } else {
            data(declarations, response.field("schema"), &contents)
        },
    };
    found.into_iter().map(success).collect()
}

/// What is said of an answer, unless it is the reason phrase of its status.
fn said<'c>(declarations: &Declarations<'c>, response: Value<'c>) -> Comment {
    let description = response.text_field("description").unwrap_or_default();
    let mut comment = if SAID.contains(&description.trim()) { Comment::default() } else { Comment::text(description) };
    if let Some(schema) = response.field("schema") {
        declarations.add_lost(&mut comment, schema);
    }
    comment
}

fn success_status(status: &str) -> Option<u16> {
    // Written in another way, the same status could be there twice.
    let is_plain = status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_digit());
    status.parse().ok().filter(|status| is_plain && (200..300).contains(status))
}

/// Whether HTTP lets the answer have no body.
fn is_empty(operation: &Operation, status: Option<u16>) -> bool {
    operation.method == "HEAD" || matches!(status, Some(204 | 205))
}

/// Whether the client takes an answer without a body for one where there is no schema, as its `answer.rs` has it.
fn may_be_empty(status: Option<u16>) -> bool {
    status.is_none_or(|status| matches!(status, 200..=202))
}

/// What data is, as the client reads it: JSON, where the operation gives that, since the client asks for it then.
fn data<'c>(declarations: &Declarations<'c>, schema: Option<Value<'c>>, contents: &[Content]) -> Type {
    let is_file = schema.is_some_and(|schema| schema.text_field("type") == Some("file"));
    if contents.contains(&Content::Json) || contents.is_empty() {
        return match schema {
            Some(_) if is_file && contents.is_empty() => Type::union([Type::word("Uint8Array"), Type::word("string")]),
            Some(schema) if !is_file => declarations.of_schema(schema, Place::anywhere(Use::Answer)),
            _ => Type::unknown(),
        };
    }
    Type::union(contents.iter().map(|content| match (content, schema) {
        (Content::Bytes, _) => Type::word("Uint8Array"),
        // A text that is JSON is read as JSON.
        (_, Some(schema)) if !is_file => {
            Type::union([declarations.of_schema(schema, Place::anywhere(Use::Answer)), Type::word("string")])
        }
        _ => Type::word("string"),
    }))
}

/// As what the bodies of answers come; nothing where the contract does not say.
fn contents(contract: &Contract, operation: &Operation) -> Vec<Content> {
    let mut contents: Vec<_> =
        media_types(contract, operation.produces).filter(|it| essence(it) != "*/*").map(content).collect();
    contents.dedup();
    contents
}

/// Whether a body is sent as JSON, as the binding has it; if not, it is a text or a file.
#[must_use]
pub fn takes_json(contract: &Contract, operation: &Operation) -> bool {
    let mut types = media_types(contract, operation.consumes);
    let is_free = types.next().is_none_or(|first| essence(first) == "*/*" || content(first) == Content::Json);
    is_free || types.any(|media_type| content(media_type) == Content::Json)
}

fn media_types(contract: &Contract, list: Option<ValueRef>) -> impl Iterator<Item = &str> {
    let list = list.map(|word| contract.document.value(word));
    list.into_iter().flat_map(Value::items).filter_map(Value::text)
}

fn content(media_type: &str) -> Content {
    let is_text = || essence(media_type).to_ascii_lowercase().starts_with("text/");
    if is_json(media_type) {
        Content::Json
    } else if is_text() || is_xml(media_type) {
        Content::Text
    } else {
        Content::Bytes
    }
}
