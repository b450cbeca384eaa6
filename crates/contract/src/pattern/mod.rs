//! Regular expressions, as the keyword `pattern` has them: those of ECMA 262, looked for anywhere in a text.
//!
//! Contracts come from anywhere, and JavaScript's own `RegExp` may try a pattern like `^(a+)+$` for longer than anybody
//! waits. Here the time is the length of the program times the length of the text, whatever the pattern: a pattern
//! becomes a small `program`, which is run once for each place of the text, from its end to its start.
//!
//! - Code points are compared, and case counts: the flag `u` and no other. What only older scripts may write is taken
//!   as they mean it (ECMA 262, annex B): `\-` and other needless escapes, a `{`, `}` or `]` alone.
//! - Not known are references to a group (`\1`, `\k<name>`) and octal numbers, which look like them, what stands before
//!   a place (`(?<=…)`, `(?<!…)`), properties of Unicode (`\p{…}`: their tables would be several times as large as all
//!   of this), and whatever is too large: see [`Fault::Unknown`].
//! - The names of groups are not looked at.
//!
//! ```
//! use sne_cotation_contract::pattern::{Fault, Pattern};
//!
//! let date = Pattern::new(r"^\d{4}-\d\d-\d\d$").unwrap();
//! assert_eq!(date.matches("2026-01-31"), Some(true));
//! assert_eq!(date.matches("31/01/2026"), Some(false));
//! assert_eq!(Pattern::new("(").unwrap_err(), Fault::Syntax);
//! assert_eq!(Pattern::new(r"(a)\1").unwrap_err(), Fault::Unknown);
//! ```

mod compile;
mod fault;
mod program;
mod set;

use compile::Compiler;
pub use fault::Fault;
use program::Program;

/// Steps for one text. A step is an instruction, or a range of a class, at one place of the text.
const STEPS: u32 = 1 << 26;

/// A regular expression.
#[derive(Debug)]
pub struct Pattern(Program);

impl Pattern {
    /// Reads a pattern, written without slashes and flags.
    pub fn new(source: &str) -> Result<Self, Fault> {
        Compiler::compile(source).map(Self)
    }

    /// Whether it is somewhere in a text. Nothing, when that would take too long to say: tens of millions of steps.
    #[must_use]
    pub fn matches(&self, text: &str) -> Option<bool> {
        self.matches_within(text, &mut STEPS.clone())
    }

    /// The same within a number of steps that several texts share; those that it took are gone.
    #[must_use]
    pub fn matches_within(&self, text: &str, steps: &mut u32) -> Option<bool> {
        self.0.run(text, steps)
    }
}
