//! Rows: taken one after the other, counted, and held against the fingerprint of those that a journal was written for.

use super::{Run, Stop};
use crate::bits::HIGHEST;
use crate::chain::is_marked;
use crate::clock::Instant;
use crate::places::{State, Verdict};
use crate::settings::{Effects, InDoubt};

impl Run {
    /// A row has come, as it is written for the fingerprint. Says whether it is to be kept: whether it is an item.
    pub fn pulled(&mut self, row: &[u8], now: Instant) -> bool {
        self.clock.advance(now);
        self.is_pulling = false;
        if self.stop.is_some() {
            return false;
        }
        let n = self.rows;
        if n >= HIGHEST || !self.fits(row) {
            self.stop(Stop::Input);
            return false;
        }
        if self.record.is_done(n) {
            return false;
        }
        let is_open = self.record.is_open(n);
        let in_doubt = self.settings.in_doubt;
        let Some(place) = self.places.push(n, State::Ready) else { return false };
        place.is_started = is_open;
        match in_doubt {
            InDoubt::Hold if is_open => place.settle(Verdict::Held),
            InDoubt::Ask if is_open => place.state = State::Doubtful,
            _ if self.settings.effects == Effects::Always => place.call.may_have_effect = true,
            _ => {}
        }
        true
    }

    /// Adds a row to the fingerprint; says whether that is still the one in the journal.
    fn fits(&mut self, row: &[u8]) -> bool {
        self.rows = self.rows.saturating_add(1);
        let Some(chain) = &mut self.chain else { return true };
        chain.add(row);
        if !is_marked(self.rows) {
            return true;
        }
        let mark = chain.mark();
        match self.record.mark(self.rows) {
            Some(known) => return known == mark,
            None => self.journal.mark(self.rows, mark),
        }
        true
    }

    /// The source has no more rows.
    pub fn source_ended(&mut self, now: Instant) {
        self.clock.advance(now);
        self.is_pulling = false;
        self.is_source_over = true;
        if self.rows < self.record.rows() {
            self.stop(Stop::Input);
        }
    }
}
