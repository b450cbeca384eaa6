//! What a run says is to be done, what it is told, and how it goes.

use crate::chain::KEY_BYTES;
use crate::record::Record;

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing, until something happens or [`wakes_in`](super::Run::wakes_in) has passed.
    Wait,
    /// Take the next row of the source.
    Pull,
    /// Do an item.
    Begin(u32),
    /// Ask the caller whether an item was done.
    Ask(u32),
    /// All is over.
    Over,
}

/// What a call may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permit {
    /// Leave.
    Go,
    /// Ask again, when something has happened.
    Wait,
    /// It may not, and its item is left as it is.
    Cut,
}

/// What becomes of a call that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is over.
    Over,
    /// It asks for a permit again.
    Again,
    /// Its item is left as it is.
    Cut,
}

/// What the caller knows of an item in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It was done.
    Done,
    /// It was not.
    Undone,
    /// Nothing.
    Nothing,
}

/// Why a run stops before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A pause is longer than the run may wait.
    Quota = 1,
    /// It is late.
    Until,
    /// Items have failed.
    Errors,
    /// All would fail.
    Refused,
    /// The caller's signal.
    Signal,
    /// The loop was left.
    Left,
    /// The source threw.
    Source,
    /// The journal threw.
    Journal,
    /// The source is not the one of the journal.
    Input,
}

/// What makes a run one that can be resumed.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What the journal says.
    pub record: Record,
    /// The key of its fingerprints.
    pub key: [u8; KEY_BYTES],
    /// What is done with the rows.
    pub operation: String,
    /// Where the calls go.
    pub target: String,
    /// What the run is called, if it is the first.
    pub run: u64,
}

/// How a run goes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Items that are acknowledged, or that the loop has.
    pub done: u32,
    /// Those of them that have failed.
    pub failed: u32,
    /// Those of them of which nobody knows.
    pub held: u32,
    /// All items.
    pub total: Option<u32>,
    /// Items a second.
    pub rate: f64,
    /// Seconds until the end.
    pub eta: Option<f64>,
    /// Until when the run pauses, on the wall clock.
    pub paused_until: Option<f64>,
}
