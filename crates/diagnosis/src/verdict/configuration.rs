//! The options, and this machine's clock, which the first answer tells.

use super::told::Told;
use crate::cause::Cause;
use crate::finding::Finding;
use crate::observations::Observations;
use crate::probe::Probe;

/// Seconds by which a clock may be off. More is no delay of an answer, and soon a certificate that is not valid.
const MOST_AHEAD: f64 = 300.0;

pub(super) fn of(seen: &Observations) -> Option<Told> {
    let setup = seen.setup;
    if setup.is_mixed() {
        return Some(Told::failed(Finding::ConfigurationMixed, &[], &[Cause::MixedAddresses]));
    }
    // Browsers keep from pages what the time is elsewhere.
    if setup.is_page {
        return Some(Told::ok(Finding::ConfigurationOk, &[]));
    }
    let first = if setup.is_provided { Probe::AskGateway } else { Probe::AskServer };
    let is_off = seen.of(first)?.ahead.is_some_and(|seconds| seconds.abs() > MOST_AHEAD);
    Some(if is_off {
        Told::failed(Finding::ClockOff, &[first], &[Cause::Clock])
    } else {
        Told::ok(Finding::ConfigurationOk, &[])
    })
}
