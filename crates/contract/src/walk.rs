//! A walk through a contract: what is odd about it, and which part of it refers to which.
//!
//! Everything is looked at once, where it is; what references lead to is looked at there. Nothing here recurses: a
//! contract may be as deep as it likes.

use crate::error::Error;
use crate::flat::{Document, Kind, Value};
use crate::index::Index;
use crate::operation::method;
use crate::parameter::Place;
use crate::pointer::{push_name, push_place};
use crate::reach::Graph;
use crate::reason::Reason;
use crate::reference::{References, SECTIONS};
use crate::remark::Costs;
use crate::remarks::Remarks;
use crate::shape::{Hold, Oddity, Shape, malformed};
use crate::status;
use sne_cotation_common::header;

/// Parts of a path: itself, and one for each method.
const PARTS_OF_A_PATH: u32 = 8;
/// The part that no operation reaches.
pub const NOWHERE: u32 = 0;
/// Patterns that are looked at before they are needed.
const MOST_PATTERNS: u32 = 1_000;
/// References to references that are followed to see whether they go round.
const MOST_HOPS: u32 = 60_000;
const LONGEST_CHAIN: u32 = 50;
/// Parts outside of the sections where the specification has them; a contract that is not made to harm has few.
const MOST_OUTSIDE_PARTS: usize = 10_000;
/// Values that are looked at in them.
const MOST_OUTSIDE: u32 = 4_000_000;

/// How one comes from a value to one in it.
#[derive(Clone, Copy)]
enum Step<'d> {
    /// Not at all: where a walk begins.
    Start,
    Field(&'d str),
    Item(u32),
}

/// Which part of the contract the values in a value belong to.
#[derive(Clone, Copy)]
enum Fan {
    /// The same.
    Same,
    /// One each, from a number on.
    Each(u32, u32),
    /// One for each method.
    Methods,
    /// The same for answers that are looked at when they come, and none for the others.
    Answers,
}

/// A value whose fields or items are being looked at.
#[derive(Clone, Copy)]
struct Frame<'d> {
    hold: Hold,
    shape: Shape,
    value: Value<'d>,
    next: u32,
    step: Step<'d>,
    node: u32,
    fan: Fan,
}

/// Something that a reference leads to, and that is not in a section for it.
struct Outside<'d> {
    value: Value<'d>,
    shape: Shape,
    pointer: &'d str,
    node: u32,
}

/// What walking through a contract needs, and what comes of it.
pub struct Walk<'d> {
    /// The contract.
    pub document: &'d Document,
    /// Its references.
    pub references: &'d References,
    /// What is odd.
    pub remarks: Remarks,
    /// Which part refers to which.
    pub graph: Graph,
    /// How many parts there are.
    pub nodes: u32,
    sections: [u32; SECTIONS.len()],
    stack: Vec<Frame<'d>>,
    /// The pointer to where the walk began.
    start: &'d str,
    outside: Vec<Outside<'d>>,
    /// How many of these were looked at.
    entered: usize,
    known: Index,
    patterns: u32,
    hops: u32,
    steps: u32,
}

impl<'d> Walk<'d> {
    /// At the beginning of a contract.
    pub fn new(document: &'d Document, references: &'d References) -> Self {
        let mut nodes = NOWHERE.wrapping_add(1);
        let sections = SECTIONS.map(|name| {
            let base = nodes;
            let stride = if name == "paths" { PARTS_OF_A_PATH } else { 1 };
            let count = u32::try_from(document.root().part(name).fields().count()).unwrap_or_default();
            nodes = nodes.saturating_add(count.saturating_mul(stride));
            base
        });
        let mut walk = Self {
            document,
            references,
            remarks: Remarks::default(),
            graph: Graph::default(),
            nodes,
            sections,
            stack: Vec::new(),
            start: "",
            outside: Vec::new(),
            entered: 0,
            known: Index::default(),
            patterns: 0,
            hops: 0,
            steps: 0,
        };
        walk.enter(Hold::One, Shape::Contract, document.root(), Step::Start, NOWHERE, Fan::Same);
        walk
    }

    /// Goes so many steps through it; gives whether that was all of it.
    pub fn advance(&mut self, steps: u32) -> bool {
        for _ in 0..steps {
            if let Some(frame) = self.stack.last_mut() {
                let place = frame.next;
                frame.next = place.wrapping_add(1);
                let frame = *frame;
                self.step(&frame, place);
            } else if let Some(Outside { value, shape, pointer, node }) = self.outside.get(self.entered) {
                let (value, shape, node) = (*value, *shape, *node);
                self.start = pointer;
                self.entered = self.entered.wrapping_add(1);
                let fan = if shape == Shape::Path { Fan::Methods } else { Fan::Same };
                self.enter(Hold::One, shape, value, Step::Start, node, fan);
            } else {
                return true;
            }
        }
        false
    }

    /// The part that a path of that number is.
    pub fn node_of_path(&self, place: u32) -> u32 {
        let [.., paths] = self.sections;
        paths.saturating_add(place.saturating_mul(PARTS_OF_A_PATH))
    }

    /// The part of a method of such a part.
    pub fn node_of_method(node: u32, method: usize) -> u32 {
        if node == NOWHERE {
            NOWHERE
        } else {
            node.saturating_add(1).saturating_add(u32::try_from(method).unwrap_or_default())
        }
    }

    /// What a value is in the end, with the part of the contract that it is in, and a pointer there where that is
    /// elsewhere.
    pub fn follow(&self, shape: Shape, value: Value<'d>, node: u32) -> (Value<'d>, u32, Option<&'d str>) {
        let mut found = (value, node, None);
        for _ in 0..LONGEST_CHAIN {
            match self.references.step(self.document, found.0) {
                Some(Ok(next)) => {
                    let pointer = pointer_of(found.0);
                    found = (next, self.find(shape, next, pointer).unwrap_or(NOWHERE), Some(pointer));
                }
                Some(Err(_)) => break,
                None => return found,
            }
        }
        (value, node, None)
    }

    /// Looks at what a value holds at a place, or leaves the value where it holds no more.
    fn step(&mut self, frame: &Frame<'d>, place: u32) {
        let child = if frame.hold == Hold::List {
            frame.value.item(place).map(|item| ("", item))
        } else {
            frame.value.field_at(place)
        };
        let Some((name, child)) = child.filter(|_| self.steps < MOST_OUTSIDE) else {
            self.stack.pop();
            return;
        };
        if !self.start.is_empty() {
            self.steps = self.steps.wrapping_add(1);
        }
        let step = if frame.hold == Hold::List { Step::Item(place) } else { Step::Field(name) };
        let is_extension = frame.hold == Hold::Map && frame.shape != Shape::Schema && name.starts_with("x-");
        if frame.hold == Hold::Map && frame.shape == Shape::Path && name == "$ref" {
            let reference = child.text().unwrap_or("?").to_owned();
            let oddity = (Reason::RemarkReferenceExternal, "reference", reference);
            return self.remark(NOWHERE, Costs::Operation, step, "", oddity);
        }
        if matches!(frame.fan, Fan::Answers) && !status::is_known(name) {
            self.remark(frame.node, Costs::Check, step, "", (Reason::RemarkStatus, "given", name.to_owned()));
        }
        let (hold, shape) = match frame.hold {
            Hold::One => match frame.shape.field(name, child) {
                Some(found) => found,
                None => return,
            },
            _ if is_extension => return,
            _ => (Hold::One, frame.shape),
        };
        if child.is_null() {
            return self.pass(frame, hold, shape, step);
        }
        let node = frame.node_of(place, name);
        self.enter(hold, shape, child, step, node, self.fan_of(frame, name));
    }

    /// A `null`. In the place of a keyword's value it is as good as nothing.
    fn pass(&mut self, frame: &Frame<'d>, hold: Hold, shape: Shape, step: Step<'d>) {
        let is_entry = frame.hold != Hold::One && !matches!(shape, Shape::Path | Shape::Operation);
        if hold != Hold::One || shape.is_object() {
            let costs = if is_entry { Costs::Check } else { Costs::Nothing };
            self.remark(
                frame.node,
                costs,
                step,
                "",
                malformed(if hold == Hold::List { Kind::Array } else { Kind::Object }),
            );
        }
    }

    /// Which parts the values in a field belong to.
    fn fan_of(&self, frame: &Frame<'d>, name: &str) -> Fan {
        match frame.shape {
            Shape::Contract => match SECTIONS.iter().zip(self.sections).find(|(section, _)| **section == name) {
                Some((_, base)) => Fan::Each(base, if name == "paths" { PARTS_OF_A_PATH } else { 1 }),
                None => Fan::Same,
            },
            Shape::Path if frame.hold != Hold::One => Fan::Methods,
            Shape::Operation if name == "responses" => Fan::Answers,
            _ => Fan::Same,
        }
    }

    /// Looks at a value, and goes into it.
    fn enter(&mut self, hold: Hold, shape: Shape, value: Value<'d>, step: Step<'d>, node: u32, fan: Fan) {
        let mut shape = shape;
        let expected = if hold == Hold::List { Kind::Array } else { Kind::Object };
        if hold == Hold::One && !shape.is_object() {
            return self.look(shape, value, step, node);
        }
        if value.kind() != expected {
            let costs = match (hold, shape) {
                (Hold::List, Shape::Parameter) if !is_nothing(value) => Costs::Operation,
                (Hold::List, Shape::Parameter) => Costs::Nothing,
                (Hold::One, _) | (Hold::List, Shape::Words | Shape::MediaType) => shape.costs(),
                _ => Costs::Check,
            };
            return self.remark(node, costs, step, "", malformed(expected));
        }
        if hold == Hold::One {
            if value.field("$ref").is_some() {
                self.refer(shape, value, step, node);
                // Only a path may have something of its own beside it.
                if shape != Shape::Path {
                    return;
                }
            }
            if shape == Shape::Parameter {
                shape = self.look_at_parameter(value, step, node);
            }
            self.look_at_type(shape, value, step, node);
        }
        self.stack.push(Frame { hold, shape, value, next: 0, step, node, fan });
    }

    /// Looks at what has nothing in it that would be looked at.
    fn look(&mut self, shape: Shape, value: Value<'d>, step: Step<'d>, node: u32) {
        if shape == Shape::Pattern {
            self.patterns = self.patterns.saturating_add(1);
            if self.patterns > MOST_PATTERNS {
                return;
            }
        }
        let Some(oddity) = shape.oddity(value) else { return };
        self.remark(node, shape.costs(), step, "", oddity);
    }

    fn look_at_type(&mut self, shape: Shape, value: Value<'d>, step: Step<'d>, node: u32) {
        if shape == Shape::Schema && value.text_field("type") == Some("array") && value.field("items").is_none() {
            self.remark(node, Costs::Nothing, step, "", (Reason::RemarkItems, "", String::new()));
        }
        if shape == Shape::Schema && value.text_field("type") == Some("file") && self.is_within_schema() {
            self.remark(node, Costs::Check, step, "type", (Reason::RemarkType, "given", "file".to_owned()));
        }
        if shape.has_default() {
            self.look_at_choices(value, step, node);
        }
        shape.oddities_of_type(value, &mut |field, costs, oddity| self.remark(node, costs, step, field, oddity));
        let default = value.field("default").filter(|_| shape.has_default());
        if default.is_some_and(|default| !is_of_type(value, default)) {
            let expected = value.text_field("type").unwrap_or_default().to_owned();
            self.remark(node, Costs::Nothing, step, "default", (Reason::RemarkMalformed, "expected", expected));
        }
    }

    /// Looks whether an enumeration has a value of the type: numbers as texts, and the other way round, are none.
    fn look_at_choices(&mut self, value: Value<'d>, step: Step<'d>, node: u32) {
        let choices = value.part("enum");
        if choices.items().next().is_some() && !choices.items().any(|choice| is_of_type(value, choice)) {
            let expected = value.text_field("type").unwrap_or_default().to_owned();
            self.remark(node, Costs::Check, step, "enum", (Reason::RemarkMalformed, "expected", expected));
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
    fn look_at_parameter(&mut self, value: Value<'d>, step: Step<'d>, node: u32) -> Shape {
        let written = value.text_field("in");
        let place = written.and_then(Place::named);
        let named = value.text_field("name");
        let name = named.unwrap_or_default();
        let fact = |rule| (rule, "parameter", name.to_owned());
        if place.map(Place::as_str) != written || written.is_none() {
            let costs = if place.is_none() { Costs::Check } else { Costs::Nothing };
            let oddity = (Reason::RemarkIn, "given", written.unwrap_or("–").to_owned());
            self.remark(node, costs, step, if written.is_some() { "in" } else { "" }, oddity);
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

    /// Looks at where a reference leads to.
    fn refer(&mut self, shape: Shape, value: Value<'d>, step: Step<'d>, node: u32) {
        let reference = value.text_field("$ref").unwrap_or("?").to_owned();
        match self.references.step(self.document, value) {
            Some(Err(reason)) => {
                // Operations that a path has beside its reference are not touched.
                let node = if shape == Shape::Path { NOWHERE } else { node };
                let is_text = value.text_field("$ref").is_some();
                let oddity = if is_text { (reason, "reference", reference) } else { malformed(Kind::Text) };
                self.remark(node, shape.costs(), step, "$ref", oddity);
            }
            Some(Ok(next)) => {
                if let Some(to) = self.target(shape, next, pointer_of(value)) {
                    self.graph.add(node, to);
                }
                if self.goes_round(next) {
                    let oddity = (Reason::RemarkReferenceCycle, "reference", reference);
                    self.remark(node, shape.costs(), step, "$ref", oddity);
                }
            }
            None => {}
        }
    }

    /// Whether references lead to references only.
    fn goes_round(&mut self, value: Value<'d>) -> bool {
        let mut found = value;
        for _ in 0..LONGEST_CHAIN {
            match self.references.step(self.document, found) {
                Some(Ok(next)) if self.hops < MOST_HOPS => found = next,
                _ => return false,
            }
            self.hops = self.hops.wrapping_add(1);
        }
        true
    }

    /// The part of the contract that a value is in, to which a pointer led. One that is in no section for it is looked
    /// at later.
    fn target(&mut self, shape: Shape, value: Value<'d>, pointer: &'d str) -> Option<u32> {
        if let Some(node) = self.find(shape, value, pointer) {
            return Some(node);
        }
        let place = u32::try_from(self.outside.len()).ok()?;
        if self.outside.len() >= MOST_OUTSIDE_PARTS {
            return None;
        }
        if place == 0 {
            self.known = Index::with_room(MOST_OUTSIDE_PARTS);
        }
        let node = self.nodes;
        self.nodes = self.nodes.checked_add(PARTS_OF_A_PATH)?;
        let outside = &self.outside;
        self.known.insert(value.word().0, place, &mut |other| is_outside(outside, other, shape, value));
        self.outside.push(Outside { value, shape, pointer, node });
        Some(node)
    }

    /// The same, if it is known.
    fn find(&self, shape: Shape, value: Value<'d>, pointer: &str) -> Option<u32> {
        if let Some((section, place, next, others)) = self.references.part(self.document, pointer) {
            let base = self.sections.get(section).copied().unwrap_or_default();
            let method = next.and_then(method);
            let whole = match (section, shape) {
                (0, Shape::Schema) | (1, Shape::Parameter) | (2, Shape::Response) => true,
                (0..=2, _) => shape == Shape::Schema && next.is_some(),
                _ => match shape {
                    Shape::Path => next.is_none(),
                    Shape::Operation => method.is_some() && others == 0,
                    _ => next.is_some(),
                },
            };
            if whole && section < 3 {
                return Some(base.saturating_add(place));
            }
            if whole {
                let path = self.node_of_path(place);
                return Some(method.map_or(path, |method| Self::node_of_method(path, method)));
            }
        }
        let mut is_it = |other| is_outside(&self.outside, other, shape, value);
        let place = self.known.find(value.word().0, &mut is_it)?;
        self.outside.get(place as usize).map(|outside| outside.node)
    }

    /// Adds what is odd about a value, or about a field of it.
    fn remark(&mut self, node: u32, costs: Costs, step: Step<'d>, field: &str, (rule, fact, told): Oddity) {
        let (stack, start) = (&self.stack, self.start);
        self.remarks.add(node, costs, &mut || {
            let mut pointer = start.to_owned();
            for frame in stack {
                push(&mut pointer, frame.step);
            }
            push(&mut pointer, step);
            if !field.is_empty() {
                push_name(&mut pointer, field);
            }
            let error = Error::new(rule).with("pointer", &pointer);
            if fact.is_empty() { error } else { error.with(fact, &told) }
        });
    }
}

impl Frame<'_> {
    /// The part of the contract that a value in it belongs to.
    fn node_of(&self, place: u32, name: &str) -> u32 {
        match self.fan {
            Fan::Each(base, stride) => base.saturating_add(place.saturating_mul(stride)),
            Fan::Methods => method(name).map_or(self.node, |method| Walk::node_of_method(self.node, method)),
            Fan::Answers if !is_looked_at(name) => NOWHERE,
            // A header of an answer is not looked at.
            Fan::Same if self.shape == Shape::Response && name == "headers" => NOWHERE,
            _ => self.node,
        }
    }
}

/// Whether an answer with that status is held against the contract.
fn is_looked_at(status: &str) -> bool {
    status.as_bytes().first() == Some(&b'2') || status == "default"
}

/// Whether nothing is lost with what stands for a list.
pub fn is_nothing(value: Value<'_>) -> bool {
    value.is_null() || (value.kind() == Kind::Object && value.is_empty()) || value.text() == Some("")
}

fn is_outside(outside: &[Outside<'_>], place: u32, shape: Shape, value: Value<'_>) -> bool {
    outside.get(place as usize).is_some_and(|it| it.shape == shape && it.value.word() == value.word())
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

/// The pointer that a reference is, which is one into the contract.
fn pointer_of(value: Value<'_>) -> &str {
    value.text_field("$ref").and_then(|text| text.strip_prefix('#')).unwrap_or_default()
}

fn push(pointer: &mut String, step: Step<'_>) {
    match step {
        Step::Start => {}
        Step::Field(name) => push_name(pointer, name),
        Step::Item(place) => push_place(pointer, place as usize),
    }
}
