//! The address of the API, of which a contract gives the base path and nothing else: host and scheme are the environment's.

use sne_cotation_common::environment::{PRODUCTION, SANDBOX};
use sne_cotation_common::path::stays_in_place;
use sne_cotation_common::text::{contains, has_any};

use crate::contract::Contract;
use crate::error::Error;
use crate::flat::{Kind, Value};
use crate::pointer::Pointer;
use crate::reason::Reason;
use crate::shape::expect;

/// The base path of a document, without a slash at its end.
pub fn base_path(root: Value<'_>) -> Result<Option<String>, Error> {
    let Some(value) = root.field("basePath") else { return Ok(None) };
    let place = Pointer::Field(&Pointer::Root, "basePath");
    expect(value, Kind::Text, &place)?;
    let path = value.text().unwrap_or_default();
    // What does not begin with a slash could change the host that it is put behind.
    if !path.starts_with('/') || has_any(path, b"?#%") || contains(path, "//") || !stays_in_place(path) {
        return Err(Error::at(Reason::BasePathInvalid, &place));
    }
    Ok(Some(path.strip_suffix('/').unwrap_or(path).to_owned()))
}

impl Contract {
    /// The address of the API in one of PISTE's environments; none when the contract does not say its base path.
    #[must_use]
    pub fn address(&self, environment: &str) -> Option<String> {
        let host = match environment {
            "production" => PRODUCTION.gateway,
            "sandbox" => SANDBOX.gateway,
            _ => return None,
        };
        let mut address = host.to_owned();
        address.push_str(self.base_path.as_deref()?);
        Some(address)
    }
}
