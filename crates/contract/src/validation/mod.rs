//! Validation: whether a value is what a schema of the contract says, every mistake told at once, with its place.
//!
//! A value is a text in JSON: `walk` goes through it once, from token to token, and builds nothing. A schema of the
//! contract is compiled when something is first held against it (`tables`, `node`); those that are about a value at
//! once are a set (`rules`). A parameter that is not a body is its own schema: its keywords are some of those of
//! schemas (Swagger 2.0, "Parameter Object"). Why it is so: `docs/decisions`, record 20.

mod about;
pub mod answer;
mod breach;
mod building;
mod checks;
mod context;
mod decimal;
mod direction;
pub mod doubt;
mod entries;
mod equality;
mod fields;
mod flags;
mod frames;
mod judge;
pub mod judging;
mod kinds;
mod known;
mod nesting;
mod node;
pub mod option;
mod own;
mod rules;
mod skip;
mod steps;
mod tables;
mod told;
mod variants;
mod walk;
mod whole;
mod write;

pub use direction::Direction;
pub use flags::Flags;
pub use node::{is_list_of_bytes, is_nullable};

use crate::contract::Contract;
use crate::error::Error;
use crate::flat::{Value, ValueRef};
use crate::platform::Platform;
use crate::pointer::Pointer;
use context::Context;
use frames::Frames;
use tables::with_tables;
use told::Told;
use walk::{Walk, Walker};

/// What is wrong with a value, by a schema of the contract's; pointers are into the value.
///
/// It does not need the rest of a [`Validator`]: for one value, with no value shown.
pub fn check(
    contract: &Contract,
    platform: &dyn Platform,
    schema: Value<'_>,
    value: Value<'_>,
    direction: Direction,
) -> Vec<Error> {
    let mut validator = Validator::new(contract, platform, direction, Flags::default());
    validator.check(schema, value, &Pointer::Root);
    validator.take_mistakes()
}

/// A validation, with the mistakes it has found so far.
pub struct Validator<'c> {
    /// The contract.
    pub contract: &'c Contract,
    /// The platform.
    pub platform: &'c dyn Platform,
    /// What is wanted.
    pub flags: Flags,
    direction: Direction,
    told: Told,
}

impl<'c> Validator<'c> {
    /// One that has found nothing yet.
    #[must_use]
    pub fn new(contract: &'c Contract, platform: &'c dyn Platform, direction: Direction, flags: Flags) -> Self {
        Self { contract, platform, flags, direction, told: Told { flags, ..Told::default() } }
    }

    /// Looks at a value, which is at that place of what the caller knows.
    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    pub fn check(&mut self, schema: Value<'c>, value: Value<'_>, place: &Pointer<'_>) {
        self.check_text(schema, &write::write(value), place);
    }

    /// The same of a text in JSON, or in that of a call (`json::reader`).
    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    pub fn check_text(&mut self, schema: Value<'c>, text: &[u8], place: &Pointer<'_>) {
        let context = Context { contract: self.contract };
        with_tables(self.contract, |tables| {
            let set = tables.root(context, schema.word());
            let mut walk = Walk::new(set, tables.plain(set), Frames::behind(place.text()));
            Walker::new(&mut walk, tables, context, &mut self.told, self.direction, (text, true)).advance();
        });
    }

    /// Says whether what is looked at from now on is a field of a form.
    pub fn look_at_form(&mut self, is_form: bool) {
        self.told.is_of_form = is_form;
    }

    /// What is wrong, in the order in which it was found.
    #[must_use]
    pub fn take_mistakes(&mut self) -> Vec<Error> {
        self.told.take()
    }

    /// Adds a mistake, once: several schemas may say the same of a value.
    pub fn add(&mut self, mistake: Error) {
        let place = mistake.fact("pointer").unwrap_or_default().to_owned();
        self.told.add(usize::MAX, mistake, place);
    }

    /// Adds that a value is of another type.
    pub(crate) fn refuse_type(&mut self, expected: &str, value: Value<'_>, place: &Pointer<'_>) {
        let mistake = Error::at(crate::reason::Reason::RuleType, place).with("expected", expected);
        self.add(mistake.with("given", value.kind().name()));
    }
}

impl Contract {
    /// Whether `null` is of the types of a schema.
    pub(crate) fn allows_null(&self, schema: ValueRef) -> bool {
        with_tables(self, |tables| {
            let set = tables.root(Context { contract: self }, schema);
            tables.refused(set, kinds::NULL, false).is_empty()
        })
    }
}
