//! What must hold of tokens: I1, I2, I8 and I9, looked at in the store and at the authorisation server.

use std::collections::BTreeMap;

use sne_cotation_fleet::token_cell::TokenCell;

use crate::process::SECRETS;
use sne_cotation_simulation::broken::{Broken, hold};

/// Milliseconds of a lease, and some.
const LEASE: f64 = 12_000.0;

/// A request for a token that is under way.
#[derive(Clone, Copy, Debug)]
struct Request {
    since: f64,
    /// Whether it was made without the store.
    is_alone: bool,
}

/// Who may ask, by the store.
#[derive(Clone, Debug, Default)]
struct Kept {
    holder: Option<(usize, u32)>,
    generation: u64,
    text: Option<String>,
}

/// What was seen of tokens.
#[derive(Debug, Default)]
pub struct Asking {
    requests: BTreeMap<(usize, u32), Request>,
    kept: BTreeMap<String, Kept>,
    /// When the store or a process was last out of order in a way that ends leases.
    pub upset: f64,
    pub tokens: Vec<String>,
}

impl Asking {
    pub fn new() -> Self {
        Self { upset: f64::NEG_INFINITY, ..Self::default() }
    }

    /// What is in the store is not what was written.
    pub fn lost(&mut self, now: f64) {
        self.upset = now;
        self.kept.clear();
    }

    /// A process has written a cell.
    pub fn written(&mut self, key: &str, value: &str, process: (usize, u32)) -> Result<(), Broken> {
        let Some(cell) = TokenCell::read(value) else { return Ok(()) };
        let kept = self.kept.entry(key.to_owned()).or_default();
        let text = cell.token.map(|token| token.text);
        let is_newer = cell.generation > kept.generation;
        let is_same = cell.generation == kept.generation && (text == kept.text || text.is_none());
        hold("I2", is_newer || is_same, || {
            format!("generation {} is replaced by {}", kept.generation, cell.generation)
        })?;
        *kept = Kept { holder: cell.lease.map(|_| process), generation: cell.generation, text };
        Ok(())
    }

    /// A process asks for a token.
    pub fn asks(
        &mut self,
        key: &str,
        process: (usize, u32),
        secrets: (bool, &[bool]),
        is_alone: bool,
        now: f64,
    ) -> Result<(), Broken> {
        let is_upset = now - self.upset < LEASE;
        if !is_alone && !is_upset {
            let holder = self.kept.get(key).and_then(|kept| kept.holder);
            hold("I1", holder == Some(process), || format!("process {process:?} asks, and {holder:?} may"))?;
            let of_same = |other: &(usize, u32)| secrets.1[other.0] == secrets.0;
            let others = self.requests.iter().filter(|(other, request)| of_same(other) && !request.is_alone);
            let other = others.filter(|(_, request)| self.upset < request.since).map(|(other, _)| *other).next();
            hold("I1", other.is_none(), || format!("process {process:?} asks while {other:?} does, at {now:.1}"))?;
        }
        self.requests.insert(process, Request { since: now, is_alone });
        Ok(())
    }

    /// It has its answer, or is dead.
    pub fn ends(&mut self, process: (usize, u32)) {
        self.requests.remove(&process);
    }

    /// Nothing secret is written.
    pub fn check_secrecy(&self, value: &str) -> Result<(), Broken> {
        let secret = SECRETS.iter().copied().find(|secret| value.contains(secret));
        hold("I9", secret.is_none(), || format!("a secret is in {value}"))?;
        let token = self.tokens.iter().rev().take(20).find(|token| value.contains(*token));
        hold("I9", token.is_none(), || format!("a token is in {value}"))
    }
}
