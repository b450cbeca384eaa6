//! The API gateway: everything that stands between a call and SNE-Cotation, in the order in which it is checked
//! (platform notes, "Gateway answers").

use crate::application::Application;
use crate::call::Call;
use crate::config::RateLimitHeaders;
use crate::http::Response;
use crate::platform::Platform;
use crate::quota::{QuotaState, Verdict};
use crate::token_store::Grant;
use crate::{api, bearer, cors, pages};

/// The scope that SNE-Cotation asks for here: the one that the guide's token carries.
const NEEDED_SCOPE: &str = "resource.READ";

/// An answer that ends a call before the API sees it. Boxed, because it travels as an error.
type Refusal = Box<Response>;

/// The gateway's answer, without CORS headers.
pub(crate) fn respond(platform: &mut Platform, call: &Call<'_>) -> Response {
    pass(platform, call).unwrap_or_else(|refusal| *refusal)
}

/// A call that passed the gateway.
#[derive(Clone, Debug)]
pub(crate) struct Passed {
    pub(crate) application: Application,
    pub(crate) quotas: Vec<QuotaState>,
}

/// Whether the page that sent a call may read the answer. Only an application known by its token can forbid it.
pub(crate) fn lets_page_read(platform: &Platform, call: &Call<'_>) -> bool {
    let Some(origin) = call.request.header("origin") else {
        return false;
    };
    grant(platform, call)
        .and_then(|grant| platform.application(&grant.client_id))
        .is_none_or(|application| application.allows_origin(origin))
}

/// The way of a call through the gateway to the API.
fn pass(platform: &mut Platform, call: &Call<'_>) -> Result<Response, Refusal> {
    let Passed { application, quotas } = admit(platform, call)?;
    let mut response = api::respond(&application, platform.backend.as_deref(), call);
    announce(&mut response, &quotas, platform.config.rate_limit_headers);
    Ok(response)
}

/// What the gateway looks at before a call reaches an API.
pub(crate) fn admit(platform: &mut Platform, call: &Call<'_>) -> Result<Passed, Refusal> {
    refuse_if(cors::is_preflight(call.request), || cors::preflight(call.request))?;
    refuse_if(call.address.path == platform.login_path(), pages::login_page)?;
    let application = authenticate(platform, call)?.clone();
    refuse_if(application.blocked, || Response::empty(423))?;
    let origin = call.request.header("origin");
    refuse_if(origin.is_some_and(|origin| !application.allows_origin(origin)), || Response::empty(403))?;
    refuse_if(!has_scope(platform, call), || bearer::insufficient_scope(NEEDED_SCOPE))?;
    refuse_if(!application.is_subscribed(), || Response::empty(403))?;
    let quotas = meter(platform, call, &application)?;
    Ok(Passed { application, quotas })
}

fn refuse_if(condition: bool, answer: impl FnOnce() -> Response) -> Result<(), Refusal> {
    if condition { Err(Box::new(answer())) } else { Ok(()) }
}

fn grant<'p>(platform: &'p Platform, call: &Call<'_>) -> Option<&'p Grant> {
    platform.tokens.find(bearer::token(call.request)?, call.host.environment)
}

/// The application that the call's token was granted to.
fn authenticate<'p>(platform: &'p Platform, call: &Call<'_>) -> Result<&'p Application, Refusal> {
    let token = bearer::token(call.request).ok_or_else(|| Box::new(bearer::no_token()))?;
    let refused = |reason| Box::new(bearer::invalid_token(reason));
    let grant = platform.tokens.find(token, call.host.environment).ok_or_else(|| refused(bearer::UNKNOWN))?;
    if platform.clock.now() >= grant.expires_at {
        return Err(refused(bearer::EXPIRED));
    }
    platform
        .application(&grant.client_id)
        .filter(|application| application.enabled)
        .ok_or_else(|| refused(bearer::DISABLED))
}

fn has_scope(platform: &Platform, call: &Call<'_>) -> bool {
    grant(platform, call).is_some_and(|grant| grant.scopes.split(' ').any(|scope| scope == NEEDED_SCOPE))
}

/// Counts the call against the application's quotas.
fn meter(platform: &mut Platform, call: &Call<'_>, application: &Application) -> Result<Vec<QuotaState>, Refusal> {
    let now = platform.clock.now();
    match platform.calls.count(&application.client_id, &application.quotas, now) {
        Verdict::Within(states) => Ok(states),
        Verdict::Over { retry_after, states } => {
            let mut response = pages::reflecting(429, call.request);
            response.set_header("Retry-After", retry_after.to_string());
            announce(&mut response, &states, platform.config.rate_limit_headers);
            Err(Box::new(response))
        }
    }
}

/// Tells what remains of the quotas.
pub(crate) fn announce(response: &mut Response, quotas: &[QuotaState], form: RateLimitHeaders) {
    match form {
        RateLimitHeaders::Vendor => announce_near_end(response, quotas),
        RateLimitHeaders::Split => announce_split(response, quotas),
    }
}

fn announce_near_end(response: &mut Response, quotas: &[QuotaState]) {
    let entry = |quota: &QuotaState| {
        format!(r#"{{"window":{},"type":"throttle","remaining":{}}}"#, quota.window, quota.remaining)
    };
    let entries: Vec<String> = quotas.iter().filter(|quota| quota.is_near_its_end()).map(entry).collect();
    if !entries.is_empty() {
        response.set_header("X-Rate-Limit", format!("[{}]", entries.join(",")));
    }
}

fn announce_split(response: &mut Response, quotas: &[QuotaState]) {
    let Some(tightest) = quotas.iter().min_by_key(|quota| quota.remaining) else {
        return;
    };
    response.set_header("X-Rate-Limit-Limit", tightest.limit.to_string());
    response.set_header("X-Rate-Limit-Remaining", tightest.remaining.to_string());
    response.set_header("X-Rate-Limit-Reset", tightest.reset.to_string());
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::testing::*;
    use crate::{Application, Config, Environment, Quota, RateLimitHeaders, ReadyMade, Request, Response, Simulator};

    type Mend = fn(&mut Application);

    fn challenge(response: &Response) -> &str {
        response.header("www-authenticate").unwrap()
    }

    #[test]
    fn without_a_readable_token_it_answers_400_and_no_body() {
        let mut simulator = simulator();
        let without = Request::new("GET", format!("{}/healthcheck", SANDBOX.api_url()));
        for request in [
            without.clone(),
            without.clone().with_header("Authorization", "Basic abc"),
            without.clone().with_header("Authorization", "Bearer a b"),
            without.with_body("{}"),
        ] {
            let answer = simulator.handle(&request);
            assert_eq!((answer.status, answer.body.len()), (400, 0));
            assert_eq!(
                challenge(&answer),
                "Bearer realm=\"DefaultRealm\",error=\"invalid_request\",\
                 error_description=\"Unable to find token in the message\""
            );
        }
    }

    #[test]
    fn an_unknown_token_is_refused() {
        let answer = simulator().handle(&healthcheck("never-granted"));
        assert_eq!((answer.status, answer.body.len()), (401, 0));
        assert_eq!(
            challenge(&answer),
            "Bearer realm=\"DefaultRealm\",error=\"invalid_token\",\
             error_description=\"Unable to find the access token in persistent storage.\""
        );
    }

    #[test]
    fn a_token_of_the_other_environment_is_unknown() {
        let mut simulator = simulator();
        let token = token(&mut simulator, ReadyMade::Works);
        let url = format!("{}/healthcheck", Environment::Production.api_url());
        let answer = simulator.handle(&Request { url, ..healthcheck(&token) });
        assert_eq!(answer.status, 401);
        assert!(challenge(&answer).contains("Unable to find the access token"));
    }

    #[test]
    fn an_expired_token_is_refused() {
        let mut simulator = simulator();
        let token = token(&mut simulator, ReadyMade::ShortLivedTokens);
        simulator.advance(Duration::from_millis(4_999));
        assert_eq!(simulator.handle(&healthcheck(&token)).status, 200);
        simulator.advance(Duration::from_millis(1));
        let answer = simulator.handle(&healthcheck(&token));
        assert_eq!(answer.status, 401);
        assert!(challenge(&answer).contains("error_description=\"The access token expired.\""));
        simulator.set_now(Duration::ZERO);
        assert_eq!(simulator.handle(&healthcheck(&token)).status, 200);
    }

    #[test]
    fn a_token_can_be_refused_before_its_announced_expiry() {
        let mut simulator = simulator();
        let token = token(&mut simulator, ReadyMade::Works);
        simulator.revoke_tokens(Some(&ReadyMade::NoProfile.client_id(SANDBOX)));
        assert_eq!(simulator.handle(&healthcheck(&token)).status, 200);
        simulator.revoke_tokens(None);
        let answer = simulator.handle(&healthcheck(&token));
        assert_eq!(answer.status, 401);
        assert!(challenge(&answer).contains("Unable to find the access token"));
    }

    #[test]
    fn the_token_of_a_disabled_application_is_refused() {
        let answer = call(&mut simulator(), ReadyMade::Disabled);
        assert_eq!(answer.status, 401);
        assert!(challenge(&answer).contains("error_description=\"The client app was not found or is disabled.\""));
    }

    #[test]
    fn a_blocked_application_gets_423() {
        assert_eq!(call(&mut simulator(), ReadyMade::Blocked).status, 423);
    }

    #[test]
    fn a_missing_scope_gets_403_with_a_challenge() {
        let answer = call(&mut simulator(), ReadyMade::MissingScope);
        assert_eq!((answer.status, answer.body.len()), (403, 0));
        assert!(challenge(&answer).contains("error=\"insufficient_scope\""));
    }

    #[test]
    fn what_is_missing_of_the_subscription_gets_403_with_an_empty_body_and_no_challenge() {
        for one in [ReadyMade::NoSubscription, ReadyMade::SubscriptionPending, ReadyMade::TermsNotAccepted] {
            let answer = call(&mut simulator(), one);
            assert_eq!((answer.status, answer.body.len()), (403, 0), "{one:?}");
            assert_eq!(answer.header("www-authenticate"), None, "{one:?}");
        }
    }

    #[test]
    fn an_approval_counts_from_the_next_call_on() {
        let mut simulator = simulator();
        let token = token(&mut simulator, ReadyMade::SubscriptionPending);
        assert_eq!(simulator.handle(&healthcheck(&token)).status, 403);
        let id = ReadyMade::SubscriptionPending.client_id(SANDBOX);
        simulator.update(&id, |application| application.subscription = crate::Subscription::Approved);
        assert_eq!(simulator.handle(&healthcheck(&token)).status, 200);
    }

    #[test]
    fn an_origin_that_is_not_allowed_gets_403_and_no_cors_headers() {
        let mut simulator = simulator();
        let token = token(&mut simulator, ReadyMade::OriginNotAllowed);
        let refused = simulator.handle(&healthcheck(&token).with_header("Origin", "https://other.example"));
        assert_eq!((refused.status, refused.body.len()), (403, 0));
        assert_eq!(refused.header("access-control-allow-origin"), None);
        let allowed = simulator.handle(&healthcheck(&token).with_header("Origin", "https://app.example"));
        assert_eq!(allowed.status, 200);
        assert_eq!(allowed.header("access-control-allow-origin"), Some("https://app.example"));
        assert_eq!(simulator.handle(&healthcheck(&token)).status, 200, "a server sends no Origin");
    }

    #[test]
    fn over_quota_gets_429_with_the_seconds_to_wait_and_the_request_body_reflected() {
        let mut simulator = simulator();
        simulator.set_now(Duration::from_secs(3 * 3600));
        let id = ReadyMade::Works.client_id(SANDBOX);
        simulator.update(&id, |application| application.quotas = vec![Quota::new(86_400, 1)]);
        let token = token(&mut simulator, ReadyMade::Works);
        assert_eq!(simulator.handle(&healthcheck(&token)).status, 200);
        let request = healthcheck(&token).with_header("Content-Type", "text/plain").with_body("Dupont");
        let answer = simulator.handle(&request);
        assert_eq!((answer.status, text(&answer)), (429, "Dupont"));
        assert_eq!(answer.header("retry-after"), Some("75600"), "a daily quota: hours");
        assert_eq!(answer.header("x-rate-limit"), Some(r#"[{"window":86400,"type":"throttle","remaining":0}]"#));
        simulator.advance(Duration::from_secs(75_600));
        simulator.revoke_tokens(None);
        assert_eq!(call(&mut simulator, ReadyMade::Works).status, 200);
    }

    #[test]
    fn from_eighty_percent_on_what_remains_is_announced() {
        let mut simulator = simulator();
        let id = ReadyMade::Works.client_id(SANDBOX);
        simulator.update(&id, |application| application.quotas = vec![Quota::new(60, 5), Quota::new(3600, 100)]);
        let token = token(&mut simulator, ReadyMade::Works);
        let announced: Vec<Option<String>> =
            (0..5).map(|_| simulator.handle(&healthcheck(&token)).header("x-rate-limit").map(str::to_owned)).collect();
        let entry = |remaining| Some(format!(r#"[{{"window":60,"type":"throttle","remaining":{remaining}}}]"#));
        assert_eq!(announced, [None, None, None, entry(1), entry(0)]);
    }

    #[test]
    fn some_gateways_announce_quotas_in_three_headers() {
        let config = Config { rate_limit_headers: RateLimitHeaders::Split, ..Config::default() };
        let answer = call(&mut Simulator::new(config), ReadyMade::QuotaBySecond);
        assert_eq!(answer.header("x-rate-limit"), None);
        assert_eq!(answer.header("x-rate-limit-limit"), Some("2"));
        assert_eq!(answer.header("x-rate-limit-remaining"), Some("1"));
        assert_eq!(answer.header("x-rate-limit-reset"), Some("1"));
    }

    #[test]
    fn the_ready_made_quotas_run_out() {
        for (one, wait) in [(ReadyMade::QuotaBySecond, "1"), (ReadyMade::QuotaByDay, "86400")] {
            let mut simulator = simulator();
            let token = token(&mut simulator, one);
            let answers = [(); 3].map(|()| simulator.handle(&healthcheck(&token)));
            assert_eq!(answers.each_ref().map(|answer| answer.status), [200, 200, 429], "{one:?}");
            assert_eq!(answers[2].header("retry-after"), Some(wait));
        }
    }

    /// Each check stands before the next: an application to which everything is missing gets them one by one.
    #[test]
    fn the_checks_stand_in_order() {
        let mut simulator = simulator();
        let mut bare = Application::new(SANDBOX, "bare", "s");
        bare.enabled = false;
        bare.blocked = true;
        bare.javascript_origins.clear();
        "openid".clone_into(&mut bare.scopes);
        bare.terms_accepted = false;
        bare.quotas = vec![Quota::new(60, 0)];
        bare.business_profile = false;
        simulator.add_application(bare);
        let grant = "grant_type=client_credentials&client_id=bare&client_secret=s";
        let steps: [(u16, Mend); 6] = [
            (401, |application| application.enabled = true),
            (423, |application| application.blocked = false),
            (403, |application| application.javascript_origins.push("*".to_owned())),
            (403, |application| "resource.READ".clone_into(&mut application.scopes)),
            (403, |application| application.terms_accepted = true),
            (429, |application| application.quotas.clear()),
        ];
        for (status, mend) in steps {
            let token = json(&simulator.handle(&token_request(SANDBOX, grant)))["access_token"].clone();
            let request = healthcheck(token.as_str().unwrap()).with_header("Origin", "https://p.example");
            assert_eq!(simulator.handle(&request).status, status);
            simulator.update("bare", mend);
        }
        let token = json(&simulator.handle(&token_request(SANDBOX, grant)))["access_token"].clone();
        let answer = simulator.handle(&healthcheck(token.as_str().unwrap()));
        assert_eq!(json(&answer)["code"], "ERRAUTUSR0001");
    }
}
