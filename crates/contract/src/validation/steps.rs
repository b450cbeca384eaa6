//! What a validation may cost: a contract or a value that is made to harm ends it, and does not hold anybody up.

/// Steps of one call. A step is a name compared; so many take about a second. A million values is what a call can hold.
const MOST: u32 = 1 << 27;
/// Steps of patterns.
const MOST_OF_PATTERNS: u32 = 1 << 26;

/// The steps that are left.
#[derive(Debug)]
pub struct Steps {
    left: u32,
    /// Those of patterns.
    pub of_patterns: u32,
}

impl Default for Steps {
    fn default() -> Self {
        Self { left: MOST, of_patterns: MOST_OF_PATTERNS }
    }
}

impl Steps {
    /// Takes some, and one; whether there were enough.
    pub fn take(&mut self, cost: u32) -> bool {
        self.left = self.left.saturating_sub(cost.saturating_add(1));
        self.left > 0
    }

    /// Uses up all steps that are left.
    pub fn end(&mut self) {
        self.left = 0;
    }

    /// Whether none is left.
    #[must_use]
    pub fn are_over(&self) -> bool {
        self.left == 0
    }
}
