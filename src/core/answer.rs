//! What an answer of the API gateway means: the API's data, or one of the reasons of [`super::reason`]. The rows are
//! those of the platform notes ("Gateway answers"), in the order in which they are told apart here.

use sne_cotation_common::certificate::is_of_unknown_authority;
use sne_cotation_common::media;
use sne_cotation_common::text::contains;

use super::echo::echoes;
use super::error::{Cause, Error};
use super::headers::{self, challenge_parameter};
use super::platform::{Body, Failure, Platform, Response, Runtime, Text};
use super::quote::{is_business_code, is_code};
use super::reason::Reason;
use super::retry_after;
use super::value::{Kind, Value};

/// The code of the missing business profile (guide, "Appel d'un endpoint").
pub const NO_PROFILE: &str = "ERRAUTUSR0001";
/// What the gateway's challenges name (platform notes, "Gateway answers").
const GATEWAY_REALM: &str = "DefaultRealm";
/// Bytes of an error answer that are looked into; the rest is of no use to anybody.
pub const MAX_ERROR_BYTES: u32 = 65_536;

/// What reading an answer depends on besides the answer.
#[allow(clippy::struct_excessive_bools, reason = "wishes that do not depend on each other")]
pub struct ResponseReader<'a, P: Platform> {
    /// The platform.
    pub platform: &'a P,
    /// The method of the request.
    pub method: &'a str,
    /// The body of the request.
    pub body: Option<&'a P::Body>,
    /// The headers of the request.
    pub headers: &'a [(String, String)],
    /// Whether an answer 200 may be without a body.
    pub may_be_empty: bool,
    /// Whether a text that reads as JSON is data although its type does not say so.
    pub parses_text: bool,
    /// Whether what is announced as JSON and is another text is data: the contract has a text there.
    pub takes_text: bool,
    /// Whether the caller wants the text as it came, too.
    pub keeps_text: bool,
    /// Whether it is the answer of `healthcheck`, which is the state of the API and nothing else.
    pub is_state: bool,
}

impl<P: Platform> ResponseReader<'_, P> {
    /// Says what an answer means.
    pub fn read(&self, response: &P::Response) -> Result<P::Value, Error> {
        let status = response.status();
        let answer = match status {
            200..=299 => self.read_success(status, response),
            400..=599 => Err(self.read_failure(status, response)),
            _ => Err(Error::new(other_status(status))),
        };
        answer.map_err(|error| error.status(status))
    }

    fn read_success(&self, status: u16, response: &P::Response) -> Result<P::Value, Error> {
        let answer = |data| Ok(self.platform.answer(status, response.headers(), data, None));
        if self.method == "HEAD" || matches!(status, 204 | 205) {
            return answer(self.platform.nothing());
        }
        let content = match Content::of(response) {
            Content::Html | Content::Xml if self.asked_for(response) => Content::Text,
            // Some servers say so of their JSON, too.
            Content::Html | Content::Xml if self.is_json(response) => Content::Json,
            Content::Html => return Err(Error::new(Reason::GatewayHtml)),
            Content::Xml => return Err(Error::new(Reason::BodyXml)),
            Content::Bytes if self.is_state || (self.parses_text && self.is_json(response)) => Content::Json,
            Content::Bytes => return answer(response.bytes()),
            content => content,
        };
        let text = response.text().ok_or_else(|| Error::new(Reason::BodyCharset))?;
        let kept = self.keeps_text.then(|| text.clone());
        let answer = |data| Ok(self.platform.answer(status, response.headers(), data, kept));
        let is_text = !matches!(content, Content::Json);
        // What looks like a number may be a postcode, and lose its zeros as one; an object may be an error.
        let stays_text = is_text && !self.parses_text;
        if stays_text && text.start(1) != "{" {
            return answer(self.platform.text_value(text));
        }
        match self.platform.parse_json(&text) {
            Some(data) => match self.business(status, &data) {
                Some(error) => Err(error),
                None if self.is_state && self.names_no_profile(&text) => Err(no_profile()),
                None if stays_text => answer(self.platform.text_value(text)),
                None => answer(data),
            },
            None if is_text => answer(self.platform.text_value(text)),
            None if self.may_say_nothing(status) && text.is_blank() => answer(self.platform.nothing()),
            // Spring sends a text of its own as it is, and announces it as JSON.
            None if self.takes_text && not_json(&text) == Reason::BodyNotJson => answer(self.platform.text_value(text)),
            None => Err(Error::new(not_json(&text))),
        }
    }

    /// Whether the request named the type of the answer in its `Accept`: pages and XML that nobody asked for are the
    /// gateway's.
    fn asked_for(&self, response: &P::Response) -> bool {
        let content_type = response.header("content-type").unwrap_or_default();
        let essence = media::essence(&content_type);
        self.headers.iter().any(|(name, value)| name == "accept" && contains(value, essence))
    }

    /// Whether a body is an object or a list of JSON, whatever its type says.
    fn is_json(&self, response: &P::Response) -> bool {
        let text = response.text().filter(|text| matches!(text.start(1).as_str(), "{" | "["));
        text.is_some_and(|text| self.platform.parse_json(&text).is_some())
    }

    /// Whether a status may say "done" and nothing else. From PISTE, an empty 200 is more often a fault than an answer.
    fn may_say_nothing(&self, status: u16) -> bool {
        matches!(status, 201 | 202) || (self.may_be_empty && status == 200)
    }

    fn read_failure(&self, status: u16, response: &P::Response) -> Error {
        // A body that cannot be read says nothing; the status and the headers still do.
        let text = response.text();
        let data = text.as_ref().and_then(|text| self.platform.parse_json(text));
        if let Some(error) = data.and_then(|data| self.business(status, &data)) {
            return error;
        }
        if text.as_ref().is_some_and(|text| self.names_no_profile(text)) {
            return no_profile();
        }
        let wait = retry_after::of(self.platform, response);
        let challenge = response.header("www-authenticate").unwrap_or_default();
        let code = challenge_parameter(&challenge, "error").filter(|code| is_code(code) && self.may_repeat(code));
        let is_html = matches!(Content::of(response), Content::Html) || text.as_ref().is_some_and(is_html);
        let is_blank = text.as_ref().is_none_or(Text::is_blank);
        let is_of_the_gateway = self.is_of_the_gateway(&challenge);
        // Some gateways say so under another status than 401.
        let refuses_token = is_of_the_gateway && (status == 401 || !challenge.is_empty());
        let reason = match status {
            401 if !is_of_the_gateway => return self.unauthorized(&challenge).code(code),
            400 | 401 | 403 if refuses_token && says_disabled(&challenge) => Reason::ApplicationDisabled,
            400 | 401 | 403 if refuses_token => Reason::TokenRefused,
            400 if !challenge.is_empty() => Reason::TokenUnreadable,
            403 if code == Some("insufficient_scope") => Reason::ScopeMissing,
            403 if is_html => Reason::AccessPage,
            403 => Reason::SubscriptionMissing,
            423 => Reason::AccessBlocked,
            429 if wait.is_some() => Reason::QuotaExceeded,
            429 => Reason::QuotaExceededUnknown,
            504 => Reason::GatewayTimeout,
            511 if is_html => Reason::GatewayHtml,
            // 408 and 425: the request came too slowly, or too early.
            408 | 425 | 500..=599 => Reason::GatewayFault,
            413 | 414 | 431 => Reason::RequestTooLarge,
            405 => Reason::MethodRefused,
            // Of the request, whoever says it: a page before the API as well.
            406 | 409..=412 | 415..=417 | 422 | 424 | 426 | 428 | 451 => Reason::RequestRefused,
            _ if is_html => Reason::GatewayHtml,
            404 if is_blank => Reason::NotFound,
            404 => Reason::ResourceNotFound,
            400 if is_blank => Reason::RequestEmpty,
            _ => Reason::RequestRefused,
        };
        Error::new(reason).retry_after(wait).code(code)
    }

    /// Whether the challenge of a 401 is the gateway's, and so about the token. In a page it may be hidden.
    fn is_of_the_gateway(&self, challenge: &str) -> bool {
        let is_its_realm = challenge_parameter(challenge, "realm").is_none_or(|realm| realm == GATEWAY_REALM);
        let is_hidden = challenge.is_empty() && self.platform.runtime() == Runtime::Page;
        is_hidden || (is_its_realm && challenge_parameter(challenge, "error") == Some("invalid_token"))
    }

    /// The error of a 401 that the API behind the gateway answers, with what it says.
    fn unauthorized(&self, challenge: &str) -> Error {
        let said = challenge_parameter(challenge, "error_description").filter(|text| self.may_repeat(text));
        match said.filter(|said| !said.is_empty()) {
            Some(said) => Error::new(Reason::ApiUnauthorized).with("message", said),
            None => Error::new(Reason::ApiUnauthorizedSilent),
        }
    }

    /// Whether an answer of failure has the code of the missing profile somewhere: in XML, a list, an object around it.
    fn names_no_profile(&self, text: &<P::Response as Response>::Text) -> bool {
        text.has(NO_PROFILE) && !self.is_reflection(NO_PROFILE)
    }

    /// The error of the API itself, `{code, message}`, which comes under any status, 200 included. Data may well have
    /// fields of these names, so a success is an error only when the code has the form of the API's codes.
    fn business(&self, status: u16, data: &P::Value) -> Option<Error> {
        let code = data.text_field("code").filter(|_| data.kind() == Kind::Object)?;
        if code == NO_PROFILE {
            return Some(no_profile());
        }
        let message = data.text_field("message")?;
        let is_the_apis_own = is_business_code(&code);
        let needs_the_apis_own = matches!(status, 200..=299 | 401 | 423);
        // Over quota, the gateway answers with the request's body, whatever that looks like.
        let is_reflected = status == 429 || (!is_the_apis_own && self.is_reflection(&code));
        if !is_code(&code) || is_reflected || (needs_the_apis_own && !is_the_apis_own) {
            return None;
        }
        let error = if is_the_apis_own && self.may_repeat(&message) {
            Error::new(Reason::BusinessError).with("message", &message)
        } else {
            Error::new(Reason::BusinessErrorWithheld)
        };
        Some(error.code(Some(&code)))
    }

    /// Whether an answer with that code may be what was sent, sent back. What bytes hold cannot be known.
    fn is_reflection(&self, code: &str) -> bool {
        let is_of_body =
            |body: &P::Body| body.text().is_none_or(|sent| contains(&sent, code) || echoes(self.platform, code, body));
        headers::is_repeated(self.headers, code) || self.body.is_some_and(is_of_body)
    }

    /// Whether a text of the answer's or of the platform's repeats nothing that was sent.
    #[must_use]
    pub fn may_repeat(&self, text: &str) -> bool {
        !headers::is_repeated(self.headers, text) && !self.body.is_some_and(|body| echoes(self.platform, text, body))
    }
}

/// The error of an application without a business profile.
#[must_use]
pub fn no_profile() -> Error {
    Error::new(Reason::ProfileMissing).code(Some(NO_PROFILE))
}

/// Whether a challenge says that the application is disabled, or gone.
fn says_disabled(challenge: &str) -> bool {
    challenge_parameter(challenge, "error_description").is_some_and(|text| contains(text, "disabled"))
}

/// The error of an exchange that failed. `may_repeat` says whether words of the platform may be repeated.
#[must_use]
pub fn failed<P: Platform>(
    platform: &P,
    failure: Failure,
    url: &str,
    limit: u32,
    may_repeat: &dyn Fn(&str) -> bool,
) -> Error {
    match failure {
        Failure::TooLarge(status) => {
            Error::new(Reason::BodyTooLarge).with_number("bytes", f64::from(limit)).status(status)
        }
        Failure::Interrupted(status, cause) => {
            // The codes of zlib and of Brotli in Node.
            let is_of = |start: &str| cause.code.as_ref().is_some_and(|code| code.starts_with(start));
            let is_packed = is_of("Z_") || is_of("ERR__ERROR_FORMAT");
            let reason = if is_packed { Reason::BodyCompression } else { Reason::BodyInterrupted };
            Error::new(reason).status(status).cause(&cause, may_repeat)
        }
        Failure::NoFetch => Error::new(Reason::FetchMissing),
        Failure::NoResponse => Error::new(Reason::FetchUnusable),
        Failure::Unreachable(cause) => {
            Error::new(unreachable(platform, url, &cause)).with("url", url).cause(&cause, may_repeat)
        }
    }
}

/// Why there is no answer from an address, as far as it can be told. Without TLS the client speaks to this machine
/// only, to which no proxy leads.
fn unreachable<P: Platform>(platform: &P, url: &str, cause: &Cause) -> Reason {
    match &cause.code {
        _ if platform.runtime() == Runtime::Page => Reason::NetworkFailedInPage,
        Some(code) if is_of_unknown_authority(code) => Reason::CertificateUnknown,
        _ if url.starts_with("https") && platform.ignores_proxy() => Reason::ProxyIgnored,
        _ => Reason::NetworkFailed,
    }
}

/// What a status is that is neither a success nor an error. A browser hides that of a redirect.
#[must_use]
pub fn other_status(status: u16) -> Reason {
    match status {
        0 | 301 | 302 | 303 | 307 | 308 => Reason::Redirected,
        _ => Reason::StatusUnexpected,
    }
}

/// What kind of body an answer announces.
enum Content {
    Json,
    Html,
    Xml,
    Text,
    Bytes,
}

impl Content {
    fn of(response: &impl Response) -> Self {
        if response.is_known_as_json() {
            return Self::Json;
        }
        let Some(content_type) = response.header("content-type") else { return Self::Json };
        let essence = media::essence(&content_type);
        if essence.is_empty() || media::is_json(essence) {
            Self::Json
        } else if media::is_html(essence) {
            Self::Html
        } else if media::is_xml(essence) {
            Self::Xml
        } else if essence.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("text/")) {
            Self::Text
        } else {
            Self::Bytes
        }
    }
}

/// What a text is, that should have been JSON and is not.
#[must_use]
pub fn not_json(text: &impl Text) -> Reason {
    let start = text.start(1);
    match start.as_str() {
        "" => Reason::BodyEmpty,
        "<" if is_html(text) => Reason::GatewayHtml,
        "<" => Reason::BodyXml,
        "{" | "[" | "\"" => Reason::BodyTruncated,
        _ => Reason::BodyNotJson,
    }
}

/// How pages begin that somebody has written by hand, or a program before the page.
const PIECES: [&str; 10] = ["<head>", "<title>", "<body", "<h1", "<p>", "<b>", "<br", "<center", "<div", "<meta"];

/// Whether a text is a page of HTML: behind what XML and comments put before it, or a piece of one.
fn is_html(text: &impl Text) -> bool {
    let start = text.start(512).to_ascii_lowercase();
    let is_page = || contains(&start, "<!doctype html") || contains(&start, "<html");
    start.starts_with('<') && (is_page() || PIECES.iter().any(|piece| start.starts_with(piece)))
}
