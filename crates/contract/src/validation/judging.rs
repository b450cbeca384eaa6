//! An answer that comes in pieces: judged as it comes, so that no more of it is in memory than what is looked at.

use super::context::Context;
use super::frames::Frames;
use super::tables::with_tables;
use super::told::Told;
use super::walk::{Walk, Walker};
use super::{Direction, Flags};
use crate::contract::Contract;
use crate::error::Error;
use crate::flat::ValueRef;
use crate::pointer::Pointer;
use crate::reason::Reason;

/// A judgement that goes on.
#[derive(Debug)]
pub struct Judging {
    walk: Walk,
    told: Told,
    is_begun: bool,
    /// Where there must be data, and `null` is none.
    is_needed: bool,
}

impl Judging {
    /// Goes on with a judgement and a piece of its answer, as [`Self::advance`] does. Where the one at hand is over, or
    /// there is none, another begins, and has the memory of the one before.
    // A part of the wasm begins here (scripts/build/wasm.mjs): with one call, since each costs as much as a few fields.
    #[inline(never)]
    pub fn go_on(
        judging: &mut Option<Self>,
        contract: &Contract,
        (schema, flags): (Option<ValueRef>, Flags),
        text: &[u8],
        is_last: bool,
    ) -> usize {
        let at_hand = match judging.take() {
            Some(under_way) if !under_way.is_over() => under_way,
            spent => {
                let frames = spent.map(|spent| spent.walk.frames.emptied());
                Self::with(frames.unwrap_or_default(), contract, schema, flags)
            }
        };
        judging.insert(at_hand).advance(contract, text, is_last)
    }

    /// One of an answer that is to be of a schema; of none, only its integers are looked for.
    #[must_use]
    pub fn new(contract: &Contract, schema: Option<ValueRef>, flags: Flags) -> Self {
        Self::with(Frames::default(), contract, schema, flags)
    }

    fn with(frames: Frames, contract: &Contract, schema: Option<ValueRef>, flags: Flags) -> Self {
        let mut judging = Self {
            walk: Walk::default(),
            told: Told { flags, ..Told::default() },
            is_begun: false,
            is_needed: schema.is_some_and(|schema| !contract.allows_null(schema)),
        };
        let context = Context { contract };
        judging.walk = with_tables(contract, |tables| {
            let set = schema.map_or(super::rules::ANY, |schema| tables.root(context, schema));
            Walk::new(set, tables.plain(set), frames)
        });
        judging.walk.integers = flags.keeps_integers.then(Vec::new);
        judging
    }

    /// Goes on with a piece, which begins with what the last one left. Gives how much of it is done with: the rest must
    /// be there again, with more behind it.
    pub fn advance(&mut self, contract: &Contract, text: &[u8], is_last: bool) -> usize {
        // However it was cut: of a value that has not ended, nothing is done with.
        if self.is_needed && !self.is_begun && text.trim_ascii() == b"null" {
            self.told.add(0, Error::at(Reason::RuleRequired, &Pointer::Root), String::new());
            self.end();
            return text.len();
        }
        let Self { walk, told, .. } = self;
        let done = with_tables(contract, |tables| {
            Walker::new(walk, tables, Context { contract }, told, Direction::Answer, (text, is_last)).advance()
        });
        self.is_begun |= done > 0;
        done
    }

    /// Whether there is nothing more to do.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.walk.is_over()
    }

    /// Ends it: what there is of the answer was there.
    pub fn end(&mut self) {
        self.walk.end();
    }

    /// Whether something is wrong.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        !self.told.mistakes.is_empty() || self.told.steps.are_over()
    }

    /// What is wrong.
    #[must_use]
    pub fn into_mistakes(mut self) -> Vec<Error> {
        self.told.take()
    }

    /// Where the integers are that are wanted as they are written: where each begins and ends in the whole text.
    #[must_use]
    pub fn integers(&self) -> &[(usize, usize)] {
        self.walk.integers.as_deref().unwrap_or_default()
    }
}
