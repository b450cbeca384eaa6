//! A diagnosis on its way: which probe comes next, and the verdicts that what came of the last one allows.

use crate::observations::Seen;
use crate::outcome::Outcome;
use crate::probe::Probe;
use crate::setup::Setup;
use crate::step::{Status, Step};
use crate::trouble::Trouble;
use crate::verdict::{self, Verdict};

/// A diagnosis on its way.
#[derive(Clone, Debug)]
pub struct Diagnosis {
    seen: Seen,
    /// How many steps have their verdict.
    told: usize,
}

impl Diagnosis {
    /// Begins.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self { seen: Seen::new(setup), told: 0 }
    }

    /// The probe to make next; none when all is known that can be.
    #[must_use]
    pub fn next(&self) -> Option<Probe> {
        let seen = &self.seen;
        let setup = seen.setup;
        // A provider's token is asked for by nobody else. Then the gateway is the first that can tell the time, but to a page.
        let first = if setup.is_provided { Probe::AskGateway } else { Probe::AskServer };
        let asks_first = !(setup.is_provided && setup.is_page);
        let steps = [
            (first, asks_first),
            (Probe::Token, seen.may_send_credentials()),
            (Probe::OtherToken, self.may_try_other()),
            (Probe::Healthcheck, seen.has_token()),
            (Probe::HealthcheckAgain, seen.of(Probe::Healthcheck).is_some_and(|call| call.may_pass())),
            (Probe::AskGateway, !seen.has_token() || self.is_hidden()),
        ];
        steps.into_iter().find(|(probe, is_due)| *is_due && !seen.is_done(*probe)).map(|(probe, _)| probe)
    }

    /// Learns what came of a probe, and gives the verdicts that this allows.
    pub fn learn(&mut self, probe: Probe, outcome: Outcome) -> Vec<Verdict> {
        self.seen.record(probe, outcome);
        self.verdicts()
    }

    /// The verdicts that what was seen allows, and that were not given yet.
    pub fn verdicts(&mut self) -> Vec<Verdict> {
        let is_over = self.next().is_none();
        let mut verdicts = Vec::new();
        while let Some(step) = Step::ALL.get(self.told).copied() {
            let Some(verdict) = verdict::of(step, &self.seen, is_over) else { break };
            // What is wrong with the configuration hinders nothing by itself.
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
        let refused = self.seen.of(Probe::Token).and_then(|token| token.trouble) == Some(Trouble::ClientRefused);
        self.seen.setup.tries_other && refused
    }

    /// Whether the browser hides why the call failed.
    fn is_hidden(&self) -> bool {
        self.seen.call().and_then(|call| call.trouble) == Some(Trouble::Hidden)
    }
}
