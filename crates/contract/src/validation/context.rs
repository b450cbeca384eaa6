//! What schemas are compiled with: the contract, and what its references lead to.

use crate::contract::Contract;
use crate::flat::{Value, ValueRef};

/// What schemas are compiled with.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    /// The contract.
    pub contract: &'c Contract,
}

impl<'c> Context<'c> {
    /// A value of the contract's.
    pub fn value(self, word: ValueRef) -> Value<'c> {
        self.contract.document.value(word)
    }

    /// A schema, or what it refers to. One that leads nowhere is `null`, whatever is beside its reference: it says
    /// nothing.
    pub fn resolved(self, word: ValueRef) -> Value<'c> {
        let found = self.contract.references.resolve(&self.contract.document, self.value(word));
        if found.field("$ref").is_some() { self.value(ValueRef(0)) } else { found }
    }
}
