//! What the platform tells of a probe, and the outcome that it amounts to.

use crate::failure_kind::FailureKind;
use crate::network::Network;
use crate::outcome::{Answer, Outcome};
use crate::probe::Probe;
use crate::setup::{LastCall, Setup};

/// What the platform tells of a probe. A fact that is missing is empty, 0 or NaN.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The reason of the client's for which it failed, or `network-failed` or `timeout` for a question that the client
    /// does not ask, or `store-silent` or `store-forgets` of a store.
    pub reason: &'a str,
    /// The status of the answer.
    pub status: u16,
    /// Its content type.
    pub content_type: &'a str,
    /// The error that it names.
    pub code: &'a str,
    /// The code of the platform's own error.
    pub network: &'a str,
    /// The seconds that it asks to wait.
    pub retry_after: f64,
    /// The seconds by which this machine's clock is ahead of its `Date`.
    pub ahead: f64,
    /// The milliseconds of the slowest operation of the store.
    pub took: f64,
    /// Whether it is one that the browser does not show.
    pub is_opaque: bool,
    /// The `etat` of `healthcheck`.
    pub state: &'a str,
}

impl Default for Facts<'_> {
    fn default() -> Self {
        Self {
            reason: "",
            status: 0,
            content_type: "",
            code: "",
            network: "",
            retry_after: f64::NAN,
            ahead: f64::NAN,
            took: f64::NAN,
            is_opaque: false,
            state: "",
        }
    }
}

impl Facts<'_> {
    /// What came of the probe.
    #[must_use]
    pub fn outcome(self, probe: Probe, setup: Setup) -> Outcome {
        let finite = |number: f64| number.is_finite().then_some(number);
        Outcome {
            failure: self.failure(probe, setup),
            network: Network::of(self.network),
            retry_after: finite(self.retry_after),
            ahead: finite(self.ahead),
            took: finite(self.took),
            is_opaque: self.is_opaque,
            is_well: self.state == "OK",
        }
    }

    fn failure(self, probe: Probe, setup: Setup) -> Option<FailureKind> {
        let is_of_operation =
            setup.last_call == LastCall::Operation && matches!(probe, Probe::Healthcheck | Probe::HealthcheckAgain);
        match self.reason {
            "" => {}
            // More came of the operation than the client wants to have: it was answered.
            "body-too-large" if is_of_operation => return None,
            // Of healthcheck this means another address. Any other operation may have nothing, or want more.
            "resource-not-found" | "request-refused" if is_of_operation => return Some(FailureKind::ApiError),
            reason => {
                return Some(match FailureKind::of(reason, self.code) {
                    FailureKind::NoAnswer if setup.is_page => FailureKind::Hidden,
                    failure => failure,
                });
            }
        }
        let answer = Answer { status: self.status, content_type: self.content_type, code: self.code };
        match probe {
            _ if self.is_opaque => None,
            Probe::AskServer => answer.of_server(),
            // There is nothing at the base itself, which is asked for want of an operation: any refusal will do.
            Probe::AskGateway if setup.last_call == LastCall::Nothing && matches!(self.status, 400..=499) => None,
            Probe::AskGateway => answer.of_gateway(),
            Probe::Token | Probe::OtherToken | Probe::Healthcheck | Probe::HealthcheckAgain | Probe::Store => None,
        }
    }
}
