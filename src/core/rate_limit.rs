//! What an answer announces of a quota: `X-Rate-Limit: [{"window":<seconds>,"type":"throttle","remaining":<calls>}]`,
//! or `X-Rate-Limit-Remaining` and `X-Rate-Limit-Reset` (platform notes, "Gateway answers"); or as other gateways
//! write it, one of which may stand before the API.

use sne_cotation_common::text::{concat, place, split, split_once};

use super::platform::{Platform, Response};
use super::time_left::until;
use super::value::Value;

/// The headers that announce a quota.
const HEADERS: &str = "x-rate-limit,x-rate-limit-remaining,x-ratelimit-remaining,ratelimit-remaining,ratelimit";
/// How the names of the two headers of a quota begin.
const NAMES: &str = "x-rate-limit, x-ratelimit, ratelimit";

/// What is left of a quota.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Announcement {
    /// Calls, at least 0.
    pub remaining: f64,
    /// Seconds in which they may be made, at least 0.
    pub window: f64,
}

/// The quota that an answer announces; of several, the one that leaves the fewest calls, for the longest time.
pub fn of<P: Platform>(platform: &P, response: &P::Response) -> Option<Announcement> {
    if !response.has_any(HEADERS) {
        return None;
    }
    let mut least = None;
    // Headers of one name arrive as one, with commas between their lists.
    let listed = response.header("x-rate-limit").map(|header| concat("[", &concat(&header, "]")));
    if let Some(lists) = listed.and_then(|header| platform.parse_header(&header)) {
        for list in lists.items() {
            for quota in list.items() {
                let number = |name| quota.field(name).and_then(|number| number.to_number());
                add(&mut least, number("remaining"), number("window"));
            }
        }
    }
    for name in split(NAMES, b',') {
        if least.is_some() {
            return least;
        }
        let Some(remaining) = response.header(&concat(name, "-remaining")) else { continue };
        let reset = response.header(&concat(name, "-reset"));
        let reset = reset.and_then(|reset| until(platform, response, reset.trim_ascii()));
        add(&mut least, number_in(platform, &remaining), reset);
    }
    if least.is_none() {
        in_fields(platform, &response.header("ratelimit").unwrap_or_default(), &mut least);
    }
    least
}

fn number_in<P: Platform>(platform: &P, text: &str) -> Option<f64> {
    platform.parse_header(text).and_then(|number| number.to_number())
}

/// What a header announces in fields: `limit=10, remaining=0, reset=30`, or `"name";r=0;t=30`, or several of these (the
/// drafts of `RateLimit`).
fn in_fields<P: Platform>(platform: &P, header: &str, least: &mut Option<Announcement>) {
    let mut remaining = None;
    for quota in split(header, b',') {
        for field in split(quota, b';') {
            let Some((name, value)) = split_once(field, b'=') else { continue };
            if place("r, remaining", name).is_some() {
                remaining = number_in(platform, value);
            } else if place("t, reset", name).is_some() {
                add(least, remaining.take(), number_in(platform, value));
            }
        }
    }
}

/// Adds an announcement, given as calls and seconds, where it makes sense and is stricter than what there is.
fn add(least: &mut Option<Announcement>, remaining: Option<f64>, window: Option<f64>) {
    let (Some(remaining), Some(window)) = (remaining, window) else { return };
    let other = Announcement { remaining: remaining.max(0.0), window: window.max(0.0) };
    let is_stricter = |than: &Announcement| {
        other.remaining < than.remaining || (other.remaining <= than.remaining && other.window > than.window)
    };
    if remaining.is_finite() && window.is_finite() && least.as_ref().is_none_or(is_stricter) {
        *least = Some(other);
    }
}
