//! The keywords of a schema, one by one.

use super::numbers::{float, is_multiple, is_rounded, is_whole};
use super::{Validator, equality};
use crate::error::Error;
use crate::flat::{Kind, Value};
use crate::pointer::{Pointer, push_number};
use crate::reason::Reason;

impl<'c> Validator<'c> {
    /// Holds every keyword of a schema against a value.
    pub(super) fn check_keywords(&mut self, schema: Value<'c>, value: Value<'_>, place: &Pointer<'_>) {
        if (value.is_null() && schema.flag("x-nullable")) || !self.check_type(schema, value, place) {
            return;
        }
        for (name, argument) in schema.fields() {
            match name {
                "allOf" => argument.items().for_each(|part| self.check(part, value, place)),
                "enum" => self.check_enum(argument, value, place),
                "format" => self.check_format(argument.text().unwrap_or_default(), value, place),
                "pattern" => self.check_pattern(argument, value, place),
                "uniqueItems" if argument.is_true() && value.kind() == Kind::Array => self.check_unique(value, place),
                _ => self.check_limit(schema, name, argument, value, place),
            }
        }
        match value.kind() {
            Kind::Object => self.check_object(schema, value, place),
            Kind::Array => self.check_items(schema, value, place),
            _ => {}
        }
    }

    /// Whether it is of a type that the schema allows. Where it is not, nothing else of the schema is about it.
    fn check_type(&mut self, schema: Value<'c>, value: Value<'_>, place: &Pointer<'_>) -> bool {
        let Some(types) = schema.field("type") else { return true };
        let one = types.text();
        if !one.is_some_and(|expected| is_of(expected, value))
            && !types.items().any(|expected| is_of(expected.text().unwrap_or_default(), value))
        {
            self.refuse_type(one.unwrap_or(&self.list(types)), value, place);
            return false;
        }
        let is_rounded = one == Some("integer") && is_rounded(value);
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
        if !allowed.items().any(|one| equality::is_same(one, value, &mut self.steps)) {
            let allowed = self.list(allowed);
            self.refuse(Reason::RuleEnum, ("allowed", &allowed), value, place);
        }
    }

    fn check_unique(&mut self, value: Value<'_>, place: &Pointer<'_>) {
        if let Some((first, second)) = equality::duplicate(value, &mut self.steps) {
            let mut places = String::new();
            push_number(&mut places, first as usize);
            places.push_str(", ");
            push_number(&mut places, second as usize);
            self.refuse(Reason::RuleUniqueItems, ("places", &places), value, place);
        }
    }

    /// The keywords that are a number.
    fn check_limit(
        &mut self,
        schema: Value<'c>,
        name: &str,
        argument: Value<'c>,
        value: Value<'_>,
        place: &Pointer<'_>,
    ) {
        let Some(limit) = argument.number() else { return };
        let (kind, rule) = match name {
            "maximum" if schema.flag("exclusiveMaximum") => (Kind::Number, Reason::RuleExclusiveMaximum),
            "maximum" => (Kind::Number, Reason::RuleMaximum),
            "minimum" if schema.flag("exclusiveMinimum") => (Kind::Number, Reason::RuleExclusiveMinimum),
            "minimum" => (Kind::Number, Reason::RuleMinimum),
            "multipleOf" => (Kind::Number, Reason::RuleMultipleOf),
            "maxLength" => (Kind::Text, Reason::RuleMaxLength),
            "minLength" => (Kind::Text, Reason::RuleMinLength),
            "maxItems" => (Kind::Array, Reason::RuleMaxItems),
            "minItems" => (Kind::Array, Reason::RuleMinItems),
            "maxProperties" => (Kind::Object, Reason::RuleMaxProperties),
            "minProperties" => (Kind::Object, Reason::RuleMinProperties),
            _ => return,
        };
        let size = size_as(kind, value);
        let is_broken = match rule {
            Reason::RuleExclusiveMaximum => size >= limit,
            Reason::RuleExclusiveMinimum => size <= limit,
            Reason::RuleMultipleOf => !size.is_nan() && !is_multiple(value, limit),
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
    fn check_items(&mut self, schema: Value<'c>, value: Value<'_>, place: &Pointer<'_>) {
        let Some(items) = schema.get("items") else { return };
        for (number, item) in value.items().enumerate() {
            let place = Pointer::Item(place, number);
            if items.kind() == Kind::Object {
                self.check(items, item, &place);
            } else if let Some(schema) = u32::try_from(number).ok().and_then(|number| items.item(number)) {
                self.check(schema, item, &place);
            } else if let Some(others) = schema.get("additionalItems") {
                match others.kind() {
                    Kind::False => self.refuse(Reason::RuleAdditionalItems, ("", ""), item, &place),
                    _ => self.check(others, item, &place),
                }
            }
        }
    }
}

/// Whether a value is of a type.
fn is_of(expected: &str, value: Value<'_>) -> bool {
    let name = value.kind().name();
    match expected {
        "integer" => name == expected || is_whole(float(value)),
        "number" => !float(value).is_nan(),
        _ => name == expected,
    }
}

/// What a limit on values of that kind is about: the number, the characters, how many items or fields. Of another kind, nothing
/// that is beyond any limit.
fn size_as(kind: Kind, value: Value<'_>) -> f64 {
    match kind {
        Kind::Number => float(value),
        _ if kind != value.kind() => f64::NAN,
        Kind::Text => value.letters().chars().fold(0.0, |count, _| count + 1.0),
        _ => f64::from(value.len()),
    }
}
