//! Whether a value is right for a schema.

use serde_json::Value as Json;
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::Value;

use super::generate::Way;

/// Whether a value that the contract gives is right for a schema of it.
pub(crate) fn fits(_contract: &Contract, schema: Value<'_>, value: &Json, _way: Way) -> bool {
    if schema.text_field("format").is_some_and(|format| format.starts_with("date")) {
        return false;
    }
    match schema.text_field("type") {
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        _ => false,
    }
}
