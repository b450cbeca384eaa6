//! What survives a process: its journal and its output.

use sne_cotation_simulation::chance::Chance;

/// The files of a job.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    /// The journal.
    pub journal: Vec<u8>,
    /// The output: a line for each item, with the length of the file behind it.
    pub output: Vec<(u32, u64)>,
    /// How many writes may still be made before the process is killed in the middle of one.
    pub writes_left: Option<u32>,
}

/// The process was killed while it wrote.
pub struct Torn;

impl Disk {
    /// Appends to the journal, or is killed after a part of it.
    pub fn append(&mut self, lines: &str, chance: &Chance) -> Result<(), Torn> {
        if lines.is_empty() {
            return Ok(());
        }
        if let Some(left) = &mut self.writes_left {
            if *left == 0 {
                let part = chance.below(lines.len() as u64 + 1) as usize;
                self.journal.extend_from_slice(&lines.as_bytes()[..part]);
                return Err(Torn);
            }
            *left -= 1;
        }
        self.journal.extend_from_slice(lines.as_bytes());
        Ok(())
    }

    /// Writes the line of an item to the output.
    pub fn write(&mut self, n: u32) {
        let length = self.length() + 10;
        self.output.push((n, length));
    }

    /// How long the output is.
    pub fn length(&self) -> u64 {
        self.output.last().map_or(0, |(_, length)| *length)
    }

    /// Cuts both back.
    pub fn cut(&mut self, journal: u64, output: u64) {
        self.journal.truncate(journal as usize);
        self.output.retain(|(_, length)| *length <= output);
    }
}
