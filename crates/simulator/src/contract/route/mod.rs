//! Which operation a request is for.

mod template;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::parameter::Place;

use super::percent::{decode, pairs};
pub(crate) use template::Captures;
use template::{Piece, Segment, Template, fits, letters};

/// Segments of the longest path that is served.
const MOST_SEGMENTS: usize = 100;

/// Where a request leads.
#[derive(Debug)]
pub(crate) enum Route<'c> {
    /// To an operation, with what is in its path.
    To(&'c Operation, Captures),
    /// To a path that has these methods only.
    OtherMethods(Vec<&'static str>),
    /// Nowhere.
    Nowhere,
}

/// The paths of a contract, as a tree of their segments, so that finding one takes no longer when there are many.
#[derive(Debug, Default)]
pub(crate) struct Routes {
    root: Node,
    templates: Vec<Template>,
    /// Operations to which nothing leads.
    unreachable: Vec<usize>,
}

/// What can follow the segments so far. Names do not matter here: where they are in doubt, an operation's own template
/// decides.
#[derive(Debug, Default)]
struct Node {
    literal: BTreeMap<String, Node>,
    /// Those with names in them, the more letters around the names the earlier.
    open: BTreeMap<(Reverse<usize>, Vec<Piece>), Node>,
    /// Operations whose path ends here, and those to which the rest does not matter; with how much of the query they
    /// ask for, the more the earlier.
    ends: Vec<(Reverse<usize>, usize)>,
    rests: Vec<(Reverse<usize>, usize)>,
}

impl Routes {
    /// Those of a contract.
    pub(crate) fn new(contract: &Contract) -> Self {
        let mut routes = Self::default();
        let mut known = BTreeSet::new();
        for (place, operation) in contract.operations.iter().enumerate() {
            let names = operation.parameters.iter().filter(|one| one.place == Place::Path);
            let names: BTreeSet<&str> = names.map(|parameter| parameter.name.as_str()).collect();
            let has = |name: &str| names.contains(name);
            let written = Template::of(&operation.path, &has);
            // Names may be marked in the manner of any router: what is sent has them between braces.
            let is_whole = names.iter().all(|name| written.has(name)) && !is_unusual(&operation.path);
            let template = if is_whole { written } else { written.on_path_of(Template::of(&operation.template, &has)) };
            let unnamed = template.unnamed();
            let is_long = template.segments.len() > MOST_SEGMENTS;
            if !is_long {
                routes.root.add(&unnamed, place);
            }
            // Of two that differ in their names only, requests lead to the first.
            if is_long || !known.insert((operation.method, unnamed)) {
                routes.unreachable.push(place);
            }
            routes.templates.push(template);
        }
        routes
    }

    /// The operations to which no request leads: another one is at the same path, or the path is too long.
    pub(crate) fn unreachable<'c>(&self, contract: &'c Contract) -> impl Iterator<Item = &'c Operation> {
        self.unreachable.iter().filter_map(|place| contract.operations.get(*place))
    }

    /// Finds the operation for a method, a path below the base path, and a query. What a path says literally goes
    /// before what it leaves open, from the first segment on in which paths differ, as most routers have it.
    pub(crate) fn find<'c>(&'c self, contract: &'c Contract, method: &str, path: &str, query: &str) -> Route<'c> {
        // What was escaped stays in its segment, a slash too.
        let Some(given) = path.split('/').map(decode).collect::<Option<Vec<_>>>() else {
            return Route::Nowhere;
        };
        let asked: Vec<_> = pairs(query).collect();
        let mut places = Vec::new();
        self.root.find(&given, &mut places);
        let found: Vec<_> =
            places.into_iter().filter_map(|place| self.fitting(contract, place, &given, &asked)).collect();
        let mut of_method = found.iter().filter(|it| it.operation.method == method).peekable();
        let Some(first) = of_method.peek().copied() else {
            let mut methods: Vec<_> = found.iter().map(|it| it.operation.method).collect();
            methods.dedup();
            return if methods.is_empty() { Route::Nowhere } else { Route::OtherMethods(methods) };
        };
        let mut on_same_path = of_method.take_while(|it| it.template.is_on_path_of(first.template));
        let chosen = on_same_path.find(|it| it.template.is_hinted_at(&asked)).unwrap_or(first);
        Route::To(chosen.operation, chosen.captures.clone())
    }

    fn fitting<'c>(
        &'c self,
        contract: &'c Contract,
        place: usize,
        given: &[String],
        asked: &[(String, String)],
    ) -> Option<Fitting<'c>> {
        let (operation, template) = (contract.operations.get(place)?, self.templates.get(place)?);
        Some(Fitting { operation, template, captures: template.captures(given, asked)? })
    }
}

/// An operation that a request may be for.
#[derive(Debug)]
struct Fitting<'c> {
    operation: &'c Operation,
    template: &'c Template,
    captures: Captures,
}

impl Node {
    fn add(&mut self, template: &Template, place: usize) {
        let own = (Reverse(template.query.len().saturating_add(template.hints.len())), place);
        let mut node = self;
        for segment in &template.segments {
            node = match segment {
                Segment::Rest => return insert(&mut node.rests, own),
                Segment::Literal(text) => node.literal.entry(text.clone()).or_default(),
                Segment::Open(pieces) => node.open.entry((Reverse(letters(pieces)), pieces.clone())).or_default(),
            };
        }
        insert(&mut node.ends, own);
    }

    /// Adds the operations that a path may be for, the most literal ones first.
    fn find(&self, given: &[String], found: &mut Vec<usize>) {
        if let Some((segment, rest)) = given.split_first() {
            if let Some(node) = self.literal.get(segment) {
                node.find(rest, found);
            }
            for ((_, pieces), node) in &self.open {
                if fits(pieces, segment) {
                    node.find(rest, found);
                }
            }
        } else {
            found.extend(self.ends.iter().map(|(_, place)| *place));
        }
        found.extend(self.rests.iter().map(|(_, place)| *place));
    }
}

/// Whether a path has signs around its names, or blanks around itself, that are no part of what is sent.
fn is_unusual(path: &str) -> bool {
    path.trim() != path || ["${", "{/", "{.", "{;"].iter().any(|sign| path.contains(sign))
}

fn insert(places: &mut Vec<(Reverse<usize>, usize)>, own: (Reverse<usize>, usize)) {
    let place = places.partition_point(|other| *other <= own);
    places.insert(place, own);
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};
    use sne_cotation_contract::contract::Contract;

    use super::{Route, Routes};
    use crate::contract::json::document;

    /// Where paths lead that a contract has; each of its operations is a GET, and has its path as its name.
    fn found(paths: &[&str], asked: &str) -> String {
        let get = |path: &str| json!({ "get": { "operationId": path, "responses": {} } });
        let paths: Map<_, _> = paths.iter().map(|path| ((*path).to_owned(), get(path))).collect();
        let mut document_ = json!({ "swagger": "2.0", "paths": paths });
        for (path, item) in document_["paths"].as_object_mut().unwrap() {
            let names = path.split('{').skip(1).filter_map(|it| it.split('}').next());
            let one = |name: &str| json!({ "name": name, "in": "path", "type": "string", "required": true });
            let mut names: Vec<_> = names.collect();
            names.sort_unstable();
            names.dedup();
            item["parameters"] = names.into_iter().map(one).collect();
        }
        let contract = Contract::read(document(&document_)).unwrap();
        let (path, query) = asked.split_once('?').unwrap_or((asked, ""));
        match Routes::new(&contract).find(&contract, "GET", path, query) {
            Route::To(operation, captures) => {
                let named = captures.iter().map(|(name, value)| format!("{name}={value}"));
                [operation.id.clone()].into_iter().chain(named).collect::<Vec<_>>().join(" ")
            }
            Route::OtherMethods(_) | Route::Nowhere => String::new(),
        }
    }

    #[test]
    fn what_was_escaped_stays_in_its_segment() {
        assert_eq!(found(&["/a/{b}"], "/a/c%2Fd%20%C3%A9"), "/a/{b} b=c/d é");
        assert_eq!(found(&["/é"], "/%C3%A9"), "/é");
        for (path, asked) in [("/a/{b}", "/a/"), ("/a/{b}", "/a/b/c"), ("/a", "/a/"), ("/a", "/A"), ("/{a}", "/%FF")] {
            assert_eq!(found(&[path], asked), "", "{path} {asked}");
        }
    }

    #[test]
    fn a_name_that_is_there_twice_says_the_same() {
        assert_eq!(found(&["/{a}/x-{a}"], "/1/x-1"), "/{a}/x-{a} a=1");
        assert_eq!(found(&["/{a}/x-{a}"], "/1/x-2"), "");
    }

    #[test]
    fn of_paths_that_differ_in_their_names_only_the_first_is_found() {
        assert_eq!(found(&["/{a}", "/{z}"], "/1"), "/{a} a=1");
        assert_eq!(found(&["/{a}/x-{a}", "/{a}/x-{b}"], "/1/x-2"), "/{a}/x-{b} a=1 b=2");
    }

    #[test]
    fn the_query_tells_paths_apart_that_are_the_same_but_for_it() {
        let paths = ["/a", "/a?x=1", "/a{?page,size}"];
        for (asked, expected) in [("/a", "/a"), ("/a?x=1", "/a?x=1"), ("/a?x=2", "/a"), ("/a?size=1&page=2", paths[2])]
        {
            assert_eq!(found(&paths, asked), expected);
        }
        assert_eq!(found(&paths[2..], "/a"), paths[2]);
        assert_eq!(found(&["/{a}", "/b{?page}"], "/b"), "/b{?page}");
    }

    #[test]
    fn literal_segments_go_first() {
        assert_eq!(found(&["/a/{b}/c", "/a/b/{c}"], "/a/b/c"), "/a/b/{c} c=c");
        assert_eq!(found(&["/a/{b}", "/a/x={b}", "/a/{b},{c}"], "/a/x=1"), "/a/x={b} b=1");
        assert_eq!(found(&["/a/{b}", "/a/{b},{c}"], "/a/1,2"), "/a/{b},{c} b=1 c=2");
        assert_eq!(found(&["/a/{b}", "/a/{b},{c}"], "/a/1"), "/a/{b} b=1");
        assert_eq!(found(&["/a/x/y", "/a/{b}/z"], "/a/x/z"), "/a/{b}/z b=x", "there is a way back");
    }
}
