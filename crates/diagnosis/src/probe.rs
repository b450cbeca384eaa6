//! What a diagnosis asks for.

use crate::numbered::numbered;

numbered! {
    /// One thing to try.
    Probe {
        /// A token request without credentials: its refusal proves that an authorisation server is there.
        AskServer "ask-server";
        /// A token, with the client's credentials or from its provider.
        Token "token";
        /// A token from the other environment, with the same credentials.
        OtherToken "other-token";
        /// The last call without a token: its refusal proves that a gateway is there.
        AskGateway "ask-gateway";
        /// The last call: `healthcheck`, or what stands for it ([`LastCall`](crate::setup::LastCall)).
        Healthcheck "healthcheck";
        /// The same once more, where the first failure may have been a passing one.
        HealthcheckAgain "healthcheck-again";
        /// A cell of the store's is written, read, and written again; it holds nothing of the fleet's.
        Store "store";
    }
}
