//! What is wrong with a contract or with a call of it. It says where, and never what a parameter holds.

use std::fmt;

use crate::flat::ValueRef;
use crate::pointer::Pointer;
use crate::reason::Reason;
use crate::writer::Writer;

/// Something wrong. It is one word, because most functions hand it on, and each would move all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    reason: Reason,
    facts: Vec<(&'static str, String)>,
    mistakes: Vec<Error>,
}

impl Error {
    /// An error for that reason.
    #[must_use]
    pub fn new(reason: Reason) -> Self {
        Self(Box::new(Details { reason, facts: Vec::new(), mistakes: Vec::new() }))
    }

    /// An error at a place.
    #[must_use]
    pub fn at(reason: Reason, place: &Pointer<'_>) -> Self {
        Self::new(reason).with("pointer", &place.text())
    }

    /// Adds a fact, which messages mention by its name.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: &str) -> Self {
        self.0.facts.push((name, fact.to_owned()));
        self
    }

    /// About how many bytes it takes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.0.facts.iter().fold(64, |size, (_, fact)| size.saturating_add(fact.len()))
    }

    /// Adds the mistakes that it is about.
    #[must_use]
    pub fn with_mistakes(mut self, mistakes: Vec<Self>) -> Self {
        self.0.mistakes = mistakes;
        self
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> Reason {
        self.0.reason
    }

    /// A fact, if it is known.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.0.facts.iter().find(|(known, _)| *known == name).map(|(_, fact)| fact.as_str())
    }

    /// The mistakes that it is about.
    #[must_use]
    pub fn mistakes(&self) -> &[Self] {
        &self.0.mistakes
    }

    /// All that the package sees of it.
    #[must_use]
    pub fn viewed(&self) -> Writer {
        let mut writer = Writer::default();
        let view = self.view(&mut writer);
        writer.finish(view)
    }

    /// What the package sees of it: the number of its reason, that nothing was sent for it, and its facts, name by
    /// name.
    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    pub fn view(&self, writer: &mut Writer) -> ValueRef {
        let mut view = vec![writer.whole(u64::from(self.0.reason.number())), writer.whole(0)];
        for (name, fact) in &self.0.facts {
            view.push(writer.text(name));
            view.push(writer.text(fact));
        }
        if !self.0.mistakes.is_empty() {
            view.push(writer.text("errors"));
            let mistakes: Vec<_> = self.0.mistakes.iter().map(|mistake| mistake.view(writer)).collect();
            view.push(writer.array(&mistakes));
        }
        writer.array(&view)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.reason.id())
    }
}

impl std::error::Error for Error {}
