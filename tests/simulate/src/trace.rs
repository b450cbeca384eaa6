//! The trace of a run: a hash of all that happened, and the story in lines when somebody wants to read it.

use sne_cotation::core::event::EventKind;

use crate::book::{Book, Got, Notice};

/// What happened, as a number; as lines, when they are wanted.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    pub hash: u64,
    pub lines: Option<Vec<String>>,
    pub counts: Counts,
}

/// How much of it happened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub calls: u64,
    pub successes: u64,
    pub requests: u64,
    pub token_requests: u64,
    pub repetitions: u64,
    pub refused_tokens: u64,
    pub circuits: u64,
    pub queued: u64,
    pub left: u64,
    pub strikes: u64,
}

impl Trace {
    pub fn with_lines() -> Self {
        Self { lines: Some(Vec::new()), ..Self::default() }
    }

    pub fn note(&mut self, notice: &Notice<'_>, book: &Book) {
        self.add(book.now.monotonic.to_bits() ^ book.now.wall.to_bits().rotate_left(32));
        for part in parts(notice) {
            self.add(part);
        }
        self.counts.note(notice);
        if let Some(lines) = &mut self.lines
            && let Some(line) = line(notice, book)
        {
            lines.push(format!("{:>12.3} s  {line}", book.now.monotonic / 1_000.0));
        }
    }

    /// Fowler, Noll and Vo's hash, by words instead of bytes.
    fn add(&mut self, part: u64) {
        self.hash = (self.hash ^ part).wrapping_mul(0x0100_0000_01B3).rotate_left(23);
    }
}

/// A notice as numbers.
fn parts(notice: &Notice<'_>) -> [u64; 3] {
    match notice {
        Notice::Begun(call) => [1, call.plan.id.into(), call.plan.client as u64],
        Notice::Sent(it) => [2, u64::from(it.call) << 32 | it.client as u64, u64::from(it.nth) << 8 | it.target as u64],
        Notice::Got(it) => {
            [3, u64::from(it.call) << 32 | it.client as u64, it.answer().map_or(0, |it| it.status).into()]
        }
        Notice::Told(client, call, event) => [
            4 | u64::from(*call) << 8 | (*client as u64) << 40,
            event.kind as u64
                | u64::from(event.attempt) << 8
                | event.reason.map_or(0, |it| u64::from(it.number())) << 40,
            event.milliseconds.to_bits(),
        ],
        Notice::Ended(call, outcome) => {
            let reason = outcome.as_ref().err().map_or(0, |error| 1 + u64::from(error.reason().number()));
            [5, call.plan.id.into(), reason]
        }
        Notice::Dropped(call) => [6, call.plan.id.into(), 0],
        Notice::Forgot(client) => [7, *client as u64, 0],
        Notice::Rest => [8, 0, 0],
        Notice::Over => [9, 0, 0],
    }
}

fn line(notice: &Notice<'_>, book: &Book) -> Option<String> {
    Some(match notice {
        Notice::Begun(call) => {
            format!("call {} of client {} begins: {:?}", call.plan.id, call.plan.client, call.plan.wanted)
        }
        Notice::Sent(it) => format!("client {} -> {:?}: request {}, call {}", it.client, it.target, it.nth, it.call),
        Notice::Got(it) => {
            let told = it.answer().map_or("nothing".to_owned(), |answer| answer.status.to_string());
            format!("client {} <- {:?}: request {}, call {}: {told}", it.client, it.target, it.nth, it.call)
        }
        Notice::Told(client, call, event) => {
            let reason = event.reason.map_or("", |reason| reason.id());
            let name = if event.call > 0 { *call } else { 0 };
            format!("client {client} tells {:?} of call {name}, {} ms {reason}", event.kind, event.milliseconds)
        }
        Notice::Ended(call, Ok(_)) => format!("call {} ends well", call.plan.id),
        Notice::Ended(call, Err(error)) => format!("call {} ends: {error} {:?}", call.plan.id, error.view()),
        Notice::Dropped(call) => format!("call {} is dropped", call.plan.id),
        Notice::Forgot(client) => format!("client {client} forgets its token"),
        Notice::Rest => return None,
        Notice::Over => format!("all is over: {} requests", book.exchanges.len()),
    })
}

impl Counts {
    fn note(&mut self, notice: &Notice<'_>) {
        match notice {
            Notice::Begun(_) => self.calls += 1,
            Notice::Sent(_) => self.requests += 1,
            Notice::Got(it) => {
                self.refused_tokens +=
                    u64::from(matches!(&it.end, Some((_, Got::Answer(answer))) if answer.refuses_token));
            }
            Notice::Ended(_, Ok(_)) => self.successes += 1,
            Notice::Dropped(_) => self.left += 1,
            Notice::Told(_, _, event) => match event.kind {
                EventKind::BackOff | EventKind::RetryAfter => self.repetitions += 1,
                EventKind::TokenRequested => self.token_requests += 1,
                EventKind::ApiCircuitOpen | EventKind::TokenCircuitOpen => self.circuits += 1,
                EventKind::Queued => self.queued += 1,
                _ => {}
            },
            _ => {}
        }
    }

    /// These and others.
    pub fn and(self, other: Self) -> Self {
        Self {
            calls: self.calls + other.calls,
            successes: self.successes + other.successes,
            requests: self.requests + other.requests,
            token_requests: self.token_requests + other.token_requests,
            repetitions: self.repetitions + other.repetitions,
            refused_tokens: self.refused_tokens + other.refused_tokens,
            circuits: self.circuits + other.circuits,
            queued: self.queued + other.queued,
            left: self.left + other.left,
            strikes: self.strikes + other.strikes,
        }
    }
}
