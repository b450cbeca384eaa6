//! A process of the fleet: what drives the machine in crates/fleet here, as the package's JavaScript does.

use std::collections::BTreeMap;

use sne_cotation_fleet::fleet::{Cell, Fleet, Names};
use sne_cotation_fleet::pace::Settings;
use sne_cotation_fleet::window::windows;

use crate::plan::Plan;
use sne_cotation_simulation::chance::Chance;

/// A call that waits for its turn.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// When it began to wait, and how many calls of others had left by then.
    pub since: f64,
    pub turns: u64,
}

/// A token that a process has.
#[derive(Clone, Debug)]
pub struct Held {
    pub text: String,
    pub until: f64,
}

/// A process.
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own")]
pub struct Process {
    pub fleet: Fleet,
    /// How often it was begun anew.
    pub life: u32,
    /// What its monotonic clock has beyond the true time.
    pub offset: f64,
    pub has_wrong_secret: bool,
    pub versions: [Option<u64>; 2],
    /// The operations under way.
    pub operations: [Option<u64>; 2],
    pub is_alive: bool,
    pub suspended_until: f64,
    pub split_until: f64,
    /// The wake-up that counts.
    pub alarm: u64,
    pub asked: BTreeMap<u32, Asked>,
    pub asks: u32,
    pub token: Option<Held>,
    pub wants_token: Option<f64>,
    pub is_requesting: bool,
    pub requests: u32,
    /// The generation of the token that it was given last.
    pub generation: u64,
    /// When what it last heard of the pace was true at the store.
    pub knows: f64,
    /// Departures that were written for it, and those that it has had with the store.
    pub reserved: u64,
    pub departed: u64,
    /// When its last departure was written, whether that is still to come, and whether the store has forgotten it.
    pub reserved_at: Option<f64>,
    pub has_reserved: bool,
    pub is_forgotten: bool,
}

/// The secrets of a fleet: what must be in no cell.
pub const SECRETS: [&str; 2] = ["s3cr3t-of-all", "wr0ng-s3cr3t"];

impl Process {
    pub fn new(plan: &Plan, place: usize, life: u32, chance: &Chance) -> Self {
        let reserve = if place < plan.modest.0 { plan.modest.1 } else { 0.0 };
        let has_wrong_secret = place < plan.wrong;
        let names =
            Names { application: "app".to_owned(), secret: if has_wrong_secret { "b" } else { "a" }.to_owned() };
        let size = plan.knows_size.then_some(plan.processes as f64);
        let settings = Settings { windows: windows(plan.limits, 0.0), reserve, size };
        Self {
            fleet: Fleet::new(names, settings, chance.bits()),
            life,
            offset: chance.unit() * 1e9,
            has_wrong_secret,
            versions: [None, None],
            operations: [None, None],
            is_alive: true,
            suspended_until: 0.0,
            split_until: 0.0,
            alarm: 0,
            asked: BTreeMap::new(),
            asks: 0,
            token: None,
            wants_token: None,
            is_requesting: false,
            requests: 0,
            generation: 0,
            knows: f64::NEG_INFINITY,
            reserved: 0,
            departed: 0,
            reserved_at: None,
            has_reserved: false,
            is_forgotten: false,
        }
    }
}

/// The place of a cell's version.
pub fn place_of(cell: Cell) -> usize {
    usize::from(cell == Cell::Token)
}

/// A token as it is in the store: what can only be read back with the label that it was sealed with.
pub fn seal(token: &str, label: &str) -> String {
    let letters: Vec<String> = token.bytes().map(|byte| (byte ^ 0x5a).to_string()).collect();
    format!("{}/{}", letters.join("."), label.replace(' ', "."))
}

/// The token, if it was sealed with that label.
pub fn unseal(sealed: &str, label: &str) -> Option<String> {
    let (letters, sealed_with) = sealed.split_once('/')?;
    let letter = |number: &str| number.parse::<u8>().ok().map(|byte| char::from(byte ^ 0x5a));
    letters.split('.').map(letter).collect::<Option<String>>().filter(|_| sealed_with == label.replace(' ', "."))
}
