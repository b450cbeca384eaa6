//! The keywords of a schema, one by one.

use super::numbers::{float, is_multiple, is_rounded, is_whole};
use super::{Keyword, Schema, Validator, equality};
use crate::error::Error;
use crate::flat::{Kind, Value};
use crate::pointer::Pointer;
use crate::reason::Reason;
use sne_cotation_common::text::digits;

/// The keywords that are a number, on values of which kind they are a limit, and the rule.
const LIMITS: [(Keyword, Kind, Reason); 9] = [
    (Keyword::Maximum, Kind::Number, Reason::RuleMaximum),
    (Keyword::Minimum, Kind::Number, Reason::RuleMinimum),
    (Keyword::MultipleOf, Kind::Number, Reason::RuleMultipleOf),
    (Keyword::MaxLength, Kind::Text, Reason::RuleMaxLength),
    (Keyword::MinLength, Kind::Text, Reason::RuleMinLength),
    (Keyword::MaxItems, Kind::Array, Reason::RuleMaxItems),
    (Keyword::MinItems, Kind::Array, Reason::RuleMinItems),
    (Keyword::MaxProperties, Kind::Object, Reason::RuleMaxProperties),
    (Keyword::MinProperties, Kind::Object, Reason::RuleMinProperties),
];

impl<'c> Validator<'c> {
    /// Holds every keyword of a schema against a value.
    pub(super) fn check_keywords(&mut self, schema: &Schema, value: Value<'_>, place: &Pointer<'_>) {
        let is_null = value.is_null() && self.argument(schema, Keyword::Nullable).is_true();
        if is_null || !self.check_type(schema, value, place) {
            return;
        }
        for part in self.argument(schema, Keyword::AllOf).items() {
            self.check(part, value, place);
        }
        let allowed = self.argument(schema, Keyword::Enum);
        if !allowed.is_empty() {
            self.check_enum(allowed, value, place);
        }
        if let Some(format) = self.argument(schema, Keyword::Format).text() {
            self.check_format(format, value, place);
        }
        self.check_pattern(self.argument(schema, Keyword::Pattern), value, place);
        let kind = if value.kind() == Kind::BigInteger { Kind::Number } else { value.kind() };
        for (keyword, limited, rule) in &LIMITS {
            if *limited == kind
                && let Some(limit) = self.argument(schema, *keyword).number()
                && is_limit(*rule, limit)
            {
                self.check_limit(schema, (*rule, limit), value, place);
            }
        }
        match value.kind() {
            Kind::Object => self.check_object(schema, value, place),
            Kind::Array => self.check_items(schema, value, place),
            _ => {}
        }
    }

    /// Whether it is of a type that the schema allows. Where it is not, nothing else of the schema is about it.
    fn check_type(&mut self, schema: &Schema, value: Value<'_>, place: &Pointer<'_>) -> bool {
        if !schema.allows(value.kind(), || is_whole(float(value))) {
            let types = self.argument(schema, Keyword::Type);
            self.refuse_type(types.text().unwrap_or(&self.list(types)), value, place);
            return false;
        }
        let is_rounded = is_rounded(value) && self.argument(schema, Keyword::Type).text() == Some("integer");
        if is_rounded {
            self.refuse(Reason::RulePrecision, ("", ""), value, place);
        }
        !is_rounded
    }

    /// Adds that a value is of another type.
    pub(crate) fn refuse_type(&mut self, expected: &str, value: Value<'_>, place: &Pointer<'_>) {
        let mistake = Error::at(Reason::RuleType, place).with("expected", expected);
        self.add(mistake.with("given", value.kind().name()));
    }

    fn check_enum(&mut self, allowed: Value<'c>, value: Value<'_>, place: &Pointer<'_>) {
        if !allowed.items().any(|one| equality::equals(one, value, &mut self.steps)) {
            let allowed = self.list(allowed);
            self.refuse(Reason::RuleEnum, ("allowed", &allowed), value, place);
        }
    }

    fn check_unique(&mut self, value: Value<'_>, place: &Pointer<'_>) {
        if let Some((first, second)) = equality::duplicate(value, &mut self.steps) {
            let mut places = digits(u64::from(first));
            places.push_str(", ");
            places.push_str(&digits(u64::from(second)));
            self.refuse(Reason::RuleUniqueItems, ("places", &places), value, place);
        }
    }

    fn check_limit(&mut self, schema: &Schema, (rule, limit): (Reason, f64), value: Value<'_>, place: &Pointer<'_>) {
        let excludes = |keyword| self.argument(schema, keyword).is_true();
        let rule = match rule {
            Reason::RuleMaximum if excludes(Keyword::ExclusiveMaximum) => Reason::RuleExclusiveMaximum,
            Reason::RuleMinimum if excludes(Keyword::ExclusiveMinimum) => Reason::RuleExclusiveMinimum,
            other => other,
        };
        let size = size(value);
        let is_broken = match rule {
            Reason::RuleExclusiveMaximum => size >= limit,
            Reason::RuleExclusiveMinimum => size <= limit,
            Reason::RuleMultipleOf => !is_multiple(value, limit),
            Reason::RuleMaximum | Reason::RuleMaxLength | Reason::RuleMaxItems | Reason::RuleMaxProperties => {
                size > limit
            }
            _ => size < limit,
        };
        if is_broken {
            let limit = self.platform.write_number(limit);
            self.refuse(rule, ("limit", &limit), value, place);
        }
    }

    /// The items of a list: each by one schema, or by that of its place (draft 4).
    fn check_items(&mut self, schema: &Schema, value: Value<'_>, place: &Pointer<'_>) {
        if self.argument(schema, Keyword::UniqueItems).is_true() {
            self.check_unique(value, place);
        }
        let items = self.argument(schema, Keyword::Items);
        if items.is_null() {
            return;
        }
        let others = self.argument(schema, Keyword::AdditionalItems);
        for (number, item) in value.items().enumerate() {
            let place = Pointer::Item(place, number);
            if items.kind() == Kind::Object {
                self.check(items, item, &place);
            } else if let Some(schema) = u32::try_from(number).ok().and_then(|number| items.item(number)) {
                self.check(schema, item, &place);
            } else {
                match others.kind() {
                    Kind::Null => {}
                    Kind::False => self.refuse(Reason::RuleAdditionalItems, ("", ""), item, &place),
                    _ => self.check(others, item, &place),
                }
            }
        }
    }
}

/// Whether a number is a limit of that kind: there is no length below zero.
fn is_limit(rule: Reason, limit: f64) -> bool {
    match rule {
        Reason::RuleMaximum | Reason::RuleMinimum => true,
        Reason::RuleMultipleOf => limit > 0.0,
        _ => limit >= 0.0,
    }
}

/// What a limit is about: the number, the characters, how many items or fields.
fn size(value: Value<'_>) -> f64 {
    match value.kind() {
        // Bytes that begin a character.
        Kind::Text => value.letters().bytes().filter(|byte| byte & 0xC0 != 0x80).fold(0.0, |count, _| count + 1.0),
        Kind::Array | Kind::Object => f64::from(value.len()),
        _ => float(value),
    }
}
