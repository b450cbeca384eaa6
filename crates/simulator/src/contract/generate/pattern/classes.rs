//! The classes of characters that have a name: `\d`, `\h`, `\p{Alpha}`.

use super::set::Set;

/// What `\w` allows.
const WORD: [(char, char); 4] = [('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')];
/// What `\s` allows in every dialect.
const SPACE: [(char, char); 2] = [(' ', ' '), ('\t', '\r')];
/// What Java's `\h` and `\v` allow, as far as it is usual.
const HORIZONTAL: [(char, char); 3] = [(' ', ' '), ('\t', '\t'), ('\u{a0}', '\u{a0}')];
const VERTICAL: [(char, char); 2] = [('\n', '\r'), ('\u{85}', '\u{85}')];
const DIGITS: (char, char) = ('0', '9');
const SMALL: (char, char) = ('a', 'z');
const CAPITAL: (char, char) = ('A', 'Z');
const SMALL_ACCENTED: [(char, char); 2] = [('à', 'ö'), ('ø', 'ý')];
const CAPITAL_ACCENTED: [(char, char); 2] = [('À', 'Ö'), ('Ø', 'Ý')];
const PUNCTUATION: [(char, char); 4] = [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')];
/// What no letter, digit, sign or space is.
const CONTROLS: [(char, char); 2] = [('\0', '\u{8}'), ('\u{e}', '\u{1f}')];

/// The class of a letter after a backslash.
pub(super) fn shorthand(letter: char) -> Option<Set> {
    let set = match letter.to_ascii_lowercase() {
        'd' => Set::of(&[DIGITS]),
        'w' => Set::of(&WORD),
        // Dialects differ in which other spaces there are.
        's' => Set::known(&SPACE, &[('!', '~'), ('À', 'ÿ')]),
        'h' => Set::known(&HORIZONTAL, &[('!', '~'), ('À', 'ÿ'), ('\n', '\r')]),
        'v' if letter == 'v' => Set::of(&[('\u{b}', '\u{b}')]),
        'v' => Set::of(&VERTICAL),
        _ => return None,
    };
    Some(if letter.is_ascii_uppercase() { set.negated() } else { set })
}

/// The class of a name between the braces of `\p{…}`.
pub(super) fn property(name: &str) -> Option<Set> {
    let (name, is_negated) = name.strip_prefix('^').map_or((name, false), |name| (name, true));
    let name = name.rsplit(['=', ':']).next().unwrap_or_default();
    let name = name.strip_prefix("Is").or(name.strip_prefix("In")).or(name.strip_prefix("java")).unwrap_or(name);
    let name: String = name.chars().filter(|one| !matches!(one, ' ' | '_' | '-')).collect();
    let set = named(&name.to_ascii_lowercase())?;
    Some(if is_negated { set.negated() } else { set })
}

fn named(name: &str) -> Option<Set> {
    let of = |parts: &[&[(char, char)]]| Set::of(&parts.concat());
    let letters: [&[(char, char)]; 4] = [&[SMALL], &[CAPITAL], &SMALL_ACCENTED, &CAPITAL_ACCENTED];
    let others: [&[(char, char)]; 4] = [&[DIGITS], &PUNCTUATION, &SPACE, &CONTROLS];
    let known =
        |inside: &[&[(char, char)]], outside: &[&[(char, char)]]| Some(Set::known(&inside.concat(), &outside.concat()));
    match name {
        "l" | "letter" | "alphabetic" | "latin" | "lc" => known(&letters, &others),
        "lu" | "upper" | "uppercase" | "uppercaseletter" => {
            known(&[&[CAPITAL]], &[&[SMALL], &SMALL_ACCENTED, &others.concat()])
        }
        "ll" | "lower" | "lowercase" | "lowercaseletter" => {
            known(&[&[SMALL]], &[&[CAPITAL], &CAPITAL_ACCENTED, &others.concat()])
        }
        "alpha" => known(&[&[SMALL], &[CAPITAL]], &others),
        "n" | "nd" | "digit" | "number" | "decimalnumber" => {
            known(&[&[DIGITS]], &[&letters.concat(), &PUNCTUATION, &SPACE])
        }
        "alnum" | "letterordigit" => known(&[&[SMALL], &[CAPITAL], &[DIGITS]], &[&PUNCTUATION, &SPACE, &CONTROLS]),
        "xdigit" | "hexdigit" => Some(of(&[&[DIGITS], &[('a', 'f')], &[('A', 'F')]])),
        "punct" | "p" | "punctuation" => {
            known(&[&[('!', '#'), ('%', '*'), (',', '/')]], &[&letters.concat(), &[DIGITS], &SPACE])
        }
        "s" | "symbol" => {
            known(&[&[('+', '+'), ('<', '>'), ('|', '|'), ('~', '~')]], &[&letters.concat(), &[DIGITS], &SPACE])
        }
        "sc" | "currencysymbol" => known(&[&[('$', '$'), ('€', '€')]], &[&letters.concat(), &[DIGITS], &SPACE]),
        "space" | "whitespace" | "z" | "zs" | "separator" | "blank" | "spacechar" => {
            known(&[&[(' ', ' ')]], &[&letters.concat(), &[DIGITS], &PUNCTUATION])
        }
        "cntrl" | "cc" | "c" | "control" => known(&[&CONTROLS], &[&letters.concat(), &[DIGITS], &PUNCTUATION]),
        "m" | "mn" | "mark" => known(&[&[('\u{300}', '\u{303}')]], &[&letters.concat(), &others.concat()]),
        "ascii" | "basiclatin" => Some(of(&[&[('\0', '\u{7f}')]])),
        "graph" => known(&[&[('!', '~')]], &[&SPACE, &CONTROLS]),
        "print" => known(&[&[(' ', '~')]], &[&[('\t', '\r')], &CONTROLS]),
        "latin1supplement" => Some(of(&[&[('\u{80}', 'ÿ')]])),
        "any" | "l1" => Some(Set::empty().negated()),
        _ => None,
    }
}
