//! Operations: a method on a path, read and checked.

use sne_cotation_common::path::stays_in_place;
use sne_cotation_common::text::{contains, has_any};

use crate::error::Error;
use crate::flat::{Document, Value, ValueRef};
use crate::parameter::{self, Parameter, Place};
use crate::pointer::Pointer;
use crate::reason::Reason;
use crate::reference::References;

const METHODS: [(&str, &str); 7] = [
    ("get", "GET"),
    ("put", "PUT"),
    ("post", "POST"),
    ("delete", "DELETE"),
    ("options", "OPTIONS"),
    ("head", "HEAD"),
    ("patch", "PATCH"),
];

/// Parameters of one operation. Each is compared with each.
const MOST_PARAMETERS: u32 = 1_000;

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// Its name: its `operationId`, or its method and path where it has none of its own.
    pub id: String,
    /// The method, in capitals.
    pub method: &'static str,
    /// The path, with its parameters between braces.
    pub path: String,
    /// What the contract says of it.
    pub word: ValueRef,
    /// Its parameters, those of its path among them.
    pub parameters: Vec<Parameter>,
    /// The headers among them that the client sets itself.
    pub of_the_client: Vec<Parameter>,
    /// The media types that it takes, when the contract says so.
    pub consumes: Option<ValueRef>,
    /// The media types that it gives.
    pub produces: Option<ValueRef>,
}

impl Operation {
    /// The name of one that has none: `GET /demandes/{numero}`. No other operation has it.
    #[must_use]
    pub fn derived_id(&self) -> String {
        let mut id = self.method.to_owned();
        id.push(' ');
        id.push_str(&self.path);
        id
    }
}

/// A path that is read.
pub struct Reading<'d> {
    /// The contract.
    pub document: &'d Document,
    /// Its references.
    pub references: &'d References,
    /// The path.
    pub path: &'d str,
    /// What the contract says of it.
    pub item: Value<'d>,
}

impl<'d> Reading<'d> {
    /// Reads the operations of the path; each has the id that the contract gives it, which may be none.
    pub fn read(self, place: &Pointer<'_>, operations: &mut Vec<Operation>) -> Result<(), Error> {
        let path = self.path;
        if !path.starts_with('/') || has_any(path, b"?#") || !stays_in_place(path) || contains(path, "//") {
            return Err(Error::at(Reason::PathInvalid, place));
        }
        // They are wrong also where no operation has them.
        self.add_parameters(self.item, &mut Vec::new(), place)?;
        for (key, method) in METHODS {
            if let Some(value) = self.item.field(key) {
                operations.push(self.read_operation(method, value, place, &Pointer::Field(place, key))?);
            }
        }
        Ok(())
    }

    fn read_operation(
        &self,
        method: &'static str,
        value: Value<'d>,
        place_of_path: &Pointer<'_>,
        place: &Pointer<'_>,
    ) -> Result<Operation, Error> {
        let mut parameters = Vec::new();
        self.add_parameters(self.item, &mut parameters, place_of_path)?;
        self.add_parameters(value, &mut parameters, place)?;
        check_together(&parameters, self.path, place)?;
        let (of_the_client, mut parameters): (Vec<_>, Vec<_>) =
            parameters.into_iter().partition(Parameter::is_of_the_client);
        parameter::name(self.document, &mut parameters, place)?;
        // Those of an operation, or of the whole contract where it does not say.
        let media_types = |name| value.field(name).or(self.document.root().field(name)).map(Value::word);
        Ok(Operation {
            id: value.text_field("operationId").unwrap_or_default().to_owned(),
            method,
            path: self.path.to_owned(),
            word: value.word(),
            parameters,
            of_the_client,
            consumes: media_types("consumes"),
            produces: media_types("produces"),
        })
    }

    /// Adds the parameters of an owner. They replace those of the owner before, which keep their place in the list.
    fn add_parameters(
        &self,
        owner: Value<'d>,
        parameters: &mut Vec<Parameter>,
        place: &Pointer<'_>,
    ) -> Result<(), Error> {
        let list = owner.part("parameters");
        let place = Pointer::Field(place, "parameters");
        if list.len() > MOST_PARAMETERS {
            return Err(Error::at(Reason::ContractTooLarge, &place));
        }
        let mut own: Vec<ValueRef> = Vec::new();
        for (number, item) in list.items().enumerate() {
            let parameter = Parameter::read(self.references.resolve(self.document, item));
            let same = parameters.iter_mut().find(|one| one.is_same(&parameter));
            let is_twice = same.as_ref().is_some_and(|same| own.contains(&same.word));
            if is_twice {
                let error = Error::at(Reason::ParameterTwice, &Pointer::Item(&place, number));
                return Err(error.with("parameter", &parameter.name));
            }
            own.push(parameter.word);
            match same {
                Some(same) => *same = parameter,
                None => parameters.push(parameter),
            }
        }
        Ok(())
    }
}

/// Refuses parameters that do not go together, or not with the path.
fn check_together(parameters: &[Parameter], path: &str, place: &Pointer<'_>) -> Result<(), Error> {
    let count = |place| parameters.iter().filter(|parameter| parameter.place == place).count();
    let (bodies, forms) = (count(Place::Body), count(Place::Form));
    if bodies > 1 || (bodies == 1 && forms > 0) {
        return Err(Error::at(Reason::BodyTwice, place));
    }
    let is_in_path = |one: &Parameter| one.place == Place::Path;
    for (is_name, name) in pieces(path) {
        if is_name && !parameters.iter().any(|one| is_in_path(one) && one.name == name) {
            return Err(Error::at(Reason::PathParameterMissing, place).with("parameter", name));
        }
    }
    for parameter in parameters {
        if is_in_path(parameter) && !pieces(path).any(|piece| piece == (true, parameter.name.as_str())) {
            return Err(Error::at(Reason::PathParameterUnused, place).with("parameter", &parameter.name));
        }
    }
    Ok(())
}

/// A path in pieces: those between braces, `true`, and those around them.
///
/// ```
/// use sne_cotation_contract::operation::pieces;
///
/// assert!(pieces("/a/{b}.json").eq([(false, "/a/"), (true, "b"), (false, ".json")]));
/// ```
pub fn pieces(path: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = path;
    std::iter::from_fn(move || {
        let start = rest.bytes().position(|byte| byte == b'{').unwrap_or(rest.len());
        let end = rest.bytes().position(|byte| byte == b'}');
        let (piece, is_name, after) = match (start, end) {
            (0, Some(end)) => (rest.get(1..end), true, rest.get(end.wrapping_add(1)..)),
            // A brace that is never closed is a sign like another.
            (0, None) => (Some(rest), false, None),
            _ => (rest.get(..start), false, rest.get(start..)),
        };
        rest = after.unwrap_or_default();
        piece.filter(|piece| is_name || !piece.is_empty()).map(|piece| (is_name, piece))
    })
}
