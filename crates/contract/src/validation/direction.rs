//! Which way a value goes.

/// Where a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the API: what is `readOnly` must not be there.
    Request,
    /// From the API.
    Answer,
}
