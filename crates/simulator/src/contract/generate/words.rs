//! Words, and texts of them.

use crate::random::Random;

const WORDS: [&str; 24] = [
    "accord", "adresse", "balcon", "bureau", "chambre", "commune", "cour", "cuisine", "demande", "dossier", "entree",
    "escalier", "etage", "foyer", "immeuble", "jardin", "logement", "maison", "numero", "palier", "quartier", "rue",
    "toit", "ville",
];

/// A word: letters only.
pub(super) fn word(random: &mut Random) -> &'static str {
    random.pick(&WORDS).copied().unwrap_or("mot")
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
pub(super) fn letters(random: &mut Random, least: u64, most: u64) -> String {
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
