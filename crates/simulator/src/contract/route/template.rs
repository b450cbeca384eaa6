//! The paths of a contract as routers read them: literal texts and names between braces, by segments.
//!
//! Contracts are written by tools for other routers, so that names come with a regular expression (`{p:.+}`), with
//! signs of RFC 6570 (`{+p}`, `{p*}`), and what belongs to the query stands in the path (`/a?x=1`, `/a{?page}`).

use std::collections::BTreeMap;

use crate::contract::percent::{decode, pairs};

/// The texts in place of the names between the braces of a path.
pub(crate) type Captures = BTreeMap<String, String>;

/// Steps of looking for the names of one segment: names next to each other can be told apart in many ways.
const STEPS: u32 = 10_000;

/// A piece of a segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    /// A text that is there as it is.
    Literal(String),
    /// Anything, under a name.
    Name(String),
}

/// What a segment of a path is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Segment {
    /// Always the same text.
    Literal(String),
    /// Texts around names, or one name alone.
    Open(Vec<Piece>),
    /// `**`, at the end of a path: whatever follows.
    Rest,
}

/// A path of a contract, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Template {
    pub(super) segments: Vec<Segment>,
    /// What the path says of the query: these names have these values.
    pub(super) query: Vec<(String, String)>,
    /// Names that the path says may be in the query. They tell it from others that are the same but for them.
    pub(super) hints: Vec<String>,
}

impl Template {
    /// Takes a path apart. `has` says whether there is a parameter of that very name, whatever signs are in it.
    pub(super) fn of(path: &str, has: &dyn Fn(&str) -> bool) -> Self {
        let hints = hints(path);
        let (path, query) = split_query(path);
        let texts: Vec<_> = segments(path);
        let last = texts.len().saturating_sub(1);
        let segment = |(place, text): (usize, &String)| match pieces(text, has) {
            _ if text == "**" && place == last => Segment::Rest,
            mut pieces if pieces.len() == 1 && matches!(pieces.first(), Some(Piece::Literal(_))) => {
                let Some(Piece::Literal(text)) = pieces.pop() else { return Segment::Open(pieces) };
                Segment::Literal(text)
            }
            pieces if pieces.is_empty() => Segment::Literal(String::new()),
            pieces => Segment::Open(pieces),
        };
        // What has a name is a value, and no part of which path it is.
        let query = pairs(query).filter(|(name, value)| !name.is_empty() && !value.contains('{')).collect();
        Self { segments: texts.iter().enumerate().map(segment).collect(), query, hints }
    }

    /// Whether there is a place for that name.
    pub(super) fn has(&self, name: &str) -> bool {
        let is_it = |piece: &Piece| matches!(piece, Piece::Name(own) if own == name);
        self.segments.iter().any(|segment| matches!(segment, Segment::Open(pieces) if pieces.iter().any(is_it)))
    }

    /// The same on the path of another.
    pub(super) fn on_path_of(self, other: Self) -> Self {
        Self { segments: other.segments, ..self }
    }

    /// The same without its names.
    pub(super) fn unnamed(&self) -> Self {
        let piece = |piece: &Piece| match piece {
            Piece::Name(_) => Piece::Name(String::new()),
            literal @ Piece::Literal(_) => literal.clone(),
        };
        let segment = |segment: &Segment| match segment {
            Segment::Open(pieces) => Segment::Open(pieces.iter().map(piece).collect()),
            other => other.clone(),
        };
        Self { segments: self.segments.iter().map(segment).collect(), ..self.clone() }
    }

    /// Whether it is the same path as another one, but for its names and its query.
    pub(super) fn is_on_path_of(&self, other: &Self) -> bool {
        self.unnamed().segments == other.unnamed().segments
    }

    /// Whether a query has all the names that the path says may be in it.
    pub(super) fn is_hinted_at(&self, query: &[(String, String)]) -> bool {
        self.hints.iter().all(|hint| query.iter().any(|(name, _)| name == hint))
    }

    /// What the names of the path hold; none when a request is for another path, or lacks what the path says of the
    /// query.
    pub(super) fn captures(&self, given: &[String], query: &[(String, String)]) -> Option<Captures> {
        let mut captures = Captures::new();
        for (segment, text) in self.segments.iter().zip(given) {
            if let Segment::Open(pieces) = segment {
                capture(pieces, text, Some(&mut captures), &mut STEPS.clone()).then_some(())?;
            }
        }
        self.query.iter().all(|one| query.contains(one)).then_some(captures)
    }
}

/// A path without what follows it, and the query in there.
fn split_query(path: &str) -> (&str, &str) {
    let path = outside_braces(path, '#').map_or(path, |place| path.split_at(place).0);
    let (path, query) = match outside_braces(path, '?') {
        Some(place) => path.split_at(place),
        None => (path, ""),
    };
    let is_expansion =
        |place: &usize| path.get(*place..).is_some_and(|it| it.starts_with("{?") || it.starts_with("{&"));
    let end = path.match_indices('{').map(|(place, _)| place).find(is_expansion).unwrap_or(path.len());
    (path.split_at(end).0, query.trim_start_matches('?'))
}

/// The names of an expansion into the query (RFC 6570, section 3.2.8): `{?page,size}`.
fn hints(path: &str) -> Vec<String> {
    let expansion = path.split_once("{?").or_else(|| path.split_once("{&")).map_or("", |(_, names)| names);
    let names = expansion.split('}').next().unwrap_or_default().split(',');
    names.map(|name| name.trim().trim_end_matches('*').to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Where a sign is that is not between braces.
fn outside_braces(text: &str, wanted: char) -> Option<usize> {
    let mut depth = 0_usize;
    text.char_indices()
        .find(|(_, one)| {
            match one {
                '{' => depth = depth.saturating_add(1),
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && *one == wanted
        })
        .map(|(place, _)| place)
}

/// The texts between the slashes, but for those between braces.
fn segments(path: &str) -> Vec<String> {
    let mut all = vec![String::new(), String::new()];
    let mut depth = 0_usize;
    // Some contracts leave out the first one.
    for one in path.strip_prefix('/').unwrap_or(path).chars() {
        match one {
            '{' => depth = depth.saturating_add(1),
            '}' => depth = depth.saturating_sub(1),
            '/' if depth == 0 => {
                all.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = all.last_mut() {
            last.push(one);
        }
    }
    all
}

/// A segment in pieces. Literal texts are compared with what was escaped already taken back.
fn pieces(segment: &str, has: &dyn Fn(&str) -> bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some(start) = rest.find('{') {
        let (before, after) = rest.split_at(start);
        let Some(end) = closing(after) else { break };
        let (name, behind) = after.split_at(end);
        literal(before, &mut pieces);
        let inside = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(name);
        pieces.push(Piece::Name(if has(inside) { inside } else { name_of(inside) }.to_owned()));
        rest = behind;
    }
    literal(rest, &mut pieces);
    pieces
}

fn literal(text: &str, pieces: &mut Vec<Piece>) {
    if !text.is_empty() {
        pieces.push(Piece::Literal(decode(text).unwrap_or_else(|| text.to_owned())));
    }
}

/// The place behind the brace that closes the first one.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (place, one) in text.char_indices() {
        match one {
            '{' => depth = depth.saturating_add(1),
            '}' if depth == 1 => return place.checked_add(1),
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The name in what is between braces: before a regular expression, without the signs of RFC 6570.
fn name_of(inside: &str) -> &str {
    let name = inside.split(':').next().unwrap_or_default();
    name.trim_start_matches(['+', '#', '.', '/', ';', '*', ' ']).trim_end_matches(['*', '+', '?', ' '])
}

/// Whether a segment is what its pieces say, whatever its names hold.
pub(super) fn fits(pieces: &[Piece], given: &str) -> bool {
    capture(pieces, given, None, &mut STEPS.clone())
}

/// Whether a segment is what its pieces say, and, where somebody wants to know, what its names hold. One that is there
/// already says the same then.
fn capture(wanted: &[Piece], given: &str, mut captures: Option<&mut Captures>, steps: &mut u32) -> bool {
    let Some((piece, rest)) = wanted.split_first() else {
        return given.is_empty();
    };
    let name = match piece {
        Piece::Literal(text) => {
            return given.strip_prefix(text.as_str()).is_some_and(|given| capture(rest, given, captures, steps));
        }
        Piece::Name(name) => name,
    };
    // As much as there is, then less and less.
    let ends: Vec<usize> = match rest {
        [] => vec![given.len()],
        _ => given.char_indices().map(|(place, one)| place.saturating_add(one.len_utf8())).collect(),
    };
    ends.into_iter().rev().any(|end| {
        let (Some((own, after)), Some(left)) = (given.split_at_checked(end), steps.checked_sub(1)) else {
            return false;
        };
        *steps = left;
        if own.is_empty() {
            return false;
        }
        let Some(captures) = captures.as_deref_mut() else {
            return capture(rest, after, None, steps);
        };
        let mut tried = captures.clone();
        let fits = capture(rest, after, Some(&mut tried), steps)
            && tried.entry(name.clone()).or_insert_with(|| own.to_owned()) == own;
        if fits {
            *captures = tried;
        }
        fits
    })
}

/// How many letters a segment has around its names.
pub(super) fn letters(pieces: &[Piece]) -> usize {
    let length = |piece: &Piece| if let Piece::Literal(text) = piece { text.len() } else { 0 };
    pieces.iter().map(length).sum()
}

#[cfg(test)]
mod tests {
    use super::{Piece, Segment, Template};

    fn found(template: &str, given: &str) -> Option<String> {
        let captures = Template::of(template, &|_| false).captures(&[String::new(), given.to_owned()], &[])?;
        Some(captures.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(";"))
    }

    #[test]
    fn names_hold_what_is_in_their_place() {
        assert_eq!(found("{a}.{b}", "1.2.3").as_deref(), Some("a=1.2;b=3"));
        assert_eq!(found("x-{a}-{a}", "x-1-2-1-2").as_deref(), Some("a=1-2"));
        assert_eq!(found("{a}x{a}", "1x2"), None);
        assert_eq!(found("{a}{b}", "é"), None);
        assert_eq!(found("{a:[a-z]{2}}-{+b*}", "x-y").as_deref(), Some("a=x;b=y"));
    }

    #[test]
    fn looking_for_names_ends() {
        assert_eq!(found(&"{a}{b}{c}{d}{e}{f}{g}{h}!".repeat(8), &"x".repeat(2_000)), None);
    }

    #[test]
    fn what_belongs_to_the_query_is_no_part_of_the_path() {
        for path in ["/a?x=1", "/a?x=1#b", "/a{?p,q}?x=1"] {
            let template = Template::of(path, &|_| false);
            let literal = |text: &str| Segment::Literal(text.to_owned());
            assert_eq!(template.segments, [literal(""), literal("a")], "{path}");
            assert_eq!(template.query, [("x".to_owned(), "1".to_owned())], "{path}");
            assert_eq!(template.hints.is_empty(), !path.contains("{?"), "{path}");
        }
        assert!(Template::of("/a?x={x}", &|_| false).query.is_empty());
        let regex = Template::of("/{p:[^/]?x}", &|_| false);
        assert_eq!(regex.segments.last(), Some(&Segment::Open(vec![Piece::Name("p".to_owned())])));
        assert_eq!(Template::of("/a/**", &|_| false).segments.last(), Some(&Segment::Rest));
    }
}
