//! An invariant that does not hold.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What broke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The name of the invariant, as in docs/en/simulation.md.
    pub invariant: &'static str,
    /// What happened.
    pub says: String,
}

/// Breaks an invariant unless something holds.
pub fn hold(invariant: &'static str, holds: bool, says: impl FnOnce() -> String) -> Result<(), Broken> {
    if holds { Ok(()) } else { Err(Broken { invariant, says: says() }) }
}

/// Does something; a panic is an invariant that breaks.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Broken> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let says = text.or_else(|| panic.downcast_ref::<&str>().map(|it| (*it).to_owned())).unwrap_or_default();
        Broken { invariant: "panic", says }
    })
}
