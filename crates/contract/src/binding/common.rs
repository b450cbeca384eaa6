//! What a request says of the answer that is awaited. It follows from the contract, and is worked out once for each
//! operation.

use super::Binding;
use super::media::Media;
use crate::contract::Contract;
use crate::operation::{Common, Operation};
use crate::status;

impl<'c> Binding<'c> {
    /// What all calls of the operation have in common.
    pub(super) fn common(&self) -> &'c Common {
        let contract = self.validator.contract;
        self.operation.common.get_or_init(|| common(contract, self.operation, &self.media))
    }
}

fn common(contract: &Contract, operation: &Operation, media: &Media<'_>) -> Common {
    let responses = contract.document.value(operation.word).part("responses");
    let successes = responses.fields().filter(|(status, _)| status::is_success(status));
    let mut statuses: Vec<&str> = successes.map(|(status, _)| status).collect();
    if statuses.is_empty() {
        statuses.push("default");
    }
    let schemas = statuses.iter().filter_map(|status| contract.response(operation, status)?.field("schema"));
    let (mut has_data, mut has_text, mut has_file) = (false, false, false);
    for schema in schemas {
        let schema = contract.references.resolve(&contract.document, schema);
        match schema.text_field("type") {
            Some("string") => has_text = true,
            Some("file") => has_file = true,
            None if schema.part("properties").is_null() && schema.part("allOf").is_null() => {}
            _ => has_data = true,
        }
    }
    // The contract tells of 200, by its status or by default, without a schema; or of no success at all. `validation`
    // looks the same up, so that what is accepted here is no mistake there.
    let response = contract.response(operation, "200");
    Common {
        accepted: media.accepted(),
        may_be_empty: response.is_some_and(|response| response.field("schema").is_none()),
        has_data: has_data && !has_text && !has_file,
        has_text: has_text && !has_data && !has_file,
    }
}
