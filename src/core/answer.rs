//! What an answer of the API gateway means: the API's data, or one of the reasons of [`super::reason`]. The rows are
//! those of the platform notes ("Gateway answers"), in the order in which they are told apart here.

use super::error::Error;
use super::headers::challenge_parameter;
use super::platform::{Body, Platform, ReadFailure, Response, Runtime, Text};
use super::quote::{Withheld, contains, is_business_code, is_code};
use super::reason::Reason;
use super::request::is_json;
use super::retry_after;
use super::value::{Kind, Value};

/// The code of the missing business profile (guide, "Appel d'un endpoint").
const NO_PROFILE: &str = "ERRAUTUSR0001";
/// Bytes of an error answer that are looked into; the rest is of no use to anybody.
const MAX_ERROR_BYTES: u32 = 65_536;

/// A successful answer.
#[derive(Clone, Debug)]
pub struct Answer<V> {
    /// The status.
    pub status: u16,
    /// The headers, as the platform has them.
    pub headers: V,
    /// What the body holds.
    pub data: V,
}

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
    /// The largest body, in bytes.
    pub limit: u32,
}

impl<P: Platform> Reading<'_, P> {
    /// Reads an answer to its end.
    pub async fn read(&self, mut response: P::Response) -> Result<Answer<P::Value>, Error> {
        let status = response.status();
        match status {
            200..=299 => self.read_success(status, &mut response).await,
            0 | 301 | 302 | 303 | 307 | 308 => Err(redirected(status)),
            400..=599 => Err(self.read_failure(status, &mut response).await),
            _ => Err(Error::new(Reason::StatusUnexpected).status(status).with_number("status", f64::from(status))),
        }
    }

    async fn read_success(&self, status: u16, response: &mut P::Response) -> Result<Answer<P::Value>, Error> {
        let content = Content::of(response);
        let headers = response.headers();
        let answer = |data| Ok(Answer { status, headers, data });
        if self.method == "HEAD" || matches!(status, 204 | 205) {
            return answer(self.platform.nothing());
        }
        match content {
            Content::Html => return Err(Error::new(Reason::GatewayHtml).status(status)),
            Content::Xml => return Err(Error::new(Reason::BodyXml).status(status)),
            Content::Bytes => {
                let bytes = response.bytes(u64::from(self.limit)).await;
                return answer(bytes.map_err(|failure| self.unreadable(status, failure))?);
            }
            Content::Json | Content::Text => {}
        }
        let charset = charset(response);
        let text = response.text(&charset, u64::from(self.limit)).await;
        let text = text.map_err(|failure| self.unreadable(status, failure))?;
        match self.platform.parse_json(&text) {
            Some(data) => match self.business(status, &data) {
                Some(error) => Err(error),
                None => answer(data),
            },
            None if matches!(content, Content::Text) => answer(self.platform.text_value(text)),
            // These may say "done" and nothing else.
            None if matches!(status, 201 | 202) && text.is_blank() => answer(self.platform.nothing()),
            None => Err(Error::new(not_json(&text)).status(status)),
        }
    }

    fn unreadable(&self, status: u16, failure: ReadFailure) -> Error {
        unreadable(failure, self.limit, &|text| self.quote(text)).status(status)
    }

    async fn read_failure(&self, status: u16, response: &mut P::Response) -> Error {
        let charset = charset(response);
        // A body that cannot be read says nothing; the status and the headers still do.
        let text = response.text(&charset, u64::from(MAX_ERROR_BYTES)).await.ok();
        let data = text.as_ref().and_then(|text| self.platform.parse_json(text));
        let is_html = matches!(Content::of(response), Content::Html) || text.as_ref().is_some_and(is_html);
        let is_empty = text.as_ref().is_none_or(Text::is_blank);
        if let Some(error) = data.and_then(|data| self.business(status, &data)) {
            return error;
        }
        self.by_status(status, response, is_html, is_empty).status(status)
    }

    /// The reason that the status and the headers give.
    fn by_status(&self, status: u16, response: &P::Response, is_html: bool, is_empty: bool) -> Error {
        let challenge = response.header("www-authenticate");
        let challenged = |name| challenge.as_deref().and_then(|header| challenge_parameter(header, name));
        let code = challenged("error").filter(|code| is_code(code));
        let coded = |reason| match code.clone() {
            Some(code) => Error::new(reason).code(code),
            None => Error::new(reason),
        };
        match status {
            401 if challenged("error_description").is_some_and(|text| contains(&text, "disabled")) => coded(Reason::ApplicationDisabled),
            401 => coded(Reason::TokenRefused),
            400 if challenge.is_some() => coded(Reason::TokenUnreadable),
            403 if code.as_deref() == Some("insufficient_scope") => coded(Reason::ScopeMissing),
            403 => Error::new(Reason::SubscriptionMissing),
            423 => Error::new(Reason::AccessBlocked),
            429 => self.quota(response),
            504 => Error::new(Reason::GatewayTimeout),
            500..=599 => self.with_retry_after(Error::new(Reason::GatewayFault).with_number("status", f64::from(status)), response),
            _ if is_html => Error::new(Reason::GatewayHtml),
            404 => Error::new(Reason::NotFound),
            405 => Error::new(Reason::MethodRefused),
            400 if is_empty => Error::new(Reason::RequestEmpty),
            _ => Error::new(Reason::RequestRefused).with_number("status", f64::from(status)),
        }
    }

    fn quota(&self, response: &P::Response) -> Error {
        match retry_after::of(self.platform, response) {
            Some(seconds) => {
                Error::new(Reason::QuotaExceeded).with_number("seconds", seconds).retry_after(Some(seconds))
            }
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
            return Some(Error::new(Reason::ProfileMissing).status(status).code(code));
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
        Some(error.with("code", &code).code(code).status(status))
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

/// The error of a redirect, which is never followed: it could carry the secret or the token elsewhere.
#[must_use]
pub fn redirected(status: u16) -> Error {
    let error = Error::new(Reason::Redirected);
    if status == 0 { error } else { error.status(status) }
}

/// The error of a body that could not be read. `quote` says what of the platform's words may be repeated.
#[must_use]
pub fn unreadable(failure: ReadFailure, limit: u32, quote: &dyn Fn(&str) -> Option<String>) -> Error {
    match failure {
        ReadFailure::TooLarge => Error::new(Reason::BodyTooLarge).with_number("bytes", f64::from(limit)),
        ReadFailure::Interrupted(cause) => Error::new(Reason::BodyInterrupted).cause(cause.quoted(quote)),
        ReadFailure::Charset => Error::new(Reason::BodyCharset),
    }
}

/// The reason for no answer at all; what a page may learn of it is less.
#[must_use]
pub fn unreachable(runtime: Runtime) -> Reason {
    match runtime {
        Runtime::Page => Reason::NetworkFailedInPage,
        Runtime::Server => Reason::NetworkFailed,
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
        let Some(content_type) = response.header("content-type") else { return Self::Json };
        let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            "" => Self::Json,
            essence if is_json(essence) => Self::Json,
            "text/html" | "application/xhtml+xml" => Self::Html,
            "text/xml" | "application/xml" => Self::Xml,
            essence if essence.ends_with("+xml") => Self::Xml,
            essence if essence.starts_with("text/") => Self::Text,
            _ => Self::Bytes,
        }
    }
}

/// The character encoding that an answer announces; UTF-8 where it announces none (RFC 8259, section 8.1).
fn charset(response: &impl Response) -> String {
    let content_type = response.header("content-type").unwrap_or_default();
    let mut parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let charset = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charset.map_or_else(|| "utf-8".to_owned(), |(_, value)| value.trim().trim_matches('"').to_ascii_lowercase())
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
