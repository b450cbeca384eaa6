//! The state of the platform, and the one way in: [`Simulator::handle`].

use std::rc::Rc;
use std::time::{Duration, UNIX_EPOCH};

use httpdate::fmt_http_date;

use crate::address::Address;
use crate::application::Application;
use crate::call::Call;
use crate::clock::Clock;
use crate::config::Config;
use crate::contract::{Backend, BrokenContract};
use crate::environment::{BASE_PATH, Environment, Host, Server};
use crate::exchange::{self, Exchange, Record};
use crate::fault::{Fault, Faults};
use crate::http::{Request, Response};
use crate::pages::LOGIN_PATH;
use crate::platform::Platform;
use crate::quota::Meter;
use crate::token_store::TokenStore;
use crate::waiting::Waiting;
use crate::{bearer, cors, gateway, token_endpoint};

/// How long the servers' clocks go on: dates end with the year 9999.
const LONGEST_STAY: Duration = Duration::from_secs(100_000_000_000);

/// PISTE and SNE-Cotation, both environments.
#[derive(Clone, Debug)]
pub struct Simulator {
    pub(crate) platform: Platform,
    faults: Faults,
    record: Record,
    pub(crate) waiting: Waiting,
}

impl Simulator {
    /// A platform at instant 0.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let platform = Platform {
            tokens: TokenStore::new(config.seed),
            config,
            clock: Clock::default(),
            calls: Meter::default(),
            token_requests: Meter::default(),
            backend: None,
        };
        Self { platform, faults: Faults::default(), record: Record::default(), waiting: Waiting::default() }
    }

    /// Serves the operations of a contract, a Swagger 2.0 document in JSON, besides `healthcheck`.
    ///
    /// # Errors
    ///
    /// When it is no contract.
    pub fn serve_contract(&mut self, text: &str) -> Result<(), BrokenContract> {
        self.platform.backend = Some(Rc::new(Backend::read(text, self.platform.config.seed)?));
        Ok(())
    }

    /// The back-end that serves the contract, when there is one.
    #[must_use]
    pub fn backend(&self) -> Option<&Backend> {
        self.platform.backend.as_deref()
    }

    /// The addresses of an environment: where tokens are granted, and where the API is, which a contract may move.
    #[must_use]
    pub fn addresses(&self, environment: Environment) -> (String, String) {
        let base_path = self.backend().map_or(BASE_PATH, Backend::base_path);
        let gateway = Host::new(environment, Server::Gateway);
        (environment.token_url(), format!("https://{}{base_path}", gateway.name()))
    }

    /// Answers a request at the present instant. Total: a request that is for none of PISTE's hosts gets a dropped
    /// connection ([`Response::dropped`]), as nothing listens there.
    ///
    /// A CORS preflight consumes no fault: whether a browser sends one depends on its cache.
    pub fn handle(&mut self, request: &Request) -> Response {
        let address = Address::parse(&request.url);
        let host = address.and_then(|address| Host::from_name(address.host));
        let (Some(address), Some(host)) = (address, host) else {
            return Response::dropped();
        };
        let call = Call { request, address, host };
        let fault = self.take_fault(&call);
        self.answer(&call, fault)
    }

    /// Time since the simulator was made, on its own clock.
    #[must_use]
    pub fn now(&self) -> Duration {
        self.platform.clock.now()
    }

    /// Moves the clock forward.
    pub fn advance(&mut self, by: Duration) {
        self.platform.clock.advance(by);
    }

    /// Moves the clock to an instant, which may be in the past.
    pub fn set_now(&mut self, at: Duration) {
        self.platform.clock.set(at);
    }

    /// Says what the servers' clocks said at instant 0, in seconds since 1970: a machine that slept has to tell again.
    pub fn set_date(&mut self, date: u32) {
        self.platform.config.date = Some(date);
    }

    /// All applications, in the order in which they were added.
    #[must_use]
    pub fn applications(&self) -> &[Application] {
        &self.platform.config.applications
    }

    /// The application with this client id, in whichever environment.
    #[must_use]
    pub fn application(&self, client_id: &str) -> Option<&Application> {
        self.platform.application(client_id)
    }

    /// Changes an application, from the next request on. `false` when there is none with this client id.
    pub fn update(&mut self, client_id: &str, change: impl FnOnce(&mut Application)) -> bool {
        let mut applications = self.platform.config.applications.iter_mut();
        let found = applications.find(|application| application.client_id == client_id);
        found.map(change).is_some()
    }

    /// Adds an application, in place of any with the same client id.
    pub fn add_application(&mut self, application: Application) {
        let applications = &mut self.platform.config.applications;
        applications.retain(|present| present.client_id != application.client_id);
        applications.push(application);
    }

    /// Orders a fault for the next request to a server of either environment that has none ordered before it.
    pub fn inject(&mut self, server: Server, fault: Fault) {
        self.faults.push(server, fault);
    }

    /// Forgets the faults that were not consumed.
    pub fn clear_faults(&mut self) {
        self.faults.clear();
    }

    /// Forgets the tokens of one application, or all: the gateway refuses them before their announced expiry.
    pub fn revoke_tokens(&mut self, client_id: Option<&str>) {
        self.platform.tokens.revoke(client_id);
    }

    /// What was received and answered, oldest first. Only the last ten thousand or so are kept.
    #[must_use]
    pub fn exchanges(&self) -> &[Exchange] {
        self.record.as_slice()
    }

    /// Forgets the exchanges.
    pub fn clear_exchanges(&mut self) {
        self.record.clear();
    }

    fn client_id(&self, call: &Call<'_>) -> Option<String> {
        let known = match call.host.server {
            Server::AuthorizationServer => token_endpoint::client_id(&self.platform, call),
            Server::Gateway => bearer::token(call.request)
                .and_then(|token| self.platform.tokens.find(token, call.host.environment))
                .map(|grant| grant.client_id.as_str()),
        };
        known.map(str::to_owned)
    }

    /// What is known of an exchange before there is an answer.
    pub(crate) fn exchange(&self, call: &Call<'_>) -> Exchange {
        Exchange {
            at: self.now(),
            host: call.address.host.to_owned(),
            method: call.request.method.clone(),
            path: call.address.path.to_owned(),
            query: exchange::without_secrets(call.address.query),
            had_origin: call.request.header("origin").is_some(),
            client_id: self.client_id(call),
            status: 0,
        }
    }

    /// The answer of the fault that was ordered, or of the server.
    pub(crate) fn answer(&mut self, call: &Call<'_>, fault: Option<Fault>) -> Response {
        let exchange = self.exchange(call);
        let login = match call.host.server {
            Server::AuthorizationServer => LOGIN_PATH,
            Server::Gateway => self.platform.login_path(),
        };
        let ordered = fault.as_ref().and_then(|fault| fault.answer(call.request, call.host.name(), login));
        let response = ordered.unwrap_or_else(|| self.serve(call));
        self.finish(call, fault, response, exchange)
    }

    /// An answer as it leaves: with CORS headers, disturbances and its length; and the record of it.
    pub(crate) fn finish(
        &mut self,
        call: &Call<'_>,
        fault: Option<Fault>,
        mut response: Response,
        exchange: Exchange,
    ) -> Response {
        let readable = fault.as_ref().is_none_or(Fault::lets_pages_read);
        if call.host.server == Server::Gateway && readable && gateway::lets_page_read(&self.platform, call) {
            cors::allow(&mut response, call.request, &self.platform.config.expose_headers);
        }
        if let Some(fault) = fault {
            fault.disturb(&mut response);
        }
        // An answer to HEAD has the length of another; these have none (RFC 9110, section 8.6).
        let has_own = call.request.method == "HEAD" && response.header("content-length").is_some();
        if !response.transport.dropped && !has_own && !matches!(response.status, 204 | 304) {
            let length = response.body.len().to_string();
            response.set_header("Content-Length", length);
        }
        if let Some(date) = self.date().filter(|_| !response.transport.dropped) {
            response.set_header("Date", date);
        }
        self.record.push(Exchange { status: response.status, ..exchange });
        response
    }

    /// What the servers' clocks say, as RFC 9110 (section 5.6.7) writes it.
    fn date(&self) -> Option<String> {
        let start = UNIX_EPOCH.checked_add(Duration::from_secs(self.platform.config.date?.into()))?;
        start.checked_add(self.now().min(LONGEST_STAY)).map(fmt_http_date)
    }

    pub(crate) fn take_fault(&mut self, call: &Call<'_>) -> Option<Fault> {
        if cors::is_preflight(call.request) { None } else { self.faults.take(call.host.server) }
    }

    fn serve(&mut self, call: &Call<'_>) -> Response {
        match call.host.server {
            Server::AuthorizationServer => token_endpoint::respond(&mut self.platform, call),
            Server::Gateway => gateway::respond(&mut self.platform, call),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ReadyMade;
    use crate::testing::*;

    #[test]
    fn nobody_listens_on_other_hosts() {
        for url in ["https://piste.gouv.fr/", "http://api.piste.gouv.fr/", "", "healthcheck", "https://"] {
            let mut simulator = simulator();
            assert_eq!(simulator.handle(&Request::new("GET", url)), Response::dropped(), "{url}");
            assert!(simulator.exchanges().is_empty());
        }
    }

    #[test]
    fn the_servers_tell_the_time_when_they_are_told_it() {
        let date_of = |config| {
            let mut simulator = Simulator::new(config);
            simulator.advance(Duration::from_secs(86_400));
            simulator.handle(&healthcheck("x")).header("date").map(str::to_owned)
        };
        let told = Config { date: Some(784_111_777), ..Config::default() };
        assert_eq!(date_of(told).as_deref(), Some("Mon, 07 Nov 1994 08:49:37 GMT"));
        assert_eq!(date_of(Config::default()), None);
        let mut slept = Simulator::new(Config { date: Some(784_111_777), ..Config::default() });
        slept.set_date(784_115_377);
        assert_eq!(slept.handle(&healthcheck("x")).header("date"), Some("Sun, 06 Nov 1994 09:49:37 GMT"));
        let mut endless = Simulator::new(Config { date: Some(u32::MAX), ..Config::default() });
        endless.advance(Duration::MAX);
        assert!(endless.handle(&healthcheck("x")).header("date").is_some());
    }

    #[test]
    fn exchanges_tell_what_happened_and_no_secret() {
        let mut simulator = simulator();
        simulator.advance(Duration::from_secs(2));
        let token = token(&mut simulator, ReadyMade::Works);
        let url = format!("{}/healthcheck?a=b", SANDBOX.api_url());
        simulator.handle(&Request { url, ..healthcheck(&token).with_header("Origin", "https://p.example") });
        assert_eq!(simulator.exchanges().len(), 2);
        let (grant, call) = (&simulator.exchanges()[0], &simulator.exchanges()[1]);
        let id = Some(ReadyMade::Works.client_id(SANDBOX));
        assert_eq!((grant.method.as_str(), grant.status, &grant.client_id), ("POST", 200, &id));
        assert_eq!((grant.host.as_str(), grant.path.as_str()), ("sandbox-oauth.piste.gouv.fr", "/api/oauth/token"));
        assert_eq!((call.method.as_str(), call.status, &call.client_id), ("GET", 200, &id));
        assert_eq!((call.path.as_str(), call.query.as_str()), ("/mtes/sne-cotation/v1.0/healthcheck", "a=b"));
        assert_eq!((grant.had_origin, call.had_origin, call.at), (false, true, Duration::from_secs(2)));
        let shown = format!("{:?}", simulator.exchanges());
        assert!(!shown.contains(&token) && !shown.contains("simulated-secret"), "{shown}");
        simulator.clear_exchanges();
        assert!(simulator.exchanges().is_empty());
    }

    #[test]
    fn applications_can_be_added_replaced_and_changed() {
        let mut simulator = simulator();
        let count = simulator.applications().len();
        simulator.add_application(Application::new(Environment::Sandbox, "mine", "one"));
        simulator.add_application(Application::new(Environment::Sandbox, "mine", "two"));
        assert_eq!(simulator.applications().len(), count + 1);
        assert_eq!(simulator.application("mine").map(|mine| mine.client_secret.expose()), Some("two"));
        assert!(simulator.update("mine", |mine| mine.blocked = true));
        assert!(!simulator.update("nobody", |_| {}));
        assert!(simulator.application("mine").is_some_and(|mine| mine.blocked));
    }

    /// Whatever the bytes, there is an answer.
    #[test]
    fn odd_requests_are_answered() {
        let mut simulator = simulator();
        let odd = ["", "é", "\u{0}", "%", "Bearer", "Bearer \u{202e}", "=", "&&&", "a=%f"];
        for host in Host::ALL {
            for word in odd {
                let url = format!("https://{}{word}?{word}#{word}", host.name());
                let deep = format!("https://{}/{word}/api/oauth/token?{word}", host.name());
                for url in [url, deep, host.environment.token_url(), host.environment.api_url() + word] {
                    let request = Request::new(word, url)
                        .with_header("Authorization", word)
                        .with_header("Content-Type", "application/x-www-form-urlencoded")
                        .with_body(word);
                    simulator.handle(&request);
                    simulator.handle(&Request { method: "POST".to_owned(), ..request });
                }
            }
        }
    }
}
