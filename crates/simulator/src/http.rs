//! What the simulator receives and answers. Plain data; a host turns it into sockets or `Response` objects.

use std::fmt;
use std::time::Duration;

/// A request, complete: the platform answers nothing before it has the whole body.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// The method, in capitals.
    pub method: String,
    /// The absolute address, on one of PISTE's four hosts.
    pub url: String,
    /// Names and values, in order. Names are compared without regard to case.
    pub headers: Vec<(String, String)>,
    /// The body, empty when there is none.
    pub body: Vec<u8>,
}

impl Request {
    /// A request without headers or body.
    #[must_use]
    pub fn new(method: impl Into<String>, url: impl Into<String>) -> Self {
        Self { method: method.into(), url: url.into(), ..Self::default() }
    }

    /// The same request with one more header.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The same request with this body.
    #[must_use]
    pub fn with_body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// The first value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }
}

impl fmt::Debug for Request {
    /// Shows neither header values nor body: they hold tokens, secrets and people's data.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        formatter
            .debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &names)
            .field("body_length", &self.body.len())
            .finish()
    }
}

/// An answer, and how it must travel.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Response {
    /// The status; 0 when the connection is dropped, so that there is no answer at all.
    pub status: u16,
    /// Names and values, in order. `Content-Length` is among them where there can be a body.
    pub headers: Vec<(String, String)>,
    /// The whole body, even when [`Transport::truncate_after`] cuts it on the way.
    pub body: Vec<u8>,
    /// What happens between the two ends.
    pub transport: Transport,
}

impl Response {
    /// An answer with an empty body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// An answer with a body of the given media type.
    #[must_use]
    pub fn with_content(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let mut response = Self::empty(status);
        response.set_header("Content-Type", media_type);
        response.body = body.into();
        response
    }

    /// No answer: the connection is dropped.
    #[must_use]
    pub fn dropped() -> Self {
        let transport = Transport { dropped: true, ..Transport::default() };
        Self { transport, ..Self::default() }
    }

    /// The first value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    /// Sets a header, in place of any value it had.
    pub fn set_header(&mut self, name: &str, value: impl Into<String>) {
        self.headers.retain(|(present, _)| !present.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.into()));
    }

    /// The same answer with this header.
    #[must_use]
    pub(crate) fn and_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set_header(name, value);
        self
    }
}

/// How an answer travels. The default is: at once and whole.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Transport {
    /// Wait this long before the status and headers.
    pub head_delay: Duration,
    /// Wait this long before each piece of the body.
    pub chunk_delay: Duration,
    /// Send the body in pieces of this many bytes (at least 1); `None` sends it as one piece.
    pub chunk_size: Option<usize>,
    /// Announce the whole length, send only this many bytes, then drop the connection.
    pub truncate_after: Option<usize>,
    /// Drop the connection after `head_delay`, without an answer.
    pub dropped: bool,
}

fn find<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(present, _)| present.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_found_whatever_their_case() {
        let request = Request::new("GET", "https://h/").with_header("AUTHORIZATION", "x");
        assert_eq!(request.header("authorization"), Some("x"));
        assert_eq!(request.header("origin"), None);
    }

    #[test]
    fn setting_a_header_replaces_it() {
        let mut response = Response::empty(200);
        response.set_header("Retry-After", "1");
        response.set_header("retry-after", "2");
        assert_eq!(response.headers, [("retry-after".to_owned(), "2".to_owned())]);
    }

    #[test]
    fn the_debug_form_of_a_request_tells_no_secret() {
        let request = Request::new("POST", "https://h/").with_header("Authorization", "Bearer abc").with_body("hush");
        let shown = format!("{request:?}");
        assert!(!shown.contains("abc") && !shown.contains("hush"), "{shown}");
        assert!(shown.contains("Authorization"), "{shown}");
    }
}
