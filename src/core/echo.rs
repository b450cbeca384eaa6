//! Whether a text echoes what was sent, which may be personal data: the rule of privacy for everything that is quoted
//! (`docs/decisions/0006`).

use super::platform::{Body, Platform};
use sne_cotation_common::text::{contains, split};

/// Characters of the shortest piece that is looked for inside other words; shorter ones are in every sentence.
const SHORTEST_PIECE: usize = 4;
/// Bytes: what is longer is no message to people. A body may have a hundred thousand words (`lib/platform/words.js`).
const LONGEST_SAID: usize = 500;

/// Whether a text echoes a piece of what a body holds, in any case and with or without accents. What bytes hold is not
/// known: a text may always echo them. Nor is it looked for when that would take long: each value is compared with what
/// is said.
pub fn echoes<P: Platform>(platform: &P, text: &str, body: &P::Body) -> bool {
    if text.len() > LONGEST_SAID {
        return true;
    }
    let Some(values) = body.values() else { return true };
    let said = platform.words(text);
    split(&values, b'\n').any(|value| repeats(&said, value))
}

/// Whether words repeat a piece of a value, which is given as its words.
fn repeats(said: &str, value: &str) -> bool {
    let is_one_word = !contains(value, " ") && value.len() > 1;
    // A value that is a short word, such as a name, is looked for among the words; in a longer one short words are
    // common.
    if is_one_word && split(said, b' ').any(|word| word == value) {
        return true;
    }
    // A piece is a word, so that it cannot be found across two of them.
    split(value, b' ').any(|piece| is_long_enough(piece) && contains(said, piece))
}

fn is_long_enough(piece: &str) -> bool {
    let is_first_of_a_character = |byte: &u8| byte & 0xC0 != 0x80;
    piece.bytes().filter(is_first_of_a_character).count() >= SHORTEST_PIECE
}

#[cfg(test)]
mod tests {
    use super::repeats;

    #[test]
    fn pieces_of_four_characters_are_found_inside_words() {
        assert!(repeats("le demandeur jeanne martin est inconnu", "martin dupont"));
        assert!(repeats("demande1234567x", "1234567"));
        assert!(!repeats("le demandeur est inconnu", "martin"));
        assert!(!repeats("alibi", "ali ba"), "three letters are in every sentence");
        assert!(!repeats("ali ba", "ali ba"), "in a longer value short words are common");
    }

    #[test]
    fn a_value_that_is_one_short_word_is_found_among_the_words() {
        assert!(repeats("mme li est inconnue", "li"));
        assert!(!repeats("les libelles", "li"));
        assert!(!repeats("a b", "a"), "a single letter tells nothing");
        assert!(!repeats("", "") && !repeats("abc", ""));
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert!(!repeats("日本語日本語", "日本語 x"));
        assert!(repeats("東日本語版です", "日本語版 x"));
    }
}
