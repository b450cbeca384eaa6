//! Binding: from an operation and what the caller gives for its parameters to a request, all the mistakes told at once.
//!
//! The request is what the client's `request` takes, which checks it again and sends it: there is one way out. Whether
//! values are what the contract says is checked by `validation`; here they are put where they go, and what cannot be
//! put there is refused.

mod common;
mod form;
mod headers;
pub(crate) mod media;
mod path;
mod value;

use std::mem::take;

use sne_cotation_common::header;
use sne_cotation_common::media::is_json;
use sne_cotation_common::names::shown;
use sne_cotation_common::nearest::nearest;
use sne_cotation_common::text::{self, add, contains};

use crate::contract::Contract;
use crate::error::Error;
use crate::flat::{Kind, Value, ValueRef};
use crate::operation::Operation;
use crate::parameter::{Parameter, Place};
use crate::platform::Platform;
use crate::pointer::Pointer;
use crate::reason::Reason;
use crate::validation::{Direction, Flags, Validator};
use crate::writer::Writer;
use media::Media;

/// Options of a call.
const OPTIONS: &str = "signal, timeout, deadline, retry, idempotent, validate, integers, accept, headers, text, \
                       errorBody";
/// Unknown parameters that are compared with those that the operation has.
const MOST_COMPARED: u32 = 20;

/// A request in the making.
struct Binding<'c> {
    operation: &'c Operation,
    media: Media<'c>,
    validator: Validator<'c>,
    /// Whether there is a request, whatever is wrong with it.
    is_bound: bool,
    /// The body in JSON, where it is not among the parameters.
    body: &'c [u8],
    /// Whether the platform sends a body with any method.
    sends_any_body: bool,
    /// What the caller asks for.
    accept: Option<String>,
    /// Whether the form has a file.
    has_file: bool,
    writer: Writer,
    path: String,
    /// What has its place already, with its name there; the fields of the request itself are where the body is.
    put: Vec<(Place, &'c str, ValueRef)>,
    /// The fields of objects in the query.
    fields_of_objects: Vec<(String, ValueRef)>,
}

/// Binds a call, given as `[id, parameters, names of its options, flags, accept, whether the platform sends a body with
/// any method]`, all but the first of which may be `null`.
///
/// The request is `{ method, path, query, headers, allowEmpty, parseText, takesText, emptySegments?, body?, isJson?,
/// form?, multipart?, mistakes? }`: its `body` is the key of the parameter that is the body, and `isJson` whether that
/// is sent as JSON; `form` a list of names and values; `mistakes` an error, in spite of which there is a request (see
/// [`Flags`]).
pub fn bind(contract: &Contract, platform: &dyn Platform, call: Value<'_>) -> Result<Writer, Error> {
    bind_with_body(contract, platform, call, &[])
}

/// The same of a call whose body is not among its parameters: in its place is a value of its kind, and here it is in
/// JSON, as it is sent, where it can be.
pub fn bind_with_body(
    contract: &Contract,
    platform: &dyn Platform,
    call: Value<'_>,
    body: &[u8],
) -> Result<Writer, Error> {
    let mut parts = call.items();
    let [id, parameters, options, flags] = [parts.next(), parts.next(), parts.next(), parts.next()];
    let [accept, sends_any_body] = [parts.next(), parts.next()];
    let operation = contract.operation(id.and_then(Value::text).unwrap_or_default())?;
    if let Some(flaw) = &operation.flaw {
        return Err(flawed(operation, flaw));
    }
    check_options(options)?;
    let parameters = parameters.filter(|it| !it.is_null());
    if let Some(parameters) = parameters.filter(|it| it.kind() != Kind::Object) {
        return Err(Error::new(Reason::ParametersType).with("given", parameters.kind().name()));
    }
    let mut binding = Binding {
        operation,
        media: Media::new(contract, operation),
        validator: Validator::new(contract, platform, Direction::Request, Flags::of(flags)),
        is_bound: true,
        body,
        sends_any_body: sends_any_body.is_some_and(Value::is_true),
        accept: None,
        has_file: false,
        writer: Writer::default(),
        path: operation.template.clone(),
        put: Vec::new(),
        fields_of_objects: Vec::new(),
    };
    binding.read_accept(accept)?;
    binding.refuse_unknown(parameters);
    for parameter in operation.parameters.iter() {
        binding.put(parameter, parameters.and_then(|all| given_for(parameter, all)));
    }
    binding.finish()
}

/// That an operation cannot be called, and why.
fn flawed(operation: &Operation, flaw: &Error) -> Error {
    let error = Error::new(Reason::OperationFlawed).with("operation", &operation.id);
    error.with("pointer", flaw.fact("pointer").unwrap_or_default()).with_mistakes(vec![flaw.clone()])
}

/// What is given for a parameter: under its name, which has no case where it is that of a header.
fn given_for<'v>(parameter: &Parameter, parameters: Value<'v>) -> Option<Value<'v>> {
    let is_it = |(name, _): &(&str, Value<'v>)| name.eq_ignore_ascii_case(&parameter.key);
    let others = || parameters.fields().filter(|_| parameter.place == Place::Header).find(is_it).map(|(_, it)| it);
    parameters.get(&parameter.key).or_else(others)
}

/// Whether what has that place is in the body of the request.
fn is_content(place: Place) -> bool {
    matches!(place, Place::Body | Place::Form)
}

/// That an operation has no parameter of that name, and which one it has instead: one like it, if that is looked for.
// A part of the wasm begins here (scripts/build/wasm.mjs).
#[inline(never)]
fn unknown(operation: &Operation, name: &str, compares: bool) -> Error {
    let keys = || operation.parameters.iter().map(|parameter| parameter.key.as_str());
    let at = |rule, name: &str| Error::at(rule, &Pointer::Field(&Pointer::Root, name)).with("parameter", name);
    if let Some(near) = compares.then(|| nearest(name, &mut keys())).flatten() {
        return at(Reason::RuleUnknownNear, name).with("nearest", near);
    }
    let mut known = String::new();
    keys().take(50).for_each(|key| add(&mut known, key));
    at(Reason::RuleUnknown, shown(name)).with("known", if known.is_empty() { "–" } else { &known })
}

fn check_options(options: Option<Value<'_>>) -> Result<(), Error> {
    let Some(options) = options.filter(|it| !it.is_null()) else { return Ok(()) };
    if options.kind() != Kind::Array {
        return Err(Error::new(Reason::CallOptionsType).with("given", options.kind().name()));
    }
    for option in options.items() {
        let name = option.text().unwrap_or_default();
        if text::place(OPTIONS, name).is_none() {
            return Err(Error::new(Reason::CallOptionUnknown).with("option", shown(name)).with("known", OPTIONS));
        }
    }
    Ok(())
}

impl<'c> Binding<'c> {
    /// Adds a mistake with which there is no request.
    fn refuse(&mut self, mistake: Error) {
        self.is_bound = false;
        self.validator.add(mistake);
    }

    /// Refuses the parameters that the operation does not have.
    fn refuse_unknown(&mut self, parameters: Option<Value<'_>>) {
        let operation = self.operation;
        let keys = || operation.parameters.iter().map(|parameter| parameter.key.as_str());
        // Of the first few: comparing takes as long as there are names, and nobody reads thousands.
        let mut compared = 0_u32;
        for (name, given) in parameters.into_iter().flat_map(Value::fields) {
            let is_header = |it: &Parameter| it.place == Place::Header && it.key.eq_ignore_ascii_case(name);
            let is_known = keys().any(|key| key == name) || operation.aside.iter().any(|key| key == name);
            if is_known || operation.parameters.iter().any(is_header) {
                continue;
            }
            if let Some(own) = self.of_the_client(name) {
                self.put_of_the_client(own, given, &Pointer::Field(&Pointer::Root, name));
                continue;
            }
            compared = compared.saturating_add(1);
            let mistake = unknown(operation, name, compared <= MOST_COMPARED);
            self.refuse(mistake);
        }
    }

    /// Puts what is given for a parameter where it goes.
    fn put(&mut self, parameter: &'c Parameter, given: Option<Value<'_>>) {
        let place = &Pointer::Field(&Pointer::Root, &parameter.key);
        let schema = self.validator.contract.document.value(parameter.schema);
        // An empty list would be one empty item.
        let is_list = parameter.place != Place::Body && schema.text_field("type") == Some("array");
        let is_nothing =
            |given: &Value<'_>| given.is_null() || (is_list && given.kind() == Kind::Array && given.is_empty());
        let default = || parameter.default(&self.validator.contract.document);
        let Some(given) = given.filter(|given| !is_nothing(given)).or_else(default) else {
            let mistake = || Error::at(Reason::RuleRequired, place);
            match parameter.place {
                Place::Path => self.refuse(mistake()),
                _ if parameter.is_required && self.validator.flags.validates && !self.may_do_without(parameter) => {
                    self.validator.add(mistake());
                }
                _ => {}
            }
            return;
        };
        let mut others = self.put.iter().filter(|put| is_content(put.0));
        // A contract may have both, and a call has one of them.
        if is_content(parameter.place) && others.any(|put| put.0 == Place::Body || parameter.place == Place::Body) {
            return self.refuse(Error::at(Reason::RemarkBodyTwice, place));
        }
        if is_content(parameter.place) && !self.sends_body() {
            return self.refuse(Error::at(Reason::RuleMethod, place).with("method", self.operation.method));
        }
        if parameter.place == Place::Body {
            return self.put_body(parameter, schema, given, place);
        }
        if self.validator.flags.validates && !self.may_be_left_empty(parameter, given) {
            self.check(parameter.place, schema, given, place);
        }
        let (into, name) = (parameter.place, parameter.name.as_str());
        if into == Place::Query && Self::takes_object(schema, given) {
            return self.spread(given, place);
        }
        if matches!(into, Place::Query | Place::Form) {
            let word = self.word(into, schema, given, place);
            return self.put_word(into, name, word);
        }
        let Some(text) = self.text(schema, given, place) else { return };
        let is_path = into == Place::Path;
        if is_path && path::can_hold(&text) {
            self.path = path::fill(&self.path, name, &text);
        } else if !is_path && header::is_value(&text) {
            self.put_text(into, name, &text);
        } else {
            self.refuse(Error::at(if is_path { Reason::RulePath } else { Reason::RuleHeader }, place));
        }
    }

    /// Whether an empty text is given, and the contract allows that whatever else it says of the parameter.
    fn may_be_left_empty(&self, parameter: &Parameter, given: Value<'_>) -> bool {
        let says = || self.validator.contract.document.value(parameter.word).flag("allowEmptyValue");
        matches!(parameter.place, Place::Query | Place::Form) && given.text() == Some("") && says()
    }

    /// Whether a parameter that is required need not be given: a call has a body or a form, where a contract has both.
    fn may_do_without(&self, parameter: &Parameter) -> bool {
        let has = |place: Place| self.operation.parameters.iter().any(|other| other.place == place);
        is_content(parameter.place) && has(Place::Body) && has(Place::Form)
    }

    /// Whether the request may have a body.
    fn sends_body(&self) -> bool {
        self.sends_any_body || !matches!(self.operation.method, "GET" | "HEAD")
    }

    fn put_text(&mut self, into: Place, name: &'c str, text: &str) {
        let word = self.writer.text(text);
        self.put_word(into, name, word);
    }

    fn put_word(&mut self, into: Place, name: &'c str, word: ValueRef) {
        self.put.push((into, name, word));
    }

    /// The body, of which JavaScript has the value. Only what is sent as JSON is what a schema is about.
    fn put_body(&mut self, parameter: &'c Parameter, schema: Value<'c>, given: Value<'_>, place: &Pointer<'_>) {
        self.put_text(Place::Body, "body", &parameter.key);
        let media_type = match self.media.of_body(given) {
            Ok(media_type) => media_type,
            Err(consumes) => return self.refuse(Error::at(Reason::RuleConsumes, place).with("consumes", &consumes)),
        };
        if let Some(media_type) = media_type {
            self.put_text(Place::Header, "content-type", media_type);
        }
        let is_json = media_type.is_none_or(is_json) && !media::is_opaque(given);
        let is_sent_as_json = self.writer.boolean(is_json);
        self.put_word(Place::Body, "isJson", is_sent_as_json);
        if !is_json || schema.is_null() || !self.validator.flags.validates {
            return;
        }
        if self.body.is_empty() {
            self.validator.check(schema, given, place);
        } else {
            self.validator.check_text(schema, self.body, place);
        }
    }

    /// An object of what has that place.
    fn object(&mut self, place: Place) -> ValueRef {
        let mut fields = Vec::new();
        for (into, name, word) in &self.put {
            if *into == place {
                fields.push((*name, *word));
            }
        }
        if place == Place::Query {
            fields.extend(self.fields_of_objects.iter().map(|(name, word)| (name.as_str(), *word)));
        }
        self.writer.object(&fields)
    }

    /// The request, or what is wrong.
    fn finish(mut self) -> Result<Writer, Error> {
        let common = self.common();
        let accept = self.accept.take();
        let parses_text = common.has_data && accept.as_deref().is_none_or(is_json);
        let accepted = accept.as_deref().unwrap_or(&common.accepted);
        if !accepted.is_empty() {
            self.put_text(Place::Header, "accept", accepted);
        }
        for (name, value) in self.operation.query.iter().rev() {
            if !self.put.iter().any(|put| put.0 == Place::Query && put.1 == name) {
                let word = self.writer.text(value);
                self.put.insert(0, (Place::Query, name, word));
            }
        }
        let has_form = self.put.iter().any(|put| put.0 == Place::Form);
        for (place, name) in [(Place::Query, "query"), (Place::Header, "headers"), (Place::Form, "form")] {
            if place != Place::Form || has_form {
                let object = self.object(place);
                self.put_word(Place::Body, name, object);
            }
        }
        if has_form {
            let is_multipart = self.writer.boolean(self.has_file || self.media.is_multipart(self.may_have_file()));
            self.put_word(Place::Body, "multipart", is_multipart);
        }
        self.put_text(Place::Body, "method", self.operation.method);
        let path = take(&mut self.path);
        self.put_text(Place::Body, "path", &path);
        // A text is data where it reads as JSON, unless the caller has asked for another type.
        let of_answer =
            [("allowEmpty", common.may_be_empty), ("parseText", parses_text), ("takesText", common.has_text)];
        for (name, value) in of_answer {
            let word = self.writer.boolean(value);
            self.put_word(Place::Body, name, word);
        }
        if contains(&self.operation.template, "//") {
            self.put_word(Place::Body, "emptySegments", ValueRef::TRUE);
        }
        let mistakes = self.validator.take_mistakes();
        if !mistakes.is_empty() {
            let error =
                Error::new(Reason::ParametersInvalid).with("operation", &self.operation.id).with_mistakes(mistakes);
            if !self.is_bound || !self.validator.flags.tolerates {
                return Err(error);
            }
            let view = error.view(&mut self.writer);
            self.put_word(Place::Body, "mistakes", view);
        }
        let whole = self.object(Place::Body);
        Ok(self.writer.finish(whole))
    }
}
