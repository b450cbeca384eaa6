//! The store that the client shares with other processes. What fails before says nothing of it.

use super::told::Told;
use crate::cause::Cause;
use crate::failure_kind::FailureKind;
use crate::finding::Finding;
use crate::observations::Observations;
use crate::probe::Probe;

/// Milliseconds for an operation, after which a call goes on without: `LIMIT` in `crates/fleet`.
const LIMIT: f64 = 250.0;

pub(super) fn of(seen: &Observations) -> Option<Told> {
    let outcome = seen.of(Probe::Store)?;
    let failed = |finding, causes: &[Cause]| Told::failed(finding, &[Probe::Store], causes);
    Some(match outcome.failure {
        Some(FailureKind::StoreForgets) => failed(Finding::StoreForgets, &[Cause::StoreSplit]),
        Some(_) => failed(Finding::StoreSilent, &[Cause::StoreGone, Cause::StoreRefuses]),
        None if outcome.took.is_some_and(|took| took >= LIMIT) => failed(Finding::StoreLate, &[Cause::StoreFar]),
        None => Told::ok(Finding::StoreKeeps, &[Probe::Store]),
    })
}
