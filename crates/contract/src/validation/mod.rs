//! Validation: whether a value is what a schema of the contract says, every mistake told at once, with its place.
//!
//! The schema is a value of the contract's document, the value one of another. A parameter that is not a body is its
//! own schema: its keywords are some of those of schemas (Swagger 2.0, "Parameter Object").

pub mod answer;
mod equality;
mod flags;
mod formats;
mod keywords;
mod numbers;
mod objects;
pub mod option;
pub(crate) mod patterns;
pub(crate) mod schemas;
mod steps;

use std::mem::take;

pub use flags::Flags;

use sne_cotation_common::names::HIDDEN;
use sne_cotation_common::text::{add, contains};

use crate::contract::Contract;
use crate::error::Error;
use crate::flat::{Kind, Value, ValueRef};
use crate::platform::Platform;
use crate::pointer::Pointer;
use crate::reason::Reason;
use schemas::{Keyword, Schema};
use steps::Steps;

/// Mistakes that are told of one call.
const MOST: usize = 100;
const MOST_IN_DIGITS: &str = "100";
/// Schemas within schemas, and values within values. What a caller gives is not that deep, but for a schema that holds
/// itself.
const DEEPEST: u32 = 700;
/// Steps of looking at a value by a schema, and by each of its keywords.
const COST: u32 = 64;
const COST_OF_A_KEYWORD: u32 = 8;
/// Characters of a value that are shown, when the caller wants them shown.
const LONGEST: usize = 50;

/// Where a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the API: what is `readOnly` must not be there.
    Request,
    /// From the API.
    Answer,
}

/// What is wrong with a value, by a schema of the contract's; pointers are into the value.
///
/// It does not need the rest of a [`Validator`]: for one value, with no value shown.
pub fn check(
    contract: &Contract,
    platform: &dyn Platform,
    schema: Value<'_>,
    value: Value<'_>,
    direction: Direction,
) -> Vec<Error> {
    let mut validator = Validator::new(contract, platform, direction, Flags::default());
    validator.check(schema, value, &Pointer::Root);
    validator.take_mistakes()
}

/// A validation, with the mistakes it has found so far.
pub struct Validator<'c> {
    /// The contract.
    pub contract: &'c Contract,
    /// The platform.
    pub platform: &'c dyn Platform,
    /// What is wanted.
    pub flags: Flags,
    direction: Direction,
    steps: Steps,
    depth: u32,
    /// The object that is looked at as what its discriminator names.
    discriminated: Option<ValueRef>,
    mistakes: Vec<Error>,
    /// Whether the last of the mistakes is that there is more to say.
    is_over: bool,
}

impl<'c> Validator<'c> {
    /// One that has found nothing yet.
    #[must_use]
    pub fn new(contract: &'c Contract, platform: &'c dyn Platform, direction: Direction, flags: Flags) -> Self {
        Self {
            contract,
            platform,
            direction,
            flags,
            steps: Steps::default(),
            depth: 0,
            discriminated: None,
            mistakes: Vec::new(),
            is_over: false,
        }
    }

    /// Looks at a value, which is at that place of what the caller knows.
    pub fn check(&mut self, schema: Value<'c>, value: Value<'_>, place: &Pointer<'_>) {
        if self.depth < DEEPEST && self.steps.take(COST.wrapping_add(schema.len().wrapping_mul(COST_OF_A_KEYWORD))) {
            self.depth = self.depth.saturating_add(1);
            let schema = self.schema(schema);
            self.check_keywords(&schema, value, place);
            self.depth = self.depth.saturating_sub(1);
        } else {
            self.steps.end();
        }
    }

    /// What is wrong, in the order in which it was found.
    #[must_use]
    pub fn take_mistakes(&mut self) -> Vec<Error> {
        if self.steps.are_over() {
            self.add(Error::at(Reason::RuleUnfinished, &Pointer::Root));
        }
        take(&mut self.mistakes)
    }

    /// A schema with its keywords at hand.
    fn schema(&mut self, schema: Value<'c>) -> Schema {
        let Contract { document, references, schemas, .. } = self.contract;
        schemas.of(document, references, schema, &mut self.steps)
    }

    /// What a schema says under a keyword; `null` where it says nothing.
    fn argument(&self, schema: &Schema, keyword: Keyword) -> Value<'c> {
        self.contract.document.value(schema.argument(keyword))
    }

    /// A schema, or the one it refers to.
    fn resolved(&self, schema: Value<'c>) -> Value<'c> {
        self.contract.references.resolve(&self.contract.document, schema)
    }

    /// Adds a mistake, once: several schemas may say the same of a value. Names that are not shown look the same, and
    /// are not. Of too many, only that there are more is said; and nothing that is said once the steps are over is
    /// sure.
    pub fn add(&mut self, mistake: Error) {
        let place = mistake.fact("pointer");
        let is_known = |known: &Error| {
            known.reason() == mistake.reason()
                && known.fact("pointer") == place
                && !contains(place.unwrap_or_default(), HIDDEN)
        };
        if self.is_over || self.mistakes.iter().any(is_known) {
            return;
        }
        let is_last = self.mistakes.len() >= MOST;
        self.is_over = is_last || self.steps.are_over();
        self.mistakes.push(match self.is_over {
            false => mistake,
            true if is_last => Error::at(Reason::RuleMore, &Pointer::Root).with("most", MOST_IN_DIGITS),
            true => Error::at(Reason::RuleUnfinished, &Pointer::Root),
        });
        if is_last {
            self.steps.end();
        }
    }

    /// Adds that a value breaks a rule.
    fn refuse(&mut self, rule: Reason, fact: (&'static str, &str), value: Value<'_>, place: &Pointer<'_>) {
        let mut mistake = Error::at(rule, place);
        if !fact.0.is_empty() {
            mistake = mistake.with(fact.0, fact.1);
        }
        if let Some(shown) = self.shown(value).filter(|_| self.flags.shows_values) {
            mistake = mistake.with("value", &shown);
        }
        self.add(mistake);
    }

    /// A scalar as messages show it, not too long.
    fn shown(&self, value: Value<'_>) -> Option<String> {
        let text = match value.kind() {
            Kind::True => "true",
            Kind::False => "false",
            Kind::Null => "null",
            Kind::Number => return value.number().map(|number| self.platform.write_number(number)),
            Kind::Text | Kind::BigInteger => value.letters(),
            _ => return None,
        };
        let mut shown: String = text.chars().take(LONGEST).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        Some(shown)
    }

    /// Values of the contract as messages show them.
    fn list(&self, values: Value<'_>) -> String {
        let mut list = String::new();
        for value in values.items().take(20) {
            add(&mut list, &self.shown(value).unwrap_or_default());
        }
        list
    }
}
