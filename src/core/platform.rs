//! The port: what the core asks of the platform it runs on. `js::platform` answers over JavaScript; the tests answer
//! over the simulator and a virtual clock.
//!
//! Dropping a future of this trait cancels what it was doing: that is how time-outs and aborts stop a request.

#![allow(async_fn_in_trait, reason = "the client runs on one thread, so no future has to be Send")]

use std::fmt;
use std::future::Future;

use sne_cotation_common::text::split;

use super::error::Cause;
use super::event::Event;
use super::value::Value;

/// Where the client runs, as far as it matters to what is allowed and what can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// A page or a worker of a browser: visible to its visitor, and subject to CORS.
    Page,
    /// A server, a script, an edge function.
    Server,
}

/// An instant on both clocks, in milliseconds. The monotonic clock may stand still while a machine sleeps, the wall
/// clock may be set: whichever says first that something is over is believed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// Milliseconds since an arbitrary start; never goes back.
    pub monotonic: f64,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub wall: f64,
}

/// An address taken apart by the platform's own URL parser, the one that will be used to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedUrl {
    /// The scheme with its colon: `https:`.
    pub scheme: String,
    /// The host name, without port or brackets removed: `127.0.0.1`, `[::1]`, `api.piste.gouv.fr`.
    pub hostname: String,
    /// Scheme, host, port and path, normalised.
    pub address: String,
    /// Whether a user name or password is in it.
    pub has_credentials: bool,
    /// Whether a query or fragment is in it.
    pub has_query_or_fragment: bool,
}

/// Why there is no whole answer.
#[derive(Clone, Debug)]
pub enum Failure {
    /// There is nothing to send it by.
    NoFetch,
    /// What the caller's `fetch` gave is no answer.
    NoResponse,
    /// There is no answer at all: name resolution, connection, CORS.
    Unreachable(Cause),
    /// The connection ended before the body did; the status came before.
    Interrupted(u16, Cause),
    /// The body is larger than allowed; reading stopped there. The status came before.
    TooLarge(u16),
}

/// How much of a body is read, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Of a success. What is larger is refused.
    pub success: u32,
    /// Of anything else. Of what is larger the beginning is read: it says enough.
    pub failure: u32,
}

/// What a call says about its turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// The part of every window that it leaves to calls without this, which go before it: from 0 to less than 1.
    pub reserve: f64,
    /// Milliseconds of the longest pause that it waits for.
    pub longest_pause: f64,
    /// When its turn has to come at the latest, on the monotonic clock.
    pub deadline: f64,
}

/// What the platform is asked or told of what is shared with other processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// Whether it is the turn of a call: the part of the quota that it leaves to others, the milliseconds of the
    /// longest pause that it waits for, and the instant at which its turn has to come. Gives a number by which its
    /// outcome is told; or less than 0 where it would come too late: the milliseconds that it would take, without end
    /// for an account that is blocked. `NaN` when it is to ask again, once the signal of [`Platform::turns`] says so.
    Turn,
    /// How the call with that number ended: its status, and the seconds that the gateway asks to wait.
    Told,
    /// What its answer announces of a quota, before that: calls, and the seconds in which they may be made.
    Announced,
    /// A token was obtained, good for so many seconds.
    Obtained,
    /// The authorisation server has refused, with a code: 1 if it refuses the credentials and that does not pass by
    /// itself, its status, the seconds to wait.
    Refused,
}

/// What ends a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitEnd {
    /// The time is over.
    Timeout,
    /// The caller aborts.
    Abort,
}

/// A text that stays on the platform's side until it is looked into.
pub trait Text: Clone {
    /// The first characters that are not white space, at most `count` of them.
    fn start(&self, count: u32) -> String;
    /// Whether it has that part somewhere.
    fn has(&self, part: &str) -> bool;

    /// Whether there is nothing in it but white space.
    fn is_blank(&self) -> bool {
        self.start(1).is_empty()
    }
}

/// A request's body, ready to be sent.
pub trait Body: Clone {
    /// Whether it can be sent once more; a stream cannot.
    fn is_repeatable(&self) -> bool;
    /// The text that is sent, copied; nothing for bytes and forms. Only errors need it, to repeat none of it.
    fn text(&self) -> Option<String>;
    /// The values that it holds, a line each, as [`Platform::words`] has them: those of JSON, without the names of its
    /// fields, since a useful message names fields; any other text is one value. Nothing for bytes and forms, and for
    /// what would take too long to be looked through.
    fn values(&self) -> Option<String>;
}

/// What is sent, as the platform gets it.
#[derive(Clone, Copy)]
pub struct HttpRequest<'a, B> {
    /// The method, in capitals.
    pub method: &'a str,
    /// The whole address.
    pub url: &'a str,
    /// Names and values.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body, if any.
    pub body: Option<&'a B>,
}

impl<B> fmt::Debug for HttpRequest<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The rest is a secret, or somebody's.
        f.debug_struct("HttpRequest").field("method", &self.method).finish_non_exhaustive()
    }
}

/// A whole answer.
pub trait Response {
    /// The text type of the platform.
    type Text: Text;
    /// Any value of the platform, such as bytes.
    type Value: Value;

    /// The status; 0 for a redirect that a browser hides.
    fn status(&self) -> u16;
    /// A header that the client may see.
    fn header(&self, name: &str) -> Option<String>;
    /// Whether it has one of these headers, whose names stand between commas: most answers have none, and are asked
    /// once.
    fn has_any(&self, names: &str) -> bool {
        split(names, b',').any(|name| self.header(name).is_some())
    }
    /// Whether it is known to say that its body is JSON. If not, its headers tell.
    fn is_known_as_json(&self) -> bool {
        false
    }
    /// All headers, as the platform hands them to the caller.
    fn headers(&self) -> Self::Value;
    /// The body as text, in the character encoding that its content type announces or else in UTF-8 (RFC 8259, section
    /// 8.1), without a byte-order mark; nothing when the platform does not know the encoding.
    fn text(&self) -> Option<Self::Text>;
    /// The body as bytes.
    fn bytes(&self) -> Self::Value;
}

/// What the core needs from outside.
pub trait Platform: Sized + 'static {
    /// Option objects, parsed JSON.
    type Value: Value + 'static;
    /// Text that was read.
    type Text: Text;
    /// A request's body, ready to be sent.
    type Body: Body;
    /// An answer.
    type Response: Response<Text = Self::Text, Value = Self::Value>;

    /// Where it runs.
    fn runtime(&self) -> Runtime;
    /// Whether a proxy is announced that requests do not go through.
    fn ignores_proxy(&self) -> bool {
        false
    }
    /// The time on both clocks.
    fn now(&self) -> Moment;
    /// The time on the monotonic clock alone.
    fn monotonic(&self) -> f64 {
        self.now().monotonic
    }
    /// Ends when that many milliseconds are over, or when the caller aborts by that signal, even before.
    async fn wait(&self, milliseconds: u32, signal: Option<&Self::Value>) -> WaitEnd;
    /// Begins a piece of work that goes on by itself.
    fn spawn(&self, work: impl Future<Output = ()> + 'static);
    /// A number from 0 to 1, 1 excluded, drawn at random.
    fn random(&self) -> f64;
    /// Tells whoever observes the client what happens.
    fn observe(&self, event: Event);
    /// Sends a request and reads the answer whole. Never follows a redirect, sends no cookie, caches nothing.
    async fn exchange(&self, request: HttpRequest<'_, Self::Body>, limits: Limits) -> Result<Self::Response, Failure>;
    /// Whether it can send a body with any method. By its standard, `fetch` refuses one with GET and HEAD.
    fn sends_any_body(&self) -> bool {
        false
    }
    /// Asks the caller's token provider, telling it which token was refused; or, where it is shared, the other
    /// processes, which give nothing when this one is to ask the authorisation server.
    async fn provide_token(&self, rejected: Option<&str>) -> Result<Self::Value, Cause>;
    /// Whether token and quota are shared with other processes (the option `store`).
    fn is_shared(&self) -> bool {
        false
    }
    /// Asks or tells what is shared with other processes something; numbers that there are not are `NaN`.
    fn share(&self, _what: Sharing, _numbers: [f64; 3], _text: &str) -> f64 {
        0.0
    }
    /// The signal that says that a turn may have come.
    fn turns(&self) -> Option<Self::Value> {
        None
    }
    /// Forgets what it has kept of requests with a token: that token is used no more.
    fn forget(&self);
    /// The words of a text in lower case and without accents, a space between two: runs of letters and digits.
    fn words(&self, text: &str) -> String;
    /// A date in one of the forms of HTTP (RFC 9110, section 5.6.7), as milliseconds since 1970-01-01T00:00:00Z.
    fn parse_date(&self, text: &str) -> Option<f64>;
    /// Parses JSON in a header; nothing when it is not JSON.
    fn parse_header(&self, header: &str) -> Option<Self::Value>;
    /// Parses JSON; nothing when it is not JSON.
    fn parse_json(&self, text: &Self::Text) -> Option<Self::Value>;
    /// The body of an answer that failed, to hand to the caller: its beginning, as JSON where it is such. What repeats
    /// one of the secrets, a line each, is replaced.
    fn error_body(&self, text: Self::Text, secrets: &str) -> Self::Value;
    /// Text as a value to hand to the caller.
    fn text_value(&self, text: Self::Text) -> Self::Value;
    /// The value `undefined`.
    fn nothing(&self) -> Self::Value;
    /// Plain names, and values, as `application/x-www-form-urlencoded`.
    fn encode_form(&self, pairs: &[(&str, &str)]) -> Self::Body;
    /// The forms in which a secret may be repeated, a line for each, of which the secret has none: as it is, in a form,
    /// in an address, in JSON and in a text of JSON.
    fn forms_of(&self, secret: &str) -> String;
    /// The fields of an object as the query of an address, without its question mark: texts, numbers and truth values,
    /// arrays of them as repeated names; what is `undefined` or `null` is left out. Nothing when anything else is among
    /// them.
    fn query(&self, object: &Self::Value) -> Option<String>;
    /// A path with what no path may hold percent-encoded; the escapes that it has are kept.
    fn encode_path(&self, path: &str) -> String;
    /// What the caller gets for a token, with the seconds that it may still be used.
    fn token(&self, token: &str, seconds_left: f64) -> Self::Value;
    /// What the caller gets for an answer; `text` is its text as it came, where that is wanted.
    fn answer(&self, status: u16, headers: Self::Value, data: Self::Value, text: Option<Self::Text>) -> Self::Value;
    /// A body from a value, as JSON; nothing when it cannot be written as JSON.
    fn json_body(&self, value: &Self::Value) -> Option<Self::Body>;
    /// A body from an opaque value or a string, as it is.
    fn raw_body(&self, value: &Self::Value) -> Self::Body;
}

/// The URL parser of the platform, on its own because addresses are checked before there is a client.
pub trait UrlParser {
    /// Takes an absolute address apart; nothing when it is not one.
    fn parse_url(&self, text: &str) -> Option<ParsedUrl>;
}
