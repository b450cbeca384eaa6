//! One schema, compiled: what its keywords say of a value, in the form in which it is held against many.
//!
//! A keyword whose value is not what it must be says nothing; nor does a reference that leads nowhere.

use crate::flat::{Kind, Value, ValueRef, whole};
use crate::index::{Index, hash};
use crate::pattern::Pattern;

use super::decimal::Decimal;
use super::doubt::Doubts;
use super::kinds;
use crate::format::Format;

/// Names under which contracts say that a value may be `null`, in any case: Swagger 2.0 has none of its own.
const NULLABLE: [&str; 4] = ["x-nullable", "nullable", "x-isnullable", "x-is-nullable"];

/// Fields of a schema among which one of these is looked for. A hostile one may have any number.
const MOST_FIELDS: usize = 1_000;

/// Values of an enumeration that are looked at one by one.
const MOST_LOOKED_AT: u32 = 12;

/// What a schema says of the fields or items that it does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// Anything goes.
    Any,
    /// There must be none.
    Refused,
    /// They are of that schema.
    Schema(ValueRef),
}

/// What a schema says of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Items {
    /// Nothing.
    Any,
    /// That all are of that schema.
    All(ValueRef),
    /// That each is of the schema at its place in that list (draft 4), and what of those behind.
    Each(ValueRef, Others),
}

/// A limit of numbers.
#[derive(Debug)]
pub struct Limit {
    /// As it is written.
    pub text: String,
    /// The same, where it is a small integer.
    pub small: Option<i64>,
    /// Whether a number must not be equal to it.
    pub excludes: bool,
}

impl Limit {
    /// Whether it is above zero.
    fn is_positive(&self) -> bool {
        Decimal::new(self.text.as_bytes()).is_positive()
    }
}

/// What a schema says of numbers, where it says anything.
#[derive(Debug, Default)]
pub struct Numbers {
    /// The largest.
    pub maximum: Option<Limit>,
    /// The smallest.
    pub minimum: Option<Limit>,
    /// Of what they are multiples.
    pub multiple_of: Option<Limit>,
}

/// What a schema says of texts, where it says anything.
#[derive(Debug, Default)]
pub struct Texts {
    /// How many characters they may have.
    pub count: Count,
    /// Which pattern is in them.
    pub pattern: Option<Pattern>,
}

/// The values that a schema allows.
#[derive(Debug)]
pub struct Choices {
    /// The list of the contract's.
    pub list: ValueRef,
    /// The texts among them.
    pub texts: ChosenTexts,
}

/// The texts that a schema allows.
#[derive(Debug)]
pub enum ChosenTexts {
    /// Those of which each may be looked at.
    Few(Vec<Box<[u8]>>),
    /// The places of more than that in the list.
    Many(Index),
}

/// A format of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// An integer of 32 bits.
    Int32,
    /// An integer of 64 bits.
    Int64,
    /// A number of 32 bits.
    Float,
}

impl Size {
    fn of(name: &str) -> Option<Self> {
        match name {
            "int32" => Some(Self::Int32),
            "int64" => Some(Self::Int64),
            "float" => Some(Self::Float),
            _ => None,
        }
    }
}

/// How many characters, items or fields there may be.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    /// The most.
    pub most: Option<u32>,
    /// The fewest.
    pub fewest: u32,
}

/// A compiled schema.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a keyword, or what follows from one")]
pub struct Node {
    /// The schema, or what it refers to in the end.
    pub word: ValueRef,
    /// The kinds of value that are of its types.
    pub kinds: u16,
    /// Whether `null` passes, whatever else it says.
    pub is_nullable: bool,
    /// Whether it was that which refers to the schema that said so.
    pub is_site_nullable: bool,
    /// Whether the only numbers that it allows are integers.
    pub is_integer: bool,
    /// The format of its texts.
    pub format: Option<Format>,
    /// The format of its numbers.
    pub size: Option<Size>,
    /// The values that are allowed.
    pub choices: Option<Choices>,
    /// What it says of numbers.
    pub numbers: Option<Box<Numbers>>,
    /// What it says of texts.
    pub texts: Option<Box<Texts>>,
    /// How many items there may be.
    pub items_count: Count,
    /// How many fields there may be.
    pub fields_count: Count,
    /// Whether no item may be there twice.
    pub is_unique: bool,
    /// What it says of items.
    pub items: Items,
    /// What it says of fields that it does not name.
    pub others: Others,
}

impl Node {
    /// Compiles a schema, which has been resolved.
    #[must_use]
    pub fn new(schema: Value<'_>, is_nullable: bool) -> Self {
        let mut node = Self {
            word: schema.word(),
            kinds: kinds::ALL,
            is_nullable,
            is_site_nullable: is_nullable,
            is_integer: false,
            format: None,
            size: None,
            choices: None,
            numbers: None,
            texts: None,
            items_count: Count::default(),
            fields_count: Count::default(),
            is_unique: false,
            items: Items::Any,
            others: Others::Any,
        };
        if schema.kind() == Kind::Object {
            node.read(schema);
        }
        node
    }

    fn read(&mut self, schema: Value<'_>) {
        let mut others_of_items = Others::Any;
        let (mut excludes_maximum, mut excludes_minimum) = (false, false);
        for (name, argument) in schema.fields() {
            match name {
                "type" => self.kinds = kinds::of_types(argument),
                "format" => {
                    self.format = Format::of(argument.text().unwrap_or_default());
                    self.size = Size::of(argument.text().unwrap_or_default());
                }
                "enum" => self.choices = choices(argument),
                "maximum" => self.numbers().maximum = limit(argument),
                "minimum" => self.numbers().minimum = limit(argument),
                "exclusiveMaximum" => excludes_maximum = argument.is_true(),
                "exclusiveMinimum" => excludes_minimum = argument.is_true(),
                "multipleOf" => self.numbers().multiple_of = limit(argument).filter(Limit::is_positive),
                "maxLength" => self.texts().count.most = count(argument),
                "minLength" => self.texts().count.fewest = count(argument).unwrap_or_default(),
                "pattern" => self.texts().pattern = compiled(argument),
                "maxItems" => self.items_count.most = count(argument),
                "minItems" => self.items_count.fewest = count(argument).unwrap_or_default(),
                "maxProperties" => self.fields_count.most = count(argument),
                "minProperties" => self.fields_count.fewest = count(argument).unwrap_or_default(),
                "uniqueItems" => self.is_unique = argument.is_true(),
                "additionalProperties" => self.others = others(argument),
                "additionalItems" => others_of_items = others(argument),
                _ => {}
            }
        }
        self.is_integer = self.kinds & kinds::NUMBER == kinds::WHOLE;
        self.is_nullable = self.is_nullable || is_nullable(schema);
        let items = schema.part("items");
        self.items = match items.kind() {
            Kind::Object => Items::All(items.word()),
            Kind::Array => Items::Each(items.word(), others_of_items),
            _ => Items::Any,
        };
        if let Some(numbers) = &mut self.numbers {
            let exclude = |limit: &mut Option<Limit>, excludes| limit.iter_mut().for_each(|it| it.excludes = excludes);
            exclude(&mut numbers.maximum, excludes_maximum);
            exclude(&mut numbers.minimum, excludes_minimum);
        }
        self.leave_aside(Doubts::of(schema));
        // What a server has as bytes, springfox writes as a list of such, and sends as one text.
        if is_list_of_bytes(schema) {
            self.kinds |= kinds::TEXT;
        }
    }

    /// Takes back what is not certain.
    fn leave_aside(&mut self, doubts: Doubts) {
        if doubts.choices {
            self.choices = None;
        }
        if doubts.range
            && let Some(numbers) = &mut self.numbers
        {
            (numbers.maximum, numbers.minimum) = (None, None);
        }
        if doubts.length
            && let Some(texts) = &mut self.texts
        {
            texts.count = Count::default();
        }
        if doubts.items {
            self.items_count = Count::default();
        }
        if doubts.fields {
            self.fields_count = Count::default();
        }
        if doubts.format {
            self.format = None;
        }
        if doubts.others {
            self.others = Others::Any;
        }
    }

    /// The kinds of value of which it says more than that they are allowed.
    #[must_use]
    pub fn checked(&self) -> u16 {
        let any = if self.choices.is_some() { kinds::ALL } else { 0 };
        let has_limits = |count: Count| count.most.is_some() || count.fewest > 0;
        let bit = |is_checked: bool, kind: u16| if is_checked { kind } else { 0 };
        any | bit(self.texts.is_some() || self.format.is_some(), kinds::TEXT)
            | bit(self.numbers.is_some() || self.size.is_some(), kinds::NUMBER)
            | bit(has_limits(self.items_count) || self.is_unique, kinds::ARRAY)
            | bit(has_limits(self.fields_count), kinds::OBJECT)
    }

    /// The kinds of value that are looked at again once they have ended.
    #[must_use]
    pub fn held(&self) -> u16 {
        let bit = |is_held: bool, kind: u16| if is_held { kind } else { 0 };
        bit(self.choices.is_some(), kinds::ARRAY | kinds::OBJECT)
            | bit(self.is_unique, kinds::ARRAY)
            // A name may be there twice: there are fewer fields then than are read. One there is, in any case.
            | bit(self.fields_count.most.is_some() || self.fields_count.fewest > 1, kinds::OBJECT)
    }

    fn numbers(&mut self) -> &mut Numbers {
        self.numbers.get_or_insert_default()
    }

    fn texts(&mut self) -> &mut Texts {
        self.texts.get_or_insert_default()
    }
}

/// Whether a schema says that `null` is a value of its own: by a word for that, where some tools write a text, or among
/// the values that it allows.
#[must_use]
pub fn is_nullable(schema: Value<'_>) -> bool {
    let is_said = |value: Value<'_>| {
        value.is_true() || value.text().is_some_and(|text| text.trim_ascii().eq_ignore_ascii_case("true"))
    };
    schema.fields().take(MOST_FIELDS).any(|(name, value)| {
        (NULLABLE.iter().any(|known| known.eq_ignore_ascii_case(name)) && is_said(value))
            || (name == "enum" && value.kind() == Kind::Array && value.items().any(Value::is_null))
    })
}

/// Whether a schema is a list of bytes, in the place of which there may be one text.
#[must_use]
pub fn is_list_of_bytes(schema: Value<'_>) -> bool {
    let items = schema.part("items");
    let is_of_bytes = items.text_field("type") == Some("string") && items.text_field("format") == Some("byte");
    is_of_bytes && schema.field("type").is_some_and(|types| kinds::of_types(types) == kinds::ARRAY)
}

fn others(argument: Value<'_>) -> Others {
    match argument.kind() {
        Kind::False => Others::Refused,
        Kind::Object => Others::Schema(argument.word()),
        _ => Others::Any,
    }
}

/// The values of a list, which may be of any kind.
fn choices(list: Value<'_>) -> Option<Choices> {
    let texts = if list.len() <= MOST_LOOKED_AT {
        ChosenTexts::Few(list.items().filter_map(Value::text).map(|text| text.as_bytes().into()).collect())
    } else {
        ChosenTexts::Many(indexed(list))
    };
    (list.kind() == Kind::Array && !list.is_empty()).then(|| Choices { list: list.word(), texts })
}

/// The places of the texts in a list.
fn indexed(list: Value<'_>) -> Index {
    let mut texts = Index::with_room(list.len() as usize);
    for (place, text) in (0..).zip(list.items()).filter_map(|(place, one)| Some((place, one.text()?))) {
        texts.insert(hash(text.as_bytes()), place, &mut |other| list.item(other).and_then(Value::text) == Some(text));
    }
    texts
}

/// A number that counts something.
fn count(argument: Value<'_>) -> Option<u32> {
    whole(argument).map(|count| u32::try_from(count).unwrap_or(u32::MAX))
}

/// A limit, if it is a number.
fn limit(argument: Value<'_>) -> Option<Limit> {
    let is_number = matches!(argument.kind(), Kind::Number | Kind::BigInteger);
    let text = is_number.then(|| argument.letters().to_owned())?;
    let small = Decimal::new(text.as_bytes()).small();
    Some(Limit { text, small, excludes: false })
}

/// A pattern, unless it is not known here.
fn compiled(argument: Value<'_>) -> Option<Pattern> {
    Pattern::new(argument.text()?).ok()
}
