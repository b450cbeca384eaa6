//! A pattern in the reading.

use super::node::Node;
use super::set::Set;

/// Levels of groups and of classes. Patterns come from contracts, which may be made to harm.
pub(super) const DEEPEST: usize = 50;
/// Bytes of the longest pattern that is read.
const LONGEST: usize = 20_000;

/// What a point does not allow.
const ENDS_OF_LINES: [(char, char); 4] = [('\n', '\n'), ('\r', '\r'), ('\u{85}', '\u{85}'), ('\u{2028}', '\u{2029}')];

/// By whose rules a pattern is read, where they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// A bracket within brackets is a character.
    Ecma,
    /// A bracket within brackets begins a class of its own, and `&&` says that both must allow a character.
    Java,
}

/// Reads a pattern, its next character last.
#[derive(Debug)]
pub(super) struct Reader {
    pub(super) rest: Vec<char>,
    pub(super) dialect: Dialect,
    pub(super) depth: usize,
    /// The names of the groups so far.
    pub(super) groups: Vec<Option<String>>,
    /// Whether case counts for nothing (`(?i)`).
    pub(super) is_any_case: bool,
}

impl Reader {
    /// A pattern as a tree; none when there is something in it that is not known here.
    pub(super) fn read(pattern: &str, dialect: Dialect) -> Option<Node> {
        if pattern.len() > LONGEST {
            return None;
        }
        let rest = pattern.chars().rev().collect();
        let mut reader = Self { rest, dialect, depth: 0, groups: Vec::new(), is_any_case: false };
        let node = reader.choice()?;
        reader.rest.is_empty().then_some(node)
    }

    pub(super) fn takes(&mut self, text: &str) -> bool {
        let length = text.chars().count();
        let start = self.rest.len().saturating_sub(length);
        let is_next = self.rest.get(start..).is_some_and(|next| text.chars().rev().eq(next.iter().copied()));
        if is_next {
            self.rest.truncate(start);
        }
        is_next
    }

    /// What is before a sign, which is taken too.
    pub(super) fn until(&mut self, sign: char) -> Option<String> {
        let end = self.rest.iter().rposition(|one| *one == sign)?;
        let text = self.rest.split_off(end.checked_add(1)?).into_iter().rev().collect();
        self.rest.pop();
        Some(text)
    }

    fn choice(&mut self) -> Option<Node> {
        self.depth = self.depth.checked_add(1).filter(|depth| *depth <= DEEPEST)?;
        let mut choices = vec![self.sequence()?];
        while self.takes("|") {
            choices.push(self.sequence()?);
        }
        self.depth = self.depth.saturating_sub(1);
        Some(Node::choice(choices))
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut nodes = Vec::new();
        while !matches!(self.rest.last(), None | Some('|' | ')')) {
            if self.takes("\\Q") {
                self.quoted(&mut nodes)?;
                continue;
            }
            let one = self.one()?;
            nodes.push(self.counted(one)?);
        }
        Some(Node::sequence(nodes))
    }

    /// Signs that stand for themselves, up to `\E`. A count behind them is about the last one.
    fn quoted(&mut self, nodes: &mut Vec<Node>) -> Option<()> {
        while !self.rest.is_empty() && !self.takes("\\E") {
            let one = Node::character(self.rest.pop()?);
            nodes.push(one);
        }
        if let Some(last) = nodes.pop() {
            nodes.push(self.counted(last)?);
        }
        Some(())
    }

    fn one(&mut self) -> Option<Node> {
        if self.takes("(?") {
            return self.special_group();
        }
        if self.takes("(") {
            return self.group(None);
        }
        match self.rest.pop()? {
            '^' | '$' => Some(Node::nothing()),
            '.' => Some(Node::one(Set::of(&ENDS_OF_LINES).negated())),
            '[' => self.class().map(Node::one),
            '\\' => self.escape(),
            '*' | '+' | '?' => None,
            other => Some(self.literal(other)),
        }
    }

    pub(super) fn literal(&self, character: char) -> Node {
        let set = Set::of(&[(character, character)]);
        Node::one(if self.is_any_case { set.in_both_cases() } else { set })
    }

    /// A group that can be referred to, after its first bracket.
    fn group(&mut self, name: Option<String>) -> Option<Node> {
        self.groups.push(name);
        let number = self.groups.len();
        let inside = self.inside()?;
        Some(Node::group(number, inside))
    }

    /// What is before the bracket that closes a group. What a flag says in there ends there.
    fn inside(&mut self) -> Option<Node> {
        let before = self.is_any_case;
        let inside = self.choice()?;
        self.is_any_case = before;
        self.takes(")").then_some(inside)
    }

    /// A group that begins with a question mark.
    fn special_group(&mut self) -> Option<Node> {
        for start in ["=", "!", "<=", "<!"] {
            if self.takes(start) {
                return self.inside().map(|_| Node::nothing());
            }
        }
        if self.takes(":") || self.takes(">") {
            return self.inside();
        }
        if self.takes("<") || self.takes("P<") {
            let name = self.until('>')?;
            return self.group(Some(name));
        }
        self.flags()
    }

    /// Flags, for what follows or for a group alone.
    fn flags(&mut self) -> Option<Node> {
        let before = self.is_any_case;
        let mut is_on = true;
        loop {
            match self.rest.pop()? {
                '-' => is_on = false,
                'i' => self.is_any_case = is_on,
                'd' | 'm' | 's' | 'u' | 'U' => {}
                ')' => return Some(Node::nothing()),
                ':' => {
                    let inside = self.choice()?;
                    self.is_any_case = before;
                    return self.takes(")").then_some(inside);
                }
                _ => return None,
            }
        }
    }

    fn counted(&mut self, node: Node) -> Option<Node> {
        let mut node = node;
        loop {
            let (least, most) = match self.rest.last() {
                Some('*') => (0, u64::MAX),
                Some('+') => (1, u64::MAX),
                Some('?') => (0, 1),
                Some('{') => match self.count() {
                    Some(count) => count,
                    None => return Some(node),
                },
                _ => return Some(node),
            };
            self.rest.pop();
            // As few as possible, or without a way back: what is allowed is the same, or less.
            let _ = self.takes("?") || self.takes("+");
            if least > most {
                return None;
            }
            node = Node::repeat(node, least, most);
        }
    }

    /// What is between braces, the second of which stays; none when it is no count, but signs like others.
    fn count(&mut self) -> Option<(u64, u64)> {
        let end = self.rest.iter().rposition(|one| *one == '}')?;
        let inside: String = self.rest.get(end..)?.iter().rev().collect();
        let inside = inside.strip_prefix('{')?.strip_suffix('}')?;
        let (least, most) = match inside.split_once(',') {
            None => (inside.parse().ok()?, inside.parse().ok()?),
            Some((least, "")) => (least.parse().ok()?, u64::MAX),
            Some((least, most)) => (least.parse().ok()?, most.parse().ok()?),
        };
        self.rest.truncate(end.saturating_add(1));
        Some((least, most))
    }
}
