//! Texts: of the length, the format and the pattern that they must have.

use sne_cotation_contract::pattern::Pattern;

use super::format;
use super::generator::{Generator, Made, Unsatisfiable};
use super::given::is_plain_text;
use super::pattern::Shape;
use super::words::{letters, words};
use crate::contract::demands::Demands;

/// Characters of the longest text that is made.
const LONGEST: u64 = 100_000;
/// Times that a text is drawn.
const TRIES: u32 = 100;

pub(super) fn draw<'c>(generator: &mut Generator<'c>, demands: &Demands<'c>) -> Made {
    let least = demands.largest("minLength").unwrap_or_default();
    let most = demands.smallest("maxLength").unwrap_or(u64::MAX);
    if least > most || least > LONGEST {
        return Err(Unsatisfiable);
    }
    let shapes: Vec<Shape> = demands.texts("pattern").filter_map(Shape::of).collect();
    let patterns: Vec<_> = demands.texts("pattern").filter_map(|pattern| Pattern::new(pattern).ok()).collect();
    for generosity in 0..TRIES {
        let text = match generator.random.pick(&shapes) {
            // Longer and longer ones, up to what has to be.
            Some(shape) => shape.draw(&mut generator.random, generosity.max(u32::try_from(least).unwrap_or_default())),
            None => one(generator, demands, (least, most)),
        };
        let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        let is_right = (least..=most).contains(&length)
            && (!generator.is_plain || is_plain_text(&text))
            // A pattern that the engine does not understand is not enforced.
            && patterns.iter().all(|pattern| pattern.matches(&text) != Some(false));
        if is_right && (shapes.is_empty() || generator.fits(demands, &text.as_str().into())) {
            return Ok(text.into());
        }
    }
    Err(Unsatisfiable)
}

/// A text of a format, or any.
fn one<'c>(generator: &mut Generator<'c>, demands: &Demands<'c>, (least, most): (u64, u64)) -> String {
    let random = &mut generator.random;
    let formatted = demands.texts("format").find_map(|format| format::draw(format, random, (least, most)));
    formatted
        .unwrap_or_else(|| if generator.is_plain { letters(random, least, most) } else { words(random, least, most) })
}
