//! A contract on its way from text, in slices: a large one is not read without a pause.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use sne_cotation_common::text::digits;

use crate::contract::Contract;
use crate::error::Error;
use crate::json::reader::{Dialect, Fault, MOST_LEVELS, Reader};
use crate::pause::{pause, work_on};
use crate::pointer::Pointer;
use crate::reason::Reason;

/// Bytes that are read without a pause: some milliseconds.
const SLICE: usize = 1_000_000;

/// A contract that is being read.
pub struct Reading(Pin<Box<dyn Future<Output = Result<Contract, Error>>>>);

impl Reading {
    /// At the beginning of a text.
    #[must_use]
    pub fn new(text: String, dialect: Dialect) -> Self {
        Self(Box::pin(read(text, dialect)))
    }

    /// Reads a slice more: the contract or why it is none, once all is read. Nothing comes after that.
    pub fn advance(&mut self) -> Option<Result<Contract, Error>> {
        work_on(self.0.as_mut())
    }

    /// Reads all that is left.
    pub fn finish(mut self) -> Result<Contract, Error> {
        loop {
            if let Some(read) = self.advance() {
                return read;
            }
        }
    }
}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reading")
    }
}

async fn read(text: String, dialect: Dialect) -> Result<Contract, Error> {
    let mut reader = Reader::new(text, dialect);
    while !reader.advance(SLICE).map_err(|fault| refusal(&reader, fault))? {
        pause().await;
    }
    Contract::read_in_slices(reader.finish()).await
}

/// Why a text is no document, for people.
// A part of the wasm begins here (scripts/build/wasm.mjs).
#[inline(never)]
fn refusal(reader: &Reader, fault: Fault) -> Error {
    match fault {
        Fault::Syntax(place) => {
            let (line, column) = reader.position(place);
            Error::new(Reason::ContractNotJson).with("line", &digits(line)).with("column", &digits(column))
        }
        Fault::TooDeep => {
            Error::at(Reason::ContractTooDeep, &Pointer::Root).with("most", &digits(u64::from(MOST_LEVELS)))
        }
        Fault::TooLarge => Error::at(Reason::ContractTooLarge, &Pointer::Root),
    }
}
