//! A verdict in the making.

use crate::cause::Cause;
use crate::finding::Finding;
use crate::observations::Observations;
use crate::probe::Probe;
use crate::step::{Status, Step};

/// A verdict without its step.
pub(super) struct Told {
    pub(super) status: Status,
    pub(super) finding: Finding,
    pub(super) evidence: Vec<Probe>,
    pub(super) causes: Vec<Cause>,
    pub(super) blocker: Option<Step>,
}

impl Told {
    fn new(status: Status, finding: Finding, evidence: &[Probe]) -> Self {
        Self { status, finding, evidence: evidence.to_vec(), causes: Vec::new(), blocker: None }
    }

    pub(super) fn ok(finding: Finding, evidence: &[Probe]) -> Self {
        Self::new(Status::Ok, finding, evidence)
    }

    pub(super) fn unknown(finding: Finding, evidence: &[Probe]) -> Self {
        Self::new(Status::Unknown, finding, evidence)
    }

    pub(super) fn failed(finding: Finding, evidence: &[Probe], causes: &[Cause]) -> Self {
        Self { causes: causes.to_vec(), ..Self::new(Status::Failed, finding, evidence) }
    }

    pub(super) fn skipped(seen: &Observations) -> Self {
        Self { blocker: seen.blocker, ..Self::new(Status::Skipped, Finding::Skipped, &[]) }
    }

    pub(super) fn because(self, causes: Vec<Cause>) -> Self {
        Self { causes, ..self }
    }
}
