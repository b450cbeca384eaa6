//! The names under which schemas are exported. They follow from the contract's own names, and not from its order.

use std::collections::{BTreeMap, BTreeSet};

use crate::identifier::{escaped, plain};

/// Names that TypeScript does not let a type have, and names of types that the file itself refers to.
const RESERVED: &str = "any as await bigint boolean break case catch class const continue debugger default delete do \
                        else enum export extends false finally for function if implements import in infer instanceof \
                        interface intrinsic keyof let never new null number object package private protected public \
                        readonly return static string super switch symbol this throw true try typeof undefined unique \
                        unknown var void while with yield FileLike Operations Uint8Array";

/// Names, each given once.
#[derive(Debug)]
pub struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// Names for these keys, in their order. One that is an identifier keeps it. Of others that would share one, none
    /// gets it: a key that is added later does not change who has it.
    #[must_use]
    pub fn of(keys: &[&str]) -> (Self, Vec<String>) {
        let mut owners: BTreeMap<String, usize> = BTreeMap::new();
        for key in keys {
            let count = owners.entry(plain(key)).or_default();
            *count = count.saturating_add(1);
        }
        let mut names = Self { taken: RESERVED.split_ascii_whitespace().map(str::to_owned).collect() };
        let name = |key: &&str| {
            let plain = plain(key);
            let is_alone = plain == *key || owners.get(&plain) == Some(&1);
            names.take(if is_alone { plain } else { escaped(key) })
        };
        let list = keys.iter().map(name).collect();
        (names, list)
    }

    /// A name for another form of what has a name already: `LivreInput`.
    pub fn derived(&mut self, name: &str, form: &str) -> String {
        let plain = [name, form].concat();
        if self.taken.contains(&plain) { self.take([name, "$", form].concat()) } else { self.take(plain) }
    }

    fn take(&mut self, mut name: String) -> String {
        while !self.taken.insert(name.clone()) {
            name.push('$');
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    fn of(keys: &[&str]) -> Vec<String> {
        Names::of(keys).1
    }

    #[test]
    fn names_that_would_be_shared_are_nobodys() {
        assert_eq!(of(&["a-b", "a.b", "c-d"]), ["a$002Db", "a$002Eb", "cD"]);
        assert_eq!(of(&["a-b", "aB"]), ["a$002Db", "aB"]);
        assert_eq!(of(&["1", "_1"]), ["$0031", "_1"]);
    }

    #[test]
    fn words_of_the_language_are_no_names() {
        assert_eq!(
            of(&["string", "«string»", "Operations", "constructor"]),
            ["string$", "$00ABstring$00BB", "Operations$", "constructor"]
        );
    }

    #[test]
    fn forms_have_names_of_their_own() {
        let mut names = Names::of(&["A", "AInput"]).0;
        assert_eq!(
            [names.derived("A", "Input"), names.derived("A", "Base"), names.derived("A", "Base")],
            ["A$Input", "ABase", "A$Base"]
        );
    }
}
