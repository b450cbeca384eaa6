//! What is set for the pace, what a call wishes, and what is to be done next.

use crate::pace_state::Cause;
use crate::window::Window;

/// What is set for a client.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The quota's windows.
    pub windows: Vec<Window>,
    /// The part of each that is left to others.
    pub reserve: f64,
    /// How many processes there are, as far as is known.
    pub size: Option<f64>,
}

/// What a call says about its turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// The part of every window that it leaves to others, which go before it.
    pub reserve: f64,
    /// Milliseconds of the longest pause that it waits for.
    pub longest_pause: f64,
    /// When its turn has to come at the latest, on the monotonic clock.
    pub deadline: f64,
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Nothing, until something happens or its time has come.
    Wait,
    /// Read the cell.
    Read,
    /// Write the cell, to be kept for so many milliseconds.
    Write(String, f64),
    /// A call leaves, with a ticket by which its outcome is told.
    Go(u32, u32),
    /// A call is not to wait: its turn would come after so many milliseconds.
    Refuse(u32, f64, Cause),
}
