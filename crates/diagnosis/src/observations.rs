//! What was observed so far: the circumstances, and what came of each probe.

use crate::failure_kind::FailureKind;
use crate::outcome::Outcome;
use crate::probe::Probe;
use crate::setup::Setup;
use crate::step::Step;

/// All that was observed so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Observations {
    /// The circumstances.
    pub setup: Setup,
    /// What came of each probe, by its number.
    outcomes: [Option<Outcome>; Probe::ALL.len()],
    /// The first step that failed so far.
    pub blocker: Option<Step>,
}

impl Observations {
    /// The circumstances, and no probe yet.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self { setup, ..Self::default() }
    }

    /// Adds what came of a probe.
    pub fn record(&mut self, probe: Probe, outcome: Outcome) {
        if let Some(place) = self.outcomes.get_mut(usize::from(probe.number())) {
            *place = Some(outcome);
        }
    }

    /// What came of a probe, if it was made.
    #[must_use]
    pub fn of(&self, probe: Probe) -> Option<Outcome> {
        self.outcomes.get(usize::from(probe.number())).copied().flatten()
    }

    /// What came of the call with a token: of the second, where the first may have failed by chance.
    #[must_use]
    pub fn call(&self) -> Option<Outcome> {
        let first = self.of(Probe::Healthcheck)?;
        if first.may_pass() { self.of(Probe::HealthcheckAgain) } else { Some(first) }
    }

    /// Whether there is a token.
    #[must_use]
    pub fn has_token(&self) -> bool {
        self.of(Probe::Token).is_some_and(|outcome| outcome.failure.is_none())
    }

    /// Whether credentials may be sent to what answers at the address of the authorisation server. Not when it is
    /// visibly another server; one that merely failed may have recovered.
    #[must_use]
    pub fn may_send_credentials(&self) -> bool {
        let asked = self.of(Probe::AskServer);
        asked.is_none_or(|asked| {
            asked.failure.is_none_or(|failure| match failure {
                FailureKind::Down | FailureKind::Throttled | FailureKind::Forbidden => true,
                // In a page, that the question fails says little.
                failure => self.setup.is_page && failure.is_silence(),
            })
        })
    }

    /// Whether a probe was made, so that making it again would tell nothing more.
    #[must_use]
    pub fn is_done(&self, probe: Probe) -> bool {
        self.of(probe).is_some()
    }
}
