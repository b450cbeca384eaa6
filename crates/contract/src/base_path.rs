//! The base path of the API: all that is taken of the address in a contract. Host and scheme are the environment's.

use sne_cotation_common::path::stays_in_place;
use sne_cotation_common::text::{contains, has_any};

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
