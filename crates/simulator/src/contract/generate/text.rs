//! Texts: of the length, the format and the pattern that they must have.

use sne_cotation_contract::pattern::Pattern;

use super::given::is_plain_text;
use super::pattern::Shape;
use super::{Generator, Made, Unsatisfiable, format};
use crate::contract::demands::Demands;
use crate::random::Random;

/// Characters of the longest text that is made.
const LONGEST: u64 = 100_000;
/// Times that a text is drawn.
const TRIES: u32 = 100;

const WORDS: [&str; 24] = [
    "accord", "adresse", "balcon", "bureau", "chambre", "commune", "cour", "cuisine", "demande", "dossier", "entree",
    "escalier", "etage", "foyer", "immeuble", "jardin", "logement", "maison", "numero", "palier", "quartier", "rue",
    "toit", "ville",
];

/// A word: letters only.
pub(super) fn word(random: &mut Random) -> &'static str {
    random.pick(&WORDS).copied().unwrap_or("mot")
}

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
            // What the engine cannot say is nobody's mistake.
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

/// Words, as many as there are characters to fill.
pub(super) fn words(random: &mut Random, least: u64, most: u64) -> String {
    let wanted = length(random, least, most, 30);
    let longest = usize::try_from(most).unwrap_or(usize::MAX);
    let mut text = String::new();
    while text.len() < wanted {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word(random));
    }
    // Whole words where they fit.
    if text.len() > longest {
        text.truncate(longest);
    }
    // A text that ends with a space looks like a mistake.
    if text.ends_with(' ') {
        text.pop();
        text.push('s');
    }
    text
}

/// Letters and digits.
fn letters(random: &mut Random, least: u64, most: u64) -> String {
    let wanted = length(random, least.max(1), most, 12);
    let mut text = word(random).to_owned();
    while text.len() < wanted {
        text.push(random.alphanumeric());
    }
    text.truncate(wanted);
    text
}

/// A length between two others, which is usual where nothing else is asked.
pub(super) fn length(random: &mut Random, least: u64, most: u64, usual: u64) -> usize {
    let most = most.min(least.saturating_add(usual)).max(least);
    usize::try_from(random.between(least.max(most.min(1)), most)).unwrap_or_default()
}
