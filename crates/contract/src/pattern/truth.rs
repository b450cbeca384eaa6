//! What is known of a match.

/// Whether something holds. A pattern is read by several rules at once, and tables of Unicode are not at hand; where
/// that makes a difference to a text, nobody can say. The least of two truths is that of both, the greatest that of
/// either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It does not.
    No,
    /// It may or may not.
    Perhaps,
    /// It does.
    Yes,
}

impl Truth {
    /// Whether the opposite holds.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Perhaps => Self::Perhaps,
            Self::Yes => Self::No,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}
