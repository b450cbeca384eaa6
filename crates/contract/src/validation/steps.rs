//! What a validation may cost: a contract or a value that is made to harm ends it, and does not hold anybody up.

/// Steps of one call. A step is a name compared; so many take about a second. A million values is what a call can hold.
const MOST: u32 = 1 << 27;
/// Steps of patterns for a piece of text, and for each byte of it: some thirty milliseconds for the pieces that answers
/// come in. Most patterns take one for a character.
const OF_PATTERNS: u32 = 1 << 22;
const OF_PATTERNS_FOR_A_BYTE: u32 = 2;

/// The steps that are left.
#[derive(Debug)]
pub struct Steps {
    left: u32,
    /// Those of patterns. Where they do not suffice, what is left of the piece is not held against any.
    pub of_patterns: u32,
}

impl Default for Steps {
    fn default() -> Self {
        Self { left: MOST, of_patterns: OF_PATTERNS }
    }
}

impl Steps {
    /// Takes some, and one; whether there were enough.
    pub fn take(&mut self, cost: u32) -> bool {
        self.left = self.left.saturating_sub(cost.saturating_add(1));
        self.left > 0
    }

    /// Gives the steps of patterns for a piece of so many bytes.
    pub fn begin_piece(&mut self, bytes: usize) {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        self.of_patterns = OF_PATTERNS.saturating_add(bytes.saturating_mul(OF_PATTERNS_FOR_A_BYTE));
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
