//! Every call ends once, by its deadline, and leaves nothing behind.

use super::{Broken, Watch, hold};
use crate::book::{Book, Notice, whole};

pub struct Ending;

impl Watch for Ending {
    fn see(&mut self, notice: &Notice<'_>, book: &Book) -> Result<(), Broken> {
        match notice {
            Notice::Rest => {
                on_time(book)?;
                taken_at_once(book)?;
                closed(book)
            }
            Notice::Over => nothing_left(book),
            _ => Ok(()),
        }
    }
}

/// When nobody has anything to do at an instant, no call is under way whose time is over.
fn on_time(book: &Book) -> Result<(), Broken> {
    let now = whole(book.now);
    for id in book.clients.iter().flat_map(|client| &client.alive) {
        let call = book.call(*id);
        let due = call.begun + call.settings.deadline + (book.stalled - call.stalled);
        hold(now < due, "deadline", || format!("call {id} has not ended by its deadline, {due} ms"))?;
    }
    Ok(())
}

/// An answer that has come is taken: whoever waits for it is woken.
fn taken_at_once(book: &Book) -> Result<(), Broken> {
    let now = whole(book.now);
    for exchange in book.under_way() {
        let is_late = exchange.due.is_some_and(|(due, stalled)| due + (book.stalled - stalled) < now);
        hold(!is_late, "idle", || {
            format!("an answer of {:?} to client {} has come, and nobody takes it", exchange.target, exchange.client)
        })?;
    }
    Ok(())
}

/// A client that is closed does nothing any more.
fn closed(book: &Book) -> Result<(), Broken> {
    let gone = book.clients.iter().enumerate().filter(|(_, client)| client.is_gone);
    for (id, client) in gone {
        let requests = book.under_way().filter(|exchange| exchange.client == id).count();
        hold(requests + client.in_background == 0, "leftover", || format!("client {id} is closed, and goes on"))?;
    }
    Ok(())
}

fn nothing_left(book: &Book) -> Result<(), Broken> {
    for call in book.calls.values() {
        hold(call.is_over, "lost", || format!("call {} never ends", call.plan.id))?;
    }
    let left = book.flying.len();
    let busy = book.clients.iter().map(|client| client.in_background).sum::<usize>();
    hold(left + busy == 0, "leftover", || format!("{left} requests and {busy} tasks are left after all was closed"))
}
