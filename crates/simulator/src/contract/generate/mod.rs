//! Values made from schemas: right by construction, and the same ones for the same seed.
//!
//! What the contract itself gives as a value (`example`, `default`, `enum`) comes first, where it is right. Everything else
//! is drawn. Schemas that refer to themselves end: what is optional is left out as soon as it is deep.

mod array;
mod decimal;
mod format;
mod given;
mod number;
mod object;
mod pattern;
mod text;

use serde_json::Value as Json;
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::{Value, Word};

use super::demands::{Demands, Schemas};
use super::fits::fits;
use crate::random::Random;

/// Levels below which nothing optional is made.
const DEEP: usize = 10;
/// Levels below which nothing is made: a schema that needs so many needs itself.
const DEEPEST: usize = 60;
/// Values after which nothing optional is made.
const MANY: usize = 1_500;
/// Values after which nothing is made.
const MOST: usize = 50_000;

/// Times that a value is drawn that several schemas ask for.
const TRIES: u32 = 5;

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// To the API, which is not told what is `readOnly`.
    Request,
    /// From the API.
    Response,
}

/// A schema for which no value was found: there is none, or it is too hard to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unsatisfiable;

type Made = Result<Json, Unsatisfiable>;

/// Makes values.
#[derive(Debug)]
pub(crate) struct Generator<'c> {
    contract: &'c Contract,
    schemas: Schemas<'c>,
    random: Random,
    way: Way,
    /// How often, in a hundred times, an example is taken where there is one.
    examples: u64,
    /// Whether texts are made of letters and digits only: they go where others separate.
    is_plain: bool,
    /// The schemas that are being made, from the outermost one inwards.
    path: Vec<Word>,
    count: usize,
}

impl<'c> Generator<'c> {
    /// A generator of values for a contract.
    pub(crate) fn new(contract: &'c Contract, random: Random, way: Way) -> Self {
        let schemas = Schemas::new(contract);
        Self { contract, schemas, random, way, examples: 100, is_plain: false, path: Vec::new(), count: 0 }
    }

    /// The same, that takes an example so many times in a hundred.
    pub(crate) fn with_examples(self, percent: u64) -> Self {
        Self { examples: percent, ..self }
    }

    /// A value for a schema of a body.
    pub(crate) fn value(&mut self, schema: Value<'c>) -> Made {
        self.is_plain = false;
        self.make(&[schema])
    }

    /// A value for a parameter that is no body, or for a header.
    pub(crate) fn plain(&mut self, parameter: Value<'c>) -> Made {
        self.is_plain = true;
        self.make(&[parameter])
    }

    /// Whether something happens that does so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.random.chance(percent)
    }

    /// Words, of which nothing is asked.
    pub(crate) fn text(&mut self) -> String {
        text::words(&mut self.random, 0, u64::MAX)
    }

    /// A value that fits schemas all at once.
    fn make(&mut self, schemas: &[Value<'c>]) -> Made {
        let demands = self.schemas.demands(schemas, &mut self.random);
        self.count = self.count.saturating_add(1);
        if self.path.len() >= DEEPEST || self.count >= MOST {
            return Err(Unsatisfiable);
        }
        let depth = self.path.len();
        self.path.extend(schemas.first().map(|schema| self.schemas.follow(*schema).word()));
        let made = self.choose(&demands);
        self.path.truncate(depth);
        made
    }

    /// What the contract gives as a value; else one that is drawn.
    fn choose(&mut self, demands: &Demands<'c>) -> Made {
        if let Some(given) = given::take(self, demands) {
            return Ok(given);
        }
        if demands.is_nullable() && (self.is_deep() || self.random.chance(10)) {
            return Ok(Json::Null);
        }
        if demands.first("enum").is_some() {
            return Err(Unsatisfiable);
        }
        let made = self.draw_together(demands);
        if made.is_err() && demands.is_nullable() { Ok(Json::Null) } else { made }
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

    /// Whether nothing optional is made here: it is deep, or there is much already, or the schema is in itself.
    fn is_deep(&self) -> bool {
        let again = self.path.last().map_or(0, |last| self.path.iter().filter(|word| *word == last).count());
        self.path.len() > DEEP || self.count > MANY || again > 2
    }

    fn fits(&self, demands: &Demands<'c>, value: &Json) -> bool {
        demands.parts.iter().all(|part| fits(self.contract, *part, value, self.way))
    }
}

/// The type of a value: what is said, else what the keywords are about.
fn kind<'c>(demands: &Demands<'c>) -> &'c str {
    let mut said = None;
    for kind in demands.each("type").filter_map(|it| it.text().or_else(|| it.item(0)?.text())) {
        // An integer is a number too.
        said = if said == Some("integer") && kind == "number" { said } else { Some(kind) };
    }
    let about = |words: &[&str]| words.iter().any(|word| demands.first(word).is_some());
    said.unwrap_or_else(|| match () {
        () if about(&["properties", "required", "additionalProperties", "minProperties", "discriminator"]) => "object",
        () if about(&["items", "minItems", "uniqueItems"]) => "array",
        () if about(&["minimum", "maximum", "multipleOf"]) => "number",
        () => "string",
    })
}
