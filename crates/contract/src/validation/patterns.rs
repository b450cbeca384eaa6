//! The patterns of a contract: each is compiled when it is first needed, and kept.

use std::cell::Cell;
use std::fmt;

use crate::flat::ValueRef;
use crate::pattern::Pattern;

/// Patterns that are kept. A hostile contract may have any number.
const MOST: usize = 500;

/// The patterns compiled so far, by the number of their text; none where a text is not a pattern that is understood.
#[derive(Default)]
pub struct Patterns(Cell<Vec<(ValueRef, Option<Pattern>)>>);

impl Patterns {
    /// Whether a text has the pattern in it; none when the steps do not suffice. What is not understood is not
    /// enforced.
    pub fn matches(&self, word: ValueRef, source: &str, text: &str, steps: &mut u32) -> Option<bool> {
        let mut known = self.0.take();
        let place = known.iter().position(|(known, _)| *known == word).unwrap_or_else(|| {
            if known.len() >= MOST {
                known.clear();
            }
            known.push((word, Pattern::new(source).ok()));
            known.len().wrapping_sub(1)
        });
        let pattern = known.get(place).and_then(|(_, pattern)| pattern.as_ref());
        let result = pattern.map_or(Some(true), |pattern| pattern.matches_within(text, steps));
        self.0.set(known);
        result
    }
}

impl fmt::Debug for Patterns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Patterns")
    }
}
