//! Addresses of one's own. Parts: that of the authorisation server, that of the API.

use sne_cotation::core::endpoints::Endpoints;
use sne_cotation_common::environment::Environment;
use url::Url;

use crate::input::parts;
use crate::properties::{assert_address, assert_names_only, assert_same_view, assert_sound, is_mistake};
use crate::support::parsing::Urls;

/// What is accepted may be told a secret; what is refused is not repeated.
pub fn run(data: &[u8]) {
    let [token_url, api_url] = parts(data).map(|part: String| (!part.is_empty()).then_some(part));
    for environment in [Environment::Production, Environment::Sandbox, Environment::Custom] {
        let read = || Endpoints::new(environment, token_url.clone(), api_url.clone(), &Urls);
        let outcome = read();
        assert_same_view(&outcome, &read());
        match outcome {
            Ok(endpoints) => {
                endpoints.token_url.iter().for_each(|address| assert_address(address));
                assert_address(&endpoints.api_url);
                assert!(!endpoints.api_url.ends_with('/'));
                [&token_url, &api_url].into_iter().flatten().for_each(|given| assert_only_a_place(given));
            }
            Err(error) => {
                assert_sound(&error);
                assert!(is_mistake(&error), "{error}");
                assert_names_only(&error);
            }
        }
    }
}

/// Nothing of what was given was dropped without a word.
fn assert_only_a_place(given: &str) {
    let url = Url::parse(given).expect("it was accepted");
    assert!(url.username().is_empty() && url.password().is_none(), "{given:?} has credentials");
    assert!(url.query().is_none() && url.fragment().is_none(), "{given:?} has a query or a fragment");
}
