//! A document in flat form: what JSON can say, in one array of words and one text, so that a document of any size
//! has a few pieces of memory and no more. `json::reader` makes one of a text, `writer` one of what is to be told.
//!
//! A value is one word: its kind in the low four bits, and above them the place in the array where the rest of it is.
//! Of a text and of a number that is where it starts and ends in the one text; of an array its length and then its
//! items; of an object its length and then names and values in turn. Names are places of texts. Arrays and objects come
//! after what they hold, so that no value holds itself.

use sne_cotation_common::text::number;

use crate::json::number::float;

/// The bits of a word that say what it is.
const KIND_BITS: u32 = 4;

/// Fields that are looked through for one. What a contract has more of is indexed, or looked through as a whole; a
/// hostile one may have any number.
const MOST_FIELDS: usize = 1_000;

/// The largest whole number that JavaScript tells from its neighbours.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_991.0;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `false`.
    False,
    /// `true`.
    True,
    /// A number.
    Number,
    /// A text.
    Text,
    /// An array.
    Array,
    /// An object.
    Object,
    /// A file or bytes, which the platform knows how to send. Its number means something to the platform only.
    File,
    /// Something else that the platform knows how to send as a whole: a stream, a form.
    Stream,
    /// An integer of any size, its digits kept as a text.
    BigInteger,
    /// Anything that JSON cannot say.
    Other,
}

/// The kinds by their numbers; all but the last.
pub const KINDS: [Kind; 10] = [
    Kind::Null,
    Kind::False,
    Kind::True,
    Kind::Number,
    Kind::Text,
    Kind::Array,
    Kind::Object,
    Kind::File,
    Kind::Stream,
    Kind::BigInteger,
];

impl Kind {
    /// The name of the type, as Swagger has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::False | Self::True => "boolean",
            Self::Number => "number",
            Self::Text => "string",
            Self::Array => "array",
            Self::Object => "object",
            Self::File => "file",
            Self::Stream => "stream",
            Self::BigInteger => "integer",
            // What JSON does not have.
            Self::Other => "? (∞, symbol, function…)",
        }
    }
}

/// A reference to a value of a [`Document`], in one 32-bit word: it means something together with that document only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueRef(pub u32);

impl ValueRef {
    /// `true`.
    pub const TRUE: Self = Self(Kind::True as u32);

    /// A reference to a value of that kind, the rest of which is at a place.
    #[must_use]
    pub fn new(kind: Kind, place: u32) -> Self {
        Self((place << KIND_BITS) | kind as u32)
    }

    /// The kind of the value.
    #[must_use]
    pub fn kind(self) -> Kind {
        KINDS.get((self.0 & ((1 << KIND_BITS) - 1)) as usize).copied().unwrap_or(Kind::Other)
    }

    /// Where the rest of the value is in the array.
    #[must_use]
    pub fn place(self) -> u32 {
        self.0 >> KIND_BITS
    }
}

/// A document. Whatever is in its array, reading it cannot fail: what is not there is nothing.
#[derive(Clone, Debug, Default)]
pub struct Document {
    words: Vec<u32>,
    texts: String,
}

impl Document {
    /// A document of its words, the last of which is that of the whole, and its texts behind one another.
    #[must_use]
    pub fn new(words: Vec<u32>, texts: String) -> Self {
        Self { words, texts }
    }

    /// Its words and its texts.
    #[must_use]
    pub fn into_parts(self) -> (Vec<u32>, String) {
        (self.words, self.texts)
    }

    /// The whole.
    #[must_use]
    pub fn root(&self) -> Value<'_> {
        self.value(ValueRef(self.words.last().copied().unwrap_or_default()))
    }

    /// The value of a word.
    #[must_use]
    pub fn value(&self, word: ValueRef) -> Value<'_> {
        Value { document: self, word }
    }

    fn word(&self, place: u32) -> Option<u32> {
        self.words.get(place as usize).copied()
    }

    /// Two words in a row.
    fn pair(&self, place: u32) -> Option<(u32, u32)> {
        Some((self.word(place)?, self.word(place.wrapping_add(1))?))
    }

    fn text(&self, place: u32) -> Option<&str> {
        let (start, end) = self.pair(place)?;
        self.texts.get(start as usize..end as usize)
    }
}

/// A value of a document, looked into where it is.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    document: &'a Document,
    word: ValueRef,
}

impl<'a> Value<'a> {
    /// The kind of the value.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.word.kind()
    }

    /// Its word.
    #[must_use]
    pub fn word(self) -> ValueRef {
        self.word
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// The text, when it is one.
    #[must_use]
    pub fn text(self) -> Option<&'a str> {
        if self.kind() == Kind::Text { Some(self.letters()) } else { None }
    }

    /// The letters of a text, or of a number as it is written.
    #[must_use]
    pub fn letters(self) -> &'a str {
        let has_letters = matches!(self.kind(), Kind::Text | Kind::Number | Kind::BigInteger);
        self.document.text(self.word.place()).filter(|_| has_letters).unwrap_or_default()
    }

    /// The number, when it is one that JavaScript has.
    #[must_use]
    pub fn number(self) -> Option<f64> {
        if self.kind() == Kind::Number { Some(float(self.letters())) } else { None }
    }

    /// Whether it is `true`.
    #[must_use]
    pub fn is_true(self) -> bool {
        self.kind() == Kind::True
    }

    /// How many items or fields it has.
    #[must_use]
    pub fn len(self) -> u32 {
        let holds = matches!(self.kind(), Kind::Array | Kind::Object);
        if holds { self.document.word(self.word.place()).unwrap_or_default() } else { 0 }
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The items of an array.
    pub fn items(self) -> impl Iterator<Item = Self> {
        (0..).map_while(move |place| self.item(place))
    }

    /// The names and values of an object.
    pub fn fields(self) -> impl Iterator<Item = (&'a str, Self)> {
        let count = if self.kind() == Kind::Object { self.len() } else { 0 };
        (0..count).map_while(move |place| self.entry(place))
    }

    /// A value that this one holds. One that does not come before it is none: then no value holds itself.
    fn at(self, place: u32) -> Option<Self> {
        let word = ValueRef(self.document.word(place)?);
        let is_before = !matches!(word.kind(), Kind::Array | Kind::Object) || word.place() < self.word.place();
        Some(self.document.value(if is_before { word } else { ValueRef(u32::MAX) }))
    }

    /// The item at a place of an array.
    #[must_use]
    pub fn item(self, place: u32) -> Option<Self> {
        let is_there = self.kind() == Kind::Array && place < self.len();
        if is_there { self.at(self.word.place().wrapping_add(1).wrapping_add(place)) } else { None }
    }

    /// The same, and `null` where there is none.
    #[must_use]
    pub fn nth(self, place: u32) -> Self {
        self.item(place).unwrap_or(self.document.value(ValueRef(0)))
    }

    /// The name and value at a place, of what may be no object or have fewer fields.
    #[must_use]
    pub fn field_at(self, place: u32) -> Option<(&'a str, Self)> {
        let is_there = self.kind() == Kind::Object && place < self.len();
        if is_there { self.entry(place) } else { None }
    }

    /// The name and value at a place of an object.
    #[must_use]
    pub fn entry(self, place: u32) -> Option<(&'a str, Self)> {
        let place = self.word.place().wrapping_add(1).wrapping_add(place.wrapping_mul(2));
        Some((self.document.text(self.document.word(place)?)?, self.at(place.wrapping_add(1))?))
    }

    /// A field of an object that is there and is not `null`. Of an object of the contract's: whoever looks into what a
    /// caller gave, which may well have thousands, uses `get`.
    #[must_use]
    pub fn field(self, name: &str) -> Option<Self> {
        self.find(name.as_bytes(), MOST_FIELDS).filter(|value| !value.is_null())
    }

    /// The same, and `null` where there is no such field: it has no text, no items and no fields.
    #[must_use]
    pub fn part(self, name: &str) -> Self {
        self.field(name).unwrap_or(self.document.value(ValueRef(0)))
    }

    /// A field of an object, however many it has; it may be `null`.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Self> {
        self.find(name.as_bytes(), usize::MAX)
    }

    fn find(self, name: &[u8], most: usize) -> Option<Self> {
        let count = if self.kind() == Kind::Object { most.min(self.len() as usize) } else { 0 };
        let mut place = self.word.place().wrapping_add(1);
        for _ in 0..count {
            // Most names are of another length, and are not looked at.
            let (start, end) = self.document.pair(self.document.word(place)?)?;
            if end.wrapping_sub(start) as usize == name.len()
                && self.document.texts.as_bytes().get(start as usize..end as usize) == Some(name)
            {
                return self.at(place.wrapping_add(1));
            }
            place = place.wrapping_add(2);
        }
        None
    }

    /// Whether a field is there and is `true`.
    #[must_use]
    pub fn flag(self, name: &str) -> bool {
        self.field(name).is_some_and(Self::is_true)
    }

    /// A field of an object or an item of an array, as a JSON Pointer names them.
    #[must_use]
    pub fn child(self, name: &[u8]) -> Option<Self> {
        if self.kind() == Kind::Array { self.item(number(name)?) } else { self.find(name, MOST_FIELDS) }
    }

    /// The text of a field that holds one.
    #[must_use]
    pub fn text_field(self, name: &str) -> Option<&'a str> {
        self.field(name)?.text()
    }
}

/// The whole number that a value is, if it is one and not negative.
#[must_use]
pub fn whole(value: Value<'_>) -> Option<u64> {
    let number = value.number().filter(|number| (0.0..=LARGEST_WHOLE).contains(number) && number.fract() == 0.0)?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is in between")]
    Some(number as u64)
}
