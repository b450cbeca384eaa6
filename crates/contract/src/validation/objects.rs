//! Objects: which fields they have, and what their discriminator makes of them.

use sne_cotation_common::names::shown;
use sne_cotation_common::text::add;

use super::{Direction, Keyword, Schema, Validator};
use crate::error::Error;
use crate::flat::{Kind, Value};
use crate::pointer::Pointer;
use crate::reason::Reason;

impl<'c> Validator<'c> {
    /// Holds the keywords that are about fields against an object.
    pub(super) fn check_object(&mut self, schema: &Schema, value: Value<'_>, place: &Pointer<'_>) {
        let properties = self.argument(schema, Keyword::Properties);
        for name in self.argument(schema, Keyword::Required).items() {
            let name = name.text().unwrap_or_default();
            if !self.steps.take(value.len()) {
                break;
            }
            if value.get(name).is_none() && !self.read_only(properties.get(name)) {
                self.add(Error::at(Reason::RuleRequired, &Pointer::Field(place, name)));
            }
        }
        let others = self.argument(schema, Keyword::AdditionalProperties);
        for (name, field) in value.fields() {
            if !self.steps.take(properties.len()) {
                break;
            }
            if let Some(property) = properties.get(name) {
                let place = Pointer::Field(place, name);
                if self.read_only(Some(property)) {
                    self.refuse(Reason::RuleReadOnly, ("", ""), field, &place);
                }
                self.check(property, field, &place);
            } else if !others.is_null() {
                // A name that the contract does not have may be anything, and somebody's.
                let place = Pointer::Field(place, if self.flags.shows_values { name } else { shown(name) });
                match others.kind() {
                    Kind::False => self.refuse(Reason::RuleAdditionalProperties, ("", ""), field, &place),
                    _ => self.check(others, field, &place),
                }
            }
        }
        if let Some(name) = self.argument(schema, Keyword::Discriminator).text()
            && let Some(named) = value.get(name)
            && self.discriminated != Some(value.word())
        {
            let base = self.contract.document.value(schema.word);
            self.check_named(base, named, value, (name, place));
        }
    }

    /// Whether a property is `readOnly`, so that a request must not have it. Resolving its schema takes steps.
    fn read_only(&mut self, property: Option<Value<'c>>) -> bool {
        let property = property.filter(|_| self.direction == Direction::Request);
        property.is_some_and(|property| {
            let schema = self.schema(property);
            self.argument(&schema, Keyword::ReadOnly).is_true()
        })
    }

    /// Looks at an object as what its discriminator names, which must be the schema itself or one that extends it.
    fn check_named(&mut self, base: Value<'c>, named: Value<'_>, value: Value<'_>, at: (&str, &Pointer<'_>)) {
        let (references, document) = (&self.contract.references, &self.contract.document);
        let definition = named.text().and_then(|name| references.definition(document, name));
        if let Some(definition) = definition.filter(|definition| self.extends(*definition, base, 0)) {
            let before = self.discriminated.replace(value.word());
            self.check(definition, value, at.1);
            self.discriminated = before;
            return;
        }
        let mut allowed = String::new();
        for (name, definition) in document.root().part("definitions").fields() {
            if allowed.len() < 500 && self.extends(definition, base, 0) {
                add(&mut allowed, name);
            }
        }
        self.refuse(Reason::RuleDiscriminator, ("allowed", &allowed), named, &Pointer::Field(at.1, at.0));
    }

    /// Whether a definition is another, or has it among what it is made of.
    fn extends(&self, definition: Value<'c>, base: Value<'c>, depth: u32) -> bool {
        let definition = self.resolved(definition);
        definition.word() == base.word()
            || (depth < 20
                && definition.part("allOf").items().any(|part| self.extends(part, base, depth.wrapping_add(1))))
    }
}
