//! The taking out of secrets. Parts: secrets, a line each; facts, a line each; what the platform says of a failure.

use sne_cotation::core::error::{Cause, Error};
use sne_cotation::core::reason::Reason;

use crate::input::{first_line, parts};
use crate::properties::{assert_sound, facts, text_facts};

/// No fact has a secret in it; the others are as they were.
pub fn run(data: &[u8]) {
    let [secrets, texts, cause] = parts(data);
    let secrets: Vec<&str> = secrets.lines().collect();
    let error = texts.lines().fold(Error::new(Reason::NetworkFailed), |error, text| error.with("message", text));
    let (name, rest) = first_line(&cause);
    let (code, message) = first_line(rest);
    let cause = Cause { name: name.to_owned(), message: message.to_owned(), code: Some(code.to_owned()) };
    let error = error.status(400).retry_after(Some(1.0)).cause(&cause, &|text| !text.contains('!'));
    let before: Vec<_> = text_facts(&error).collect();
    let error = error.without(&secrets);
    assert_sound(&error);
    let is_secret = |text: &str| secrets.iter().any(|secret| !secret.is_empty() && text.contains(secret));
    let after: Vec<_> = text_facts(&error).collect();
    assert_eq!(before.len(), after.len());
    for ((name, text), (name_after, shown)) in before.iter().zip(&after) {
        assert_eq!(name, name_after);
        assert_eq!(shown, if is_secret(text) { "…" } else { text });
        assert!(name == "message" || !shown.contains('!'), "what may not be repeated is in {name}");
    }
    assert_eq!(facts(&error).len(), after.len() + 2);
}
