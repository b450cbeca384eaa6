//! Makes a document in flat form, of what the contract tells the platform: `json::printer` makes text of it.

use sne_cotation_common::text::digits;

use crate::flat::{Document, Kind, ValueRef};

/// A document in the making.
#[derive(Debug, Default)]
pub struct Writer {
    /// The words so far.
    pub words: Vec<u32>,
    /// The texts so far.
    pub texts: String,
}

impl Writer {
    /// One that begins with all that is in a document, so that its words can be used.
    #[must_use]
    pub fn over(document: &Document) -> Self {
        let (words, texts) = document.clone().into_parts();
        Self { words, texts }
    }

    /// A text.
    pub fn text(&mut self, text: &str) -> ValueRef {
        ValueRef::new(Kind::Text, self.add_text(text))
    }

    /// A number. The contract's wasm writes whole ones only: the others would bring all of formatting with them.
    pub fn number(&mut self, number: f64) -> ValueRef {
        self.written(&number.to_string())
    }

    /// A whole number.
    pub fn whole(&mut self, number: u64) -> ValueRef {
        self.written(&digits(number))
    }

    /// A number as it is written.
    pub fn written(&mut self, letters: &str) -> ValueRef {
        ValueRef::new(Kind::Number, self.add_text(letters))
    }

    /// A truth value.
    #[must_use]
    pub fn boolean(&self, value: bool) -> ValueRef {
        ValueRef::new(if value { Kind::True } else { Kind::False }, 0)
    }

    /// An array.
    pub fn array(&mut self, items: &[ValueRef]) -> ValueRef {
        let place = self.begin(size(items.len()));
        self.words.extend(items.iter().map(|item| item.0));
        ValueRef::new(Kind::Array, place)
    }

    /// An array of texts.
    pub fn texts<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> ValueRef {
        let items: Vec<_> = texts.map(|text| self.text(text)).collect();
        self.array(&items)
    }

    /// An object.
    pub fn object(&mut self, fields: &[(&str, ValueRef)]) -> ValueRef {
        let names: Vec<_> = fields.iter().map(|(name, _)| self.add_text(name)).collect();
        let place = self.begin(size(fields.len()));
        for (name, (_, value)) in names.into_iter().zip(fields) {
            self.words.push(name);
            self.words.push(value.0);
        }
        ValueRef::new(Kind::Object, place)
    }

    /// Says which value is the whole.
    #[must_use]
    pub fn finish(mut self, whole: ValueRef) -> Self {
        self.words.push(whole.0);
        self
    }

    /// The document.
    #[must_use]
    pub fn into_document(self) -> Document {
        Document::new(self.words, self.texts)
    }

    fn add_text(&mut self, text: &str) -> u32 {
        let start = size(self.texts.len());
        self.texts.push_str(text);
        self.pair(start, size(self.texts.len()))
    }

    /// Two words in a row; gives their place.
    fn pair(&mut self, one: u32, other: u32) -> u32 {
        let place = self.begin(one);
        self.words.push(other);
        place
    }

    fn begin(&mut self, word: u32) -> u32 {
        let place = size(self.words.len());
        self.words.push(word);
        place
    }
}

/// A length, which in the memory of a wasm fits.
fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
