//! Names and literals of TypeScript: which texts can be written as they are, and how the others are written.

/// Hexadecimal digits of a character in an escaped name.
const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];

/// Whether an identifier can begin with a character. Of the letters beyond ASCII only those of the Latin alphabet are
/// taken: what else is a letter depends on the Unicode version of the tool that reads the file.
fn is_letter(character: char) -> bool {
    let is_latin = matches!(character, '\u{C0}'..='\u{24F}') && !matches!(character, '×' | '÷');
    character.is_ascii_alphabetic() || character == '_' || is_latin
}

fn is_part(character: char) -> bool {
    is_letter(character) || character.is_ascii_digit()
}

/// A text of any kind as an identifier that people can read: what cannot stand in one separates words, the first
/// letters of which are then capitals. Different texts may give the same; see [`escaped`].
///
/// ```
/// use sne_cotation_typescript::identifier::plain;
///
/// assert_eq!(["Livre", "Page«Livre»", "a.b-c", "2e", ""].map(plain), ["Livre", "PageLivre", "aBC", "_2e", "_"]);
/// ```
#[must_use]
pub fn plain(text: &str) -> String {
    let mut name = String::new();
    for word in text.split(|character| !is_part(character)).filter(|word| !word.is_empty()) {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if !name.is_empty() => name.extend(first.to_uppercase().filter(|letter| is_part(*letter))),
            Some(first) => name.push(first),
            None => {}
        }
        name.push_str(letters.as_str());
    }
    if !name.starts_with(is_letter) {
        name.insert(0, '_');
    }
    name
}

/// A text as an identifier that no other text gives, and that is never a plain one: `$` and four digits for each UTF-16
/// unit of what cannot stand there.
///
/// ```
/// use sne_cotation_typescript::identifier::escaped;
///
/// assert_eq!(["a-b", "a.b", "1", "𝒜", ""].map(escaped), ["a$002Db", "a$002Eb", "$0031", "$D835$DC9C", "$"]);
/// ```
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut name = String::new();
    for character in text.chars() {
        if if name.is_empty() { is_letter(character) } else { is_part(character) } {
            name.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                name.push('$');
                push_hexadecimal(&mut name, *unit);
            }
        }
    }
    if name.is_empty() {
        name.push('$');
    }
    name
}

/// The name of a property, in quotes where it needs them.
///
/// ```
/// use sne_cotation_typescript::identifier::property;
///
/// assert_eq!(["été", "$a", "n°", ""].map(property), ["été", "$a", "\"n°\"", "\"\""]);
/// ```
#[must_use]
pub fn property(name: &str) -> String {
    let can_begin = |character| is_letter(character) || character == '$';
    let is_identifier =
        name.starts_with(can_begin) && name.chars().all(|character| is_part(character) || character == '$');
    if is_identifier { name.to_owned() } else { quoted(name) }
}

/// A text as a literal. What would not be seen in it, or would change how the rest of the line is seen, is escaped.
///
/// ```
/// use sne_cotation_typescript::identifier::quoted;
///
/// assert_eq!(quoted("a\"b\\\n\u{202E}é"), r#""a\"b\\\n\u202Eé""#);
/// ```
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut literal = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => literal.extend(['\\', character]),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            _ if is_hidden(character) => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    literal.push_str("\\u");
                    push_hexadecimal(&mut literal, *unit);
                }
            }
            _ => literal.push(character),
        }
    }
    literal.push('"');
    literal
}

/// Whether a character is not seen where it stands: controls, line ends, marks of direction, spaces without width,
/// tags.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    let is_mark = matches!(
        character,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
    );
    character.is_control() || is_mark
}

fn push_hexadecimal(text: &mut String, unit: u16) {
    for shift in [12, 8, 4, 0] {
        text.extend(DIGITS.get(usize::from(unit >> shift) & 0xF));
    }
}
