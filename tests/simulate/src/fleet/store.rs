//! The store: versioned cells and a clock, as the port has them. It may forget, step back, and have its clock set.

use std::collections::BTreeMap;

/// A cell.
#[derive(Clone, Debug)]
struct Kept {
    version: u64,
    value: String,
    ends: f64,
}

/// What the store says to an operation.
#[derive(Clone, Debug)]
pub struct Said {
    pub ok: bool,
    pub version: Option<u64>,
    pub value: Option<String>,
    pub now: f64,
}

/// The store.
#[derive(Debug)]
pub struct Store {
    cells: BTreeMap<String, Kept>,
    /// What was there, and until when.
    history: Vec<(f64, BTreeMap<String, Kept>)>,
    versions: u64,
    /// What its clock has beyond the true time.
    pub ahead: f64,
    pub frozen_until: f64,
    pub slow_until: f64,
    pub slowness: f64,
}

impl Store {
    pub fn new(ahead: f64) -> Self {
        Self {
            cells: BTreeMap::new(),
            history: Vec::new(),
            versions: 0,
            ahead,
            frozen_until: 0.0,
            slow_until: 0.0,
            slowness: 0.0,
        }
    }

    fn clock(&self, now: f64) -> f64 {
        (now + self.ahead).floor()
    }

    fn there(&mut self, key: &str, now: f64) -> Option<&Kept> {
        self.cells.retain(|_, kept| kept.ends > now);
        self.cells.get(key)
    }

    pub fn read(&mut self, key: &str, now: f64) -> Said {
        let clock = self.clock(now);
        let kept = self.there(key, now);
        Said { ok: false, version: kept.map(|it| it.version), value: kept.map(|it| it.value.clone()), now: clock }
    }

    pub fn write(&mut self, key: &str, value: &str, version: Option<u64>, ttl: f64, now: f64) -> Said {
        if self.there(key, now).map(|kept| kept.version) != version {
            return self.read(key, now);
        }
        self.history.push((now, self.cells.clone()));
        if self.history.len() > 400 {
            self.history.drain(..200);
        }
        self.versions += 1;
        let kept = Kept { version: self.versions, value: value.to_owned(), ends: now + ttl };
        self.cells.insert(key.to_owned(), kept);
        Said { ok: true, version: Some(self.versions), value: Some(value.to_owned()), now: self.clock(now) }
    }

    pub fn forget(&mut self) {
        self.cells.clear();
        self.history.clear();
    }

    /// What it had at that time is what it has.
    pub fn step_back(&mut self, to: f64) {
        let place = self.history.iter().position(|(until, _)| *until > to);
        let Some(place) = place else { return };
        self.cells = self.history[place].1.clone();
        self.history.clear();
    }
}
