//! A departure that is reserved, and a call that has left by one.

/// Milliseconds by which a departure may be missed. A machine that slept for longer has lost it.
const LATE: f64 = 250.0;
/// Milliseconds from which on a departure is far ahead.
const FAR: f64 = 1_000.0;
/// Calls of which it is remembered when they left, until their outcome is told; of some, it never is.
const MOST_LEFT: usize = 256;

/// A departure, on the monotonic clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slot {
    pub(super) at: f64,
    /// The refusal that it asks after, if it is a probe.
    pub(super) probe: Option<u64>,
    /// The cell that it was reserved in, and its number there.
    pub(super) lineage: u64,
    pub(super) number: u64,
    /// When it was reserved.
    pub(super) made: f64,
    /// When that is to be looked at again: not known, of a departure that is near.
    pub(super) looks_at: Option<f64>,
}

impl Slot {
    /// One that is reserved. Of a departure that is far ahead, all may be lost in between that the store knows of it.
    pub(super) fn reserved(at: f64, probe: Option<u64>, (lineage, number): (u64, u64), now: f64) -> Self {
        Self { at, probe, lineage, number, made: now, looks_at: (at - now > FAR).then_some(at - FAR / 2.0) }
    }

    /// One for a call that leaves now, when so many were reserved.
    pub(super) fn now(now: f64, number: u64) -> Self {
        Self { at: now, probe: None, lineage: 0, number, made: now, looks_at: None }
    }

    /// Whether its time is over.
    pub(super) fn is_missed(&self, now: f64) -> bool {
        now > self.at + LATE
    }
}

/// A call that has left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Left {
    pub(super) ticket: u32,
    /// Its number in the cell, and when it was reserved: what was learnt later could not hold it back.
    pub(super) number: u64,
    pub(super) made: f64,
}

/// The calls whose outcome was not told yet.
#[derive(Debug, Default)]
pub(super) struct Lefts(Vec<Left>);

impl Lefts {
    pub(super) fn add(&mut self, left: Left) {
        if self.0.len() >= MOST_LEFT {
            self.0.remove(0);
        }
        self.0.push(left);
    }

    pub(super) fn of(&self, ticket: u32) -> Option<Left> {
        self.0.iter().find(|left| left.ticket == ticket).copied()
    }

    /// The same, and forgets it.
    pub(super) fn take(&mut self, ticket: u32) -> Option<Left> {
        let left = self.of(ticket);
        self.0.retain(|left| left.ticket != ticket);
        left
    }
}
