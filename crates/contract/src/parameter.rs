//! The parameters of an operation, read from the contract. `binding` reads what a caller gives for them.

use sne_cotation_common::header;

use crate::flat::{Document, Kind, Value, ValueRef};
use crate::index::{Index, hash};
use crate::reference::References;

/// The places of parameters, as contracts name them.
const PLACES: [(&str, Place); 5] = [
    ("path", Place::Path),
    ("query", Place::Query),
    ("header", Place::Header),
    ("formData", Place::Form),
    ("body", Place::Body),
];
/// The same, as some contracts have them: Swagger 1.2 had the first one.
const OTHER_PLACES: [(&str, Place); 7] = [
    ("form", Place::Form),
    ("form-data", Place::Form),
    ("form_data", Place::Form),
    ("headers", Place::Header),
    ("queryString", Place::Query),
    ("query-string", Place::Query),
    ("query_string", Place::Query),
];
/// Headers that the binding derives from the operation, and that only the caller's own `headers` can replace.
const OF_THE_BINDING: &str = "accept content-type user-agent";

/// Parameters in lists within the list of an owner's.
const MOST_NESTED: usize = 10_000;

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
    /// Into a field of a form.
    Form,
    /// Into the body, which it is.
    Body,
}

impl Place {
    /// The name that contracts have for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Form => "formData",
            Self::Body => "body",
        }
    }

    /// The place that a contract names: in any case, with blanks around it, or by another name that it has elsewhere.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let is_it = |(known, _): &&(&str, Self)| known.eq_ignore_ascii_case(name.trim_ascii());
        PLACES.iter().chain(&OTHER_PLACES).find(is_it).map(|(_, place)| *place)
    }

    /// What a parameter says of its place: `in`, or `paramType`, as it was called before Swagger 2.0.
    #[must_use]
    pub fn written(parameter: Value<'_>) -> Option<&str> {
        parameter.text_field("in").or_else(|| parameter.text_field("paramType"))
    }
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name in the request.
    pub name: String,
    /// The name under which callers give it: its own, or `in.name` where several have that.
    pub key: String,
    /// Where it goes.
    pub place: Place,
    /// Whether it must be given.
    pub is_required: bool,
    /// What the contract says of it; `null` of a part of a path that it does not declare.
    pub word: ValueRef,
    /// What a value of it must be: of a body its schema, of any other itself, or its schema where it has one. `null` is
    /// anything.
    pub schema: ValueRef,
}

/// What a parameter of the contract comes to.
pub enum Read {
    /// A parameter.
    Parameter(Parameter),
    /// One that goes nowhere, so that it does not matter what is given for it.
    Aside(String),
    /// Nothing that could be given.
    Nothing,
}

impl Parameter {
    /// What a value of the contract comes to, as a parameter.
    #[must_use]
    pub fn read(document: &Document, references: &References, value: Value<'_>) -> Read {
        let given = value;
        let referred = references.resolve(document, given);
        // One that has its own place refers to its schema, which was to be put in there.
        let is_of_schema = refers_to_schema(given, referred);
        let value = if is_of_schema { given } else { referred };
        let place = Place::written(value).and_then(Place::named);
        let own = value.text_field("name");
        let Some(name) = own.or(if place == Some(Place::Body) { Some("body") } else { None }) else {
            return Read::Nothing;
        };
        let (key, mut name) = (name.to_owned(), name);
        let Some(place) = place else { return Read::Aside(key) };
        if place == Place::Header {
            name = name.trim_ascii();
            if !header::is_name(name) {
                return Read::Aside(key);
            }
        }
        let own_schema = if is_of_schema { Some(referred) } else { value.field("schema") };
        let schema = own_schema.map(|schema| references.resolve(document, schema));
        let schema = match schema.filter(|schema| schema.kind() == Kind::Object) {
            Some(schema) if place == Place::Body || value.field("type").is_none() => schema.word(),
            _ if place == Place::Body => ValueRef(0),
            _ => value.word(),
        };
        let is_required = place == Place::Path || value.flag("required");
        Read::Parameter(Self { key, name: name.to_owned(), place, is_required, word: value.word(), schema })
    }

    /// A part of a path that the contract has no parameter for: a text.
    #[must_use]
    pub fn undeclared(name: &str, place: Place) -> Self {
        let none = ValueRef(0);
        let is_required = place == Place::Path;
        Self { name: name.to_owned(), key: name.to_owned(), place, is_required, word: none, schema: none }
    }

    /// What is sent where it must be there and is not given: its default, unless it is a body, or nothing that can be
    /// written. The server assumes the defaults of others itself.
    #[must_use]
    pub fn default<'d>(&self, document: &'d Document) -> Option<Value<'d>> {
        let said = [self.word, self.schema].into_iter().find_map(|word| document.value(word).field("default"));
        let is_one = |value: &Value<'_>| {
            matches!(value.kind(), Kind::Text | Kind::Number | Kind::BigInteger | Kind::True | Kind::False)
        };
        let is_content = matches!(self.place, Place::Body | Place::Form);
        said.filter(|value| self.is_required && !is_content && is_one(value))
    }

    /// Whether an operation cannot have both (Swagger 2.0: "a combination of a name and location").
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        // Names of headers have no case (RFC 9110, section 5.1).
        let has_same_name = match self.place {
            Place::Header => self.name.eq_ignore_ascii_case(&other.name),
            _ => self.name == other.name,
        };
        self.place == other.place && has_same_name
    }

    /// Whether it is a header that the client sets itself, from its own settings or from what the operation produces.
    #[must_use]
    pub fn is_of_the_client(&self) -> bool {
        let is_set = |name: &str| header::is_forbidden(name) || header::is_listed(OF_THE_BINDING, name);
        self.place == Place::Header && is_set(&self.name)
    }

    /// Its place and its name as one.
    fn full(&self) -> String {
        let mut full = self.place.as_str().to_owned();
        full.push('.');
        full.push_str(&self.name);
        full
    }
}

/// Whether a parameter has a place of its own beside a reference that leads to something without one: to a schema.
#[must_use]
pub fn refers_to_schema(parameter: Value<'_>, referred: Value<'_>) -> bool {
    let has_place = |value| Place::written(value).is_some();
    parameter.field("$ref").is_some() && has_place(parameter) && !has_place(referred)
}

/// The parameters of an owner: a list, in which some tools leave lists, or an object by whose names they go, as PHP
/// writes a list with gaps. Nothing where it is something else.
#[must_use]
pub fn listed(parameters: Value<'_>) -> Option<Vec<Value<'_>>> {
    let is_plain = |item: Value<'_>| item.kind() != Kind::Array;
    if parameters.kind() == Kind::Array && parameters.items().all(is_plain) {
        return Some(parameters.items().collect());
    }
    if is_listed(parameters) { Some(unfolded(parameters)) } else { None }
}

/// The parameters of a list that has lists in it, or of an object.
// A part of the wasm begins here (scripts/build/wasm.mjs).
#[inline(never)]
fn unfolded(parameters: Value<'_>) -> Vec<Value<'_>> {
    let mut listed = Vec::new();
    let mut room = MOST_NESTED;
    for item in parameters.items() {
        if item.kind() != Kind::Array {
            listed.push(item);
            continue;
        }
        let before = listed.len();
        listed.extend(item.items().take(room));
        room = room.saturating_sub(listed.len().wrapping_sub(before));
    }
    listed.extend(parameters.fields().map(|(_, one)| one));
    listed
}

/// Whether something is parameters, in one of these ways.
#[must_use]
pub fn is_listed(parameters: Value<'_>) -> bool {
    let is_parameter = |value: Value<'_>| Place::written(value).is_some() || value.field("$ref").is_some();
    let mut fields = parameters.fields().map(|(_, one)| one).peekable();
    parameters.kind() == Kind::Array || (fields.peek().is_some() && fields.all(is_parameter))
}

/// Parameters, of which those of later owners replace those of earlier ones that are the same.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The parameters.
    pub parameters: Vec<Parameter>,
    /// The keys of those that go nowhere.
    pub aside: Vec<String>,
    owners: Vec<bool>,
    index: Index,
}

impl List {
    /// An empty list, with room for so many parameters, and one owner above that.
    #[must_use]
    pub fn with_room(&self, count: usize) -> Self {
        let mut list = Self { index: Index::with_room(self.parameters.len().saturating_add(count)), ..Self::default() };
        list.aside.clone_from(&self.aside);
        for parameter in &self.parameters {
            list.add(parameter.clone(), false);
        }
        list
    }

    /// Adds a parameter. It replaces the one that is the same, which keeps its place in the list; whether that was of
    /// the same owner.
    pub fn add(&mut self, parameter: Parameter, is_own: bool) -> bool {
        let next = self.parameters.len();
        let name = parameter.name.to_ascii_lowercase();
        let parameters = &self.parameters;
        let mut is_same = |other: u32| parameters.get(other as usize).is_some_and(|it| it.is_same(&parameter));
        let found = self.index.insert(hash(name.as_bytes()), u32::try_from(next).unwrap_or_default(), &mut is_same);
        let Some(place) = found.map(|place| place as usize) else {
            self.parameters.push(parameter);
            self.owners.push(is_own);
            return false;
        };
        let is_twice = self.owners.get(place) == Some(&is_own);
        if let (Some(known), Some(owner)) = (self.parameters.get_mut(place), self.owners.get_mut(place)) {
            // What one of them allows, the other may not: neither is certain.
            let schema = if is_twice && known.word != parameter.word { ValueRef(0) } else { parameter.schema };
            *known = Parameter { schema, ..parameter };
            *owner = is_own;
        }
        is_twice
    }
}

/// Gives those that share a name the keys `in.name`, and those that have such a key as their name.
pub fn name(parameters: &mut [Parameter]) {
    // A name that is the key of another is a rare thing, and one that is that of such a one too.
    for _ in 0..3 {
        let shared = shared(parameters);
        if shared.is_empty() {
            return;
        }
        for place in shared {
            if let Some(parameter) = parameters.get_mut(place as usize) {
                parameter.key = parameter.full();
            }
        }
    }
}

/// The places of parameters that share their key.
fn shared(parameters: &[Parameter]) -> Vec<u32> {
    let mut index = Index::with_room(parameters.len());
    let mut shared = Vec::new();
    for (place, parameter) in (0..).zip(parameters) {
        let mut is_same = |other: u32| parameters.get(other as usize).is_some_and(|it| it.key == parameter.key);
        if let Some(first) = index.insert(hash(parameter.key.as_bytes()), place, &mut is_same) {
            shared.push(first);
            shared.push(place);
        }
    }
    shared
}
