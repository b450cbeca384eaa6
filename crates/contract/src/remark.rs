//! Remarks: what a contract has that could not be taken as it stands, where it is, and what that costs.
//!
//! Nobody who downloads a contract can edit it, so that nothing odd in it loses what is not touched by it
//! (`docs/decisions/0021-remarks.md`).

use crate::error::Error;
use crate::reason::Reason;

/// What an oddity costs. An order: each is worse than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Costs {
    /// Nothing: all that is called is exact.
    Nothing,
    /// Something is not checked, or is done as is usual where the contract does not say how.
    Check,
    /// An operation cannot be called.
    Operation,
}

impl Costs {
    /// The word that callers see.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Check => "check",
            Self::Operation => "operation",
        }
    }
}

/// A remark.
#[derive(Debug)]
pub struct Remark {
    /// The rule, the place and other facts, as an error has them.
    pub what: Error,
    /// What it costs.
    pub costs: Costs,
    /// The operations that are touched, by their places in the contract.
    pub operations: Vec<u32>,
    /// The part of the contract that it is in, as `reach` numbers them.
    pub(crate) node: u32,
}

impl Remark {
    /// The rule that the contract does not keep.
    #[must_use]
    pub fn rule(&self) -> Reason {
        self.what.reason()
    }

    /// Where, as a JSON Pointer.
    #[must_use]
    pub fn pointer(&self) -> &str {
        self.what.fact("pointer").unwrap_or_default()
    }
}
