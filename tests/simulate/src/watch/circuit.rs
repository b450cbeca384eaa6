//! The circuit: it opens on a server that does not answer, and then at most one request a pause goes there.

use sne_cotation::core::event::{Event, EventKind};
use sne_cotation::core::reason::Reason;

use super::{Broken, Watch, hold};
use crate::book::{Book, Exchange, Notice, Target};

/// Failures in a row after which it must be open.
const LIMIT: u32 = 10;
const FIRST_PAUSE: f64 = 5_000.0;
const LONGEST_PAUSE: f64 = 60_000.0;
const NAME: &str = "circuit";

/// For each client, that of the API and that of the authorisation server or provider.
pub struct Circuits(Vec<[Circuit; 2]>);

#[derive(Clone, Copy, Default)]
struct Circuit {
    /// The pause and its end, while it is open.
    open: Option<(f64, f64)>,
    /// Failures in a row, as far as anybody can tell.
    failures: u32,
}

impl Circuits {
    pub fn new(clients: usize) -> Self {
        Self(vec![<[Circuit; 2]>::default(); clients])
    }
}

impl Watch for Circuits {
    fn see(&mut self, notice: &Notice<'_>, book: &Book) -> Result<(), Broken> {
        match notice {
            Notice::Told(client, _, event) => {
                self.told(*client, *event, book.now.monotonic);
                Ok(())
            }
            Notice::Sent(exchange) => {
                let circuit = &mut self.0[exchange.client][usize::from(exchange.target != Target::Api)];
                circuit.sent(exchange, book.now.monotonic)
            }
            _ => Ok(()),
        }
    }
}

impl Circuits {
    fn told(&mut self, client: usize, event: Event, now: f64) {
        let [api, tokens] = &mut self.0[client];
        match event.kind {
            EventKind::ApiCircuitOpen => api.open(now),
            EventKind::ApiCircuitClosed => *api = Circuit::default(),
            EventKind::TokenCircuitOpen => tokens.open(now),
            EventKind::TokenCircuitClosed => *tokens = Circuit::default(),
            EventKind::AttemptFailed => api.learn(event.reason),
            EventKind::TokenFailed => tokens.learn(event.reason),
            EventKind::TokenObtained => tokens.learn(None),
            EventKind::CallEnded if event.reason.is_none() && event.attempt > 0 => api.learn(None),
            _ => {}
        }
    }
}

impl Circuit {
    fn open(&mut self, now: f64) {
        self.open = Some((FIRST_PAUSE, now + FIRST_PAUSE));
    }

    fn learn(&mut self, failure: Option<Reason>) {
        use Reason as R;
        match failure {
            Some(
                R::NetworkFailed | R::NetworkFailedInPage | R::GatewayFault | R::GatewayTimeout | R::TokenServerFault,
            ) => {
                self.failures += 1;
            }
            // Whether this counts depends on whose time-out it was.
            Some(R::Timeout) => {}
            _ => self.failures = 0,
        }
    }

    fn sent(&mut self, exchange: &Exchange, now: f64) -> Result<(), Broken> {
        let (client, target) = (exchange.client, exchange.target);
        let Some((pause, end)) = self.open else {
            return hold(self.failures < LIMIT, NAME, || {
                format!("client {client} goes on after {} failures in a row of {target:?}", self.failures)
            });
        };
        hold(now >= end, NAME, || {
            format!("client {client} sends to {target:?}, {} ms before a pause ends", end - now)
        })?;
        let pause = (pause * 2.0).min(LONGEST_PAUSE);
        self.open = Some((pause, now + pause));
        Ok(())
    }
}
