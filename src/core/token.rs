//! A token: good until its end on either clock, used until shortly before.

use std::rc::Rc;

use sne_cotation_common::text::concat;

use super::platform::Moment;
use super::secret::Secret;
use super::token_answer::Grant;

/// Seconds before its end when a token is no longer used, at most; less for short-lived ones. A request takes time.
const LONGEST_MARGIN: f64 = 5.0;
/// Seconds before its end when another is obtained in the background, at most; less for short-lived ones.
const LONGEST_AHEAD: f64 = 120.0;
const BEARER: &str = "Bearer ";

/// A token that may be used until its end on either clock.
#[derive(Clone, Debug)]
pub struct Token(Rc<Details>);

#[derive(Debug)]
struct Details {
    /// With its scheme, as the header has it.
    bearer: Secret,
    obtained: Moment,
    /// Seconds after it was obtained.
    lifetime: f64,
    /// Which of the client's tokens it is, counted as they come: a refusal is about one of them.
    ordinal: u64,
}

impl Token {
    /// One that was granted, with the instant from which its life counts, and its place among the client's.
    pub(super) fn new(grant: &Grant, obtained: Moment, ordinal: u64) -> Self {
        let bearer = Secret::new(concat(BEARER, grant.token.expose()));
        Self(Rc::new(Details { bearer, obtained, lifetime: grant.lifetime, ordinal }))
    }

    /// Which of the client's it is, counted as they come.
    pub(super) fn ordinal(&self) -> u64 {
        self.0.ordinal
    }

    /// Whether it lives at all. One that is over as soon as it comes serves those who asked for it.
    pub(super) fn lives(&self) -> bool {
        self.0.lifetime > 0.0
    }

    /// The token, to be shown to nobody.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.bearer().strip_prefix(BEARER).unwrap_or_default()
    }

    /// What the header `Authorization` carries (RFC 6750, section 2.1).
    #[must_use]
    pub fn bearer(&self) -> &str {
        self.0.bearer.expose()
    }

    /// Whether it came after the client had obtained that many.
    #[must_use]
    pub fn is_newer_than(&self, count: u64) -> bool {
        self.0.ordinal > count
    }

    /// Seconds until its end. Whichever clock says first that it is over is believed.
    #[must_use]
    pub fn seconds_left(&self, now: Moment) -> f64 {
        let Details { obtained, lifetime, .. } = *self.0;
        lifetime - (now.monotonic - obtained.monotonic).max(now.wall - obtained.wall) / 1000.0
    }

    /// Whether it was over at that instant, although it should have lived.
    #[must_use]
    pub fn is_late(&self, now: Moment) -> bool {
        self.lives() && self.seconds_left(now) <= 0.0
    }

    pub(super) fn is_usable(&self, now: Moment) -> bool {
        self.seconds_left(now) > (self.0.lifetime / 20.0).min(LONGEST_MARGIN)
    }

    pub(super) fn is_near_its_end(&self, now: Moment) -> bool {
        self.seconds_left(now) <= (self.0.lifetime / 10.0).min(LONGEST_AHEAD)
    }
}
