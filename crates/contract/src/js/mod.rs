//! The adapter: what JavaScript sees of a contract. It translates and decides nothing; `pkg-template/lib/contract/` is
//! the rest of it, and its `instance.js` what stands opposite.
//!
//! Text goes in, and text comes out, both in one buffer: JavaScript has it made large enough, writes into it, asks, and
//! finds the answer there. A contract has a wasm instance of its own, so that no other suffers from it. What is judged
//! is not asked about in text, but comes as it is: a body beside its call, an answer in pieces.

#![allow(
    unsafe_code,
    reason = "JavaScript knows these functions by their names, and hands over what the types cannot say"
)]

use std::cell::Cell;
use std::mem;

use crate::binding::bind_with_body;
use crate::contract::Contract;
use crate::error::Error;
use crate::flat::{Value, ValueRef, whole};
use crate::json::printer::print;
use crate::json::reader::{Dialect, read};
use crate::listing;
use crate::pages;
use crate::parameter::Place;
use crate::platform::Platform;
use crate::reading::Reading;
use crate::reason::Reason;
use crate::validation::Flags;
use crate::validation::answer::{Expected, expected, refused};
use crate::validation::judging::Judging;
use crate::validation::option::read_option;
use crate::writer::Writer;

/// What `instance.js` asks for itself: to read a contract given as text, or one that was parsed, and to read on.
const READ_ON: u8 = 0;
const READ_TEXT: u8 = 8;
const READ_PARSED: u8 = 9;

#[link(wasm_import_module = "js")]
unsafe extern "C" {
    /// Writes a number to where there is room for any; gives its length.
    safe fn write(number: f64, into: *mut u8) -> usize;
}

struct Js;

impl Platform for Js {
    fn write_number(&self, number: f64) -> String {
        let mut digits = vec![0; 320];
        let length = write(number, digits.as_mut_ptr());
        digits.truncate(length);
        String::from_utf8(digits).unwrap_or_default()
    }
}

/// What a judgement comes to: that nothing is to be said. One less where something is wrong, two where integers were
/// found that are wanted as they are written.
const FINE: i32 = -1;

/// The buffer, the contract, and the answer that is judged.
#[derive(Default)]
struct Instance {
    buffer: Vec<u8>,
    state: State,
    judging: Option<Judging>,
}

/// What has become of the contract.
#[derive(Default)]
#[allow(clippy::large_enum_variant, reason = "there is one in each instance of the wasm")]
enum State {
    /// There is none.
    #[default]
    Nothing,
    /// It is being read.
    Reading(Reading),
    /// It is one, or why it is none.
    Read(Result<Contract, Error>),
}

/// What there is once in each instance of the wasm: boxed, since it is taken for each call.
struct Single(Cell<Option<Box<Instance>>>);

/// There are no threads in this wasm.
unsafe impl Sync for Single {}

static INSTANCE: Single = Single(Cell::new(None));

/// Makes the buffer at least so long, and keeps what is in it; gives its place.
#[unsafe(no_mangle)]
pub extern "C" fn reserve(length: usize) -> *mut u8 {
    let mut instance = INSTANCE.0.take().unwrap_or_default();
    if instance.buffer.len() < length {
        instance.buffer.resize(length, 0);
    }
    let place = instance.buffer.as_mut_ptr();
    INSTANCE.0.set(Some(instance));
    place
}

/// Judges a piece of an answer, which is in the buffer, against the schema at a place of the contract, or only looks
/// for its integers. Gives how much of it must be there again at the beginning of the next, and has put it there; or,
/// below zero, what it came to.
#[unsafe(no_mangle)]
pub extern "C" fn judge(schema: u32, flags: u8, length: usize, is_last: bool) -> i32 {
    let mut instance = INSTANCE.0.take().unwrap_or_default();
    let verdict = instance.judge(schema, flags, length, is_last);
    INSTANCE.0.set(Some(instance));
    verdict
}

impl Instance {
    fn judge(&mut self, schema: u32, flags: u8, length: usize, is_last: bool) -> i32 {
        let State::Read(Ok(contract)) = &self.state else { return FINE };
        let wanted = ((schema != u32::MAX).then_some(ValueRef(schema)), Flags::of_bits(flags));
        let text = self.buffer.get(..length).unwrap_or_default();
        // One that is over is kept until the next, since it is asked about.
        let done = Judging::go_on(&mut self.judging, contract, wanted, text, is_last);
        let Some(judging) = self.judging.as_mut() else { return FINE };
        if is_last || judging.is_over() {
            judging.end();
            let [is_wrong, has_integers] = [judging.is_wrong(), !judging.integers().is_empty()].map(i32::from);
            FINE.wrapping_sub(is_wrong).wrapping_sub(has_integers.wrapping_mul(2))
        } else {
            self.buffer.copy_within(done.min(length)..length, 0);
            i32::try_from(length.wrapping_sub(done)).unwrap_or_default()
        }
    }
}

/// Asks something, by its number, with what is in the buffer: a body in JSON of so many bytes, which is judged as it is
/// sent, and behind it a text of that length. The answer is in the buffer then; gives its length.
#[unsafe(no_mangle)]
pub extern "C" fn ask(what: u8, bytes: usize, length: usize) -> usize {
    let mut instance = INSTANCE.0.take().unwrap_or_default();
    let mut buffer = mem::take(&mut instance.buffer);
    buffer.truncate(bytes.wrapping_add(length));
    // Neither of the two is copied that may be large: a contract comes alone.
    let text = if bytes == 0 { mem::take(&mut buffer) } else { buffer.split_off(bytes.min(buffer.len())) };
    // JavaScript's own encoder wrote it, which writes nothing but UTF-8; to look at it again takes time and code.
    let text = unsafe { String::from_utf8_unchecked(text) };
    let state = mem::take(&mut instance.state);
    (instance.state, instance.buffer) = state.answer(what, text, &buffer, &mut instance.judging);
    let length = instance.buffer.len();
    INSTANCE.0.set(Some(instance));
    length
}

impl State {
    fn answer(self, what: u8, text: String, body: &[u8], judging: &mut Option<Judging>) -> (Self, Vec<u8>) {
        let state = match what {
            READ_TEXT => Self::Reading(Reading::new(text, Dialect::Json)),
            READ_PARSED => Self::Reading(Reading::new(text, Dialect::JavaScript)),
            READ_ON => self.advanced(),
            _ => {
                let answer = self.outcome(what, text, body, judging);
                return (self, answer);
            }
        };
        let answer = state.failure();
        (state, answer)
    }

    /// After another slice of the contract.
    fn advanced(self) -> Self {
        match self {
            Self::Reading(mut reading) => match reading.advance() {
                Some(read) => Self::Read(read),
                None => Self::Reading(reading),
            },
            other => other,
        }
    }

    /// What is wrong with the contract: nothing while there is more to read, `null` when it is right.
    fn failure(&self) -> Vec<u8> {
        match self {
            Self::Reading(_) => Vec::new(),
            Self::Read(Err(error)) => printed(error.viewed()),
            _ => b"null".to_vec(),
        }
    }

    /// What it answers. What is wrong is an array, with what is asked or with the contract.
    fn outcome(&self, what: u8, text: String, body: &[u8], judging: &mut Option<Judging>) -> Vec<u8> {
        let outcome = match (read(text, Dialect::JavaScript), self) {
            // JavaScript looks before it writes what would be too deep or too much.
            (Err(_), _) => Err(Error::new(Reason::ParametersUnreadable)),
            // That needs no contract.
            (Ok(asked), _) if what == 7 => read_option(asked.root()),
            (Ok(asked), Self::Read(Ok(contract))) => answer(contract, what, asked.root(), body, judging),
            _ => Ok(Writer::default()),
        };
        printed(outcome.unwrap_or_else(|error| error.viewed()))
    }
}

fn answer(
    contract: &Contract,
    what: u8,
    asked: Value<'_>,
    body: &[u8],
    judging: &mut Option<Judging>,
) -> Result<Writer, Error> {
    match what {
        1 => Ok(listing::address(contract, asked.text().unwrap_or_default())),
        2 => Ok(listing::operations(contract)),
        3 => Ok(listing::definitions(contract)),
        4 => bind_with_body(contract, &Js, asked, body),
        5 => expectation(contract, asked),
        6 => pages::ask(contract, asked),
        10 => mistakes(contract, asked, judging),
        11 => Ok(integers(judging)),
        12 => body_of(contract, asked),
        13 => Ok(listing::remarks(contract)),
        _ => Ok(Writer::default()),
    }
}

/// Against which schema an answer is judged, given the id of its operation and its status: `null` where the contract
/// says nothing of it.
fn expectation(contract: &Contract, asked: Value<'_>) -> Result<Writer, Error> {
    let operation = contract.operation(asked.nth(0).text().unwrap_or_default())?;
    let mut writer = Writer::default();
    let schema = match expected(contract, operation, whole(asked.nth(1)).unwrap_or_default()) {
        Expected::Anything => ValueRef(0),
        Expected::Schema(schema) => writer.whole(u64::from(schema.0)),
        Expected::Nothing(mistake) => return refused(operation, vec![mistake]).map(|()| Writer::default()),
    };
    Ok(writer.finish(schema))
}

/// What is wrong with the answer that was judged, given the id of its operation.
fn mistakes(contract: &Contract, asked: Value<'_>, judging: &mut Option<Judging>) -> Result<Writer, Error> {
    let operation = contract.operation(asked.text().unwrap_or_default())?;
    let mistakes = judging.take().map(Judging::into_mistakes).unwrap_or_default();
    refused(operation, mistakes).map(|()| Writer::default())
}

/// Where the integers of the answer that was judged begin and end, in turn.
fn integers(judging: &mut Option<Judging>) -> Writer {
    let mut writer = Writer::default();
    let mut places = Vec::new();
    for (start, end) in judging.iter().flat_map(Judging::integers) {
        places.push(writer.whole(*start as u64));
        places.push(writer.whole(*end as u64));
    }
    let whole = writer.array(&places);
    writer.finish(whole)
}

/// The keys of the parameters of an operation that are its body: mostly one, or none.
fn body_of(contract: &Contract, asked: Value<'_>) -> Result<Writer, Error> {
    let operation = contract.operation(asked.text().unwrap_or_default())?;
    let mut writer = Writer::default();
    let mut keys = Vec::new();
    for parameter in operation.parameters.iter().filter(|parameter| parameter.place == Place::Body) {
        keys.push(writer.text(&parameter.key));
    }
    let whole = writer.array(&keys);
    Ok(writer.finish(whole))
}

fn printed(writer: Writer) -> Vec<u8> {
    let mut text = Vec::new();
    print(writer.into_document().root(), &mut text);
    text
}
