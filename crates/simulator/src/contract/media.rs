//! Media types: which of what an operation gives is wanted, and whether it takes what is sent.

use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::{Value, ValueRef};

/// The media types that an operation lists.
pub(crate) fn list(contract: &Contract, word: Option<ValueRef>) -> Vec<&str> {
    let list = word.map(|word| contract.document.value(word));
    list.into_iter().flat_map(Value::items).filter_map(Value::text).collect()
}

/// A media type without its parameters, in small letters.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether it is JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// Whether a media type is one that a range such as `text/*` is about.
pub(crate) fn is_within(media_type: &str, range: &str) -> bool {
    let (media_type, range) = (essence(media_type), essence(range));
    let in_family = |family: &str| media_type.split('/').next() == Some(family);
    range == "*/*" || range == "*" || media_type == range || range.strip_suffix("/*").is_some_and(in_family)
}

/// The media type of an answer: of those that there are, the one most wanted (RFC 9110, section 12.5.1), JSON before
/// others; none when none is wanted.
pub(crate) fn wanted<'m>(produced: &[&'m str], accept: Option<&str>) -> Option<&'m str> {
    let weight = |media_type: &str| accept.map_or(1000, |accept| weight(media_type, accept));
    let mut best: Option<(u32, &str)> = None;
    let json_first = produced.iter().filter(|one| is_json(one)).chain(produced.iter().filter(|one| !is_json(one)));
    for media_type in json_first {
        let weight = weight(media_type);
        if weight > best.map_or(0, |(known, _)| known) {
            best = Some((weight, media_type));
        }
    }
    best.map(|(_, media_type)| media_type)
}

/// How much a media type is wanted, in thousandths: what the most precise range about it says.
fn weight(media_type: &str, accept: &str) -> u32 {
    let precision = |range: &str| range.bytes().filter(|byte| *byte != b'*').count();
    let about = accept.split(',').filter(|range| is_within(media_type, range));
    about.max_by_key(|range| precision(&essence(range))).map_or(0, quality)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
fn quality(range: &str) -> u32 {
    let said = range.split(';').skip(1).find_map(|part| part.trim().strip_prefix("q="));
    let quality: f64 = said.and_then(|text| text.trim().parse().ok()).unwrap_or(1.0);
    (quality.clamp(0.0, 1.0) * 1000.0) as u32
}

#[cfg(test)]
mod tests {
    use super::{is_within, wanted};

    #[test]
    fn the_most_wanted_is_given() {
        let both = ["text/plain", "application/json"];
        for (accept, expected) in [
            (None, Some("application/json")),
            (Some("*/*"), Some("application/json")),
            (Some("text/plain"), Some("text/plain")),
            (Some("application/json;q=0.5, text/*"), Some("text/plain")),
            (Some("application/json;q=0, */*;q=0.1"), Some("text/plain")),
            (Some("image/png"), None),
            (Some("*/*;q=0"), None),
        ] {
            assert_eq!(wanted(&both, accept), expected, "{accept:?}");
        }
    }

    #[test]
    fn parameters_and_case_do_not_count() {
        assert!(is_within("Application/JSON; charset=utf-8", "application/json"));
        assert!(!is_within("application/jsonp", "application/json"));
    }
}
