//! Which operation a request is for.

use std::collections::BTreeMap;

use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::template::pieces;

use super::percent::decode;

/// The texts in place of the names between the braces of a path.
pub(crate) type Captures = BTreeMap<String, String>;

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

/// Finds the operation for a method and a path below the base path. What a path says literally goes before what it
/// leaves open.
pub(crate) fn find<'c>(contract: &'c Contract, method: &str, path: &str) -> Route<'c> {
    let matching = |operation: &'c Operation| Some((operation, captures(&operation.template, path)?));
    let mut found: Vec<_> = contract.operations.iter().filter_map(matching).collect();
    // By the first segment in which paths differ, as most routers have it.
    found.sort_by_key(|(operation, _)| openness(&operation.template));
    if let Some(place) = found.iter().position(|(operation, _)| operation.method == method) {
        let (operation, captures) = found.swap_remove(place);
        return Route::To(operation, captures);
    }
    let methods: Vec<_> = found.iter().map(|(operation, _)| operation.method).collect();
    if methods.is_empty() { Route::Nowhere } else { Route::OtherMethods(methods) }
}

/// How open each segment of a path is: not at all without a name in it, else the less the more letters it has around
/// its names.
fn openness(template: &str) -> Vec<usize> {
    template.split('/').map(segment_openness).collect()
}

fn segment_openness(segment: &str) -> usize {
    let is_open = pieces(segment).any(|(is_name, _)| is_name);
    let letters: usize = pieces(segment).filter(|(is_name, _)| !is_name).map(|(_, piece)| piece.len()).sum();
    if is_open { usize::MAX.saturating_sub(letters) } else { 0 }
}

/// What a path has in place of the names of a template; none when it is another path.
fn captures(template: &str, path: &str) -> Option<Captures> {
    let mut captures = Captures::new();
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(captures),
            (Some(wanted), Some(given)) => {
                // What was escaped stays in its segment, a slash too.
                let pieces: Vec<_> = pieces(wanted).collect();
                segment(&pieces, &decode(given)?, &mut captures).then_some(())?;
            }
            _ => return None,
        }
    }
}

/// Whether a segment is what its pieces say, and what its names hold.
fn segment(wanted: &[(bool, &str)], given: &str, captures: &mut Captures) -> bool {
    let Some(((is_name, piece), rest)) = wanted.split_first() else {
        return given.is_empty();
    };
    if !is_name {
        return given.strip_prefix(piece).is_some_and(|given| segment(rest, given, captures));
    }
    // As much as there is, then less and less.
    let ends = given.char_indices().map(|(place, character)| place.saturating_add(character.len_utf8()));
    let ends: Vec<usize> = ends.collect();
    ends.into_iter().rev().any(|end| {
        let Some((own, after)) = given.split_at_checked(end) else {
            return false;
        };
        let mut tried = captures.clone();
        // A name may be there twice, and then says the same.
        let fits = segment(rest, after, &mut tried)
            && tried.entry((*piece).to_owned()).or_insert_with(|| own.to_owned()) == own;
        if fits {
            *captures = tried;
        }
        fits
    })
}

#[cfg(test)]
mod tests {
    use super::{captures, openness};

    fn found(template: &str, path: &str) -> Option<String> {
        let captures = captures(template, path)?;
        Some(captures.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(";"))
    }

    #[test]
    fn names_hold_what_is_in_their_place() {
        assert_eq!(found("/a/{b}", "/a/c%2Fd%20%C3%A9").as_deref(), Some("b=c/d é"));
        assert_eq!(found("/{a}.{b}/x", "/1.2.3/x").as_deref(), Some("a=1.2;b=3"));
        assert_eq!(found("/{a}/x-{a}", "/1/x-1").as_deref(), Some("a=1"));
        assert_eq!(found("/{a}/x-{a}", "/1/x-2"), None);
        assert_eq!(found("/x-{a}-{a}", "/x-1-2-1-2").as_deref(), Some("a=1-2"));
        assert_eq!(found("/é", "/%C3%A9").as_deref(), Some(""));
        for (template, path) in [("/a/{b}", "/a/"), ("/a/{b}", "/a/b/c"), ("/a", "/a/"), ("/a", "/A"), ("/{a}", "/%FF")]
        {
            assert_eq!(found(template, path), None, "{template} {path}");
        }
    }

    #[test]
    fn literal_segments_go_first() {
        assert!(openness("/a/b/{c}") < openness("/a/{b}/c"));
        assert!(openness("/a/x") < openness("/a/{b}"));
        assert!(openness("/a/x={b}") < openness("/a/{b}"));
        assert!(openness("/a/{b},{c}") < openness("/a/{b}"));
        assert!(openness("/a/x") < openness("/a/{b},{c}"));
    }
}
