//! A request on its way through the servers.

use crate::address::Address;
use crate::environment::Host;
use crate::http::Request;

/// A request on its way, with its address taken apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    pub(crate) request: &'a Request,
    pub(crate) address: Address<'a>,
    pub(crate) host: Host,
}
