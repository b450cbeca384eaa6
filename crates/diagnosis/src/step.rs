//! The steps of the guide's journey, in their order, and how each can be.

use crate::numbered::numbered;

numbered! {
    /// A step.
    Step {
        /// The options: where to go, as whom, and this machine's clock.
        Configuration "configuration";
        /// The authorisation server answers.
        AuthorizationServer "authorization-server";
        /// It accepts the application's credentials.
        Credentials "credentials";
        /// It grants a token, and the gateway accepts that.
        Token "token";
        /// The gateway answers, and lets calls through.
        Gateway "gateway";
        /// The application may call the API: subscribed, approved, terms accepted.
        Subscription "subscription";
        /// The application has a business profile.
        Profile "profile";
        /// `healthcheck` says that the API is well; or an operation of the contract is answered.
        Healthcheck "healthcheck";
        /// The store that the client shares with other processes keeps what is put into it. Only clients with one have
        /// this step.
        Store "store";
    }
}

numbered! {
    /// How a step is.
    Status {
        /// As it must be.
        Ok "ok";
        /// Not as it must be.
        Failed "failed";
        /// Not looked at, because a step before it failed.
        Skipped "skipped";
        /// Looked at, and not to be known from here.
        Unknown "unknown";
    }
}
