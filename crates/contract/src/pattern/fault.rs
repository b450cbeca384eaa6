//! Why a text is not taken for a pattern.

/// Why there is no [`Pattern`](super::Pattern) of a text. Whichever it is, nothing is held against it: it is not
/// enforced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no regular expression, as JavaScript or Java have them.
    Syntax,
    /// It is one perhaps, but has something in it that is not known here, or that engines take in ways of their own, or
    /// is too large: 65,536 bytes, groups 100 deep, or 16,384 instructions, where each repetition of `{…}` counts.
    Unknown,
}
