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
use page::{Page, Sought};
use range::Kind;
use sne_cotation_common::text::digits;
use state::State;
use strategy::{KNOWN, Strategy};

/// Pages of the longest list, unless the caller says otherwise.
const MOST: u64 = 1_000;

/// What JavaScript asks, in the order of `pages.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// What it must know: `{ key, pointer, looks, request }`. The first two are the parameter that asks for a page, and
    /// where in it that is done; `looks` are pointers into an answer's data, to what is told of it; `request` is the
    /// same for every page.
    Plan,
    /// The state and what asks for the first page, from what the caller's parameters have in its place: `{ state, value
    /// }`.
    First,
    /// Whether one more page may be asked for.
    Count,
    /// Whether the failure of a call, with that status, is how the server says that there are no more pages.
    IsEnd,
    /// What an answer is recognised by, if it comes again: `{ content, mark }`, a pointer to its content, and what
    /// tells it from others with the same content.
    Look,
    /// What becomes of an answer: `{ isGiven, state, value, failure }`. It is given to the caller, or is behind the
    /// end; `value` asks for the next page, if there is one; `failure` is what is wrong after this page.
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
        self.writer.object(&[("key", key), ("pointer", pointer), ("looks", looks), ("request", request)])
    }

    fn first(&mut self, given: Value<'_>) -> ValueRef {
        if let Some(strategy) = &self.strategy {
            strategy.begin(&mut self.state, given);
        }
        self.written(true, After::Next)
    }

    fn is_end(&mut self, status: Value<'_>) -> Result<ValueRef, Error> {
        let ends = |strategy: &Strategy<'_>| strategy.kind == Kind::Range && whole(status) == Some(416);
        let is_end = self.state.given > 0 && self.strategy.as_ref().is_some_and(ends);
        if is_end { self.end().map(|()| ValueRef::TRUE) } else { Ok(ValueRef(0)) }
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
        let is_empty = self.strategy.as_ref().is_some_and(|strategy| strategy.is_empty(&page));
        let may_repeat = self.strategy.as_ref().is_some_and(|strategy| strategy.may_repeat(&page));
        // Only the first page is one when there is nothing in it.
        if (is_empty && self.state.given > 0) || (is_repeated && may_repeat) {
            return self.end().map(|()| self.written(false, After::End));
        }
        self.state.given = self.state.given.saturating_add(1);
        if is_repeated {
            return Err(self.failure(Reason::PagesRepeated));
        }
        let has_next = match &self.strategy {
            Some(_) if is_empty => Ok(false),
            Some(strategy) => strategy.advance(&mut self.state, &page),
            None => Ok(true),
        };
        let after = match has_next {
            Ok(true) => After::Next,
            Ok(false) => self.end().map_or_else(After::Failure, |()| After::End),
            Err(reason) => After::Failure(self.failure(reason)),
        };
        Ok(self.written(true, after))
    }

    /// What is looked for in an answer. What is in a page is the affair of the caller's function, where there is one.
    fn sought(&self) -> Option<Sought<'a>> {
        self.strategy.as_ref().map(|strategy| Sought { kind: strategy.kind, items: strategy.items() })
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
        self.writer.object(&[("isGiven", is_given), ("state", state), ("value", value), ("failure", failure)])
    }

    /// The end: a failure when the API had announced more.
    fn end(&self) -> Result<(), Error> {
        let is_complete = match (&self.strategy, self.state.total) {
            (Some(strategy), Some(total)) => self.state.next >= strategy.end_of(&self.state, total),
            _ => true,
        };
        if is_complete { Ok(()) } else { Err(self.failure(Reason::PagesIncomplete)) }
    }

    /// A failure, with all that messages say of how far it got: as `Content-Range` has it, `items 0-199/250`.
    fn failure(&self, reason: Reason) -> Error {
        let State { given, mut first, mut next, total, .. } = self.state;
        let mut reached = match &self.strategy {
            Some(strategy) if strategy.kind == Kind::Range => "items ",
            Some(_) => "pages ",
            None => {
                (first, next) = (1, given.saturating_add(1));
                "pages "
            }
        }
        .to_owned();
        if next > first {
            reached.push_str(&digits(first));
            reached.push('-');
            reached.push_str(&digits(next.saturating_sub(1)));
        } else {
            reached.push('*');
        }
        reached.push('/');
        match total {
            Some(total) => reached.push_str(&digits(total)),
            None => reached.push('*'),
        }
        let error = Error::new(reason).with("operation", self.operation).with("reached", &reached);
        error.with("page", &digits(given)).with("most", &digits(self.most))
    }
}
