//! Binding: from an operation and what the caller gives for its parameters to a request, all the mistakes told at once.
//!
//! The request is what the client's `request` takes, which checks it again and sends it: there is one way out.

mod media;
mod path;
mod value;

use crate::contract::Contract;
use crate::error::Error;
use crate::flat::{Kind, Value, Word};
use crate::names::shown;
use crate::nearest::nearest;
use crate::operation::Operation;
use crate::parameter::{Parameter, Place};
use crate::platform::Platform;
use crate::pointer::Pointer;
use crate::reason::Reason;
use crate::text::{join, split};
use crate::writer::Writer;
use value::Bound;

/// Options of a call.
const OPTIONS: &str = "signal, timeout, deadline, retry, idempotent";

/// A parameter with what it was given.
struct Pair<'c, 'g> {
    parameter: &'c Parameter,
    given: Value<'g>,
    bound: Bound,
}

/// Binds a call, given as `[id, parameters, names of its options]`, the last two of which may be `null`.
///
/// The request is `{ method, path, query, headers, body?, form?, multipart? }`: `body` is the key of the parameter that is the
/// body, `form` a list of names and values.
pub fn bind(contract: &Contract, platform: &impl Platform, call: Value<'_>) -> Result<Writer, Error> {
    let mut parts = call.items();
    let [id, parameters, options] = [parts.next(), parts.next(), parts.next()];
    let operation = contract.operation(id.and_then(Value::text).unwrap_or_default())?;
    check_options(options)?;
    let parameters = parameters.filter(|it| !it.is_null());
    if let Some(parameters) = parameters.filter(|it| it.kind() != Kind::Object) {
        return Err(Error::new(Reason::ParametersType).with("given", parameters.kind().name()));
    }
    let mut mistakes = unknown(operation, parameters);
    let pairs = pairs(contract, platform, operation, parameters, &mut mistakes);
    let path = path::fill(&operation.path, &pairs, &mut mistakes);
    let media = media::Media::new(contract, operation);
    let mut writer = Writer::default();
    let headers = headers(&pairs, &media, &mut writer, &mut mistakes);
    if mistakes.is_empty() {
        return Ok(request(operation, &pairs, &path, &headers, &media, writer));
    }
    Err(Error::new(Reason::ParametersInvalid).with("operation", &operation.id).with_mistakes(mistakes))
}

fn check_options(options: Option<Value<'_>>) -> Result<(), Error> {
    let Some(options) = options.filter(|it| !it.is_null()) else { return Ok(()) };
    if options.kind() != Kind::Array {
        return Err(Error::new(Reason::CallOptionsType).with("given", options.kind().name()));
    }
    let is_known = |name: &&str| split(OPTIONS, b',').any(|known| known.trim_ascii_start() == *name);
    match options.items().filter_map(Value::text).find(|name| !is_known(name)) {
        Some(name) => Err(Error::new(Reason::CallOptionUnknown).with("option", shown(name)).with("known", OPTIONS)),
        None => Ok(()),
    }
}

/// A mistake in what was given for a parameter.
fn mistake(rule: Reason, key: &str) -> Error {
    Error::at(rule, &Pointer::Field(&Pointer::Root, key))
}

/// The parameters that the operation does not have.
fn unknown(operation: &Operation, parameters: Option<Value<'_>>) -> Vec<Error> {
    let keys = || operation.parameters.iter().map(|parameter| parameter.key.as_str());
    let is_unknown = |name: &&str| !keys().any(|key| key == *name);
    let names = parameters.into_iter().flat_map(Value::fields).map(|(name, _)| name);
    let refuse = |name: &str| {
        if let Some(near) = nearest(name, keys()) {
            return mistake(Reason::RuleUnknownNear, name).with("parameter", name).with("nearest", near);
        }
        let known = join(keys().take(50), ", ");
        let known = if known.is_empty() { "–" } else { &known };
        mistake(Reason::RuleUnknown, shown(name)).with("parameter", shown(name)).with("known", known)
    };
    names.filter(is_unknown).map(refuse).collect()
}

/// What was given, parameter by parameter, in the order of the contract; and what is needed and was not.
fn pairs<'c, 'g>(
    contract: &Contract,
    platform: &impl Platform,
    operation: &'c Operation,
    given: Option<Value<'g>>,
    mistakes: &mut Vec<Error>,
) -> Vec<Pair<'c, 'g>> {
    let mut pairs = Vec::new();
    for parameter in &operation.parameters {
        let bound = given.and_then(|all| all.field(&parameter.key)).map(|given| {
            let schema = contract.document.value(parameter.word);
            let place = Pointer::Field(&Pointer::Root, &parameter.key);
            let bound = match parameter.place {
                Place::Body => Bound::Whole,
                _ => value::bind(platform, schema, given, &place, mistakes),
            };
            Pair { parameter, given, bound }
        });
        match bound {
            Some(pair) if !pair.bound.is_nothing() => pairs.push(pair),
            _ if parameter.is_required => mistakes.push(mistake(Reason::RuleRequired, &parameter.key)),
            _ => {}
        }
    }
    pairs
}

/// The headers: those of the parameters, and those that say what is sent and what is wanted.
fn headers<'p>(
    pairs: &[Pair<'p, '_>],
    media: &media::Media<'_>,
    writer: &mut Writer,
    mistakes: &mut Vec<Error>,
) -> Vec<(&'p str, Word)> {
    let mut headers = Vec::new();
    for pair in pairs {
        let key = &pair.parameter.key;
        match (&pair.bound, pair.parameter.place) {
            (Bound::One(text), Place::Header) if text.bytes().all(is_value_byte) => {
                headers.push((pair.parameter.name.as_str(), writer.text(text)));
            }
            (Bound::One(_), Place::Header) => mistakes.push(mistake(Reason::RuleHeader, key)),
            (Bound::Whole, _) => match media.of_body(pair.given) {
                Ok(media_type) => headers.extend(media_type.map(|it| ("content-type", writer.text(it)))),
                Err(consumes) => mistakes.push(mistake(Reason::RuleConsumes, key).with("consumes", &consumes)),
            },
            _ => {}
        }
    }
    headers.extend(media.accepted().map(|accepted| ("accept", writer.text(&accepted))));
    headers
}

/// What a field value may hold (RFC 9110, section 5.5), as far as fetch can send it: as in the client's `headers.rs`.
fn is_value_byte(byte: u8) -> bool {
    matches!(byte, b'\t' | b' '..=b'~' | 0x80..=0xC3)
}

fn request(
    operation: &Operation,
    pairs: &[Pair<'_, '_>],
    path: &str,
    headers: &[(&str, Word)],
    media: &media::Media<'_>,
    mut writer: Writer,
) -> Writer {
    let of = |place: Place| pairs.iter().filter(move |pair| pair.parameter.place == place);
    let query = named(of(Place::Query), &mut writer);
    let mut fields = vec![
        ("method", writer.text(operation.method)),
        ("path", writer.text(path)),
        ("query", writer.object(&query)),
        ("headers", writer.object(headers)),
    ];
    if let Some(body) = of(Place::Body).next() {
        fields.push(("body", writer.text(&body.parameter.key)));
    }
    let form = named(of(Place::Form), &mut writer);
    if !form.is_empty() {
        let has_file = of(Place::Form).any(|pair| matches!(pair.bound, Bound::File(_)));
        fields.push(("form", writer.object(&form)));
        fields.push(("multipart", writer.boolean(has_file || media.is_multipart())));
    }
    let whole = writer.object(&fields);
    writer.finish(whole)
}

/// Names and values of parameters.
fn named<'p>(pairs: impl Iterator<Item = &'p Pair<'p, 'p>>, writer: &mut Writer) -> Vec<(&'p str, Word)> {
    let value = |pair: &Pair<'_, '_>, writer: &mut Writer| match &pair.bound {
        Bound::Many(texts) => writer.texts(texts.iter().map(String::as_str)),
        Bound::One(text) => writer.text(text),
        Bound::File(word) => *word,
        Bound::Nothing | Bound::Whole => Word::new(Kind::Null, 0),
    };
    pairs.map(|pair| (pair.parameter.name.as_str(), value(pair, writer))).collect()
}
