//! The cell `pace` as it is written. Its times are those of the store's clock.
//!
//! `1 <lineage> <at> <count>`; of the refusal `<number> <until> <cause> <times>`; of the probe `<owner> <until>`;
//! `<last departure>`; of what was announced `<number> <left> <end> <next>`; of what was learnt `<at> <milliseconds
//! between two calls> <share>`; and for each window its length, when the next call is due, and when the next of those
//! is that leave a part to others. What there is not is zeros. Numbers and nothing else: nothing of a call, of a person
//! or of a secret is in it.

use sne_cotation_common::announced::Announced;
use sne_cotation_common::lesson::Lesson;

use crate::fields::{Reader, Writer};
use crate::pace_state::{Block, Cause, Due, PaceState, Probe};

/// How this cell is written.
const VERSION: u64 = 1;
/// More windows than anybody declares.
const MOST_WINDOWS: usize = 8;

/// What is in the cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaceCell {
    /// A time of the store's before it was written.
    pub at: f64,
    /// What it says, with times of the store's.
    pub state: PaceState,
}

impl PaceCell {
    /// Reads a cell; nothing if it is written in another way.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let reader = &mut Reader::new(text);
        if reader.number()? != VERSION {
            return None;
        }
        let (lineage, at, count) = (reader.number()?, reader.time()?, reader.number()?);
        let mut state = PaceState { lineage, count, ..PaceState::default() };
        state.block = block(reader)?;
        let (owner, until) = (reader.number()?, reader.time()?);
        state.probe = (owner > 0).then_some(Probe { owner, until });
        state.last = reader.time()?;
        let (number, left, end, next) = (reader.number()?, reader.time()?, reader.time()?, reader.time()?);
        state.announced = (end > 0.0).then_some(Announced { number, left, end, next });
        let (learned, period, share) = (reader.time()?, reader.time()?, reader.time()?);
        let full = if period > 0.0 { 1.0 / period } else { 0.0 };
        state.lesson = (share > 0.0).then_some(Lesson { at: learned, full, share });
        while !reader.is_over() && state.dues.len() < MOST_WINDOWS {
            state.dues.push(Due { length: reader.time()?, all: reader.time()?, reserved: reader.time()? });
        }
        Some(Self { at, state })
    }

    /// As it is written.
    #[must_use]
    pub fn write(&self) -> String {
        let mut writer = Writer::default();
        let Self { at, state } = self;
        let PaceState { lineage, count, block, probe, last, announced, lesson, dues } = state;
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
        writer.time(*last);
        writer.number(announced.map_or(0, |announced| announced.number));
        let announced = announced.map_or([0.0; 3], |it| [it.left, it.end, it.next]);
        let period = |full: f64| if full > 0.0 { 1.0 / full } else { 0.0 };
        let lesson = lesson.map_or([0.0; 3], |it| [it.at, period(it.full), it.share]);
        let dues = dues.iter().flat_map(|due| [due.length, due.all, due.reserved]);
        announced.into_iter().chain(lesson).chain(dues).for_each(|time| writer.time(time));
        writer.take()
    }
}

fn block(reader: &mut Reader<'_>) -> Option<Block> {
    let (number, until) = (reader.number()?, reader.time()?);
    let cause = match reader.number()? {
        0 => Cause::None,
        1 => Cause::Quota,
        _ => Cause::Blocked,
    };
    Some(Block { number, cause, until, times: reader.number()? })
}

#[cfg(test)]
mod tests {
    use super::{Announced, Block, Cause, Due, Lesson, PaceCell, PaceState, Probe};

    #[test]
    fn what_was_written_is_read_and_anything_else_is_nothing() {
        let due = Due { length: 1_000.0, all: 1_764_500_000_055.5, reserved: 1_764_500_000_000.0 };
        let state = PaceState {
            lineage: 77,
            count: 12,
            block: Block { number: 3, cause: Cause::Blocked, until: 1_764_500_060_000.0, times: 2 },
            probe: Some(Probe { owner: 5, until: 1_764_500_070_000.0 }),
            last: 1_764_500_000_005.0,
            announced: Some(Announced { number: 11, left: 40.0, end: 1_764_500_020_000.0, next: 1_764_500_020_000.0 }),
            lesson: Some(Lesson { at: 1_764_500_000_001.0, full: 1.0 / 50.0, share: 0.49 }),
            dues: vec![due, Due { length: 60_000.0, ..due }],
        };
        let cell = PaceCell { at: 1_764_500_000_000.0, state };
        assert_eq!(PaceCell::read(&cell.write()), Some(cell.clone()));
        assert_eq!(PaceCell::read(&PaceCell::default().write()), Some(PaceCell::default()));
        for text in ["", "2 1 1", "1 77", "{}", &cell.write().replacen('1', "9", 1)] {
            assert_eq!(PaceCell::read(text), None, "{text}");
        }
        assert_eq!(PaceCell::read(&(cell.write() + " x")), None);
    }
}
