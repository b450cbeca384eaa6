//! Items: what becomes of one that is over, in which order the loop is given them, and what is written after that.

use super::{Known, MOST_TRIES, Run, Stop};
use crate::clock::Instant;
use crate::journal::{Lengths, Told};
use crate::outcome::Outcome;
use crate::places::{Place, State, Verdict};
use crate::settings::InDoubt;

impl Run {
    /// An item is over, well or not.
    pub fn settled(&mut self, n: u32, is_ok: bool, told: Told<'_>, now: Instant) {
        self.clock.advance(now);
        self.gate.left(n);
        let (in_doubt, stops) = (self.settings.in_doubt, self.settings.stops_at_failure);
        let Some(place) = self.places.get(n) else { return };
        if is_ok {
            return place.settle(Verdict::Done);
        }
        let may_have_been_done =
            place.has_effect || place.call.outcome == Outcome::Done && place.call.may_have_effect && place.is_started;
        if place.is_cut || stops && !may_have_been_done {
            return self.cut(n);
        }
        told.kind.clone_into(&mut place.kind);
        told.code.clone_into(&mut place.code);
        place.status = told.status;
        let is_known = !may_have_been_done || place.tries >= MOST_TRIES;
        match in_doubt {
            _ if stops => self.cut(n),
            InDoubt::Ask if !is_known => {
                place.state = State::Doubtful;
                place.tries = place.tries.saturating_add(1);
            }
            InDoubt::Retry if !is_known => {
                place.state = State::Ready;
                place.has_effect = false;
                place.tries = place.tries.saturating_add(1);
            }
            _ => place.settle(if may_have_been_done { Verdict::Held } else { Verdict::Failed }),
        }
    }

    /// Leaves an item as it is, for a later run.
    fn cut(&mut self, n: u32) {
        let Some(place) = self.places.remove(n) else { return };
        self.gap = Some(self.gap.unwrap_or(u32::MAX).min(n));
        if place.is_started && !place.has_effect {
            self.journal.undone(n);
        }
        if !place.is_cut {
            self.stop(Stop::Errors);
        }
    }

    /// The caller says what is known of an item in doubt.
    pub fn resolved(&mut self, n: u32, known: Known, now: Instant) {
        self.clock.advance(now);
        if self.stop.is_some() {
            self.places.remove(n);
            return;
        }
        let Some(place) = self.places.get(n) else { return };
        match known {
            Known::Done => place.settle(Verdict::DoneBefore),
            Known::Undone if place.tries < MOST_TRIES => {
                place.state = State::Ready;
                place.has_effect = false;
            }
            Known::Undone | Known::Nothing => place.settle(Verdict::Held),
        }
    }

    /// The next item for the loop, if there is one, and what came of it.
    pub fn give(&mut self) -> Option<(u32, Verdict)> {
        let place = self.next_given()?;
        place.state = State::Given;
        Some((place.n, place.verdict))
    }

    fn next_given(&mut self) -> Option<&mut Place> {
        if !self.settings.is_ordered {
            return self.places.first(State::Settled);
        }
        // Behind an item that was left for a later run, only what must not be done again is given.
        while let Some(gap) = self.gap {
            let head = self.places.head().filter(|head| head.state == State::Settled && head.n > gap);
            let Some(n) = head.filter(|head| !head.is_started).map(|head| head.n) else { break };
            self.places.remove(n);
        }
        self.places.head().filter(|head| head.state == State::Settled)
    }

    /// The loop has come back: the item that it had is acknowledged.
    pub fn acknowledged(&mut self, n: u32, lengths: Lengths, now: Instant) {
        self.clock.advance(now);
        let Some(place) = self.places.remove(n) else { return };
        let Place { kind, code, status, .. } = &place;
        let is_held = place.verdict == Verdict::Held;
        let has_failed = is_held || place.verdict == Verdict::Failed;
        let kind = if kind.is_empty() { if is_held { "in-doubt" } else { "task" } } else { kind };
        let told = has_failed.then_some(Told { kind, code, status: *status, is_held });
        self.journal.ended(n, lengths, told);
        self.tally.add(has_failed, is_held, self.clock.time());
        if self.policy.learn(has_failed, &self.settings) {
            self.stop(Stop::Errors);
        }
    }
}
