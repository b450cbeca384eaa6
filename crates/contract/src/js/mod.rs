//! The adapter: what JavaScript sees of a contract. It translates and decides nothing; `pkg-template/lib/contract/` is
//! the rest of it, and its `instance.js` what stands opposite.
//!
//! Text goes in, and text comes out, both in one buffer: JavaScript has it made large enough, writes into it, asks, and
//! finds the answer there. A contract has a wasm instance of its own, so that no other suffers from it.

#![allow(
    unsafe_code,
    reason = "JavaScript knows these functions by their names, and hands over what the types cannot say"
)]

use std::cell::Cell;
use std::mem;

use crate::binding::bind;
use crate::contract::Contract;
use crate::error::Error;
use crate::flat::Value;
use crate::json::printer::print;
use crate::json::reader::{Dialect, read};
use crate::listing;
use crate::pages;
use crate::platform::Platform;
use crate::reading::Reading;
use crate::reason::Reason;
use crate::validation::answer::check_answer;
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

/// The buffer, and the contract.
#[derive(Default)]
struct Instance {
    buffer: Vec<u8>,
    state: State,
}

/// What has become of the contract.
#[derive(Default)]
enum State {
    /// There is none.
    #[default]
    Nothing,
    /// It is being read.
    Reading(Reading),
    /// It is one, or why it is none.
    Read(Result<Contract, Error>),
}

/// What there is once in each instance of the wasm.
struct Single(Cell<Instance>);

/// There are no threads in this wasm.
unsafe impl Sync for Single {}

static INSTANCE: Single = Single(Cell::new(Instance { buffer: Vec::new(), state: State::Nothing }));

/// Makes the buffer at least so long, and keeps what is in it; gives its place.
#[unsafe(no_mangle)]
pub extern "C" fn reserve(length: usize) -> *mut u8 {
    let mut instance = INSTANCE.0.take();
    if instance.buffer.len() < length {
        instance.buffer.resize(length, 0);
    }
    let place = instance.buffer.as_mut_ptr();
    INSTANCE.0.set(instance);
    place
}

/// Asks something, by its number, with what is in the buffer: so many bytes that are judged as they came, and behind
/// them a text of that length. The answer is in the buffer then; gives its length.
#[unsafe(no_mangle)]
pub extern "C" fn ask(what: u8, bytes: usize, length: usize) -> usize {
    let Instance { mut buffer, state } = INSTANCE.0.take();
    buffer.truncate(bytes.wrapping_add(length));
    // Neither of the two is copied that may be large: a contract comes alone.
    let text = if bytes == 0 { mem::take(&mut buffer) } else { buffer.split_off(bytes.min(buffer.len())) };
    // JavaScript's own encoder wrote it, which writes nothing but UTF-8; to look at it again takes time and code.
    let text = unsafe { String::from_utf8_unchecked(text) };
    let (state, buffer) = state.answer(what, text, &buffer);
    let length = buffer.len();
    INSTANCE.0.set(Instance { buffer, state });
    length
}

impl State {
    fn answer(self, what: u8, text: String, _bytes: &[u8]) -> (Self, Vec<u8>) {
        let state = match what {
            READ_TEXT => Self::Reading(Reading::new(text, Dialect::Json)),
            READ_PARSED => Self::Reading(Reading::new(text, Dialect::JavaScript)),
            READ_ON => self.advanced(),
            _ => {
                let answer = self.outcome(what, text);
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
    fn outcome(&self, what: u8, text: String) -> Vec<u8> {
        let outcome = match (read(text, Dialect::JavaScript), self) {
            // JavaScript looks before it writes what would be too deep or too much.
            (Err(_), _) => Err(Error::new(Reason::ParametersUnreadable)),
            // That needs no contract.
            (Ok(asked), _) if what == 7 => read_option(asked.root()),
            (Ok(asked), Self::Read(Ok(contract))) => answer(contract, what, asked.root()),
            _ => Ok(Writer::default()),
        };
        printed(outcome.unwrap_or_else(|error| error.viewed()))
    }
}

fn answer(contract: &Contract, what: u8, asked: Value<'_>) -> Result<Writer, Error> {
    match what {
        1 => Ok(listing::address(contract, asked.text().unwrap_or_default())),
        2 => Ok(listing::operations(contract)),
        3 => Ok(listing::definitions(contract)),
        4 => bind(contract, &Js, asked),
        5 => check_answer(contract, &Js, asked).map(|()| Writer::default()),
        6 => pages::ask(contract, asked),
        10 => Ok(listing::remarks(contract)),
        _ => Ok(Writer::default()),
    }
}

fn printed(writer: Writer) -> Vec<u8> {
    let mut text = Vec::new();
    print(writer.into_document().root(), &mut text);
    text
}
