//! Where the number or the range of a page goes: a parameter of the operation, or a field of its body.

use crate::contract::Contract;
use crate::flat::Value;
use crate::operation::Operation;
use crate::parameter::{self, Parameter};
use sne_cotation_common::text::{ends_with, split};

/// A place among the parameters of a call.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The key of the parameter.
    pub key: &'a str,
    /// Where that is the body: the name of a field, or a JSON Pointer.
    pub pointer: &'a str,
    /// Whether it is a header.
    pub is_header: bool,
    /// Whether the contract wants a text there.
    pub is_text: bool,
}

/// A place, and what the contract says of it; `null` where it says nothing.
pub type Found<'a> = (Place<'a>, Value<'a>);

/// A place by its name: a parameter, or a field of the body by its name or as a JSON Pointer.
pub fn named<'a>(contract: &'a Contract, operation: &'a Operation, name: &'a str) -> Option<Found<'a>> {
    for parameter in operation.parameters.iter() {
        if parameter.place != parameter::Place::Body && is_named(parameter, name) {
            return Some(found(contract, parameter, "", contract.document.value(parameter.word)));
        }
    }
    let (body, fields) = body(contract, operation)?;
    let schema = fields.get(name);
    let is_known = name.as_bytes().first() == Some(&b'/') || fields.is_null() || schema.is_some();
    is_known.then(|| found(contract, body, name, schema.unwrap_or(fields.part(""))))
}

/// The first place that has one of these names, in any case.
pub fn usual<'a>(contract: &'a Contract, operation: &'a Operation, names: &str) -> Option<Found<'a>> {
    for name in split(names, b',') {
        for parameter in operation.parameters.iter() {
            let is_there = matches!(parameter.place, parameter::Place::Query | parameter::Place::Header);
            if is_there && is_same(&parameter.name, name) {
                return Some(found(contract, parameter, "", contract.document.value(parameter.word)));
            }
        }
    }
    let (body, fields) = body(contract, operation)?;
    for name in split(names, b',') {
        let mut place = 0;
        while let Some((known, schema)) = fields.field_at(place) {
            if is_same(known, name) {
                return Some(found(contract, body, known, schema));
            }
            place = place.wrapping_add(1);
        }
    }
    None
}

/// Whether a caller means a parameter: by its key, its name, or its place and its name.
fn is_named(parameter: &Parameter, name: &str) -> bool {
    let mut inside = parameter.place.as_str().to_owned();
    inside.push('.');
    inside.push_str(&parameter.name);
    parameter.key == name || parameter.name == name || inside == name
}

/// Whether names are the same, in any case.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && ends_with(one, other)
}

/// A place in a parameter, in the type that the contract wants there.
fn found<'a>(contract: &'a Contract, parameter: &'a Parameter, pointer: &'a str, schema: Value<'a>) -> Found<'a> {
    let schema = contract.references.resolve(&contract.document, schema);
    let is_header = parameter.place == parameter::Place::Header;
    let is_text = schema.text_field("type") == Some("string");
    (Place { key: &parameter.key, pointer, is_header, is_text }, schema)
}

/// The body, and the fields that its schema has of its own; `null` where it does not say.
fn body<'a>(contract: &'a Contract, operation: &'a Operation) -> Option<(&'a Parameter, Value<'a>)> {
    for parameter in operation.parameters.iter() {
        if parameter.place == parameter::Place::Body {
            let schema = contract.document.value(parameter.word).part("schema");
            let schema = contract.references.resolve(&contract.document, schema);
            return Some((parameter, schema.part("properties")));
        }
    }
    None
}
