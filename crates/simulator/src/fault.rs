//! Troubles that a test orders in advance. Each is consumed by one request to the server it was ordered for.

use std::collections::VecDeque;
use std::time::Duration;

use serde::Deserialize;

use crate::environment::Server;
use crate::http::{Request, Response};
use crate::{bearer, pages, token_endpoint};

/// One trouble. Those that only disturb the way ([`Fault::Delay`] and the like) leave the normal answer as it is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Fault {
    /// "The same GET answers 500, 404 or 400, then 200": this status once; 400 and 404 reflect the request's body.
    Flapping {
        /// The status.
        status: u16,
    },
    /// 504 on a back-end time-out.
    GatewayTimeout,
    /// 404 "General Exception" on a path that exists.
    GeneralException,
    /// 302 to an HTML login page, which answers 200.
    LoginRedirect,
    /// The HTML login page itself, with 200, where JSON is expected.
    HtmlPage,
    /// What the authorisation server answers when it throttles: 400 with a body that is not an OAuth error.
    ThrottledToken,
    /// 400 `invalid_client`, however good the credentials are.
    RefusedClient,
    /// A token store that is down: 401, the token that was just granted is not found.
    TokenStoreDown,
    /// This status and nothing else: no body, no header that says why.
    Empty {
        /// The status.
        status: u16,
    },
    /// 401 of the API behind the gateway, with a realm of its own.
    ApiUnauthorized {
        /// The realm.
        #[serde(default = "api_realm")]
        realm: String,
    },
    /// The normal answer, but that the token in it lives for so long.
    ExpiresIn {
        /// `expires_in`.
        seconds: i64,
    },
    /// 503.
    Outage {
        /// `Retry-After` in seconds, if it is told.
        #[serde(default, rename = "retryAfter")]
        retry_after: Option<u64>,
    },
    /// Any answer.
    Answer {
        /// The status, 200 to 599.
        status: u16,
        /// Names and values.
        #[serde(default)]
        headers: Vec<(String, String)>,
        /// The body.
        #[serde(default)]
        body: Vec<u8>,
    },
    /// The normal answer, later.
    Delay {
        /// How much later.
        #[serde(rename = "milliseconds", deserialize_with = "milliseconds")]
        by: Duration,
    },
    /// The normal answer, its body in small pieces with a wait before each.
    SlowBody {
        /// Bytes in a piece.
        #[serde(default = "one", rename = "chunkSize")]
        chunk_size: usize,
        /// The wait.
        #[serde(rename = "milliseconds", deserialize_with = "milliseconds")]
        every: Duration,
    },
    /// The normal answer, announced whole and cut after so many bytes of body.
    TruncatedBody {
        /// How many bytes arrive.
        after: usize,
    },
    /// The connection is dropped before any answer, and the request is not acted on.
    DroppedConnection,
    /// The normal answer, padded with white space to so many bytes (at most 256 MiB): still good JSON, only huge.
    HugeBody {
        /// Length of the body.
        bytes: usize,
    },
}

fn one() -> usize {
    1
}

fn api_realm() -> String {
    "sne-cotation".to_owned()
}

fn milliseconds<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    u64::deserialize(deserializer).map(Duration::from_millis)
}

/// The longest body of [`Fault::HugeBody`].
const MOST_BYTES: usize = 268_435_456;

impl Fault {
    /// The answer that takes the place of the normal one, if the fault has one. `login` is where the login page is.
    pub(crate) fn answer(&self, request: &Request, host: &str, login: &str) -> Option<Response> {
        Some(match self {
            Self::Flapping { status: status @ (400 | 404 | 405) } => pages::reflecting(*status, request),
            Self::Flapping { status } | Self::Empty { status } => Response::empty(*status),
            Self::GatewayTimeout => pages::gateway_timeout(),
            Self::GeneralException => pages::general_exception(request),
            Self::LoginRedirect => pages::login_redirect(host, login),
            Self::HtmlPage => pages::login_page(),
            Self::ThrottledToken => token_endpoint::throttled(),
            Self::RefusedClient => token_endpoint::invalid_client(),
            Self::TokenStoreDown => bearer::invalid_token(bearer::UNKNOWN),
            Self::ApiUnauthorized { realm } => bearer::api_unauthorized(realm),
            Self::Outage { retry_after } => outage(*retry_after),
            Self::Answer { status, headers, body } => {
                Response { status: *status, headers: headers.clone(), body: body.clone(), ..Response::default() }
            }
            Self::DroppedConnection => Response::dropped(),
            Self::ExpiresIn { .. }
            | Self::Delay { .. }
            | Self::SlowBody { .. }
            | Self::TruncatedBody { .. }
            | Self::HugeBody { .. } => return None,
        })
    }

    /// Disturbs the way of an answer.
    pub(crate) fn disturb(&self, response: &mut Response) {
        match self {
            Self::ExpiresIn { seconds } => token_endpoint::set_life(&mut response.body, *seconds),
            Self::Delay { by } => response.transport.head_delay = *by,
            Self::SlowBody { chunk_size, every } => {
                response.transport.chunk_size = Some((*chunk_size).max(1));
                response.transport.chunk_delay = *every;
            }
            Self::TruncatedBody { after } => response.transport.truncate_after = Some(*after),
            Self::HugeBody { bytes } => pad(&mut response.body, (*bytes).min(MOST_BYTES)),
            _ => {}
        }
    }

    /// Whether the answer comes from the gateway, which tells pages that they may read it. A redirect to a login page
    /// comes from in front of it.
    pub(crate) fn lets_pages_read(&self) -> bool {
        !matches!(self, Self::LoginRedirect)
    }
}

fn outage(retry_after: Option<u64>) -> Response {
    let response = Response::with_content(503, "text/plain", "Service Unavailable\n");
    match retry_after {
        Some(seconds) => response.and_header("Retry-After", seconds.to_string()),
        None => response,
    }
}

/// Lengthens a body with spaces, if there is the memory for it.
fn pad(body: &mut Vec<u8>, length: usize) {
    let missing = length.saturating_sub(body.len());
    if body.try_reserve_exact(missing).is_ok() {
        body.resize(body.len().max(length), b' ');
    }
}

/// The ordered faults, first in first out, a queue for each server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults {
    authorization_server: VecDeque<Fault>,
    gateway: VecDeque<Fault>,
}

impl Faults {
    pub(crate) fn push(&mut self, server: Server, fault: Fault) {
        self.queue(server).push_back(fault);
    }

    pub(crate) fn take(&mut self, server: Server) -> Option<Fault> {
        self.queue(server).pop_front()
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    fn queue(&mut self, server: Server) -> &mut VecDeque<Fault> {
        match server {
            Server::AuthorizationServer => &mut self.authorization_server,
            Server::Gateway => &mut self.gateway,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::*;
    use crate::{ReadyMade, Simulator};

    /// The answer to a good `healthcheck`, with a body and from a page, that meets a fault; the next one is normal.
    fn struck_by(fault: Fault) -> Response {
        let mut simulator = simulator();
        let token = token(&mut simulator, ReadyMade::Works);
        simulator.inject(Server::Gateway, fault);
        let request = healthcheck(&token).with_header("Origin", "https://page.example").with_body("Dupont");
        let answer = simulator.handle(&request);
        let next = simulator.handle(&request);
        assert_eq!((next.status, next.transport), (200, crate::Transport::default()));
        answer
    }

    #[test]
    fn the_gateway_flaps_once() {
        for (status, body) in [(500, ""), (404, "Dupont"), (400, "Dupont")] {
            let answer = struck_by(Fault::Flapping { status });
            assert_eq!((answer.status, text(&answer)), (status, body));
        }
    }

    #[test]
    fn gateway_faults_have_their_status() {
        assert_eq!(struck_by(Fault::GatewayTimeout).status, 504);
        assert_eq!(struck_by(Fault::GeneralException).status, 404);
        let throttled = struck_by(Fault::ThrottledToken);
        assert_eq!((throttled.status, text(&throttled)), (400, "Message throttled\n"));
        let silent = struck_by(Fault::Outage { retry_after: None });
        assert_eq!((silent.status, silent.header("retry-after")), (503, None));
        let polite = struck_by(Fault::Outage { retry_after: Some(7) });
        assert_eq!((polite.status, polite.header("retry-after")), (503, Some("7")));
    }

    #[test]
    fn what_is_good_is_refused_now_and_then() {
        let found_nowhere = struck_by(Fault::TokenStoreDown);
        assert_eq!(found_nowhere.status, 401);
        assert!(found_nowhere.header("www-authenticate").unwrap().contains(r#"error="invalid_token""#));
        let empty = struck_by(Fault::Empty { status: 400 });
        assert_eq!((empty.status, text(&empty), empty.header("www-authenticate")), (400, "", None));
        let unauthorized = struck_by(Fault::ApiUnauthorized { realm: api_realm() });
        assert_eq!(unauthorized.status, 401);
        assert!(unauthorized.header("www-authenticate").unwrap().starts_with(r#"Bearer realm="sne-cotation","#));
    }

    #[test]
    fn credentials_are_refused_once_and_a_token_lives_as_told() {
        let mut simulator = simulator();
        simulator.inject(Server::AuthorizationServer, Fault::RefusedClient);
        simulator.inject(Server::AuthorizationServer, Fault::ExpiresIn { seconds: 0 });
        let request = token_request(SANDBOX, &credentials(ReadyMade::Works, SANDBOX));
        let refused = simulator.handle(&request);
        assert_eq!((refused.status, json(&refused)["error"].as_str()), (400, Some("invalid_client")));
        let granted = simulator.handle(&request);
        assert_eq!((granted.status, json(&granted)["expires_in"].as_i64()), (200, Some(0)));
        assert_eq!(json(&simulator.handle(&request))["expires_in"], 3600);
    }

    #[test]
    fn a_general_exception_is_a_page_when_there_is_no_body_to_reflect() {
        let mut simulator = simulator();
        simulator.inject(Server::Gateway, Fault::GeneralException);
        let answer = simulator.handle(&healthcheck("x"));
        assert!(text(&answer).contains("General Exception"));
        assert_eq!(answer.header("content-type"), Some("text/html;charset=UTF-8"));
    }

    #[test]
    fn a_login_page_comes_by_redirect_or_at_once() {
        let redirect = struck_by(Fault::LoginRedirect);
        assert_eq!(redirect.status, 302);
        assert_eq!(redirect.header("access-control-allow-origin"), None);
        let location = redirect.header("location").unwrap();
        assert_eq!(location, "https://sandbox-api.piste.gouv.fr/login");
        let page = simulator().handle(&Request::new("GET", location));
        for answer in [page, struck_by(Fault::HtmlPage)] {
            assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/html;charset=UTF-8")));
            assert!(text(&answer).contains("<form"));
        }
    }

    #[test]
    fn any_answer_can_be_ordered_and_pages_may_read_it() {
        let headers = vec![("X-A".to_owned(), "b".to_owned())];
        let answer = struck_by(Fault::Answer { status: 418, headers, body: b"tea".to_vec() });
        assert_eq!((answer.status, text(&answer), answer.header("x-a")), (418, "tea", Some("b")));
        assert_eq!(answer.header("access-control-allow-origin"), Some("https://page.example"));
        assert_eq!(answer.header("content-length"), Some("3"));
    }

    #[test]
    fn disturbances_leave_the_answer_as_it_is() {
        let by = Duration::from_secs(1);
        let delayed = struck_by(Fault::Delay { by });
        assert_eq!((delayed.status, delayed.transport.head_delay), (200, by));
        let slow = struck_by(Fault::SlowBody { chunk_size: 0, every: by });
        assert_eq!((slow.transport.chunk_size, slow.transport.chunk_delay), (Some(1), by));
        let truncated = struck_by(Fault::TruncatedBody { after: 5 });
        assert_eq!((truncated.transport.truncate_after, truncated.header("content-length")), (Some(5), Some("29")));
    }

    #[test]
    fn a_dropped_connection_has_no_answer_and_no_effect() {
        let answer = struck_by(Fault::DroppedConnection);
        assert!(answer.transport.dropped);
        assert_eq!((answer.status, answer.header("content-length")), (0, None));
        let mut simulator = simulator();
        simulator.inject(Server::AuthorizationServer, Fault::DroppedConnection);
        let request = token_request(SANDBOX, &credentials(ReadyMade::TokenThrottled, SANDBOX));
        assert_eq!(simulator.handle(&request).status, 0);
        assert_eq!(simulator.handle(&request).status, 200, "the dropped request was not counted");
    }

    #[test]
    fn a_huge_body_is_still_good_json() {
        let answer = struck_by(Fault::HugeBody { bytes: 100_000 });
        assert_eq!(answer.header("content-length"), Some("100000"));
        assert_eq!(json(&answer)["etat"], "OK");
    }

    #[test]
    fn faults_are_consumed_in_order_each_server_for_itself() {
        let mut simulator = simulator();
        let statuses =
            |simulator: &mut Simulator, url: &str| [(); 3].map(|()| simulator.handle(&Request::new("GET", url)).status);
        simulator.inject(Server::Gateway, Fault::Flapping { status: 500 });
        simulator.inject(Server::AuthorizationServer, Fault::GatewayTimeout);
        simulator.inject(Server::Gateway, Fault::Flapping { status: 503 });
        assert_eq!(statuses(&mut simulator, &SANDBOX.api_url()), [500, 503, 400]);
        assert_eq!(statuses(&mut simulator, &SANDBOX.token_url()), [504, 405, 405]);
        simulator.inject(Server::Gateway, Fault::GatewayTimeout);
        simulator.clear_faults();
        assert_eq!(statuses(&mut simulator, &SANDBOX.api_url()), [400, 400, 400]);
    }

    #[test]
    fn a_preflight_consumes_no_fault() {
        let mut simulator = simulator();
        simulator.inject(Server::Gateway, Fault::GatewayTimeout);
        let preflight = Request::new("OPTIONS", SANDBOX.api_url())
            .with_header("Origin", "https://page.example")
            .with_header("Access-Control-Request-Method", "GET");
        assert_eq!(simulator.handle(&preflight).status, 200);
        assert_eq!(simulator.handle(&healthcheck("x")).status, 504);
    }

    #[test]
    fn json_names_every_fault() {
        let of = |json: &str| serde_json::from_str::<Fault>(json).map_err(|error| error.to_string());
        assert_eq!(of(r#"{"type":"gateway-timeout"}"#), Ok(Fault::GatewayTimeout));
        assert_eq!(of(r#"{"type":"outage"}"#), Ok(Fault::Outage { retry_after: None }));
        assert_eq!(of(r#"{"type":"outage","retryAfter":3}"#), Ok(Fault::Outage { retry_after: Some(3) }));
        let by = Duration::from_millis(20);
        assert_eq!(of(r#"{"type":"delay","milliseconds":20}"#), Ok(Fault::Delay { by }));
        let slow = r#"{"type":"slow-body","milliseconds":20}"#;
        assert_eq!(of(slow), Ok(Fault::SlowBody { chunk_size: 1, every: by }));
        assert_eq!(of(r#"{"type":"empty","status":400}"#), Ok(Fault::Empty { status: 400 }));
        assert_eq!(of(r#"{"type":"api-unauthorized"}"#), Ok(Fault::ApiUnauthorized { realm: api_realm() }));
        assert_eq!(of(r#"{"type":"expires-in","seconds":-1}"#), Ok(Fault::ExpiresIn { seconds: -1 }));
        assert!(of(r#"{"type":"earthquake"}"#).unwrap_err().contains("earthquake"));
        assert!(of(r#"{"type":"delay","seconds":1}"#).unwrap_err().contains("seconds"));
    }
}
