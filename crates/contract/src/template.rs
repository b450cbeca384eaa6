//! The path of an operation as it is sent: what contracts write into paths that is none of them put where it belongs.
//!
//! Frameworks write their own templates (`{p:.+}`, `{?page}`, `{+p}`, `{proxy+}`), tools a query or a fragment behind
//! the path. What is certain is done so, and what is not stays as it is written.

use sne_cotation_common::path::stays_in_place;
use sne_cotation_common::text::{contains, owned, split_exactly, split_once};

use crate::pointer::unescaped;
use crate::reason::Reason;

/// A path, taken apart.
#[derive(Debug, Default)]
pub struct Template {
    /// The path, with the names of its parameters between braces.
    pub path: String,
    /// The query that it has, as names and values; between braces, a value is the name of a parameter.
    pub query: Vec<(String, String)>,
    /// What is odd about it, and of it.
    pub oddities: Vec<Reason>,
    /// Why no call can have it.
    pub fault: Option<Reason>,
}

impl Template {
    /// Takes the path of a contract apart. `has` says whether there is a parameter of a path with that name.
    pub fn read(written: &str, has: &mut dyn FnMut(&str) -> bool) -> Self {
        let mut template = Self::default();
        if !written.starts_with('/') {
            template.path.push('/');
            template.oddities.push(Reason::RemarkPathSlash);
        }
        let mut query = String::new();
        let mut is_query = false;
        let mut literal = template.path.clone();
        for (is_name, piece) in pieces(written) {
            if is_name {
                let (name, is_odd) = name_of(piece, has);
                if is_odd {
                    template.note(Reason::RemarkPathTemplate);
                }
                if let Some(name) = name {
                    push_piece(if is_query { &mut query } else { &mut template.path }, name);
                    literal.push('x');
                }
                continue;
            }
            let (piece, after) = split_once(piece, b'#').map_or((piece, None), |(before, after)| (before, Some(after)));
            let (path, added) = match split_once(piece, b'?').filter(|_| !is_query) {
                Some((path, added)) => {
                    is_query = true;
                    (path, added)
                }
                None if is_query => ("", piece),
                None => (piece, ""),
            };
            template.path.push_str(path);
            literal.push_str(path);
            query.push_str(added);
            if after.is_some() {
                template.note(Reason::RemarkPathFragment);
                break;
            }
        }
        template.judge(&literal);
        if is_query {
            template.note(Reason::RemarkPathQuery);
            template.read_query(&query);
        }
        template
    }

    fn note(&mut self, oddity: Reason) {
        if !self.oddities.contains(&oddity) {
            self.oddities.push(oddity);
        }
    }

    /// Looks at what is around the parameters.
    fn judge(&mut self, literal: &str) {
        if contains(literal, "//") {
            self.note(Reason::RemarkPathDouble);
        }
        if contains(literal, "*") {
            self.note(Reason::RemarkPathWildcard);
        }
        if !stays_in_place(literal) || contains(literal, "://") {
            self.fault = Some(Reason::RemarkPathUnusable);
        }
    }

    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    fn read_query(&mut self, query: &str) {
        for pair in split_exactly(query, b'&').filter(|pair| !pair.is_empty()) {
            let (name, value) = split_once(pair, b'=').unwrap_or((pair, ""));
            let mut parts = pieces(value);
            let is_mixed = parts.any(|(is_name, _)| is_name) && pieces(value).count() > 1;
            if contains(name, "{") || is_mixed {
                self.fault = Some(Reason::RemarkPathUnusable);
            } else {
                let value = if contains(value, "{") { owned(value) } else { decoded(value) };
                self.query.push((decoded(name), value));
            }
        }
    }
}

/// A part of a query, as it was before it was written into an address.
fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    if !contains(&text, "%") {
        return text;
    }
    // A tilde is one here.
    String::from_utf8(unescaped(&text.replace('~', "%7E"))).unwrap_or(text)
}

/// The name of the parameter that is between braces, if there is one, and whether more than a name is written there.
fn name_of<'p>(piece: &'p str, has: &mut dyn FnMut(&str) -> bool) -> (Option<&'p str>, bool) {
    if has(piece) {
        return (Some(piece), false);
    }
    // An expansion into a query (RFC 6570): its names are those of parameters of the query.
    if piece.starts_with(['?', '&']) {
        return (None, true);
    }
    let before_colon = split_once(piece, b':').map_or(piece, |(name, _)| name);
    let name = before_colon.trim_start_matches(['+', '#', '.', '/', ';', '*', ' ']);
    let name = name.trim_end_matches(['+', '*', '?', ' ']);
    (Some(name), name.len() < piece.len())
}

fn push_piece(text: &mut String, name: &str) {
    text.push('{');
    text.push_str(name);
    text.push('}');
}

/// A path in pieces: those between braces, `true`, and those around them. Braces may be within braces.
///
/// ```
/// use sne_cotation_contract::template::pieces;
///
/// assert!(pieces("/a/{b}.json").eq([(false, "/a/"), (true, "b"), (false, ".json")]));
/// assert!(pieces("/{p:[0-9]{5}}").eq([(false, "/"), (true, "p:[0-9]{5}")]));
/// ```
pub fn pieces(path: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = path;
    std::iter::from_fn(move || {
        let start = rest.bytes().position(|byte| byte == b'{').unwrap_or(rest.len());
        let (piece, is_name, after) = match (start, end_of(rest)) {
            (0, Some(end)) => (rest.get(1..end), true, rest.get(end.wrapping_add(1)..)),
            // A brace that is never closed is a sign like another.
            (0, None) => (Some(rest), false, None),
            _ => (rest.get(..start), false, rest.get(start..)),
        };
        rest = after.unwrap_or_default();
        piece.filter(|piece| is_name || !piece.is_empty()).map(|piece| (is_name, piece))
    })
}

/// Where the brace at the beginning of a text is closed.
fn end_of(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    text.bytes().position(|byte| {
        match byte {
            b'{' => depth = depth.saturating_add(1),
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}
