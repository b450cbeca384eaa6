//! Who asks for the token: the process that has the lease in the cell, while the others look at the cell now and then
//! until its token is there. What is written by who has lost the lease is refused by the store, which has another
//! version of the cell by then.

use crate::common::Common;
use crate::token_cell::{Lease, Refusal, Sealed, TokenCell, code};

/// Milliseconds of a lease, which its owner renews at half of it.
const LEASE: f64 = 10_000.0;
/// Milliseconds between two looks at the cell, at first and at most.
const POLL: (f64, f64) = (50.0, 400.0);
/// Milliseconds for which a refusal of the credentials is believed, and the longest that a server may put all off.
const MEMORY: f64 = 60_000.0;
/// Milliseconds beyond that which clocks that run apart explain.
const SET: f64 = 5_000.0;
/// Milliseconds before its end when a token is no longer given, at most; less for short-lived ones.
const LONGEST_MARGIN: f64 = 5_000.0;
/// Milliseconds in which processes without a store ask, so that not all do at once.
const SPREAD: f64 = 10_000.0;
/// Milliseconds for which a cell is kept beyond the life of its token.
const KEPT: f64 = 3_600_000.0;

/// What is to be done next.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Nothing, until something happens or its time has come.
    Wait,
    /// Read the cell.
    Read,
    /// Write the cell, to be kept for so many milliseconds.
    Write(String, f64),
    /// Unseal this text with this label: it is the token, good for so many milliseconds.
    Give {
        /// The text.
        text: String,
        /// What is authenticated with it.
        label: String,
        /// Milliseconds that are left of its life.
        left: f64,
    },
    /// Ask for a token, and tell what came of it.
    Ask,
    /// Seal the token that was told, with this label, and hand it over.
    Seal(String),
    /// Do not ask: another process was refused.
    Refused {
        /// The status of the answer to the other one.
        status: u16,
        /// The code of its OAuth error.
        code: String,
        /// Milliseconds until it makes sense to ask again.
        wait: f64,
    },
}

/// Somebody of this process wants a token.
#[derive(Clone, Copy, Debug)]
struct Want {
    has_read: bool,
    /// When it asks without a lease, because there is no store.
    alone_at: Option<f64>,
}

/// What came of a request, to be written.
#[derive(Clone, Debug)]
enum Outcome {
    /// A token, once it is sealed.
    Token { generation: u64, obtained: f64, lifetime: f64, text: Option<String>, is_shown: bool },
    /// Everybody is refused.
    Refused { status: u16, code: String, until: f64 },
    /// Nobody is to ask before that.
    PutOff(f64),
    /// Nothing that others should know.
    Nothing,
}

/// What is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writing {
    Lease,
    Outcome,
}

/// The token, as a process knows it.
#[derive(Debug, Default)]
pub struct Token {
    want: Option<Want>,
    cell: Option<TokenCell>,
    /// The store's time when it was heard.
    heard: f64,
    /// The generation of the token that this process had last.
    had: u64,
    /// The lease of this process: when it is over, on the monotonic clock.
    lease: Option<f64>,
    /// When the request left that is under way, and how long it may take: then it was dropped.
    asked_at: Option<f64>,
    patience: f64,
    outcome: Option<Outcome>,
    /// Until when it is tried to write that.
    outcome_until: f64,
    writing: Option<(Writing, TokenCell, f64)>,
    is_asked: bool,
    /// The lease of another that was seen, and when it is over, on the monotonic clock.
    seen: Option<(Lease, f64)>,
    poll: (f64, f64),
    wakes: f64,
}

impl Token {
    /// A token is wanted, newer than the one that this process had; within so many milliseconds.
    pub fn want(&mut self, patience: f64) {
        // A request that nobody waits for any more was dropped without a word; its lease is good for another.
        self.asked_at = None;
        self.patience = patience;
        self.want = Some(Want { has_read: false, alone_at: None });
        self.poll = (0.0, POLL.0);
    }

    /// Nobody wants it any more.
    pub fn give_up(&mut self) {
        self.want = None;
    }

    /// What was given could not be unsealed: it is nobody's token.
    pub fn unreadable(&mut self) {
        if let Some(cell) = &mut self.cell {
            cell.token = None;
        }
        self.want = Some(Want { has_read: true, alone_at: None });
    }

    /// The request was answered with a token of so many milliseconds.
    pub fn obtained(&mut self, lifetime: f64, common: &Common) {
        let generation = self.cell.as_ref().map_or(0, |cell| cell.generation).max(self.had).saturating_add(1);
        let obtained = common.clock.store_at(self.asked_at.unwrap_or_default());
        self.tell(Outcome::Token { generation, obtained, lifetime, text: None, is_shown: false });
    }

    /// The request was refused: for good, or until so many milliseconds are over, or just now.
    pub fn refused(&mut self, status: u16, word: &str, is_final: bool, asked: Option<f64>, now: f64) {
        self.tell(match asked {
            _ if is_final => Outcome::Refused { status, code: code(word), until: now + MEMORY },
            Some(asked) => Outcome::PutOff(now + asked.clamp(0.0, MEMORY)),
            None => Outcome::Nothing,
        });
    }

    fn tell(&mut self, outcome: Outcome) {
        self.asked_at = None;
        if let Some(end) = self.lease.take() {
            self.outcome = Some(outcome);
            self.outcome_until = end;
        }
    }

    /// The token that was told, sealed.
    pub fn sealed(&mut self, sealed: &str) {
        if let Some(Outcome::Token { text, .. }) = &mut self.outcome {
            *text = Some(sealed.to_owned());
        }
    }

    /// The cell was read, or written where `ok` says so. Otherwise this is what is there.
    pub fn answered(&mut self, ok: bool, cell: Option<&str>, (store, now): (f64, f64), common: &mut Common) {
        self.is_asked = false;
        self.heard = store;
        self.poll.0 = now + common.chance.between(self.poll.1 / 2.0, self.poll.1);
        self.poll.1 = (self.poll.1 * 2.0).min(POLL.1);
        match self.writing.take() {
            Some((writing, cell, sent)) if ok => {
                match writing {
                    Writing::Lease => self.lease = Some(sent + LEASE),
                    Writing::Outcome => self.written(&cell),
                }
                self.cell = Some(cell);
            }
            _ => {
                self.cell = cell.and_then(TokenCell::read).map(|cell| cell.heard_at(store));
                self.want.iter_mut().for_each(|want| want.has_read = true);
            }
        }
        self.look_at_lease(now, common.owner);
    }

    /// The outcome is in the cell.
    fn written(&mut self, cell: &TokenCell) {
        self.outcome = None;
        if cell.token.is_some() {
            self.had = self.had.max(cell.generation);
        }
    }

    /// Notes until when the lease of another lasts, on its own clock: the store's may be set meanwhile.
    fn look_at_lease(&mut self, now: f64, owner: u64) {
        let Some(cell) = &self.cell else { return };
        let lease = cell.lease.filter(|lease| lease.owner != owner);
        let is_known = self.seen.map(|(seen, _)| seen) == lease;
        if !is_known {
            let left = |lease: Lease| (lease.until - self.heard.max(cell.at)).clamp(0.0, LEASE);
            self.seen = lease.map(|lease| (lease, now + left(lease)));
        }
    }

    /// The store has not answered in time.
    pub fn failed(&mut self) {
        self.is_asked = false;
        self.writing = None;
    }

    /// Milliseconds until something is to be done though nothing happens.
    #[must_use]
    pub fn wakes_in(&self, now: f64) -> f64 {
        (self.wakes - now).max(0.0)
    }

    fn wake_at(&mut self, at: f64) {
        self.wakes = self.wakes.min(at);
    }

    /// What is to be done next.
    pub fn next(&mut self, now: f64, common: &mut Common) -> Step {
        self.wakes = f64::INFINITY;
        if self.is_asked && !common.health.is_down() {
            return Step::Wait;
        }
        // The lease came when nobody wanted it any more.
        if self.want.is_none() && self.asked_at.is_none() && self.lease.is_some() {
            self.tell(Outcome::Nothing);
        }
        if let Some(step) = self.tell_outcome(now, common) {
            return step;
        }
        if let Some(step) = self.renew(now, common) {
            return step;
        }
        let Some(want) = self.want.filter(|_| self.asked_at.is_none()) else { return Step::Wait };
        if common.health.is_down() {
            return self.alone(want, now, common);
        }
        if !want.has_read {
            return self.read();
        }
        self.decide(now, common)
    }

    /// Writes what came of a request.
    fn tell_outcome(&mut self, now: f64, common: &Common) -> Option<Step> {
        let outcome = self.outcome.as_mut()?;
        if let Outcome::Token { generation, obtained, lifetime, text: None, is_shown } = outcome {
            if *is_shown {
                return None;
            }
            *is_shown = true;
            return Some(Step::Seal(TokenCell::label(*generation, *obtained, *lifetime)));
        }
        if self.is_written(common.owner) {
            let cell = self.cell.clone().unwrap_or_default();
            self.written(&cell);
            return None;
        }
        // Another process has the lease by now, and what is written would be older than what it writes.
        if !self.is_mine(common.owner) || now > self.outcome_until + LEASE {
            self.outcome = None;
            return None;
        }
        if self.is_asked || !common.health.may_be_asked(now) {
            if !self.is_asked {
                common.health.down_until().into_iter().for_each(|at| self.wake_at(at));
            }
            return None;
        }
        let mut cell = self.cell.clone().unwrap_or_default();
        cell.lease = None;
        match self.outcome.clone()? {
            Outcome::Token { generation, obtained, lifetime, text, .. } => {
                cell.generation = generation;
                cell.token = Some(Sealed { by: common.owner, obtained, lifetime, text: text.unwrap_or_default() });
                (cell.retry_at, cell.refusal) = (0.0, None);
            }
            Outcome::Refused { status, code, until } => {
                cell.refusal = Some(Refusal { until: common.clock.store_at(until), status, code });
            }
            Outcome::PutOff(until) => cell.retry_at = common.clock.store_at(until),
            Outcome::Nothing => {}
        }
        Some(self.write(Writing::Outcome, cell, now, common))
    }

    /// Whether the token that is to be written is in the cell: it was written, and the answer was lost.
    fn is_written(&self, owner: u64) -> bool {
        let (Some(cell), Some(Outcome::Token { generation, .. })) = (&self.cell, &self.outcome) else { return false };
        cell.generation == *generation && cell.token.as_ref().is_some_and(|token| token.by == owner)
    }

    /// Whether nobody else has the lease that this process took: a cell that was lost is written anew.
    fn is_mine(&self, owner: u64) -> bool {
        let Some(cell) = &self.cell else { return true };
        cell.lease.is_some_and(|lease| lease.owner == owner)
    }

    /// Renews the lease while the request is under way.
    fn renew(&mut self, now: f64, common: &Common) -> Option<Step> {
        let end = self.lease.filter(|_| self.asked_at.is_some() && !self.is_asked)?;
        if self.asked_at.is_some_and(|at| now > at + self.patience) {
            self.tell(Outcome::Nothing);
            return None;
        }
        let at = end - LEASE / 2.0;
        if !self.is_mine(common.owner) {
            return None;
        }
        if now < at || !common.health.may_be_asked(now) {
            self.wake_at(at.max(common.health.down_until().unwrap_or(at)));
            return None;
        }
        Some(self.take_lease(now, common))
    }

    /// Without the store: asks by itself, after a while.
    fn alone(&mut self, mut want: Want, now: f64, common: &mut Common) -> Step {
        let spread = SPREAD.min(self.patience / 2.0);
        let at = *want.alone_at.get_or_insert_with(|| now + common.chance.between(0.0, spread));
        self.want = Some(want);
        if now >= at {
            return self.ask(now);
        }
        self.wake_at(at);
        if self.is_asked {
            return Step::Wait;
        }
        if common.health.may_be_asked(now) {
            return self.read();
        }
        common.health.down_until().into_iter().for_each(|at| self.wake_at(at));
        Step::Wait
    }

    fn read(&mut self) -> Step {
        self.is_asked = true;
        Step::Read
    }

    fn ask(&mut self, now: f64) -> Step {
        self.want = None;
        self.asked_at = Some(now);
        Step::Ask
    }

    /// What follows from what is in the cell.
    fn decide(&mut self, now: f64, common: &mut Common) -> Step {
        // The lease was taken just now.
        if self.lease.is_some_and(|end| now < end - LEASE / 2.0) {
            return self.ask(now);
        }
        let cell = self.cell.clone().unwrap_or_default();
        let store = common.clock.store_at(now);
        if let Some(step) = self.given(&cell, store) {
            return step;
        }
        // Nobody is put off for longer: that was written before the store's clock was set back.
        let left =
            |until: f64| Some(until - store.max(cell.at)).filter(|left| *left <= MEMORY + SET).unwrap_or_default();
        if let Some(Refusal { until, status, code }) = cell.refusal.filter(|refusal| left(refusal.until) > 0.0) {
            self.want = None;
            return Step::Refused { status, code, wait: left(until).min(MEMORY) };
        }
        if left(cell.retry_at) > 0.0 {
            self.want = None;
            return Step::Refused { status: 429, code: String::new(), wait: left(cell.retry_at).min(MEMORY) };
        }
        match self.seen {
            Some((_, end)) if now < end => {
                if now >= self.poll.0 {
                    return self.read();
                }
                let at = self.poll.0.min(end);
                self.wake_at(at);
                Step::Wait
            }
            _ => self.take_lease(now, common),
        }
    }

    /// The token in the cell, if it is newer than the one that there was, and good for a while.
    fn given(&mut self, cell: &TokenCell, store: f64) -> Option<Step> {
        let token = cell.token.as_ref().filter(|_| cell.generation > self.had)?;
        let left = token.lifetime - (store - token.obtained).max(0.0);
        if left <= (token.lifetime / 20.0).min(LONGEST_MARGIN) {
            return None;
        }
        self.had = cell.generation;
        self.want = None;
        let label = TokenCell::label(cell.generation, token.obtained, token.lifetime);
        Some(Step::Give { text: token.text.clone(), label, left })
    }

    fn take_lease(&mut self, now: f64, common: &Common) -> Step {
        let mut cell = self.cell.clone().unwrap_or_default();
        cell.lease = Some(Lease { owner: common.owner, until: common.clock.store_at(now) + LEASE });
        self.write(Writing::Lease, cell, now, common)
    }

    fn write(&mut self, writing: Writing, mut cell: TokenCell, now: f64, common: &Common) -> Step {
        cell.at = common.clock.last();
        let kept = KEPT + cell.token.as_ref().map_or(0.0, |token| token.lifetime);
        let text = cell.write();
        self.writing = Some((writing, cell, now));
        self.is_asked = true;
        Step::Write(text, kept)
    }
}
