//! Why no answer came: each code of a platform's, and what is said of it.

mod support;

use sne_cotation_common::environment::Environment;
use sne_cotation_diagnosis::setup::Setup;
use support::*;

/// The causes of a silence of the authorisation server's.
fn causes(setup: Setup, code: &'static str) -> String {
    let told = told(setup, World { ask_server: silence(code), ..good() });
    told.strip_prefix("oF--o--- authorization-server: ").map(str::to_owned).unwrap_or(told)
}

#[test]
fn each_code_of_the_platform_has_its_causes() {
    for (codes, expected) in [
        (&["ENOTFOUND", "EAI_AGAIN"][..], "no-network proxy-needed"),
        (&["ECONNREFUSED"], "firewall other-protocol"),
        (&["EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL"], "other-protocol no-network firewall"),
        (&["ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT"], "firewall proxy-needed server-down"),
        (&["ECONNRESET", "UND_ERR_SOCKET", "EPIPE"], "server-down firewall incident"),
        (&["CERT_HAS_EXPIRED"], "certificate-expired clock"),
        (&["CERT_NOT_YET_VALID"], "clock certificate-expired"),
        (
            &["SELF_SIGNED_CERT_IN_CHAIN", "DEPTH_ZERO_SELF_SIGNED_CERT", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
            "certificate-intercepted certificate-name",
        ),
        (&["ERR_TLS_CERT_ALTNAME_INVALID"], "certificate-name certificate-intercepted"),
        (&["EPROTO", "ERR_SSL_WRONG_VERSION_NUMBER"], "not-tls intercepted"),
        (&["HPE_INVALID_CONSTANT"], "intercepted token-address-wrong"),
        (&["", "SOMETHING_NEW"], "no-network firewall proxy-needed"),
    ] {
        for code in codes {
            assert_eq!(causes(SANDBOX, code), expected, "{code}");
        }
    }
}

#[test]
fn a_proxy_that_is_announced_and_not_used_comes_first_unless_somebody_has_answered() {
    let setup = Setup { ignores_proxy: true, ..SANDBOX };
    for code in ["ENOTFOUND", "ETIMEDOUT", "ECONNREFUSED", "EHOSTUNREACH", ""] {
        assert!(causes(setup, code).starts_with("proxy-ignored "), "{code}");
    }
    for code in ["CERT_HAS_EXPIRED", "SELF_SIGNED_CERT_IN_CHAIN", "EPROTO", "HPE_INVALID_CONSTANT"] {
        assert!(!causes(setup, code).contains("proxy-ignored"), "{code}");
    }
}

#[test]
fn only_an_address_of_ones_own_can_be_misspelt() {
    let own = Setup { server: Environment::Custom, ..SANDBOX };
    assert_eq!(causes(own, "ENOTFOUND"), "name-wrong no-network proxy-needed");
    let ignoring = Setup { ignores_proxy: true, ..own };
    assert_eq!(causes(ignoring, "ENOTFOUND"), "proxy-ignored name-wrong no-network proxy-needed");
    assert_eq!(causes(own, "ECONNREFUSED"), "nothing-listens firewall other-protocol");
}
