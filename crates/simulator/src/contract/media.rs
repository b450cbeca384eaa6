//! Media types: which of what an operation gives is wanted, and whether it takes what is sent.

use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::{Value, ValueRef};

const JSON: &str = "application/json";
/// What is given where a range allows any of a family.
const OF_FAMILIES: [(&str, &str); 4] =
    [("application", "application/json"), ("text", "text/plain"), ("image", "image/png"), ("audio", "audio/x-wav")];

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

/// Whether it is a form in parts.
pub(crate) fn is_multipart(media_type: &str) -> bool {
    essence(media_type) == "multipart/form-data"
}

/// Whether it is one of the two forms that HTML has.
pub(crate) fn is_form(media_type: &str) -> bool {
    is_multipart(media_type) || essence(media_type) == "application/x-www-form-urlencoded"
}

/// Whether a media type is one that a range such as `text/*` is about.
pub(crate) fn is_within(media_type: &str, range: &str) -> bool {
    let (media_type, range) = (essence(media_type), essence(range));
    let in_family = |family: &str| media_type.split('/').next() == Some(family);
    range == "*/*" || range == "*" || media_type == range || range.strip_suffix("/*").is_some_and(in_family)
}

/// The media types of answers that an operation gives: JSON where it does not say. Of a range such as `*/*`, those of
/// its family that are asked for by their names, and what is usual in it.
pub(crate) fn given(listed: &[&str], accept: Option<&str>) -> Vec<String> {
    let mut given = Vec::new();
    let mut add = |media_type: String| {
        if !given.contains(&media_type) {
            given.push(media_type);
        }
    };
    for one in listed {
        if !is_range(one) {
            add((*one).to_owned());
            continue;
        }
        add(usual(one));
        let asked = accept.into_iter().flat_map(|accept| accept.split(',')).map(essence);
        asked.filter(|asked| is_type(asked) && is_within(asked, one)).for_each(&mut add);
    }
    if given.is_empty() { vec![JSON.to_owned()] } else { given }
}

/// A media type of a range: JSON, where it is in there.
fn usual(range: &str) -> String {
    let family = essence(range).split('/').next().unwrap_or_default().to_owned();
    let known = OF_FAMILIES.iter().find(|(known, _)| *known == family);
    known.map_or(JSON, |(_, usual)| usual).to_owned()
}

/// Whether it is a range, or no media type at all, as `json` is none: neither can be said of a body.
fn is_range(media_type: &str) -> bool {
    !is_type(&essence(media_type))
}

fn is_type(essence: &str) -> bool {
    let is_token = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'*');
    essence.split_once('/').is_some_and(|(family, own)| is_token(family) && is_token(own) && !own.contains('/'))
}

/// Whether an operation that lists these media types takes JSON: it says so, or says nothing, or takes any.
pub(crate) fn takes_json(listed: &[&str]) -> bool {
    listed.is_empty() || listed.iter().any(|one| is_json(one) || (is_range(one) && usual(one) == JSON))
}

/// The media type of an answer: of those that there are, the one most wanted (RFC 9110, section 12.5.1), JSON before
/// others; none when none is wanted.
pub(crate) fn wanted<'m>(produced: &'m [String], accept: Option<&str>) -> Option<&'m str> {
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
    use super::{given, is_within, takes_json, wanted};

    #[test]
    fn the_most_wanted_is_given() {
        let both = ["text/plain", "application/json"].map(str::to_owned);
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

    #[test]
    fn of_a_range_json_is_given_or_what_is_asked_for() {
        for (listed, accept, expected) in [
            (&["*/*"][..], None, "application/json"),
            (&["*/*"], Some("text/csv"), "text/csv"),
            (&["*/*"], Some("text/csv, */*;q=0.1"), "text/csv"),
            (&["application/*"], Some("application/pdf"), "application/pdf"),
            (&["application/*"], Some("*/*"), "application/json"),
            (&["text/*"], Some("*/*"), "text/plain"),
            (&["json"], Some("*/*"), "application/json"),
            (&[], Some("application/json"), "application/json"),
        ] {
            let given = given(listed, accept);
            assert_eq!(wanted(&given, accept), Some(expected), "{listed:?} {accept:?}");
        }
        assert_eq!(wanted(&given(&["image/*"], None), Some("text/csv")), None);
    }

    #[test]
    fn what_takes_anything_takes_json() {
        for (listed, takes) in [
            (&["*/*"][..], true),
            (&["application/*"], true),
            (&[], true),
            (&["text/xml"], false),
            (&["text/*"], false),
        ] {
            assert_eq!(takes_json(listed), takes, "{listed:?}");
        }
    }
}
