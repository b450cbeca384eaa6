//! `X-Rate-Limit`, and `X-Rate-Limit-Remaining` with `-Reset`: the first line is the one, or else the next two are the
//! others.

use sne_cotation::core::rate_limit::of;
use sne_cotation::core::retry_after;

use crate::input::text;
use crate::platform::platform;
use crate::properties::assert_wait;
use crate::support::response::Response;

/// What it announces is finite and not below 0, and so is the wait after a 429.
pub fn run(data: &[u8]) {
    let input = text(data);
    let mut lines = input.lines();
    let mut header = |name: &str| lines.next().map(|line| (name.to_owned(), line.to_owned()));
    let first = header("X-Rate-Limit").filter(|(_, value)| !value.is_empty());
    let others = [header("X-Rate-Limit-Remaining"), header("X-Rate-Limit-Reset")];
    let headers = first.into_iter().chain(others.into_iter().flatten()).collect();
    let response = Response { status: 429, headers, body: None };
    let platform = platform();
    let announced = of(&platform, &response);
    assert_eq!(announced, of(&platform, &response));
    if let Some(quota) = announced {
        assert!([quota.remaining, quota.window].iter().all(|number| number.is_finite() && *number >= 0.0), "{quota:?}");
    }
    retry_after::of(&platform, &response).into_iter().for_each(assert_wait);
}
