//! Words, and texts of them.

use crate::random::Random;

/// Words of letters that every address can have.
const PLAIN: [&str; 24] = [
    "accord", "adresse", "balcon", "bureau", "chambre", "commune", "cour", "cuisine", "demande", "dossier", "entree",
    "escalier", "etage", "foyer", "immeuble", "jardin", "logement", "maison", "numero", "palier", "quartier", "rue",
    "toit", "ville",
];
/// Words as people write them, with what programs trip over.
const WRITTEN: [&str; 24] = [
    "accord",
    "adapté",
    "à louer",
    "balcon",
    "bâtiment",
    "cage d'escalier",
    "chambre",
    "commune",
    "cour",
    "n° 12",
    "demande",
    "et/ou",
    "entrée",
    "étage",
    "Noël",
    "immeuble",
    "jardin",
    "logement",
    "meublé ou non",
    "\"Le Foyer\"",
    "palier",
    "quartier",
    "R&D",
    "toit",
];

/// A word: letters of ASCII only.
pub(super) fn word(random: &mut Random) -> &'static str {
    random.pick(&PLAIN).copied().unwrap_or("mot")
}

/// Words, as many as there are characters to fill.
pub(super) fn words(random: &mut Random, least: u64, most: u64) -> String {
    let wanted = length(random, least, most, 30);
    let longest = usize::try_from(most).unwrap_or(usize::MAX);
    let mut characters: Vec<char> = Vec::new();
    while characters.len() < wanted {
        if !characters.is_empty() {
            characters.push(' ');
        }
        characters.extend(random.pick(&WRITTEN).copied().unwrap_or("mot").chars());
    }
    // Whole words where they fit.
    characters.truncate(longest);
    // A text that ends with a space looks like a mistake.
    if let Some(last) = characters.last_mut().filter(|last| **last == ' ') {
        *last = 's';
    }
    characters.into_iter().collect()
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

#[cfg(test)]
mod tests {
    use super::words;
    use crate::random::Random;

    #[test]
    fn texts_are_as_long_as_they_may_be_counted_in_characters() {
        for seed in 0..500 {
            let text = words(&mut Random::new(seed), 3, 9);
            assert!((3..=9).contains(&text.chars().count()) && !text.ends_with(' '), "{text}");
        }
    }
}
