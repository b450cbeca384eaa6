//! A walk through a contract: what is odd about it, and which part of it refers to which.
//!
//! Everything is looked at once, where it is; what references lead to is looked at there. Nothing here recurses: a
//! contract may be as deep as it likes.

use crate::error::Error;
use crate::flat::{Document, Kind, Value};
use crate::index::Index;
use crate::operation::method;
use crate::parameter;
use crate::pointer::{push_name, push_place};
use crate::reach::Graph;
use crate::reason::Reason;
use crate::reference::{References, SECTIONS};
use crate::remark::Costs;
use crate::remarks::Remarks;
use crate::shape::{Hold, Oddity, Shape, malformed, parameter_schema};
use crate::status;

/// Parts of a path: itself, and one for each method.
pub const PARTS_OF_A_PATH: u32 = 8;
/// The part that no operation reaches.
pub const NOWHERE: u32 = 0;
/// Values that are looked at in them.
const MOST_OUTSIDE: u32 = 4_000_000;

/// How one comes from a value to one in it.
#[derive(Clone, Copy)]
pub enum Step<'d> {
    /// Not at all: where a walk begins.
    Start,
    Field(&'d str),
    Item(u32),
}

/// Which part of the contract the values in a value belong to.
#[derive(Clone, Copy)]
pub enum Fan {
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
pub struct Frame<'d> {
    /// How many values it is.
    pub hold: Hold,
    /// Of which shape.
    pub shape: Shape,
    value: Value<'d>,
    next: u32,
    /// How one comes to it.
    pub step: Step<'d>,
    node: u32,
    fan: Fan,
}

/// Something that a reference leads to, and that is not in a section for it.
pub struct Outside<'d> {
    /// The value.
    pub value: Value<'d>,
    /// As what it is referred to.
    pub shape: Shape,
    /// The pointer to it.
    pub pointer: &'d str,
    /// Its part.
    pub node: u32,
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
    /// The part of the first entry of each section.
    pub sections: [u32; SECTIONS.len()],
    /// The values that it is in, from the outside in.
    pub stack: Vec<Frame<'d>>,
    /// The pointer to where the walk began.
    start: &'d str,
    /// What references lead to outside of the sections.
    pub outside: Vec<Outside<'d>>,
    /// How many of these were looked at.
    entered: usize,
    /// Where each of these is, by its value.
    pub known: Index,
    /// Patterns that were looked at.
    pub patterns: u32,
    /// References that were followed.
    pub hops: u32,
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
        // Parameters in a list within their list, once, or by names.
        let is_within_list = self.stack.last().is_some_and(|frame| matches!(frame.step, Step::Field("parameters")));
        let may_be_listed = hold == Hold::List || (value.kind() == Kind::Array && is_within_list);
        if value.kind() != expected && shape == Shape::Parameter && may_be_listed && parameter::is_listed(value) {
            self.remark(node, Costs::Nothing, step, "", malformed(expected));
            let hold = if value.kind() == Kind::Array { Hold::List } else { Hold::Map };
            return self.stack.push(Frame { hold, shape, value, next: 0, step, node, fan });
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
                let referred = self.references.resolve(self.document, value);
                let is_of_schema = shape == Shape::Parameter && parameter::refers_to_schema(value, referred);
                if is_of_schema {
                    self.remark(node, Costs::Nothing, step, "", parameter_schema());
                }
                self.refer(if is_of_schema { Shape::Schema } else { shape }, value, step, node);
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

    /// Adds what is odd about a value, or about a field of it.
    pub fn remark(&mut self, node: u32, costs: Costs, step: Step<'d>, field: &str, (rule, fact, told): Oddity) {
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

fn push(pointer: &mut String, step: Step<'_>) {
    match step {
        Step::Start => {}
        Step::Field(name) => push_name(pointer, name),
        Step::Item(place) => push_place(pointer, place as usize),
    }
}
