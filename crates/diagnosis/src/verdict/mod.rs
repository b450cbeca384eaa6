//! What is said of a step: a function of all that was seen, which has no answer as long as that is not enough.

mod api;
mod configuration;
mod credentials;
mod gateway;
mod server;
mod silence;
mod token;
mod told;

use told::Told;

use crate::cause::Cause;
use crate::finding::Finding;
use crate::observations::Seen;
use crate::probe::Probe;
use crate::step::{Status, Step};

/// What is said of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Which.
    pub step: Step,
    /// How it is.
    pub status: Status,
    /// What was found.
    pub finding: Finding,
    /// The probes that tell it.
    pub evidence: Vec<Probe>,
    /// What is likely behind it, the most likely first.
    pub causes: Vec<Cause>,
    /// The failed step because of which it was skipped.
    pub blocker: Option<Step>,
}

/// The verdict of a step, or nothing when it takes another probe. When all is over, there is one.
#[must_use]
pub fn of(step: Step, seen: &Seen, is_over: bool) -> Option<Verdict> {
    let told = match step {
        Step::Configuration => configuration::of(seen),
        Step::AuthorizationServer => server::of(seen),
        Step::Credentials => credentials::of(seen),
        Step::Token => token::of(seen),
        Step::Gateway => gateway::of(seen),
        Step::Subscription => api::subscription(seen),
        Step::Profile => api::profile(seen),
        Step::Healthcheck => api::healthcheck(seen),
    };
    let told = told.or_else(|| is_over.then(|| Told::skipped(seen)))?;
    let Told { status, finding, evidence, causes, blocker } = told;
    let evidence = evidence.into_iter().filter(|probe| seen.of(*probe).is_some()).collect();
    Some(Verdict { step, status, finding, evidence, causes, blocker })
}
