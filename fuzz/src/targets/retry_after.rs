//! `Retry-After`: the header as it comes.

use sne_cotation::core::retry_after::of;

use crate::input::text;
use crate::platform::platform;
use crate::properties::assert_wait;
use crate::support::response::Response;

/// Seconds: what is longer may be a time since 1970.
const THIRTY_YEARS: f64 = 1_000_000_000.0;

/// What it asks for can be waited for. Seconds are taken as they are.
pub fn run(data: &[u8]) {
    let header = text(data);
    let response = Response { status: 429, headers: vec![("Retry-After".to_owned(), header.clone())], body: None };
    let platform = platform();
    let wait = of(&platform, &response);
    assert_eq!(wait, of(&platform, &response));
    wait.into_iter().for_each(assert_wait);
    if let Ok(seconds) = header.parse::<u32>().map(f64::from) {
        let is_time = seconds >= THIRTY_YEARS;
        assert!(wait == Some(seconds) || is_time || header.starts_with('+'), "{header:?} is {wait:?}");
    }
}
