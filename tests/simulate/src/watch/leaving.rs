//! Who leaves is gone at once: nothing more is sent, nothing goes on that nobody waits for.

use super::{Broken, Watch, hold};
use crate::book::{Book, Call, Exchange, Notice, Target};

pub struct Leaving;

const NAME: &str = "leaving";

impl Watch for Leaving {
    fn see(&mut self, notice: &Notice<'_>, book: &Book) -> Result<(), Broken> {
        match notice {
            Notice::Sent(exchange) if exchange.target == Target::Api => {
                let call = book.call(exchange.call);
                hold(!call.is_over && !call.is_left, NAME, || format!("call {} is sent after its end", call.plan.id))
            }
            Notice::Rest => at_rest(book),
            _ => Ok(()),
        }
    }
}

fn at_rest(book: &Book) -> Result<(), Broken> {
    let alive = book.clients.iter().flat_map(|client| &client.alive).map(|id| book.call(*id));
    if let Some(Call { plan, .. }) = alive.clone().find(|call| call.is_left) {
        return hold(false, NAME, || format!("call {} goes on after its caller has left", plan.id));
    }
    for exchange in book.under_way() {
        hold(is_wanted(exchange, book), NAME, || {
            format!("a request of client {} to {:?} goes on that nobody waits for", exchange.client, exchange.target)
        })?;
    }
    Ok(())
}

/// Whether somebody waits for what is under way.
fn is_wanted(exchange: &Exchange, book: &Book) -> bool {
    let client = &book.clients[exchange.client];
    match exchange.target {
        Target::Api => !book.call(exchange.call).is_over,
        _ => {
            client.in_background > 0
                || client.alive.iter().any(|id| book.requests(book.call(*id)).all(|it| it.end.is_some()))
        }
    }
}
