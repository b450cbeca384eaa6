//! A contract, read, listed and called: any document, any parameters, any answer. Parts: the contract; the parameters;
//! the status and the data of the answer, as an array. All of them JSON; the first may also be bytes, as words that no
//! JavaScript made.

use serde_json::Value as Json;
use sne_cotation_contract::binding::bind;
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::error::Error;
use sne_cotation_contract::flat::{Document, Kind, Value, ValueRef};
use sne_cotation_contract::listing;
use sne_cotation_contract::platform::Platform;
use sne_cotation_contract::validation::answer::check_answer;
use sne_cotation_contract::writer::Writer;

use crate::input::parts;

/// What is wanted, as `validation::flags` has it.
const NOTHING: u8 = 0;
const VALIDATE: u8 = 1;
const SHOW_VALUES: u8 = 2;
const TOLERATE: u8 = 4;

/// Mistakes that are told at most, and that there are more.
const MOST_MISTAKES: usize = 101;

struct Native;

impl Platform for Native {
    fn write_number(&self, number: f64) -> String {
        number.to_string()
    }
}

/// What is wrong is told with its place and no value; a request stays on the path of its operation; validation refuses,
/// and changes nothing.
pub fn run(data: &[u8]) {
    let [contract, parameters, answer] = parts(data);
    let json = |text: &str| serde_json::from_str::<Json>(text).unwrap_or(Json::Null);
    let document = serde_json::from_str(&contract).map_or_else(|_| raw(data), |json| flat(&json));
    let contract_text = contract;
    let contract = match Contract::read(document) {
        Ok(contract) => contract,
        Err(error) => return check_error(&error, &[]),
    };
    let _ = (listing::operations(&contract), listing::definitions(&contract), listing::address(&contract, "sandbox"));
    let (parameters, answer) = (json(&parameters), json(&answer));
    for operation in contract.operations.iter().take(5) {
        let secrets = secrets(&[&parameters, &answer], &contract_text);
        check_call(&contract, (&operation.id, &operation.template), &parameters, &secrets);
        check_answers(&contract, &operation.id, &answer, &secrets);
    }
}

fn check_call(contract: &Contract, (id, path): (&str, &str), parameters: &Json, secrets: &[String]) {
    let call = |flags: u8| {
        let call = Json::Array(vec![id.into(), parameters.clone(), Json::Null, flags.into()]);
        bind(contract, &Native, flat(&call).root())
    };
    let [bound, validated, tolerated] = [NOTHING, VALIDATE, VALIDATE | TOLERATE].map(call);
    let request = bound.as_ref().ok().map(shown);
    match &validated {
        Ok(writer) => assert_eq!(Some(shown(writer)), request, "validation changes the request of {id}"),
        Err(error) => check_error(error, secrets),
    }
    assert_eq!(tolerated.is_ok(), bound.is_ok(), "{id}");
    if let Ok(writer) = bound {
        let request = writer.into_document();
        let bound = request.root().text_field("path").unwrap_or_default();
        assert_eq!(bound.split('/').count(), path.split('/').count(), "{bound} leaves {path}");
        let is_told = tolerated.is_ok_and(|writer| writer.into_document().root().field("mistakes").is_some());
        assert_eq!(is_told, validated.is_err(), "{id}");
    }
}

fn check_answers(contract: &Contract, id: &str, answer: &Json, secrets: &[String]) {
    let part = |place: usize| answer.get(place).cloned().unwrap_or_default();
    let mistakes = [VALIDATE, VALIDATE | SHOW_VALUES].map(|flags| {
        let answer = Json::Array(vec![id.into(), part(0), part(1), flags.into()]);
        let error = check_answer(contract, &Native, flat(&answer).root()).err();
        if let Some(error) = error.as_ref().filter(|_| flags == VALIDATE) {
            check_error(error, secrets);
        }
        error.map_or(0, |error| error.mistakes().len())
    });
    assert_eq!(mistakes[0], mistakes[1], "showing values finds something else");
}

fn check_error(error: &Error, secrets: &[String]) {
    let view = error.viewed().into_document();
    let mut told = Vec::new();
    collect_told(view.root(), &mut told);
    for secret in secrets {
        assert!(!told.iter().any(|text| text.contains(secret.as_str())), "{secret} shows in {told:?}");
    }
    assert!(error.mistakes().len() <= MOST_MISTAKES);
    for mistake in error.mistakes() {
        let pointer = mistake.fact("pointer").unwrap_or("?");
        assert!(pointer.is_empty() || pointer.starts_with('/'), "{pointer}");
    }
}

/// The texts that an error is told with, but for the lists of names that the contract knows: pieces of two names may
/// well be what somebody wrote. So may pieces of a pointer, of which there are its names.
fn collect_told(value: Value<'_>, told: &mut Vec<String>) {
    told.extend(value.text().map(str::to_owned));
    let mut before = None;
    for item in value.items() {
        match (before, item.text()) {
            (Some("known"), _) => {}
            (Some("pointer"), Some(pointer)) => {
                told.extend(pointer.split('/').map(|name| name.replace("~1", "/").replace("~0", "~")));
            }
            _ => collect_told(item, told),
        }
        before = item.text();
    }
    value.fields().for_each(|(_, field)| collect_told(field, told));
}

/// Texts that are values, and that neither the contract nor a pointer into the values has.
fn secrets(values: &[&Json], contract: &str) -> Vec<String> {
    let (mut texts, mut pointers) = (Vec::new(), Vec::new());
    for value in values {
        collect(value, "", &mut texts, &mut pointers);
    }
    let is_known = |text: &String| contract.contains(text.as_str()) || pointers.iter().any(|it| it.contains(text));
    // A short one may be in the words of any message.
    texts.into_iter().filter(|text| text.chars().count() >= 9 && !is_known(text)).collect()
}

fn collect(value: &Json, at: &str, texts: &mut Vec<String>, pointers: &mut Vec<String>) {
    match value {
        Json::String(text) => texts.push(text.clone()),
        Json::Array(items) => {
            items.iter().enumerate().for_each(|(place, item)| collect(item, &format!("{at}/{place}"), texts, pointers));
        }
        Json::Object(fields) => fields.iter().for_each(|(name, field)| {
            let pointer = format!("{at}/{name}");
            collect(field, &pointer, texts, pointers);
            pointers.push(pointer);
        }),
        _ => {}
    }
}

/// What was written, so that it can be compared.
fn shown(writer: &Writer) -> (&[u32], &str) {
    (&writer.words, &writer.texts)
}

/// Bytes as words and texts, in which nothing needs to be right.
fn raw(data: &[u8]) -> Document {
    let words = data.chunks_exact(4).map(|bytes| bytes.iter().fold(0, |word, byte| (word << 8) | u32::from(*byte)));
    Document::new(words.collect(), String::from_utf8_lossy(data).into_owned())
}

/// A value of JSON in flat form.
pub fn flat(value: &Json) -> Document {
    let mut writer = Writer::default();
    let whole = write(&mut writer, value);
    writer.finish(whole).into_document()
}

fn write(writer: &mut Writer, value: &Json) -> ValueRef {
    match value {
        Json::Null => ValueRef::new(Kind::Null, 0),
        Json::Bool(value) => writer.boolean(*value),
        Json::Number(number) => writer.number(number.as_f64().unwrap_or_default()),
        Json::String(text) => writer.text(text),
        Json::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| write(writer, item)).collect();
            writer.array(&items)
        }
        Json::Object(fields) => {
            let fields: Vec<_> = fields.iter().map(|(name, field)| (name.as_str(), write(writer, field))).collect();
            writer.object(&fields)
        }
    }
}
