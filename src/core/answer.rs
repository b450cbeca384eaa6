//! What an answer of the API gateway means: the API's data, or one of the reasons of [`super::reason`]. The rows are
//! those of the platform notes ("Gateway answers"), in the order in which they are told apart here.

use super::error::Error;
use super::headers::challenge_parameter;
use super::platform::{Body, Failure, Platform, Response, Runtime, Text};
use super::quote::{Withheld, is_business_code, is_code};
use super::reason::Reason;
use super::request::is_json;
use super::retry_after;
use super::text::{contains, ends_with, split};
use super::value::{Kind, Value};

/// The code of the missing business profile (guide, "Appel d'un endpoint").
const NO_PROFILE: &str = "ERRAUTUSR0001";
/// Bytes of an error answer that are looked into; the rest is of no use to anybody.
pub const MAX_ERROR_BYTES: u32 = 65_536;

/// What reading an answer depends on besides the answer.
pub struct Reading<'a, P: Platform> {
    /// The platform.
    pub platform: &'a P,
    /// The method of the request.
    pub method: &'a str,
    /// The body of the request.
    pub body: Option<&'a P::Body>,
    /// The token of the request.
    pub token: &'a str,
}

impl<P: Platform> Reading<'_, P> {
    /// Says what an answer means.
    pub fn read(&self, response: &P::Response) -> Result<P::Value, Error> {
        let status = response.status();
        let answer = match status {
            200..=299 => self.read_success(status, response),
            0 | 301 | 302 | 303 | 307 | 308 => Err(Error::new(Reason::Redirected)),
            400..=599 => Err(self.read_failure(status, response)),
            _ => Err(Error::new(Reason::StatusUnexpected)),
        };
        answer.map_err(|error| error.status(status))
    }

    fn read_success(&self, status: u16, response: &P::Response) -> Result<P::Value, Error> {
        let answer = |data| Ok(self.platform.answer(status, response.headers(), data));
        if self.method == "HEAD" || matches!(status, 204 | 205) {
            return answer(self.platform.nothing());
        }
        let content = Content::of(response);
        match content {
            Content::Html => return Err(Error::new(Reason::GatewayHtml)),
            Content::Xml => return Err(Error::new(Reason::BodyXml)),
            Content::Bytes => return answer(response.bytes()),
            Content::Json | Content::Text => {}
        }
        let text = response.text().ok_or_else(|| Error::new(Reason::BodyCharset))?;
        match self.platform.parse_json(&text) {
            Some(data) => match self.business(status, &data) {
                Some(error) => Err(error),
                None => answer(data),
            },
            None if matches!(content, Content::Text) => answer(self.platform.text_value(text)),
            // These may say "done" and nothing else.
            None if matches!(status, 201 | 202) && text.is_blank() => answer(self.platform.nothing()),
            None => Err(Error::new(not_json(&text))),
        }
    }

    fn read_failure(&self, status: u16, response: &P::Response) -> Error {
        // A body that cannot be read says nothing; the status and the headers still do.
        let text = response.text();
        let data = text.as_ref().and_then(|text| self.platform.parse_json(text));
        if let Some(error) = data.and_then(|data| self.business(status, &data)) {
            return error;
        }
        let is_html = matches!(Content::of(response), Content::Html) || text.as_ref().is_some_and(is_html);
        let is_empty = text.as_ref().is_none_or(Text::is_blank);
        self.by_status(status, response, is_html, is_empty)
    }

    /// The reason that the status and the headers give.
    fn by_status(&self, status: u16, response: &P::Response, is_html: bool, is_empty: bool) -> Error {
        let challenge = response.header("www-authenticate");
        let challenged = |name| challenge.as_deref().and_then(|header| challenge_parameter(header, name));
        let code = challenged("error").filter(|code| is_code(code));
        let coded = |reason| match code {
            Some(code) => Error::new(reason).code(code),
            None => Error::new(reason),
        };
        match status {
            401 if challenged("error_description").is_some_and(|text| contains(text, "disabled")) => {
                coded(Reason::ApplicationDisabled)
            }
            401 => coded(Reason::TokenRefused),
            400 if challenge.is_some() => coded(Reason::TokenUnreadable),
            403 if code == Some("insufficient_scope") => coded(Reason::ScopeMissing),
            403 => Error::new(Reason::SubscriptionMissing),
            423 => Error::new(Reason::AccessBlocked),
            429 => self.quota(response),
            504 => Error::new(Reason::GatewayTimeout),
            500..=599 => self.with_retry_after(Error::new(Reason::GatewayFault), response),
            _ if is_html => Error::new(Reason::GatewayHtml),
            404 => Error::new(Reason::NotFound),
            405 => Error::new(Reason::MethodRefused),
            400 if is_empty => Error::new(Reason::RequestEmpty),
            _ => Error::new(Reason::RequestRefused),
        }
    }

    fn quota(&self, response: &P::Response) -> Error {
        match retry_after::of(self.platform, response) {
            Some(seconds) => Error::new(Reason::QuotaExceeded).retry_after(Some(seconds)),
            None => Error::new(Reason::QuotaExceededUnknown),
        }
    }

    fn with_retry_after(&self, error: Error, response: &P::Response) -> Error {
        error.retry_after(retry_after::of(self.platform, response))
    }

    /// The error of the API itself, `{code, message}`, which comes under any status, 200 included. Data may well have
    /// fields of these names, so a success is an error only when the code has the form of the API's codes.
    fn business(&self, status: u16, data: &P::Value) -> Option<Error> {
        if data.kind() != Kind::Object {
            return None;
        }
        let code = data.text_field("code")?;
        if code == NO_PROFILE {
            return Some(Error::new(Reason::ProfileMissing).code(&code));
        }
        let message = data.text_field("message")?;
        let is_the_apis_own = is_business_code(&code);
        let needs_the_apis_own = matches!(status, 200..=299 | 401 | 423);
        // Over quota, the gateway answers with the request's body, whatever that looks like.
        let is_reflected = status == 429 || self.is_reflection(&code);
        if !is_code(&code) || is_reflected || (needs_the_apis_own && !is_the_apis_own) {
            return None;
        }
        let quoted = if is_the_apis_own { self.quote(&message) } else { None };
        let error = match quoted {
            Some(message) => Error::new(Reason::BusinessError).with("message", &message),
            None => Error::new(Reason::BusinessErrorWithheld),
        };
        Some(error.code(&code))
    }

    /// Whether a code is a piece of what was sent.
    fn is_reflection(&self, code: &str) -> bool {
        self.body.and_then(Body::text).is_some_and(|sent| contains(&sent, code))
    }

    /// A text of the answer's or of the platform's, unless it repeats something that was sent. What bytes hold cannot
    /// be known, so after them nothing is quoted.
    #[must_use]
    pub fn quote(&self, text: &str) -> Option<String> {
        let sent = self.body.map(Body::text);
        match sent {
            Some(None) => None,
            sent => self.withheld(sent.flatten().as_deref()).quote(text),
        }
    }

    fn withheld<'b>(&'b self, body: Option<&'b str>) -> Withheld<'b> {
        Withheld { secrets: std::slice::from_ref(&self.token), body }
    }
}

/// The error of an exchange that failed. `quote` says what of the platform's words may be repeated.
#[must_use]
pub fn failed<P: Platform>(
    platform: &P,
    failure: Failure,
    url: &str,
    limit: u32,
    quote: &dyn Fn(&str) -> Option<String>,
) -> Error {
    let (reason, cause) = match failure {
        Failure::TooLarge => return Error::new(Reason::BodyTooLarge).with_number("bytes", f64::from(limit)),
        Failure::Interrupted(cause) => (Reason::BodyInterrupted, cause),
        Failure::Unreachable(cause) => match platform.runtime() {
            Runtime::Page => (Reason::NetworkFailedInPage, cause),
            Runtime::Server => (Reason::NetworkFailed, cause),
        },
    };
    Error::new(reason).with("url", url).cause(&cause, quote)
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
        let Some(content_type) = response.header("content-type") else { return Self::Json };
        let essence = split(&content_type, b';').next().unwrap_or_default();
        let ends_with = |end| ends_with(essence, end);
        if essence.is_empty() || is_json(essence) {
            Self::Json
        } else if ends_with("/html") || ends_with("/xhtml+xml") {
            Self::Html
        } else if ends_with("/xml") || ends_with("+xml") {
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

fn is_html(text: &impl Text) -> bool {
    let start = text.start(9).to_ascii_lowercase();
    start.starts_with("<!doctype") || start.starts_with("<html")
}
