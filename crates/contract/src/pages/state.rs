//! How far a walk got.

use crate::flat::{Value, ValueRef, whole};
use crate::writer::Writer;

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
    /// How many items or pages there are, as the API said last.
    pub total: Option<u64>,
}

impl State {
    /// As JavaScript has kept it.
    pub fn read(kept: Value<'_>) -> Self {
        let number = |place| whole(kept.nth(place));
        let [given, first, next] = [0, 1, 2].map(|place| number(place).unwrap_or_default());
        Self { given, first, next, size: number(3), total: number(4) }
    }

    /// For JavaScript to keep.
    pub fn write(self, writer: &mut Writer) -> ValueRef {
        let numbers = [Some(self.given), Some(self.first), Some(self.next), self.size, self.total];
        let words = numbers.map(|number| number.map_or(ValueRef(0), |number| writer.whole(number)));
        writer.array(&words)
    }
}
