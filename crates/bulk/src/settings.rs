//! How a run is to go, as the caller wants it.

use crate::plan::Window;

/// What becomes of an item that may have been done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InDoubt {
    /// It is told, and not done again.
    #[default]
    Hold,
    /// It is done again.
    Retry,
    /// The caller is asked.
    Ask,
}

/// Which items may have an effect when they are done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effects {
    /// None: doing them twice does no harm.
    Never,
    /// Those whose calls say so.
    #[default]
    ByCall,
    /// All.
    Always,
}

/// The settings of a run.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Items at once; nothing for what the rate limit and the time of an answer make of it.
    pub concurrency: Option<u32>,
    /// Whether the loop gets the items in the order of the source.
    pub is_ordered: bool,
    /// Which items may have an effect.
    pub effects: Effects,
    /// What becomes of those that may have been done.
    pub in_doubt: InDoubt,
    /// Whether the first failure stops the run.
    pub stops_at_failure: bool,
    /// How many failures stop it.
    pub stop_after: Option<u32>,
    /// The part of failures among the last items that stops it.
    pub stop_rate: Option<f64>,
    /// Whether failures of earlier runs are to be done again.
    pub redoes_failures: bool,
    /// Milliseconds that the run pauses at most.
    pub max_wait: f64,
    /// When it stops, on the wall clock; infinite for never.
    pub until: f64,
    /// How many rows there are, if that is known.
    pub total: Option<u32>,
    /// The windows of the rate limit, as far as they are this run's.
    pub windows: Vec<Window>,
}
