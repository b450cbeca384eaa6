//! Operations: a method on a path, read and checked.

use crate::error::Error;
use crate::flat::{Kind, Value, Word};
use crate::names::is_harmless;
use crate::parameter::{self, Parameter, Place};
use crate::pointer::Pointer;
use crate::reason::Reason;
use crate::schema::{Schemas, expect};
use crate::text::{contains, has_any};

const METHODS: [(&str, &str); 7] = [
    ("get", "GET"),
    ("put", "PUT"),
    ("post", "POST"),
    ("delete", "DELETE"),
    ("options", "OPTIONS"),
    ("head", "HEAD"),
    ("patch", "PATCH"),
];

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
    pub word: Word,
    /// Its parameters, those of its path among them.
    pub parameters: Vec<Parameter>,
    /// The media types that it takes, when the contract says so.
    pub consumes: Option<Word>,
    /// The media types that it gives.
    pub produces: Option<Word>,
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

/// Reads the operations of a path; each has the id that the contract gives it, which may be none.
pub fn read_path(
    schemas: Schemas<'_>,
    path: &str,
    item: Value<'_>,
    place: &Pointer<'_>,
    operations: &mut Vec<Operation>,
) -> Result<(), Error> {
    expect(item, Kind::Object, place)?;
    if !path.starts_with('/') || has_any(path, b"?#") || !is_harmless(path) || contains(path, "//") {
        return Err(Error::at(Reason::PathInvalid, place));
    }
    let item = schemas.references.follow(schemas.document, item, place)?;
    // They are wrong also where no operation has them.
    parameter::read_list(schemas, item, place)?;
    for (key, method) in METHODS {
        let Some(value) = item.field(key) else { continue };
        operations.push(read(schemas, method, path, value, (item, place), &Pointer::Field(place, key))?);
    }
    Ok(())
}

fn read(
    schemas: Schemas<'_>,
    method: &'static str,
    path: &str,
    value: Value<'_>,
    path_item: (Value<'_>, &Pointer<'_>),
    place: &Pointer<'_>,
) -> Result<Operation, Error> {
    expect(value, Kind::Object, place)?;
    let mut parameters = parameter::read_list(schemas, path_item.0, path_item.1)?;
    for own in parameter::read_list(schemas, value, place)? {
        // Those of the operation replace those of the path, which keep their place in the list.
        match parameters.iter_mut().find(|one| one.is_same(&own)) {
            Some(one) => *one = own,
            None => parameters.push(own),
        }
    }
    check_together(&parameters, path, place)?;
    parameters.retain(|parameter| !parameter.is_of_the_client());
    parameter::name(&mut parameters, place)?;
    check_responses(schemas, value, place)?;
    let id = value.field("operationId");
    if let Some(id) = id {
        expect(id, Kind::Text, &Pointer::Field(place, "operationId"))?;
    }
    Ok(Operation {
        id: id.and_then(Value::text).unwrap_or_default().to_owned(),
        method,
        path: path.to_owned(),
        word: value.word(),
        parameters,
        consumes: media_types(schemas, value, "consumes", place)?,
        produces: media_types(schemas, value, "produces", place)?,
    })
}

/// The media types of an operation, or of the whole contract where it does not say.
fn media_types(schemas: Schemas<'_>, value: Value<'_>, name: &str, place: &Pointer<'_>) -> Result<Option<Word>, Error> {
    let Some(own) = value.field(name) else { return Ok(schemas.document.root().field(name).map(Value::word)) };
    check_media_types(own, &Pointer::Field(place, name))?;
    Ok(Some(own.word()))
}

/// Refuses media types that are not a list of texts.
pub fn check_media_types(value: Value<'_>, place: &Pointer<'_>) -> Result<(), Error> {
    expect(value, Kind::Array, place)?;
    value.items().enumerate().try_for_each(|(number, item)| expect(item, Kind::Text, &Pointer::Item(place, number)))
}

fn check_responses(schemas: Schemas<'_>, value: Value<'_>, place: &Pointer<'_>) -> Result<(), Error> {
    let Some(responses) = value.field("responses") else { return Ok(()) };
    let place = Pointer::Field(place, "responses");
    expect(responses, Kind::Object, &place)?;
    responses
        .fields()
        .filter(|(status, _)| !status.starts_with("x-"))
        .try_for_each(|(status, response)| check_response(schemas, response, &Pointer::Field(&place, status)))
}

/// Refuses a response that is not one.
pub fn check_response(schemas: Schemas<'_>, response: Value<'_>, place: &Pointer<'_>) -> Result<(), Error> {
    expect(response, Kind::Object, place)?;
    let response = schemas.references.follow(schemas.document, response, place)?;
    expect(response, Kind::Object, place)?;
    response.field("schema").map_or(Ok(()), |schema| schemas.check(schema, &Pointer::Field(place, "schema")))
}

/// Refuses parameters that do not go together, or not with the path.
fn check_together(parameters: &[Parameter], path: &str, place: &Pointer<'_>) -> Result<(), Error> {
    let count = |place| parameters.iter().filter(|parameter| parameter.place == place).count();
    let (bodies, forms) = (count(Place::Body), count(Place::Form));
    if bodies > 1 || (bodies == 1 && forms > 0) {
        return Err(Error::at(Reason::BodyTwice, place));
    }
    let is_in_path = |one: &Parameter, name: &str| one.place == Place::Path && one.name == name;
    for name in placeholders(path) {
        if !parameters.iter().any(|parameter| is_in_path(parameter, name)) {
            return Err(Error::at(Reason::PathParameterMissing, place).with("parameter", name));
        }
    }
    for parameter in parameters.iter().filter(|parameter| parameter.place == Place::Path) {
        if !placeholders(path).any(|name| name == parameter.name) {
            return Err(Error::at(Reason::PathParameterUnused, place).with("parameter", &parameter.name));
        }
    }
    Ok(())
}

/// The names between braces in a path.
fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    pieces(path).filter(|(is_name, _)| *is_name).map(|(_, name)| name)
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
