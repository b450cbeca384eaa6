//! Media types: which ones are JSON, and which are a page of HTML.

use crate::header;
use crate::text::{ends_with, split_exactly, split_once};

/// A media type without its parameters: `text/html` of `text/html; charset=utf-8`.
#[inline]
#[must_use]
pub fn essence(media_type: &str) -> &str {
    split_once(media_type, b';').map_or(media_type, |(essence, _)| essence).trim_ascii()
}

/// Whether a media type is JSON: its subtype is `json` (RFC 8259) or has the suffix `+json` (RFC 6839).
///
/// ```
/// use sne_cotation_common::media::is_json;
///
/// assert!(is_json("application/JSON; charset=utf-8") && is_json("application/problem+json"));
/// assert!(!is_json("application/jsonl") && !is_json("json") && !is_json("text/plain; a=/json"));
/// ```
#[must_use]
pub fn is_json(media_type: &str) -> bool {
    has_subtype(media_type, "/json", "+json")
}

/// Whether a media type is a page of HTML.
#[must_use]
pub fn is_html(media_type: &str) -> bool {
    has_subtype(media_type, "/html", "/xhtml+xml")
}

/// Whether a media type is XML. Pages of HTML that are XML as well count among these too.
#[must_use]
pub fn is_xml(media_type: &str) -> bool {
    has_subtype(media_type, "/xml", "+xml")
}

/// Whether a text can be what a request accepts: media types, or ranges of them (RFC 9110, section 12.5.1), between
/// commas.
///
/// ```
/// use sne_cotation_common::media::is_accept;
///
/// assert!(is_accept("application/pdf") && is_accept("text/*;q=0.5, */*") && !is_accept("pdf") && !is_accept(""));
/// ```
#[must_use]
pub fn is_accept(text: &str) -> bool {
    let is_range = |range: &str| {
        let sides = split_once(essence(range), b'/');
        sides.is_some_and(|(kind, subtype)| header::is_name(kind) && header::is_name(subtype))
    };
    header::is_value(text) && split_exactly(text, b',').all(is_range)
}

fn has_subtype(media_type: &str, one: &str, other: &str) -> bool {
    let essence = split_once(media_type, b';').map_or(media_type, |(essence, _)| essence).trim_ascii_end();
    ends_with(essence, one) || ends_with(essence, other)
}

#[cfg(test)]
mod tests {
    use super::{is_accept, is_html, is_xml};

    #[test]
    fn what_is_accepted_are_media_types() {
        for text in ["a/b", " a/b ; c=d , */* ", "application/vnd.a+json;q=0.5,a/*"] {
            assert!(is_accept(text), "{text}");
        }
        for text in ["", "a", "a/", "/b", "a/b/c", "a/b,", ",", "a b/c", "a/b\r\nX: y", "a/é", "a/b;\u{2028}"] {
            assert!(!is_accept(text), "{text:?}");
        }
    }

    #[test]
    fn pages_and_xml_are_told_by_their_subtype() {
        assert!(["text/html", "TEXT/HTML;charset=utf-8", "application/xhtml+xml"].iter().all(|it| is_html(it)));
        assert!(["text/xml", "application/xml; a=b", "image/svg+xml"].iter().all(|it| is_xml(it) && !is_html(it)));
        assert!(["", "html", "text/plain; /html", "application/json"].iter().all(|it| !is_html(it) && !is_xml(it)));
    }
}
