//! A strategy: what asks for a page, and what of an answer says that there are more.
//!
//! By range, where the answer says what it holds (`Content-Range`, RFC 9110), that counts: a server that gives less
//! than it was asked for is asked for what comes next, so that nothing is left out. By number, the answer says how many
//! pages there are, or there is nothing in the one behind the last.

use super::page::Page;
use super::place::{Place, named, usual};
use super::range::{Kind, Range, whole_or_text};
use super::state::{Search, State};
use crate::contract::Contract;
use crate::error::Error;
use crate::flat::{Value, ValueRef, whole};
use crate::reason::Reason;
use crate::writer::Writer;
use sne_cotation_common::names::HIDDEN;
use sne_cotation_common::text::{add, digits, place, split};

/// What messages show.
pub const KNOWN: &str = "strategy: range | page | { range, size, unit, items } | { page, from, of, size, items } | \
     function; maxPages: 1 or more";
/// Names under which APIs say how many pages there are, and how many items.
const USUAL_TOTALS: &str = "nombrePages,nombreDePages,nbPages,totalPages,total_pages,pageCount,/page/totalPages";
const USUAL_COUNTS: &str = "totalElements,totalResults,totalCount,total_count,totalItems,nombreResultats,nombreTotal,\
     nbResultats,total,count,/page/totalElements";
/// Items of a range when neither the caller nor the contract says how many.
const USUAL_SIZE: u64 = 100;
/// Bytes of the longest name that is shown.
const LONGEST: usize = 64;

/// The kinds by their names, with their options, and the names under which APIs on PISTE take a range or the number of
/// a page.
const KINDS: [(Kind, &str, &str, &str); 2] = [
    (Kind::Range, "range", "range, size, unit, items", "range"),
    (Kind::Number, "page", "page, from, of, size, items", "numeroPage,pageNumber,page"),
];

/// A strategy for an operation.
pub struct Strategy<'a> {
    /// Of what kind it is.
    pub kind: Kind,
    /// Where in the parameters it says which page it asks for.
    pub place: Place<'a>,
    /// What the contract assumes there.
    assumed: Option<Range>,
    /// The number of the first page, where the caller or the contract says it.
    base: Option<u64>,
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
            Some(text) => !text.is_empty() && option != "size" && option != "from",
            None => whole(value).is_some_and(|number| option == "from" || (option == "size" && number > 0)),
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
            let base = whole(given.part("from")).or_else(|| base_in(schema));
            return Ok(Some(Strategy { kind, place, assumed, base, given }));
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

/// The number of the first page, by what a contract says of it: the one that it assumes, or the least.
fn base_in(schema: Value<'_>) -> Option<u64> {
    let assumed = whole_or_text(schema.part("default")).filter(|number| *number <= 1);
    let least = whole(schema.part("minimum"));
    let excluded = u64::from(schema.part("exclusiveMinimum").is_true());
    assumed.or_else(|| least.map(|least| least.saturating_add(excluded)))
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
            None => self.usual_totals().for_each(&mut *add),
        }
        split(USUAL_COUNTS, b',').for_each(add);
    }

    /// How many of them are to how many pages there are.
    pub fn totals(&self) -> u32 {
        let count = if self.given.text_field("of").is_some() { 1 } else { self.usual_totals().count() };
        u32::try_from(count).unwrap_or_default()
    }

    fn usual_totals(&self) -> impl Iterator<Item = &'static str> {
        split(USUAL_TOTALS, b',').filter(|_| self.kind == Kind::Number)
    }

    /// Begins where the caller says, or the contract. Where neither says whether the first page is 0 or 1, it is looked
    /// for.
    pub fn begin(&self, state: &mut State, given: Value<'_>) {
        let given = Range::given(given, self.kind);
        state.size = whole(self.given.part("size"));
        if self.kind == Kind::Range {
            let Range { start, size } = given.or(self.assumed).unwrap_or(Range { start: 0, size: USUAL_SIZE });
            state.size = state.size.or(Some(size));
            (state.first, state.next, state.base) = (start, start, Some(0));
            return;
        }
        let given = given.map(|given| given.start);
        // Below 0 there is nothing.
        state.base = self.base.or(given.filter(|given| *given == 0));
        let start = given.or(state.base);
        state.search = if start.is_some() { Search::Settled } else { Search::Zero };
        (state.first, state.next) = (start.unwrap_or_default(), start.unwrap_or_default());
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
    pub fn is_end(&self, page: &Page) -> bool {
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

    /// What is behind the last of so many items or pages, of which the first is number 1 where nobody knows better.
    fn end_of(&self, state: &State, total: u64) -> u64 {
        let base = if self.kind == Kind::Number { state.base.unwrap_or(1) } else { 0 };
        total.saturating_add(base)
    }

    /// Whether as much was given as the API has announced.
    pub fn is_complete(&self, state: &State) -> bool {
        let State { first, next, total, announced, items, .. } = *state;
        let is_from_start = state.base == Some(first);
        let has_items =
            !is_from_start || announced.is_none_or(|announced| items.is_none_or(|items| items >= announced));
        let reached = next.saturating_sub(state.empty);
        let has_pages = total.is_none_or(|total| match self.kind {
            Kind::Range => next >= total,
            // Some say that there is one page where there is nothing.
            Kind::Number => {
                reached >= total.saturating_add(state.base.unwrap_or_default()) || (items == Some(0) && total <= 1)
            }
        });
        has_items && has_pages
    }
}

/// A name or a JSON Pointer that a caller gave, when it looks like one: as `names` has it, with the slashes of pointers
/// and the letters of French.
fn shown(name: &str) -> &str {
    let is_letter =
        |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-'..=b'/' | 0x80..=0xBF | 0xC3..=0xC5);
    if name.bytes().all(is_letter) && (1..=LONGEST).contains(&name.len()) { name } else { HIDDEN }
}
