//! Bodies: JSON, texts, and forms of both kinds.

use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::parameter::Place;

use super::given::Given;
use super::multipart::{self, Fields};
use crate::contract::media::{essence, is_json};
use crate::contract::percent::pairs;
use crate::http::Request;

/// The fields of a form, for an operation that takes one.
pub(super) fn fields(operation: &Operation, request: &Request) -> Fields {
    let takes_form = operation.parameters.iter().any(|parameter| parameter.place == Place::Form);
    let content_type = request.header("content-type").unwrap_or_default();
    match essence(content_type).as_str() {
        _ if !takes_form => Vec::new(),
        "application/x-www-form-urlencoded" => {
            let text = String::from_utf8_lossy(&request.body);
            pairs(&text).map(|(name, value)| (name, value.into_bytes(), false)).collect()
        }
        "multipart/form-data" => multipart::read(content_type, &request.body),
        _ => Vec::new(),
    }
}

/// A body that is a file; none when there is no body.
pub(super) fn file(request: &Request) -> Option<Given> {
    (!request.body.is_empty()).then_some(Given::Bytes)
}

/// A body as a value; none when there is no body. Fails with what is wrong with what should be JSON.
pub(super) fn read(request: &Request) -> Result<Option<Given>, String> {
    if request.body.is_empty() {
        return Ok(None);
    }
    if request.header("content-type").is_none_or(is_json) {
        let place = |error: serde_json::Error| format!("ligne {}, colonne {}", error.line(), error.column());
        return serde_json::from_slice(&request.body)
            .map(|value| Some(Given::Value(value)))
            .map_err(|error| format!("le corps n'est pas du JSON ({})", place(error)));
    }
    Ok(Some(std::str::from_utf8(&request.body).map_or(Given::Bytes, |text| Given::Value(text.into()))))
}
