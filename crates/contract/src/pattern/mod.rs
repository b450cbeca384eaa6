//! Regular expressions, as the keyword `pattern` has them, looked for anywhere in a text.
//!
//! JSON Schema says that they are those of ECMA 262. Contracts come from springfox and its kind, which write down what
//! Java's `@Pattern` has. So a pattern is read by both rules; where they make different things of it, a text is refused
//! only if it is by both. What is Java's alone has Java's meaning: `(?i)`, `\A…\z`, `\Q…\E`, `a++`, `[a-z&&[^aeiou]]`.
//! `/…/i`, with which others write a pattern, may be that too.
//!
//! Contracts come from anywhere, and an engine that tries and takes back may try a pattern like `^(a+)+$` for longer
//! than anybody waits. Here the time is the length of the program times the length of the text, whatever the pattern:
//! see `program` and `search`.
//!
//! - Code points are compared, as with the flag `u`. What only older scripts may write is taken as they mean it (ECMA
//!   262, annex B): `\-` and other needless escapes, a `{`, `}` or `]` alone.
//! - What letters are beyond ASCII, and which of them differ in case only, is not known here, nor the same for all:
//!   where that decides, a text passes (see `truth`). So does what `a++` and `(?>a)` may not give back.
//! - Not known are references to a group (`\1`, `\k<name>`), what stands before a place (`(?<=…)`, `(?<!…)`), and
//!   whatever is too large: see [`Fault::Unknown`].
//! - Nor is what cannot be meant as it stands: masks (`dd/MM/yyyy`), escapes that were escaped (`^\\d{5}$`), and what
//!   no text can match (`#^[0-9]+$#`).
//! - The names of groups are not looked at.
//!
//! ```
//! use sne_cotation_contract::pattern::{Fault, Pattern};
//!
//! let date = Pattern::new(r"^\d{4}-\d\d-\d\d$").unwrap();
//! assert_eq!(date.matches("2026-01-31"), Some(true));
//! assert_eq!(date.matches("31/01/2026"), Some(false));
//! let name = Pattern::new(r"(?i)^[\p{L}' -]+$").unwrap();
//! assert_eq!(name.matches("Éléonore d'Aquitaine"), Some(true));
//! assert_eq!(name.matches("R2D2"), Some(false));
//! assert_eq!(Pattern::new("(").unwrap_err(), Fault::Syntax);
//! assert_eq!(Pattern::new(r"(a)\1").unwrap_err(), Fault::Unknown);
//! ```

#![expect(clippy::inline_always, reason = "for each text, a call costs more than what it does")]

mod class;
mod compile;
mod count;
mod fault;
mod flag;
mod group;
mod mask;
mod program;
mod property;
mod quoted;
mod search;
mod set;
mod truth;

use std::cell::Cell;
use std::fmt;

use compile::{Compiler, Dialect, Reading};
pub use fault::Fault;
pub use mask::is_mask;
use program::Program;
use search::Cache;
pub use truth::Truth;

/// Steps for one text. A step is an instruction, or a range of a class, at one place of the text.
const STEPS: u32 = 1 << 26;

/// A regular expression: one or several programs, by each of which a text may match.
pub struct Pattern(Vec<(Program, Cell<Option<Box<Cache>>>)>);

impl Pattern {
    /// Reads a pattern.
    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    pub fn new(source: &str) -> Result<Self, Fault> {
        if is_mask(source) || mask::is_escaped_twice(source) {
            return Err(Fault::Unknown);
        }
        let mut programs: Vec<(Program, _)> = Vec::new();
        for (source, flags) in [quoted::literal(source), Some((source, 0))].into_iter().flatten() {
            let Reading { result, differs } = Compiler::compile(source, Dialect::JavaScript, flags);
            let is_enough = result.is_ok() && !differs;
            let unquoted = quoted::without_quotes(source);
            let java = || Compiler::compile(&unquoted, Dialect::Java, flags).result;
            for result in [Some(result), (!is_enough).then(java)].into_iter().flatten() {
                match result {
                    Ok(program) => programs.push((program, Cell::default())),
                    Err(Fault::Syntax) => {}
                    Err(Fault::Unknown) => return Err(Fault::Unknown),
                }
            }
        }
        if programs.is_empty() {
            return Err(Fault::Syntax);
        }
        // What nothing can match was meant otherwise: `#^[0-9]+$#`, as PHP has it.
        if programs.iter().any(|(program, _)| program.can_match()) { Ok(Self(programs)) } else { Err(Fault::Unknown) }
    }

    /// How much it weighs in memory at most, in hundreds of bytes or so: its instructions, and what it finds out.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.0.iter().fold(0, |sum, (program, _)| sum.saturating_add(program.weight()))
    }

    /// Whether it is somewhere in a text. Nothing, when that would take too long to say: tens of millions of steps.
    #[must_use]
    pub fn matches(&self, text: &str) -> Option<bool> {
        self.matches_within(text, &mut STEPS.clone())
    }

    /// The same within a number of steps that several texts share; those that it took are gone. A text that was looked
    /// through before takes less.
    #[must_use]
    pub fn matches_within(&self, text: &str, steps: &mut u32) -> Option<bool> {
        self.find(text, steps).map(|truth| truth > Truth::No)
    }

    /// Whether it is in a text, where that follows from what other texts have shown: nothing, where it does not. Most
    /// of a long list is as what was there before.
    #[inline(always)]
    #[must_use]
    pub fn recall(&self, text: &[u8], steps: &mut u32) -> Option<bool> {
        let (_, cache) = self.0.first()?;
        let known = cache.take()?;
        let truth = known.recall(text, steps);
        cache.set(Some(known));
        // It may be by another program where it is not by this one.
        truth.map(|truth| truth > Truth::No).filter(|is_there| *is_there || self.0.len() == 1)
    }

    /// The same, and whether that is sure: it is not where some rules say so, and others not.
    // A part of the wasm begins here (scripts/build/wasm.mjs).
    #[inline(never)]
    #[must_use]
    pub fn find(&self, text: &str, steps: &mut u32) -> Option<Truth> {
        let mut found = Truth::No;
        for (program, cache) in &self.0 {
            let mut known = cache.take().unwrap_or_default();
            let truth = program.run(text, &mut known, steps);
            cache.set(Some(known));
            found = found.max(truth?);
            if found > Truth::No {
                break;
            }
        }
        Some(found)
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pattern")
    }
}
