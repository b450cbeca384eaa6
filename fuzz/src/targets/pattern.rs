//! A pattern of a contract, on a text. Parts: the pattern; the text.

use sne_cotation_contract::pattern::Pattern;

use crate::input::parts;

/// More than these inputs can take, but for what is made to.
const STEPS: u32 = 1 << 20;

/// A pattern says the same of a text however it is wrapped, within the steps that it is given.
pub fn run(data: &[u8]) {
    let [source, text] = parts(data);
    let Ok(pattern) = Pattern::new(&source) else { return };
    let find = |pattern: &Pattern| pattern.matches_within(&text, &mut STEPS.clone());
    let found = find(&pattern);
    let same = [
        format!("(?:{source})"),
        format!("(?={source})"),
        format!("(?!(?!{source}))"),
        format!("(?<x>{source}){{1}}"),
        format!("(?:{source})|(?:{source})"),
        format!("[^]*?(?:{source})"),
        format!("x{{0}}(?:{source})(?:{source})*"),
    ];
    for other in same {
        let other_found = Pattern::new(&other).ok().and_then(|pattern| find(&pattern));
        assert!(found.is_none() || other_found.is_none() || found == other_found, "{source:?} {other:?} {text:?}");
    }
    let not_here = Pattern::new(&format!("^(?![^]*(?:{source}))")).ok().and_then(|pattern| find(&pattern));
    assert!(found.is_none() || not_here.is_none() || found != not_here, "{source:?} in {text:?}, or not");
}
