//! Types of TypeScript, as far as contracts need them.

use std::collections::BTreeSet;

use crate::comment::Comment;

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// A name, a literal, or a word of the language.
    Word(String),
    /// An array.
    Array(Box<Type>),
    /// An array that is only read.
    ReadonlyArray(Box<Type>),
    /// One of several.
    Union(Vec<Type>),
    /// All of several.
    Intersection(Vec<Type>),
    /// An object.
    Object(Object),
}

/// An object: its own properties, and what others are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// The properties.
    pub members: Vec<Member>,
    /// The type of the others.
    pub index: Option<Box<Type>>,
}

/// A property.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its name, as it is written.
    pub name: String,
    /// What is said of it.
    pub comment: Comment,
    /// Whether it may be absent.
    pub is_optional: bool,
    /// Whether it is only read.
    pub is_readonly: bool,
    /// Its type.
    pub value: Type,
}

impl Type {
    /// A name, a literal, or a word of the language.
    #[must_use]
    pub fn word(word: impl Into<String>) -> Self {
        Self::Word(word.into())
    }

    /// Anything.
    #[must_use]
    pub fn unknown() -> Self {
        Self::word("unknown")
    }

    /// One of several; words are there once.
    #[must_use]
    pub fn union(types: impl IntoIterator<Item = Self>) -> Self {
        let mut words = BTreeSet::new();
        let mut list = Vec::new();
        for one in types.into_iter().flat_map(|one| if let Self::Union(list) = one { list } else { vec![one] }) {
            match &one {
                Self::Word(word) if word == "never" => {}
                Self::Word(word) if word == "unknown" => return one,
                Self::Word(word) if !words.insert(word.clone()) => {}
                _ => list.push(one),
            }
        }
        Self::one_of(list, "never", Self::Union)
    }

    /// All of several; words are there once.
    #[must_use]
    pub fn intersection(types: impl IntoIterator<Item = Self>) -> Self {
        let mut words = BTreeSet::new();
        let mut list = Vec::new();
        for one in types.into_iter().flat_map(|one| if let Self::Intersection(list) = one { list } else { vec![one] }) {
            match &one {
                Self::Word(word) if word == "unknown" || !words.insert(word.clone()) => {}
                _ => list.push(one),
            }
        }
        Self::one_of(list, "unknown", Self::Intersection)
    }

    fn one_of(mut list: Vec<Self>, none: &str, several: impl Fn(Vec<Self>) -> Self) -> Self {
        match list.len() {
            0 => Self::word(none),
            1 => list.remove(0),
            _ => several(list),
        }
    }

    /// An array of such.
    #[must_use]
    pub fn array(self) -> Self {
        Self::Array(Box::new(self))
    }

    /// An array of such, which is only read.
    #[must_use]
    pub fn readonly_array(self) -> Self {
        Self::ReadonlyArray(Box::new(self))
    }

    /// An object whose properties all are of a type.
    #[must_use]
    pub fn record(index: Self) -> Self {
        Self::Object(Object { members: Vec::new(), index: Some(Box::new(index)) })
    }

    /// Whether it can be written twice without making the file much longer.
    #[must_use]
    pub fn is_short(&self) -> bool {
        const MOST: usize = 20;
        match self {
            Self::Word(_) => true,
            Self::Array(item) | Self::ReadonlyArray(item) => item.is_short(),
            Self::Union(list) => list.len() <= MOST && list.iter().all(|one| matches!(one, Self::Word(_))),
            Self::Intersection(_) | Self::Object(_) => false,
        }
    }
}

impl Object {
    /// The same, with a type of the other properties that agrees with that of its own, as TypeScript wants it. Where
    /// that would be too much to write, anything.
    #[must_use]
    pub fn agreeing(mut self) -> Self {
        let Some(index) = self.index.take() else { return self };
        let are_short = self.members.iter().all(|member| member.value.is_short());
        self.index = Some(Box::new(if are_short {
            let absent = self.members.iter().any(|member| member.is_optional).then(|| Type::word("undefined"));
            Type::union(
                [*index].into_iter().chain(self.members.iter().map(|member| member.value.clone())).chain(absent),
            )
        } else {
            Type::unknown()
        }));
        self
    }
}
