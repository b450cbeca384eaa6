//! Where the guide speaks of each cause: what a person is sent to must be the right place in either environment.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that panics is a test that fails")]

use serde_json::Value;
use sne_cotation_common::environment::Environment;
use sne_cotation_diagnosis::cause::Cause;

const IDS: &str = include_str!("../src/messages/ids.json");
const SANDBOX: &str = "Application cliente \"bac à sable\"";
const PRODUCTION: &str = "Application cliente pour la production";

/// Step, title and point of a cause's place in the guide.
fn place(cause: Cause, environment: Environment) -> Option<(u64, String, Option<u64>)> {
    let ids: Value = serde_json::from_str(IDS).expect("JSON");
    let place = &ids["guides"][usize::from(cause.guide(environment)?.number())];
    let title = place["title"].as_str().expect("a title").to_owned();
    Some((place["step"].as_u64().expect("a step"), title, place["point"].as_u64()))
}

#[test]
fn what_is_done_on_the_portal_has_its_place_in_each_environment() {
    for (cause, step, point) in [
        (Cause::NoSubscription, 3, 3),
        (Cause::TermsNotAccepted, 3, 3),
        (Cause::ScopeMissing, 3, 3),
        (Cause::SubscriptionPending, 4, 3),
    ] {
        for (environment, title) in
            [(Environment::Sandbox, SANDBOX), (Environment::Custom, SANDBOX), (Environment::Production, PRODUCTION)]
        {
            assert_eq!(place(cause, environment), Some((step, title.to_owned(), Some(point))), "{cause:?}");
        }
    }
    assert_eq!(place(Cause::ApplicationDisabled, Environment::Sandbox), Some((2, SANDBOX.to_owned(), Some(1))));
    assert_eq!(place(Cause::ApplicationDisabled, Environment::Production), Some((2, PRODUCTION.to_owned(), Some(2))));
}

#[test]
fn the_others_have_one_place() {
    for (causes, step, title) in [
        (
            &[Cause::WrongSecret, Cause::OtherEnvironment, Cause::WrongEnvironment, Cause::ApiKeys, Cause::CorsOrigin]
                [..],
            5,
            "Identifiants de l'application cliente",
        ),
        (
            &[Cause::Throttled, Cause::MixedAddresses, Cause::TokenAddressWrong],
            6,
            "Obtention d'un jeton d'autorisation",
        ),
        (&[Cause::NoProfile, Cause::NotTheToken, Cause::AuthorizationStripped], 7, "Appel d'un endpoint"),
        (&[Cause::BasePathWrong], 7, "Contrat d'interface"),
    ] {
        for cause in causes {
            let (found, name, _) = place(*cause, Environment::Sandbox).expect("a place");
            assert_eq!((found, name.as_str()), (step, title), "{cause:?}");
        }
    }
}

/// The guide knows nothing of networks, and nothing of quotas but where it has notices sent.
#[test]
fn what_the_guide_does_not_speak_of_has_no_place() {
    for cause in
        [Cause::Clock, Cause::Firewall, Cause::ServerDown, Cause::Incident, Cause::Suspicion, Cause::QuotaOfDay]
    {
        assert_eq!(place(cause, Environment::Sandbox), None, "{cause:?}");
    }
    assert_eq!(place(Cause::QuotaOfDay, Environment::Production), Some((2, PRODUCTION.to_owned(), Some(2))));
}
