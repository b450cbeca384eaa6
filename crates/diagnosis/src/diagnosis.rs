//! A diagnosis in progress: which probe comes next, and the verdicts that the last outcome makes possible.

use crate::failure_kind::FailureKind;
use crate::observations::Observations;
use crate::outcome::Outcome;
use crate::probe::Probe;
use crate::setup::{LastCall, Setup};
use crate::step::{Status, Step};
use crate::verdict::{self, Verdict};

/// A diagnosis in progress.
#[derive(Clone, Debug)]
pub struct Diagnosis {
    seen: Observations,
    /// How many steps have been given their verdict.
    told: usize,
}

impl Diagnosis {
    /// A diagnosis that has made no probe yet.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self { seen: Observations::new(setup), told: 0 }
    }

    /// The probe to make next; `None` when no further probe would tell more.
    #[must_use]
    pub fn next(&self) -> Option<Probe> {
        let seen = &self.seen;
        let setup = seen.setup;
        // When tokens come from `getToken`, the authorisation server is not asked. Then the gateway is the first whose
        // clock can be read, unless the client is in a page.
        let first = if setup.is_provided { Probe::AskGateway } else { Probe::AskServer };
        let asks_first = !(setup.is_provided && setup.is_page);
        let has_call = setup.last_call != LastCall::Nothing;
        let steps = [
            (first, asks_first),
            (Probe::Token, seen.may_send_credentials()),
            (Probe::OtherToken, self.may_try_other()),
            (Probe::Healthcheck, seen.has_token() && has_call),
            (Probe::HealthcheckAgain, seen.of(Probe::Healthcheck).is_some_and(|call| call.may_pass())),
            (Probe::AskGateway, !seen.has_token() || !has_call || self.is_hidden()),
            (Probe::Store, setup.has_store),
        ];
        steps.into_iter().find(|(probe, is_due)| *is_due && !seen.is_done(*probe)).map(|(probe, _)| probe)
    }

    /// Records what came of a probe, and returns the verdicts that this makes possible.
    pub fn learn(&mut self, probe: Probe, outcome: Outcome) -> Vec<Verdict> {
        self.seen.record(probe, outcome);
        self.verdicts()
    }

    /// The verdicts that the observations make possible and that were not given yet.
    pub fn verdicts(&mut self) -> Vec<Verdict> {
        let is_over = self.next().is_none();
        let mut verdicts = Vec::new();
        let has_store = self.seen.setup.has_store;
        while let Some(step) = Step::ALL.get(self.told).copied().filter(|step| *step != Step::Store || has_store) {
            let Some(verdict) = verdict::of(step, &self.seen, is_over) else { break };
            // A flaw of the configuration blocks no other step by itself.
            if verdict.status == Status::Failed && step != Step::Configuration {
                self.seen.blocker.get_or_insert(step);
            }
            verdicts.push(verdict);
            self.told = self.told.saturating_add(1);
        }
        verdicts
    }

    /// Whether the other environment may be asked whether it knows the credentials that this one refuses.
    fn may_try_other(&self) -> bool {
        let refused = self.seen.of(Probe::Token).and_then(|token| token.failure) == Some(FailureKind::ClientRefused);
        self.seen.setup.tries_other && refused
    }

    /// Whether the browser hides why the call failed.
    fn is_hidden(&self) -> bool {
        self.seen.call().and_then(|call| call.failure) == Some(FailureKind::Hidden)
    }
}
