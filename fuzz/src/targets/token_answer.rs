//! An answer of the authorisation server.

use sne_cotation::core::quote::is_code;
use sne_cotation::core::reason::Kind;
use sne_cotation::core::token_answer::{Grant, read};

use crate::input::{response, text};
use crate::platform::platform;
use crate::properties::{assert_hidden, assert_same_view, assert_sound, text_facts};

/// Seconds: a token is used no longer, whatever an answer says.
const LONGEST: f64 = 86_400.0;

/// A grant is usable and hides its token; a refusal shows of the answer a code at most, and passes only where the
/// credentials have worked.
pub fn run(data: &[u8]) {
    let response = response(&text(data));
    let platform = platform();
    for is_trusted in [true, false] {
        let outcome = read(&platform, &response, is_trusted);
        assert_same_view(&outcome, &read(&platform, &response, is_trusted));
        match &outcome {
            Ok(grant) => {
                assert!((200..=299).contains(&response.status));
                assert_usable(grant);
            }
            Err(error) => {
                assert_sound(error);
                let is_of_the_token =
                    matches!(error.kind(), Kind::Credentials | Kind::AuthorizationServer | Kind::Protocol);
                // What the platform says of the application, whoever is asked.
                assert!(is_of_the_token || matches!(error.kind(), Kind::Profile | Kind::Blocked));
                let is_refusal = error.kind() == Kind::Credentials;
                assert!(!is_refusal || error.reason().is_transient() == is_trusted);
                assert!(text_facts(error).all(|(name, shown)| name == "code" && is_code(&shown)));
                assert_hidden(error, &["\r", "\n"]);
            }
        }
    }
}

/// A token that can stand in a header, for a time that can be counted, and that its holder does not show.
pub fn assert_usable(grant: &Grant) {
    let token = grant.token.expose();
    assert!(!token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()), "{token:?}");
    assert!(grant.lifetime.is_finite() && grant.lifetime >= 0.0 && grant.lifetime <= LONGEST, "{}", grant.lifetime);
    let without_lifetime = Grant { token: grant.token.clone(), lifetime: 0.0 };
    assert_eq!(format!("{without_lifetime:?}"), "Grant { token: [redacted], lifetime: 0.0 }");
}
