//! Texts: of the length, the format and the pattern that they must have, and such that they get through where they go.

use sne_cotation_contract::parameter::Place;
use sne_cotation_contract::pattern::Pattern;

use super::format;
use super::generator::{Generator, Made, Unsatisfiable};
use super::pattern::Shape;
use super::words::{letters, words};
use crate::contract::demands::Demands;
use crate::contract::wire::carries_text;
use crate::random::Random;

/// Characters of the longest text that is made.
const LONGEST: u64 = 100_000;
/// Times that a text is drawn.
const TRIES: u32 = 300;
/// How often a word of a list is one of letters and digits only: some lists have other signs between their items.
const LETTERS_OF_ITEMS: u64 = 70;

pub(super) fn draw<'c>(generator: &mut Generator<'c>, demands: &Demands<'c>) -> Made {
    let least = demands.largest("minLength").unwrap_or_default();
    let most = demands.smallest("maxLength").unwrap_or(u64::MAX);
    if least > most || least > LONGEST {
        return Err(Unsatisfiable);
    }
    let shapes: Vec<Shape> = demands.texts("pattern").flat_map(Shape::readings).collect();
    let patterns: Vec<_> = demands.texts("pattern").filter_map(|pattern| Pattern::new(pattern).ok()).collect();
    for turn in 0..TRIES {
        let formatted = |random: &mut Random| {
            demands.texts("format").find_map(|format| format::draw(format, random, (least, most)))
        };
        let text = match generator.random.pick(&shapes) {
            // Longer and longer ones, as far as they may be. By turns, what has a format may have the pattern too.
            Some(shape) if turn % 3 < 2 => shape.draw(&mut generator.random, (least, most), turn),
            _ => formatted(&mut generator.random).unwrap_or_else(|| any(generator, (least, most))),
        };
        let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        let is_right = (least..=most).contains(&length)
            && carries_text(generator.place, &text)
            // A pattern that the engine does not understand is not enforced.
            && patterns.iter().all(|pattern| pattern.matches(&text) != Some(false));
        if is_right && (shapes.is_empty() || generator.fits(demands, &text.as_str().into())) {
            return Ok(text.into());
        }
    }
    Err(Unsatisfiable)
}

/// A text of which nothing is asked but how long it is.
fn any(generator: &mut Generator<'_>, (least, most): (u64, u64)) -> String {
    let is_item = generator.place != Place::Body && generator.lists > 0;
    let random = &mut generator.random;
    if is_item && random.chance(LETTERS_OF_ITEMS) {
        return letters(random, least, most);
    }
    let text = words(random, least, most);
    // A slash gets through, but many a server does not let it into a path.
    if generator.place == Place::Path { text.replace('/', "-") } else { text }
}
