//! From a schema to a type.

use std::collections::BTreeSet;

use sne_cotation_contract::flat::{Kind, Value};
use sne_cotation_contract::validation::doubt::misspelt;
use sne_cotation_contract::validation::is_list_of_bytes;

use crate::comment::Comment;
use crate::declarations::Declarations;
use crate::facts::{comment, literal};
use crate::identifier::property;
use crate::integers::is_int64;
use crate::keywords::{Form, form, has_fields, is_nullable, is_read_only, is_write_only, parts, properties, required};
use crate::nodes::{Node, order};
use crate::nullable::or_null;
use crate::place::{Place, Use};
use crate::syntax::{Member, Object, Type};

impl<'c> Declarations<'c> {
    /// The type of a schema: its name, where it has one.
    #[must_use]
    pub fn of_schema(&self, schema: Value<'c>, place: Place) -> Type {
        match self.nodes.of(schema).or_else(|| self.nodes.referred(schema)) {
            Some(node) if schema.field("$ref").is_some() => or_null(self.of_values_of(node, place), schema),
            Some(node) => self.of_values_of(node, place),
            None if schema.kind() != Kind::Object || schema.field("$ref").is_some() => Type::unknown(),
            None => self.of_unnamed(schema, place),
        }
    }

    /// The values of a named schema, unless they are made of what is being made.
    #[must_use]
    pub fn of_values_of(&self, node: Node, place: Place) -> Type {
        let leads_back = place.of.is_some_and(|of| self.relations.lead_back_to_values(of, node));
        if leads_back { Type::unknown() } else { Type::word(self.name(node, place.used)) }
    }

    /// The type of a schema that is no reference, whether or not it has a name.
    #[must_use]
    pub fn of_unnamed(&self, schema: Value<'c>, place: Place) -> Type {
        let value = match form(schema) {
            Form::Enum => self.of_values(schema, place.used),
            Form::AllOf => self.of_parts(schema, place),
            Form::Object => self.of_object(schema, place),
            Form::Array => or_text(self.of_items(schema, place).array(), schema),
            Form::Other => self.of_type(schema, place.used),
        };
        or_null(value, schema)
    }

    fn of_values(&self, schema: Value<'_>, used: Use) -> Type {
        let values = schema.field("enum").into_iter().flat_map(Value::items);
        let is_long = is_int64(schema);
        Type::union(values.map(|value| match literal(value) {
            Some(digits) if is_long && is_whole(&digits) => self.integers.literal(&digits, used),
            Some(word) => Type::word(word),
            None => Type::unknown(),
        }))
    }

    fn of_parts(&self, schema: Value<'c>, place: Place) -> Type {
        let own = has_fields(schema).then(|| Type::Object(self.object(schema, place.used)));
        let all: Vec<_> = parts(schema).map(|part| self.of_part(part, place.as_part())).chain(own).collect();
        // A part that speaks of no property takes nothing away from the others.
        let is_telling =
            |part: &Type| !matches!(part, Type::Object(Object { members, index: None }) if members.is_empty());
        let has_silent = !all.iter().all(is_telling);
        match Type::intersection(all.into_iter().filter(is_telling)) {
            Type::Word(word) if has_silent && word == "unknown" => Self::any_object(place),
            whole => whole,
        }
    }

    /// An object of which nothing is said; as a part, it leaves all to the others.
    fn any_object(place: Place) -> Type {
        if place.is_part { Type::Object(Object::default()) } else { Type::record(Type::unknown()) }
    }

    /// A part: the fields of what it names, or what it is made of itself. One that says nothing takes nothing away.
    #[must_use]
    pub fn of_part(&self, part: Value<'c>, place: Place) -> Type {
        match (self.nodes.referred(part), place.of) {
            (Some(parent), Some(of)) if self.relations.lead_back_to_fields(of, parent) => Type::unknown(),
            (Some(parent), Some(_)) => Type::word(self.name_of_fields(parent, place.used)),
            (None, _) if form(part) == Form::Object && !has_fields(part) && !is_nullable(part) => Type::unknown(),
            _ => self.of_schema(part, place),
        }
    }

    fn of_object(&self, schema: Value<'c>, place: Place) -> Type {
        let object = self.object(schema, place.used);
        if !object.members.is_empty() || object.index.is_some() {
            return Type::Object(object);
        }
        let is_closed = schema.field("additionalProperties").is_some_and(|it| it.kind() == Kind::False);
        let has_lost_all = properties(schema).next().is_some();
        if has_lost_all && (place.is_part || place.of.is_some()) {
            // Others are made of it, which have properties of their own.
            return Type::Object(object);
        }
        Type::record(if is_closed || has_lost_all { Type::word("never") } else { Type::unknown() })
    }

    /// The properties that a schema speaks of, and what it says of others.
    #[must_use]
    pub fn object(&self, schema: Value<'c>, used: Use) -> Object {
        let mut needed: BTreeSet<&str> = required(schema).collect();
        let index = schema.field("additionalProperties").and_then(|others| match others.kind() {
            Kind::True => Some(Type::unknown()),
            Kind::Object => Some(self.of_schema(others, Place::anywhere(used))),
            _ => None,
        });
        let mut members = Vec::new();
        let mut all: Vec<_> = properties(schema).collect();
        all.sort_by_cached_key(|(name, _)| order(name));
        for (name, value) in all {
            let said = self.nodes.target(value);
            let is_spared = used == Use::Answer && is_write_only(value.field("$ref").map_or(value, |_| said));
            let is_needed = needed.remove(name) && !is_spared;
            let is_readonly = is_read_only(value) || is_read_only(self.nodes.target(value));
            if used == Use::Request && is_readonly {
                continue;
            }
            members.push(Member {
                name: property(name),
                comment: self.comment(value, name, used),
                is_optional: !is_needed,
                is_readonly,
                value: self.of_schema(value, Place::anywhere(used)),
            });
        }
        // One that is there by another spelling is not enforced.
        for name in misspelt(schema.part("properties"), schema.part("required")) {
            needed.remove(name);
        }
        // They must be there, whatever they are. It is what another part says of them, but for `undefined`.
        members.extend(needed.into_iter().map(|name| {
            Member {
                name: property(name),
                comment: Comment::default(),
                is_optional: false,
                is_readonly: false,
                value: index
                    .clone()
                    .filter(Type::is_short)
                    .unwrap_or_else(|| Type::Union(vec![Type::word("{}"), Type::word("null")])),
            }
        }));
        Object { members, index: index.map(Box::new) }.agreeing()
    }

    fn of_items(&self, schema: Value<'c>, place: Place) -> Type {
        let items = schema.field("items").filter(|items| items.kind() == Kind::Object);
        items.map_or_else(Type::unknown, |items| self.of_schema(items, place.within()))
    }

    fn of_type(&self, schema: Value<'_>, used: Use) -> Type {
        let Some(kind) = schema.field("type") else { return Type::unknown() };
        if kind.kind() == Kind::Array {
            return Type::union(kind.items().map(|kind| self.of_word(kind, schema, used)));
        }
        self.of_word(kind, schema, used)
    }

    fn of_word(&self, kind: Value<'_>, schema: Value<'_>, used: Use) -> Type {
        match kind.text() {
            Some("integer") if schema.text_field("format") == Some("int64") => self.integers.of(used),
            Some("integer" | "number") => Type::word("number"),
            Some(word @ ("string" | "boolean" | "null")) => Type::word(word),
            Some("array") => Type::unknown().array(),
            Some("object") => Type::record(Type::unknown()),
            _ => Type::unknown(),
        }
    }

    /// What is said of a schema.
    #[must_use]
    pub fn comment(&self, schema: Value<'c>, name: &str, used: Use) -> Comment {
        let mut comment = comment(schema, name, used, self.integers);
        self.add_lost(&mut comment, schema);
        comment
    }

    /// The type of a parameter that is no body, or of its items.
    #[must_use]
    pub fn of_parameter(&self, schema: Value<'c>) -> Type {
        match form(schema) {
            Form::Enum => self.of_values(schema, Use::Parameter),
            Form::Array => {
                let items = schema.field("items").filter(|items| items.kind() == Kind::Object);
                or_text(items.map_or_else(Type::unknown, |items| self.of_parameter(items)).readonly_array(), schema)
            }
            _ if schema.text_field("type") == Some("file") => {
                self.needs_files.set(true);
                Type::word("FileLike")
            }
            _ => self.of_type(schema, Use::Parameter),
        }
    }
}

/// A list, or a text where that may be in its place: of bytes.
fn or_text(list: Type, schema: Value<'_>) -> Type {
    if is_list_of_bytes(schema) { Type::union([list, Type::word("string")]) } else { list }
}

/// Whether a literal is that of a whole number, without an exponent.
fn is_whole(literal: &str) -> bool {
    let digits = literal.strip_prefix('-').unwrap_or(literal);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
