//! A call that has left, as the checks look at it.

/// A call that has left.
#[derive(Clone, Copy, Debug)]
pub struct Departure {
    pub at: f64,
    pub process: usize,
    /// Whether its process was without the store, or has just stood still, so that it leaves when it wakes up; or has
    /// reserved it with a node of the store that was lost.
    pub is_odd: bool,
    /// When what its process knew was true at the store.
    pub knows: f64,
    /// When it was reserved there, if it was.
    pub reserved_at: Option<f64>,
}
