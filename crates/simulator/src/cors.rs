//! What pages get from the gateway: "CORS: Enabled" on the API's page of the portal. The authorisation server knows
//! nothing of this; it refuses every request that carries `Origin`.

use crate::http::{Request, Response};

/// Whether a request is a CORS preflight (Fetch standard, "CORS-preflight request").
pub(crate) fn is_preflight(request: &Request) -> bool {
    request.method == "OPTIONS"
        && request.header("origin").is_some()
        && request.header("access-control-request-method").is_some()
}

/// The gateway's consent to a preflight. It carries no token, so the application, and with it the list of allowed
/// origins, is not known yet.
pub(crate) fn preflight(request: &Request) -> Response {
    let mut response = Response::empty(200);
    response.set_header("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    if let Some(asked) = request.header("access-control-request-headers") {
        response.set_header("Access-Control-Allow-Headers", asked);
    }
    response.set_header("Access-Control-Max-Age", "600");
    response
}

/// Lets the page that sent the request read the answer, and of its headers those in `exposed`.
pub(crate) fn allow(response: &mut Response, request: &Request, exposed: &[String]) {
    let Some(origin) = request.header("origin") else {
        return;
    };
    response.set_header("Access-Control-Allow-Origin", origin);
    let varies = response.header("vary").map_or_else(|| "Origin".to_owned(), |known| format!("{known}, Origin"));
    response.set_header("Vary", varies);
    if !exposed.is_empty() && !is_preflight(request) {
        response.set_header("Access-Control-Expose-Headers", exposed.join(", "));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::*;
    use crate::{Config, ReadyMade, Request, Simulator};

    const PAGE: &str = "https://page.example";

    fn preflight(url: String) -> Request {
        Request::new("OPTIONS", url)
            .with_header("Origin", PAGE)
            .with_header("Access-Control-Request-Method", "GET")
            .with_header("Access-Control-Request-Headers", "authorization, x-other")
    }

    #[test]
    fn the_gateway_consents_to_a_preflight_without_token() {
        let answer = simulator().handle(&preflight(format!("{}/healthcheck", SANDBOX.api_url())));
        assert_eq!((answer.status, answer.body.len()), (200, 0));
        assert_eq!(answer.header("access-control-allow-origin"), Some(PAGE));
        assert_eq!(answer.header("access-control-allow-headers"), Some("authorization, x-other"));
        assert!(answer.header("access-control-allow-methods").unwrap().contains("GET"));
        assert_eq!(answer.header("access-control-max-age"), Some("600"));
    }

    #[test]
    fn options_that_is_no_preflight_needs_a_token_as_any_call() {
        let request = Request::new("OPTIONS", format!("{}/healthcheck", SANDBOX.api_url()));
        assert_eq!(simulator().handle(&request).status, 400);
        assert_eq!(simulator().handle(&request.with_header("Origin", PAGE)).status, 400);
    }

    #[test]
    fn a_page_can_read_the_answer_and_by_default_no_special_header() {
        let mut simulator = simulator();
        let token = token(&mut simulator, ReadyMade::Works);
        let answer = simulator.handle(&healthcheck(&token).with_header("Origin", PAGE));
        assert_eq!(answer.header("access-control-allow-origin"), Some(PAGE));
        assert_eq!(answer.header("access-control-expose-headers"), None);
        assert_eq!(simulator.handle(&healthcheck(&token)).header("access-control-allow-origin"), None);
    }

    #[test]
    fn headers_can_be_exposed() {
        let exposed = vec!["Retry-After".to_owned(), "WWW-Authenticate".to_owned()];
        let mut simulator = Simulator::new(Config { expose_headers: exposed, ..Config::default() });
        let answer = simulator.handle(&healthcheck("unknown").with_header("Origin", PAGE));
        assert_eq!(answer.status, 401);
        assert_eq!(answer.header("access-control-allow-origin"), Some(PAGE));
        assert_eq!(answer.header("access-control-expose-headers"), Some("Retry-After, WWW-Authenticate"));
    }

    #[test]
    fn the_authorisation_server_refuses_every_page_without_cors_headers() {
        let mut simulator = simulator();
        let form = credentials(ReadyMade::Works, SANDBOX);
        let requests = [
            token_request(SANDBOX, &form).with_header("Origin", PAGE),
            token_request(SANDBOX, "").with_header("Origin", "null"),
            preflight(SANDBOX.token_url()),
            Request::new("GET", SANDBOX.token_url()).with_header("Origin", PAGE),
        ];
        for request in requests {
            let answer = simulator.handle(&request);
            assert_eq!((answer.status, answer.body.len()), (403, 0));
            let cors = answer.headers.iter().find(|(name, _)| name.to_lowercase().starts_with("access-control"));
            assert_eq!(cors, None);
        }
    }
}
