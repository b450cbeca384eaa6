//! A whole call, from its options to what its caller sees. Parts: the options, in JSON, or none for a healthcheck; what
//! the authorisation server answers; what the API answers first, and from then on.
//!
//! Whoever answers knows what was sent: `{secret}`, `{encoded}`, `{token}` and `{body}` stand for it. With `{forget}`
//! in an answer, the client forgets its token before that answer comes.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::json;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::Request;

use crate::input::{given, parts, reply};
use crate::properties::{assert_hidden, assert_quotes_nothing_of, assert_sound};
use crate::support::network::{Reply, is_token_request};
use crate::support::parsing::encode_pairs;
use crate::support::scene::Scene;
use crate::support::value::Value;

/// A secret that is another text when it is sent.
const SECRET: &str = "s3cr&t/é+%";

/// What was sent to the API, and the challenges that came back.
#[derive(Clone, Default)]
struct Sent {
    tokens: Vec<String>,
    body: String,
    challenges: String,
}

/// It ends, nothing is left under way, and a failure shows neither the secret nor a token nor a piece of the body.
pub fn run(data: &[u8]) {
    let [options, token_answer, first, later] = parts(data);
    let scene = Scene::new();
    let of_client = json!({ "environment": "sandbox", "clientId": "id", "clientSecret": SECRET });
    let client = scene.client_with(&of_client.into());
    let sent = Rc::new(RefCell::new(Sent::default()));
    let in_hook = Rc::clone(&sent);
    let forgetful = Rc::clone(&client);
    let mut answers = vec![later, first];
    scene.network.set_hook(move |request| {
        let answer = if is_token_request(request) {
            token_answer.clone()
        } else {
            note(&mut in_hook.borrow_mut(), request);
            if answers.len() > 1 { answers.pop() } else { answers.first().cloned() }.unwrap_or_default()
        };
        if answer.contains("{forget}") {
            forgetful.forget_token();
        }
        let reply = reply(&filled_in(&answer, &in_hook.borrow()));
        if let Reply::Answer(answer) = &reply {
            in_hook.borrow_mut().challenges.push_str(answer.header("www-authenticate").unwrap_or_default());
        }
        Some(reply)
    });
    let outcome = match given(&options) {
        Some(options) => scene.kind(&client, CallKind::Request, &options),
        None => scene.kind(&client, CallKind::Healthcheck, &Value::Nothing),
    };
    scene.network.remove_hook();
    scene.assert_quiet();
    let sent = sent.borrow().clone();
    if let Err(error) = outcome {
        assert_sound(&error);
        let tokens = sent.tokens.iter().map(String::as_str);
        assert_hidden(&error, &tokens.chain([SECRET, &encoded()]).collect::<Vec<_>>());
        assert_quotes_nothing_of(&error, &sent.body, &sent.challenges);
    }
}

/// Remembers what the API was sent.
fn note(sent: &mut Sent, request: &Request) {
    let bearer = request.header("authorization").unwrap_or_default();
    let token = bearer.strip_prefix("Bearer ").expect("the API gets a bearer token");
    assert!(!token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()));
    sent.tokens.push(token.to_owned());
    sent.body = String::from_utf8_lossy(&request.body).into_owned();
}

/// The secret as a form has it.
fn encoded() -> String {
    encode_pairs([("", SECRET)].into_iter()).trim_start_matches('=').to_owned()
}

fn filled_in(answer: &str, sent: &Sent) -> String {
    let token = sent.tokens.last().map_or("", String::as_str);
    let answer = answer.replace("{secret}", SECRET).replace("{encoded}", &encoded());
    answer.replace("{token}", token).replace("{body}", &sent.body)
}
