//! The path of an operation as it is sent: what contracts write into paths that is none of them put where it belongs.
//!
//! Frameworks write their own templates (`{p:.+}`, `{?page}`, `{+p}`, `{proxy+}`), tools a query or a fragment behind
//! the path. What is certain is done so, and what is not stays as it is written.

use sne_cotation_common::path::stays_in_place;
use sne_cotation_common::text::{contains, has_any, owned, split_exactly, split_once};

use crate::pointer::unescaped;
use crate::reason::Reason;

/// What templates have around a name.
const SIGNS: &[u8] = b"{}:=,+#./;*?& ";

/// In front of a name between braces, where it is that of an expansion.
pub const EXPANDED: &str = "?";

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

/// What is read of a path so far.
#[derive(Default)]
struct Reading {
    /// The path with a letter in place of each name, by which what is around them is judged.
    literal: String,
    query: String,
    is_query: bool,
}

impl Template {
    /// Takes the path of a contract apart. `has` says whether there is a parameter of a path with that name.
    pub fn read(written: &str, has: &mut dyn FnMut(&str) -> bool) -> Self {
        let mut template = Self::default();
        // Blanks around a path, or the end of its line, are none of it.
        let path = written.trim();
        if path.len() < written.len() {
            template.note(Reason::RemarkPathTemplate);
        }
        if !path.starts_with('/') {
            template.path.push('/');
            template.oddities.push(Reason::RemarkPathSlash);
        }
        let mut reading = Reading { literal: template.path.clone(), ..Reading::default() };
        for (is_name, piece) in pieces(path) {
            if is_name {
                template.read_name(piece, &mut reading, has);
            } else if !template.read_literal(piece, &mut reading) {
                break;
            }
        }
        template.judge(&reading.literal);
        if reading.is_query {
            template.note(Reason::RemarkPathQuery);
            template.read_query(&reading.query);
        } else if has_any(&template.path, b":<[$%") || has_open_brace(&template.path) {
            template.mark_names(has);
        }
        template
    }

    /// Reads what is between braces.
    fn read_name(&mut self, piece: &str, reading: &mut Reading, has: &mut dyn FnMut(&str) -> bool) {
        let text = if reading.is_query { &mut reading.query } else { &mut self.path };
        // What is no name alone, and no name of a parameter, is written in the manner of another.
        if !text.ends_with('$') && (has(piece) || !has_any(piece, SIGNS)) {
            push_piece(text, piece);
            reading.literal.push('x');
        } else {
            self.read_unusual(piece, reading, has);
        }
    }

    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    fn read_unusual(&mut self, piece: &str, reading: &mut Reading, has: &mut dyn FnMut(&str) -> bool) {
        if piece.starts_with(['?', '&']) && !has(piece) {
            self.note(Reason::RemarkPathTemplate);
            return self.read_expansion(piece);
        }
        let (before, names) = if has(piece) { ("", vec![piece]) } else { names_of(piece, has) };
        if names != [piece] {
            self.note(Reason::RemarkPathTemplate);
        }
        let text = if reading.is_query { &mut reading.query } else { &mut self.path };
        // As JavaScript marks them: `${id}`.
        let is_marked = text.ends_with('$') && names.first().is_some_and(|name| has(name));
        if is_marked {
            text.pop();
            reading.literal.pop();
        }
        for (place, name) in names.into_iter().enumerate() {
            let sign = if place == 0 { before } else { "," };
            text.push_str(sign);
            if sign == ";" {
                text.push_str(name);
                text.push('=');
            }
            push_piece(text, name);
            reading.literal.push_str(sign);
            reading.literal.push('x');
        }
        if is_marked {
            self.note(Reason::RemarkPathTemplate);
        }
    }

    /// Reads an expansion into a query (RFC 6570): its names are those of parameters of the query.
    fn read_expansion(&mut self, piece: &str) {
        for name in split_exactly(piece.trim_start_matches(['?', '&']), b',').map(bare).filter(|name| !name.is_empty())
        {
            let mut value = String::from("{");
            value.push_str(EXPANDED);
            value.push_str(name);
            value.push('}');
            self.query.push((name.to_owned(), value));
        }
    }

    /// Reads what is between names; says whether the path goes on.
    fn read_literal(&mut self, piece: &str, reading: &mut Reading) -> bool {
        let (piece, after) = split_once(piece, b'#').map_or((piece, None), |(before, after)| (before, Some(after)));
        let (path, added) = match split_once(piece, b'?').filter(|_| !reading.is_query) {
            Some((path, added)) => {
                reading.is_query = true;
                (path, added)
            }
            None if reading.is_query => ("", piece),
            None => (piece, ""),
        };
        self.path.push_str(path);
        reading.literal.push_str(path);
        reading.query.push_str(added);
        if after.is_some() {
            self.note(Reason::RemarkPathFragment);
        }
        after.is_none()
    }

    /// Puts braces around the names of parameters that are marked in another way, where they are a whole segment:
    /// `/:id`, `/<int:id>`, `/[id]`, `/{id`. A percent sign that escapes nothing is escaped.
    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    fn mark_names(&mut self, has: &mut dyn FnMut(&str) -> bool) {
        let mut path = String::new();
        for (place, segment) in split_exactly(&self.path, b'/').enumerate() {
            if place > 0 {
                path.push('/');
            }
            let name = marked_name(segment).filter(|name| has(name) && !is_in(&self.path, name));
            match name {
                Some(name) => push_piece(&mut path, name),
                None if contains(segment, "{") => path.push_str(segment),
                None => push_escaped(&mut path, segment),
            }
        }
        if path != self.path && contains(&path, "{") {
            self.note(Reason::RemarkPathTemplate);
        }
        self.path = path;
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

/// The names of the parameters that are between braces, and what is written in front of them.
fn names_of<'p>(piece: &'p str, has: &mut dyn FnMut(&str) -> bool) -> (&'static str, Vec<&'p str>) {
    let before = ["/", ".", ";"].into_iter().find(|sign| piece.starts_with(sign)).unwrap_or_default();
    let several: Vec<_> = split_exactly(piece, b',').map(bare).collect();
    if several.len() > 1 && several.iter().all(|name| has(name)) {
        return (before, several);
    }
    let name = bare(piece);
    (if has(name) { before } else { "" }, vec![name])
}

/// A name without what templates have around it: their signs (RFC 6570), an expression behind a colon, a value behind
/// an equals sign, braces that are there twice.
fn bare(piece: &str) -> &str {
    let piece = piece.strip_prefix('{').and_then(|piece| piece.strip_suffix('}')).unwrap_or(piece);
    let before_colon = split_once(piece, b':').map_or(piece, |(name, _)| name);
    let before_value = split_once(before_colon, b'=').map_or(before_colon, |(name, _)| name);
    let name = before_value.trim_start_matches(['+', '#', '.', '/', ';', '*', ' ']);
    name.trim_end_matches(['+', '*', '?', ' '])
}

/// The name that a segment is, where it is marked in another way than by braces.
fn marked_name(segment: &str) -> Option<&str> {
    let within = |start: char, end: char| segment.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
    let typed = |name| split_once(name, b':').map_or(name, |(_, name)| name);
    let name = segment.strip_prefix(':').or_else(|| within('<', '>').map(typed)).or_else(|| within('[', ']'));
    name.or_else(|| segment.strip_prefix(['{', '$'])).or_else(|| segment.strip_suffix('}'))
}

/// Whether a brace has none that belongs to it.
fn has_open_brace(path: &str) -> bool {
    let count = |brace| path.bytes().filter(|byte| *byte == brace).count();
    count(b'{') != count(b'}')
}

/// Whether a path has a name between braces.
fn is_in(path: &str, name: &str) -> bool {
    pieces(path).any(|piece| piece == (true, name))
}

/// Adds a segment, its percent signs escaped that escape nothing.
fn push_escaped(path: &mut String, segment: &str) {
    let mut rest = segment;
    while let Some((before, after)) = split_once(rest, b'%') {
        path.push_str(before);
        let is_escape = after.as_bytes().first_chunk::<2>().is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        path.push_str(if is_escape { "%" } else { "%25" });
        rest = after;
    }
    path.push_str(rest);
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
