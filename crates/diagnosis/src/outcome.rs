//! What came of a probe.

use sne_cotation_common::media;

use crate::failure_kind::FailureKind;
use crate::network::Network;

/// What came of a probe: facts only, no text of a server or of the platform.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outcome {
    /// What went wrong, if something did.
    pub failure: Option<FailureKind>,
    /// Why no answer came.
    pub network: Network,
    /// Seconds that the answer asks to wait.
    pub retry_after: Option<f64>,
    /// Seconds by which this machine's clock is ahead of the server's.
    pub ahead: Option<f64>,
    /// Milliseconds that it took.
    pub took: Option<f64>,
    /// Whether an answer came that the browser does not show.
    pub is_opaque: bool,
    /// Whether `healthcheck` says that all is well.
    pub is_well: bool,
}

impl Outcome {
    /// Whether the same probe may have another outcome when it is repeated at once.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        self.network == Network::Cut || self.failure.is_some_and(FailureKind::may_pass)
    }
}

/// An answer to a question without credentials, as it came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answer<'a> {
    /// The status.
    pub status: u16,
    /// The content type.
    pub content_type: &'a str,
    /// The OAuth error that the body names.
    pub code: &'a str,
}

impl Answer<'_> {
    /// What is wrong with the answer of an authorisation server that was asked for a token without credentials. An
    /// OAuth error is what it must be.
    #[must_use]
    pub fn of_server(self) -> Option<FailureKind> {
        match self.status {
            500..=599 => Some(FailureKind::Down),
            _ if media::is_html(self.content_type) => Some(FailureKind::Html),
            400..=499 if !self.code.is_empty() => None,
            401 => None,
            403 => Some(FailureKind::Forbidden),
            404 | 405 => Some(FailureKind::AddressWrong),
            400..=499 => Some(FailureKind::Throttled),
            // Servers made for tests grant tokens to anybody.
            200..=299 if media::is_json(self.content_type) => None,
            _ => Some(self.other()),
        }
    }

    /// What is wrong with the answer of a gateway that was asked without a token. A refusal is what it must be, and so
    /// are those of its own that come before it looks at the token.
    #[must_use]
    pub fn of_gateway(self) -> Option<FailureKind> {
        match self.status {
            504 => None,
            500..=599 => Some(FailureKind::Down),
            _ if media::is_html(self.content_type) => Some(FailureKind::Html),
            200..=299 | 400 | 401 | 403 | 423 | 429 => None,
            400..=499 => Some(FailureKind::AddressWrong),
            _ => Some(self.other()),
        }
    }

    /// What is neither an answer nor a refusal. A browser hides the status of a redirect.
    fn other(self) -> FailureKind {
        if matches!(self.status, 0 | 300..=399) { FailureKind::Redirected } else { FailureKind::AnswerWrong }
    }
}
