//! The contract's messages for people, filled in: in French for the back-end, which speaks it; in English for who makes
//! a simulator, as all that this crate says to them.

use serde_json::Value as Json;
use sne_cotation_contract::error::Error;

const FRENCH: &str = include_str!("../../../contract/src/messages/fr.json");
const ENGLISH: &str = include_str!("../../../contract/src/messages/en.json");

/// What is wrong, in French.
pub(crate) fn french(error: &Error) -> String {
    text(FRENCH, error)
}

/// What is wrong, in English.
pub(crate) fn english(error: &Error) -> String {
    text(ENGLISH, error)
}

fn text(catalogue: &str, error: &Error) -> String {
    let id = error.reason().id();
    let texts: Json = serde_json::from_str(catalogue).unwrap_or_default();
    let message = texts.get(id).and_then(|it| it.get("message")?.as_str()).unwrap_or(id);
    let mut filled = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(before);
        filled.push_str(error.fact(name).unwrap_or_default());
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use sne_cotation_contract::error::Error;
    use sne_cotation_contract::reason::Reason;

    use super::{english, french};

    #[test]
    fn facts_are_in_the_message() {
        let error = Error::new(Reason::RuleType).with("expected", "integer").with("given", "string");
        assert_eq!(french(&error), "doit être de type integer, et non string");
        assert!(english(&error).contains("integer") && !english(&error).contains('{'));
    }
}
