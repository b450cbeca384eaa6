//! The four hosts behind one local server: the first path segment is the first label of the host.

use crate::environment::Host;

/// The PISTE address that a request target of a local server stands for: `/sandbox-api/x?y` is
/// `https://sandbox-api.piste.gouv.fr/x?y`. `None` when the first segment is no host of PISTE's.
///
/// ```
/// use sne_cotation_simulator::from_local;
///
/// assert_eq!(
///     from_local("/oauth/api/oauth/token").as_deref(),
///     Some("https://oauth.piste.gouv.fr/api/oauth/token"),
/// );
/// assert_eq!(from_local("/favicon.ico"), None);
/// ```
#[must_use]
pub fn from_local(target: &str) -> Option<String> {
    let rest = target.strip_prefix('/')?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (label, tail) = rest.split_at_checked(end)?;
    let host = Host::from_label(label)?;
    Some(format!("https://{}{tail}", host.name()))
}

/// The address on a local server at `base` (without a final slash) that stands for a PISTE address; the inverse of
/// [`from_local`], needed for `Location`. `None` for addresses that are not PISTE's.
///
/// ```
/// use sne_cotation_simulator::to_local;
///
/// assert_eq!(
///     to_local("https://api.piste.gouv.fr/a?b", "http://127.0.0.1:1").as_deref(),
///     Some("http://127.0.0.1:1/api/a?b"),
/// );
/// ```
#[must_use]
pub fn to_local(url: &str, base: &str) -> Option<String> {
    let rest = url.strip_prefix("https://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (name, tail) = rest.split_at_checked(end)?;
    let host = Host::from_name(name)?;
    Some(format!("{base}/{}{tail}", host.label()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_host_goes_there_and_back() {
        for host in Host::ALL {
            let url = format!("https://{}/a/b?c=d", host.name());
            let local = to_local(&url, "").unwrap();
            assert_eq!(local, format!("/{}/a/b?c=d", host.label()));
            assert_eq!(from_local(&local), Some(url));
        }
    }

    #[test]
    fn what_belongs_to_no_host_is_not_mapped() {
        for target in ["", "/", "api/x", "/apix/x", "//api/x", "*", "/é"] {
            assert_eq!(from_local(target), None, "{target}");
        }
        for url in ["http://api.piste.gouv.fr/", "https://example.org/", "/login"] {
            assert_eq!(to_local(url, ""), None, "{url}");
        }
    }
}
