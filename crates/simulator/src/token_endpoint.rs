//! The authorisation server: the token endpoint of the client credentials grant
//! (platform notes, "Token"; RFC 6749 sections 4.4 and 5).

use serde_json::{Map, Value, json};

use crate::application::Application;
use crate::call::Call;
use crate::config::ExpiresIn;
use crate::environment::TOKEN_PATH;
use crate::form::Form;
use crate::http::{Request, Response};
use crate::pages;
use crate::platform::Platform;
use crate::quota::Verdict;
use crate::token_store::Grant;

/// An error answer of RFC 6749 section 5.2: code and description.
type OAuthError = (&'static str, &'static str);

/// The one answer to a wrong id, a wrong secret, credentials of the other environment and none at all: nothing in it
/// tells them apart.
const INVALID_CLIENT: OAuthError = ("invalid_client", "Client authentication failed");

/// The authorisation server's answer.
pub(crate) fn respond(platform: &mut Platform, call: &Call<'_>) -> Response {
    let request = call.request;
    if request.header("origin").is_some() {
        return Response::empty(403);
    }
    match (call.address.path, request.method.as_str()) {
        (TOKEN_PATH, "POST") => grant(platform, call),
        (TOKEN_PATH, _) => pages::reflecting(405, request).and_header("Allow", "POST"),
        (pages::LOGIN_PATH, _) => pages::login_page(),
        _ => pages::general_exception(request),
    }
}

/// The application that a token request names, whether or not its secret is right.
pub(crate) fn client_id<'p>(platform: &'p Platform, call: &Call<'_>) -> Option<&'p str> {
    let form = Form::parse(&call.request.body).ok()?;
    named(platform, call, &form).map(|application| application.client_id.as_str())
}

/// What the server answers while it throttles: 400, and not an OAuth error.
pub(crate) fn throttled() -> Response {
    Response::with_content(400, "text/plain;charset=UTF-8", "Message throttled\n")
}

/// What it answers to credentials that are not good.
pub(crate) fn invalid_client() -> Response {
    oauth_error(INVALID_CLIENT)
}

/// Sets how long the token in an answer lives, if there is one.
pub(crate) fn set_life(body: &mut Vec<u8>, seconds: i64) {
    if let Ok(Value::Object(mut answer)) = serde_json::from_slice(body)
        && answer.contains_key("access_token")
    {
        answer.insert("expires_in".to_owned(), seconds.into());
        *body = Value::Object(answer).to_string().into_bytes();
    }
}

fn grant(platform: &mut Platform, call: &Call<'_>) -> Response {
    let form = match read_form(call.request) {
        Ok(form) => form,
        Err(error) => return oauth_error(error),
    };
    if throttle(platform, call, &form) {
        return throttled();
    }
    match authorise(platform, call, &form) {
        Ok(application) => issue(platform, &application),
        Err(error) => oauth_error(error),
    }
}

fn read_form(request: &Request) -> Result<Form, OAuthError> {
    let media_type = request.header("content-type").and_then(|value| value.split(';').next()).unwrap_or("");
    if !media_type.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(("invalid_request", "The body must be a form"));
    }
    Form::parse(&request.body).map_err(|_| ("invalid_request", "The form is malformed or repeats a parameter"))
}

fn named<'p>(platform: &'p Platform, call: &Call<'_>, form: &Form) -> Option<&'p Application> {
    platform.application(form.get("client_id")?).filter(|application| application.environment == call.host.environment)
}

/// Counts the request for its client id, and returns whether it exceeds the throttle. Ids that do not exist share one
/// count.
fn throttle(platform: &mut Platform, call: &Call<'_>, form: &Form) -> bool {
    let application = named(platform, call, form);
    let holder = application.map_or("", |application| &application.client_id).to_owned();
    let own = application.and_then(|application| application.token_throttle);
    let limit = own.unwrap_or(platform.config.token_throttle);
    let now = platform.clock.now();
    matches!(platform.token_requests.count(&holder, &[limit], now), Verdict::Over { .. })
}

/// Checks the grant type, the credentials and the scope, in this order.
fn authorise(platform: &Platform, call: &Call<'_>, form: &Form) -> Result<Application, OAuthError> {
    match form.get("grant_type") {
        Some("client_credentials") => {}
        Some(_) => return Err(("unsupported_grant_type", "Only client_credentials is granted here")),
        None => return Err(("invalid_request", "grant_type is missing")),
    }
    let application = named(platform, call, form)
        .filter(|application| form.get("client_secret") == Some(application.client_secret.expose()))
        .ok_or(INVALID_CLIENT)?;
    if !covers(&application.scopes, form.get("scope").unwrap_or("")) {
        return Err(("invalid_scope", "The scope exceeds what the application may have"));
    }
    Ok(application.clone())
}

/// Whether every scope asked for is among those of the application.
fn covers(granted: &str, asked: &str) -> bool {
    asked.split(' ').filter(|scope| !scope.is_empty()).all(|scope| granted.split(' ').any(|one| one == scope))
}

/// A token with all scopes of the application, whatever part of them was asked for: clients that ask for `openid`
/// alone work on PISTE, and RFC 6749 section 3.3 lets the answer say what was granted.
fn issue(platform: &mut Platform, application: &Application) -> Response {
    let lifetime = application.token_lifetime;
    let expires_at = platform.clock.now().saturating_add(std::time::Duration::from_secs(lifetime));
    let token = platform.tokens.issue(Grant {
        client_id: application.client_id.clone(),
        environment: application.environment,
        scopes: application.scopes.clone(),
        expires_at,
    });
    let mut answer = Map::new();
    answer.insert("access_token".to_owned(), Value::from(token));
    answer.insert("token_type".to_owned(), Value::from("Bearer"));
    match platform.config.expires_in {
        ExpiresIn::Number => answer.insert("expires_in".to_owned(), Value::from(lifetime)),
        ExpiresIn::Text => answer.insert("expires_in".to_owned(), Value::from(lifetime.to_string())),
        ExpiresIn::Absent => None,
    };
    answer.insert("scope".to_owned(), Value::from(application.scopes.as_str()));
    json_answer(200, &Value::Object(answer))
}

fn oauth_error((code, description): OAuthError) -> Response {
    json_answer(400, &json!({ "error": code, "error_description": description }))
}

/// JSON that no cache keeps (RFC 6749 section 5.1).
fn json_answer(status: u16, body: &Value) -> Response {
    Response::with_content(status, "application/json", body.to_string())
        .and_header("Cache-Control", "no-store")
        .and_header("Pragma", "no-cache")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::environment::Environment;
    use crate::testing::*;
    use crate::{Config, ExpiresIn, Quota, ReadyMade, Request, Response, Simulator};

    fn ask(form: &str) -> Response {
        simulator().handle(&token_request(SANDBOX, form))
    }

    #[test]
    fn a_grant_answers_as_in_the_guide() {
        let answer = ask(&credentials(ReadyMade::Works, SANDBOX));
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let mut body = json(&answer);
        let token = body["access_token"].take();
        assert_eq!(token.as_str().unwrap().len(), 54);
        let expected =
            r#"{"access_token":null,"expires_in":3600,"scope":"openid resource.READ","token_type":"Bearer"}"#;
        assert_eq!(body.to_string(), expected);
    }

    #[test]
    fn each_request_gets_a_token_of_its_own_and_all_are_good() {
        let mut simulator = simulator();
        let tokens = [(); 2].map(|()| token(&mut simulator, ReadyMade::Works));
        assert_ne!(tokens[0], tokens[1]);
        for token in tokens {
            assert_eq!(simulator.handle(&healthcheck(&token)).status, 200);
        }
    }

    #[test]
    fn expires_in_can_be_text_or_absent() {
        for (form, expected) in
            [(ExpiresIn::Text, serde_json::json!("3600")), (ExpiresIn::Absent, serde_json::Value::Null)]
        {
            let mut simulator = Simulator::new(Config { expires_in: form, ..Config::default() });
            let answer = simulator.handle(&token_request(SANDBOX, &credentials(ReadyMade::Works, SANDBOX)));
            assert_eq!(json(&answer)["expires_in"], expected);
        }
    }

    #[test]
    fn wrong_id_wrong_secret_and_the_other_environment_get_the_same_bytes() {
        let id = ReadyMade::Works.client_id(SANDBOX);
        let wrong_secret = format!("grant_type=client_credentials&client_id={id}&client_secret=wrong");
        let answers = [
            ask("grant_type=client_credentials&client_id=wrong&client_secret=simulated-secret-works"),
            ask(&wrong_secret),
            ask(&credentials(ReadyMade::Works, Environment::Production)),
            ask("grant_type=client_credentials"),
        ];
        for answer in &answers {
            assert_eq!(answer, &answers[0]);
        }
        assert_eq!((answers[0].status, json(&answers[0])["error"].as_str()), (400, Some("invalid_client")));
    }

    #[test]
    fn a_disabled_application_still_gets_a_token() {
        assert_eq!(ask(&credentials(ReadyMade::Disabled, SANDBOX)).status, 200);
    }

    #[test]
    fn scope_is_optional_and_a_part_of_it_grants_all() {
        let form = credentials(ReadyMade::Works, SANDBOX);
        for scope in ["", "&scope=", "&scope=openid", "&scope=resource.READ+openid"] {
            let answer = ask(&(form.clone() + scope));
            assert_eq!(json(&answer)["scope"], "openid resource.READ", "{scope}");
        }
        assert_eq!(json(&ask(&(form + "&scope=admin")))["error"], "invalid_scope");
    }

    #[test]
    fn other_requests_get_the_errors_of_rfc_6749() {
        let form = credentials(ReadyMade::Works, SANDBOX);
        for (form, error) in [
            (form.replace("client_credentials", "authorization_code"), "unsupported_grant_type"),
            (form.replace("grant_type=client_credentials&", ""), "invalid_request"),
            (form.clone() + "&client_id=twice", "invalid_request"),
            (form.clone() + "&x=%zz", "invalid_request"),
        ] {
            let answer = ask(&form);
            assert_eq!((answer.status, json(&answer)["error"].as_str()), (400, Some(error)), "{form}");
        }
        let not_a_form = Request::new("POST", SANDBOX.token_url()).with_body(form);
        assert_eq!(json(&simulator().handle(&not_a_form))["error"], "invalid_request");
    }

    #[test]
    fn only_post_and_only_the_token_path() {
        let mut simulator = simulator();
        let get = simulator.handle(&Request::new("GET", SANDBOX.token_url()));
        assert_eq!((get.status, get.header("allow")), (405, Some("POST")));
        let elsewhere = simulator.handle(&Request::new("POST", "https://oauth.piste.gouv.fr/api/oauth/other"));
        assert_eq!(elsewhere.status, 404);
    }

    #[test]
    fn many_requests_at_once_are_throttled_with_400_that_is_no_oauth_error() {
        let mut simulator = simulator();
        let request = token_request(SANDBOX, &credentials(ReadyMade::Works, SANDBOX));
        for _ in 0..20 {
            assert_eq!(simulator.handle(&request).status, 200);
        }
        let throttled = simulator.handle(&request);
        assert_eq!(throttled.status, 400);
        assert!(serde_json::from_slice::<serde_json::Value>(&throttled.body).is_err());
        let other = token_request(SANDBOX, &credentials(ReadyMade::NoProfile, SANDBOX));
        assert_eq!(simulator.handle(&other).status, 200, "each client id for itself");
        simulator.advance(Duration::from_secs(1));
        assert_eq!(simulator.handle(&request).status, 200);
    }

    #[test]
    fn the_limit_can_be_chosen_and_an_application_can_have_its_own() {
        let config = Config { token_throttle: Quota::new(60, 0), ..Config::default() };
        let mut simulator = Simulator::new(config);
        let works = token_request(SANDBOX, &credentials(ReadyMade::Works, SANDBOX));
        assert_eq!(text(&simulator.handle(&works)), "Message throttled\n");
        let throttled = token_request(SANDBOX, &credentials(ReadyMade::TokenThrottled, SANDBOX));
        let statuses = [(); 2].map(|()| simulator.handle(&throttled).status);
        assert_eq!(statuses, [200, 400]);
        simulator.advance(Duration::from_secs(10));
        assert_eq!(simulator.handle(&throttled).status, 200);
    }
}
