//! What a process shares with the others: its pace and its token, by way of one store.
//!
//! Whoever drives it does what [`Fleet::next_of_pace`] and [`Fleet::next_of_token`] say, each until it says to wait,
//! and tells what happens. Each has one cell, and one operation of the store under way at a time; the version that
//! the store gave last for a cell is the one to write with.

use crate::chance::Chance;
use crate::common::Common;
use crate::health::Health;
use crate::pace::{self, Pace, Settings};
use crate::store_clock::StoreClock;
use crate::token::{self, Token};

/// Milliseconds after which an operation of the store counts as failed.
pub const LIMIT: f64 = 250.0;

/// The two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Of the pace.
    Pace,
    /// Of the token.
    Token,
}

/// What the store has answered.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// Whether what was to be written is written. Of a reading, false.
    pub ok: bool,
    /// What is in the cell.
    pub value: Option<&'a str>,
    /// The store's time.
    pub store: f64,
    /// When it was asked, on the monotonic clock.
    pub sent: f64,
}

/// By what an application's cells are found.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// A fingerprint of the application: its id, the addresses, the scope.
    pub application: String,
    /// A fingerprint of its secret: who has a wrong one, or an old one, stops nobody else.
    pub secret: String,
}

/// A process of a fleet.
#[derive(Debug)]
pub struct Fleet {
    names: Names,
    /// When calls leave.
    pub pace: Pace,
    /// Who asks for the token.
    pub token: Token,
    common: Common,
}

impl Fleet {
    /// A process with these settings; what it draws at random follows from the seed.
    #[must_use]
    pub fn new(names: Names, settings: Settings, seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let common =
            Common { owner: chance.name(), clock: StoreClock::default(), jump: 0.0, health: Health::default(), chance };
        Self { names, pace: Pace::new(settings), token: Token::default(), common }
    }

    /// The key of a cell. In braces is what keeps those of an application on one node of a cluster.
    #[must_use]
    pub fn key(&self, cell: Cell) -> String {
        let Names { application, secret } = &self.names;
        match cell {
            Cell::Pace => ["sne:{", application, "}:pace"].concat(),
            Cell::Token => ["sne:{", application, "}:token:", secret].concat(),
        }
    }

    /// Whether it goes on without the store.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.common.health.is_down()
    }

    /// What is next for the calls.
    pub fn next_of_pace(&mut self, now: f64) -> pace::Step {
        self.pace.next(now, &mut self.common)
    }

    /// What is next for the token.
    pub fn next_of_token(&mut self, now: f64) -> token::Step {
        self.token.next(now, &mut self.common)
    }

    /// Milliseconds until something is to be done though nothing happens.
    #[must_use]
    pub fn wakes_in(&self, now: f64) -> f64 {
        self.pace.wakes_in(now).min(self.token.wakes_in(now))
    }

    /// The store has answered, within its time.
    pub fn answered(&mut self, cell: Cell, answer: Answer<'_>, now: f64) {
        let Answer { ok, value, store, sent } = answer;
        // A store that does not know the time is none.
        if !store.is_finite() || store <= 0.0 {
            return self.failed(cell, now);
        }
        self.common.health.answered();
        self.common.jump += self.common.clock.hear(store, sent, now);
        match cell {
            Cell::Pace => self.pace.answered(ok, value, (store, now), &mut self.common),
            Cell::Token => self.token.answered(ok, value, (store, now), &mut self.common),
        }
    }

    /// It has not, or has failed.
    pub fn failed(&mut self, cell: Cell, now: f64) {
        self.common.health.failed(now);
        match cell {
            Cell::Pace => self.pace.failed(&self.common),
            Cell::Token => self.token.failed(),
        }
    }

    /// The token request was answered with a token of so many milliseconds.
    pub fn obtained(&mut self, lifetime: f64) {
        self.token.obtained(lifetime, &self.common);
    }
}
