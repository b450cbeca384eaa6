//! Where a type stands: what it is for, and what is made of it.

use crate::nodes::Node;

/// What a type is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// What an answer holds.
    Answer,
    /// What the body of a request holds: without what is read only.
    Request,
    /// A parameter that is no body.
    Parameter,
}

/// Where a schema stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// What the type is for.
    pub used: Use,
    /// The schema whose fields are made of it, so that it cannot be made of them.
    pub of: Option<Node>,
    /// Whether it is one part of several.
    pub is_part: bool,
}

impl Place {
    /// A place where any name can stand.
    #[must_use]
    pub fn anywhere(used: Use) -> Self {
        Self { used, of: None, is_part: false }
    }

    /// The same, for one part of what stands there.
    #[must_use]
    pub fn as_part(self) -> Self {
        Self { is_part: true, ..self }
    }

    /// Where the items of a list stand: they are not made of what the list is in.
    #[must_use]
    pub fn within(self) -> Self {
        Self::anywhere(self.used)
    }
}
