//! What a journal says of earlier runs: what is done, what was under way, how long the outputs were, and where the
//! journal itself is to be cut because its last line was torn.

use crate::bits::{Bits, HIGHEST};
use crate::journal::{Lengths, VERSION, escaped};

/// What is wrong with a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// A later version of this package has written it.
    Version,
    /// A line in it, counted from 1, is none of a journal's.
    Line(u32),
}

/// What was done so far.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The beginning of a line whose end is not there yet.
    torn: Vec<u8>,
    lines: u32,
    damage: Option<Damage>,
    /// Where the last whole line ends, in bytes.
    length: u64,
    header: Option<Header>,
    done: Bits,
    failed: Bits,
    held: Bits,
    /// Those that were begun and not acknowledged.
    open: Bits,
    /// The fingerprints of the input, after so many rows.
    marks: Vec<(u32, u64)>,
    lengths: Lengths,
    paused_until: f64,
    is_over: bool,
    highest: u32,
}

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Header {
    operation: String,
    target: u64,
}

impl Record {
    /// By so much an ordinal may be beyond the lines that were read: there are never more rows than items that were
    /// acknowledged and items under way. A damaged line must not make the sets as large as it likes.
    pub const SLACK: u32 = 1 << 16;

    /// Reads another piece of a journal.
    pub fn read(&mut self, piece: &[u8]) {
        let mut rest = piece;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let (line, after) = rest.split_at(end);
            if self.torn.is_empty() {
                self.line(line);
            } else {
                self.torn.extend_from_slice(line);
                let line = std::mem::take(&mut self.torn);
                self.line(&line);
            }
            rest = after.get(1..).unwrap_or_default();
        }
        self.torn.extend_from_slice(rest);
    }

    /// What is wrong with it, once it is read. What a file system leaves behind a torn line after a power cut, zeros,
    /// is cut with it.
    #[must_use]
    pub fn damage(&self) -> Option<Damage> {
        self.damage
    }

    /// Where it is to be cut, in bytes.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Whether there is a journal yet: whether its first line was written.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.header.is_some()
    }

    /// Whether it is that of this operation and this target.
    #[must_use]
    pub fn is_of(&self, operation: &str, target: u64) -> bool {
        self.header.as_ref().is_some_and(|header| header.operation == escaped(operation) && header.target == target)
    }

    /// Whether an item is acknowledged.
    #[must_use]
    pub fn is_done(&self, n: u32) -> bool {
        self.done.has(n)
    }

    /// Whether an item was under way when a run ended, and may have had an effect.
    #[must_use]
    pub fn is_open(&self, n: u32) -> bool {
        self.open.has(n)
    }

    /// The fingerprint of so many rows, if it is known.
    #[must_use]
    pub fn mark(&self, rows: u32) -> Option<u64> {
        let place = self.marks.binary_search_by_key(&rows, |(at, _)| *at).ok()?;
        self.marks.get(place).map(|(_, fingerprint)| *fingerprint)
    }

    /// How many rows the source has at least.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.marks.last().map_or(0, |(at, _)| *at).max(self.highest)
    }

    /// How long the outputs were at the last acknowledgement.
    #[must_use]
    pub fn lengths(&self) -> Lengths {
        self.lengths
    }

    /// Until when the platform had asked to wait, on the wall clock; 0 if it had not.
    #[must_use]
    pub fn paused_until(&self) -> f64 {
        self.paused_until
    }

    /// How many are acknowledged: in all, failed, and held because nobody knows.
    #[must_use]
    pub fn counts(&self) -> [u32; 3] {
        [&self.done, &self.failed, &self.held].map(Bits::count)
    }

    /// Whether the last run came to its end.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// What has failed is to be done again. With `and_held`, what was held is in doubt again, too.
    pub fn redo(&mut self, and_held: bool) {
        self.is_over = false;
        self.done.remove_all(&self.failed);
        self.failed = Bits::default();
        if and_held {
            self.done.remove_all(&self.held);
            for n in self.held.iter() {
                self.open.add(n);
            }
            self.held = Bits::default();
        }
    }

    fn line(&mut self, line: &[u8]) {
        self.lines = self.lines.saturating_add(1);
        if self.damage.is_some() {
            return;
        }
        let is_known = if self.header.is_none() { self.first(line) } else { self.next(line) };
        if is_known.is_some() {
            self.length = self.length.saturating_add(line.len() as u64).saturating_add(1);
        } else if self.damage.is_none() {
            self.damage = Some(Damage::Line(self.lines));
        }
    }

    fn first(&mut self, line: &[u8]) -> Option<()> {
        let fields = Fields(line);
        if fields.number("journal")? > VERSION {
            self.damage = Some(Damage::Version);
            return None;
        }
        let operation = String::from_utf8(fields.text("operation")?.to_vec()).ok()?;
        self.header = Some(Header { operation, target: hex(fields.text("target")?)? });
        Some(())
    }

    /// A line behind the first. What a later version adds is left alone.
    fn next(&mut self, line: &[u8]) -> Option<()> {
        if line.first() != Some(&b'{') || line.last() != Some(&b'}') {
            return None;
        }
        let fields = Fields(line);
        match fields.first_name()? {
            b"s" => {
                let n = self.ordinal(fields.number("s")?)?;
                self.open.add(n);
                self.highest = self.highest.max(n.saturating_add(1));
            }
            b"u" => self.open.remove(self.ordinal(fields.number("u")?)?),
            b"e" => return self.ended(&fields),
            b"at" => self.marks.push((self.ordinal(fields.number("at")?)?, hex(fields.text("h")?)?)),
            b"pause" => {
                #[allow(clippy::cast_precision_loss, reason = "milliseconds since 1970 are less than 2^53")]
                let until = fields.number("until")? as f64;
                self.paused_until = until;
            }
            b"again" => self.redo(fields.text("again")?.ends_with(b"held")),
            b"end" => self.is_over = true,
            b"resumed" => self.is_over = false,
            _ => {}
        }
        Some(())
    }

    fn ordinal(&self, number: u64) -> Option<u32> {
        let most = self.lines.saturating_add(Self::SLACK).min(HIGHEST);
        u32::try_from(number).ok().filter(|ordinal| *ordinal < most)
    }

    fn ended(&mut self, fields: &Fields<'_>) -> Option<()> {
        let n = self.ordinal(fields.number("e")?)?;
        self.open.remove(n);
        self.done.add(n);
        self.highest = self.highest.max(n.saturating_add(1));
        if fields.0.len() < 8 {
            return Some(());
        }
        self.lengths.output = fields.number("o").unwrap_or(self.lengths.output);
        self.lengths.errors = fields.number("x").unwrap_or(self.lengths.errors);
        if fields.text("k").is_some() {
            let is_held = fields.number("d").is_some();
            (if is_held { &mut self.held } else { &mut self.failed }).add(n);
        }
        Some(())
    }
}

/// A line of a journal: an object of numbers and texts, whose names are not in its texts.
struct Fields<'l>(&'l [u8]);

impl<'l> Fields<'l> {
    /// The name of the first field.
    fn first_name(&self) -> Option<&'l [u8]> {
        let name = self.0.strip_prefix(b"{\"")?;
        name.split(|byte| *byte == b'"').next()
    }

    /// What follows a name.
    fn value(&self, name: &str) -> Option<&'l [u8]> {
        let (line, name) = (self.0, name.as_bytes());
        let mut is_inside = false;
        let mut at = 0_usize;
        // Names begin with a quote behind `{` or `,`, outside of any text.
        while let Some(byte) = line.get(at) {
            let rest = line.get(at.saturating_add(1)..)?;
            match byte {
                b'\\' if is_inside => at = at.saturating_add(1),
                b'"' if is_inside => is_inside = false,
                b'"' => {
                    is_inside = true;
                    if let Some(value) = rest.strip_prefix(name).and_then(|rest| rest.strip_prefix(b"\":")) {
                        return Some(value);
                    }
                }
                _ => {}
            }
            at = at.saturating_add(1);
        }
        None
    }

    /// A field that is a whole number.
    fn number(&self, name: &str) -> Option<u64> {
        let value = self.value(name)?;
        let digits = value.iter().position(|byte| !byte.is_ascii_digit())?;
        let ends = matches!(value.get(digits), Some(b',' | b'}'));
        value.get(..digits).filter(|digits| ends && (1..=16).contains(&digits.len())).map(|digits| {
            digits
                .iter()
                .fold(0, |number: u64, digit| number.wrapping_mul(10).wrapping_add(u64::from(digit.wrapping_sub(b'0'))))
        })
    }

    /// A field that is a text, as it is written.
    fn text(&self, name: &str) -> Option<&'l [u8]> {
        let text = self.value(name)?.strip_prefix(b"\"")?;
        let mut is_escaped = false;
        let end = text.iter().position(|byte| {
            let ends = *byte == b'"' && !is_escaped;
            is_escaped = *byte == b'\\' && !is_escaped;
            ends
        })?;
        text.get(..end)
    }
}

/// A number in sixteen hexadecimal digits.
fn hex(text: &[u8]) -> Option<u64> {
    if text.len() != 16 {
        return None;
    }
    text.iter().try_fold(0_u64, |number, digit| {
        let value = match digit {
            b'0'..=b'9' => digit.wrapping_sub(b'0'),
            b'a'..=b'f' => digit.wrapping_sub(b'W'),
            _ => return None,
        };
        Some((number << 4) | u64::from(value))
    })
}

#[cfg(test)]
mod tests {
    use super::{Damage, Record};
    use crate::journal::{Journal, Lengths, Told};

    fn written() -> String {
        let mut journal = Journal::new(true, Lengths::default());
        journal.header(1, "a \"quoted\" operation", 0xfeed, 1.0);
        for n in [0, 1, 2, 3] {
            journal.started(n);
        }
        journal.mark(4, 99);
        journal.ended(1, Lengths { output: 10, errors: 0 }, None);
        let told = Told { kind: "business", code: "e\"", status: 400, is_held: false };
        journal.ended(2, Lengths { output: 10, errors: 7 }, Some(told));
        journal.ended(3, Lengths { output: 10, errors: 9 }, Some(Told { is_held: true, ..told }));
        journal.undone(0);
        journal.started(5);
        journal.take()
    }

    fn read(text: &[u8], size: usize) -> Record {
        let mut record = Record::default();
        text.chunks(size).for_each(|piece| record.read(piece));
        record
    }

    #[test]
    fn what_was_written_is_read_in_pieces_of_any_size() {
        let text = written();
        for size in [1, 2, 7, 10_000] {
            let record = read(text.as_bytes(), size);
            assert_eq!(record.damage(), None);
            assert!(record.is_of("a \"quoted\" operation", 0xfeed));
            assert!(!record.is_of("another", 0xfeed) && !record.is_of("a \"quoted\" operation", 1));
            assert_eq!(record.counts(), [3, 1, 1]);
            assert!((0..6).map(|n| record.is_open(n)).eq([false, false, false, false, false, true]));
            assert_eq!(record.lengths(), Lengths { output: 10, errors: 9 });
            assert_eq!((record.mark(4), record.mark(3), record.rows()), (Some(99), None, 6));
            assert_eq!(record.length(), text.len() as u64);
        }
    }

    #[test]
    fn a_torn_line_is_cut_wherever_it_is_torn() {
        let text = written();
        let last = text.trim_end().rfind('\n').unwrap() + 1;
        for end in last..text.len() {
            let record = read(&text.as_bytes()[..end], 64);
            assert_eq!((record.damage(), record.length()), (None, last as u64));
            assert!(!record.is_open(5));
        }
        // Zeros, where the file had grown and its end was not written.
        let zeros = [&text.as_bytes()[..last], &[0; 100]].concat();
        assert_eq!((read(&zeros, 64).damage(), read(&zeros, 64).length()), (None, last as u64));
    }

    #[test]
    fn what_is_no_journal_is_told_by_its_line() {
        assert_eq!(read(b"numero;nom\n", 64).damage(), Some(Damage::Line(1)));
        assert_eq!(read(b"{\"journal\":2,\"whatever\":1}\n", 64).damage(), Some(Damage::Version));
        for line in ["{\"s\":x}", "{\"s\":99999999999}", "s", "{\"at\":1}", "{\"e\":1", ""] {
            let text = format!("{}{line}\n{{\"s\":1}}\n", written());
            assert_eq!(read(text.as_bytes(), 64).damage(), Some(Damage::Line(12)), "{line}");
        }
        // A later version of the same format may add lines and fields.
        let text = format!("{}{{\"new\":\"e\"}}\n{{\"s\":9,\"w\":1}}\n", written());
        assert_eq!(read(text.as_bytes(), 64).damage(), None);
    }

    #[test]
    fn what_failed_is_done_again_and_what_was_held_only_if_that_is_said() {
        let mut journal = Journal::new(true, Lengths::default());
        journal.again(false);
        let mut record = read(written().as_bytes(), 64);
        record.read(journal.take().as_bytes());
        assert_eq!(record.counts(), [2, 0, 1]);
        assert!(!record.is_done(2) && record.is_done(3) && !record.is_open(3));
        journal.again(true);
        record.read(journal.take().as_bytes());
        assert_eq!(record.counts(), [1, 0, 0]);
        assert!(record.is_open(3));
    }
}
