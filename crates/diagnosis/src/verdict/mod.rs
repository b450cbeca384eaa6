//! The verdict on a step: a function of all observations, which gives `None` as long as they are not enough.

mod api;
mod configuration;
mod credentials;
mod gateway;
mod server;
mod silence;
mod store;
mod token;
mod told;

use told::Told;

use crate::cause::Cause;
use crate::finding::Finding;
use crate::observations::Observations;
use crate::probe::Probe;
use crate::step::{Status, Step};

/// The verdict on a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The step.
    pub step: Step,
    /// Its status.
    pub status: Status,
    /// What was found.
    pub finding: Finding,
    /// The probes that show it.
    pub evidence: Vec<Probe>,
    /// What is likely behind it, the most likely first.
    pub causes: Vec<Cause>,
    /// The failed step because of which it was skipped.
    pub blocker: Option<Step>,
}

/// The verdict on a step, or `None` when it needs another probe. Once `is_over` is set, there always is one.
#[must_use]
pub fn of(step: Step, seen: &Observations, is_over: bool) -> Option<Verdict> {
    let told = match step {
        Step::Configuration => configuration::of(seen),
        Step::AuthorizationServer => server::of(seen),
        Step::Credentials => credentials::of(seen),
        Step::Token => token::of(seen),
        Step::Gateway => gateway::of(seen),
        Step::Subscription => api::subscription(seen),
        Step::Profile => api::profile(seen),
        Step::Healthcheck => api::healthcheck(seen),
        Step::Store => store::of(seen),
    };
    let told = told.or_else(|| is_over.then(|| Told::skipped(seen)))?;
    let Told { status, finding, evidence, causes, blocker } = told;
    let evidence = evidence.into_iter().filter(|probe| seen.of(*probe).is_some()).collect();
    Some(Verdict { step, status, finding, evidence, causes, blocker })
}
