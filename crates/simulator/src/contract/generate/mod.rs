//! Values made from schemas: right by construction, and the same ones for the same seed.
//!
//! What the contract itself gives as a value (`example`, `default`, `enum`) comes first, where it is right. Everything
//! else is drawn. Schemas that refer to themselves end: what is optional is left out as soon as it is deep.

mod array;
mod decimal;
mod format;
mod generator;
mod given;
mod number;
mod object;
mod pattern;
mod text;
mod words;

use serde_json::Value as Json;
use sne_cotation_contract::flat::Value;
use sne_cotation_contract::parameter::Place;

use super::demands::Demands;
use super::wire::carries;
use generator::Made;
pub(crate) use generator::{Generator, Unsatisfiable};

/// Levels below which nothing is made: a schema that needs so many needs itself.
const DEEPEST: usize = 60;
/// Values after which nothing is made.
const MOST: usize = 50_000;

/// The types that a schema can have.
const TYPES: [&str; 8] = ["array", "boolean", "file", "integer", "null", "number", "object", "string"];
/// Times that a value is drawn that several schemas ask for.
const TRIES: u32 = 5;

impl<'c> Generator<'c> {
    /// A value for a schema of a body.
    pub(crate) fn value(&mut self, schema: Value<'c>) -> Made {
        (self.place, self.count) = (Place::Body, 0);
        self.make(&[schema])
    }

    /// A value for a parameter that is no body, or for a header: one that gets through there.
    pub(crate) fn sent(&mut self, place: Place, parameter: Value<'c>) -> Made {
        (self.place, self.count) = (place, 0);
        self.make(&[parameter]).and_then(|value| {
            if carries(place, self.schemas().follow(parameter), &value) { Ok(value) } else { Err(Unsatisfiable) }
        })
    }

    /// Words, of which nothing is asked.
    pub(crate) fn text(&mut self) -> String {
        words::words(&mut self.random, 0, u64::MAX)
    }

    /// A value that fits schemas all at once. Of several that extend one, there may be no value of some.
    pub(super) fn make(&mut self, schemas: &[Value<'c>]) -> Made {
        let mut made = Err(Unsatisfiable);
        for _ in 0..TRIES {
            let demands = self.schemas().demands(schemas, &mut self.random);
            made = self.make_once(schemas, &demands);
            if made.is_ok() || demands.told.is_empty() {
                break;
            }
        }
        made
    }

    fn make_once(&mut self, schemas: &[Value<'c>], demands: &Demands<'c>) -> Made {
        self.count = self.count.saturating_add(1);
        if self.path.len() >= DEEPEST || self.count >= MOST {
            return Err(Unsatisfiable);
        }
        let depth = self.path.len();
        self.path.extend(schemas.first().map(|schema| self.schemas().follow(*schema).word()));
        let made = self.choose(demands);
        self.path.truncate(depth);
        made
    }

    /// What the contract gives as a value; else one that is drawn.
    fn choose(&mut self, demands: &Demands<'c>) -> Made {
        if let Some(given) = given::take(self, demands) {
            return Ok(given);
        }
        // Nothing that is sent as a text says `null`.
        let is_nullable = demands.is_nullable && self.place == Place::Body;
        if is_nullable && (self.is_deep() || self.random.chance(10)) {
            return Ok(Json::Null);
        }
        // A list without any value of the type says something else: of an array, mostly, what its items are.
        if demands.enums().any(|list| list.items().any(|value| is_of(kind(demands), value))) {
            return Err(Unsatisfiable);
        }
        let made = self.draw_together(demands).and_then(|value| {
            let is_right = demands.enums().next().is_none() || self.fits(demands, &value);
            if is_right { Ok(value) } else { Err(Unsatisfiable) }
        });
        if made.is_err() && is_nullable { Ok(Json::Null) } else { made }
    }

    /// Draws a value. Where several schemas ask for it, they may ask for what does not go together, or goes so seldom.
    fn draw_together(&mut self, demands: &Demands<'c>) -> Made {
        if demands.parts.len() < 2 {
            return self.draw(demands);
        }
        for _ in 0..TRIES {
            let value = self.draw(demands)?;
            if self.fits(demands, &value) {
                return Ok(value);
            }
        }
        Err(Unsatisfiable)
    }

    fn draw(&mut self, demands: &Demands<'c>) -> Made {
        match kind(demands) {
            "object" => object::draw(self, demands),
            "array" => array::draw(self, demands),
            "integer" => number::draw(self, demands, true),
            "number" => number::draw(self, demands, false),
            "boolean" => Ok(self.random.chance(50).into()),
            "null" => Ok(Json::Null),
            _ => text::draw(self, demands),
        }
    }
}

/// The type of a value: what is said, else what the keywords are about. What is none of the types says nothing.
fn kind<'c>(demands: &Demands<'c>) -> &'c str {
    let mut said = None;
    for kind in demands.each("type").filter_map(type_of) {
        // An integer is a number too.
        said = if said == Some("integer") && kind == "number" { said } else { Some(kind) };
    }
    let about = |words: &[&str]| words.iter().any(|word| demands.first(word).is_some());
    let is_whole = || demands.texts("format").any(is_format_of_integers);
    match said {
        // Tools that have but one type of number say with the format which it is.
        Some("number") if is_whole() => "integer",
        Some(kind) => kind,
        None if about(&["properties", "required", "additionalProperties", "minProperties", "discriminator"]) => {
            "object"
        }
        None if about(&["items", "minItems", "uniqueItems"]) => "array",
        None if about(&["minimum", "maximum", "multipleOf"]) => "number",
        None => "string",
    }
}

/// Whether a value is of a type.
fn is_of(kind: &str, value: Value<'_>) -> bool {
    value.kind().name() == kind || (kind == "integer" && value.number().is_some())
}

fn type_of(value: Value<'_>) -> Option<&str> {
    let mut said = value.text().into_iter().chain(value.items().filter_map(Value::text));
    said.find(|name| TYPES.contains(name))
}

fn is_format_of_integers(format: &str) -> bool {
    matches!(format, "int32" | "int64")
}
