//! The cell `pace`: when the next calls may leave, and whether any may. Its times are those of the store's clock.
//!
//! `1 <lineage> <at> <count> <number> <until> <cause> <times> <owner> <owner's end>`, and for each window its length,
//! when the next call is due, and when the next of those is that leave a part to others. Numbers and nothing else:
//! nothing of a call, of a person or of a secret is in it.

use crate::fields::{Reader, Writer};

/// How this cell is written.
const VERSION: u64 = 1;
/// More windows than anybody declares.
const MOST_WINDOWS: usize = 8;

/// Why nobody may leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cause {
    /// Everybody may.
    #[default]
    None,
    /// 429 with `Retry-After`.
    Quota,
    /// 423.
    Blocked,
}

/// A refusal that all obey.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Block {
    /// Which one it is: it grows with each that begins and with each that ends, so that news is told from old news.
    pub number: u64,
    /// Why.
    pub cause: Cause,
    /// Until when nobody leaves.
    pub until: f64,
    /// How often in a row it was refused.
    pub times: u64,
}

/// The call that finds out for all whether a refusal is over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probe {
    /// Whose it is.
    pub owner: u64,
    /// Until when the others wait for its outcome.
    pub until: f64,
}

/// What of a window is used up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Due {
    /// Milliseconds of the window.
    pub length: f64,
    /// When the next call would leave if all kept to the rate.
    pub all: f64,
    /// The same for those that leave a part to others.
    pub reserved: f64,
}

/// What is in the cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaceCell {
    /// The name of what began when the cell was empty: another one says that its contents were lost in between.
    pub lineage: u64,
    /// A time of the store's before it was written.
    pub at: f64,
    /// How often it was written.
    pub count: u64,
    /// The refusal that all obey.
    pub block: Block,
    /// The call that asks for all.
    pub probe: Option<Probe>,
    /// What of each window is used up.
    pub dues: Vec<Due>,
}

impl PaceCell {
    /// Reads a cell; nothing if it is written in another way.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let reader = &mut Reader::new(text);
        if reader.number()? != VERSION {
            return None;
        }
        let mut cell =
            Self { lineage: reader.number()?, at: reader.time()?, count: reader.number()?, ..Self::default() };
        cell.block.number = reader.number()?;
        cell.block.until = reader.time()?;
        cell.block.cause = match reader.number()? {
            0 => Cause::None,
            1 => Cause::Quota,
            _ => Cause::Blocked,
        };
        cell.block.times = reader.number()?;
        let (owner, until) = (reader.number()?, reader.time()?);
        cell.probe = (owner > 0).then_some(Probe { owner, until });
        while !reader.is_over() && cell.dues.len() < MOST_WINDOWS {
            cell.dues.push(Due { length: reader.time()?, all: reader.time()?, reserved: reader.time()? });
        }
        Some(cell)
    }

    /// As it is written.
    #[must_use]
    pub fn write(&self) -> String {
        let mut writer = Writer::default();
        let Self { lineage, at, count, block, probe, dues } = self;
        writer.number(VERSION);
        writer.number(*lineage);
        writer.time(*at);
        writer.number(*count);
        writer.number(block.number);
        writer.time(block.until);
        writer.number(block.cause as u64);
        writer.number(block.times);
        writer.number(probe.map_or(0, |probe| probe.owner));
        writer.time(probe.map_or(0.0, |probe| probe.until));
        for due in dues {
            writer.time(due.length);
            writer.time(due.all);
            writer.time(due.reserved);
        }
        writer.take()
    }

    /// All times, moved by that much.
    pub fn shift(&mut self, by: f64) {
        self.block.until += by;
        if let Some(probe) = &mut self.probe {
            probe.until += by;
        }
        for due in &mut self.dues {
            due.all += by;
            due.reserved += by;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, Cause, Due, PaceCell, Probe};

    #[test]
    fn what_was_written_is_read_and_anything_else_is_nothing() {
        let due = Due { length: 1_000.0, all: 1_764_500_000_055.5, reserved: 1_764_500_000_000.0 };
        let cell = PaceCell {
            lineage: 77,
            at: 1_764_500_000_000.0,
            count: 12,
            block: Block { number: 3, cause: Cause::Blocked, until: 1_764_500_060_000.0, times: 2 },
            probe: Some(Probe { owner: 5, until: 1_764_500_070_000.0 }),
            dues: vec![due, Due { length: 60_000.0, ..due }],
        };
        assert_eq!(PaceCell::read(&cell.write()), Some(cell.clone()));
        assert_eq!(PaceCell::read(&PaceCell::default().write()), Some(PaceCell::default()));
        for text in ["", "2 1 1", "1 77", "{}", &cell.write().replacen('1', "9", 1)] {
            assert_eq!(PaceCell::read(text), None, "{text}");
        }
        assert_eq!(PaceCell::read(&(cell.write() + " x")), None);
    }
}
