//! Patterns: what they mean, against JavaScript's own `RegExp` too, and that those made to harm end.

#![expect(clippy::string_slice, clippy::panic, clippy::expect_used, reason = "tests")]

use std::process::Command;

use serde_json::Value as Json;
use sne_cotation_contract::pattern::{Fault, Pattern, Truth};

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

/// What Java's `@Pattern` has, as springfox exports it.
const JAVA_ROWS: &[Row] = &[
    // Flags, from where they are to the end of their group.
    ("^(?i)[a-z]+$", &["abc", "ABC", "aBc"], &["", "a1"]),
    ("^(?i:oui|non)!$", &["OUI!", "Non!"], &["peutêtre!"]),
    ("^a((?i)b)c$", &["abc", "aBc"], &["Abc", "abC"]),
    ("^(?i)a(?-i)b$", &["Ab", "ab"], &["aB", "AB"]),
    ("^(?i)a|b$", &["A", "B"], &["c"]),
    ("(?i)^[^a-f]+$", &["xyz", "XYZ"], &["xAy", "a"]),
    ("(?s)^a.b$", &["a\nb", "axb"], &["ab"]),
    ("(?m)^b$", &["b", "a\nb", "a\r\nb\nc"], &["ab", "ba\nab"]),
    ("(?im)^B$", &["a\nb"], &["ab"]),
    ("(?x) ^ [0-9]{2} # jour\n / [0-9] {2} $", &["31/01"], &["31 / 01", " 31/01"]),
    (r"(?x)^a\ b\#$", &["a b#"], &["ab"]),
    ("(?iu)^é+$", &["é", "É"], &["a"]),
    // Ends of a text and of its lines.
    (r"\A[a-z]+\z", &["abc"], &["abc\n", "1abc", "a b"]),
    (r"\A[a-z]+\Z", &["abc", "abc\n", "abc\r\n"], &["abc\nd", "a1"]),
    (r"^a\Rb$", &["a\nb", "a\r\nb", "a\u{2028}b"], &["ab", "a\n\nb"]),
    (r"^[a-z]+$\s*", &["abc\n"], &["ab1"]),
    ("^*a$?", &["a", "ba"], &["b"]),
    // Classes with a letter of their own.
    (r"^\h+$", &[" \t"], &["\n", "a"]),
    (r"^\H+$", &["a\n"], &["a b"]),
    (r"^[\h,]+$", &[" ,\t"], &["a"]),
    (r"^\v$", &["\n", "\u{b}"], &["v", " "]),
    (r"^\V+$", &["a v"], &["a\nb"]),
    (r"^\e\a\x{41}\x{1F600}\u00e9\0101\012$", &["\u{1b}\u{7}A😀éA\n"], &["eaA😀éA\n"]),
    // Quoted.
    (r"^\Qa.b\E+$", &["a.b", "a.bbb"], &["axb", "a.b+"]),
    (r"^\Q\\E[\Q]^-\Ex]+$", &["\\]-x^"], &["\\a", "]"]),
    (r"^[0-9]+\Q€/m²", &["5€/m²"], &["5€/m", "€/m²"]),
    // What is not given back: refused is what would not match even if it were.
    ("^[a-z]++[0-9]$", &["abc1"], &["abc", "abc12"]),
    ("^(?>a|ab)c$", &["ac"], &["ad", "c"]),
    ("^a?+b*+c{1,2}+$", &["abbc", "cc"], &["ab", "ccc"]),
    ("^(?!a++b)", &["ac"], &[]),
    // Classes of classes.
    ("^[a-z&&[^aeiou]]+$", &["bcd"], &["abc", "b1"]),
    ("^[a-c[x-z]0]+$", &["axz0"], &["d", "w"]),
    (r"^[\w&&[^\d_]&&[^a-c]]+$", &["xyz"], &["x1", "a", "_"]),
    ("^[a-f&&def]$", &["d", "f"], &["g", "1"]),
    ("^[^a-c[x-z]]$", &["d"], &["a", "y"]),
    ("^[]a]+$", &["]a"], &["b", ""]),
    // Properties. Beyond ASCII, what they are is not known here.
    (r"^[\p{L}' -]+$", &["Éléonore d'Aquitaine", "Œuvre"], &["R2D2", "a_b", ""]),
    (r"^\pL\pN$", &["a1", "é1", "é²"], &["11", "aa"]),
    (r"^\p{Lu}\p{Ll}+$", &["Abc", "Éa"], &["abc", "ABC", "É1"]),
    (r"^\p{IsAlphabetic}+$", &["abc", "œ"], &["a b", "1"]),
    (r"^\P{L}+$", &["12 .", "é"], &["a"]),
    (r"^[^\p{L}]+$", &["12", "é"], &["1a"]),
    (r"^\p{javaLowerCase}\p{script=Latin}\p{general_category=Nd}$", &["aB1"], &["AB1", "a11"]),
    (r"^\p{Digit}\p{XDigit}\p{Alnum}\p{Punct}$", &["1fz!"], &["1gz!", "1fza", "１fz!"]),
    (r"^\p{Alpha}\p{Upper}\p{Lower}$", &["aBc", "éÉé"], &["aBC", "1Bc"]),
    (r"^\p{Punct}+$", &["!/:@[`{~_"], &["a", " ", "é"]),
    (r"^\p{P}+$", &["!#%*,/:;?@[]_{}"], &["$", "+", "a"]),
    (r"^\p{S}+$", &["$+<>^`|~"], &["!", "a"]),
    (r"(?U)^\w+$", &["été", "a1"], &["a b"]),
    (r"(?U)^[^\S]\W$", &["\u{85}\u{85}", " é"], &["a ", " a"]),
    // Groups with a name as Python has them.
    ("^(?P<an>[0-9]{4})$", &["2026"], &["x"]),
    // Written as JavaScript and PHP have them.
    ("/^[a-z]+$/i", &["abc", "ABC"], &["1", "a1"]),
    ("/^[0-9]{5}$/", &["75001"], &["7500"]),
    ("/^a b$/x", &["ab"], &["b"]),
    ("/^a$/m", &["b\na"], &["ab"]),
    ("^/v1/[a-z]+/$", &["/v1/abc/"], &["v1/abc"]),
    ("/v1/[a-z]+", &["x/v1/abc"], &["v1/abc", "/v1/"]),
];

#[test]
fn patterns_mean_what_java_says() {
    check(JAVA_ROWS);
}

#[test]
fn patterns_mean_what_ecma_262_says() {
    check(ROWS);
}

/// Where JavaScript and Java make different things of a pattern, what either finds is found.
#[test]
fn a_text_is_refused_only_by_both() {
    check(&[
        ("^[a&&b]+$", &["a&b"], &["c"]),
        ("^[a-z&&[^aeiou]]$", &["b", "&]"], &["a", "1"]),
        ("^[[a]b]$", &["a", "b", "[b]"], &["c", "b]x"]),
        ("^[]x]$", &["x", "]"], &["y"]),
        (r"^\h\e\a\z$", &["heaz"], &["heax"]),
        (r"^\0101$", &["A", "\u{8}1"], &["0101"]),
        ("^a{,2}$", &["", "a", "aa", "a{,2}"], &["aaa", "b"]),
        ("^a{1, 2}$", &["a", "aa", "a{1, 2}"], &["", "aaa"]),
        ("^a{ 2 }$", &["aa", "a{ 2 }"], &["a"]),
        (r"^\s$", &[" ", "\u{a0}"], &["a"]),
        (r"^\S$", &["a", "\u{a0}"], &[" "]),
        ("^.$", &["a", "\u{85}"], &["\u{2028}"]),
        (r"\bété\b", &["été"], &["ete"]),
        (r"\bete\b", &["ete"], &["etes"]),
    ]);
}

#[test]
fn how_sure_a_match_is() {
    let rows = [
        (r"^\p{L}+$", "abc", Truth::Yes),
        (r"^\p{L}+$", "été", Truth::Perhaps),
        (r"^\p{L}+$", "été1", Truth::No),
        ("(?i)^é$", "É", Truth::Perhaps),
        ("(?i)^é$", "é", Truth::Yes),
        ("(?i)^é$", "E", Truth::No),
        ("^(?!(?>a|b)c)", "ac", Truth::Perhaps),
        ("^(?!(?>a|b)c)", "ad", Truth::Yes),
        ("^[a-z&&[^b]]$", "a", Truth::Yes),
    ];
    for (pattern, text, expected) in rows {
        let found = Pattern::new(pattern).unwrap().find(text, &mut 10_000);
        assert_eq!(found, Some(expected), "{pattern} in {text}");
    }
}

fn check(rows: &[Row]) {
    for (pattern, found, not_found) in rows {
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
        "a{2,1}", "[b-a]", "a|*", "(?:+)", "a???", "(?=", "(?i", "(?i-", "(?#a)", "(?ia)", "(?>a", "(?P<a", "a+++",
        r"[a&&b\", "[a[b", r"(?i)\i", "(?i)a{x}", "(?i){x", "/(/", "/a/q(",
    ] {
        assert_eq!(fault(pattern), Some(Fault::Syntax), "{pattern}");
    }
}

/// What is read in other ways by other engines, too, is not enforced.
#[test]
fn what_is_not_known() {
    for pattern in [
        r"(a)\1",
        r"(?<a>b)\k<a>",
        r"\12",
        r"[\7]",
        "(?<=a)b",
        "(?<!a)b",
        r"\p{Inconnu}",
        r"\pX",
        r"[^\P{Inconnu}]",
        r"\p{L",
        "[[:alpha:]]",
        "[[.a.]]",
        "[a-z-[aeiou]]",
        r"[\w-[\d]]",
        "[^a-z&&[^b]]",
        "[a&&]",
        "[&&a]",
        "[a&&&b]",
        "(?x)[a b]",
        r"\X",
        r"\G",
        r"\K",
        r"\i",
        r"\N{DIGIT ONE}",
        r"(?i)(a)\1",
        r"/(a)\1/i",
    ] {
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
    assert_eq!(fault("a{0,99999999999999999999}$"), Some(Fault::Unknown));
    assert!(is_found("^b?a{0,99999999999999999999}", "a"), "at the end, more of them make no difference");
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
    assert_eq!(fault(&"[a".repeat(30_000)), Some(Fault::Unknown));
    assert_eq!(fault(&format!("[{}]", r"\W".repeat(32_000))), Some(Fault::Unknown));
    assert!(is_found(&format!("^{}a{}$", "[".repeat(99), "]".repeat(99)), "a"));
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
    let pattern = Pattern::new("^(?:a*b?){2000}$").unwrap();
    assert_eq!(pattern.matches(&"a".repeat(1_000)), Some(true));
    assert_eq!(pattern.matches(&format!("c{}", "a".repeat(100_000))), None);
    let mut steps = 200;
    let fresh = || Pattern::new("^a+$").unwrap();
    assert_eq!(fresh().matches_within("aaa", &mut steps), Some(true));
    let used = 200 - steps;
    assert!((10..=100).contains(&used), "{used}");
    assert_eq!(fresh().matches_within("aaa", &mut used.clone()), Some(true));
    assert_eq!(fresh().matches_within("aaa", &mut (used - 1)), None);
    assert_eq!(fresh().matches_within(&"a".repeat(500), &mut steps), None);
    // Each range of a class counts.
    let wide = Pattern::new(&format!("^[{}]$", "b".repeat(1_000))).unwrap();
    assert_eq!(wide.matches_within("a", &mut 1_000), None);
}

/// Texts that were looked through before are looked through faster, with the same result.
#[test]
fn what_a_pattern_has_found_out_helps_it() {
    let pattern = Pattern::new("^(?:[a-f0-9]{2}-){4}[é-ü]*$").unwrap();
    let mut left = [0; 2];
    for text in ["a0-b1-c2-d3-", "a0-b1-c2-d3-éê", "a0-b1-c2-d", "", "a0-b1-c2-d3-éx", "ga0-b1-c2-d3-"] {
        let expected = Pattern::new("^(?:[a-f0-9]{2}-){4}[é-ü]*$").unwrap().matches(text);
        for left in &mut left {
            *left = 10_000;
            assert_eq!(pattern.matches_within(text, left), expected, "{text}");
        }
        assert!(left[1] >= left[0], "{text}: {left:?}");
    }
    assert_eq!(left[1], 10_000 - 14, "a place a step");
    // More states than are kept.
    let pattern = Pattern::new("^(?:a|b{2}|[^c]d){3,90}$").unwrap();
    for _ in 0..3 {
        for count in 0..100 {
            let text = "abbxd".repeat(count);
            assert_eq!(pattern.matches(&text), Some((1..=30).contains(&count)), "{count}");
        }
    }
}

#[test]
fn patterns_find_what_javascript_finds() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pattern/oracle.mjs");
    let output =
        Command::new("node").args([script, "1", "6000"]).output().expect("Node, which the package is built with");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (mut counts, mut unsure) = ([0; 3], 0);
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let answer: Json = serde_json::from_str(line).unwrap();
        let source = answer[0].as_str().unwrap();
        let of = match (Pattern::new(source), answer[1].as_array()) {
            // A backslash and a digit: JavaScript may take it for an octal number.
            (Err(Fault::Unknown), _) => 0,
            (Err(Fault::Syntax), None) => 1,
            (Ok(_), None) if is_java(source) => 1,
            (Ok(pattern), Some(texts)) => {
                for text in texts {
                    let (text, is_found) = (text[0].as_str().unwrap(), text[1].as_bool().unwrap());
                    let found = pattern.find(text, &mut 1_000_000).expect("decided");
                    unsure += usize::from(found == Truth::Perhaps);
                    // What is JavaScript's alone, or Java's, is never refused.
                    let may_be = found == Truth::Perhaps || (found == Truth::Yes && is_java(source));
                    assert!(may_be || is_found == (found == Truth::Yes), "{source:?} in {text:?}: {found:?}");
                }
                2
            }
            (pattern, answer) => panic!("{source:?} is {:?} here, and there {answer:?}", pattern.err()),
        };
        counts[of] += 1;
    }
    let [unknown, refused, tried] = counts;
    assert!(tried > 4_000 && refused > 300 && unknown < 600, "{counts:?}");
    assert!(unsure < tried, "{unsure} of {tried} times nine");
}

/// Whether a pattern has something in it of which Java makes something else.
fn is_java(source: &str) -> bool {
    let counted = ["*+", "++", "?+", "}+", "^*", "$*", "^+", "$+", "^?", "$?", "^{", "${", r"\b", r"\B", "(?i", "(?<n"];
    counted.iter().chain(&[r"\a", r"\v", r"\0", "[]", "[^]", "&&", "{,"]).any(|sign| source.contains(sign))
        || source.split(']').any(|part| part.matches('[').count() > 1)
}

/// What cannot be meant as it stands is not enforced.
#[test]
fn masks_doubled_escapes_and_what_nothing_matches_are_not_known() {
    for pattern in [
        "dd/MM/yyyy",
        "yyyy-MM-dd'T'HH:mm:ss",
        "AAAA-MM-JJ",
        "HH:mm",
        "99999",
        "99 999",
        "XXX-9999",
        r"^\\d{5}$",
        r"^[\\w.-]+$",
        r"^[^@]+@[^@]+\\.fr$",
        "#^[0-9]{5}$#",
        "~^[a-z]+$~i",
        "'^[a-z]+$'",
        "a^b",
    ] {
        assert_eq!(Pattern::new(pattern).unwrap_err(), Fault::Unknown, "{pattern}");
    }
    for (pattern, text) in [
        ("MM", "MM"),
        ("99", "99"),
        ("(?:^a|b)$", "b"),
        ("^$", ""),
        ("a*^b", "b"),
        ("(?m)a$\n^b", "a\nb"),
        (r"^[A-Z]:\\[a-z]+$", r"C:\a"),
        ("$", "a"),
    ] {
        assert_eq!(Pattern::new(pattern).map(|it| it.matches(text)), Ok(Some(true)), "{pattern}");
    }
}
