//! A pattern of a contract, on a text. Parts: the pattern; the text.

use sne_cotation_contract::pattern::{Pattern, Truth};

use crate::input::parts;

/// More than these inputs can take, but for what is made to.
const STEPS: u32 = 1 << 20;

/// What one of the two rules reads otherwise once something stands around it: what is between signs of another
/// language, and a class that begins with `]`. So it is with classes within classes, and with comments.
const ALONE: [&str; 3] = ["\\Q", "[]", "[^]"];

/// A pattern says the same of a text however it is wrapped, and each time it is asked, within the steps it is given.
pub fn run(data: &[u8]) {
    let [source, text] = parts(data);
    let Ok(pattern) = Pattern::new(&source) else { return };
    let find = |pattern: &Pattern| pattern.find(&text, &mut STEPS.clone());
    let Some(found) = find(&pattern) else { return };
    assert_eq!(find(&pattern), Some(found), "{source:?} in {text:?} again");
    let has_nested_classes = source.split(']').any(|part| part.matches('[').count() > 1);
    let may_have_comments = source.contains("(?") && source.contains('#');
    if source.starts_with('/')
        || has_nested_classes
        || may_have_comments
        || ALONE.iter().any(|sign| source.contains(sign))
    {
        return;
    }
    let same = [
        format!("(?:{source})"),
        format!("(?={source})"),
        format!("(?!(?!{source}))"),
        format!("(?<x>{source}){{1}}"),
        format!("(?:{source})|(?:{source})"),
        format!(r"[\d\D]*?(?:{source})"),
        format!("x{{0}}(?:{source})(?:{source})*"),
        format!("(?:{source}){{1,3}}(?:)"),
    ];
    for other in same {
        let other_found = Pattern::new(&other).ok().and_then(|pattern| find(&pattern));
        let is_same = other_found.is_none_or(|other| (other > Truth::No) == (found > Truth::No));
        assert!(is_same, "{source:?} {other:?} {text:?}");
    }
    let not_here = Pattern::new(&format!(r"^(?![\d\D]*(?:{source}))")).ok().and_then(|pattern| find(&pattern));
    let is_opposite = match (found, not_here) {
        (Truth::No, Some(not_here)) => not_here == Truth::Yes,
        (found, Some(Truth::No)) => found > Truth::No,
        _ => true,
    };
    assert!(is_opposite, "{source:?} in {text:?}, or not");
}
