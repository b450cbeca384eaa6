//! What can be chosen when a simulator is made.

use serde::{Deserialize, Serialize};

use crate::application::Application;
use crate::quota::Quota;
use crate::ready_made::ReadyMade;

/// The choices. The default is the ready-made applications, seed 0, and PISTE's known habits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Config {
    /// The client applications that exist.
    pub applications: Vec<Application>,
    /// Where the sequence of tokens starts: the same seed gives the same tokens.
    pub seed: u64,
    /// Headers that pages may read (`Access-Control-Expose-Headers`). None on PISTE, as far as is known.
    pub expose_headers: Vec<String>,
    /// How many token requests one client id may make.
    pub token_throttle: Quota,
    /// In which form a token answer tells its lifetime.
    pub expires_in: ExpiresIn,
    /// In which form the gateway tells what remains of a quota.
    pub rate_limit_headers: RateLimitHeaders,
    /// What the servers' clocks say at instant 0, in seconds since 1970, for `Date`. Without it they do not tell.
    pub date: Option<u32>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            applications: ReadyMade::applications(),
            seed: 0,
            expose_headers: Vec::new(),
            token_throttle: Quota::new(1, 20),
            expires_in: ExpiresIn::default(),
            rate_limit_headers: RateLimitHeaders::default(),
            date: None,
        }
    }
}

/// The form of `expires_in`. The guide shows a number, the vendor's examples a string (platform notes, "Token").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ExpiresIn {
    /// `3600`.
    #[default]
    Number,
    /// `"3600"`.
    Text,
    /// Left out, as RFC 6749 section 5.1 allows.
    Absent,
}

/// The form of the quota headers (platform notes, row "quota").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RateLimitHeaders {
    /// `X-Rate-Limit: [{"window":1,"type":"throttle","remaining":0}]`, from 80 % of a quota on.
    #[default]
    Vendor,
    /// `X-Rate-Limit-Limit`, `X-Rate-Limit-Remaining` and `X-Rate-Limit-Reset`, as "some set"; always, for the quota
    /// with the least left.
    Split,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_document_is_the_default() {
        assert_eq!(serde_json::from_str::<Config>("{}").unwrap(), Config::default());
    }

    #[test]
    fn an_unknown_option_is_an_error_that_names_it() {
        let error = serde_json::from_str::<Config>(r#"{"sead":1}"#).unwrap_err();
        assert!(error.to_string().contains("sead"), "{error}");
    }
}
