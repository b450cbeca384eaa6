//! Everything that can be wrong with a run and its journal, one reason each.
//!
//! As in the client, reasons cross the boundary as numbers: `messages/reasons.json` has their ids and kinds in their
//! order here, `messages/fr.json` and `messages/en.json` the texts for people. The build puts them behind those of the
//! contract.

/// Declares the reasons with their id, kind and whether the run can simply be started again.
macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident $id:literal $kind:literal $later:literal;)*) => {
        /// What is wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Reason { $($(#[$doc])* $name,)* }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The key of its texts in the message catalogues.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The kind that callers see, and whether it passes.
            #[must_use]
            pub fn kind(self) -> (&'static str, bool) {
                match self { $(Self::$name => ($kind, $later),)* }
            }
        }
    };
}

reasons! {
    /// The WebAssembly of long runs could not be loaded: the package says it.
    WasmUnavailable "bulk-wasm-unavailable" "config" false;
    /// A source that cannot be iterated over: the package says it.
    Source "bulk-source" "config" false;
    /// An operation that is neither a name nor a function: the package says it.
    Operation "bulk-operation" "config" false;
    /// A number that is not in its range: the package says it.
    Range "bulk-range" "config" false;
    /// A row that no parameters can be made of: the package says it.
    Row "bulk-row" "contract" false;
    /// An item that may have been done, and is not done again.
    InDoubt "bulk-in-doubt" "network" false;
    /// A pause that is longer than the run may wait.
    Paused "bulk-paused" "quota" true;
    /// It is late.
    Until "bulk-until" "timeout" true;
    /// Another run has the journal.
    JournalLocked "journal-locked" "config" true;
    /// A line that is none of a journal's.
    JournalDamaged "journal-damaged" "config" false;
    /// A journal of a later version.
    JournalVersion "journal-version" "config" false;
    /// A journal of another operation, or of another API.
    JournalOther "journal-other" "config" false;
    /// A source that is not the one of the journal.
    JournalInput "journal-input" "config" false;
    /// A journal whose key is gone.
    JournalKey "journal-key" "config" false;
    /// An output that is shorter than what was acknowledged.
    JournalOutput "journal-output" "config" false;
    /// A new journal, and an output that is there already.
    JournalOutputThere "journal-output-there" "config" false;
    /// No journal, where there must be one.
    JournalAbsent "journal-absent" "config" false;
    /// A journal, where there must be none.
    JournalThere "journal-there" "config" false;
    /// A journal or an output that cannot be written.
    JournalFailed "journal-failed" "config" false;
    /// A line for an output that there is not.
    JournalNoOutput "journal-no-output" "config" false;
}

impl Reason {
    /// Its place in `messages/reasons.json`.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Map, Value, json};

    use super::Reason;

    fn texts(text: &str) -> Map<String, Value> {
        serde_json::from_str::<Value>(text).ok().and_then(|value| value.as_object().cloned()).unwrap_or_default()
    }

    /// The names between braces.
    fn facts(text: &str) -> BTreeSet<String> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    }

    #[test]
    fn the_list_for_javascript_is_in_step() {
        let rows = Reason::ALL.iter().map(|it| json!([it.id(), it.kind().0, it.kind().1]).to_string());
        let expected = format!("[\n  {}\n]\n", rows.collect::<Vec<_>>().join(",\n  "));
        assert_eq!(include_str!("messages/reasons.json"), expected, "make messages/reasons.json this:\n{expected}");
        assert!(Reason::ALL.iter().enumerate().all(|(place, reason)| usize::from(reason.number()) == place));
    }

    #[test]
    fn every_reason_has_the_same_texts_in_both_languages_and_no_text_is_left_over() {
        let [fr, en] = [include_str!("messages/fr.json"), include_str!("messages/en.json")].map(texts);
        let ids: BTreeSet<_> = Reason::ALL.iter().map(|reason| reason.id()).collect();
        for texts in [&fr, &en] {
            assert_eq!(texts.keys().map(String::as_str).collect::<BTreeSet<_>>(), ids);
        }
        for (id, part) in ids.iter().flat_map(|id| [(id, "message"), (id, "advice")]) {
            let [fr, en] =
                [&fr, &en].map(|texts| texts.get(*id).and_then(|it| it.get(part)?.as_str()).unwrap_or_default());
            assert!(fr.len() > 10 && en.len() > 10, "{id} {part}");
            assert_eq!(facts(fr), facts(en), "{id} {part}");
        }
    }
}
