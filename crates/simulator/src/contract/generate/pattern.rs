//! Texts that a `pattern` allows, made from the pattern: classes, counts, alternatives, groups. Who draws one looks
//! with the contract's own engine whether it really matches, since what looks ahead is passed over here.

use crate::random::Random;

/// Levels of groups. Patterns come from contracts, which may be made to harm.
const DEEPEST: usize = 50;
/// Characters of a text, after which repetitions end as soon as they can.
const MOST: usize = 10_000;
/// What is taken where almost anything may be.
const USUAL: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_+*=!?.:;,()[]<>@#%&/ ";
/// What `\w` allows.
const WORD: [(char, char); 4] = [('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')];
/// What `\s` allows, as far as it is usual.
const SPACE: [(char, char); 2] = [(' ', ' '), ('\t', '\r')];

/// What a part of a pattern allows.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    /// No character: an anchor, a boundary, what is looked ahead to.
    Nothing,
    /// A character of these ranges, or of none of them.
    Class(Vec<(char, char)>, bool),
    /// One after the other.
    Sequence(Vec<Self>),
    /// One of them.
    Choice(Vec<Self>),
    /// So many times, at least and at most.
    Repeat(Box<Self>, u32, Option<u32>),
}

/// A pattern, read.
#[derive(Clone, Debug)]
pub(super) struct Shape(Node);

impl Shape {
    /// Reads a pattern; none when it has something in it that is not known here.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        let mut reader = Reader { rest: pattern.chars().collect(), depth: 0 };
        reader.rest.reverse();
        let node = reader.choice()?;
        reader.rest.is_empty().then_some(Self(node))
    }

    /// A text that it allows, where repetitions without a limit go on for so many times at most.
    pub(super) fn draw(&self, random: &mut Random, generosity: u32) -> String {
        let mut text = String::new();
        write(&self.0, random, generosity, &mut text);
        text
    }
}

fn write(node: &Node, random: &mut Random, generosity: u32, text: &mut String) {
    match node {
        Node::Nothing => {}
        Node::Class(ranges, is_negated) => text.extend(character(ranges, *is_negated, random)),
        Node::Sequence(nodes) => nodes.iter().for_each(|node| write(node, random, generosity, text)),
        Node::Choice(nodes) => {
            if let Some(node) = random.pick(nodes) {
                write(node, random, generosity, text);
            }
        }
        Node::Repeat(node, least, most) => {
            let open = least.saturating_add(generosity);
            let most = most.map_or(open, |most| most.min(open));
            for _ in 0..random.between(u64::from(*least), u64::from(most.max(*least))) {
                if text.len() > MOST {
                    return;
                }
                write(node, random, generosity, text);
            }
        }
    }
}

fn character(ranges: &[(char, char)], is_negated: bool, random: &mut Random) -> Option<char> {
    if is_negated {
        let is_out = |one: &char| !ranges.iter().any(|(first, last)| (first..=last).contains(&one));
        let others: Vec<char> = USUAL.iter().copied().map(char::from).filter(is_out).collect();
        return random.pick(&others).copied();
    }
    let (first, last) = *random.pick(ranges)?;
    let code = random.between(u64::from(u32::from(first)), u64::from(u32::from(last)));
    // Between the two may be what is no character.
    u32::try_from(code).ok().and_then(char::from_u32).or(Some(first))
}

/// A pattern in the reading, its next character last.
struct Reader {
    rest: Vec<char>,
    depth: usize,
}

impl Reader {
    fn takes(&mut self, text: &str) -> bool {
        let is_next = text.chars().rev().eq(self.rest.iter().skip(self.rest.len().saturating_sub(text.len())).copied());
        if is_next {
            self.rest.truncate(self.rest.len().saturating_sub(text.len()));
        }
        is_next
    }

    fn choice(&mut self) -> Option<Node> {
        self.depth = self.depth.checked_add(1).filter(|depth| *depth <= DEEPEST)?;
        let mut choices = vec![self.sequence()?];
        while self.takes("|") {
            choices.push(self.sequence()?);
        }
        self.depth = self.depth.saturating_sub(1);
        Some(Node::Choice(choices))
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut nodes = Vec::new();
        while !matches!(self.rest.last(), None | Some('|' | ')')) {
            let one = self.one()?;
            nodes.push(self.counted(one));
        }
        Some(Node::Sequence(nodes))
    }

    fn one(&mut self) -> Option<Node> {
        for (start, is_looked_at) in [("(?=", true), ("(?!", true), ("(?:", false), ("(", false)] {
            if self.takes(start) {
                if start == "(" && self.takes("?") {
                    self.name()?;
                }
                let inside = self.choice()?;
                return self.takes(")").then_some(if is_looked_at { Node::Nothing } else { inside });
            }
        }
        match self.rest.pop()? {
            '^' | '$' => Some(Node::Nothing),
            '.' => Some(Node::Class(vec![('\n', '\n'), ('\r', '\r')], true)),
            '[' => self.class(),
            '\\' if self.takes("b") || self.takes("B") => Some(Node::Nothing),
            '\\' => self.escape(),
            '*' | '+' | '?' => None,
            other => Some(Node::Class(vec![(other, other)], false)),
        }
    }

    /// The name of a group; what looks behind is not known here.
    fn name(&mut self) -> Option<()> {
        self.takes("<").then_some(())?;
        let end = self.rest.iter().rposition(|one| *one == '>')?;
        let is_behind = matches!(self.rest.last(), Some('=' | '!'));
        self.rest.truncate(end);
        (!is_behind).then_some(())
    }

    fn counted(&mut self, node: Node) -> Node {
        let (least, most) = match self.rest.last() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.count() {
                Some(count) => count,
                None => return node,
            },
            _ => return node,
        };
        self.rest.pop();
        self.takes("?");
        Node::Repeat(Box::new(node), least, most)
    }

    /// What is between braces, the second of which stays; none when it is no count, but signs like others.
    fn count(&mut self) -> Option<(u32, Option<u32>)> {
        let end = self.rest.iter().rposition(|one| *one == '}')?;
        let inside: String = self.rest.get(end..)?.iter().rev().collect();
        let inside = inside.strip_prefix('{')?.strip_suffix('}')?;
        let (least, most) = match inside.split_once(',') {
            None => (inside.parse().ok()?, Some(inside.parse().ok()?)),
            Some((least, "")) => (least.parse().ok()?, None),
            Some((least, most)) => (least.parse().ok()?, Some(most.parse().ok()?)),
        };
        self.rest.truncate(end.saturating_add(1));
        Some((least, most))
    }

    fn class(&mut self) -> Option<Node> {
        let is_negated = self.takes("^");
        let mut ranges = Vec::new();
        loop {
            if self.takes("]") {
                return Some(Node::Class(ranges, is_negated));
            }
            let first = self.member()?;
            let is_range = self.rest.last() == Some(&'-') && self.rest.iter().rev().nth(1) != Some(&']');
            if let ([(first, _)], true) = (first.as_slice(), is_range) {
                self.rest.pop();
                let last = self.member()?;
                let [(last, _)] = last.as_slice() else {
                    return None;
                };
                ranges.push((*first, *last));
            } else {
                ranges.extend(first);
            }
        }
    }

    /// A character of a class, or several by one escape.
    fn member(&mut self) -> Option<Vec<(char, char)>> {
        match self.rest.pop()? {
            '\\' if self.takes("b") => Some(vec![('\u{8}', '\u{8}')]),
            '\\' => match self.escape()? {
                Node::Class(ranges, false) => Some(ranges),
                // Outside of a class it is one; in one, only what is usual is taken of it.
                Node::Class(ranges, true) => {
                    let is_out = |one: &char| !ranges.iter().any(|(first, last)| (first..=last).contains(&one));
                    Some(USUAL.iter().copied().map(char::from).filter(is_out).map(|one| (one, one)).collect())
                }
                _ => None,
            },
            other => Some(vec![(other, other)]),
        }
    }

    /// What an escape stands for, after its backslash.
    fn escape(&mut self) -> Option<Node> {
        let ranges = |ranges: &[(char, char)], is_negated| Some(Node::Class(ranges.to_vec(), is_negated));
        let one = |character: char| Some(Node::Class(vec![(character, character)], false));
        match self.rest.pop()? {
            'd' => ranges(&[('0', '9')], false),
            'D' => ranges(&[('0', '9')], true),
            'w' => ranges(&WORD, false),
            'W' => ranges(&WORD, true),
            's' => one(' '),
            'S' => ranges(&SPACE, true),
            't' => one('\t'),
            'n' => one('\n'),
            'r' => one('\r'),
            'f' => one('\u{c}'),
            'v' => one('\u{b}'),
            'x' => one(self.digits(2)?),
            'u' if self.takes("{") => {
                let end = self.rest.iter().rposition(|one| *one == '}')?;
                let digits = self.rest.len().checked_sub(end)?.checked_sub(1)?;
                let character = self.digits(digits)?;
                self.rest.pop();
                one(character)
            }
            'u' => one(self.digits(4)?),
            // References to groups, octal numbers, control characters, properties.
            '0'..='9' | 'k' | 'c' | 'p' | 'P' => None,
            other => one(other),
        }
    }

    /// A character by so many hexadecimal digits.
    fn digits(&mut self, count: usize) -> Option<char> {
        let start = self.rest.len().checked_sub(count)?;
        let digits: String = self.rest.split_off(start).iter().rev().collect();
        u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)
    }
}

#[cfg(test)]
mod tests {
    use sne_cotation_contract::pattern::Pattern;

    use super::Shape;
    use crate::random::Random;

    #[test]
    fn what_is_drawn_matches() {
        for pattern in [
            "^[A-Z]{3}-[0-9]{4}$",
            r"^(0[1-9]|[1-8]\d|9[0-8])\d{3}$",
            r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$",
            "a|b|",
            "^(?:ab|c(d|e)+)*$",
            r"^[^a-z\d]+$",
            r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$",
            r"^\u00e9\x41\u{1F600}[é-ï]{2,3}\/$",
            "^.{1,5}?$",
            r"^\$\^\.\*\(\)\[\]\{\}$",
            "^a{,2}b{x}{$",
            r"^[-a][a-][\]\\^][^]$",
            r"^(?<nom>x)\bé?\s\S\D\W$",
            "^[^]$",
            "",
        ] {
            let engine = Pattern::new(pattern).unwrap();
            let shape = Shape::of(pattern);
            assert!(shape.is_some(), "{pattern}");
            for seed in 0..100 {
                let text = shape.as_ref().unwrap().draw(&mut Random::new(seed), 5);
                assert_eq!(engine.matches(&text), Some(true), "{pattern} {text:?}");
            }
        }
    }

    #[test]
    fn what_is_not_known_is_nothing() {
        for pattern in [r"(a)\1", "(?<=a)b", "(", "a)", "[a", "*", r"\", r"\p{L}", r"\u{zz}"] {
            assert!(Shape::of(pattern).is_none(), "{pattern}");
        }
        assert!(Shape::of(&"(".repeat(100_000)).is_none());
    }

    #[test]
    fn repetitions_end() {
        let shape = Shape::of("((((a{9999}){9999}){9999}){9999})*").unwrap();
        assert!(shape.draw(&mut Random::new(1), 5).len() < 20_100);
    }
}
