//! A strategy: what asks for a page, and what of an answer says that there are more.
//!
//! By range, where the answer says what it holds (`Content-Range`, RFC 9110), that counts: a server that gives less
//! than it was asked for is asked for what comes next, so that nothing is left out. By number, the answer says how many
//! pages there are, or there is nothing in the one behind the last.

use super::page::Page;
use super::place::{Place, named, usual};
use super::range::{Kind, Range};
use super::state::State;
use crate::contract::Contract;
use crate::error::Error;
use crate::flat::{Value, ValueRef, whole};
use crate::reason::Reason;
use crate::writer::Writer;
use sne_cotation_common::names::HIDDEN;
use sne_cotation_common::text::{add, digits, place, split};

/// What messages show.
pub const KNOWN: &str =
    "strategy: range | page | { range, size, unit, items } | { page, of, size, items } | function; maxPages: 1 or more";
/// Names under which APIs on PISTE say how many pages there are.
const USUAL_TOTALS: &str = "nombrePages,nombreDePages,totalPages,pageCount";
/// Items of a range when neither the caller nor the contract says how many.
const USUAL_SIZE: u64 = 100;
/// Bytes of the longest name that is shown.
const LONGEST: usize = 64;

/// The kinds by their names, with their options, and the names under which APIs on PISTE take a range or the number of
/// a page.
const KINDS: [(Kind, &str, &str, &str); 2] = [
    (Kind::Range, "range", "range, size, unit, items", "range"),
    (Kind::Number, "page", "page, of, size, items", "numeroPage,pageNumber,page"),
];

/// A strategy for an operation.
pub struct Strategy<'a> {
    /// Of what kind it is.
    pub kind: Kind,
    /// Where in the parameters it says which page it asks for.
    pub place: Place<'a>,
    /// What the contract assumes there.
    assumed: Option<Range>,
    /// The options of the caller, if there are any.
    given: Value<'a>,
}

/// The strategy that is meant for an operation; none of an operation that there is not: the call itself says so.
pub fn read<'a>(contract: &'a Contract, id: &str, given: Value<'a>) -> Result<Option<Strategy<'a>>, Error> {
    let is_meant = |name: &str| given.is_null() || given.text() == Some(name) || given.get(name).is_some();
    let mut options = None;
    for (_, name, known, _) in KINDS {
        if options.is_none() && is_meant(name) {
            options = Some((name, known));
        }
    }
    let Some((name, known)) = options else { return Err(Error::new(Reason::PagesStrategy).with("known", KNOWN)) };
    let mut place_of_field = 0;
    while let Some((option, value)) = given.field_at(place_of_field) {
        let is_fine = match value.text() {
            Some(text) => !text.is_empty() && option != "size",
            None => option == "size" && whole(value).is_some_and(|size| size > 0),
        };
        if !is_fine || place(known, option).is_none() {
            return Err(Error::new(Reason::PagesOption).with("option", shown(option)).with("known", KNOWN));
        }
        place_of_field = place_of_field.wrapping_add(1);
    }
    let Ok(operation) = contract.operation(id) else { return Ok(None) };
    let name = given.text_field(name);
    for (kind, word, _, names) in KINDS {
        if !is_meant(word) {
            continue;
        }
        let found = match name {
            Some(name) => named(contract, operation, name),
            None => usual(contract, operation, names),
        };
        if let Some((place, schema)) = found {
            let assumed = Range::given(schema.part("default"), kind);
            return Ok(Some(Strategy { kind, place, assumed, given }));
        }
    }
    let mut known = String::new();
    for parameter in operation.parameters.iter() {
        add(&mut known, &parameter.key);
    }
    if known.is_empty() {
        known.push('–');
    }
    let error = match name {
        Some(name) => Error::new(Reason::PagesParameter).with("parameter", shown(name)),
        None => Error::new(Reason::PagesNotFound),
    };
    Err(error.with("operation", &operation.id).with("known", &known))
}

impl<'a> Strategy<'a> {
    /// A pointer to the list of items, where the caller said it.
    pub fn items(&self) -> Option<&'a str> {
        self.given.text_field("items")
    }

    /// Pointers to all that is told of an answer's data: the items, where the caller said it, and what may say how many
    /// pages there are.
    pub fn looks(&self, add: &mut dyn FnMut(&str)) {
        if let Some(items) = self.items() {
            add(items);
        }
        match self.given.text_field("of") {
            Some(of) => add(of),
            None if self.kind == Kind::Number => split(USUAL_TOTALS, b',').for_each(add),
            None => {}
        }
    }

    /// Begins where the caller says, or the contract. Where the first page is 0, one of them says so.
    pub fn begin(&self, state: &mut State, given: Value<'_>) {
        let is_range = self.kind == Kind::Range;
        let given = Range::given(given, self.kind).or(self.assumed);
        let usual = Range { start: u64::from(!is_range), size: USUAL_SIZE };
        let Range { start, size } = given.unwrap_or(usual);
        (state.first, state.next) = (start, start);
        state.size = whole(self.given.part("size"));
        if is_range && state.size.is_none() {
            state.size = Some(size);
        }
    }

    /// What asks for the next page: a range; a number, as a text where the contract wants one.
    pub fn ask(&self, state: &State, writer: &mut Writer) -> ValueRef {
        if self.kind == Kind::Number && !self.place.is_text {
            return writer.whole(state.next);
        }
        let mut text = String::new();
        if let Some(unit) = self.given.text_field("unit") {
            text.push_str(unit);
            text.push('=');
        }
        text.push_str(&digits(state.next));
        if self.kind == Kind::Range {
            text.push('-');
            text.push_str(&digits(state.next.saturating_add(state.size.unwrap_or_default()).saturating_sub(1)));
        }
        writer.text(&text)
    }

    /// What tells an answer from others with the same in them: ranges that the server says it gives; numbers, of empty
    /// pages.
    pub fn mark(&self, state: &State, page: &Page) -> Option<u64> {
        match self.kind {
            Kind::Range => page.end,
            Kind::Number => Some(state.next).filter(|_| page.items == Some(0)),
        }
    }

    /// Whether nothing is in a page, so that it is behind the last. As long as an answer says by number that there are
    /// to be more, one with nothing in it is a page like others.
    pub fn is_empty(&self, page: &Page) -> bool {
        page.is_empty() && (self.kind == Kind::Range || page.total.is_none())
    }

    /// Whether a page that is there again is the end: a server that knows no ranges has given everything at once.
    pub fn may_repeat(&self, page: &Page) -> bool {
        self.kind == Kind::Range && page.status == Some(200) && !page.has_range_header
    }

    /// Goes to what comes after a page; says whether something does.
    pub fn advance(&self, state: &mut State, page: &Page) -> Result<bool, Reason> {
        let size = state.size.unwrap_or(1);
        let is_range = self.kind == Kind::Range;
        let count = if is_range { page.items.unwrap_or(size) } else { 1 };
        state.next = page.end.map_or(state.next.saturating_add(count), |end| end.saturating_add(1));
        match (page.total, page.items) {
            (Some(total), _) => Ok(state.next < self.end_of(state, total)),
            (None, _) if is_range => Ok(page.end.is_some() || !self.is_whole(state, page)),
            (None, Some(items)) => Ok(items >= size),
            (None, None) => Err(Reason::PagesEndUnknown),
        }
    }

    /// Whether an answer without a word on its range is all there is: 200, to a header. As a parameter, a range is the
    /// API's own affair, and a page that is full may have others behind it.
    fn is_whole(&self, state: &State, page: &Page) -> bool {
        page.status != Some(206) && (self.place.is_header || page.items != state.size)
    }

    /// What is behind the last of so many items or pages. Pages begin with 1, but for those that begin with 0.
    pub fn end_of(&self, state: &State, total: u64) -> u64 {
        total.saturating_add(u64::from(self.kind == Kind::Number && state.first != 0))
    }
}

/// A name or a JSON Pointer that a caller gave, when it looks like one: as `names` has it, with the slashes of pointers
/// and the letters of French.
fn shown(name: &str) -> &str {
    let is_letter =
        |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-'..=b'/' | 0x80..=0xBF | 0xC3..=0xC5);
    if name.bytes().all(is_letter) && (1..=LONGEST).contains(&name.len()) { name } else { HIDDEN }
}
