//! The client id and secret of an application declared on PISTE (guide, "Identifiants de l'application cliente").

use zeroize::Zeroizing;

use super::secret::Secret;

/// What the authorisation server asks of an application: section "Identifiants OAuth" of its page on the portal.
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

    /// The secret, to keep it out of whatever is quoted.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.client_secret
    }

    /// The body of the token request (guide, "Obtention d'un jeton d'autorisation"; RFC 6749, section 4.4.2), with the
    /// credentials in the body as the guide has them.
    ///
    /// ```
    /// use sne_cotation::core::credentials::Credentials;
    ///
    /// let form = Credentials::new("id".into(), "a&b c".into(), None).token_form();
    /// assert_eq!(*form, "client_id=id&client_secret=a%26b+c&grant_type=client_credentials");
    /// ```
    #[must_use]
    pub fn token_form(&self) -> Zeroizing<String> {
        // Room for the whole, so that growing does not leave copies of the secret behind.
        let room = self.client_id.len().saturating_add(self.client_secret.expose().len()).saturating_mul(3);
        let mut form = form_urlencoded::Serializer::new(String::with_capacity(room.saturating_add(256)));
        form.append_pair("client_id", &self.client_id);
        form.append_pair("client_secret", self.client_secret.expose());
        form.append_pair("grant_type", "client_credentials");
        if let Some(scope) = &self.scope {
            form.append_pair("scope", scope);
        }
        Zeroizing::new(form.finish())
    }
}
