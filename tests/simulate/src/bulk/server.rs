//! The API, which keeps its own account: what was done for whom, and who left when.

use std::collections::{BTreeMap, VecDeque};

use crate::plan::Plan;
use sne_cotation_simulation::chance::Chance;

/// What the server does with a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reply {
    /// It is done.
    Done,
    /// The API refuses it, and always will.
    Refused,
    /// The quota is spent: for so many seconds, if that is told.
    Quota(Option<f64>),
}

/// The API.
#[derive(Debug, Default)]
pub struct Server {
    effects: BTreeMap<u32, u32>,
    /// When the last requests came.
    last: VecDeque<f64>,
    /// How many requests came.
    pub requests: u32,
    pub refusals: u32,
}

impl Server {
    /// A request comes.
    pub fn reply(&mut self, plan: &Plan, n: u32, has_effect: bool, now: f64) -> Reply {
        self.requests += 1;
        if let Some(quota) = plan.quota {
            let window = quota.seconds * 1_000.0;
            while self.last.front().is_some_and(|first| now - first >= window) {
                self.last.pop_front();
            }
            if self.last.len() as f64 >= quota.limit {
                self.refusals += 1;
                let seconds = (self.last[0] + window - now) / 1_000.0;
                return Reply::Quota(plan.says_how_long.then(|| seconds.ceil()));
            }
            self.last.push_back(now);
        }
        // The same for each request of an item.
        if Chance::new(plan.seed ^ (u64::from(n) << 20)).below(100) < plan.refused {
            return Reply::Refused;
        }
        if has_effect {
            *self.effects.entry(n).or_default() += 1;
        }
        Reply::Done
    }

    /// How often something was done for an item.
    pub fn effects(&self, n: u32) -> u32 {
        self.effects.get(&n).copied().unwrap_or_default()
    }
}
