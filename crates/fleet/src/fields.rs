//! How a cell is written: whole numbers and words with a space between two, one of them after the other. Times are
//! microseconds of the store's clock. Nothing else is needed, and it is a tenth of the code of JSON.

/// Microseconds in a millisecond.
const MICRO: f64 = 1_000.0;

/// What is being written.
#[derive(Debug, Default)]
pub struct Writer(String);

impl Writer {
    /// Adds a word, which has no space in it and is not empty.
    pub fn word(&mut self, word: &str) {
        if !self.0.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(word);
    }

    /// Adds a whole number.
    pub fn number(&mut self, number: u64) {
        let mut digits = [0_u8; 20];
        let mut rest = number;
        let mut first = digits.len();
        for (place, digit) in digits.iter_mut().enumerate().rev() {
            *digit = b'0'.wrapping_add(u8::try_from(rest % 10).unwrap_or_default());
            rest /= 10;
            first = place;
            if rest == 0 {
                break;
            }
        }
        self.word(std::str::from_utf8(digits.get(first..).unwrap_or_default()).unwrap_or_default());
    }

    /// Adds a time or a duration in milliseconds; what is below 0 is 0.
    pub fn time(&mut self, milliseconds: f64) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
        self.number((milliseconds * MICRO + 0.5) as u64);
    }

    /// All that was written.
    #[must_use]
    pub fn take(self) -> String {
        self.0
    }
}

/// What is being read. What is missing or no number is `None`.
#[derive(Clone, Debug)]
pub struct Reader<'t>(&'t str);

impl<'t> Reader<'t> {
    /// Reads a text from its beginning.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self(text)
    }

    /// The next word.
    pub fn word(&mut self) -> Option<&'t str> {
        let (word, rest) = self.0.split_once(' ').unwrap_or((self.0, ""));
        self.0 = rest;
        Some(word).filter(|word| !word.is_empty())
    }

    /// The next word, a whole number.
    pub fn number(&mut self) -> Option<u64> {
        let digits = |number: Option<u64>, byte: u8| {
            let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
            number?.checked_mul(10)?.checked_add(u64::from(digit))
        };
        self.word()?.bytes().fold(Some(0), digits)
    }

    /// The next word, a time in milliseconds.
    pub fn time(&mut self) -> Option<f64> {
        #[allow(clippy::cast_precision_loss, reason = "microseconds since 1970 are below 2^53")]
        self.number().map(|number| number as f64 / MICRO)
    }

    /// Whether there is nothing more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, Writer};

    #[test]
    fn what_was_written_is_read() {
        let mut writer = Writer::default();
        for number in [0, 7, 10, u64::MAX] {
            writer.number(number);
        }
        writer.word("a.b-c");
        writer.time(1_764_500_000_123.456);
        writer.time(-1.0);
        let text = writer.take();
        assert_eq!(text, "0 7 10 18446744073709551615 a.b-c 1764500000123456 0");
        let mut reader = Reader::new(&text);
        assert_eq!([reader.number(), reader.number(), reader.number()], [Some(0), Some(7), Some(10)]);
        assert_eq!((reader.number(), reader.word()), (Some(u64::MAX), Some("a.b-c")));
        assert!((reader.time().unwrap() - 1_764_500_000_123.456).abs() < 1e-3);
        assert!(!reader.is_over());
        assert_eq!(reader.number(), Some(0));
        assert!(reader.is_over());
        assert_eq!((reader.word(), reader.number()), (None, None));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "x", "1x", "-1", "18446744073709551616", "é"] {
            assert_eq!(Reader::new(text).number(), None, "{text}");
        }
    }
}
