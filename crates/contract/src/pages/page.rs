//! What is told of an answer: enough to see where the pages end, without its data.

use super::range::{Kind, content_range, whole_or_text};
use crate::flat::{self, Value, whole};
use crate::pointer::Pointer;

/// Headers that say how many items there are, and the last how many pages.
pub const COUNTS: [&str; 3] = ["X-Total-Count", "X-Total", "X-Total-Pages"];

/// What is looked for in an answer.
#[derive(Clone, Copy)]
pub struct Sought<'a> {
    /// By what the page was asked for.
    pub kind: Kind,
    /// A pointer to the list of items, where the caller said it.
    pub items: Option<&'a str>,
    /// How many of the looks are to how many pages there are; those to how many items come behind them.
    pub totals: u32,
}

/// An answer, as far as it is looked at.
#[derive(Default)]
pub struct Page {
    /// The status.
    pub status: Option<u64>,
    /// Whether there is a `Content-Range`, whatever it says.
    pub has_range_header: bool,
    /// The place of its last item, where it says so.
    pub end: Option<u64>,
    /// How many items of a range or pages there are in all, where it says so.
    pub total: Option<u64>,
    /// How many items there are in all, where it says so otherwise.
    pub announced: Option<u64>,
    /// How many items it has, where that can be told.
    pub items: Option<u64>,
    is_nothing: bool,
}

impl Page {
    /// Reads what is told of an answer, `[status, Content-Range, data, looks, counts]`: `looks` are the values at the
    /// pointers that the strategy gave, `counts` those of the headers. Of data and looks there are outlines: of a list
    /// its length, in a list of its own; of an object those of its fields that are lists; of a text its beginning.
    /// `content` becomes a pointer to its items, or else stays one to all of it.
    pub fn read(told: Value<'_>, sought: Option<Sought<'_>>, content: &mut String) -> Self {
        let data = told.nth(2);
        let header = told.nth(1).text();
        let mut page = Self {
            status: whole(told.nth(0)),
            has_range_header: header.is_some(),
            is_nothing: data.is_null() || data.text() == Some(""),
            ..Self::default()
        };
        let Some(sought) = sought else {
            page.items = found(data, &mut String::new());
            return page;
        };
        let (looks, counts) = (told.nth(3), told.nth(4));
        let mut look = 0_u32;
        if let Some(pointer) = sought.items {
            page.items = length(looks.nth(0));
            look = 1;
            content.push_str(if page.items.is_some() { pointer } else { "" });
        } else {
            page.items = found(data, content);
        }
        let first = |from: u32, to: u32| (from..to).find_map(|look| whole_or_text(looks.nth(look)));
        let totals = look.saturating_add(sought.totals);
        page.total = first(look, totals);
        page.announced = first(totals, looks.len());
        page.announced = page.announced.or_else(|| (0..2).find_map(|count| whole_or_text(counts.nth(count))));
        if sought.kind == Kind::Range {
            (page.end, page.total) = header.and_then(content_range).unwrap_or_default();
        } else {
            page.total = page.total.or_else(|| whole_or_text(counts.nth(2)));
        }
        page
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.is_nothing || self.items == Some(0)
    }
}

/// How many items are in an answer, and a pointer to them, where nobody said it: the answer itself, or the one list in
/// it.
fn found(data: Value<'_>, content: &mut String) -> Option<u64> {
    let mut found = None;
    let mut place = 0;
    while let Some((name, field)) = data.field_at(place) {
        if let Some(length) = length(field) {
            if found.is_some() {
                return None;
            }
            found = Some((name, length));
        }
        place = place.wrapping_add(1);
    }
    let Some((name, count)) = found else { return length(data) };
    *content = Pointer::Field(&Pointer::Root, name).text();
    Some(count)
}

/// The length of a list, of which there is an outline.
fn length(outline: Value<'_>) -> Option<u64> {
    if outline.kind() == flat::Kind::Array { whole(outline.nth(0)) } else { None }
}
