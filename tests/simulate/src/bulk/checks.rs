//! The invariants, J1 to J8, looked at from outside: in the files, at the server, in what the loop is given.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::disk::Disk;
use sne_cotation_simulation::broken::{Broken, hold};

use crate::plan::Plan;
use crate::server::Server;

/// A line of the journal that acknowledges an item.
struct Acknowledged {
    kind: Option<String>,
    is_held: bool,
}

/// All that must hold of a job that is over, after so many kills.
pub fn check_all(plan: &Plan, disk: &Disk, server: &Server, kills: u32) -> Result<(), Broken> {
    let acknowledged = acknowledged(disk)?;
    let lines: Vec<u32> = disk.output.iter().map(|(n, _)| *n).collect();
    for n in 0..plan.items {
        let count = acknowledged.get(&n).map_or(0, Vec::len);
        hold("J1", count == 1, || format!("item {n} is acknowledged {count} times in the journal"))?;
        let count = lines.iter().filter(|line| **line == n).count();
        hold("J1", count == 1, || format!("item {n} is {count} times in the output"))?;
        let (one, effects) = (&acknowledged[&n][0], server.effects(n));
        let is_ok = one.kind.is_none();
        hold("J1", !plan.has_effects || !is_ok || effects > 0, || {
            format!("item {n} is acknowledged and was not done")
        })?;
        let is_once = effects <= 1 || plan.may_do_twice();
        hold("J2", is_once, || format!("item {n} was done {effects} times"))?;
    }
    let in_doubt = acknowledged.values().flatten().filter(|one| one.is_held && one.kind.as_deref() == Some("in-doubt"));
    let (count, most) = (in_doubt.count(), kills * plan.most_at_once());
    hold("J3", count as u32 <= most, || format!("{count} items are in doubt after {kills} kills"))?;
    let is_sorted = lines.windows(2).all(|pair| pair[0] < pair[1]);
    let is_held_to = plan.is_ordered && !plan.has_effects;
    hold("J7", !is_held_to || is_sorted, || "the output is not in the order of the source".to_owned())
}

/// Who is acknowledged, by the journal's own words: read by another reader than the package's.
fn acknowledged(disk: &Disk) -> Result<BTreeMap<u32, Vec<Acknowledged>>, Broken> {
    let text = String::from_utf8_lossy(&disk.journal);
    hold("J5", !text.contains("NUD"), || "a value of a row is in the journal".to_owned())?;
    let mut found: BTreeMap<u32, Vec<Acknowledged>> = BTreeMap::new();
    for line in text.lines() {
        let line: Value = serde_json::from_str(line)
            .map_err(|error| Broken { invariant: "J1", says: format!("the journal has the line {line}: {error}") })?;
        let Some(n) = line["e"].as_u64() else { continue };
        let kind = line["k"].as_str().map(str::to_owned);
        found.entry(n as u32).or_default().push(Acknowledged { kind, is_held: line["d"] == 1 });
    }
    Ok(found)
}
