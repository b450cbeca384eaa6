//! Hosts: whether one is this machine.

use crate::text::split;

/// Whether a host name means this machine: `localhost`, or an address of the loopback ranges. What is below `localhost`
/// should too (RFC 6761, section 6.3), but resolvers may ask the network for it. A URL parser must have read it before:
/// then whatever ends in a number is an IPv4 address in its usual form.
#[inline]
#[must_use]
pub fn is_loopback(hostname: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_v4 = |rest: &str| split(rest, b'.').all(is_number);
    hostname == "localhost" || hostname == "[::1]" || hostname.strip_prefix("127.").is_some_and(is_v4)
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_this_machine_is_loopback() {
        for name in ["localhost", "127.0.0.1", "127.8.9.1", "[::1]"] {
            assert!(is_loopback(name), "{name}");
        }
        let others = [
            "localhost.example",
            "sne.localhost",
            "127.0.0.1.example",
            "127.0.0.1..",
            "127..",
            "10.0.0.1",
            "[::2]",
            "example",
            "",
        ];
        for name in others {
            assert!(!is_loopback(name), "{name}");
        }
    }
}
