//! Pages of an operation: what asks for the next one, where they end, and that they always do.
//!
//! A state machine without memory: JavaScript makes the calls, keeps the answers and the `State` of the walk, tells
//! the outline of an answer (`page`), and is told what to do next. A `strategy` knows what asks for a page: a
//! `range` or a number, or a function of the caller's, which JavaScript calls.

mod page;
mod place;
mod range;
mod state;
mod strategy;

use crate::contract::Contract;
use crate::error::Error;
use crate::flat::{Value, ValueRef, whole};
use crate::reason::Reason;
use crate::writer::Writer;
use page::{COUNTS, Page, Sought};
use range::Kind;
use sne_cotation_common::text::{add, digits};
use state::{Search, State};
use strategy::{KNOWN, Strategy};

/// Pages of the longest list, unless the caller says otherwise.
const MOST: u64 = 1_000;
/// Pages with nothing in them, one after the other, before one is taken for the end.
const MOST_EMPTY: u64 = 10;

/// What JavaScript asks, in the order of `pages.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// What it must know: `{ key, pointer, looks, counts, request }`. The first two are the parameter that asks for a
    /// page, and where in it that is done; `looks` are pointers into an answer's data, to what is told of it, `counts`
    /// names of headers of it; `request` is the same for every page.
    Plan,
    /// The state and what asks for the first page, from what the caller's parameters have in its place: `{ state, value
    /// }`.
    First,
    /// Whether one more page may be asked for.
    Count,
    /// Whether the failure of a call, with that status, is how the server says that there is no such page: what becomes
    /// of it then, as of an answer, or nothing.
    IsEnd,
    /// What an answer is recognised by, if it comes again: `{ content, mark }`, a pointer to its content, and what
    /// tells it from others with the same content.
    Look,
    /// What becomes of an answer: `{ isGiven, state, value, failure, items }`. It is given to the caller, or is none of
    /// the pages; `value` asks for the next page, if there is one; `failure` is what is wrong after this page; `items`
    /// are how many were given so far, where that can be told.
    Judge,
}

/// All that can be asked, by number.
pub const ASKS: [Ask; 6] = [Ask::Plan, Ask::First, Ask::Count, Ask::IsEnd, Ask::Look, Ask::Judge];

/// What comes after a page.
enum After {
    /// The next one is asked for, unless the caller's function says that there is none.
    Next,
    /// Nothing.
    End,
    /// What is wrong.
    Failure(Error),
}

/// A walk through the pages of an operation.
struct Walk<'a> {
    operation: &'a str,
    /// None where a function of the caller's says what comes next.
    strategy: Option<Strategy<'a>>,
    most: u64,
    state: State,
    writer: Writer,
}

/// Answers a question, which is told as `[ask, id of the operation, strategy, maxPages, whether the strategy is a
/// function, state]` and then: a value, for `First`; a status, for `IsEnd`; an answer as `Page::read` has it, for
/// `Look`; the same and whether it is repeated, for `Judge`.
// A part of the wasm begins here (scripts/build/wasm.mjs).
#[inline(never)]
pub fn ask(contract: &Contract, told: Value<'_>) -> Result<Writer, Error> {
    let asked = whole(told.nth(0)).and_then(|ask| ASKS.get(usize::try_from(ask).ok()?).copied());
    let mut walk = Walk::read(contract, told)?;
    let event = told.nth(6);
    let whole = match asked {
        Some(Ask::Plan) => walk.plan(),
        Some(Ask::First) => walk.first(event),
        Some(Ask::Count) if walk.state.given >= walk.most => return Err(walk.failure(Reason::PagesTooMany)),
        Some(Ask::IsEnd) => walk.is_end(event)?,
        Some(Ask::Look) => walk.look(event),
        Some(Ask::Judge) => walk.judge(event, told.nth(7).is_true())?,
        Some(Ask::Count) | None => return Ok(walk.writer),
    };
    Ok(walk.writer.finish(whole))
}

impl<'a> Walk<'a> {
    fn read(contract: &'a Contract, told: Value<'a>) -> Result<Self, Error> {
        let most = told.nth(3);
        let most = if most.is_null() { Some(MOST) } else { whole(most).filter(|most| *most > 0) };
        let Some(most) = most else {
            return Err(Error::new(Reason::PagesOption).with("option", "maxPages").with("known", KNOWN));
        };
        let operation = told.nth(1).text().unwrap_or_default();
        let is_function = told.nth(4).is_true();
        let strategy = if is_function { None } else { strategy::read(contract, operation, told.nth(2))? };
        Ok(Self { operation, strategy, most, state: State::read(told.nth(5)), writer: Writer::default() })
    }

    fn plan(&mut self) -> ValueRef {
        let (mut key, mut pointer) = (ValueRef(0), ValueRef(0));
        let mut looks = Vec::new();
        if let Some(strategy) = &self.strategy {
            key = self.writer.text(strategy.place.key);
            pointer = self.writer.text(strategy.place.pointer);
            strategy.looks(&mut |look| looks.push(self.writer.text(look)));
        }
        let looks = self.writer.array(&looks);
        // Pages are data, and an empty 200 is mostly a fault: it must not pass for the end of a list.
        let may_be_empty = self.writer.boolean(false);
        let request = self.writer.object(&[("allowEmpty", may_be_empty)]);
        let counts: Vec<_> = COUNTS.iter().map(|name| self.writer.text(name)).collect();
        let counts = self.writer.array(&counts);
        let plan = [("key", key), ("pointer", pointer), ("looks", looks), ("counts", counts), ("request", request)];
        self.writer.object(&plan)
    }

    fn first(&mut self, given: Value<'_>) -> ValueRef {
        if let Some(strategy) = &self.strategy {
            strategy.begin(&mut self.state, given);
        }
        self.written(true, After::Next)
    }

    fn is_end(&mut self, status: Value<'_>) -> Result<ValueRef, Error> {
        let status = whole(status);
        let is_no_page = matches!(status, Some(400 | 404 | 416 | 422));
        let is_range = self.strategy.as_ref().map(|strategy| strategy.kind == Kind::Range);
        // As some say that there is no page behind the last.
        let is_behind =
            is_no_page && (self.state.total.is_some() || self.state.announced.is_some()) && self.end().is_ok();
        match self.state.search {
            Search::Zero if is_no_page => Ok(self.try_one(Search::One)),
            Search::Zero if status == Some(500) => Ok(self.try_one(Search::OneAfterFailure)),
            // There was nothing in page 0.
            Search::One if is_no_page && self.state.empty > 0 => Ok(self.written(false, After::End)),
            _ if self.state.given == 0 => Ok(ValueRef(0)),
            _ if is_range.is_some() && status == Some(416) || is_range == Some(false) && is_behind => {
                self.end().map(|()| self.written(false, After::End))
            }
            _ => Ok(ValueRef(0)),
        }
    }

    /// Asks for page 1, since there is none with the number 0.
    fn try_one(&mut self, search: Search) -> ValueRef {
        self.state.search = search;
        (self.state.first, self.state.next) = (1, 1);
        self.written(false, After::Next)
    }

    fn look(&mut self, told: Value<'_>) -> ValueRef {
        let mut content = String::new();
        let page = Page::read(told, self.sought(), &mut content);
        let mark = self.strategy.as_ref().and_then(|strategy| strategy.mark(&self.state, &page));
        let content = self.writer.text(&content);
        let mark = self.writer.text(&mark.map(digits).unwrap_or_default());
        self.writer.object(&[("content", content), ("mark", mark)])
    }

    fn judge(&mut self, told: Value<'_>, is_repeated: bool) -> Result<ValueRef, Error> {
        let page = Page::read(told, self.sought(), &mut String::new());
        self.state.total = page.total.or(self.state.total);
        self.state.announced = page.announced.or(self.state.announced);
        if let Some(verdict) = self.find_base(&page, is_repeated)? {
            return Ok(verdict);
        }
        let is_end = self.strategy.as_ref().is_some_and(|strategy| strategy.is_end(&page));
        let may_repeat = self.strategy.as_ref().is_some_and(|strategy| strategy.may_repeat(&page));
        // Only the first page is one when there is nothing in it.
        if (is_end && self.state.given > 0) || (is_repeated && may_repeat) {
            return self.end().map(|()| self.written(false, After::End));
        }
        if is_repeated {
            return Err(self.failure(Reason::PagesRepeated));
        }
        self.state.take(&page);
        let has_next = match &self.strategy {
            Some(_) if is_end => Ok(false),
            Some(strategy) => {
                let has_next = strategy.advance(&mut self.state, &page);
                if self.state.empty > MOST_EMPTY { Err(Reason::PagesIncomplete) } else { has_next }
            }
            None => Ok(true),
        };
        let after = match has_next {
            Ok(true) => After::Next,
            Ok(false) => self.end().map_or_else(After::Failure, |()| After::End),
            Err(reason) => After::Failure(self.failure(reason)),
        };
        Ok(self.written(true, after))
    }

    /// Finds out with which number pages begin, where nobody says so; what becomes of the answer, where that decides.
    fn find_base(&mut self, page: &Page, is_repeated: bool) -> Result<Option<ValueRef>, Error> {
        let is_nothing = self.state.total == Some(0) || self.state.announced == Some(0);
        let (search, base) = match self.state.search {
            Search::Settled => return Ok(None),
            Search::Zero if page.is_empty() && !is_nothing => {
                self.state.empty = 1;
                return Ok(Some(self.try_one(Search::One)));
            }
            Search::Zero => (Search::AfterZero, 0),
            Search::AfterZero => (Search::Settled, u64::from(is_repeated)),
            Search::One => (Search::Settled, 1),
            // There is a page 1, and perhaps one before it.
            Search::OneAfterFailure => return Err(self.failure(Reason::PagesFrom)),
        };
        let is_same = self.state.search == Search::AfterZero && is_repeated;
        (self.state.search, self.state.base, self.state.empty) = (search, Some(base), 0);
        if !is_same {
            return Ok(None);
        }
        // The server takes 0 for 1: that page was given.
        (self.state.first, self.state.next) = (1, 2);
        let has_next = self.state.total.is_none_or(|total| total > 1);
        let after = if has_next { After::Next } else { After::End };
        Ok(Some(self.written(false, after)))
    }

    /// What is looked for in an answer. What is in a page is the affair of the caller's function, where there is one.
    fn sought(&self) -> Option<Sought<'a>> {
        self.strategy.as_ref().map(|strategy| Sought {
            kind: strategy.kind,
            items: strategy.items(),
            totals: strategy.totals(),
        })
    }

    /// What becomes of a page, and what comes after it.
    fn written(&mut self, is_given: bool, after: After) -> ValueRef {
        let is_given = self.writer.boolean(is_given);
        let state = self.state.write(&mut self.writer);
        let (mut value, mut failure) = (ValueRef(0), ValueRef(0));
        match (after, &self.strategy) {
            (After::Failure(error), _) => failure = error.view(&mut self.writer),
            (After::Next, Some(strategy)) => value = strategy.ask(&self.state, &mut self.writer),
            _ => {}
        }
        let items = self.state.items.map_or(ValueRef(0), |items| self.writer.whole(items));
        let verdict =
            [("isGiven", is_given), ("state", state), ("value", value), ("failure", failure), ("items", items)];
        self.writer.object(&verdict)
    }

    /// The end: a failure when the API had announced more.
    fn end(&self) -> Result<(), Error> {
        let is_complete = self.strategy.as_ref().is_none_or(|strategy| strategy.is_complete(&self.state));
        if is_complete { Ok(()) } else { Err(self.failure(Reason::PagesIncomplete)) }
    }

    /// A failure, with all that messages say of how far it got: as `Content-Range` has it, `items 0-199/250`.
    fn failure(&self, reason: Reason) -> Error {
        let State { given, first, next, total, items, announced, .. } = self.state;
        let mut reached = String::new();
        match &self.strategy {
            Some(strategy) if strategy.kind == Kind::Range => {
                add(&mut reached, &span("items ", first, next, total.or(announced)));
            }
            Some(_) => {
                let next = next.saturating_sub(self.state.empty);
                add(&mut reached, &span("pages ", first, next, total));
                if let (Some(items), Some(_)) = (items, announced) {
                    add(&mut reached, &span("items ", 0, items, announced));
                }
            }
            None => add(&mut reached, &span("pages ", 1, given.saturating_add(1), total)),
        }
        let error = Error::new(reason).with("operation", self.operation).with("reached", &reached);
        let page = given.saturating_add(u64::from(reason == Reason::PagesRepeated));
        error.with("page", &digits(page)).with("most", &digits(self.most))
    }
}

/// What was received of how much, from the first on to the one before the next.
fn span(unit: &str, first: u64, next: u64, total: Option<u64>) -> String {
    let mut span = unit.to_owned();
    if next > first {
        span.push_str(&digits(first));
        span.push('-');
        span.push_str(&digits(next.saturating_sub(1)));
    } else {
        span.push('*');
    }
    span.push('/');
    match total {
        Some(total) => span.push_str(&digits(total)),
        None => span.push('*'),
    }
    span
}
