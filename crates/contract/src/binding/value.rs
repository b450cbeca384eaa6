//! What is given for a parameter that is not a body, written as the contract says.

use sne_cotation_common::text::contains;

use super::Binding;
use crate::collection;
use crate::error::Error;
use crate::flat::{Kind, Value};
use crate::pointer::Pointer;
use crate::reason::Reason;

impl<'c> Binding<'c> {
    /// A value as one text; none, which is refused, of what has none.
    pub(super) fn text(&mut self, schema: Value<'c>, given: Value<'_>, place: &Pointer<'_>) -> Option<String> {
        let text = match given.kind() {
            Kind::True | Kind::False => {
                if given.is_true() {
                    "true"
                } else {
                    "false"
                }
            }
            Kind::Number => return given.number().map(|number| self.validator.platform.write_number(number)),
            Kind::Array => return self.joined(schema, given, place),
            Kind::Text | Kind::BigInteger => given.letters(),
            _ => {
                self.is_bound = false;
                self.validator.refuse_type(schema.text_field("type").unwrap_or_default(), given, place);
                return None;
            }
        };
        Some(text.to_owned())
    }

    /// The items of a list as one text, between the signs of its format.
    fn joined(&mut self, schema: Value<'c>, given: Value<'_>, place: &Pointer<'_>) -> Option<String> {
        let format = collection::of(schema);
        let separator = match format {
            "ssv" => " ",
            "tsv" => "\t",
            "pipes" => "|",
            _ => ",",
        };
        let mut whole = String::new();
        for (number, item) in given.items().enumerate() {
            let place = Pointer::Item(place, number);
            let text = self.text(of_items(schema), item, &place)?;
            // The server would read two items.
            if contains(&text, separator) {
                self.refuse(Error::at(Reason::RuleCollectionFormat, &place).with("format", format));
            }
            if number > 0 {
                whole.push_str(separator);
            }
            whole.push_str(&text);
        }
        Some(whole)
    }
}

/// The schema of the items of a list.
pub(super) fn of_items(schema: Value<'_>) -> Value<'_> {
    schema.field("items").unwrap_or(schema)
}
