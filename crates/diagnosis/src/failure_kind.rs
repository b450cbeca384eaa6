//! The kinds of failure that a diagnosis distinguishes.

use crate::failure_kind::FailureKind as T;

/// What went wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// `invalid_client`.
    ClientRefused,
    /// `unauthorized_client`.
    ClientUnauthorized,
    /// The authorisation server refuses without an OAuth error.
    Throttled,
    /// It answers 403.
    Forbidden,
    /// It names another OAuth error.
    OAuthError,
    /// `invalid_scope`.
    ScopeRefused,
    /// An answer without a token in it.
    TokenAbsent,
    /// The caller's `getToken` failed.
    ProviderFailed,
    /// The gateway found no token.
    TokenUnreadable,
    /// The gateway refuses the token.
    TokenRefused,
    /// The gateway says that the application is disabled or gone.
    ApplicationDisabled,
    /// The token lacks a scope.
    ScopeMissing,
    /// 403 of the gateway.
    SubscriptionMissing,
    /// `ERRAUTUSR0001`.
    ProfileMissing,
    /// Another code of the API's.
    ApiError,
    /// 429.
    Quota,
    /// 423.
    Blocked,
    /// 400 with nothing in it.
    RequestEmpty,
    /// 404, 405 and the like: another address than it should be.
    AddressWrong,
    /// 5xx.
    Down,
    /// 504.
    BackEndLate,
    /// A page of HTML.
    Html,
    /// A redirect.
    Redirected,
    /// An answer that is not what it must be.
    AnswerWrong,
    /// No answer.
    NoAnswer,
    /// No answer that the browser shows.
    Hidden,
    /// The connection ended in the middle.
    Interrupted,
    /// No answer in time.
    TimedOut,
    /// The store does not answer, or refuses.
    StoreSilent,
    /// The store does not keep what is put into it, or lets go of what is newer.
    StoreForgets,
    /// A mistake in what the caller gave: not of the service.
    Mistake,
}

impl FailureKind {
    /// The kind for a reason of the client's (`src/core/reason.rs`), given by its id, and the code that came with it.
    #[must_use]
    pub fn of(reason: &str, code: &str) -> Self {
        match reason {
            "token-oauth-error" if code == "invalid_scope" => T::ScopeRefused,
            "client-refused" | "client-refused-for-now" => T::ClientRefused,
            "client-unauthorized" => T::ClientUnauthorized,
            "token-throttled" => T::Throttled,
            "token-forbidden" => T::Forbidden,
            "token-oauth-error" => T::OAuthError,
            "token-missing" | "token-type-unknown" => T::TokenAbsent,
            "token-provider-failed" => T::ProviderFailed,
            "token-unreadable" => T::TokenUnreadable,
            "token-refused" | "token-store-down" => T::TokenRefused,
            "application-disabled" => T::ApplicationDisabled,
            "scope-missing" => T::ScopeMissing,
            "subscription-missing" => T::SubscriptionMissing,
            "profile-missing" => T::ProfileMissing,
            "business-error" | "business-error-withheld" | "api-unauthorized" | "api-unauthorized-silent" => {
                T::ApiError
            }
            "quota-exceeded" | "quota-exceeded-unknown" | "quota-paused" => T::Quota,
            "access-blocked" => T::Blocked,
            "request-empty" => T::RequestEmpty,
            "token-address-wrong"
            | "not-found"
            | "resource-not-found"
            | "method-refused"
            | "request-refused"
            | "request-too-large" => T::AddressWrong,
            "token-server-fault" | "gateway-fault" | "circuit-open" | "token-circuit-open" => T::Down,
            "gateway-timeout" => T::BackEndLate,
            "gateway-html" | "access-page" | "token-html" => T::Html,
            "redirected" => T::Redirected,
            "body-empty" | "body-truncated" | "body-not-json" | "body-xml" | "fetch-unusable" | "body-too-large"
            | "body-charset" | "body-compression" | "status-unexpected" => T::AnswerWrong,
            "network-failed" | "proxy-ignored" | "certificate-unknown" => T::NoAnswer,
            "network-failed-in-page" => T::Hidden,
            "body-interrupted" => T::Interrupted,
            "timeout" | "deadline-passed" => T::TimedOut,
            "store-silent" => T::StoreSilent,
            "store-forgets" => T::StoreForgets,
            _ => T::Mistake,
        }
    }

    /// Whether no answer came at all, or none that can be seen.
    #[must_use]
    pub fn is_silence(self) -> bool {
        matches!(self, T::NoAnswer | T::Hidden | T::TimedOut | T::Interrupted)
    }

    /// Whether the same request may succeed at once: PISTE is known to fail a call that it answers correctly the next
    /// time.
    #[must_use]
    pub fn may_pass(self) -> bool {
        self.is_another() || matches!(self, T::Down | T::BackEndLate | T::Interrupted)
    }

    /// Whether the answer comes from something other than the server that was asked.
    #[must_use]
    pub fn is_another(self) -> bool {
        matches!(self, T::Html | T::Redirected | T::AddressWrong | T::AnswerWrong | T::RequestEmpty)
    }
}
