//! How far a walk got.

use super::page::Page;
use crate::flat::{Value, ValueRef, whole};
use crate::writer::Writer;

/// Whether it is known with which number the pages begin, where neither the caller nor the contract says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Search {
    /// It is, or it makes no difference.
    #[default]
    Settled,
    /// Page 0 is asked for.
    Zero,
    /// Page 0 was given, and 1 is asked for: a server that knows no 0 may take it for 1.
    AfterZero,
    /// There was nothing in page 0, or the server has none: 1 is asked for.
    One,
    /// The server failed at page 0: 1 is asked for, to know whether that is why.
    OneAfterFailure,
}

const SEARCHES: [Search; 5] = [Search::Settled, Search::Zero, Search::AfterZero, Search::One, Search::OneAfterFailure];

/// How far a walk got, as JavaScript keeps it between two questions: an array in this order.
#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    /// Pages that the caller was given.
    pub given: u64,
    /// The first item or page.
    pub first: u64,
    /// The one behind the last that was given.
    pub next: u64,
    /// Items of a range, or of a full page.
    pub size: Option<u64>,
    /// How many items of a range or pages there are, as the API said last.
    pub total: Option<u64>,
    /// The number of the first page there is, where that is known.
    pub base: Option<u64>,
    /// What is known of it.
    pub search: Search,
    /// How many of the last pages had nothing in them.
    pub empty: u64,
    /// Items that the caller was given, of pages where they can be counted.
    pub items: Option<u64>,
    /// How many items there are, as the API said last.
    pub announced: Option<u64>,
}

impl State {
    /// As JavaScript has kept it.
    pub fn read(kept: Value<'_>) -> Self {
        let number = |place| whole(kept.nth(place));
        let [given, first, next, search, empty] = [0, 1, 2, 6, 7].map(|place| number(place).unwrap_or_default());
        let search = usize::try_from(search).ok().and_then(|search| SEARCHES.get(search)).copied();
        Self {
            given,
            first,
            next,
            size: number(3),
            total: number(4),
            base: number(5),
            search: search.unwrap_or_default(),
            empty,
            items: if kept.is_null() { Some(0) } else { number(8) },
            announced: number(9),
        }
    }

    /// Takes note of a page that is given.
    pub fn take(&mut self, page: &Page) {
        self.given = self.given.saturating_add(1);
        self.empty = if page.is_empty() { self.empty.saturating_add(1) } else { 0 };
        let count = if page.is_empty() { Some(0) } else { page.items };
        self.items = self.items.zip(count).map(|(items, count)| items.saturating_add(count));
    }

    /// For JavaScript to keep.
    pub fn write(self, writer: &mut Writer) -> ValueRef {
        let search = SEARCHES.iter().position(|search| *search == self.search).unwrap_or_default();
        let numbers = [
            Some(self.given),
            Some(self.first),
            Some(self.next),
            self.size,
            self.total,
            self.base,
            u64::try_from(search).ok(),
            Some(self.empty),
            self.items,
            self.announced,
        ];
        let words = numbers.map(|number| number.map_or(ValueRef(0), |number| writer.whole(number)));
        writer.array(&words)
    }
}
