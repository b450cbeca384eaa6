//! Every decision of the client, generic over the [`platform`] it runs on.

#![forbid(unsafe_code)]

pub mod announced_quota;
pub mod answer;
pub mod call;
pub mod call_tracker;
pub mod circuit;
pub mod client;
pub mod credentials;
pub mod deadline;
pub mod echo;
pub mod endpoints;
pub mod error;
pub mod event;
pub mod headers;
pub mod history;
pub mod learned_rate;
pub mod metrics;
pub mod option_reader;
pub mod options;
pub mod path;
pub mod pause;
pub mod placeholder;
pub mod platform;
pub mod probe;
pub mod quota_history;
pub mod quote;
pub mod rate_limit;
pub mod rate_limiter;
pub mod rate_window;
pub mod reason;
pub mod request;
pub mod retry;
pub mod retry_after;
pub mod secret;
pub mod single_flight;
pub mod slot;
pub mod stray;
pub mod time_left;
pub mod token;
pub mod token_answer;
mod token_request;
pub mod tokens;
pub mod value;
