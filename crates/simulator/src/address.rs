//! The parts of an absolute `https` address that the platform looks at.

/// Host, path and query of a request, borrowed from its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    pub(crate) host: &'a str,
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
}

impl<'a> Address<'a> {
    /// Reads an absolute address (RFC 3986 section 3). `None` when it is not `https`, or carries user information or a
    /// port other than 443: nothing of PISTE answers there.
    pub(crate) fn parse(url: &'a str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        if !scheme.eq_ignore_ascii_case("https") {
            return None;
        }
        let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
        let (before_query, query) = rest.split_once('?').unwrap_or((rest, ""));
        let path_start = before_query.find('/').unwrap_or(before_query.len());
        let (authority, path) = before_query.split_at_checked(path_start)?;
        let host = authority.strip_suffix(":443").unwrap_or(authority);
        if host.is_empty() || host.contains(['@', ':']) {
            return None;
        }
        Some(Self { host, path: if path.is_empty() { "/" } else { path }, query })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_path_and_query_are_told_apart() {
        let address = Address::parse("HTTPS://api.piste.gouv.fr:443/a/b?c=d?e#f").unwrap();
        assert_eq!(address, Address { host: "api.piste.gouv.fr", path: "/a/b", query: "c=d?e" });
        assert_eq!(Address::parse("https://h").unwrap().path, "/");
        assert_eq!(Address::parse("https://h?q=/").unwrap(), Address { host: "h", path: "/", query: "q=/" });
    }

    #[test]
    fn what_is_not_plain_https_is_nobodys_address() {
        for url in ["", "/a", "http://h/", "https://", "https://u@h/", "https://h:8443/", "https://[::1]/", "ftp://h"] {
            assert_eq!(Address::parse(url), None, "{url}");
        }
    }
}
