//! Text in JSON becomes the document that it says: as `serde_json` understands it, and as `JSON.parse` does where that
//! refuses.

#![expect(clippy::panic, reason = "a test that panics is a test that fails")]

mod support;

use serde_json::{Value as Json, json};
use sne_cotation_contract::flat::{Document, Kind};
use sne_cotation_contract::json::printer::print;
use sne_cotation_contract::json::reader::{Dialect, Fault, MOST_LEVELS, Reader, read};
use sne_cotation_contract::json::scan::Scanner;

use support::unflat;

fn document(text: &str) -> Document {
    read(text.to_owned(), Dialect::Json).unwrap_or_else(|fault| panic!("{fault:?} {text:.200}"))
}

fn parsed(text: &str) -> Json {
    unflat(document(text).root())
}

fn fault(text: &str) -> Fault {
    match read(text.to_owned(), Dialect::Json) {
        Ok(document) => panic!("{text:.200} is {}", unflat(document.root())),
        Err(fault) => fault,
    }
}

#[test]
fn what_serde_json_reads_is_read_as_the_same() {
    let texts = [
        "null",
        " true",
        "\tfalse\r\n",
        "0",
        "-0.5e-3",
        "1.25E+1",
        "123456789.25",
        "9007199254740991",
        "[]",
        "{}",
        "[[],[{}],{\"a\":[]}]",
        r#""""#,
        r#""a""#,
        r#""exactly eight bytes are read at once, and ends are found at each of them""#,
        r#"" \" \\ \/ \b \f \n \r \t \u0000 \u00e9 \u20AC \uD83d\uDE00 ""#,
        r#""é€😀 in the middle of ééééééé and 😀😀😀""#,
        r#"{"é":1,"\u00e9a":2,"":3,"__proto__":{"toString":[1,-2.5,"x"]}}"#,
        "{ \"a\" : [ 1 , 2 ] , \"b\" : { \"c\" : null } }",
        "\"\u{7f}\u{2028}\u{2029}\"",
    ];
    for text in texts {
        let expected: Json = serde_json::from_str(text).expect("it is JSON");
        assert_eq!(parsed(text), expected, "{text}");
    }
}

#[test]
fn a_string_ends_where_it_ends_wherever_its_quote_and_its_escapes_are() {
    for before in 0..20 {
        for middle in ["\\n", "\\\"", "\\\\", "é", "\\ud83d\\ude00", "€", ""] {
            for after in 0..20 {
                let text = format!("[\"{}{middle}{}\",1]", "x".repeat(before), "y".repeat(after));
                assert_eq!(parsed(&text), serde_json::from_str::<Json>(&text).expect("it is JSON"), "{text}");
            }
        }
    }
}

#[test]
fn characters_are_counted_as_they_are_written_and_as_they_are_meant() {
    let count = |text: &str| Scanner::new(text.as_bytes()).text().map(|text| text.characters);
    for before in 0..20 {
        for (middle, expected) in [
            ("", 0),
            ("é", 1),
            ("€😀", 2),
            ("éééééééé", 8),
            ("\\n\\\"", 2),
            ("\\u00e9", 1),
            ("\\ud83d\\ude00", 1),
            ("\\ud83d\\n", 2),
            ("\\ud83d\\ud83d\\ude00", 2),
            ("\\ude00\\ud83d", 2),
        ] {
            let text = format!("\"{}{middle}€x\" and more", "x".repeat(before));
            assert_eq!(count(&text), Some(before + expected + 2), "{text}");
        }
    }
}

#[test]
fn what_is_no_json_is_refused_at_its_place() {
    let texts = [
        ("", 0),
        ("   ", 3),
        ("nul", 0),
        ("nulll", 4),
        ("True", 0),
        ("01", 1),
        ("-", 1),
        ("-a", 1),
        ("+1", 0),
        (".5", 0),
        ("1.", 2),
        ("1.e5", 2),
        ("1e", 2),
        ("1e+", 3),
        ("0x10", 1),
        ("NaN", 0),
        ("Infinity", 0),
        ("'a'", 0),
        ("[1,]", 3),
        ("[,1]", 1),
        ("[1 2]", 3),
        ("[1", 2),
        ("[1}", 2),
        ("{\"a\":1]", 6),
        ("{\"a\"}", 4),
        ("{\"a\" 1}", 5),
        ("{a:1}", 1),
        ("{\"a\":1,}", 7),
        ("{,}", 1),
        ("{\"a\":}", 5),
        ("]", 0),
        ("[]]", 2),
        ("1 1", 2),
        ("\"a", 2),
        ("\"\\", 2),
        ("\"\\x\"", 2),
        ("\"\\u12g4\"", 5),
        ("\"\\u123", 6),
        ("\"a\nb\"", 2),
        ("\"12345678\u{1}\"", 9),
        ("/* */1", 0),
        ("1//", 1),
        ("F1", 0),
        ("5n", 1),
        ("\u{b}1", 0),
        ("\u{a0}1", 0),
    ];
    for (text, place) in texts {
        assert_eq!(fault(text), Fault::Syntax(place), "{text}");
        assert!(serde_json::from_str::<Json>(text).is_err(), "{text}");
    }
    assert_eq!(fault("\u{feff}x"), Fault::Syntax(3));
}

#[test]
fn a_byte_order_mark_and_half_a_surrogate_pair_are_read_as_in_javascript() {
    assert_eq!(parsed("\u{feff} [1]"), json!([1]));
    assert_eq!(parsed(r#""a\ud83d""#), json!("a\u{fffd}"));
    assert_eq!(parsed(r#""\ude00\ud83d\u0041\ud83d\\""#), json!("\u{fffd}\u{fffd}A\u{fffd}\\"));
    assert_eq!(parsed(r#""\ud83d\ud83d\ude00""#), json!("\u{fffd}😀"));
}

#[test]
fn of_a_name_that_is_there_twice_the_last_value_counts_at_the_place_of_the_first() {
    let names = |text: &str| -> Vec<(String, Json)> {
        document(text).root().fields().map(|(name, value)| (name.to_owned(), unflat(value))).collect()
    };
    let pairs = |pairs: &[(&str, Json)]| -> Vec<(String, Json)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    };
    let text = r#"{"a":1,"b":2,"\u0061":{"x":[3]},"c":4,"a":5}"#;
    assert_eq!(names(text), pairs(&[("a", json!(5)), ("b", json!(2)), ("c", json!(4))]));
    let many: Vec<_> = (0..1_000).map(|number| format!("\"name {}\":{number}", number % 400)).collect();
    let read = names(&format!("{{{}}}", many.join(",")));
    assert_eq!(read.len(), 400);
    for (number, (name, value)) in read.iter().enumerate() {
        let last = if number < 200 { number + 800 } else { number + 400 };
        assert_eq!((name.as_str(), value), (format!("name {number}").as_str(), &json!(last)));
    }
}

#[test]
fn a_number_is_the_nearest_that_javascript_has_and_keeps_its_digits() {
    for (text, number) in [
        ("9007199254740991", 9_007_199_254_740_991.0),
        ("-9007199254740993", -9_007_199_254_740_992.0),
        ("9223372036854775807", 9_223_372_036_854_775_808.0),
        ("-99999999999999999999", -1e20),
        ("1e400", f64::INFINITY),
        ("1e25", 1e25),
        ("1.50", 1.5),
        ("0.1000000000000000055511151231257827", 0.1),
    ] {
        let document = document(text);
        assert_eq!((document.root().kind(), document.root().letters()), (Kind::Number, text));
        assert_eq!(document.root().number(), Some(number), "{text}");
    }
}

#[test]
fn javascript_says_what_json_cannot() {
    let text =
        r#"["op",{"f":F12,"s":S0,"o":O,"big":-12345678901234567890n,"small":5n,"round":1e25,"n":1234567890123456789}]"#;
    let document = read(text.to_owned(), Dialect::JavaScript).expect("it is a call");
    let given = document.root().nth(1);
    let [file, stream, other, big, small, rounded, number] =
        ["f", "s", "o", "big", "small", "round", "n"].map(|name| given.part(name));
    assert_eq!((file.kind(), file.word().place()), (Kind::File, 12));
    assert_eq!((stream.kind(), stream.word().place()), (Kind::Stream, 0));
    assert_eq!(other.kind(), Kind::Other);
    assert_eq!((big.kind(), big.letters()), (Kind::BigInteger, "-12345678901234567890"));
    assert_eq!((small.kind(), small.letters()), (Kind::BigInteger, "5"));
    assert_eq!((rounded.number(), number.number()), (Some(1e25), Some(1_234_567_890_123_456_789.0)));
    for text in ["F", "Fx", "F4294967296", "S-1", "1.5n", "1e3n", "P", "On"] {
        assert!(read(text.to_owned(), Dialect::JavaScript).is_err(), "{text}");
    }
}

#[test]
fn depth_and_number_of_values_have_bounds() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let most = MOST_LEVELS as usize;
        let nested = |depth: usize| format!("{}null{}", open.repeat(depth), close.repeat(depth));
        let document = document(&nested(most));
        let mut value = document.root();
        for _ in 0..MOST_LEVELS {
            value = value.item(0).or(value.entry(0).map(|(_, value)| value)).expect("it is that deep");
        }
        assert!(value.is_null());
        for depth in [most + 1, 100_000, 5_000_000] {
            assert_eq!(fault(&nested(depth)), Fault::TooDeep);
        }
        assert_eq!(fault(&open.repeat(5_000_000)), Fault::TooDeep);
    }
    assert_eq!(fault(&format!("[{}0]", "0,".repeat(4_000_000))), Fault::TooLarge);
}

#[test]
fn names_made_to_collide_take_no_longer_than_others() {
    // 200,000 of them, each a name of its own that begins as the others do.
    let prefix = "x".repeat(40);
    let fields: Vec<_> = (0..200_000).map(|number| format!("\"{prefix}{number:06}\":{number}")).collect();
    let document = document(&format!("{{{}}}", fields.join(",")));
    assert_eq!(document.root().len(), 200_000);
}

#[test]
fn a_text_that_is_read_in_slices_is_the_same_as_in_one() {
    let text = concat!(
        "\u{feff} {\"a\": [1, 2.5, \"x\\ny\", {}, []], \"é\": {\"a\": null, \"b\": true}, \"a\": 3, ",
        "\"n\": 1234567890123456789} "
    );
    let whole = unflat(document(text).root());
    for slice in 1..text.len() {
        let mut reader = Reader::new(text.to_owned(), Dialect::Json);
        let mut rounds = 1;
        while !reader.advance(slice).expect("it is JSON") {
            rounds += 1;
        }
        assert!(rounds <= text.len() / slice + 1);
        assert!(rounds > 1 || slice > text.len() / 2);
        assert_eq!(unflat(reader.finish().root()), whole, "{slice}");
    }
}

#[test]
fn what_is_printed_is_read_as_the_same() {
    let all: String = (0..=0x7F).map(char::from).collect();
    let values = [
        json!(null),
        json!([true, false, [], {}, [[]], {"": {}}]),
        json!({ all.clone(): all, "é\u{2028}😀": "\u{0}é\"\\/" }),
        json!([1, -2.5, 1e-7, 2.5e-300, 9_007_199_254_740_991_u64]),
    ];
    for value in values {
        let mut text = Vec::new();
        print(support::flat(&value).root(), &mut text);
        let text = String::from_utf8(text).expect("it is UTF-8");
        assert_eq!(serde_json::from_str::<Json>(&text).expect("it is JSON"), value, "{text}");
        assert_eq!(parsed(&text), value, "{text}");
    }
}

#[test]
fn digits_are_printed_as_they_came_and_a_file_as_its_number() {
    let text = "[1.50,123456789012345678901234567890,1E5,F7,S8,O,-5n]";
    let document = read(text.to_owned(), Dialect::JavaScript).expect("it is a call");
    let mut printed = Vec::new();
    print(document.root(), &mut printed);
    assert_eq!(String::from_utf8_lossy(&printed), "[1.50,123456789012345678901234567890,1E5,7,8,null,-5]");
}
