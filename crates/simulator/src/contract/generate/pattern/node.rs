//! What a pattern allows, as a tree, with how long the texts are that its parts allow.

use super::set::Set;

/// A part of a pattern, with the least and the most characters of what it allows; the most is `u64::MAX` without a
/// limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) what: What,
    pub(super) least: u64,
    pub(super) most: u64,
}

/// What a part of a pattern is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// No character: an anchor, a boundary, what is looked at before or behind.
    Nothing,
    /// A character.
    One(Set),
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of them.
    Choice(Vec<Node>),
    /// So many times, at least and at most.
    Repeat(Box<Node>, u64, u64),
    /// A group, by its number, to which something may refer.
    Group(usize, Box<Node>),
    /// The text that a group has.
    Reference(usize),
}

impl Node {
    pub(super) fn nothing() -> Self {
        Self { what: What::Nothing, least: 0, most: 0 }
    }

    pub(super) fn one(set: Set) -> Self {
        Self { what: What::One(set), least: 1, most: 1 }
    }

    pub(super) fn character(character: char) -> Self {
        Self::one(Set::of(&[(character, character)]))
    }

    pub(super) fn sequence(nodes: Vec<Self>) -> Self {
        let sum = |of: fn(&Self) -> u64| nodes.iter().map(of).fold(0, u64::saturating_add);
        let (least, most) = (sum(|node| node.least), sum(|node| node.most));
        Self { what: What::Sequence(nodes), least, most }
    }

    pub(super) fn choice(mut nodes: Vec<Self>) -> Self {
        if nodes.len() == 1
            && let Some(only) = nodes.pop()
        {
            return only;
        }
        let least = nodes.iter().map(|node| node.least).min().unwrap_or_default();
        let most = nodes.iter().map(|node| node.most).max().unwrap_or_default();
        Self { what: What::Choice(nodes), least, most }
    }

    pub(super) fn repeat(node: Self, least: u64, most: u64) -> Self {
        let (shortest, longest) = (node.least.saturating_mul(least), node.most.saturating_mul(most));
        // Nothing, as often as may be, is nothing.
        let longest = if node.most == 0 { 0 } else { longest };
        Self { what: What::Repeat(Box::new(node), least, most), least: shortest, most: longest }
    }

    pub(super) fn group(number: usize, node: Self) -> Self {
        let (least, most) = (node.least, node.most);
        Self { what: What::Group(number, Box::new(node)), least, most }
    }

    pub(super) fn reference(number: usize) -> Self {
        Self { what: What::Reference(number), least: 0, most: u64::MAX }
    }
}
