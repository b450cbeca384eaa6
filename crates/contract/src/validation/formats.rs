//! Patterns and formats, those of numbers too.

use super::Validator;
use super::numbers::{float, is_int64, is_whole};
use crate::flat::{Value, ValueRef};
use crate::format::Format;
use crate::pointer::Pointer;
use crate::reason::Reason;

impl<'c> Validator<'c> {
    pub(super) fn check_pattern(&mut self, source: Value<'c>, value: Value<'_>, place: &Pointer<'_>) {
        let (Some(pattern), Some(text)) = (source.text(), value.text()) else { return };
        if !self.matches(source.word(), pattern, text) {
            self.refuse(Reason::RulePattern, ("pattern", pattern), value, place);
        }
    }

    pub(super) fn check_format(&mut self, format: &str, value: Value<'_>, place: &Pointer<'_>) {
        let number = float(value);
        let is_kept = if let Some(text) = value.text() {
            Format::of(format).is_none_or(|format| format.takes(text.as_bytes()))
        } else {
            match format {
                _ if number.is_nan() => true,
                "int32" => is_whole(number) && (-2_147_483_648.0..=2_147_483_647.0).contains(&number),
                "int64" => is_int64(value),
                "float" => number.abs() <= f64::from(f32::MAX),
                _ => true,
            }
        };
        if !is_kept {
            self.refuse(Reason::RuleFormat, ("format", format), value, place);
        }
    }

    fn matches(&mut self, word: ValueRef, pattern: &str, text: &str) -> bool {
        let is_match = self.contract.patterns.matches(word, pattern, text, &mut self.steps.of_patterns);
        if is_match.is_none() {
            self.steps.end();
        }
        is_match.unwrap_or(true)
    }
}
