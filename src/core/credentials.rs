//! The client id and secret of an application declared on PISTE (guide, "Identifiants de l'application cliente").

use super::secret::Secret;

/// What an application authenticates with: the section "Identifiants OAuth" of its page on the portal.
///
/// ```
/// use sne_cotation::core::credentials::Credentials;
///
/// let credentials = Credentials::new("e95cc363".into(), "s3cr&t".into(), None);
/// assert!(!format!("{credentials:?}").contains("s3cr"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    client_id: String,
    client_secret: Secret,
    scope: Option<String>,
}

impl Credentials {
    /// Credentials, with the scope to ask for; the guide asks for none.
    #[must_use]
    pub fn new(client_id: String, client_secret: String, scope: Option<String>) -> Self {
        Self { client_id, client_secret: Secret::new(client_secret), scope }
    }

    /// The secret, for those that must keep it out of what they quote.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.client_secret
    }

    /// The fields of the token request (guide, "Obtention d'un jeton d'autorisation"; RFC 6749, section 4.4.2), with
    /// the credentials in the body, as the guide shows, and the scope last when there is one.
    ///
    /// ```
    /// use sne_cotation::core::credentials::Credentials;
    ///
    /// let credentials = Credentials::new("id".into(), "secret".into(), None);
    /// let fields = credentials.token_request();
    /// assert_eq!(fields, [("client_id", "id"), ("client_secret", "secret"), ("grant_type", "client_credentials")]);
    /// ```
    #[must_use]
    pub fn token_request(&self) -> Vec<(&str, &str)> {
        let mut fields = vec![
            ("client_id", self.client_id.as_str()),
            ("client_secret", self.client_secret.expose()),
            ("grant_type", "client_credentials"),
        ];
        fields.extend(self.scope.as_deref().map(|scope| ("scope", scope)));
        fields
    }
}
