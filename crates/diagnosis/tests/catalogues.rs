//! The catalogues are in step with the lists, complete in both languages, and say the same in both.

#![expect(clippy::expect_used, reason = "a test that panics is a test that fails")]

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sne_cotation_diagnosis::cause::Cause;
use sne_cotation_diagnosis::finding::Finding;
use sne_cotation_diagnosis::probe::Probe;
use sne_cotation_diagnosis::step::{Status, Step};

const IDS: &str = include_str!("../src/messages/ids.json");

fn texts() -> [Value; 2] {
    let parse = |text: &str| serde_json::from_str(text).expect("JSON");
    [parse(include_str!("../src/messages/fr.json")), parse(include_str!("../src/messages/en.json"))]
}

/// The names between braces.
fn facts(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn the_lists_for_javascript_are_in_step() {
    let ids: Value = serde_json::from_str(IDS).expect("JSON");
    let list = |all: Vec<&str>| json!(all);
    let expected = [
        ("steps", list(Step::ALL.iter().map(|it| it.id()).collect())),
        ("statuses", list(Status::ALL.iter().map(|it| it.id()).collect())),
        ("probes", list(Probe::ALL.iter().map(|it| it.id()).collect())),
        ("findings", list(Finding::ALL.iter().map(|it| it.id()).collect())),
        ("causes", list(Cause::ALL.iter().map(|it| it.id()).collect())),
    ];
    for (name, list) in expected {
        assert_eq!(ids[name], list, "make {name} of messages/ids.json this: {list}");
    }
    assert_eq!(ids["guides"].as_array().map(Vec::len), Some(10));
}

#[test]
fn every_id_has_its_texts_and_no_text_is_left_over() {
    let ids = |all: Vec<&'static str>| all.into_iter().collect::<BTreeSet<_>>();
    for texts in texts() {
        assert_eq!(keys(&texts["steps"]), ids(Step::ALL.iter().map(|it| it.id()).collect()));
        assert_eq!(keys(&texts["findings"]), ids(Finding::ALL.iter().map(|it| it.id()).collect()));
        assert_eq!(keys(&texts["causes"]), ids(Cause::ALL.iter().map(|it| it.id()).collect()));
    }
}

#[test]
fn the_texts_say_the_same_in_both_languages() {
    let [fr, en] = texts();
    compare(&fr, &en, "");
}

fn compare(fr: &Value, en: &Value, place: &str) {
    if let (Some(fr), Some(en)) = (fr.as_str(), en.as_str()) {
        assert_eq!(facts(fr), facts(en), "{place}");
        assert!(!fr.is_empty() && !en.is_empty(), "{place}");
        return;
    }
    assert_eq!(keys(fr), keys(en), "{place}");
    for key in keys(fr) {
        compare(&fr[key], &en[key], &format!("{place}/{key}"));
    }
}

#[test]
fn what_can_fail_says_what_to_do() {
    for texts in texts() {
        for cause in Cause::ALL {
            for part in ["message", "advice"] {
                assert!(
                    texts["causes"][cause.id()][part].as_str().is_some_and(|text| text.len() > 20),
                    "{}",
                    cause.id()
                );
            }
        }
    }
}
