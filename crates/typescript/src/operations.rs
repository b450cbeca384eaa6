//! The interface `Operations`: of each operation its parameters and its data.

use std::collections::BTreeSet;

use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::Value;
use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::parameter::{Parameter, Place as Where};
use sne_cotation_contract::remark::Costs;

use crate::answers::{Success, successes, takes_json};
use crate::comment::Comment;
use crate::declarations::Declarations;
use crate::facts::add_rules;
use crate::identifier::{property, quoted};
use crate::place::{Place, Use};
use crate::print::Printer;
use crate::syntax::{Member, Object, Type};

/// Writes an operation.
pub fn write<'c>(
    printer: &mut Printer,
    declarations: &Declarations<'c>,
    contract: &'c Contract,
    operation: &Operation,
    is_lost: bool,
) {
    let mut members =
        vec![plain_member("parameters", Comment::default(), parameters(declarations, contract, operation))];
    members.extend(answers(&operation.id, &successes(declarations, contract, operation)));
    printer.member(&Member {
        name: property(&operation.id),
        comment: comment(contract.document.value(operation.word), operation, is_lost),
        is_optional: false,
        is_readonly: false,
        value: Type::Object(Object { members, index: None }),
    });
}

/// Which operations cannot be called as the contract has them.
#[must_use]
pub fn lost(contract: &Contract) -> BTreeSet<&str> {
    let grave = contract.remarks.iter().filter(|remark| remark.costs == Costs::Operation);
    grave.flat_map(|remark| contract.operations_of(remark)).collect()
}

fn comment(value: Value<'_>, operation: &Operation, is_lost: bool) -> Comment {
    let mut comment = Comment::default();
    for field in ["summary", "description"] {
        comment.add(value.text_field(field).unwrap_or_default());
    }
    comment.add(&format!("`{}`", operation.derived_id()));
    if is_lost {
        comment.add("The contract does not say how to call it: `sne-cotation operations` tells why.");
    }
    if let Some(address) = value.field("externalDocs").and_then(|docs| docs.text_field("url")) {
        comment.tag("see", address);
    }
    if value.field("deprecated").is_some_and(Value::is_true) {
        comment.tag("deprecated", "");
    }
    comment
}

fn parameters<'c>(declarations: &Declarations<'c>, contract: &'c Contract, operation: &Operation) -> Type {
    if operation.parameters.is_empty() {
        return Type::record(Type::word("never"));
    }
    let members = operation.parameters.iter().map(|it| parameter(declarations, contract, operation, it)).collect();
    Type::Object(Object { members, index: None })
}

fn parameter<'c>(
    declarations: &Declarations<'c>,
    contract: &'c Contract,
    operation: &Operation,
    parameter: &Parameter,
) -> Member {
    let value = contract.document.value(parameter.word);
    let mut comment = Comment::text(value.text_field("description").unwrap_or_default());
    let of = if parameter.place == Where::Body {
        // It may refer to its schema itself.
        let schema = value.field("schema").or_else(|| value.field("$ref").map(|_| value));
        if let Some(schema) = schema {
            declarations.add_lost(&mut comment, schema);
        }
        body(declarations, schema, takes_json(contract, operation))
    } else {
        let schema = contract.document.value(parameter.schema);
        add_rules(&mut comment, schema, Use::Parameter, declarations.integers);
        if value.is_null() { undeclared() } else { declarations.of_parameter(schema) }
    };
    Member {
        name: property(&parameter.key),
        comment,
        is_optional: !parameter.is_required || parameter.default(&contract.document).is_some(),
        is_readonly: false,
        value: of,
    }
}

/// A part of a path that the contract does not declare: whatever can be written there.
fn undeclared() -> Type {
    Type::union(["string", "number", "boolean"].map(Type::word))
}

fn body<'c>(declarations: &Declarations<'c>, schema: Option<Value<'c>>, is_json: bool) -> Type {
    if is_json {
        let place = Place::anywhere(Use::Request);
        return schema.map_or_else(Type::unknown, |schema| declarations.of_schema(schema, place));
    }
    declarations.needs_files.set(true);
    Type::union([Type::word("string"), Type::word("FileLike")])
}

/// The data of the answers; by status, where it is not the same for all.
fn answers(id: &str, successes: &[Success]) -> Vec<Member> {
    let Some(first) = successes.first() else { return vec![plain_member("data", Comment::default(), Type::unknown())] };
    if successes.iter().all(|success| success.data == first.data) {
        return vec![plain_member("data", first.said.clone(), first.data.clone())];
    }
    let name = |success: &Success| success.status.map(|status| status.to_string()).unwrap_or_default();
    let status = |success: &Success| plain_member(&name(success), success.said.clone(), success.data.clone());
    let data = if successes.iter().all(|success| success.data.is_short()) {
        Type::union(successes.iter().map(|success| success.data.clone()))
    } else {
        let names: Vec<_> = successes.iter().map(name).collect();
        Type::word(format!("Operations[{}][\"byStatus\"][{}]", quoted(id), names.join(" | ")))
    };
    let statuses = Object { members: successes.iter().map(status).collect(), index: None };
    vec![
        plain_member("data", Comment::default(), data),
        plain_member("byStatus", Comment::default(), Type::Object(statuses)),
    ]
}

/// A member whose name is no one else's choice.
fn plain_member(name: &str, comment: Comment, value: Type) -> Member {
    Member { name: name.to_owned(), comment, is_optional: false, is_readonly: false, value }
}
