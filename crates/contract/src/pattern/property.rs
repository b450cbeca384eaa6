//! Properties of code points by their names, as `\p{…}` has them.
//!
//! What they are beyond ASCII would be tables several times as large as all the rest, and other ones with each edition
//! of Unicode: it is not known here, so that there a property neither takes nor refuses.

use super::set::Range;
use sne_cotation_common::text::{ends_with, split, split_once};

/// A property.
pub struct Property {
    /// Pairs of the first and the last sign of its ranges within ASCII.
    pairs: &'static str,
    /// Whether it has nothing beyond ASCII.
    pub is_ascii: bool,
}

/// Properties that are ASCII's alone (POSIX), and those of JavaScript's that are: names, and pairs of signs.
const POSIX: [(&str, &str); 9] = [
    ("ASCII", "\0\x7F"),
    ("Digit", "09"),
    ("Alnum", "09AZaz"),
    ("Punct", "!/:@[`{~"),
    ("Graph", "!~"),
    ("Print", " ~"),
    ("Blank", "\t\t  "),
    ("Cntrl", "\0\x1F\x7F\x7F"),
    ("XDigit", "09AFaf"),
];

/// Those of Unicode: categories by their short and long names, other properties, scripts, and those of `Character`.
const UNICODE: [(&str, &str); 17] = [
    ("L,LC,L&,Letter,Cased_Letter,Alpha,Alphabetic,Latin,Latn", "AZaz"),
    ("Lu,Uppercase_Letter,Upper,Uppercase", "AZ"),
    ("Ll,Lowercase_Letter,Lower,Lowercase", "az"),
    ("N,Nd,Number,Decimal_Number,Digit", "09"),
    ("Space,White_Space,WhiteSpace", "\t\r  "),
    ("LetterOrDigit,Alnum", "09AZaz"),
    ("P,Punctuation,Punct", "!#%*,/:;?@[]__{{}}"),
    ("Po,Other_Punctuation", "!#%'**,,./:;?@\\\\"),
    ("Ps,Open_Punctuation", "(([[{{"),
    ("Pe,Close_Punctuation", "))]]}}"),
    ("Pd,Dash_Punctuation", "--"),
    ("Pc,Connector_Punctuation", "__"),
    ("S,Symbol", "$$++<>^^``||~~"),
    ("Sm,Math_Symbol", "++<>||~~"),
    ("Sc,Currency_Symbol", "$$"),
    ("Z,Zs,Separator,Space_Separator", "  "),
    ("Lt,Lm,Lo,Other_Letter,M,Mn,Mc,Me,Mark,Nl,No,Pi,Pf,So,Cf,Co,Cn,Greek,Cyrillic,Arabic,Hebrew,Han", ""),
];

/// The property with that name; none of a name that is not known.
pub fn property(name: &str) -> Option<Property> {
    if let Some((_, pairs)) = POSIX.iter().find(|(known, _)| *known == name) {
        return Some(Property { pairs, is_ascii: true });
    }
    let name = split_once(name, b'=').map_or(name, |(_, name)| name);
    let is_known = |known: &str| {
        ["", "Is", "java"].iter().any(|prefix| name.strip_prefix(prefix).is_some_and(|name| is_same(name, known)))
    };
    let (_, pairs) = UNICODE.iter().find(|(names, _)| split(names, b',').any(is_known))?;
    Some(Property { pairs, is_ascii: false })
}

/// Whether names are the same, in any case.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && ends_with(one, other)
}

impl Property {
    /// Its ranges within ASCII, in their order.
    pub fn ranges(&self) -> impl Iterator<Item = Range> {
        self.pairs.as_bytes().chunks_exact(2).filter_map(|pair| match pair {
            [first, last] => Some((u32::from(*first), u32::from(*last))),
            _ => None,
        })
    }
}
