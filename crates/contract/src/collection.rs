//! How the items of a list are written where they are one text (Swagger 2.0, `collectionFormat`).

use crate::flat::Value;

/// The formats that there are.
const FORMATS: [&str; 5] = ["csv", "ssv", "tsv", "pipes", "multi"];

/// The format that a value of the contract's names, in any case.
#[must_use]
pub fn known(written: Value<'_>) -> Option<&'static str> {
    let written = written.text()?.trim_ascii();
    FORMATS.into_iter().find(|known| known.eq_ignore_ascii_case(written))
}

/// The format of a list: what it says itself, or what its items say, where these are no lists. Many contracts have it
/// there.
#[must_use]
pub fn of(list: Value<'_>) -> &'static str {
    let items = list.part("items");
    let is_of_list = list.field("collectionFormat").is_none() && items.text_field("type") != Some("array");
    let said = if is_of_list { items.part("collectionFormat") } else { list.part("collectionFormat") };
    known(said).unwrap_or("csv")
}
