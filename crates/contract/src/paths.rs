//! The operations of a contract's paths, with the parameters that each has in the end.
//!
//! The parameters of a path item are read once, and shared by the operations of all paths that refer to it: what is
//! written once is read once.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::alike::is_alike;
use crate::error::Error;
use crate::flat::{Kind, Value, ValueRef};
use crate::index::{Index, hash};
use crate::operation::{METHODS, Operation};
use crate::parameter::{self, List, Parameter, Place, Read};
use crate::pause::pause;
use crate::pointer::{push_name, push_place};
use crate::reason::Reason;
use crate::remark::Costs;
use crate::shape::Shape;
use crate::template::{EXPANDED, Template, pieces};
use crate::walk::{NOWHERE, Walk, is_nothing};

/// Parameters of all operations together, as they are listed. The largest contracts have tens of thousands.
const MOST_PARAMETERS: usize = 200_000;
/// Paths that are read without a pause.
const PATHS_OF_A_SLICE: u32 = 500;
/// Parameters in one path.
const MOST_PIECES: usize = 100;

/// A method of a path item.
struct Method<'d> {
    name: &'static str,
    value: Value<'d>,
    /// The part of the contract that it is.
    node: u32,
    /// A pointer to it.
    place: String,
    parameters: Arc<Vec<Parameter>>,
    of_the_client: Arc<Vec<Parameter>>,
    aside: Arc<Vec<String>>,
    flaw: Option<Error>,
}

/// A path item.
struct Item<'d> {
    word: ValueRef,
    node: u32,
    methods: Vec<Method<'d>>,
}

/// What reading the paths needs, and what comes of it.
pub struct Paths<'w, 'd> {
    walk: &'w mut Walk<'d>,
    items: Vec<Item<'d>>,
    index: Index,
    /// The part of each path, by its number, and from which part on each is an operation.
    first: u32,
    /// The part of operations that there is no room for.
    crowd: u32,
    unfolded: usize,
    operations: Vec<Operation>,
}

/// A path that is being read.
struct Path<'t> {
    written: &'t str,
    template: &'t Template,
    /// Its part, and a pointer to it.
    node: u32,
    place: &'t str,
    /// Whether its item is its own, and not one that it refers to.
    is_own: bool,
}

impl<'w, 'd> Paths<'w, 'd> {
    /// Reads all paths; gives the operations, and the part of the first of them: the others follow.
    pub async fn read(walk: &'w mut Walk<'d>) -> (Vec<Operation>, u32) {
        let paths = walk.document.root().part("paths");
        let crowd = walk.nodes;
        let node = crowd.wrapping_add(1);
        let count = paths.fields().count();
        let mut all = Self {
            walk,
            items: Vec::new(),
            index: Index::with_room(count),
            first: node.saturating_add(u32::try_from(count).unwrap_or_default()),
            crowd,
            unfolded: 0,
            operations: Vec::new(),
        };
        for (number, (written, item)) in (0..).zip(paths.fields()) {
            if !written.starts_with("x-") && written != "$ref" {
                all.path(written, item, number, node.saturating_add(number));
            }
            if number % PATHS_OF_A_SLICE == PATHS_OF_A_SLICE - 1 {
                pause().await;
            }
        }
        (all.operations, all.first)
    }

    fn path(&mut self, written: &str, value: Value<'d>, number: u32, node: u32) {
        let mut place = String::from("/paths");
        push_name(&mut place, written);
        let own = self.walk.node_of_path(number);
        let (item, part, pointer) = self.walk.follow(Shape::Path, value, own);
        let mut owners = vec![self.item(item, part, pointer.unwrap_or(&place))];
        // What is beside a reference counts where the reference says nothing (Swagger 2.0, "Path Item Object").
        if pointer.is_some() {
            owners.push(self.item(value, own, &place));
        }
        let mut template = Template::read(written, &mut |name| {
            let methods = owners.iter().filter_map(|owner| self.items.get(*owner)).flat_map(|item| &item.methods);
            methods.flat_map(|method| method.parameters.iter()).any(|it| it.place == Place::Path && it.name == name)
        });
        if pieces(&template.path).count() > MOST_PIECES || template.query.len() > MOST_PIECES {
            template.fault = Some(Reason::RemarkPathUnusable);
        }
        for (rule, costs) in template
            .oddities
            .iter()
            .map(|rule| (*rule, Costs::Nothing))
            .chain(template.fault.map(|rule| (rule, Costs::Operation)))
        {
            self.walk.remarks.add(node, costs, &mut || at(rule, &place));
        }
        let path = Path { written, template: &template, node, place: &place, is_own: pointer.is_none() };
        let mut is_there = [false; METHODS.len()];
        for owner in owners {
            for (number, is_there) in is_there.iter_mut().enumerate() {
                if !*is_there {
                    *is_there = self.operation(&path, owner, METHODS.get(number).map_or("", |(_, name)| name));
                }
            }
        }
    }

    /// The number of a path item, which is read unless it was before.
    fn item(&mut self, value: Value<'d>, node: u32, place: &str) -> usize {
        let next = self.items.len();
        let items = &self.items;
        let mut is_it = |other: u32| items.get(other as usize).is_some_and(|item| item.word == value.word());
        let hash = hash(&value.word().0.to_le_bytes());
        if let Some(known) = self.index.insert(hash, u32::try_from(next).unwrap_or_default(), &mut is_it) {
            return known as usize;
        }
        let (shared, flaw) = self.with_parameters(&List::default(), value, node, place);
        let mut methods = Vec::new();
        for (number, (key, name)) in METHODS.iter().enumerate() {
            let is_it = |(field, value): &(&str, Value<'_>)| field.eq_ignore_ascii_case(key) && !value.is_null();
            let Some((key, value)) = value.fields().find(is_it) else { continue };
            let mut place = place.to_owned();
            push_name(&mut place, key);
            let (value, node, pointer) = self.walk.follow(Shape::Operation, value, Walk::node_of_method(node, number));
            if value.kind() == Kind::Object {
                let place = pointer.map_or(place, str::to_owned);
                methods.push(self.method(name, value, node, place, &shared, flaw.clone()));
            }
        }
        self.items.push(Item { word: value.word(), node, methods });
        next
    }

    fn method(
        &mut self,
        name: &'static str,
        value: Value<'d>,
        node: u32,
        place: String,
        shared: &List,
        flaw: Option<Error>,
    ) -> Method<'d> {
        let (list, own_flaw) = self.with_parameters(shared, value, node, &place);
        let List { mut parameters, aside, .. } = list;
        let count = |place| parameters.iter().filter(|parameter| parameter.place == place).count();
        let (bodies, forms) = (count(Place::Body), count(Place::Form));
        if bodies > 1 || (bodies == 1 && forms > 0) {
            self.walk.remarks.add(node, Costs::Check, &mut || at(Reason::RemarkBodyTwice, &place));
            // A call can have one of them.
            for parameter in &mut parameters {
                parameter.is_required &= !matches!(parameter.place, Place::Body | Place::Form);
            }
        }
        if bodies.wrapping_add(forms) > 0 && matches!(name, "GET" | "HEAD") {
            self.walk.remarks.add(node, Costs::Check, &mut || at(Reason::RemarkBodyOnGet, &place));
        }
        let (of_the_client, mut parameters): (Vec<_>, Vec<_>) =
            parameters.into_iter().partition(Parameter::is_of_the_client);
        parameter::name(&mut parameters);
        Method {
            name,
            value,
            node,
            place,
            parameters: parameters.into(),
            of_the_client: of_the_client.into(),
            aside: aside.into(),
            flaw: flaw.or(own_flaw),
        }
    }

    /// A list with the parameters of another owner in it, and why they cannot be read.
    fn with_parameters(&mut self, list: &List, owner: Value<'d>, node: u32, place: &str) -> (List, Option<Error>) {
        let written = owner.part("parameters");
        let mut place = place.to_owned();
        push_name(&mut place, "parameters");
        let Some(parameters) = parameter::listed(written) else {
            let flaw = || at(Reason::RemarkMalformed, &place).with("expected", Kind::Array.name());
            return (list.with_room(0), if is_nothing(written) { None } else { Some(flaw()) });
        };
        let mut list = list.with_room(parameters.len());
        for (number, value) in parameters.into_iter().enumerate() {
            match Parameter::read(self.walk.document, self.walk.references, value) {
                Read::Parameter(parameter) => {
                    let name = parameter.key.clone();
                    if list.add(parameter, true) {
                        self.walk.remarks.add(node, Costs::Check, &mut || {
                            let mut place = place.clone();
                            push_place(&mut place, number);
                            at(Reason::RemarkParameterTwice, &place).with("parameter", &name)
                        });
                    }
                }
                Read::Aside(key) => list.aside.push(key),
                Read::Nothing => {}
            }
        }
        (list, None)
    }

    /// Adds the operation that a path has of a method of an item; says whether there is one.
    fn operation(&mut self, path: &Path<'_>, owner: usize, name: &str) -> bool {
        let Some(item) = self.items.get(owner) else { return false };
        let Some(method) = item.methods.iter().find(|method| method.name == name) else { return false };
        let node = self.first.saturating_add(u32::try_from(self.operations.len()).unwrap_or_default());
        for part in [path.node, item.node, method.node].into_iter().filter(|part| *part != NOWHERE) {
            self.walk.graph.add(node, part);
        }
        let mut flaw = method.flaw.clone().or(path.template.fault.map(|rule| at(rule, path.place)));
        let (mut parameters, mut aside) = (method.parameters.clone(), method.aside.clone());
        let mut query = path.template.query.clone();
        self.unfolded = self.unfolded.saturating_add(parameters.len());
        if self.unfolded > MOST_PARAMETERS {
            parameters = Vec::new().into();
            let error = at(Reason::RemarkUnfolded, path.place);
            self.walk.graph.add(node, self.crowd);
            if self.unfolded.saturating_sub(method.parameters.len()) <= MOST_PARAMETERS {
                self.walk.remarks.add(self.crowd, Costs::Operation, &mut || error.clone());
            }
            flaw = Some(error);
        } else if flaw.is_none() {
            let mut fitting = Fitting { parameters: &parameters, own: None, aside: Vec::new(), oddities: Vec::new() };
            fitting.fit(path.template, &mut query);
            let place = if path.is_own { method.place.as_str() } else { path.place };
            for (rule, costs, name) in fitting.oddities {
                self.walk.remarks.add(node, costs, &mut || at(rule, place).with("parameter", &name));
            }
            if !fitting.aside.is_empty() {
                fitting.aside.extend_from_slice(&aside);
                aside = fitting.aside.into();
            }
            if let Some(mut own) = fitting.own {
                parameter::name(&mut own);
                parameters = own.into();
            }
        }
        // Those of an operation, or of the whole contract where it does not say.
        let value = method.value;
        let root = self.walk.document.root();
        let is_list = |value: &Value<'_>| value.kind() == Kind::Array;
        let media_types =
            |name| value.field(name).filter(is_list).or(root.field(name).filter(is_list)).map(Value::word);
        self.operations.push(Operation {
            id: value.text_field("operationId").unwrap_or_default().to_owned(),
            method: method.name,
            path: path.written.to_owned(),
            template: path.template.path.clone(),
            query,
            word: value.word(),
            parameters,
            of_the_client: method.of_the_client.clone(),
            aside,
            consumes: media_types("consumes"),
            produces: media_types("produces"),
            flaw,
            common: OnceCell::new(),
        });
        true
    }
}

/// The parameters of an operation, fitted to its path.
struct Fitting<'p> {
    parameters: &'p Arc<Vec<Parameter>>,
    /// Those that are its own, where some are.
    own: Option<Vec<Parameter>>,
    aside: Vec<String>,
    oddities: Vec<(Reason, Costs, String)>,
}

impl Fitting<'_> {
    fn all(&self) -> &[Parameter] {
        self.own.as_deref().unwrap_or(self.parameters)
    }

    fn own(&mut self) -> &mut Vec<Parameter> {
        self.own.get_or_insert_with(|| self.parameters.to_vec())
    }

    fn fit(&mut self, template: &Template, query: &mut Vec<(String, String)>) {
        if !query.is_empty() {
            self.fit_queries(query);
        }
        for (is_name, piece) in pieces(&template.path) {
            if is_name {
                self.fit_piece(template, piece);
            }
        }
        let is_unused = |it: &Parameter| it.place == Place::Path && !has_piece(template, &it.name);
        if self.all().iter().any(is_unused) {
            let (unused, used) = self.all().iter().cloned().partition(is_unused);
            self.own = Some(used);
            for parameter in unused {
                self.oddities.push((Reason::RemarkPathUnused, Costs::Check, parameter.name));
                self.aside.push(parameter.key);
            }
        }
    }

    /// A part of the path between braces.
    fn fit_piece(&mut self, template: &Template, piece: &str) {
        let is_path = |it: &Parameter| it.place == Place::Path;
        if self.all().iter().any(|it| is_path(it) && it.name == piece) {
            return;
        }
        let is_like = |it: &Parameter| is_path(it) && is_alike(&it.name, piece) && !has_piece(template, &it.name);
        if let Some(place) = self.all().iter().position(is_like) {
            self.oddities.push((Reason::RemarkPathCase, Costs::Nothing, piece.to_owned()));
            if let Some(parameter) = self.own().get_mut(place) {
                piece.clone_into(&mut parameter.name);
                // What is around a name is none of it.
                parameter.key = parameter.key.trim_matches([' ', '{', '}', ':', '<', '>']).to_owned();
            }
        } else {
            self.oddities.push((Reason::RemarkPathUndeclared, Costs::Check, piece.to_owned()));
            self.own().push(Parameter::undeclared(piece, Place::Path));
        }
    }

    /// The fields of the query that are written into the path: those whose values are parameters are no more there.
    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    fn fit_queries(&mut self, query: &mut Vec<(String, String)>) {
        query.retain(|(name, value)| {
            let Some((true, inside)) = pieces(value).next() else { return true };
            self.fit_query(name, inside);
            false
        });
    }

    /// A field of the query that is written into the path, and whose value is a parameter.
    fn fit_query(&mut self, name: &str, inside: &str) {
        let (inside, is_expanded) = inside.strip_prefix(EXPANDED).map_or((inside, false), |name| (name, true));
        let is_there = |it: &Parameter| it.place == Place::Query && (it.name == name || it.name == inside);
        if self.all().iter().any(is_there) {
            return;
        }
        let declared = self.all().iter().position(|it| it.place == Place::Path && it.name == inside);
        let own = self.own();
        if let Some(parameter) = declared.and_then(|place| own.get_mut(place)) {
            name.clone_into(&mut parameter.name);
            parameter.place = Place::Query;
        } else {
            own.push(Parameter { name: name.to_owned(), ..Parameter::undeclared(inside, Place::Query) });
            if !is_expanded {
                self.oddities.push((Reason::RemarkPathUndeclared, Costs::Check, inside.to_owned()));
            }
        }
    }
}

fn has_piece(template: &Template, name: &str) -> bool {
    pieces(&template.path).any(|piece| piece == (true, name))
}

/// An error at a place.
fn at(rule: Reason, place: &str) -> Error {
    Error::new(rule).with("pointer", place)
}
