//! Processes of a fleet on one store that answers at once, in virtual time.

#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "a test that panics is a test that fails")]

use std::collections::BTreeMap;

use sne_cotation_fleet::fleet::{Answer, Cell, Fleet, Names};
use sne_cotation_fleet::pace::{Settings, Step, Wish};
use sne_cotation_fleet::pace_cell::PaceCell;
use sne_cotation_fleet::window::windows;

/// A store.
#[derive(Default)]
pub struct Store {
    cells: BTreeMap<String, (u64, String)>,
    versions: u64,
    /// Milliseconds that its clock has beyond the time.
    pub ahead: f64,
}

impl Store {
    pub fn forget(&mut self) {
        self.cells.clear();
    }

    /// What is in the cell of the pace.
    pub fn pace(&self) -> Option<PaceCell> {
        let (_, value) = self.cells.iter().find(|(key, _)| key.ends_with(":pace"))?.1;
        PaceCell::read(value)
    }
}

/// What the gateway says to a call.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    pub status: u16,
    /// Milliseconds for which it asks to wait.
    pub asked: Option<f64>,
    /// Calls that are left, and the milliseconds in which they may be made.
    pub announced: Option<(f64, f64)>,
}

pub const WELL: Said = Said { status: 200, asked: None, announced: None };

/// A process whose calls wait in a row.
pub struct Member {
    pub fleet: Fleet,
    version: Option<u64>,
    asked: u32,
    waiting: u32,
    /// Calls that it keeps waiting.
    pub wants: u32,
}

/// A fleet, the time, and who has left when.
pub struct World {
    pub store: Store,
    pub members: Vec<Member>,
    pub now: f64,
    pub left: Vec<(f64, usize)>,
}

impl World {
    /// So many processes that declare so many calls a second, 0 where they declare nothing.
    pub fn new(processes: u32, per_second: f64) -> Self {
        let store = Store { ahead: 1.7e12, ..Store::default() };
        let mut world = Self { store, members: Vec::new(), now: 1_000.0, left: Vec::new() };
        (0..processes).for_each(|_| world.join(per_second));
        world
    }

    /// One more process.
    pub fn join(&mut self, per_second: f64) {
        let settings = Settings { windows: windows([per_second, 0.0, 0.0, 0.0], 0.0), ..Settings::default() };
        let names = Names { application: "app".to_owned(), secret: "a".to_owned() };
        let fleet = Fleet::new(names, settings, 17 + self.members.len() as u64);
        self.members.push(Member { fleet, version: None, asked: 0, waiting: 0, wants: 1 });
    }

    /// Lets so many milliseconds pass, while the gateway answers all calls at once.
    pub fn pass(&mut self, milliseconds: f64, mut gateway: impl FnMut(f64) -> Said) {
        let end = self.now + milliseconds;
        while self.now < end {
            for place in 0..self.members.len() {
                self.pump(place, &mut gateway);
            }
            self.now += 1.0;
        }
    }

    fn pump(&mut self, place: usize, gateway: &mut impl FnMut(f64) -> Said) {
        let (now, store) = (self.now, &mut self.store);
        let member = &mut self.members[place];
        while member.waiting < member.wants {
            member.asked += 1;
            member.waiting += 1;
            let wish = Wish { reserve: 0.0, longest_pause: 60_000.0, deadline: now + 600_000.0 };
            member.fleet.pace.ask(member.asked, wish);
        }
        loop {
            let key = member.fleet.key(Cell::Pace);
            let (ok, value) = match member.fleet.next_of_pace(now) {
                Step::Wait => return,
                Step::Read => (false, None),
                Step::Write(value, _) => {
                    let is_right = store.cells.get(&key).map(|(version, _)| *version) == member.version;
                    (is_right, Some(value).filter(|_| is_right))
                }
                Step::Go(_, ticket) => {
                    self.left.push((now, place));
                    member.waiting -= 1;
                    let Said { status, asked, announced } = gateway(now);
                    if let Some((calls, window)) = announced {
                        member.fleet.pace.announced(ticket, calls, window, now);
                    }
                    member.fleet.pace.told(ticket, status, asked, now);
                    continue;
                }
                Step::Refuse(..) => {
                    member.waiting -= 1;
                    continue;
                }
            };
            if let Some(value) = value {
                store.versions += 1;
                store.cells.insert(key.clone(), (store.versions, value));
            }
            let kept = store.cells.get(&key);
            member.version = kept.map(|(version, _)| *version);
            let value = kept.map(|(_, value)| value.as_str());
            member.fleet.answered(Cell::Pace, Answer { ok, value, store: now + store.ahead, sent: now }, now);
        }
    }

    /// The most calls in any interval of that length, of those that left from then on.
    pub fn most(&self, length: f64, from: f64) -> usize {
        let times: Vec<f64> = self.left.iter().map(|(at, _)| *at).filter(|at| *at >= from).collect();
        let within = |begin: f64| times.iter().filter(|at| **at >= begin && **at < begin + length).count();
        times.iter().map(|at| within(*at)).max().unwrap_or_default()
    }
}
