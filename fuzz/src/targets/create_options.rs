//! The options of `create`, given on a server and in a page.

use sne_cotation::core::options::{Settings, TokenSource};
use sne_cotation::core::platform::Runtime;
use sne_cotation::core::value::Value as _;

use crate::input::{given, text};
use crate::properties::{
    assert_address, assert_names_only, assert_same_view, assert_sound, disguised_fields, is_mistake,
};
use crate::support::parsing::Urls;
use crate::support::value::Value;

/// Options whose content no message may depend on.
const PRIVATE: [&str; 3] = ["clientId", "clientSecret", "scope"];

/// What is accepted is safe and within its limits; what is refused is the caller's mistake, and not repeated.
pub fn run(data: &[u8]) {
    let Some(options) = given(&text(data)) else { return };
    for runtime in [Runtime::Server, Runtime::Page] {
        let outcome = Settings::read(&options, &Urls, runtime);
        assert_same_view(&outcome, &Settings::read(&options, &Urls, runtime));
        assert_same_view(&outcome, &Settings::read(&disguised_fields(&options, &PRIVATE), &Urls, runtime));
        match outcome {
            Ok(settings) => assert_safe(&settings, &options, runtime),
            Err(error) => {
                assert_sound(&error);
                assert!(is_mistake(&error), "{error}");
                assert_names_only(&error);
            }
        }
    }
}

fn assert_safe(settings: &Settings, options: &Value, runtime: Runtime) {
    assert_address(&settings.api_url);
    assert!(!settings.api_url.ends_with('/'));
    assert!((1..=86_400_000).contains(&settings.timeout));
    assert!((1..=536_870_888).contains(&settings.max_response_bytes));
    match &settings.source {
        TokenSource::Provider => assert!(options.field("getToken").is_some()),
        TokenSource::Credentials(token_url, credentials) => {
            assert_address(token_url);
            let is_meant = options.field("allowSecretInBrowser").and_then(|it| it.as_boolean()) == Some(true);
            assert!(runtime == Runtime::Server || is_meant, "a secret in a page");
            let secret = credentials.secret().expose();
            assert!(!secret.trim().is_empty() && !secret.contains(['\r', '\n', '\t', '\0', '\u{a0}']), "{secret:?}");
            assert_eq!(format!("{:?}", credentials.secret()), "[redacted]");
        }
    }
}
