//! What the core needs of a value that belongs to the platform: an option object, a parsed JSON document.
//!
//! Such values are looked into where they are (a JavaScript object stays one) and are never converted whole.

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
    /// Anything else (a symbol, a big integer).
    Other,
}

/// A value of the platform's, read by kind and by field.
pub trait Value: Clone {
    /// What it is.
    fn kind(&self) -> Kind;
    /// The text, when it is a string.
    fn as_text(&self) -> Option<String>;
    /// The number, when it is one.
    fn as_number(&self) -> Option<f64>;
    /// The truth value, when it is one.
    fn as_boolean(&self) -> Option<bool>;
    /// A string, number or truth value as text, numbers as the platform writes them; nothing for anything else.
    fn scalar(&self) -> Option<String>;
    /// A field of an object that is there and is neither `null` nor `undefined`.
    fn field(&self, name: &str) -> Option<Self>;
    /// The names of an object's own fields, in their order.
    fn names(&self) -> Vec<String>;
    /// The items of an array; nothing for any other value.
    fn items(&self) -> Vec<Self>;

    /// The text of a field that holds a string.
    fn text_field(&self, name: &str) -> Option<String> {
        self.field(name)?.as_text()
    }
}
