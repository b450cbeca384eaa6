//! The names of operations: their own, where each has one, or else their method and path.

use crate::error::Error;
use crate::index::{Index, hash};
use crate::operation::Operation;
use crate::pointer::{Pointer, push_name};
use crate::reason::Reason;
use crate::remark::Costs;
use crate::walk::Walk;

/// Gives a name to the operations that have none of their own. Of those that share one, all get another, and so does
/// one that has the method and path of another as its name: names do not depend on the order in a document. The parts
/// of the operations begin with `first`.
pub fn name(operations: &mut [Operation], walk: &mut Walk<'_>, first: u32) -> Index {
    let (_, shared) = index(operations, &|operation| operation.id.as_str());
    let derived: Vec<_> = operations.iter().map(Operation::derived_id).collect();
    let mut others = Index::with_room(derived.len());
    for (place, id) in (0..).zip(&derived) {
        others.insert(hash(id.as_bytes()), place, &mut |other| derived.get(other as usize) == Some(id));
    }
    let mut renamed = vec![None; operations.len()];
    for place in shared {
        if let Some(slot) = renamed.get_mut(place as usize) {
            *slot = Some(Reason::RemarkOperationTwice);
        }
    }
    for (place, (operation, slot)) in operations.iter_mut().zip(&mut renamed).enumerate() {
        let id = &operation.id;
        let other = others.find(hash(id.as_bytes()), &mut |other| derived.get(other as usize) == Some(id));
        if other.is_some_and(|other| other as usize != place) {
            *slot = Some(Reason::RemarkOperationTaken);
        }
        let rule = slot.filter(|_| !id.is_empty());
        if let Some(rule) = rule {
            let node = first.saturating_add(u32::try_from(place).unwrap_or_default());
            walk.remarks.add(node, Costs::Nothing, &mut || {
                let mut pointer = Pointer::Field(&Pointer::Root, "paths").text();
                push_name(&mut pointer, &operation.path);
                push_name(&mut pointer, &operation.method.to_ascii_lowercase());
                Error::new(rule).with("pointer", &pointer).with("operation", id)
            });
        }
        if rule.is_some() || id.is_empty() {
            operation.id = derived.get(place).cloned().unwrap_or_default();
        }
    }
    index(operations, &|operation| operation.id.as_str()).0
}

/// An index of names, and the places of operations that share theirs.
fn index(operations: &[Operation], name: &dyn Fn(&Operation) -> &str) -> (Index, Vec<u32>) {
    let mut index = Index::with_room(operations.len());
    let mut shared = Vec::new();
    for (place, operation) in (0..).zip(operations) {
        let id = name(operation);
        let mut is_it = |other: u32| operations.get(other as usize).is_some_and(|other| name(other) == id);
        if let Some(first) = index.insert(hash(id.as_bytes()), place, &mut is_it) {
            shared.push(first);
            shared.push(place);
        }
    }
    (index, shared)
}
