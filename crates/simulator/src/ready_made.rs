//! The applications that exist from the start: one that works, and one for each thing that can be missing.

use crate::application::{Application, ClientSecret, Subscription};
use crate::environment::Environment;
use crate::quota::Quota;

/// A ready-made application; each exists in both environments, with credentials of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadyMade {
    /// Nothing is missing.
    Works,
    /// The application is disabled.
    Disabled,
    /// No subscription to SNE-Cotation.
    NoSubscription,
    /// The subscription is not approved yet.
    SubscriptionPending,
    /// The API's terms of use are not accepted.
    TermsNotAccepted,
    /// No business profile: `ERRAUTUSR0001`.
    NoProfile,
    /// Its tokens carry `openid` only.
    MissingScope,
    /// Only the page `https://app.example` may call.
    OriginNotAllowed,
    /// Blocked after suspicious activity.
    Blocked,
    /// Two calls a second.
    QuotaBySecond,
    /// Two calls left of 280 000 a day.
    QuotaByDay,
    /// Tokens that live five seconds.
    ShortLivedTokens,
    /// One token every ten seconds.
    TokenThrottled,
}

impl ReadyMade {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Works,
        Self::Disabled,
        Self::NoSubscription,
        Self::SubscriptionPending,
        Self::TermsNotAccepted,
        Self::NoProfile,
        Self::MissingScope,
        Self::OriginNotAllowed,
        Self::Blocked,
        Self::QuotaBySecond,
        Self::QuotaByDay,
        Self::ShortLivedTokens,
        Self::TokenThrottled,
    ];

    /// All of them, in both environments, as [`Config::default`](crate::Config) has them.
    #[must_use]
    pub fn applications() -> Vec<Application> {
        let pairs = Environment::ALL.into_iter().flat_map(|environment| Self::ALL.map(|one| (one, environment)));
        pairs.map(|(one, environment)| one.application(environment)).collect()
    }

    /// The client id: `00000000-0000-4000-8000-0000000000NN` in the sandbox, `…0000000001NN` in production.
    #[must_use]
    pub fn client_id(self, environment: Environment) -> String {
        let hundreds = match environment {
            Environment::Sandbox => 0,
            Environment::Production => 1,
        };
        format!("00000000-0000-4000-8000-000000000{hundreds}{:02}", self.number())
    }

    /// The secret: `simulated-secret-works` in the sandbox, `simulated-secret-works-production` in production.
    #[must_use]
    pub fn client_secret(self, environment: Environment) -> ClientSecret {
        let suffix = match environment {
            Environment::Sandbox => "",
            Environment::Production => "-production",
        };
        ClientSecret::from(format!("simulated-secret-{}{suffix}", self.label()))
    }

    /// The application in an environment.
    #[must_use]
    pub fn application(self, environment: Environment) -> Application {
        let mut application =
            Application::new(environment, self.client_id(environment), self.client_secret(environment));
        self.label().clone_into(&mut application.label);
        self.description().clone_into(&mut application.description);
        application.name = match environment {
            Environment::Sandbox => format!("APP_SANDBOX_{}@simulator.example", self.label()),
            Environment::Production => format!("simulated-{}", self.label()),
        };
        self.take_away(&mut application);
        application
    }

    /// The word by which to find it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Disabled => "disabled",
            Self::NoSubscription => "no-subscription",
            Self::SubscriptionPending => "subscription-pending",
            Self::TermsNotAccepted => "terms-not-accepted",
            Self::NoProfile => "no-profile",
            Self::MissingScope => "missing-scope",
            Self::OriginNotAllowed => "origin-not-allowed",
            Self::Blocked => "blocked",
            Self::QuotaBySecond => "quota-by-second",
            Self::QuotaByDay => "quota-by-day",
            Self::ShortLivedTokens => "short-lived-tokens",
            Self::TokenThrottled => "token-throttled",
        }
    }

    const fn description(self) -> &'static str {
        match self {
            Self::Works => "Nothing is missing",
            Self::Disabled => "The application is disabled",
            Self::NoSubscription => "Not subscribed to SNE-Cotation",
            Self::SubscriptionPending => "The subscription awaits approval",
            Self::TermsNotAccepted => "The terms of use are not accepted",
            Self::NoProfile => "No business profile: ERRAUTUSR0001",
            Self::MissingScope => "Tokens without the scope resource.READ",
            Self::OriginNotAllowed => "Only pages at https://app.example may call",
            Self::Blocked => "Blocked after suspicious activity",
            Self::QuotaBySecond => "Two calls a second",
            Self::QuotaByDay => "Two calls left today",
            Self::ShortLivedTokens => "Tokens live five seconds",
            Self::TokenThrottled => "One token every ten seconds",
        }
    }

    const fn number(self) -> u8 {
        match self {
            Self::Works => 1,
            Self::Disabled => 2,
            Self::NoSubscription => 3,
            Self::SubscriptionPending => 4,
            Self::TermsNotAccepted => 5,
            Self::NoProfile => 6,
            Self::MissingScope => 7,
            Self::OriginNotAllowed => 8,
            Self::Blocked => 9,
            Self::QuotaBySecond => 10,
            Self::QuotaByDay => 11,
            Self::ShortLivedTokens => 12,
            Self::TokenThrottled => 13,
        }
    }

    /// Takes from an application what this one lacks.
    fn take_away(self, application: &mut Application) {
        match self {
            Self::Works => {}
            Self::Disabled => application.enabled = false,
            Self::NoSubscription => application.subscription = Subscription::None,
            Self::SubscriptionPending => application.subscription = Subscription::Pending,
            Self::TermsNotAccepted => application.terms_accepted = false,
            Self::NoProfile => application.business_profile = false,
            Self::MissingScope => "openid".clone_into(&mut application.scopes),
            Self::OriginNotAllowed => application.javascript_origins = vec!["https://app.example".to_owned()],
            Self::Blocked => application.blocked = true,
            Self::QuotaBySecond => application.quotas = vec![Quota::new(1, 2)],
            Self::QuotaByDay => {
                application.quotas = vec![Quota { spent: 279_998, ..Quota::new(86_400, 280_000) }];
            }
            Self::ShortLivedTokens => application.token_lifetime = 5,
            Self::TokenThrottled => application.token_throttle = Some(Quota::new(10, 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_and_secrets_are_all_different_and_memorable() {
        let applications = ReadyMade::applications();
        let ids: BTreeSet<_> = applications.iter().map(|application| &application.client_id).collect();
        let secrets: BTreeSet<_> = applications.iter().map(|one| one.client_secret.expose()).collect();
        assert_eq!((ids.len(), secrets.len()), (26, 26));
        assert_eq!(ReadyMade::Works.client_id(Environment::Sandbox), "00000000-0000-4000-8000-000000000001");
        assert_eq!(ReadyMade::Works.client_id(Environment::Production), "00000000-0000-4000-8000-000000000101");
        assert_eq!(ReadyMade::Works.client_secret(Environment::Sandbox).expose(), "simulated-secret-works");
    }

    #[test]
    fn sandbox_names_start_as_the_portal_makes_them() {
        for application in ReadyMade::applications() {
            let sandbox = application.environment == Environment::Sandbox;
            assert_eq!(application.name.starts_with("APP_SANDBOX"), sandbox, "{}", application.name);
        }
    }
}
