//! The record of what was received and answered. It holds no header, no body, no secret.

use std::time::Duration;

use serde::Serialize;

/// One request and the status it got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Exchange {
    /// When, on the simulator's clock. In JavaScript: milliseconds.
    #[serde(serialize_with = "milliseconds")]
    pub at: Duration,
    /// The host addressed, as written.
    pub host: String,
    /// The method.
    pub method: String,
    /// The path, as written.
    pub path: String,
    /// The query without its `?`; values of `client_secret` and `access_token`, which belong in no address, are `***`.
    pub query: String,
    /// Whether the request carried `Origin`, that is: came from a page.
    pub had_origin: bool,
    /// The application, when the credentials or the token name one that exists.
    pub client_id: Option<String>,
    /// The status answered; 0 when the connection was dropped.
    pub status: u16,
}

#[allow(clippy::cast_precision_loss, reason = "a clock far beyond 2^53 ms shows no more than a rounded time")]
fn milliseconds<S: serde::Serializer>(at: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(at.as_millis() as f64)
}

/// The query with the values of secret parameters struck out.
pub(crate) fn without_secrets(query: &str) -> String {
    let strike = |pair: &str| match pair.split_once('=') {
        Some((name @ ("client_secret" | "access_token"), _)) => format!("{name}=***"),
        _ => pair.to_owned(),
    };
    query.split('&').map(strike).collect::<Vec<_>>().join("&")
}

/// The most exchanges kept; the older half goes when it is reached.
const CAPACITY: usize = 20_000;

/// The exchanges, oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    exchanges: Vec<Exchange>,
}

impl Record {
    pub(crate) fn push(&mut self, exchange: Exchange) {
        if self.exchanges.len() >= CAPACITY {
            self.exchanges.drain(..CAPACITY / 2);
        }
        self.exchanges.push(exchange);
    }

    pub(crate) fn as_slice(&self) -> &[Exchange] {
        &self.exchanges
    }

    pub(crate) fn clear(&mut self) {
        self.exchanges.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_in_a_query_are_struck_out() {
        assert_eq!(without_secrets("a=1&client_secret=x&access_token=y&b"), "a=1&client_secret=***&access_token=***&b");
        assert_eq!(without_secrets(""), "");
    }

    #[test]
    fn the_record_is_bounded() {
        let mut record = Record::default();
        for _ in 0..=CAPACITY {
            record.push(Exchange {
                at: Duration::ZERO,
                host: String::new(),
                method: String::new(),
                path: String::new(),
                query: String::new(),
                had_origin: false,
                client_id: None,
                status: 200,
            });
        }
        assert_eq!(record.as_slice().len(), CAPACITY / 2 + 1);
    }
}
