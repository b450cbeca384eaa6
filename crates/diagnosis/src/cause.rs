//! What can be behind a failure, and which step of the guide it is about.

use sne_cotation_common::environment::Environment;

use crate::numbered::numbered;

numbered! {
    /// A likely cause.
    Cause {
        /// The clock of this machine.
        Clock "clock";
        /// Addresses of two environments.
        MixedAddresses "mixed-addresses";

        /// Credentials of the other environment, perhaps.
        WrongEnvironment "wrong-environment";
        /// Credentials of the other environment: it was tried.
        OtherEnvironment "other-environment";
        /// A wrong id or secret.
        WrongSecret "wrong-secret";
        /// "API Keys" instead of "Identifiants OAuth".
        ApiKeys "api-keys";
        /// An application of another type.
        NotConfidential "not-confidential";
        /// A disabled application, or one that was removed.
        ApplicationDisabled "application-disabled";

        /// Too many token requests.
        Throttled "throttled";
        /// The option `scope`.
        ScopeOption "scope-option";
        /// The authorisation server refuses browsers.
        BrowserRefused "browser-refused";
        /// A header `Origin`, or a filter on the way.
        OriginAdded "origin-added";
        /// `getToken` or the relay behind it.
        ProviderFailed "provider-failed";
        /// A token that was kept too long.
        TokenStale "token-stale";
        /// A token of the other environment.
        TokenElsewhere "token-elsewhere";
        /// A proxy that takes the header `Authorization` away.
        AuthorizationStripped "authorization-stripped";
        /// `getToken` gives something else than the token.
        NotTheToken "not-the-token";
        /// The scope that the API asks for.
        ScopeMissing "scope-missing";

        /// The authorisation server is down.
        ServerDown "server-down";
        /// The gateway is down.
        GatewayDown "gateway-down";
        /// The API behind the gateway is down.
        BackEndDown "back-end-down";
        /// Something that passes.
        Incident "incident";
        /// The address of the authorisation server.
        TokenAddressWrong "token-address-wrong";
        /// The API's base path.
        BasePathWrong "base-path-wrong";
        /// Something on the way answers instead.
        Intercepted "intercepted";

        /// The page's origin is not among the "Javascript Origins".
        CorsOrigin "cors-origin";
        /// The page's Content-Security-Policy.
        ContentPolicy "content-policy";
        /// No network, or an extension of the browser.
        PageNetwork "page-network";

        /// A misspelt name.
        NameWrong "name-wrong";
        /// No network, or no name server.
        NoNetwork "no-network";
        /// Nothing listens there.
        NothingListens "nothing-listens";
        /// A firewall.
        Firewall "firewall";
        /// No IPv6, or no IPv4, on this machine's way.
        OtherProtocol "other-protocol";
        /// Only a proxy leads out.
        ProxyNeeded "proxy-needed";
        /// A proxy is announced, and not used.
        ProxyIgnored "proxy-ignored";
        /// The server, or the way, is slow.
        Slow "slow";
        /// The server's certificate.
        CertificateExpired "certificate-expired";
        /// A proxy that opens TLS.
        CertificateIntercepted "certificate-intercepted";
        /// A certificate of another host.
        CertificateName "certificate-name";
        /// Something that does not speak TLS.
        NotTls "not-tls";

        /// Not subscribed.
        NoSubscription "no-subscription";
        /// Subscribed, not approved.
        SubscriptionPending "subscription-pending";
        /// Terms of use.
        TermsNotAccepted "terms-not-accepted";
        /// Calls in too short a time.
        QuotaOfSeconds "quota-of-seconds";
        /// Too many calls on a day.
        QuotaOfDay "quota-of-day";
        /// Suspicious activity.
        Suspicion "suspicion";
        /// No business profile yet.
        NoProfile "no-profile";
        /// The API says that it is not well.
        ApiUnwell "api-unwell";
        /// The API refuses, for a reason of its own.
        ApiRefuses "api-refuses";

        /// The engine, or the way to it.
        StoreGone "store-gone";
        /// The role of the program may not, or there is no table.
        StoreRefuses "store-refuses";
        /// The engine is far away, or has too much to do.
        StoreFar "store-far";
        /// Several engines that do not know of one another, a replica, an eviction.
        StoreSplit "store-split";
    }
}

/// A place of the guide, as `messages/ids.json` numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guide {
    /// The sandbox application that the portal makes.
    SandboxApplication,
    /// A production application.
    ProductionApplication,
    /// The choice of the API in the sandbox.
    SandboxSubscription,
    /// The choice of the API in production.
    ProductionSubscription,
    /// The approval in the sandbox.
    SandboxApproval,
    /// The approval in production.
    ProductionApproval,
    /// The credentials of an application.
    Credentials,
    /// A token.
    Token,
    /// The API's page on the portal.
    Contract,
    /// A call.
    Call,
}

impl Guide {
    /// Its place in `messages/ids.json`.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }
}

impl Cause {
    /// Where the guide speaks of what is to be done.
    #[must_use]
    pub fn guide(self, environment: Environment) -> Option<Guide> {
        let in_production = environment == Environment::Production;
        let either = |sandbox, production| if in_production { production } else { sandbox };
        let guide = match self {
            Self::WrongEnvironment
            | Self::OtherEnvironment
            | Self::WrongSecret
            | Self::ApiKeys
            | Self::NotConfidential
            | Self::CorsOrigin => Guide::Credentials,
            Self::ApplicationDisabled => either(Guide::SandboxApplication, Guide::ProductionApplication),
            Self::MixedAddresses | Self::Throttled | Self::ScopeOption | Self::TokenAddressWrong => Guide::Token,
            Self::NoSubscription | Self::TermsNotAccepted | Self::ScopeMissing => {
                either(Guide::SandboxSubscription, Guide::ProductionSubscription)
            }
            Self::SubscriptionPending => either(Guide::SandboxApproval, Guide::ProductionApproval),
            Self::QuotaOfSeconds | Self::QuotaOfDay if in_production => Guide::ProductionApplication,
            Self::BasePathWrong => Guide::Contract,
            Self::NoProfile | Self::AuthorizationStripped | Self::NotTheToken | Self::TokenElsewhere => Guide::Call,
            _ => return None,
        };
        Some(guide)
    }
}
