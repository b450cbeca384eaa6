//! Every decision of the client, generic over the [`platform`] it runs on.

#![forbid(unsafe_code)]

pub mod answer;
pub mod call;
pub mod circuit;
pub mod client;
pub mod closing;
pub mod credentials;
pub mod deadline;
pub mod environment;
pub mod error;
pub mod event;
pub mod flight;
pub mod given;
pub mod headers;
pub mod options;
pub mod pace;
pub mod path;
pub mod platform;
pub mod quote;
pub mod rate_limit;
pub mod reason;
pub mod request;
pub mod retry;
pub mod retry_after;
pub mod secret;
pub mod slot;
pub mod text;
pub mod token;
pub mod token_answer;
pub mod value;
