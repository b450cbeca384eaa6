//! The invariants: what must hold in every world, watched at every step.

pub use sne_cotation_simulation::broken::Broken;

use crate::book::{Book, Notice};

pub mod answers;
pub mod circuit;
pub mod ending;
pub mod events;
pub mod leaving;
pub mod pace;
pub mod quota;
pub mod repetition;
pub mod secrecy;
pub mod tokens;

/// Who watches over one or several invariants.
pub trait Watch {
    /// Looks at what has just happened.
    fn see(&mut self, notice: &Notice<'_>, book: &Book) -> Result<(), Broken>;
}

/// All of them.
pub fn all(clients: usize) -> Vec<Box<dyn Watch>> {
    vec![
        Box::new(ending::Ending),
        Box::new(answers::Answers),
        Box::new(tokens::Tokens::new(clients)),
        Box::new(repetition::Repetition::new(clients)),
        Box::new(pace::Pace::new(clients)),
        Box::new(quota::Quotas::new(clients)),
        Box::new(circuit::Circuits::new(clients)),
        Box::new(secrecy::Secrecy),
        Box::new(leaving::Leaving),
        Box::new(events::Events::default()),
    ]
}

/// Holds, or says what does not.
pub fn hold(holds: bool, invariant: &'static str, says: impl FnOnce() -> String) -> Result<(), Broken> {
    if holds { Ok(()) } else { Err(Broken { invariant, says: says() }) }
}
