//! What a client has been through with its credentials and its tokens: a refusal of what has worked weighs less than a
//! refusal of what never did, and however often the gateway refuses tokens, few are asked for to replace them.

use std::cell::Cell;

use super::error::Error;
use super::reason::{Kind, Reason};

/// Refusals of credentials that have worked, in a row, before they are believed for as long as the row has lasted.
const ROW: u32 = 4;
/// Milliseconds that such a row must last before it is believed to be final.
const LONG: f64 = 60_000.0;
/// Milliseconds that each replacement of a token costs which the gateway never accepted.
const COST: f64 = 20_000.0;
/// The same, of a token that it had accepted: such a one may well have ended early.
const COST_OF_ACCEPTED: f64 = 4_000.0;
/// Milliseconds that replacements may cost before the next has to wait.
const CREDIT: f64 = 60_000.0;

/// The history of a client's tokens. Instants are those of the monotonic clock; tokens are told by their ordinals.
#[derive(Debug, Default)]
pub struct History {
    has_worked: Cell<bool>,
    /// How often the credentials were refused since the last token, and since when.
    refusals: Cell<u32>,
    refused_since: Cell<f64>,
    /// The token that the gateway accepted last, and has not refused since; 0 when it has.
    accepted: Cell<Option<u64>>,
    /// When all replacements so far are paid for.
    paid_at: Cell<f64>,
    /// Whether the API behind the gateway refuses whatever token.
    is_in_vain: Cell<bool>,
}

impl History {
    /// Whether a refusal of the credentials may pass by itself.
    pub fn trusts_credentials(&self, now: f64) -> bool {
        self.has_worked.get() && self.row_at(now) < LONG
    }

    /// Milliseconds that the credentials have been refused in a row; 0 while that is no row.
    pub fn row_at(&self, now: f64) -> f64 {
        if self.refusals.get() < ROW { 0.0 } else { now - self.refused_since.get() }
    }

    /// A request for a token has ended.
    pub fn asked(&self, failure: Option<&Error>, now: f64) {
        match failure {
            None => {
                self.has_worked.set(true);
                self.refusals.take();
            }
            Some(error) if error.kind() == Kind::Credentials => {
                let before = self.refusals.get();
                self.refusals.set(before.saturating_add(1));
                if before == 0 {
                    self.refused_since.set(now);
                }
            }
            Some(_) => {}
        }
    }

    /// The gateway lets a token pass.
    pub fn accepted(&self, token: u64) {
        self.accepted.set(Some(token));
    }

    /// Whether it has let any pass.
    pub fn has_accepted(&self) -> bool {
        self.accepted.get().is_some()
    }

    /// The gateway refuses a token. Gives whether to replace it: one that it had just accepted is kept for another try
    /// while replacements have to wait.
    pub fn refused(&self, token: u64, now: f64) -> bool {
        let was_accepted = self.accepted.get() == Some(token);
        let paid_at = self.paid_at.get().max(now) + if was_accepted { COST_OF_ACCEPTED } else { COST };
        if was_accepted {
            self.accepted.set(Some(0));
            if paid_at - now > CREDIT {
                return false;
            }
        }
        // Of many that end at once, nobody waits for more than the next.
        self.paid_at.set(paid_at.min(now + CREDIT + COST));
        true
    }

    /// Whether replacing a token does not help with the API behind the gateway, as was seen before or is now.
    pub fn is_replaced_in_vain(&self, is_seen: bool) -> bool {
        let is_in_vain = self.is_in_vain.get() || is_seen;
        self.is_in_vain.set(is_in_vain);
        is_in_vain
    }

    /// Why no token is to be asked for that would replace a refused one.
    pub fn check_replacement(&self, now: f64) -> Option<Error> {
        let left = self.paid_at.get() - CREDIT - now;
        (left > 0.0).then(|| Error::new(Reason::TokenStoreDown).retry_after(Some((left / 1000.0).ceil())))
    }

    /// What the gateway said is forgotten; what replacements cost is not.
    pub fn forget(&self) {
        self.accepted.take();
        self.is_in_vain.take();
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, History, Reason};

    fn refusal() -> Error {
        Error::new(Reason::ClientRefused)
    }

    #[test]
    fn credentials_are_trusted_once_they_have_worked_until_they_are_refused_for_a_minute() {
        let history = History::default();
        assert!(!history.trusts_credentials(0.0));
        history.asked(None, 0.0);
        for at in [1_000.0, 2_000.0, 40_000.0] {
            history.asked(Some(&refusal()), at);
            history.asked(Some(&Error::new(Reason::TokenThrottled)), at);
        }
        assert!(history.row_at(90_000.0) < 1.0, "three are no row");
        assert!(history.trusts_credentials(90_000.0));
        history.asked(Some(&refusal()), 41_000.0);
        assert!((history.row_at(41_000.0) - 40_000.0).abs() < 1.0);
        assert!(history.trusts_credentials(60_999.0) && !history.trusts_credentials(61_000.0));
        history.asked(None, 70_000.0);
        assert!(history.trusts_credentials(70_000.0));
    }

    #[test]
    fn new_tokens_are_replaced_a_few_times_and_then_three_times_a_minute() {
        let history = History::default();
        let replaced = |now: f64| history.check_replacement(now).is_none() && history.refused(1, now);
        assert_eq!((0..10).filter(|_| replaced(0.0)).count(), 4);
        assert_eq!(history.check_replacement(0.0).and_then(|error| error.seconds_to_wait()), Some(20.0));
        assert_eq!((0..240_u32).filter(|second| replaced(f64::from(*second) * 1000.0)).count(), 11);
    }

    #[test]
    fn however_many_are_refused_at_once_the_next_is_replaced_after_one_more_is_paid_for() {
        let history = History::default();
        assert!((1..=9).all(|token| history.refused(token, 0.0)));
        assert_eq!(history.check_replacement(0.0).and_then(|error| error.seconds_to_wait()), Some(20.0));
        assert!(history.check_replacement(20_000.0).is_none());
    }

    #[test]
    fn tokens_that_were_accepted_are_replaced_more_often_and_then_tried_once_more() {
        let history = History::default();
        let replaced = (1..=15_u32).filter(|token| {
            history.accepted((*token).into());
            history.refused((*token).into(), 0.0)
        });
        assert_eq!(replaced.count(), 15);
        history.accepted(16);
        assert!(!history.refused(16, 0.0) && history.check_replacement(0.0).is_none());
        assert!(history.refused(16, 0.0), "nobody has accepted it in between");
        assert!(history.check_replacement(0.0).is_some());
    }
}
