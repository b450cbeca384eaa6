//! What a run writes into its journal: lines of JSON, appended, by ordinal. `docs/en/bulk.md` describes the format;
//! [`crate::record`] reads it.
//!
//! No line holds anything of a row, an answer or a message: kinds, codes of the API's and statuses at most.

use sne_cotation_common::text::digits;

/// The version of the format.
pub const VERSION: u64 = 1;

/// How long the outputs were at an acknowledgement, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lengths {
    /// Of the results.
    pub output: u64,
    /// Of the failures.
    pub errors: u64,
}

/// What is told of an item that was acknowledged and has failed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told<'t> {
    /// The kind of failure.
    pub kind: &'t str,
    /// The API's code, if it gave one.
    pub code: &'t str,
    /// The status of the answer, 0 without one.
    pub status: u16,
    /// Whether it may have had an effect.
    pub is_held: bool,
}

/// Lines that are to be appended.
#[derive(Debug, Default)]
pub struct Journal {
    lines: String,
    /// Whether there is a journal at all.
    is_kept: bool,
    lengths: Lengths,
}

impl Journal {
    /// One that is kept, behind what an earlier run has written; or none, which keeps nothing.
    #[must_use]
    pub fn new(is_kept: bool, lengths: Lengths) -> Self {
        Self { lines: String::new(), is_kept, lengths }
    }

    /// Whether it is kept.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// What is to be appended, which is nothing then.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.lines)
    }

    /// Whether there is something of that.
    #[must_use]
    pub fn has_lines(&self) -> bool {
        !self.lines.is_empty()
    }

    /// The first line.
    pub fn header(&mut self, run: u64, operation: &str, target: u64, started: f64) {
        self.line(|line| {
            line.number("journal", VERSION);
            line.hex("run", run);
            line.text("operation", operation);
            line.hex("target", target);
            line.number("started", whole(started));
        });
    }

    /// A call that may have an effect is about to leave.
    pub fn started(&mut self, n: u32) {
        self.line(|line| line.number("s", u64::from(n)));
    }

    /// It had none after all: the item is to be done again.
    pub fn undone(&mut self, n: u32) {
        self.line(|line| line.number("u", u64::from(n)));
    }

    /// An item is acknowledged: the lengths are told where they have changed, and of a failure what it was.
    pub fn ended(&mut self, n: u32, lengths: Lengths, failure: Option<Told<'_>>) {
        let before = std::mem::replace(&mut self.lengths, lengths);
        self.line(|line| {
            line.number("e", u64::from(n));
            if lengths.output != before.output {
                line.number("o", lengths.output);
            }
            if lengths.errors != before.errors {
                line.number("x", lengths.errors);
            }
            let Some(Told { kind, code, status, is_held }) = failure else { return };
            line.text("k", kind);
            if is_code(code) {
                line.text("c", code);
            }
            if status > 0 {
                line.number("t", u64::from(status));
            }
            if is_held {
                line.number("d", 1);
            }
        });
    }

    /// The fingerprint of so many rows.
    pub fn mark(&mut self, rows: u32, fingerprint: u64) {
        self.line(|line| {
            line.number("at", u64::from(rows));
            line.hex("h", fingerprint);
        });
    }

    /// The run pauses until then, on the wall clock.
    pub fn pause(&mut self, until: f64) {
        self.line(|line| {
            line.text("pause", "quota");
            line.number("until", whole(until));
        });
    }

    /// Another run goes on.
    pub fn resumed(&mut self, wall: f64) {
        self.line(|line| line.number("resumed", whole(wall)));
    }

    /// What has failed is to be done again; with `and_held`, what is in doubt as well.
    pub fn again(&mut self, and_held: bool) {
        self.line(|line| line.text("again", if and_held { "failed, held" } else { "failed" }));
    }

    /// All is done.
    pub fn end(&mut self, wall: f64, [items, ok, failed, held]: [u32; 4]) {
        self.line(|line| {
            line.number("end", whole(wall));
            for (name, count) in [("items", items), ("ok", ok), ("failed", failed), ("held", held)] {
                line.number(name, u64::from(count));
            }
        });
    }

    fn line(&mut self, write: impl FnOnce(&mut Line<'_>)) {
        if !self.is_kept {
            return;
        }
        write(&mut Line { text: &mut self.lines, before: '{' });
        self.lines.push_str("}\n");
    }
}

/// A line that is being written.
struct Line<'t> {
    text: &'t mut String,
    before: char,
}

impl Line<'_> {
    fn name(&mut self, name: &str) {
        self.text.push(self.before);
        self.before = ',';
        self.text.push('"');
        self.text.push_str(name);
        self.text.push_str("\":");
    }

    fn number(&mut self, name: &str, number: u64) {
        self.name(name);
        self.text.push_str(&digits(number));
    }

    fn text(&mut self, name: &str, text: &str) {
        self.name(name);
        self.text.push('"');
        self.text.push_str(&escaped(text));
        self.text.push('"');
    }

    fn hex(&mut self, name: &str, number: u64) {
        self.name(name);
        self.text.push('"');
        for shift in (0..64).step_by(4).rev() {
            let digit = u8::try_from((number >> shift) & 15).unwrap_or_default();
            self.text.push(char::from(if digit < 10 { b'0'.wrapping_add(digit) } else { b'W'.wrapping_add(digit) }));
        }
        self.text.push('"');
    }
}

/// A text as it stands between quotes. Line breaks and the like are in no name of an operation.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if matches!(letter, '"' | '\\') {
            escaped.push('\\');
        }
        escaped.push(if letter < ' ' { ' ' } else { letter });
    }
    escaped
}

/// Whether something is a code such as `ERRCOTCAL0004` or `invalid_client`, and no identifier of a person's.
fn is_code(code: &str) -> bool {
    let letters = code.bytes().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'_').count();
    let digits = code.get(letters..).unwrap_or_default();
    letters > 2 && code.len() <= 40 && digits.len() < 6 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number of milliseconds, or of bytes, as it is written.
fn whole(number: f64) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
    return number as u64;
}

#[cfg(test)]
mod tests {
    use super::{Journal, Lengths, Told};

    #[test]
    fn lines_are_json_and_short() {
        let mut journal = Journal::new(true, Lengths::default());
        journal.header(0xab, "GET /a \"b\"\n", 1, 1_764_000_000_000.7);
        journal.started(699_999);
        journal.ended(699_999, Lengths { output: 123_456_789, errors: 0 }, None);
        let told = Told { kind: "business", code: "ERRCOTCAL0004", status: 400, is_held: false };
        journal.ended(7, Lengths { output: 123_456_789, errors: 12 }, Some(told));
        journal.ended(
            8,
            Lengths { output: 123_456_789, errors: 12 },
            Some(Told { kind: "timeout", is_held: true, ..told }),
        );
        journal.mark(64, 0x0123_4567_89ab_cdef);
        let text = journal.take();
        let lines: Vec<_> = text.lines().collect();
        for line in &lines {
            serde_json::from_str::<serde_json::Value>(line).unwrap();
        }
        assert!(lines[0].contains(r#""operation":"GET /a \"b\" ","#));
        assert_eq!(lines[1], r#"{"s":699999}"#);
        assert_eq!(lines[2], r#"{"e":699999,"o":123456789}"#);
        assert_eq!(lines[3], r#"{"e":7,"x":12,"k":"business","c":"ERRCOTCAL0004","t":400}"#);
        assert_eq!(lines[4], r#"{"e":8,"k":"timeout","c":"ERRCOTCAL0004","t":400,"d":1}"#);
        assert_eq!(lines[5], r#"{"at":64,"h":"0123456789abcdef"}"#);
        assert!(lines[1].len() + lines[2].len() + 2 <= 40);
        assert_eq!(journal.take(), "");
    }

    #[test]
    fn what_may_be_an_identifier_is_no_code() {
        let mut journal = Journal::new(true, Lengths::default());
        for code in ["075012345678901234", "NUD075012345678901", "DUPONT Marie", "", "a\"b", "AB-123"] {
            journal.ended(1, Lengths::default(), Some(Told { kind: "business", code, ..Told::default() }));
        }
        assert!(!journal.take().contains("\"c\""));
    }

    #[test]
    fn without_a_journal_nothing_is_written() {
        let mut journal = Journal::new(false, Lengths::default());
        journal.started(1);
        assert_eq!(journal.take(), "");
    }
}
