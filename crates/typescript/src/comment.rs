//! Comments in the form of `JSDoc`: what the contract says in words, and what of its rules no type says.

use crate::identifier::is_hidden;

/// A comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    lines: Vec<String>,
    tags: Vec<String>,
}

impl Comment {
    /// A comment of one text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let mut comment = Self::default();
        comment.add(text);
        comment
    }

    /// A comment of one line of our own, tags and all.
    #[must_use]
    pub fn line(line: String) -> Self {
        Self { lines: vec![line], tags: Vec::new() }
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.tags.is_empty()
    }

    /// Adds a paragraph.
    pub fn add(&mut self, text: &str) {
        let is_end = |character| matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let text = text.replace("\r\n", "\n");
        let mut is_first = true;
        for line in text.split(is_end).map(cleaned) {
            let is_blank = line.is_empty();
            if is_blank && is_first {
                continue;
            }
            if is_first && !self.lines.is_empty() {
                self.lines.push(String::new());
            }
            is_first = false;
            if !is_blank || self.lines.last().is_some_and(|last| !last.is_empty()) {
                self.lines.push(line);
            }
        }
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
    }

    /// Adds a tag, whose text is on one line.
    pub fn tag(&mut self, name: &str, text: &str) {
        let text = cleaned(text);
        self.tags.push(if text.is_empty() {
            ["@", name].concat()
        } else {
            ["@", name, " ", text.trim_start()].concat()
        });
    }

    /// The lines, the longest of them broken where they have spaces.
    pub fn lines(&self, width: usize) -> impl Iterator<Item = String> {
        self.lines.iter().flat_map(move |line| wrapped(line, width)).chain(self.tags.iter().cloned())
    }
}

/// A line in which nothing ends the comment, begins a tag, or is hidden.
fn cleaned(line: &str) -> String {
    let line: String = line
        .chars()
        .map(|character| if character == '\t' { ' ' } else { character })
        .filter(|character| !is_hidden(*character))
        .collect();
    let mut clean = String::new();
    let mut before = ' ';
    for character in line.trim_end().chars() {
        let ends = before == '*' && character == '/';
        // What editors take for a tag.
        let begins = character == '@' && (before.is_whitespace() || before == '{');
        if ends || begins {
            clean.push('\\');
        }
        clean.push(character);
        before = character;
    }
    clean
}

/// A line as several. Rows of tables and blocks of code stay.
fn wrapped(line: &str, width: usize) -> Vec<String> {
    let text = line.trim_start();
    if line.len() <= width || text.starts_with('|') || line.starts_with("    ") {
        return vec![line.to_owned()];
    }
    let margin = line.strip_suffix(text).unwrap_or_default();
    let mut lines = Vec::new();
    let mut current = margin.to_owned();
    let mut length = 0_usize;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let characters = word.chars().count();
        if length > 0 && length.saturating_add(characters) > width {
            lines.push(std::mem::replace(&mut current, margin.to_owned()));
            length = 0;
        }
        if length > 0 {
            current.push(' ');
        }
        current.push_str(word);
        length = length.saturating_add(characters).saturating_add(1);
    }
    lines.push(current);
    lines
}

#[cfg(test)]
mod tests {
    use super::Comment;

    fn lines(text: &str) -> Vec<String> {
        Comment::text(text).lines(20).collect()
    }

    #[test]
    fn nothing_ends_a_comment_but_its_end() {
        assert_eq!(lines("a */ b **/ *\u{200B}/ c"), ["a *\\/ b **\\/ *\\/ c"]);
    }

    #[test]
    fn nothing_in_a_text_is_a_tag() {
        assert_eq!(lines("@deprecated\n a @x b@c.fr {@link"), ["\\@deprecated", " a \\@x b@c.fr {\\@link"]);
    }

    #[test]
    fn lines_are_those_of_the_text_without_blank_ones_at_the_ends() {
        assert_eq!(lines("\n\na\r\n\r\n\r\nb\u{2028}c\rd\n "), ["a", "", "b", "c", "d"]);
    }

    #[test]
    fn long_lines_are_broken_but_for_tables() {
        assert_eq!(lines("- one two three four five"), ["- one two three four", "five"]);
        assert_eq!(lines("| one two three four five |").len(), 1);
        assert_eq!(lines(&"x".repeat(30)), ["x".repeat(30)]);
    }

    #[test]
    fn tags_come_last() {
        let mut comment = Comment::default();
        comment.tag("format", "a\nb");
        comment.add("Texte");
        comment.tag("deprecated", "");
        assert_eq!(comment.lines(80).collect::<Vec<_>>(), ["Texte", "@format ab", "@deprecated"]);
    }
}
