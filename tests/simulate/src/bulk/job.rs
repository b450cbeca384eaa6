//! A job from its first process to its last: each ends by itself, is stopped, or is killed, and the next one goes on.

use std::fmt::{Display, Formatter};

use sne_cotation_bulk::run::Stop;

use crate::checks::check_all;
use crate::disk::Disk;
use crate::life::{End, World, live};
use crate::plan::Plan;
use crate::server::Server;
use sne_cotation_simulation::broken::{Broken, hold};
use sne_cotation_simulation::chance::Chance;

/// More processes than any job needs.
const MOST_LIVES: u32 = 2_000;

/// What was done in all seeds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Account {
    pub items: u32,
    pub lives: u32,
    pub kills: u32,
    pub requests: u32,
    pub refusals: u32,
    pub edits: u32,
}

impl Account {
    pub fn add(&mut self, other: Self) {
        self.items += other.items;
        self.lives += other.lives;
        self.kills += other.kills;
        self.requests += other.requests;
        self.refusals += other.refusals;
        self.edits += other.edits;
    }
}

impl Display for Account {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        let Self { items, lives, kills, requests, refusals, edits } = self;
        write!(
            formatter,
            "{items} items in {lives} processes, {kills} killed; {requests} requests, {refusals} refused by a quota; \
             {edits} edited sources refused"
        )
    }
}

/// Runs a job to its end; what came of it, or the invariant that broke.
pub fn run(plan: &Plan, is_traced: bool) -> Result<Account, Broken> {
    let mut world = World::new(plan, is_traced);
    let (mut disk, mut server) = (Disk::default(), Server::default());
    let mut account = Account { items: plan.items, ..Account::default() };
    let (mut kills, mut is_edited) = (plan.kills, plan.is_edited);
    loop {
        account.lives += 1;
        hold("liveness", account.lives < MOST_LIVES, || "the job does not end".to_owned())?;
        if is_edited && account.lives > 1 && refuses_edit(plan, &mut world, &mut disk, &mut server)? {
            is_edited = false;
            account.edits += 1;
        }
        let dies = kills > 0 && world.chance.below(4) != 0;
        disk.writes_left = dies.then(|| world.chance.below(u64::from(plan.items) * 2 + 4) as u32);
        match live(plan, &mut world, &mut disk, &mut server, None)? {
            End::Killed => {
                kills -= 1;
                account.kills += 1;
                world.pass(1_000.0 * world.chance.unit());
            }
            End::Over(None) => break,
            End::Over(Some(stop)) => {
                hold("J4", stop != Stop::Input, || "the source is refused, and nobody has edited it".to_owned())?;
                let wait = world.resumes_in.filter(|_| world.chance.below(3) != 0);
                // Whoever starts the next one does not do so again and again within a window.
                let window = plan.quota.map_or(60.0, |quota| quota.seconds.max(60.0)) * 1_000.0;
                world.pass(wait.unwrap_or(0.0) + window * world.chance.unit());
            }
        }
    }
    check_all(plan, &disk, &server, account.kills)?;
    account.requests = server.requests;
    account.refusals = server.refusals;
    Ok(account)
}

/// Starts a process on a source that somebody has edited, where the journal can tell; says whether it could.
fn refuses_edit(plan: &Plan, world: &mut World, disk: &mut Disk, server: &mut Server) -> Result<bool, Broken> {
    let whole = disk.journal.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let marks: Vec<u32> = String::from_utf8_lossy(&disk.journal[..whole])
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()?["at"].as_u64())
        .map(|at| at as u32)
        .collect();
    let Some(last) = marks.last().copied() else { return Ok(false) };
    let row = Chance::new(plan.seed).below(u64::from(last)) as u32;
    disk.writes_left = None;
    let end = live(plan, world, disk, server, Some(row))?;
    let is_refused = matches!(end, End::Over(Some(Stop::Input)));
    let is_stopped_before = matches!(end, End::Over(Some(Stop::Quota | Stop::Until | Stop::Signal)));
    hold("J4", is_refused || is_stopped_before, || format!("row {row} was edited, and the run went on to its end"))?;
    Ok(is_refused)
}
