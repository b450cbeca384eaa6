//! An answer of the gateway to a request. Parts: the method and the request's body; the answer.

use std::rc::Rc;

use sne_cotation::core::answer::ResponseReader;
use sne_cotation::core::platform::{Platform, Response as _};
use sne_cotation::core::reason::Kind;

use crate::input::{first_line, parts, response};
use crate::platform::platform;
use crate::properties::{assert_quotes_nothing_of, assert_same_view, assert_sound, is_mistake, text_facts};
use crate::support::body::Body;
use crate::support::platform::TestPlatform;
use crate::support::response::Response;

/// A success is that of the answer; an error repeats nothing that was sent, and is the one that its status is.
pub fn run(data: &[u8]) {
    let [request, answer] = parts(data);
    let (method, body) = first_line(&request);
    let response = response(&answer);
    let platform = platform();
    let as_text = Body::Text(Rc::from(body));
    let as_bytes = Body::Bytes(Rc::from(body.as_bytes()));
    for sent in [None, Some(&as_text), Some(&as_bytes)] {
        for (may_be_empty, parses_text) in [(false, false), (true, false), (false, true)] {
            let headers = &[("accept".to_owned(), "application/json, text/html".to_owned())];
            let (platform, keeps_text) = (&platform, may_be_empty);
            let takes_text = parses_text;
            let reading = ResponseReader {
                platform,
                method,
                body: sent,
                headers,
                may_be_empty,
                parses_text,
                takes_text,
                keeps_text,
            };
            check(&reading, body, &response);
        }
    }
}

fn check(reading: &ResponseReader<'_, TestPlatform>, body: &str, response: &Response) {
    let outcome = reading.read(response);
    assert_same_view(&outcome, &reading.read(response));
    let status = response.status;
    let error = match outcome {
        Ok(answer) => {
            assert!((200..=299).contains(&status));
            assert_eq!(answer.text_at("status"), status.to_string());
            return;
        }
        Err(error) => error,
    };
    assert_sound(&error);
    assert!(!is_mistake(&error), "an answer is no mistake of the caller's: {error}");
    assert!(text_facts(&error).all(|(name, _)| matches!(name.as_str(), "code" | "message")));
    if may_be_profile(response) {
        assert!(status == 429 || error.kind() != Kind::Quota, "{status}: {error}");
    } else {
        assert_eq!(error.kind() == Kind::Quota, status == 429, "{status}: {error}");
        assert!(error.kind() != Kind::Profile, "{status}: {error}");
    }
    if reading.body.is_some() {
        assert_quotes_nothing_of(&error, body, &response.header("www-authenticate").unwrap_or_default());
    }
    if matches!(reading.body, Some(Body::Bytes(_))) {
        let said = text_facts(&error).find(|(name, _)| name == "message").map(|(_, said)| said);
        assert!(said.is_none_or(|said| said == "…"), "what bytes hold is not known");
    }
}

/// Whether the body may be the one of the missing business profile, which comes under any status, and within anything.
fn may_be_profile(response: &Response) -> bool {
    response.text().is_some_and(|text| text.0.contains("ERRAUTUSR0001"))
}
