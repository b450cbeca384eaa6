//! Which way values go.

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// To the API, which is not told what is `readOnly`.
    Request,
    /// From the API.
    Response,
}
