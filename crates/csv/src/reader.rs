//! Reads a file piece by piece, and gives the rows that are complete.

use csv_core::ReadFieldResult;

/// A field is put together in pieces of as many bytes.
const PIECE: usize = 1_024;

/// What reads a file. Empty lines are no rows.
pub struct Reader {
    grammar: csv_core::Reader,
    piece: Box<[u8]>,
    /// What is there of the field that is being read, and of its row, in JSON.
    field: Vec<u8>,
    row: String,
}

impl Reader {
    /// One for a file whose fields that sign separates.
    #[must_use]
    pub fn new(separator: u8) -> Self {
        let grammar = csv_core::ReaderBuilder::new().delimiter(separator).build();
        Self { grammar, piece: vec![0; PIECE].into_boxed_slice(), field: Vec::new(), row: String::new() }
    }

    /// The rows that end in this piece of the file, as a list of lists of texts in JSON. An empty piece is the end of
    /// the file.
    pub fn read(&mut self, text: &str) -> String {
        let mut rows = String::from("[");
        let mut left = text.as_bytes();
        loop {
            let (result, read, written) = self.grammar.read_field(left, &mut self.piece);
            left = left.get(read..).unwrap_or_default();
            self.field.extend_from_slice(self.piece.get(..written).unwrap_or_default());
            match result {
                ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => self.end_field(record_end, &mut rows),
                ReadFieldResult::InputEmpty | ReadFieldResult::End => break,
            }
            // To the grammar, an empty piece is the end.
            if left.is_empty() && !text.is_empty() {
                break;
            }
        }
        rows.push(']');
        rows
    }

    fn end_field(&mut self, is_last: bool, rows: &mut String) {
        self.row.push(if self.row.is_empty() { '[' } else { ',' });
        // Pieces of a text come, and signs of ASCII are taken out: it stays a text.
        push_json(&mut self.row, &String::from_utf8_lossy(&self.field));
        self.field.clear();
        if is_last {
            if rows.len() > 1 {
                rows.push(',');
            }
            rows.push_str(&self.row);
            rows.push(']');
            self.row.clear();
        }
    }
}

/// A text in JSON.
fn push_json(json: &mut String, text: &str) {
    json.push('"');
    for sign in text.chars() {
        match sign {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            // What is left of the control characters has no place in a cell, and is kept all the same.
            '\0'..='\x1f' => {
                json.push_str("\\u00");
                for digit in [u32::from(sign) >> 4, u32::from(sign) & 15] {
                    json.push(char::from_digit(digit, 16).unwrap_or('0'));
                }
            }
            _ => json.push(sign),
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::Reader;

    fn rows(separator: u8, pieces: &[&str]) -> Vec<Vec<String>> {
        let mut reader = Reader::new(separator);
        let read = |piece: &&str| serde_json::from_str::<Vec<Vec<String>>>(&reader.read(piece)).expect("JSON");
        pieces.iter().chain(&[""]).flat_map(read).collect()
    }

    #[test]
    fn quotes_line_ends_and_empty_fields_are_what_a_spreadsheet_means() {
        let text = "a;b\r\n\"1;2\";\"il dit \"\"oui\"\"\"\n\n;\"deux\nlignes\"\rà\\b;\u{1}\n";
        let expected = [vec!["a", "b"], vec!["1;2", "il dit \"oui\""], vec!["", "deux\nlignes"], vec!["à\\b", "\u{1}"]];
        assert_eq!(rows(b';', &[text]), expected);
    }

    #[test]
    fn the_last_line_needs_no_end_and_may_have_an_open_quote() {
        assert_eq!(rows(b',', &["a,b"]), [["a", "b"]]);
        assert_eq!(rows(b',', &["a,\"b\nc"]), [["a", "b\nc"]]);
        assert_eq!(rows(b',', &["a,"]), [["a", ""]]);
        assert!(rows(b',', &[]).is_empty());
    }

    #[test]
    fn pieces_may_end_anywhere() {
        let text = "numéro;\"é\"\"è\"\n\"long\";x\n".replace("long", &"ü".repeat(3_000));
        let whole = rows(b';', &[&text]);
        let signs: Vec<String> = text.chars().map(String::from).collect();
        let pieces: Vec<&str> = signs.iter().map(String::as_str).collect();
        assert!(rows(b';', &pieces) == whole, "another result than in one piece");
        assert_eq!(whole.len(), 2);
    }
}
