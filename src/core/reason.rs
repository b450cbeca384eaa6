//! Everything that can go wrong, one reason each, with the kind it belongs to.
//!
//! Reasons cross the boundary as numbers: `messages/reasons.json` has their ids, kinds and whether they pass, in their
//! order here, and `messages/fr.json` and `messages/en.json` have the texts for people, under the ids. A test keeps
//! them in step.

use sne_cotation_common::text::split;

/// The kinds of failure, as callers tell them apart (`error.kind`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A mistake in what the caller gave.
    Config,
    /// The authorisation server refuses the client.
    Credentials,
    /// Any other trouble with the token.
    AuthorizationServer,
    /// `ERRAUTUSR0001`: the application has no business profile yet.
    Profile,
    /// 403: not subscribed, not approved, terms not accepted, rights missing.
    Subscription,
    /// An error of the API itself, with its code.
    Business,
    /// 429.
    Quota,
    /// 423.
    Blocked,
    /// Another 4xx.
    Request,
    /// 5xx, or a page of HTML.
    Gateway,
    /// No answer: name resolution, connection, CORS.
    Network,
    /// It took too long.
    Timeout,
    /// An answer that is not what it must be.
    Protocol,
}

impl Kind {
    /// The name that callers see.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        const NAMES: &str = "config credentials authorization-server profile subscription business quota blocked \
                             request gateway network timeout protocol";
        split(NAMES, b' ').nth(self as usize).unwrap_or_default()
    }
}

/// Declares the reasons with their id, kind and whether the same call may succeed later without any change.
macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident $id:literal $kind:ident $later:ident;)*) => {
        /// Why a call failed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Reason { $($(#[$doc])* $name,)* }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// How many there are.
            pub const COUNT: usize = [$(Self::$name),*].len();

            /// The key of its texts in the message catalogues.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// Its place in `messages/reasons.json`.
            #[must_use]
            pub fn number(self) -> u8 {
                self as u8
            }

            /// The kind it belongs to.
            #[must_use]
            pub fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind,)* }
            }

            /// Whether the same call may succeed later without any change.
            #[must_use]
            pub fn is_transient(self) -> bool {
                match self { $(Self::$name => reasons!(@ $later),)* }
            }
        }
    };
    (@ transient) => { true };
    (@ lasting) => { false };
}

reasons! {
    /// An option that does not exist.
    OptionUnknown "option-unknown" Config lasting;
    /// An option of the wrong type.
    OptionType "option-type" Config lasting;
    /// A number out of its range.
    OptionRange "option-range" Config lasting;
    /// A part of a whole that is less than nothing, or all of it.
    OptionShare "option-share" Config lasting;
    /// A value that is not among those allowed.
    OptionChoice "option-choice" Config lasting;
    /// An option that is needed and absent.
    OptionMissing "option-missing" Config lasting;
    /// White space or a control character around or in a credential, as copying leaves it.
    OptionStrayCharacter "option-stray-character" Config lasting;
    /// What stands in the place of a credential, or something around it.
    OptionPlaceholder "option-placeholder" Config lasting;
    /// Two options that exclude each other.
    OptionConflict "option-conflict" Config lasting;
    /// A client secret in a page.
    SecretInPage "secret-in-page" Config lasting;
    /// An address that the platform's URL parser refuses.
    AddressUnreadable "address-unreadable" Config lasting;
    /// An address that is neither https nor loopback.
    AddressScheme "address-scheme" Config lasting;
    /// An address with a user name or password.
    AddressCredentials "address-credentials" Config lasting;
    /// An address with a query or fragment.
    AddressQuery "address-query" Config lasting;
    /// A path that is not below the API's base path.
    PathOutside "path-outside" Config lasting;
    /// A path with a query or fragment.
    PathQuery "path-query" Config lasting;
    /// A path, a query or headers that no server takes.
    OptionTooLong "option-too-long" Config lasting;
    /// A method that is not an HTTP method.
    MethodInvalid "method-invalid" Config lasting;
    /// A header that only the client may set.
    HeaderForbidden "header-forbidden" Config lasting;
    /// A header name or value that HTTP does not allow.
    HeaderInvalid "header-invalid" Config lasting;
    /// A body with a method that has none.
    BodyUnexpected "body-unexpected" Config lasting;
    /// A body that cannot be written as JSON.
    BodyNotSerialisable "body-not-serialisable" Config lasting;
    /// The platform has no `fetch`, and the caller gave none.
    FetchMissing "fetch-missing" Config lasting;
    /// The client has been closed.
    ClientClosed "client-closed" Config lasting;
    /// The WebAssembly module could not be loaded: the package says it, since there is no core then.
    WasmUnavailable "wasm-unavailable" Config lasting;
    /// What the caller's `fetch` gave is no answer.
    FetchUnusable "fetch-unusable" Protocol lasting;

    /// `invalid_client`: id or secret wrong, or of the other environment.
    ClientRefused "client-refused" Credentials lasting;
    /// The same, or another OAuth error, for credentials that have worked.
    ClientRefusedForNow "client-refused-for-now" Credentials transient;
    /// `unauthorized_client`: the client may not use this grant.
    ClientUnauthorized "client-unauthorized" Credentials lasting;

    /// The authorisation server refused without an OAuth error: it throttles.
    TokenThrottled "token-throttled" AuthorizationServer transient;
    /// The authorisation server refused a browser.
    TokenForbidden "token-forbidden" AuthorizationServer lasting;
    /// 404 or 405: not a token endpoint.
    TokenAddressWrong "token-address-wrong" AuthorizationServer lasting;
    /// Another OAuth error.
    TokenOAuthError "token-oauth-error" AuthorizationServer lasting;
    /// The authorisation server is in trouble.
    TokenServerFault "token-server-fault" AuthorizationServer transient;
    /// A page of HTML where a token was due.
    TokenHtml "token-html" AuthorizationServer transient;
    /// No token is asked for, because the last requests for one all failed.
    TokenCircuitOpen "token-circuit-open" AuthorizationServer transient;
    /// The caller's `getToken` failed.
    TokenProviderFailed "token-provider-failed" AuthorizationServer lasting;
    /// The gateway found no token that it could read.
    TokenUnreadable "token-unreadable" AuthorizationServer lasting;
    /// The gateway refused the token.
    TokenRefused "token-refused" AuthorizationServer lasting;
    /// The gateway refuses each token that it gets: no other is asked for, for a while.
    TokenStoreDown "token-store-down" AuthorizationServer transient;
    /// The gateway says that the application is disabled or gone.
    ApplicationDisabled "application-disabled" AuthorizationServer lasting;

    /// `ERRAUTUSR0001`.
    ProfileMissing "profile-missing" Profile lasting;
    /// 403, the token being fine.
    SubscriptionMissing "subscription-missing" Subscription lasting;
    /// 403 `insufficient_scope`.
    ScopeMissing "scope-missing" Subscription lasting;
    /// `{code, message}` of the API, the message being safe to quote.
    BusinessError "business-error" Business lasting;
    /// `{code, message}` of the API, the message being withheld.
    BusinessErrorWithheld "business-error-withheld" Business lasting;
    /// 429 with the time to wait.
    QuotaExceeded "quota-exceeded" Quota transient;
    /// 429 without it.
    QuotaExceededUnknown "quota-exceeded-unknown" Quota transient;
    /// Too many calls wait for their turn.
    QueueFull "queue-full" Quota transient;
    /// Not sent: the turn of the call comes too late, or in a pause that the gateway has asked for.
    QuotaPaused "quota-paused" Quota transient;
    /// 423.
    AccessBlocked "access-blocked" Blocked lasting;

    /// 404 with nothing in it.
    NotFound "not-found" Request transient;
    /// 404 with something in it that is no page.
    ResourceNotFound "resource-not-found" Request lasting;
    /// 405.
    MethodRefused "method-refused" Request lasting;
    /// 400 with nothing in it.
    RequestEmpty "request-empty" Request transient;
    /// 401 of the API behind the gateway.
    ApiUnauthorized "api-unauthorized" Request lasting;
    /// The same, without a word.
    ApiUnauthorizedSilent "api-unauthorized-silent" Request lasting;
    /// 413, 414, 431: the body, the address or the headers are too long.
    RequestTooLarge "request-too-large" Request lasting;
    /// Another 4xx.
    RequestRefused "request-refused" Request lasting;

    /// 5xx.
    GatewayFault "gateway-fault" Gateway transient;
    /// 504.
    GatewayTimeout "gateway-timeout" Gateway transient;
    /// Nothing is sent, because the last requests all failed.
    CircuitOpen "circuit-open" Gateway transient;
    /// A page of HTML where JSON was due.
    GatewayHtml "gateway-html" Gateway transient;
    /// 403 by a page of HTML, which the gateway does not answer.
    AccessPage "access-page" Gateway lasting;

    /// No answer.
    NetworkFailed "network-failed" Network transient;
    /// No answer, and a proxy is announced that is not used.
    ProxyIgnored "proxy-ignored" Network transient;
    /// No answer, because of a certificate that nobody known has signed.
    CertificateUnknown "certificate-unknown" Network transient;
    /// No answer that a page may see.
    NetworkFailedInPage "network-failed-in-page" Network transient;
    /// The connection ended in the middle of the body.
    BodyInterrupted "body-interrupted" Network transient;
    /// The caller aborted: it gets the signal's own reason instead of this.
    Aborted "aborted" Timeout lasting;
    /// The time-out was reached.
    Timeout "timeout" Timeout transient;
    /// The deadline of the whole call was reached.
    DeadlinePassed "deadline-passed" Timeout transient;

    /// A redirect, which is never followed.
    Redirected "redirected" Protocol lasting;
    /// An empty body where JSON was due.
    BodyEmpty "body-empty" Protocol lasting;
    /// JSON that stops in the middle.
    BodyTruncated "body-truncated" Protocol transient;
    /// Not JSON.
    BodyNotJson "body-not-json" Protocol lasting;
    /// XML where JSON was due.
    BodyXml "body-xml" Protocol lasting;
    /// Not compressed as it says.
    BodyCompression "body-compression" Protocol transient;
    /// Larger than allowed.
    BodyTooLarge "body-too-large" Protocol lasting;
    /// A character encoding that the platform does not know.
    BodyCharset "body-charset" Protocol lasting;
    /// A status that is no answer to this request, such as 1xx or 304.
    StatusUnexpected "status-unexpected" Protocol lasting;
    /// A token answer without a usable token in it.
    TokenMissing "token-missing" Protocol lasting;
    /// A token answer whose token is not a bearer token.
    TokenTypeUnknown "token-type-unknown" Protocol lasting;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Map, Value, json};

    use super::Reason;

    fn parse(text: &str) -> Value {
        serde_json::from_str(text).unwrap_or_default()
    }

    fn texts(language: &str) -> Map<String, Value> {
        let text = if language == "fr" { include_str!("messages/fr.json") } else { include_str!("messages/en.json") };
        parse(text).as_object().cloned().unwrap_or_default()
    }

    /// The names between braces.
    fn facts(text: &str) -> BTreeSet<String> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    }

    #[test]
    fn the_list_for_javascript_is_in_step() {
        let rows = Reason::ALL.iter().map(|it| json!([it.id(), it.kind().as_str(), it.is_transient()]).to_string());
        let expected = format!("[\n  {}\n]\n", rows.collect::<Vec<_>>().join(",\n  "));
        assert_eq!(include_str!("messages/reasons.json"), expected, "make messages/reasons.json this:\n{expected}");
        assert!(Reason::ALL.iter().enumerate().all(|(place, reason)| usize::from(reason.number()) == place));
    }

    #[test]
    fn every_reason_has_its_texts_in_both_languages_and_no_text_is_left_over() {
        let ids: BTreeSet<_> = Reason::ALL.iter().map(|reason| reason.id().to_owned()).collect();
        for language in ["fr", "en"] {
            assert_eq!(texts(language).keys().cloned().collect::<BTreeSet<_>>(), ids, "{language}");
        }
    }

    #[test]
    fn the_texts_say_the_same_in_both_languages() {
        let (fr, en) = (texts("fr"), texts("en"));
        for id in fr.keys() {
            for part in ["message", "advice"] {
                let [in_fr, in_en] =
                    [&fr, &en].map(|texts| texts.get(id).and_then(|it| it.get(part)?.as_str()).unwrap_or_default());
                assert!(in_fr.len() > 10 && in_en.len() > 10, "{id} {part}");
                assert_eq!(facts(in_fr), facts(in_en), "{id} {part}");
            }
        }
    }
}
