//! Numbers: within their limits, and multiples of what they must be multiples of.

use serde_json::Value as Json;
use sne_cotation_contract::flat::Value;
use sne_cotation_contract::validation::doubt::Doubts;

use super::decimal::{Decimal, common_multiple, ten_to};
use super::generator::{Generator, Made, Unsatisfiable};
use crate::contract::demands::Demands;
use crate::random::Random;

/// Digits behind the point of a number that may have any.
const USUAL_SCALE: u32 = 2;
/// Finer than the limits of a number by so many digits at most.
const FINER: u32 = 3;
/// Integers that JavaScript tells from their neighbours; in units of the last digit, fractions that it writes as they
/// are.
const EXACT: i128 = 9_007_199_254_740_991;
/// Times that a number is drawn.
const TRIES: u32 = 50;
/// How far from its only limit a number is at most, in steps.
const REACH: i128 = 1_000;

pub(super) fn draw<'c>(generator: &mut Generator<'c>, demands: &Demands<'c>, is_whole: bool) -> Made {
    let multiples: Vec<Decimal> = multiples(demands).map(Decimal::of).collect();
    let limits = demands.each("minimum").chain(demands.each("maximum")).filter_map(Value::number).map(Decimal::of);
    let usual = if is_whole { 0 } else { USUAL_SCALE };
    let scale = limits.chain(multiples.iter().copied()).map(|it| it.scale).fold(usual, u32::max);
    // Between narrow limits there may be nothing but finer numbers.
    let finer = if is_whole || !multiples.is_empty() { 0 } else { FINER };
    (scale..=scale.saturating_add(finer))
        .find_map(|scale| {
            let steps = Steps::of(demands, &multiples, is_whole, scale)?;
            let mut drawn =
                (0..TRIES).map_while(|_| steps.draw(&mut generator.random)).filter_map(Decimal::json).peekable();
            let any = drawn.peek().cloned();
            drawn.find(|number| is_plainly_multiple(demands, number)).or(any)
        })
        .ok_or(Unsatisfiable)
}

/// Whether a number is a multiple also for validators that divide binary fractions: of 0.01, 5.1 is, and 554.3 is not.
/// The contract's own validator knows better; others on the way of a value may not.
#[allow(clippy::float_cmp, reason = "what is asked is whether others see a whole number")]
fn is_plainly_multiple(demands: &Demands<'_>, number: &Json) -> bool {
    let is_multiple = |step: f64| number.as_f64().is_some_and(|number| (number / step) % 1.0 == 0.0);
    multiples(demands).all(is_multiple)
}

/// What a number must be a multiple of. Nothing is a multiple of nothing, and nobody holds a number to that.
fn multiples(demands: &Demands<'_>) -> impl Iterator<Item = f64> {
    demands.each("multipleOf").filter_map(Value::number).filter(|step| *step > 0.0)
}

/// The multiples of a step that are within the limits, from the first to the last.
struct Steps {
    step: i128,
    scale: u32,
    first: Option<i128>,
    last: Option<i128>,
}

impl Steps {
    fn of(demands: &Demands<'_>, multiples: &[Decimal], is_whole: bool, scale: u32) -> Option<Self> {
        let one = if is_whole { ten_to(scale) } else { 1 };
        let step = multiples.iter().fold(one, |step, multiple| common_multiple(step, multiple.at(scale)));
        let mut steps = Self { step: (step > 0).then_some(step)?, scale, first: None, last: None };
        // Limits that nothing keeps are none.
        for part in demands.parts.iter().filter(|part| !Doubts::of(**part).range) {
            let limit = |keyword| part.field(keyword).and_then(Value::number).map(|it| Decimal::of(it).at(scale));
            let excludes = |keyword| part.field(keyword).is_some_and(Value::is_true);
            if let Some(least) = limit("minimum") {
                steps.begin_at(least.saturating_add(i128::from(excludes("exclusiveMinimum"))));
            }
            if let Some(most) = limit("maximum") {
                steps.end_at(most.saturating_sub(i128::from(excludes("exclusiveMaximum"))));
            }
        }
        if demands.texts("format").any(|format| format == "int32") {
            steps.begin_at(i128::from(i32::MIN).saturating_mul(one));
            steps.end_at(i128::from(i32::MAX).saturating_mul(one));
        }
        Some(steps)
    }

    fn begin_at(&mut self, least: i128) {
        let whole = least.div_euclid(self.step);
        let rest = least.rem_euclid(self.step);
        let first = whole.saturating_add(i128::from(rest > 0));
        self.first = Some(self.first.map_or(first, |known| known.max(first)));
    }

    fn end_at(&mut self, most: i128) {
        let last = most.div_euclid(self.step);
        self.last = Some(self.last.map_or(last, |known| known.min(last)));
    }

    fn draw(&self, random: &mut Random) -> Option<Decimal> {
        let (first, last) = self.ends();
        let width = u64::try_from(last.checked_sub(first)?).ok()?;
        let place = match random.below(10) {
            // The limits themselves are where mistakes are.
            0 => 0,
            1 => width,
            _ => random.between(0, width),
        };
        let units = first.saturating_add(i128::from(place)).checked_mul(self.step)?;
        Some(Decimal { units, scale: self.scale })
    }

    /// From where to where numbers are drawn: not everywhere where they could be.
    fn ends(&self) -> (i128, i128) {
        let exact = EXACT.div_euclid(self.step);
        match (self.first, self.last) {
            (None, None) => (0, REACH),
            (Some(first), None) if first <= 0 && first > REACH.saturating_neg() => (first, REACH),
            (Some(first), None) => (first, first.saturating_add(REACH)),
            (None, Some(last)) => (last.saturating_sub(REACH).max(last.min(0)), last),
            (Some(first), Some(last)) if first <= exact && last >= exact.saturating_neg() => {
                (first.max(exact.saturating_neg()), last.min(exact))
            }
            (Some(first), Some(last)) => (first, last),
        }
    }
}
