//! Why no answer came, as far as the platform tells: by the codes of Node's errors, which Deno and Bun share in part.

use sne_cotation_common::certificate::is_of_unknown_authority;

/// What happened on the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Network {
    /// The name of the host is not known.
    NameUnknown,
    /// Nobody could be asked for it.
    NameServerSilent,
    /// Nothing listens there.
    Refused,
    /// No way leads there.
    NoRoute,
    /// Nothing comes back.
    Silent,
    /// The connection was cut.
    Cut,
    /// The certificate has expired.
    CertificateExpired,
    /// The certificate is not valid yet.
    CertificateEarly,
    /// The certificate is signed by somebody whom this machine does not know.
    CertificateUnknown,
    /// The certificate is for another host.
    CertificateName,
    /// What answers does not speak TLS, or none that is understood.
    NotTls,
    /// What answers does not speak HTTP.
    NotHttp,
    /// The platform does not say.
    #[default]
    Unknown,
}

impl Network {
    /// What a code says.
    #[must_use]
    pub fn of(code: &str) -> Self {
        match code {
            "ENOTFOUND" | "ENODATA" => Self::NameUnknown,
            "EAI_AGAIN" | "EAI_FAIL" => Self::NameServerSilent,
            "ECONNREFUSED" | "ConnectionRefused" => Self::Refused,
            "EHOSTUNREACH" | "ENETUNREACH" | "EADDRNOTAVAIL" | "EHOSTDOWN" | "ENETDOWN" => Self::NoRoute,
            "ETIMEDOUT" | "UND_ERR_CONNECT_TIMEOUT" | "UND_ERR_HEADERS_TIMEOUT" | "UND_ERR_BODY_TIMEOUT" => {
                Self::Silent
            }
            "ECONNRESET" | "EPIPE" | "UND_ERR_SOCKET" | "ECONNABORTED" | "ConnectionClosed" => Self::Cut,
            "CERT_HAS_EXPIRED" => Self::CertificateExpired,
            "CERT_NOT_YET_VALID" => Self::CertificateEarly,
            _ if is_of_unknown_authority(code) => Self::CertificateUnknown,
            "ERR_TLS_CERT_ALTNAME_INVALID" | "HOSTNAME_MISMATCH" => Self::CertificateName,
            _ if code == "EPROTO" || code.starts_with("ERR_SSL_") => Self::NotTls,
            _ if code.starts_with("HPE_") => Self::NotHttp,
            _ => Self::Unknown,
        }
    }
}
