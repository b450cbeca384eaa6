//! The gateway in front of somebody's own server: what passes the gateway is not answered here, but handed to the host,
//! which sends it on and comes back with what it got.

use crate::address::Address;
use crate::call::Call;
use crate::contract::Backend;
use crate::contract::below;
use crate::environment::{BASE_PATH, Host, Server};
use crate::gateway::{self, Passed};
use crate::http::{Request, Response};
use crate::pages::{self, LOGIN_PATH};
use crate::platform::Platform;
use crate::simulator::Simulator;
use crate::waiting::Pending;

/// Headers that end at the next hop (RFC 9110, section 7.6.1), or that each sender sets itself.
const OF_THE_HOP: [&str; 11] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];
/// What becomes of a request at a gateway with a server behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admission {
    /// The gateway answers itself.
    Answered(Response),
    /// The server is to be asked; [`Simulator::forwarded`] makes the answer of what it says.
    Forward(Forward),
}

/// A request to the server behind the gateway; its method and body are those of the request that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forward {
    /// By which [`Simulator::forwarded`] knows it again.
    pub ticket: u64,
    /// Path and query, below the API's base path.
    pub target: String,
    /// Names and values. The token is not among them: it is the gateway's.
    pub headers: Vec<(String, String)>,
}

/// What came of asking the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its answer.
    Answer {
        /// The status.
        status: u16,
        /// Names and values.
        headers: Vec<(String, String)>,
        /// The whole body.
        body: Vec<u8>,
    },
    /// There was no connection.
    Unreachable,
    /// There was one, and no whole answer came over it, or one that is too long.
    Broken,
    /// It took too long.
    TimedOut,
}

impl Simulator {
    /// Looks at a request as a gateway with a server behind it: with everything that PISTE does before a call reaches
    /// an API, and nothing that this API does. Paths and methods are those of the contract, when there is one.
    pub fn admit(&mut self, request: &Request) -> Admission {
        let address = Address::parse(&request.url);
        let host = address.and_then(|address| Host::from_name(address.host));
        let (Some(address), Some(host)) = (address, host) else {
            return Admission::Answered(Response::dropped());
        };
        let call = Call { request, address, host };
        let fault = self.take_fault(&call);
        let answers = fault.as_ref().is_some_and(|fault| fault.answer(request, host.name(), LOGIN_PATH).is_some());
        if answers || host.server != Server::Gateway {
            return Admission::Answered(self.answer(&call, fault));
        }
        let exchange = self.exchange(&call);
        match self.pass(&call) {
            Err(refusal) => Admission::Answered(self.finish(&call, fault, *refusal, exchange)),
            Ok((passed, path)) => {
                let mut target = path;
                if !address.query.is_empty() {
                    target.push('?');
                    target.push_str(address.query);
                }
                let headers = onward(&request.headers, |name| name == "authorization");
                let kept = Request { body: Vec::new(), ..request.clone() };
                let ticket = self.waiting.add(Pending { request: kept, fault, passed, exchange });
                Admission::Forward(Forward { ticket, target, headers })
            }
        }
    }

    /// The gateway's answer, once the server has been asked. A ticket is good for one answer.
    pub fn forwarded(&mut self, ticket: u64, outcome: Outcome) -> Response {
        let Some(Pending { request, fault, passed, exchange }) = self.waiting.take(ticket) else {
            return Response::dropped();
        };
        let mut response = answer(outcome, &request.method);
        gateway::announce(&mut response, &passed.quotas, self.platform.config.rate_limit_headers);
        let address = Address::parse(&request.url);
        let host = address.and_then(|address| Host::from_name(address.host));
        match (address, host) {
            (Some(address), Some(host)) => {
                let call = Call { request: &request, address, host };
                self.finish(&call, fault, response, exchange)
            }
            _ => response,
        }
    }

    /// What the gateway looks at, and the path below the base path.
    fn pass(&mut self, call: &Call<'_>) -> Result<(Passed, String), Box<Response>> {
        let passed = gateway::admit(&mut self.platform, call)?;
        let path = path(&self.platform, call)?;
        Ok((passed, path))
    }
}

/// The path of a call below the API's base path, when it is one that the gateway knows.
fn path(platform: &Platform, call: &Call<'_>) -> Result<String, Box<Response>> {
    let backend = platform.backend.as_deref();
    let Some(path) = below(call.address.path, backend.map_or(BASE_PATH, Backend::base_path)) else {
        return Err(Box::new(pages::general_exception(call.request)));
    };
    if let Some(found) = backend.and_then(|backend| backend.find(call)) {
        found?;
    }
    Ok(path.to_owned())
}

/// The answer that a call gets for what came of asking the server.
fn answer(outcome: Outcome, method: &str) -> Response {
    match outcome {
        Outcome::Answer { status, headers, body } => {
            // Which pages may read it is for the gateway to say.
            let onward = onward(&headers, |name| name.starts_with("access-control-"));
            let mut response = Response { status, headers: onward, body, ..Response::default() };
            // The length of what is not sent is known to the server alone.
            let is_length = |(name, _): &&(String, String)| name.eq_ignore_ascii_case("content-length");
            if let Some((_, length)) = headers.iter().find(is_length).filter(|_| method == "HEAD") {
                response.set_header("Content-Length", length);
            }
            response
        }
        Outcome::Unreachable => Response::empty(503),
        Outcome::Broken => Response::with_content(502, "text/plain", "Bad Gateway\n"),
        Outcome::TimedOut => pages::gateway_timeout(),
    }
}

/// The headers of a message that go on to the next hop, but for some more.
fn onward(headers: &[(String, String)], is_dropped: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let listed: Vec<String> = headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("connection"))
        .flat_map(|(_, value)| value.split(','))
        .map(|name| name.trim().to_ascii_lowercase())
        .collect();
    let ends_here = |(name, _): &&(String, String)| {
        let name = name.to_ascii_lowercase();
        OF_THE_HOP.contains(&name.as_str()) || listed.contains(&name) || is_dropped(&name)
    };
    headers.iter().filter(|header| !ends_here(header)).cloned().collect()
}
