//! Makes a flat document, for what the contract tells the platform.

use crate::flat::{Document, Kind, Value, Word};

/// A document in the making.
#[derive(Debug, Default)]
pub struct Writer {
    /// The words so far.
    pub words: Vec<u32>,
    /// The numbers so far.
    pub numbers: Vec<f64>,
    /// Where each text ends.
    pub ends: Vec<u32>,
    /// The texts so far.
    pub texts: Vec<u8>,
}

impl Writer {
    /// A text.
    pub fn text(&mut self, text: &str) -> Word {
        Word::new(Kind::Text, self.add_text(text))
    }

    /// A number.
    pub fn number(&mut self, number: f64) -> Word {
        let place = size(self.numbers.len());
        self.numbers.push(number);
        Word::new(Kind::Number, place)
    }

    /// A truth value.
    #[must_use]
    pub fn boolean(&self, value: bool) -> Word {
        Word::new(if value { Kind::True } else { Kind::False }, 0)
    }

    /// An array.
    pub fn array(&mut self, items: &[Word]) -> Word {
        let place = self.begin(items.len());
        self.words.extend(items.iter().map(|item| item.0));
        Word::new(Kind::Array, place)
    }

    /// An array of texts.
    pub fn texts<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> Word {
        let items: Vec<_> = texts.map(|text| self.text(text)).collect();
        self.array(&items)
    }

    /// An object.
    pub fn object(&mut self, fields: &[(&str, Word)]) -> Word {
        let names: Vec<_> = fields.iter().map(|(name, _)| self.add_text(name)).collect();
        let place = self.begin(fields.len());
        for (name, (_, value)) in names.into_iter().zip(fields) {
            self.words.push(name);
            self.words.push(value.0);
        }
        Word::new(Kind::Object, place)
    }

    /// A copy of a value of another document. Documents are not so deep that this could be too deep.
    pub fn copy(&mut self, value: Value<'_>) -> Word {
        match value.kind() {
            Kind::Number => self.number(value.number().unwrap_or_default()),
            Kind::Text => self.text(value.text().unwrap_or_default()),
            Kind::BigInteger => Word::new(Kind::BigInteger, self.add_text(value.digits().unwrap_or_default())),
            Kind::Array => {
                let items: Vec<_> = value.items().map(|item| self.copy(item)).collect();
                self.array(&items)
            }
            Kind::Object => {
                let fields: Vec<_> = value.fields().map(|(name, value)| (name, self.copy(value))).collect();
                self.object(&fields)
            }
            Kind::Null | Kind::False | Kind::True | Kind::File | Kind::Stream | Kind::Other => value.word(),
        }
    }

    /// Says which value is the whole.
    #[must_use]
    pub fn finish(mut self, whole: Word) -> Self {
        self.words.push(whole.0);
        self
    }

    /// The document.
    #[must_use]
    pub fn into_document(self) -> Document {
        Document::new(self.words, self.numbers, self.ends, self.texts)
    }

    fn add_text(&mut self, text: &str) -> u32 {
        let number = size(self.ends.len());
        self.texts.extend_from_slice(text.as_bytes());
        self.ends.push(size(self.texts.len()));
        number
    }

    fn begin(&mut self, length: usize) -> u32 {
        let place = size(self.words.len());
        self.words.push(size(length));
        place
    }
}

/// A length, which in the memory of a wasm fits.
fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
