//! Formats, by texts and numbers that have them and that have not.

#![expect(clippy::string_slice, clippy::panic, reason = "tests")]

mod support;

use serde_json::json;
use support::{Row, check_rows, found, pairs};

/// Holds texts of a format, and texts that are not.
fn check(format: &str, right: &[&str], wrong: &[&str]) {
    let schema = json!({ "format": format });
    for text in right {
        assert_eq!(found(&schema, &json!(text)), pairs(&[]), "{format} {text}");
    }
    for text in wrong {
        assert_eq!(found(&schema, &json!(text)), pairs(&[("", "format")]), "{format} {text}");
    }
    assert_eq!(found(&schema, &json!(1)), pairs(&[]), "{format} of what is no text");
}

#[test]
fn dates() {
    let right = &["2026-01-31", "2024-02-29", "2000-02-29", "0000-12-01", "2026-01-31Z", "2026-01-31+01:00"];
    let wrong = &[
        "2026-02-29",
        "1900-02-29",
        "2026-04-31",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "2026-1-31",
        "26-01-31",
        "2026/01/31",
        "2026-01-31T00:00:00Z",
        "",
        "2026-01-3",
        "2026-01-3é",
        "31/01/2026",
        "2026-01-31+25:00",
        "2026-01-31x",
        "2026-01-31[",
    ];
    check("date", right, wrong);
}

#[test]
fn times() {
    let right = &[
        "2026-01-31T23:59:59Z",
        "2026-01-31t00:00:00z",
        "2026-01-31T12:00:00.123456789+02:00",
        "1998-12-31T23:59:60Z",
        "1998-12-31T15:59:60.1-08:00",
        "1999-01-01T01:29:60+01:30",
        "1998-12-31T23:59:60+00:00",
    ];
    let wrong = &[
        "2026-01-31",
        "2026-01-31T24:00:00Z",
        "2026-01-31T12:60:00Z",
        "2026-01-31T12:00:00.Z",
        "2026-01-31T12:00:00+24:00",
        "2026-01-31T12:00:00+01:60",
        "1998-12-31T22:59:60Z",
        "1998-12-31T23:58:60Z",
        "2026-01-31T12:00:61Z",
        "2026-01-31T12:00:00Zx",
        "2026-02-30T12:00:00Z",
        "06/19/1963 08:30:06 PST",
        "2013-350T01:01:01",
        "1990-12-31",
        "1990-12-31T",
        "1990-12-31T12",
        "1990-12-31T12:",
        "1990-12-31X12:00:00Z",
    ];
    check("date-time", right, wrong);
}

#[test]
fn times_as_servers_write_them() {
    let right = &[
        "2018-11-15T21:08:59",
        "2018-11-15T21:08",
        "2018-11-15T21:08Z",
        "2018-11-15T21:08:59.123456789",
        "2018-11-15T21:08:59,123Z",
        "2018-11-15T21:08:59+0000",
        "2018-11-15T21:08:59.123-0130",
        "2018-11-15T21:08:59+01",
        "2018-11-15 21:08:59",
        "2018-11-15 21:08:59 +0100",
        "2018-11-15T21:08:59+01:00[Europe/Paris]",
        "2018-11-15T21:08:59Z[UTC]",
        "2018-11-15 21:08:59 UTC",
        "2018-11-15T21:08:59CEST",
        "2018-11-15 21:08:59 +0100 CET",
        "2016-12-31T23:59:60",
        "2017-01-01T05:29:60",
    ];
    let wrong = &[
        "2018-11-15 21:08:59 utc",
        "2018-11-15 21:08:59 +0100 Paris",
        "2018-11-15 UTC",
        "2018-11-15T21:08:59+1",
        "2018-11-15T21:08:59+01:0",
        "2018-11-15T21:08:59+01000",
        "2018-11-15T21:08:59  +0100",
        "2018-11-15T21:08:59[",
        "2018-11-15T21:08:59Z[UTC",
        "2018-11-15T21:08:59,",
        "2018-11-15T21:8:59",
        "2018-11-15T21:08:5",
        "2018-11-15T21:08:60",
        "2018-11-15T25:08",
        "2018-11-31T21:08:59",
    ];
    check("date-time", right, wrong);
}

#[test]
fn uuids() {
    let right = &[
        "123e4567-e89b-12d3-a456-426614174000",
        "123E4567-E89B-12D3-A456-426614174000",
        "123e4567e89b12d3a456426614174000",
        "{123e4567-e89b-12d3-a456-426614174000}",
        "urn:uuid:123e4567-e89b-12d3-a456-426614174000",
    ];
    let wrong = &[
        "123e4567-e89b-12d3-a456-42661417400g",
        "",
        "{123e4567-e89b-12d3-a456-426614174000",
        "123e4567-e89b-12d3-a456-42661417400",
        "123e4567-e89b-12d3-a456-4266141740000",
        "123e4567-e89b-12d3-a4564-26614174000",
        "123e4567e89b12d3a45642661417400g",
        "n'importe quoi",
    ];
    check("uuid", right, wrong);
}

#[test]
fn mail_addresses() {
    let right = &[
        "jeanne.martin@exemple.fr",
        "a@b",
        "te~st@example.com",
        "\"jeanne martin\"@exemple.fr",
        "a@[127.0.0.1]",
        "a@[IPv6:::1]",
        "a+b@c-d.fr",
        "a@b_c.fr",
        "a@b_c",
        "jérôme@exemple.fr",
        "a@é.fr",
        "\"a\\\"b\"@c.fr",
    ];
    let wrong = &[
        "2962",
        "@exemple.fr",
        "jeanne@",
        ".a@b.fr",
        "a.@b.fr",
        "a..b@c.fr",
        "a b@c.fr",
        "a@-b.fr",
        "a@b@c.fr",
        "\"a\"b\"@c.fr",
        "a@[1.2.3]",
        "a@[IPv6:1]",
        "a@b..fr",
    ];
    check("email", right, wrong);
}

#[test]
fn bytes() {
    let right = &[
        "",
        "TQ==",
        "TWE=",
        "TWFu",
        "+/+/",
        "TQ",
        "TWE",
        "TQ=",
        "TW_u",
        "-_-_",
        "TWFu\r\nTWFu\n",
        "TWFuT Q==",
        "0",
        "-128",
    ];
    let wrong = &["T", "T===", "TQ==TWFu", "====", "=", "TWFu=", "TQ===", "TWFuT", "T*Fu", "TWFé", "-"];
    check("byte", right, wrong);
}

#[test]
fn addresses() {
    let right = &[
        "http://foo.bar/?baz=qux#quux",
        "urn:oasis:names",
        "mailto:a@b.fr",
        "ftp://[2001:db8::7]/c=GB?one",
        "http://a:80/%20",
        "tel:+33-1",
        "http://u:p@[::1]:8/",
        "//foo.bar/?baz=qux#quux",
        "/abc",
        "http://a/é",
        "http://é.fr/",
        "http://a/b c",
        "http://a/b?c=d e",
        "http://a/{id}{?page}",
        "http://a?filter[b]=c|d^",
        "http://a#b/c?d",
        "images/logo.png",
        "www.example.org",
        "../a?b=c:d",
    ];
    let wrong = &[
        "abc",
        "\\\\WINDOWS\\fileshare",
        "http://a b/",
        "http://a/b ",
        "http://a/b|c",
        "mailto:a b",
        "http://a/%",
        "http://a/%2",
        "http://a/\"",
        "a b:c",
        "http:// a",
        "http://a/<>",
        "http://a/%zz",
        "1http://a",
        "http://a/#b#c",
        ":a",
        "a:b c/d",
        "un logo.png",
        "http://a/[b]",
        "",
    ];
    check("uri", right, wrong);
}

#[test]
fn ipv4_addresses() {
    let right = &["192.168.0.1", "0.0.0.0", "255.255.255.255", "10.20.30.249"];
    let wrong =
        &["256.0.0.1", "127.0", "1.2.3.", "1.2.3.00", "1.2.3.+4", "1.2.3", "1.2.3.4.5", "01.2.3.4", "0x7f000001", ""];
    check("ipv4", right, wrong);
}

#[test]
fn ipv6_addresses() {
    let right = &[
        "::",
        "::1",
        "1::",
        "1:2:3:4:5:6:7:8",
        "1::3:4:5:6:7:8",
        "::2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::",
        "::ffff:192.168.0.1",
        "1:2:3:4:5:6:1.2.3.4",
        "1:2:3:4:5::1.2.3.4",
        "fe80::1",
        "ABCD::",
        "::1.2.3.4",
        "1::1.2.3.4",
    ];
    let wrong = &[
        "12345::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "1::2::3",
        ":::",
        ":1",
        "1:",
        "::laptop",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:2:3:4:5:6::1.2.3.4",
        "::256.1.1.1",
        "fe80::1%eth0",
        "1.2.3.4::",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:1.2.3.4:2:3:4:5:6",
        "1.2.3.4",
        "",
    ];
    check("ipv6", right, wrong);
}

#[test]
fn names_of_hosts() {
    let (longest, long) = ("a".repeat(64), "a.".repeat(128));
    let right =
        &["www.exemple.fr", "a", "a-b.1", "www.exemple.fr.", "a_b.fr", "_a.b", "é.fr", &longest[..63], &long[..251]];
    let wrong = &["-a.fr", "a-.fr", "a_b", "a..b", "", ".", ".a", "a b", &longest, &long[..255]];
    check("hostname", right, wrong);
}

#[test]
fn other_formats_are_anything() {
    for format in ["password", "binary", "string", "float", "int32", "x"] {
        assert_eq!(found(&json!({ "format": format }), &json!("n'importe quoi")), pairs(&[]), "{format}");
    }
}

#[test]
fn formats_of_numbers() {
    let int32 = json!({ "type": "integer", "format": "int32" });
    let int64 = json!({ "type": "integer", "format": "int64" });
    check_rows(vec![
        Row(
            int32,
            vec![json!(2_147_483_647), json!(-2_147_483_648_i64), json!("big:5")],
            vec![
                (json!(2_147_483_648_i64), "", "format"),
                (json!(-2_147_483_649_i64), "", "format"),
                (json!("big:2147483648"), "", "format"),
            ],
        ),
        Row(json!({ "format": "int32" }), vec![json!(1)], vec![(json!(0.5), "", "format")]),
        Row(
            json!({ "type": "number", "format": "int32" }),
            vec![json!(0.5), json!(-2_147_483_648_i64)],
            vec![(json!(2_147_483_647.5), "", "format"), (json!(1e10), "", "format")],
        ),
        Row(json!({ "type": "number", "format": "int64" }), vec![json!(0.5)], vec![(json!(1e19), "", "format")]),
        Row(
            int64.clone(),
            vec![
                json!(9_007_199_254_740_991_i64),
                json!("big:9223372036854775807"),
                json!("big:-9223372036854775808"),
                json!("big:-1"),
            ],
            vec![
                (json!("big:9223372036854775808"), "", "format"),
                (json!("big:-9223372036854775809"), "", "format"),
                (json!("big:10000000000000000000"), "", "format"),
            ],
        ),
        Row(int64, vec![], vec![(json!(9_007_199_254_740_993_i64), "", "precision")]),
        Row(
            json!({ "format": "float" }),
            vec![json!(3.4e38), json!(-0.5)],
            vec![(json!(1e39), "", "format"), (json!(-1e39), "", "format")],
        ),
        Row(json!({ "format": "double" }), vec![json!(1e308)], vec![]),
    ]);
}
