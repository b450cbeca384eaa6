//! Patterns: what they mean, against JavaScript's own `RegExp` too, and that those made to harm end.

#![expect(clippy::string_slice, clippy::panic, clippy::expect_used, reason = "tests")]

use std::process::Command;

use serde_json::Value as Json;
use sne_cotation_contract::pattern::{Fault, Pattern};

fn is_found(pattern: &str, text: &str) -> bool {
    let pattern = Pattern::new(pattern).unwrap_or_else(|fault| panic!("{pattern}: {fault:?}"));
    pattern.matches(text).expect("decided")
}

fn fault(pattern: &str) -> Option<Fault> {
    Pattern::new(pattern).err()
}

/// A pattern, what it is found in, and what not.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const ROWS: &[Row] = &[
    // What contracts have.
    (r"^\d{4}-\d{2}-\d{2}$", &["2026-01-31"], &["2026-1-31", "2026-01-31 ", "x2026-01-31", ""]),
    (r"^[0-9]{14}$", &["12345678901234"], &["1234567890123", "123456789012345", "1234567890123x"]),
    (r"^(?=.*\d)(?=.*[a-z])(?!.* ).{4,8}$", &["abc1", "1abcdefg"], &["abcd", "1234", "ab 1", "ab1", "abcdefgh1"]),
    (r"^[A-Za-zÀ-ÖØ-öø-ÿ' -]+$", &["Éléonore d'Aquitaine", "Saint-Étienne"], &["", "Œuf", "A1"]),
    ("^ERR[A-Z]+[0-9]{4}$", &["ERRAUTUSR0001"], &["ERR0001", "errautusr0001"]),
    ("^$", &[""], &["a", "\n"]),
    ("", &["", "a"], &[]),
    // Anywhere, unless it says where.
    ("b", &["abc", "b"], &["", "a"]),
    ("^b", &["bc"], &["ab", "a\nb"]),
    ("b$", &["ab"], &["ba", "b\n"]),
    ("^a|b$", &["ax", "xb"], &["xax", "bx"]),
    (r"\bmot\b", &["le mot", "mot"], &["mots", "émoti"]),
    (r"\Bo\B", &["mot"], &["o", "mo"]),
    // Signs and classes.
    (".", &["a", "é", "😀"], &["", "\n", "\r", "\u{2028}", "\u{2029}"]),
    ("^.$", &["😀"], &["😀😀"]),
    ("^[😀-😂]$", &["😁"], &["a", "😃"]),
    (r"^[\s]$", &[" ", "\t", "\u{a0}", "\u{feff}", "\u{2028}", "\u{3000}"], &["a", "\u{85}", "\u{180e}", "\u{200b}"]),
    (r"^\w$", &["a", "Z", "0", "_"], &["é", "-", "ſ"]),
    (r"^[^\W_]$", &["a", "0"], &["_", "é"]),
    (r"^[\D\d]$", &["a", "0", "\n"], &["", "ab"]),
    ("[]", &[], &["", "a"]),
    ("^[^]$", &["a", "\n"], &["", "ab"]),
    (r"^[\]\-a]$", &["]", "-", "a"], &["\\", "b"]),
    (r"^[a\-z]$", &["a", "-", "z"], &["b"]),
    (r"^[\b]$", &["\u{8}"], &["b"]),
    (r"^[\w-z]$", &["a", "-", "z"], &["+"]),
    ("^[a-]$", &["a", "-"], &["b"]),
    (r"^\x41\u0042\u{43}\u{1F600}\uD83D\uDE00\cJ\0$", &["ABC😀😀\n\0"], &["ABC"]),
    (r"^\t\n\v\f\r$", &["\t\n\u{b}\u{c}\r"], &["tnvfr"]),
    (r"\uD83D", &[], &["😀", "a"]),
    // What older scripts may write.
    (r"^\-\_\é\x4\u12\c$", &["-_éx4u12\\c"], &[]),
    ("^a{,2}{$", &["a{,2}{"], &["aa{"]),
    ("^x{1}]}$", &["x]}"], &["x"]),
    (r"^[\c]$", &["\\", "c"], &["\u{3}"]),
    ("^(?=a)*b", &["b"], &["a"]),
    // How often.
    ("^a{2}$", &["aa"], &["a", "aaa"]),
    ("^a{2,}$", &["aa", "aaaa"], &["a"]),
    ("^a{0,2}?$", &["", "a", "aa"], &["aaa"]),
    ("^a{0}b$", &["b"], &["ab"]),
    ("^(?:ab?)*?c$", &["c", "ac", "abac"], &["bc"]),
    ("^(a*)*$", &["", "aaa"], &["b"]),
    ("^((a|b)+c?)+$", &["abcab", "a"], &["", "c"]),
    ("^(?:(?:a?)*b?)*c$", &["c", "aabac"], &["d"]),
    ("^(a{0,2}|b){3}$", &["", "ab", "aaaaaa", "aba"], &["aaaaaaa", "c"]),
    // Choices and groups.
    ("^(a|b|)c$", &["ac", "bc", "c"], &["abc"]),
    ("^(?<année>[0-9]+)$", &["2026"], &["x"]),
    ("^(?:a|bc|(d|e)f)$", &["a", "bc", "ef"], &["b", "d"]),
    // Looking ahead.
    ("a(?=b)", &["ab"], &["ac", "a"]),
    ("a(?!b)", &["ac", "a", "aba"], &["ab"]),
    ("^(?!(?!a))", &["a"], &["b", ""]),
    ("^(?:(?=a|bb)[ab])+$", &["aa"], &["ab", "abba"]),
    ("^(?!.*(?=x)(?!xy)).*$", &["xy", "axyb", ""], &["xz", "xyx"]),
];

#[test]
fn patterns_mean_what_ecma_262_says() {
    for (pattern, found, not_found) in ROWS {
        for text in *found {
            assert!(is_found(pattern, text), "{pattern} in {text:?}");
        }
        for text in *not_found {
            assert!(!is_found(pattern, text), "{pattern} not in {text:?}");
        }
    }
}

#[test]
fn what_is_no_pattern() {
    for pattern in [
        "(", ")", "a)", "(a", "(?", "(?a)", "(?<a", "[", "[a", r"[\]", r"\", "*", "+a", "a**", "a+*", "a{2}{3}", "{2}",
        "a{2,1}", "[b-a]", "^*", "$?", r"\b+", "a|*", "(?:+)", "(?i)a", "a???", "(?=",
    ] {
        assert_eq!(fault(pattern), Some(Fault::Syntax), "{pattern}");
    }
}

#[test]
fn what_is_not_known() {
    for pattern in [r"(a)\1", r"(?<a>b)\k<a>", r"\12", r"\01", r"[\7]", "(?<=a)b", "(?<!a)b", r"\p{L}", r"[^\P{Lu}]"] {
        assert_eq!(fault(pattern), Some(Fault::Unknown), "{pattern}");
    }
    assert!(is_found(r"^\p\P$", "pP"));
}

#[test]
fn the_first_fault_is_told() {
    assert_eq!(fault(r"\1("), Some(Fault::Unknown));
    assert_eq!(fault(r"*\1"), Some(Fault::Syntax));
}

/// What is too large is told, and what is as large as may be works.
#[test]
fn patterns_as_large_as_they_may_be() {
    assert!(is_found(&format!("^{}a{}$", "(".repeat(99), ")".repeat(99)), "a"));
    assert_eq!(fault(&format!("{}a{}", "(".repeat(101), ")".repeat(101))), Some(Fault::Unknown));
    assert_eq!(fault(&"(".repeat(60_000)), Some(Fault::Unknown));
    assert!(is_found("^a{8000}$", &"a".repeat(8_000)) && !is_found("^a{8000}$", &"a".repeat(7_999)));
    assert_eq!(fault("a{20000}"), Some(Fault::Unknown));
    assert_eq!(fault("a{4294967295}"), Some(Fault::Unknown));
    assert_eq!(fault("a{0,99999999999999999999}"), Some(Fault::Unknown));
    assert!(is_found("^(){4294967295}$", ""));
    assert_eq!(fault("(x?){1000}{1}"), Some(Fault::Syntax));
    for nested in ["((a{100}){100}){100}", "((((a?){99}){99}){99}){99}", "(?:(?=a{9000})b|(?=a{9000})c)"] {
        assert_eq!(fault(nested), Some(Fault::Unknown), "{nested}");
    }
    assert!(is_found("^(((){1000}){1000}){1000}$", ""));
    let signs: String = (0..10_000).filter_map(|number| char::from_u32(0x4E00 + number)).collect();
    let class = format!("^[{signs}]+$");
    assert!(is_found(&class, &signs[..3_000]) && !is_found(&class, "a"));
    assert_eq!(fault(&"[".repeat(65_537)), Some(Fault::Unknown));
    assert!(is_found(&format!("^(?:{}b)$", "a|".repeat(3_000)), "b"));
}

/// Patterns that others try for ever.
#[test]
fn patterns_that_are_made_to_harm() {
    let text = format!("{}!", "a".repeat(5_000));
    for pattern in [
        "^(a+)+$",
        "^(a*)*$",
        "^(a|a)*$",
        "^(a|aa)+$",
        "^([a-z]+)*$",
        "^(a?){30}$",
        r"^(\w+\s?)*$",
        "(.*)*(.*)*x",
        "^(?=(a+)+$)",
        "^((a*)*)*$",
        "^(?:(?:a?){20}b?){10}$",
        "(?:(?:(?:a|)*|)*|)*x",
    ] {
        assert!(!is_found(pattern, &text), "{pattern}");
    }
}

/// Where the time would be too long, that is said.
#[test]
fn the_steps_for_a_text_are_counted() {
    let pattern = Pattern::new("^(?:a?){4000}$").unwrap();
    assert_eq!(pattern.matches(&"a".repeat(4_000)), Some(true));
    assert_eq!(pattern.matches(&"a".repeat(100_000)), None);
    let pattern = Pattern::new("^a+$").unwrap();
    let mut steps = 200;
    assert_eq!(pattern.matches_within("aaa", &mut steps), Some(true));
    let used = 200 - steps;
    assert!((20..=100).contains(&used));
    assert_eq!(pattern.matches_within("aaa", &mut used.clone()), Some(true));
    assert_eq!(pattern.matches_within("aaa", &mut (used - 1)), None);
    assert_eq!(pattern.matches_within(&"a".repeat(500), &mut steps), None);
    // Each range of a class counts.
    let wide = Pattern::new(&format!("^[{}]$", "b".repeat(1_000))).unwrap();
    assert_eq!(wide.matches_within("a", &mut 1_000), None);
}

#[test]
fn patterns_find_what_javascript_finds() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pattern/oracle.mjs");
    let output =
        Command::new("node").args([script, "1", "6000"]).output().expect("Node, which the package is built with");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut counts = [0; 3];
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let answer: Json = serde_json::from_str(line).unwrap();
        let source = answer[0].as_str().unwrap();
        let of = match (Pattern::new(source), answer[1].as_array()) {
            // A backslash and a digit: JavaScript may take it for an octal number.
            (Err(Fault::Unknown), _) => 0,
            (Err(Fault::Syntax), None) => 1,
            (Ok(pattern), Some(texts)) => {
                for text in texts {
                    let (text, is_found) = (text[0].as_str().unwrap(), text[1].as_bool());
                    assert_eq!(pattern.matches(text), is_found, "{source:?} in {text:?}");
                }
                2
            }
            (pattern, answer) => panic!("{source:?} is {:?} here, and there {answer:?}", pattern.err()),
        };
        counts[of] += 1;
    }
    let [unknown, refused, tried] = counts;
    assert!(tried > 4_000 && refused > 300 && unknown < 300, "{counts:?}");
}
