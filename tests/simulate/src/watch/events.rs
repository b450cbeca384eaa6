//! What a client tells of itself is what happened.

use std::collections::BTreeMap;

use sne_cotation::core::event::{Event, EventKind};

use super::{Broken, Watch, hold};
use crate::book::{Book, Call, Exchange, Notice, Target};
use crate::support::scene::Outcome;

const NAME: &str = "events";

#[derive(Default)]
pub struct Events {
    /// What was told of each call.
    calls: BTreeMap<u32, Told>,
    /// For each client, token requests told and sent.
    tokens: BTreeMap<usize, (u32, u32)>,
}

/// How often something was told of a call.
#[derive(Default)]
struct Told {
    begun: u32,
    ended: u32,
    attempts: u32,
    /// The number of attempts at the end.
    total: u32,
}

impl Watch for Events {
    fn see(&mut self, notice: &Notice<'_>, book: &Book) -> Result<(), Broken> {
        match notice {
            Notice::Told(client, call, event) => self.told(*client, *call, *event, book),
            Notice::Sent(exchange) => self.sent(exchange),
            Notice::Ended(call, outcome) => self.ended(call, outcome),
            Notice::Dropped(call) => {
                let ended = self.calls.get(&call.plan.id).map_or(0, |told| told.ended);
                hold(ended == 0, NAME, || format!("call {} was dropped, and told to have ended", call.plan.id))
            }
            _ => Ok(()),
        }
    }
}

impl Events {
    fn told(&mut self, client: usize, call: u32, event: Event, book: &Book) -> Result<(), Broken> {
        if event.call == 0 {
            self.tokens.entry(client).or_default().0 += u32::from(event.kind == EventKind::TokenRequested);
            return Ok(());
        }
        let is_own = event.kind == EventKind::CallBegun || book.call(call).number == Some(event.call);
        hold(is_own, NAME, || format!("client {client} tells of its call {} what happens to another", event.call))?;
        let told = self.calls.entry(call).or_default();
        match event.kind {
            EventKind::CallBegun => told.begun += 1,
            EventKind::CallEnded => (told.ended, told.total) = (told.ended + 1, event.attempt),
            EventKind::Attempt => told.attempts += 1,
            _ => {}
        }
        hold(told.begun == 1 && told.ended <= 1, NAME, || format!("call {call} begins or ends twice"))
    }

    fn sent(&mut self, exchange: &Exchange) -> Result<(), Broken> {
        if exchange.target != Target::Api {
            let (told, sent) = self.tokens.entry(exchange.client).or_default();
            *sent += 1;
            return hold(told == sent, NAME, || format!("{told} token requests were told, and {sent} sent"));
        }
        let told = self.calls.get(&exchange.call).map_or(0, |told| told.attempts);
        hold(told == exchange.nth, NAME, || {
            format!("call {} is sent {} times, told {told}", exchange.call, exchange.nth)
        })
    }

    fn ended(&self, call: &Call, outcome: &Outcome) -> Result<(), Broken> {
        let (id, sent) = (call.plan.id, call.exchanges.len());
        let Some(told) = self.calls.get(&id) else {
            return hold(sent == 0, NAME, || format!("call {id} was not told"));
        };
        let said = outcome.as_ref().err().map_or(told.total, sne_cotation::core::error::Error::attempts_made);
        let is_right = told.ended == 1 && told.total as usize == sent && said as usize == sent;
        hold(is_right, NAME, || format!("call {id} was sent {sent} times; told: {}, in its error: {said}", told.total))
    }
}
