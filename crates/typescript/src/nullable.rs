//! Types that may be `null`.

use sne_cotation_contract::flat::Value;

use crate::keywords::is_nullable;
use crate::syntax::Type;

/// A type, with `null` where the schema lets it be one of its values.
pub fn or_null(value: Type, schema: Value<'_>) -> Type {
    if is_nullable(schema) { Type::union([value, Type::word("null")]) } else { value }
}
