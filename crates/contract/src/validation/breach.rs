//! The rules that a value can break, as bits: a value that breaks none, as most, costs nothing but that they are zero.

use crate::reason::Reason;

/// The rules that a value breaks, as bits.
pub type Breaches = u16;

pub const PRECISION: Breaches = 1;
pub const ENUM: Breaches = 1 << 1;
pub const FORMAT: Breaches = 1 << 2;
pub const PATTERN: Breaches = 1 << 3;
pub const MAXIMUM: Breaches = 1 << 4;
pub const EXCLUSIVE_MAXIMUM: Breaches = 1 << 5;
pub const MINIMUM: Breaches = 1 << 6;
pub const EXCLUSIVE_MINIMUM: Breaches = 1 << 7;
pub const MULTIPLE_OF: Breaches = 1 << 8;
pub const MAX_LENGTH: Breaches = 1 << 9;
pub const MIN_LENGTH: Breaches = 1 << 10;
pub const MAX_ITEMS: Breaches = 1 << 11;
pub const MIN_ITEMS: Breaches = 1 << 12;
pub const MAX_PROPERTIES: Breaches = 1 << 13;
pub const MIN_PROPERTIES: Breaches = 1 << 14;

/// The rules in the order in which they are told, each with the fact that its message mentions, and the keyword.
pub const RULES: [(Reason, &str, &str); 15] = [
    (Reason::RulePrecision, "", ""),
    (Reason::RuleEnum, "allowed", "enum"),
    (Reason::RuleFormat, "format", "format"),
    (Reason::RulePattern, "pattern", "pattern"),
    (Reason::RuleMaximum, "limit", "maximum"),
    (Reason::RuleExclusiveMaximum, "limit", "maximum"),
    (Reason::RuleMinimum, "limit", "minimum"),
    (Reason::RuleExclusiveMinimum, "limit", "minimum"),
    (Reason::RuleMultipleOf, "limit", "multipleOf"),
    (Reason::RuleMaxLength, "limit", "maxLength"),
    (Reason::RuleMinLength, "limit", "minLength"),
    (Reason::RuleMaxItems, "limit", "maxItems"),
    (Reason::RuleMinItems, "limit", "minItems"),
    (Reason::RuleMaxProperties, "limit", "maxProperties"),
    (Reason::RuleMinProperties, "limit", "minProperties"),
];
