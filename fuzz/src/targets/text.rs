//! Our own helpers for texts. Parts: a text; another one.

use sne_cotation::core::quote::{is_business_code, is_code};
use sne_cotation_common::media::is_json;
use sne_cotation_common::text::{concat, contains, ends_with, split, split_once};

use crate::input::parts;

/// They do what the standard library's do; what looks like a code can be shown anywhere.
pub fn run(data: &[u8]) {
    let [text, other] = parts(data);
    for at in [b',', b'=', b'\n'] {
        assert_eq!(split_once(&text, at), text.split_once(char::from(at)));
        assert!(split(&text, at).eq(text.split(char::from(at)).map(str::trim_ascii)));
    }
    assert_eq!(contains(&text, &other), text.contains(&other));
    assert_eq!(concat(&text, &other), format!("{text}{other}"));
    assert_eq!(ends_with(&text, &other), text.to_ascii_lowercase().ends_with(&other.to_ascii_lowercase()));
    let is_identifier = |text: &str| text.chars().all(|it| it.is_ascii_alphanumeric() || "_-.".contains(it));
    let starts_with_letter = text.starts_with(|first: char| first.is_ascii_alphabetic());
    assert_eq!(is_code(&text), starts_with_letter && is_identifier(&text) && text.len() <= 64);
    assert!(!is_business_code(&text) || text.chars().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit()));
    assert!(!is_json(&text) || text.to_ascii_lowercase().contains("json"));
}
