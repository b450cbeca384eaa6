//! The operations of a contract that the back-end cannot answer, and why.

use std::collections::BTreeMap;

use serde::Serialize;
use sne_cotation_contract::flat::ValueRef;
use sne_cotation_contract::operation::Operation;

use super::answer;
use super::demands::Schemas;
use super::generate::Generator;
use super::route::Routes;
use super::way::Way;
use crate::random::Random;

/// Values that are made to find out, for all operations together. Of those behind, nothing is said.
const MOST_VALUES: usize = 30_000;
/// Times that a value is looked for.
const TRIES: u64 = 3;

/// An operation that is not answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Unanswered {
    /// Its id.
    pub operation_id: String,
    /// Why.
    pub reason: Unanswerable,
}

/// Why an operation is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unanswerable {
    /// Another operation is at the same method and path but for the names in it, or the path has no end.
    Path,
    /// No value was found that fits the schema of its success.
    Schema,
}

/// Those of a contract.
pub(crate) fn of(schemas: Schemas<'_>, routes: &Routes) -> Vec<Unanswered> {
    let is_of = |operation: &Operation, reason| Unanswered { operation_id: operation.id.clone(), reason };
    let hidden = routes.unreachable(schemas.contract).map(|operation| is_of(operation, Unanswerable::Path));
    let mut unanswered: Vec<_> = hidden.collect();
    let mut search = Search { schemas, values: 0, known: BTreeMap::new() };
    for operation in &schemas.contract.operations {
        if search.has_no_value(operation) {
            unanswered.push(is_of(operation, Unanswerable::Schema));
        }
    }
    unanswered
}

struct Search<'c> {
    schemas: Schemas<'c>,
    values: usize,
    /// Which schemas have no value, of those that were looked at. Many operations answer with the same one.
    known: BTreeMap<u32, bool>,
}

impl Search<'_> {
    fn has_no_value(&mut self, operation: &Operation) -> bool {
        let Some(schema) = answer::schema(self.schemas, operation) else { return false };
        let ValueRef(word) = self.schemas.follow(schema).word();
        if let Some(known) = self.known.get(&word) {
            return *known;
        }
        let mut has_none = true;
        for seed in 0..TRIES {
            if self.values > MOST_VALUES {
                return false;
            }
            let mut generator = Generator::new(self.schemas, Random::new(seed), Way::Response);
            has_none = has_none && generator.value(schema).is_err();
            self.values = self.values.saturating_add(generator.count());
            if !has_none {
                break;
            }
        }
        self.known.insert(word, has_none);
        has_none
    }
}
