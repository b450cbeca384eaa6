//! The book: what has happened so far, as the network and the callers saw it. The invariants read it; nobody else does.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use sne_cotation::core::event::Event;
use sne_cotation::core::platform::Moment;

use crate::plan::{CallPlan, Plan};
use crate::support::response::Response;
use crate::support::scene::Outcome;

/// What has happened so far.
pub struct Book {
    pub plan: Rc<Plan>,
    pub now: Moment,
    pub calls: BTreeMap<u32, Call>,
    pub exchanges: Vec<Exchange>,
    /// Those of them that are under way.
    pub flying: Vec<usize>,
    /// The secrets of all applications, as they are and as they are sent.
    pub secrets: Vec<[String; 2]>,
    pub clients: Vec<Client>,
    /// How long the thread was busy with something else, so far.
    pub stalled: u64,
}

/// A client.
#[derive(Default)]
pub struct Client {
    /// Its calls under way.
    pub alive: Vec<u32>,
    /// What it does by itself at the moment.
    pub in_background: usize,
    /// Whether it was told to close, and whether it has done so.
    pub is_closed: bool,
    pub is_gone: bool,
    /// How often it has asked for a token.
    pub token_requests: u32,
    /// The tokens that it has sent.
    pub tokens: BTreeSet<String>,
}

/// A call.
pub struct Call {
    pub plan: CallPlan,
    pub settings: Settings,
    /// When it began, on the monotonic clock.
    pub begun: u64,
    /// How long the thread had been busy when it began.
    pub stalled: u64,
    /// The number that the client gives it.
    pub number: Option<u32>,
    /// Its requests.
    pub exchanges: Vec<usize>,
    /// Whether its caller has left.
    pub is_left: bool,
    pub is_over: bool,
}

/// What holds for a call in the end.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub timeout: u64,
    pub deadline: u64,
    pub attempts: u32,
    pub max_delay: u32,
}

/// To whom a request goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Api,
    AuthorizationServer,
    Provider,
}

/// A request, and what came of it.
pub struct Exchange {
    pub client: usize,
    pub target: Target,
    /// The call whose task sent it.
    pub call: u32,
    /// Which of the call's requests, or of the client's token requests.
    pub nth: u32,
    pub sent: Moment,
    pub method: String,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// When its answer comes, if nothing goes wrong, and how long the thread had been busy when it was sent.
    pub due: Option<(u64, u64)>,
    /// What came of it, and when; nothing while it is under way.
    pub end: Option<(Moment, Got)>,
}

/// What came of a request, as the client got it.
pub enum Got {
    Answer(Answer),
    /// No answer, or half of one.
    Nothing,
    /// The client did not wait for it.
    Cancelled,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    /// Seconds.
    pub retry_after: Option<f64>,
    /// Whether the token is refused with it.
    pub refuses_token: bool,
    /// Whether that is the API behind the gateway, which knows nothing of tokens.
    pub is_of_the_api: bool,
    /// The token in it, and its lifetime in seconds.
    pub token: Option<(Rc<str>, f64)>,
    /// Names and values of its headers, and its body.
    pub content: Response,
}

impl Answer {
    /// Whether the server says with it that it has done nothing, and when to come again.
    pub fn puts_off(&self) -> bool {
        self.retry_after.is_some() && matches!(self.status, 429 | 503)
    }

    /// Whether a text is anywhere in it.
    pub fn holds(&self, text: &str) -> bool {
        let body = self.content.body.as_deref().unwrap_or_default();
        String::from_utf8_lossy(body).contains(text)
            || self.content.headers.iter().any(|(_, value)| value.contains(text))
    }
}

impl Exchange {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The bearer token that it carries.
    pub fn token(&self) -> Option<&str> {
        self.header("authorization")?.strip_prefix("Bearer ")
    }

    pub fn answer(&self) -> Option<&Answer> {
        match &self.end {
            Some((_, Got::Answer(answer))) => Some(answer),
            _ => None,
        }
    }
}

/// Something that has just happened.
pub enum Notice<'a> {
    Begun(&'a Call),
    Sent(&'a Exchange),
    Got(&'a Exchange),
    /// A client says something of itself; the call is that whose task ran.
    Told(usize, u32, Event),
    Ended(&'a Call, &'a Outcome),
    Dropped(&'a Call),
    Forgot(usize),
    /// Nobody has anything to do at this instant any more.
    Rest,
    /// All is over, and all clients are closed.
    Over,
}

impl Book {
    pub fn call(&self, id: u32) -> &Call {
        &self.calls[&id]
    }

    /// The requests under way.
    pub fn under_way(&self) -> impl Iterator<Item = &Exchange> {
        self.flying.iter().map(|id| &self.exchanges[*id])
    }

    /// The requests of a call.
    pub fn requests<'a>(&'a self, call: &'a Call) -> impl DoubleEndedIterator<Item = &'a Exchange> {
        call.exchanges.iter().map(|id| &self.exchanges[*id])
    }
}

/// The milliseconds of an instant on the monotonic clock.
pub fn whole(moment: Moment) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "virtual time is whole milliseconds")]
    return moment.monotonic as u64;
}
