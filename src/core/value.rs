//! What the core needs of a value that belongs to the platform: an option object, a parsed JSON document.
//!
//! Such values are looked into where they are (a JavaScript object stays one) and are never converted whole.

use sne_cotation_common::text::split;

/// The kinds of value that the core tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null` or `undefined`.
    Nothing,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A string.
    Text,
    /// An array.
    Array,
    /// A plain object.
    Object,
    /// A function.
    Function,
    /// Something that the platform knows how to send as it is: bytes, a file, a form.
    Opaque,
    /// Something by which the caller can abort: an `AbortSignal`.
    Signal,
    /// Anything else (a symbol, a big integer).
    Other,
    /// A string with nothing but white space, which is no value for an option.
    Blank,
}

const KINDS: [Kind; 11] = [
    Kind::Nothing,
    Kind::Boolean,
    Kind::Number,
    Kind::Text,
    Kind::Array,
    Kind::Object,
    Kind::Function,
    Kind::Opaque,
    Kind::Signal,
    Kind::Other,
    Kind::Blank,
];

impl Kind {
    /// The kind with that number; the platform hands kinds over as numbers.
    #[must_use]
    pub fn numbered(number: u8) -> Self {
        KINDS.get(usize::from(number)).copied().unwrap_or(Self::Other)
    }

    /// The name of the type, as JavaScript developers call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        const NAMES: &str = "undefined,boolean,number,string,array,object,function,bytes,AbortSignal,other,string";
        split(NAMES, b',').nth(self as usize).unwrap_or_default()
    }
}

/// A value of the platform's, read by kind and by field.
pub trait Value: Clone {
    /// What it is.
    fn kind(&self) -> Kind;
    /// The text, when it is a string.
    fn as_text(&self) -> Option<String>;
    /// The length of a text in the platform's characters.
    fn text_length(&self) -> u32;
    /// The number, when it is one.
    fn as_number(&self) -> Option<f64>;
    /// The number, when it is one or a string that reads as one.
    fn to_number(&self) -> Option<f64>;
    /// The truth value, when it is one.
    fn as_boolean(&self) -> Option<bool>;
    /// A field of an object that is there and is neither `null` nor `undefined`.
    fn field(&self, name: &str) -> Option<Self>;
    /// All that an object has of the names in a table such as `a: string, b: number`: an array with a digit for the
    /// kind of each, in a text, and their values. When it has a name that is not in the table: a comma and that name,
    /// in a text.
    #[must_use]
    fn read_fields(&self, table: &'static str) -> Self;
    /// The fields of an object as headers: for each, a line with its name and a line with its value, each line ended.
    /// Texts, numbers and truth values; what is `undefined` or `null` is left out. Nothing when anything else is among
    /// them. A line end in a name or value becomes `\r`, which no header may hold either.
    fn header_lines(&self) -> Option<String>;
    /// The item of an array at a place.
    fn item(&self, place: u32) -> Option<Self>;

    /// The text of a field that holds a string.
    fn text_field(&self, name: &str) -> Option<String> {
        self.field(name)?.as_text()
    }

    /// The items of an array; the value itself when it is none.
    fn items(&self) -> impl Iterator<Item = Self> {
        let is_array = self.kind() == Kind::Array;
        (0..).map_while(move |place| if is_array { self.item(place) } else { (place == 0).then(|| self.clone()) })
    }
}
