//! What is known while values are made: the contract, the chance, and how deep and how much it is already.

use serde_json::Value as Json;
use sne_cotation_contract::flat::ValueRef;
use sne_cotation_contract::parameter::Place;

use crate::contract::demands::{Demands, Schemas};
use crate::contract::fits::fits;
use crate::contract::way::Way;
use crate::random::Random;

/// Levels below which nothing optional is made.
const DEEP: usize = 10;
/// Values after which nothing optional is made.
const MANY: usize = 1_500;

/// A schema for which no value was found: there is none, or it is too hard to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unsatisfiable;

/// A value, when one was found.
pub(super) type Made = Result<Json, Unsatisfiable>;

/// Makes values.
#[derive(Debug)]
pub(crate) struct Generator<'c> {
    schemas: Schemas<'c>,
    pub(super) random: Random,
    pub(super) way: Way,
    /// How often, in a hundred times, an example is taken where there is one.
    pub(super) examples: u64,
    /// Where the value is sent.
    pub(super) place: Place,
    /// How many lists there are around what is made, where values are sent as texts.
    pub(super) lists: usize,
    /// The schemas that are being made, from the outermost one inwards.
    pub(super) path: Vec<ValueRef>,
    pub(super) count: usize,
}

impl<'c> Generator<'c> {
    /// A generator of values for a contract.
    pub(crate) fn new(schemas: Schemas<'c>, random: Random, way: Way) -> Self {
        let place = Place::Body;
        Self { schemas, random, way, examples: 100, place, lists: 0, path: Vec::new(), count: 0 }
    }

    /// The schemas that values are made from.
    pub(crate) fn schemas(&self) -> Schemas<'c> {
        self.schemas
    }

    /// The same, that takes an example so many times in a hundred.
    pub(crate) fn with_examples(self, percent: u64) -> Self {
        Self { examples: percent, ..self }
    }

    /// How many values were made for the last one that was asked for.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Whether something happens that does so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.random.chance(percent)
    }

    /// Whether nothing optional is made here: it is deep, or there is much already, or the schema is in itself.
    pub(super) fn is_deep(&self) -> bool {
        let again = self.path.last().map_or(0, |last| self.path.iter().filter(|word| *word == last).count());
        self.path.len() > DEEP || self.count > MANY || again > 2
    }

    /// Whether a value is right for all schemas that ask for it.
    pub(super) fn fits(&self, demands: &Demands<'c>, value: &Json) -> bool {
        demands.parts.iter().all(|part| fits(self.schemas.contract, *part, value, self.way))
    }
}
