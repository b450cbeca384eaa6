//! What the walk looks at in each value: types and their words, what cannot be meant, and what all parameters have.

use sne_cotation_common::header;

use crate::flat::{Kind, Value};
use crate::parameter::Place;
use crate::reason::Reason;
use crate::remark::Costs;
use crate::shape::{Hold, Shape};
use crate::validation::doubt::Doubts;
use crate::walk::{Step, Walk};

/// Patterns that are looked at before they are needed.
const MOST_PATTERNS: u32 = 1_000;

impl<'d> Walk<'d> {
    /// Looks at what has nothing in it that would be looked at.
    pub fn look(&mut self, shape: Shape, value: Value<'d>, step: Step<'d>, node: u32) {
        if shape == Shape::Pattern {
            self.patterns = self.patterns.saturating_add(1);
            if self.patterns > MOST_PATTERNS {
                return;
            }
        }
        let Some(oddity) = shape.oddity(value) else { return };
        self.remark(node, shape.costs(), step, "", oddity);
    }

    pub fn look_at_type(&mut self, shape: Shape, value: Value<'d>, step: Step<'d>, node: u32) {
        if shape == Shape::Schema && value.text_field("type") == Some("array") && value.field("items").is_none() {
            self.remark(node, Costs::Nothing, step, "", (Reason::RemarkItems, "", String::new()));
        }
        if shape == Shape::Schema && value.text_field("type") == Some("file") && self.is_within_schema() {
            self.remark(node, Costs::Check, step, "type", (Reason::RemarkType, "given", "file".to_owned()));
        }
        if shape.has_default() {
            self.look_at_doubts(value, step, node);
        }
        shape.oddities_of_type(value, &mut |field, costs, oddity| self.remark(node, costs, step, field, oddity));
        let default = value.field("default").filter(|_| shape.has_default());
        if default.is_some_and(|default| !is_of_type(value, default)) {
            let expected = value.text_field("type").unwrap_or_default().to_owned();
            self.remark(node, Costs::Nothing, step, "default", (Reason::RemarkMalformed, "expected", expected));
        }
    }

    /// Looks at what is not certain. An enumeration without a value of the type was meant for something else.
    fn look_at_doubts(&mut self, value: Value<'d>, step: Step<'d>, node: u32) {
        for keyword in Doubts::of(value).keywords() {
            let is_of_others = keyword == "enum" && !value.part("enum").items().any(|choice| is_of_type(value, choice));
            let expected = || value.text_field("type").unwrap_or_default().to_owned();
            let doubtful = (Reason::RemarkDoubtful, "", String::new());
            let oddity = if is_of_others { (Reason::RemarkMalformed, "expected", expected()) } else { doubtful };
            self.remark(node, Costs::Check, step, keyword, oddity);
        }
    }

    /// Whether what is entered is a part of a schema, rather than a schema of its own: only such a one can be a file.
    fn is_within_schema(&self) -> bool {
        self.stack.last().is_some_and(|parent| {
            let is_section = parent.hold == Hold::Map && matches!(parent.step, Step::Field("definitions"));
            parent.shape == Shape::Schema && !is_section
        })
    }

    /// Looks at what all parameters have; gives the shape of this one.
    pub fn look_at_parameter(&mut self, value: Value<'d>, step: Step<'d>, node: u32) -> Shape {
        let written = Place::written(value);
        let place = written.and_then(Place::named);
        let named = value.text_field("name");
        let name = named.unwrap_or_default();
        let fact = |rule| (rule, "parameter", name.to_owned());
        if place.map(Place::as_str) != written || value.field("in").is_none() {
            let costs = if place.is_none() { Costs::Check } else { Costs::Nothing };
            let given = if value.field("in").is_none() && written.is_some() { Some("paramType") } else { written };
            let oddity = (Reason::RemarkIn, "given", given.unwrap_or("–").to_owned());
            self.remark(node, costs, step, if value.field("in").is_some() { "in" } else { "" }, oddity);
        }
        if named.is_none() {
            let costs = if place == Some(Place::Body) { Costs::Nothing } else { Costs::Check };
            self.remark(node, costs, step, "", fact(Reason::RemarkParameterName));
        } else if place == Some(Place::Header) && !header::is_name(name) {
            let costs = if header::is_name(name.trim_ascii()) { Costs::Nothing } else { Costs::Check };
            self.remark(node, costs, step, "name", fact(Reason::RemarkHeaderName));
        }
        match place {
            Some(Place::Path) if !value.flag("required") => {
                self.remark(node, Costs::Nothing, step, "", fact(Reason::RemarkPathOptional));
            }
            Some(Place::Body) if value.field("schema").is_none() => {
                self.remark(node, Costs::Check, step, "", fact(Reason::RemarkSchema));
            }
            _ => {}
        }
        match place {
            Some(Place::Body) => Shape::Body,
            Some(Place::Query) => Shape::Query,
            Some(Place::Form) => Shape::Form,
            _ => Shape::Items,
        }
    }
}

/// Whether a value is of the type that a schema names.
fn is_of_type(schema: Value<'_>, value: Value<'_>) -> bool {
    match (schema.text_field("type"), value.kind()) {
        (Some("string"), kind) => kind == Kind::Text,
        (Some("number" | "integer"), kind) => matches!(kind, Kind::Number | Kind::BigInteger),
        (Some("boolean"), kind) => matches!(kind, Kind::True | Kind::False),
        (Some("array"), kind) => kind == Kind::Array,
        (Some("object"), kind) => kind == Kind::Object,
        _ => true,
    }
}
