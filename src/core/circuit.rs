//! The circuit to a server: after many failures in a row it opens, and requests fail at once instead of being sent to a
//! server that is down. After a pause one request tries again; if it fails too, the pause doubles.

use std::cell::Cell;

use super::error::Error;
use super::event::{Event, EventKind};
use super::platform::Platform;
use super::reason::Reason;

/// Failures in a row after which it opens.
const LIMIT: u32 = 10;
/// Milliseconds.
const FIRST_PAUSE: f64 = 5_000.0;
/// Milliseconds.
const LONGEST_PAUSE: f64 = 60_000.0;

/// The state of the circuit to one server, which follows from the exchanges so far.
#[derive(Debug)]
pub struct Circuit {
    /// The events for its opening and its closing.
    told: [EventKind; 2],
    /// Failures in a row.
    failures: Cell<u32>,
    /// Milliseconds during which nothing is sent.
    pause: Cell<f64>,
    /// When the pause ends, on the monotonic clock.
    end: Cell<f64>,
}

impl Circuit {
    /// A closed circuit, with the events for its opening and its closing.
    #[must_use]
    pub fn new(opens: EventKind, closes: EventKind) -> Self {
        Self { told: [opens, closes], failures: Cell::default(), pause: Cell::default(), end: Cell::default() }
    }

    /// Whether a request may be sent at that instant of the monotonic clock; if not, the error to fail with.
    pub fn check(&self, now: f64) -> Result<(), Error> {
        let left = self.end.get() - now;
        if self.failures.get() < LIMIT || left <= 0.0 {
            return Ok(());
        }
        let is_of_tokens = self.told.contains(&EventKind::TokenCircuitOpen);
        let reason = if is_of_tokens { Reason::TokenCircuitOpen } else { Reason::CircuitOpen };
        Err(Error::new(reason).retry_after(Some((left / 1000.0).ceil())))
    }

    /// As [`Circuit::check`], for a request that is then sent. While the circuit is open, this request is the trial,
    /// and the pause for the others begins anew.
    pub fn admit(&self, now: f64) -> Result<(), Error> {
        self.check(now)?;
        if self.failures.get() >= LIMIT {
            self.pause.set((self.pause.get() * 2.0).min(LONGEST_PAUSE));
            self.end.set(now + self.pause.get());
        }
        Ok(())
    }

    /// Records how an exchange has ended.
    pub fn learn<P: Platform>(&self, platform: &P, failure: Option<&Error>) {
        let [opens, closes] = self.told;
        let Some(error) = failure.filter(|error| is_down(error.reason())) else {
            if self.close() {
                platform.observe(Event::shared(closes, 0, 0.0));
            }
            return;
        };
        if let Some(pause) = self.count(platform.monotonic()) {
            platform.observe(Event::shared(opens, 0, pause).because(error));
        }
    }

    /// Records that the server answered; returns whether this closes the circuit.
    fn close(&self) -> bool {
        self.failures.replace(0) >= LIMIT
    }

    /// Records that the server did not answer; returns how long the pause is when this opens the circuit.
    fn count(&self, now: f64) -> Option<f64> {
        let failures = self.failures.get().saturating_add(1);
        self.failures.set(failures);
        if failures != LIMIT {
            return None;
        }
        self.pause.set(FIRST_PAUSE);
        self.end.set(now + FIRST_PAUSE);
        Some(FIRST_PAUSE)
    }
}

/// Whether a failure says that the server is down, or cannot be reached.
fn is_down(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::NetworkFailed
            | Reason::ProxyIgnored
            | Reason::CertificateUnknown
            | Reason::NetworkFailedInPage
            | Reason::Timeout
            | Reason::GatewayFault
            | Reason::GatewayTimeout
            | Reason::TokenServerFault
    )
}

#[cfg(test)]
mod tests {
    use super::{Circuit, EventKind, FIRST_PAUSE, LIMIT, LONGEST_PAUSE};

    fn closed() -> Circuit {
        Circuit::new(EventKind::ApiCircuitOpen, EventKind::ApiCircuitClosed)
    }

    fn opened() -> Circuit {
        let circuit = closed();
        for _ in 1..LIMIT {
            assert_eq!((circuit.count(0.0), circuit.admit(0.0).is_ok()), (None, true));
        }
        assert_eq!(circuit.count(0.0), Some(FIRST_PAUSE));
        circuit
    }

    #[test]
    fn it_opens_after_many_failures_in_a_row_and_says_how_long() {
        let circuit = opened();
        let told = circuit.admit(1_500.0).err().and_then(|error| error.seconds_to_wait());
        assert_eq!(told, Some(4.0));
        assert_eq!(circuit.count(1_600.0), None, "those that were under way change nothing");
    }

    #[test]
    fn failures_that_are_not_in_a_row_leave_it_closed() {
        let circuit = closed();
        for round in 0..50 {
            assert_eq!(circuit.count(f64::from(round)), None);
            assert!(!circuit.close());
        }
    }

    #[test]
    fn after_the_pause_one_request_tries_and_the_pause_doubles_up_to_a_minute() {
        let circuit = opened();
        let (mut now, mut pause) = (FIRST_PAUSE, FIRST_PAUSE);
        for _ in 0..6 {
            assert!(circuit.admit(now).is_ok());
            assert!(circuit.admit(now).is_err(), "one is enough");
            pause = (pause * 2.0).min(LONGEST_PAUSE);
            assert!(circuit.admit(now + pause - 1.0).is_err());
            now += pause;
        }
    }

    #[test]
    fn an_answer_closes_it() {
        let circuit = opened();
        assert!(circuit.close());
        assert!(circuit.admit(0.0).is_ok());
        assert!(!circuit.close(), "it was closed");
    }
}
