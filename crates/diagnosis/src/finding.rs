//! What can be found at a step: one sentence each, in the catalogues.

use crate::numbered::numbered;

numbered! {
    /// What was found.
    Finding {
        /// A step before it failed.
        Skipped "skipped";

        /// The options hold together.
        ConfigurationOk "configuration-ok";
        /// The client could not be made: the package says it.
        ConfigurationRefused "configuration-refused";
        /// Tokens of one environment, the API of the other.
        ConfigurationMixed "configuration-mixed";
        /// The clock of this machine is off.
        ClockOff "clock-off";

        /// It answers as it must.
        ServerAnswers "server-answers";
        /// It answers, and the browser does not show what.
        ServerHidden "server-hidden";
        /// A page cannot tell.
        ServerUnseen "server-unseen";
        /// No answer.
        ServerSilent "server-silent";
        /// 5xx.
        ServerDown "server-down";
        /// 403.
        ServerForbids "server-forbids";
        /// Something else answers.
        ServerOther "server-other";
        /// The caller's `getToken` knows.
        ServerOfProvider "server-of-provider";
        /// The gateway accepts a token, so there must be one.
        ServerDeduced "server-deduced";

        /// A token was granted.
        CredentialsAccepted "credentials-accepted";
        /// `invalid_client`.
        CredentialsRefused "credentials-refused";
        /// `invalid_client`, and the other environment accepts them.
        CredentialsElsewhere "credentials-elsewhere";
        /// `invalid_client` from both environments.
        CredentialsRefusedTwice "credentials-refused-twice";
        /// `unauthorized_client`.
        ClientUnauthorized "client-unauthorized";
        /// It did not come to that.
        CredentialsUnseen "credentials-unseen";
        /// The caller's `getToken` has them.
        CredentialsOfProvider "credentials-of-provider";
        /// The gateway accepts a token, so they must be good.
        CredentialsDeduced "credentials-deduced";

        /// The gateway accepts it.
        TokenAccepted "token-accepted";
        /// There is one, and the gateway could not be asked.
        TokenUntried "token-untried";
        /// Too many requests for one.
        TokenThrottled "token-throttled";
        /// An OAuth error that is not the credentials'.
        TokenDenied "token-denied";
        /// An answer without a token.
        TokenAbsent "token-absent";
        /// No answer, or a fault, where there was an answer before.
        TokenLost "token-lost";
        /// The browser does not show the answer.
        TokenHidden "token-hidden";
        /// `getToken` failed.
        TokenNotProvided "token-not-provided";
        /// The gateway refuses it.
        TokenRefused "token-refused";
        /// The gateway does not find it.
        TokenUnreadable "token-unreadable";
        /// The gateway refuses its application.
        ApplicationDisabled "application-disabled";
        /// The gateway misses a scope.
        ScopeMissing "scope-missing";

        /// It answers as it must.
        GatewayAnswers "gateway-answers";
        /// It answers, though not to the first call.
        GatewayFlaps "gateway-flaps";
        /// It answers, and the browser does not show what.
        GatewayHidden "gateway-hidden";
        /// A page cannot tell.
        GatewayUnseen "gateway-unseen";
        /// No answer.
        GatewaySilent "gateway-silent";
        /// 5xx.
        GatewayDown "gateway-down";
        /// Something else answers.
        GatewayOther "gateway-other";
        /// It answers, and the browser keeps that from the page.
        CorsRefused "cors-refused";
        /// 429.
        QuotaUsedUp "quota-used-up";
        /// 423.
        AccessBlocked "access-blocked";

        /// The API was reached.
        SubscriptionOk "subscription-ok";
        /// 403.
        SubscriptionMissing "subscription-missing";
        /// It did not come to that.
        SubscriptionUnseen "subscription-unseen";

        /// The API knows the application.
        ProfileOk "profile-ok";
        /// `ERRAUTUSR0001`.
        ProfileMissing "profile-missing";
        /// It did not come to that.
        ProfileUnseen "profile-unseen";

        /// `etat` is `OK`.
        HealthcheckOk "healthcheck-ok";
        /// `etat` is something else.
        HealthcheckUnwell "healthcheck-unwell";
        /// Another code of the API's.
        HealthcheckError "healthcheck-error";
        /// 504.
        HealthcheckLate "healthcheck-late";
        /// An answer that is not what it must be.
        HealthcheckWrong "healthcheck-wrong";

        /// The operation of the contract was answered.
        OperationOk "operation-ok";
        /// By an error of the API's.
        OperationError "operation-error";
        /// By something that is no answer of the API's.
        OperationWrong "operation-wrong";
        /// The contract has none that could be called.
        OperationAbsent "operation-absent";

        /// It keeps what is put into it.
        StoreKeeps "store-keeps";
        /// No answer, or an error.
        StoreSilent "store-silent";
        /// It keeps it, and takes longer than a call waits for.
        StoreLate "store-late";
        /// It does not.
        StoreForgets "store-forgets";
    }
}
