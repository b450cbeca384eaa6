//! The adapter: what JavaScript sees of a process of a fleet. It translates and decides nothing;
//! `pkg-template/lib/fleet/engine.js` is what stands opposite.
//!
//! Each client has a wasm instance of its own.

#![allow(
    unsafe_code,
    reason = "JavaScript knows these functions by their names, and hands over what the types cannot say"
)]

use sne_cotation_common::instance::{self, Single, given, numbers, text};

use crate::fleet::{Answer, Cell, Fleet, Names};
use crate::pace::{self, Settings, Wish};
use crate::pace_state::Cause;
use crate::token;
use crate::window::windows;

#[link(wasm_import_module = "js")]
unsafe extern "C" {
    /// Milliseconds of the monotonic clock.
    safe fn monotonic() -> f64;
}

/// The buffer, the process, and the numbers of the last step.
#[derive(Default)]
struct Instance {
    buffer: Vec<u8>,
    fleet: Option<Box<Fleet>>,
    numbers: [f64; 2],
    /// Bytes of the texts in the buffer.
    lengths: [usize; 2],
}

static INSTANCE: Single<Instance> =
    Single::new(Instance { buffer: Vec::new(), fleet: None, numbers: [0.0; 2], lengths: [0; 2] });

/// Does something with all that there is.
fn with<T>(work: impl FnOnce(&mut Instance) -> T) -> T {
    INSTANCE.with(work)
}

/// Does something with the process, which is there from [`begin`] on.
fn with_fleet<T: Default>(work: impl FnOnce(&mut Fleet, &[u8]) -> T) -> T {
    with(|Instance { buffer, fleet, .. }| fleet.as_deref_mut().map(|fleet| work(fleet, buffer)).unwrap_or_default())
}

/// Makes the buffer at least so long, and keeps what is in it; gives its place.
#[unsafe(no_mangle)]
pub extern "C" fn reserve(length: usize) -> *mut u8 {
    with(|Instance { buffer, .. }| instance::reserve(buffer, length))
}

/// Begins, with what is in the buffer: the calls in a second, a minute, an hour and a day, 0 where nothing is declared,
/// the part of them that is not used, the part that is left to those who leave none, how many processes there are, 0
/// where nobody knows; then the fingerprints of the application and of its secret, of so many bytes.
#[unsafe(no_mangle)]
pub extern "C" fn begin(application: usize, secret: usize, seed: f64) {
    with(|Instance { buffer, fleet, .. }| {
        let (settings, rest) = buffer.split_at((7 * 8).min(buffer.len()));
        let mut numbers = numbers(settings);
        let mut next = || numbers.next().unwrap_or_default();
        let limits = [next(), next(), next(), next()];
        let windows = windows(limits, next());
        let settings = Settings { windows, reserve: next(), size: Some(next()).filter(|size| *size > 0.0) };
        let (application, rest) = rest.split_at(application.min(rest.len()));
        let names = Names { application: text(application), secret: text(rest.get(..secret).unwrap_or_default()) };
        *fleet = Some(Box::new(Fleet::new(names, settings, seed.to_bits())));
    });
}

fn cell_of(cell: u8) -> Cell {
    if cell == 0 { Cell::Pace } else { Cell::Token }
}

/// The key of a cell, of the pace (0) or of the token (1), is in the buffer then; gives its length.
#[unsafe(no_mangle)]
pub extern "C" fn key(cell: u8) -> usize {
    with(|Instance { buffer, fleet, .. }| {
        let key = fleet.as_ref().map(|fleet| fleet.key(cell_of(cell))).unwrap_or_default();
        *buffer = key.into_bytes();
        buffer.len()
    })
}

/// A call wants to leave; its deadline is so many milliseconds away.
#[unsafe(no_mangle)]
pub extern "C" fn ask(asker: u32, reserve: f64, longest_pause: f64, deadline: f64) {
    with_fleet(|fleet, _| fleet.pace.ask(asker, Wish { reserve, longest_pause, deadline: monotonic() + deadline }));
}

/// A call does not want to any more.
#[unsafe(no_mangle)]
pub extern "C" fn give_up(asker: u32) {
    with_fleet(|fleet, _| fleet.pace.give_up(asker));
}

/// What came of a call: its status, 0 where nothing is known, and the milliseconds that it is to wait, `NaN` where
/// nobody says.
#[unsafe(no_mangle)]
pub extern "C" fn told(ticket: u32, status: u16, asked: f64) {
    with_fleet(|fleet, _| fleet.pace.told(ticket, status, given(asked), monotonic()));
}

/// The answer to a call announces a quota: so many calls in so many milliseconds.
#[unsafe(no_mangle)]
pub extern "C" fn announced(ticket: u32, remaining: f64, window: f64) {
    with_fleet(|fleet, _| fleet.pace.announced(ticket, remaining, window, monotonic()));
}

/// A token is wanted, within so many milliseconds.
#[unsafe(no_mangle)]
pub extern "C" fn want(patience: f64) {
    with_fleet(|fleet, _| fleet.token.want(patience));
}

/// Nobody wants it any more.
#[unsafe(no_mangle)]
pub extern "C" fn drop_want() {
    with_fleet(|fleet, _| fleet.token.give_up());
}

/// What was given could not be unsealed.
#[unsafe(no_mangle)]
pub extern "C" fn unreadable() {
    with_fleet(|fleet, _| fleet.token.unreadable());
}

/// The request for a token was answered with one of so many milliseconds.
#[unsafe(no_mangle)]
pub extern "C" fn obtained(lifetime: f64) {
    with_fleet(|fleet, _| fleet.obtained(lifetime));
}

/// It was refused, with a code in the buffer: for good, or for so many milliseconds, `NaN` where nobody says.
#[unsafe(no_mangle)]
pub extern "C" fn refused(status: u16, code: usize, is_final: bool, asked: f64) {
    with_fleet(|fleet, buffer| {
        let code = text(buffer.get(..code).unwrap_or_default());
        fleet.token.refused(status, &code, is_final, given(asked), monotonic());
    });
}

/// The token, sealed, is in the buffer.
#[unsafe(no_mangle)]
pub extern "C" fn sealed(length: usize) {
    with_fleet(|fleet, buffer| fleet.token.sealed(&text(buffer.get(..length).unwrap_or_default())));
}

/// The store has answered for a cell, with a text of so many bytes in the buffer, below 0 where the cell is empty; at
/// that time of its own, to what was asked at that instant of the monotonic clock.
#[unsafe(no_mangle)]
pub extern "C" fn answered(cell: u8, ok: bool, length: isize, store: f64, sent: f64) {
    with_fleet(|fleet, buffer| {
        let value = usize::try_from(length).ok().map(|length| text(buffer.get(..length).unwrap_or_default()));
        fleet.answered(cell_of(cell), Answer { ok, value: value.as_deref(), store, sent }, monotonic());
    });
}

/// It has not.
#[unsafe(no_mangle)]
pub extern "C" fn failed(cell: u8) {
    with_fleet(|fleet, _| fleet.failed(cell_of(cell), monotonic()));
}

/// Whether the process goes on without the store.
#[unsafe(no_mangle)]
pub extern "C" fn is_alone() -> bool {
    with_fleet(|fleet, _| fleet.is_alone())
}

/// Milliseconds until something is to be done though nothing happens.
#[unsafe(no_mangle)]
pub extern "C" fn wakes_in() -> f64 {
    with_fleet(|fleet, _| fleet.wakes_in(monotonic()))
}

/// What is next for a cell, by the numbers of `engine.js`; [`number`] and [`length`] say more of it.
#[unsafe(no_mangle)]
pub extern "C" fn next(cell: u8) -> u8 {
    with(|instance| {
        let Some(fleet) = instance.fleet.as_deref_mut() else { return 0 };
        let (step, numbers, texts) = match cell_of(cell) {
            Cell::Pace => of_pace(fleet.next_of_pace(monotonic())),
            Cell::Token => of_token(fleet.next_of_token(monotonic())),
        };
        instance.numbers = numbers;
        instance.lengths = [texts[0].len(), texts[1].len()];
        if !texts[0].is_empty() {
            instance.buffer = texts.concat().into_bytes();
        }
        step
    })
}

/// A number of the last step.
#[unsafe(no_mangle)]
pub extern "C" fn number(place: usize) -> f64 {
    with(|instance| instance.numbers.get(place).copied().unwrap_or_default())
}

/// The length of a text of the last step; they are in the buffer, one after the other.
#[unsafe(no_mangle)]
pub extern "C" fn length(place: usize) -> usize {
    with(|instance| instance.lengths.get(place).copied().unwrap_or_default())
}

/// A step as it crosses: its number, two numbers, two texts.
type Crossing = (u8, [f64; 2], [String; 2]);

fn of_pace(step: pace::Step) -> Crossing {
    let none = || [String::new(), String::new()];
    match step {
        pace::Step::Wait => (0, [0.0; 2], none()),
        pace::Step::Read => (1, [0.0; 2], none()),
        pace::Step::Write(text, ttl) => (2, [ttl, 0.0], [text, String::new()]),
        pace::Step::Go(asker, ticket) => (3, [asker.into(), ticket.into()], none()),
        pace::Step::Refuse(asker, wait, Cause::Blocked) => (5, [asker.into(), wait], none()),
        pace::Step::Refuse(asker, wait, _) => (4, [asker.into(), wait], none()),
    }
}

fn of_token(step: token::Step) -> Crossing {
    let none = || [String::new(), String::new()];
    match step {
        token::Step::Wait => (0, [0.0; 2], none()),
        token::Step::Read => (1, [0.0; 2], none()),
        token::Step::Write(text, ttl) => (2, [ttl, 0.0], [text, String::new()]),
        token::Step::Give { text, label, left } => (6, [left, 0.0], [text, label]),
        token::Step::Ask => (7, [0.0; 2], none()),
        token::Step::Seal(label) => (8, [0.0; 2], [label, String::new()]),
        token::Step::Refused { status, code, wait } => (9, [status.into(), wait], [code, String::new()]),
    }
}
