//! A client application as the portal knows it, with everything that can be missing from it
//! (platform notes, "The journey of the guide").

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::environment::Environment;
use crate::quota::Quota;

/// A client application. Every field can be changed while the simulator runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is one box of the portal, ticked or not, on its own")]
pub struct Application {
    /// A short word by which to find it; the ready-made ones use it to say what is special about them.
    #[serde(default)]
    pub label: String,
    /// Its name on the portal; a sandbox application's starts with `APP_SANDBOX`.
    #[serde(default)]
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// Where it lives. The other environment does not know it.
    pub environment: Environment,
    /// The public half of its credentials.
    pub client_id: String,
    /// The secret half.
    pub client_secret: ClientSecret,
    /// "Activer l'application". A disabled one still gets tokens here, which the gateway refuses.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Its subscription to SNE-Cotation.
    #[serde(default = "approved")]
    pub subscription: Subscription,
    /// Whether the API's terms of use (CGU) were accepted.
    #[serde(default = "yes")]
    pub terms_accepted: bool,
    /// Whether the SNE-Cotation administrators gave it a business profile ("profil métier").
    #[serde(default = "yes")]
    pub business_profile: bool,
    /// The scopes its tokens carry, separated by spaces.
    #[serde(default = "default_scopes")]
    pub scopes: String,
    /// "Javascript Origins": the pages that may call the API; `*` is any.
    #[serde(default = "any_origin")]
    pub javascript_origins: Vec<String>,
    /// How many calls it may make; all of them count at once.
    #[serde(default)]
    pub quotas: Vec<Quota>,
    /// How many tokens it may ask for; `None` is the simulator's general limit.
    #[serde(default)]
    pub token_throttle: Option<Quota>,
    /// Access blocked after suspicious activity: 423.
    #[serde(default)]
    pub blocked: bool,
    /// Lifetime of its tokens, in seconds.
    #[serde(default = "one_hour")]
    pub token_lifetime: u64,
    /// The status that comes with `ERRAUTUSR0001`; PISTE's is not documented.
    #[serde(default = "forbidden")]
    pub profile_status: u16,
}

impl Application {
    /// An application to which nothing is missing.
    #[must_use]
    pub fn new(environment: Environment, client_id: impl Into<String>, client_secret: impl Into<ClientSecret>) -> Self {
        Self {
            label: String::new(),
            name: String::new(),
            description: String::new(),
            environment,
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            enabled: yes(),
            subscription: approved(),
            terms_accepted: yes(),
            business_profile: yes(),
            scopes: default_scopes(),
            javascript_origins: any_origin(),
            quotas: Vec::new(),
            token_throttle: None,
            blocked: false,
            token_lifetime: one_hour(),
            profile_status: forbidden(),
        }
    }

    /// Whether the gateway lets it reach SNE-Cotation at all.
    pub(crate) fn is_subscribed(&self) -> bool {
        self.subscription == Subscription::Approved && self.terms_accepted
    }

    /// Whether a page at `origin` may call with its tokens.
    pub(crate) fn allows_origin(&self, origin: &str) -> bool {
        self.javascript_origins.iter().any(|allowed| allowed == "*" || allowed == origin)
    }
}

/// How far the subscription to SNE-Cotation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subscription {
    /// Not asked for.
    None,
    /// Asked for, not yet approved by the API's administrators.
    Pending,
    /// Approved.
    Approved,
}

/// A client secret, which its `Debug` form does not tell.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClientSecret(String);

impl ClientSecret {
    /// The secret itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for ClientSecret {
    fn from(secret: String) -> Self {
        Self(secret)
    }
}

impl From<&str> for ClientSecret {
    fn from(secret: &str) -> Self {
        Self(secret.to_owned())
    }
}

impl fmt::Debug for ClientSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ClientSecret([redacted])")
    }
}

fn yes() -> bool {
    true
}

fn approved() -> Subscription {
    Subscription::Approved
}

/// The scopes of the guide's example of a token answer.
fn default_scopes() -> String {
    "openid resource.READ".to_owned()
}

/// The guide's screenshot shows `*` for a new application.
fn any_origin() -> Vec<String> {
    vec!["*".to_owned()]
}

/// The lifetime in the guide's example of a token answer.
fn one_hour() -> u64 {
    3600
}

fn forbidden() -> u16 {
    403
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_not_in_the_debug_form() {
        let application = Application::new(Environment::Sandbox, "id", "hush");
        assert!(!format!("{application:?}").contains("hush"));
        assert_eq!(application.client_secret.expose(), "hush");
    }

    #[test]
    fn what_json_leaves_out_is_what_new_gives() {
        let json = r#"{"environment":"sandbox","clientId":"id","clientSecret":"s"}"#;
        let read: Application = serde_json::from_str(json).unwrap();
        assert_eq!(read, Application::new(Environment::Sandbox, "id", "s"));
        let again: Application = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
        assert_eq!(again, read);
    }

    #[test]
    fn an_unknown_field_is_an_error_that_names_it() {
        let json = r#"{"environment":"sandbox","clientId":"id","clientSecret":"s","colour":1}"#;
        let error = serde_json::from_str::<Application>(json).unwrap_err();
        assert!(error.to_string().contains("colour"), "{error}");
    }
}
