//! A plan: who calls what when, what goes wrong, and what somebody does to the clocks and to PISTE. All of a run
//! follows from it, and it can be made smaller piece by piece.

use std::collections::BTreeMap;
use std::rc::Rc;

use sne_cotation_simulator::{Config, Environment};

use crate::fate::{Key, Spell, Strike};

/// All of a run.
#[derive(Clone)]
pub struct Plan {
    pub seed: u64,
    /// What PISTE is like: its applications, and the forms of its answers.
    pub config: Rc<Config>,
    pub clients: Vec<ClientPlan>,
    pub calls: Vec<CallPlan>,
    pub acts: Vec<ActPlan>,
    pub faults: Faults,
    /// Whether requests take their time, drawn for each; otherwise all take the same.
    pub is_uneven: bool,
    /// Whether the next task is drawn; otherwise it is the one that was woken first.
    pub is_shuffled: bool,
}

/// What goes wrong on the way.
#[derive(Clone)]
pub enum Faults {
    /// What is drawn while a spell lasts.
    Drawn(Vec<Spell>),
    /// This, and nothing else.
    Listed(BTreeMap<Key, Strike>),
}

/// Where a client has its tokens from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Credentials,
    /// Credentials with a mistake, which is mended after all faults.
    WrongSecret,
    Provider,
}

/// A client.
#[derive(Clone)]
pub struct ClientPlan {
    /// The place of its application in the configuration.
    pub application: usize,
    pub source: Source,
    pub rate: Option<Rate>,
    pub patience: Patience,
    /// Whether it is alone with the quotas of its application, and declares them: then it is never refused.
    pub is_orderly: bool,
}

/// The windows that a rate limit has, by the names of their options, in milliseconds.
pub const WINDOWS: [(&str, u64); 4] =
    [("perSecond", 1_000), ("perMinute", 60_000), ("perHour", 3_600_000), ("perDay", 86_400_000)];

/// A limit of the caller's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Calls in each window; 0 where nothing is declared.
    pub calls: [u32; 4],
    /// Tenths of every window that are left to others.
    pub reserve: u32,
    pub max_queued: u32,
}

impl Rate {
    /// The windows that are declared, in milliseconds, with what is allowed of them.
    pub fn windows(self) -> impl Iterator<Item = (u64, f64)> {
        let share = f64::from(10 - self.reserve) / 10.0;
        let windows = WINDOWS.into_iter().zip(self.calls).filter(|(_, calls)| *calls > 0);
        windows.map(move |((_, length), calls)| {
            let part = f64::from(calls) * share;
            (length, if part < 1.0 { part } else { (part + 1e-9).floor() })
        })
    }

    /// Milliseconds after which another call may leave for certain, if none has.
    pub fn longest_wait(self) -> u64 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most some days")]
        let waits = self.windows().map(|(length, calls)| (length as f64 / (calls * 0.9)).ceil() as u64);
        waits.max().unwrap_or_default()
    }
}

/// What a client or a call says about how long and how often. What it does not say is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Patience {
    pub timeout: Option<u32>,
    pub deadline: Option<u32>,
    pub attempts: Option<u32>,
    pub max_delay: Option<u32>,
}

/// What a caller wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Healthcheck,
    Token,
    Get,
    Put,
    Post,
    IdempotentPost,
}

impl Wanted {
    /// Whether it may be done twice.
    pub fn is_repeatable(self) -> bool {
        self != Self::Post
    }
}

/// How a caller leaves before the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leave {
    /// Whether by its signal; otherwise the call is dropped.
    pub is_abort: bool,
    pub when: When,
}

/// When a caller leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// After the call was polled so often: at one of its await points.
    Polls(u32),
    /// After so many milliseconds.
    Milliseconds(u64),
}

/// A call.
#[derive(Clone, Debug)]
pub struct CallPlan {
    pub id: u32,
    pub client: usize,
    /// Milliseconds from the beginning.
    pub at: u64,
    pub wanted: Wanted,
    pub patience: Patience,
    pub leave: Option<Leave>,
}

/// Something that somebody does at an instant.
#[derive(Clone, Copy, Debug)]
pub struct ActPlan {
    pub at: u64,
    pub act: Act,
}

/// What somebody does.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// Sets the wall clock, by so many milliseconds.
    SetWall(i64),
    /// Closes the laptop for so many milliseconds.
    Suspend(u64),
    /// Keeps the thread busy for so many milliseconds: no timer rings in time.
    Stall(u64),
    /// The gateway forgets the tokens of an application, or all.
    Revoke(Option<usize>),
    /// Calls `forgetToken` of a client.
    Forget(usize),
    /// Closes a client, calls under way or not.
    Close(usize),
}

impl Plan {
    /// The client id of an application.
    pub fn client_id(&self, application: usize) -> &str {
        &self.config.applications[application].client_id
    }

    /// The secret of an application.
    pub fn secret(&self, application: usize) -> &str {
        self.config.applications[application].client_secret.expose()
    }

    /// The environment of a client.
    pub fn environment(&self, client: usize) -> Environment {
        self.config.applications[self.clients[client].application].environment
    }

    /// The clients that are called at least once.
    pub fn clients_in_use(&self) -> Vec<usize> {
        (0..self.clients.len()).filter(|client| self.calls.iter().any(|call| call.client == *client)).collect()
    }
}

impl Patience {
    /// These, completed by others.
    pub fn or(self, other: Self) -> Self {
        Self {
            timeout: self.timeout.or(other.timeout),
            deadline: self.deadline.or(other.deadline),
            attempts: self.attempts.or(other.attempts),
            max_delay: self.max_delay.or(other.max_delay),
        }
    }
}
