//! Both judges on the same text, and the validator on the text in pieces.

use std::cell::Cell;
use std::collections::BTreeSet;

use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::error::Error;
use sne_cotation_contract::flat::Value;
use sne_cotation_contract::json::reader::{Dialect, read};
use sne_cotation_contract::platform::Platform;
use sne_cotation_contract::pointer::Pointer;
use sne_cotation_contract::validation::judging::Judging;
use sne_cotation_contract::validation::{Direction, Flags, Validator};

use crate::json::Json;
use crate::judge::{Mistakes, allows_null, judge};

/// The name of the definition that values are held against.
pub const ROOT: &str = "S";

/// Those that say that not all was told.
const UNFINISHED: [&str; 2] = ["more", "unfinished"];

/// Places at which a text is cut in two.
const MOST_CUTS: usize = 300;

struct Native;

impl Platform for Native {
    fn write_number(&self, number: f64) -> String {
        number.to_string()
    }
}

/// A contract and a value of its schema [`ROOT`], as both judges read them.
pub struct Case {
    contract: Contract,
    document: Json,
    text: String,
    value: Json,
    /// The judgement before, whose memory the next one has.
    spent: Cell<Option<Judging>>,
}

impl Case {
    /// One of definitions and a value, both in JSON; none where they are not what both can read.
    #[must_use]
    pub fn new(definitions: &str, text: &str) -> Option<Self> {
        let document = format!(r#"{{"swagger":"2.0","paths":{{}},"definitions":{definitions}}}"#);
        let value = Json::read(text)?;
        let contract = Contract::read(read(document.clone(), Dialect::Json).ok()?).ok()?;
        contract.references.definition(&contract.document, ROOT)?;
        Some(Self { contract, document: Json::read(&document)?, text: text.to_owned(), value, spent: Cell::default() })
    }

    fn schema(&self) -> Value<'_> {
        self.contract.document.root().part("definitions").part(ROOT)
    }

    /// What the reference tells; none where the validator would not tell all of it.
    #[must_use]
    pub fn expected(&self, direction: Direction, integers: bool) -> Mistakes {
        let schema = self.document.get("definitions").get(ROOT);
        judge(&self.document, schema, &self.value, direction, integers)
    }

    /// What the validator tells of the text as a whole.
    #[must_use]
    pub fn whole(&self, direction: Direction) -> Mistakes {
        let mut validator = Validator::new(&self.contract, &Native, direction, flags(false));
        validator.check_text(self.schema(), self.text.as_bytes(), &Pointer::Root);
        told(&validator.take_mistakes())
    }

    /// What it tells of an answer in pieces, each of which ends before one of these places; with the integers that it
    /// would keep, as they are written.
    #[must_use]
    pub fn pieces(&self, cuts: &[usize], integers: bool) -> (Mistakes, Vec<String>) {
        let text = self.text.as_bytes();
        let wanted = (Some(self.schema().word()), flags(integers));
        let mut judging = self.spent.take();
        let mut done = 0;
        for cut in cuts.iter().copied().chain([text.len()]) {
            let piece = text.get(done..cut).unwrap_or_default();
            done += Judging::go_on(&mut judging, &self.contract, wanted, piece, cut == text.len());
            if judging.as_ref().is_none_or(Judging::is_over) {
                break;
            }
        }
        let Some(mut judging) = judging else { return Default::default() };
        judging.end();
        let written = |(start, end): &(usize, usize)| self.text.get(*start..*end).unwrap_or("?").to_owned();
        let kept = judging.integers().iter().map(written).collect();
        let mistakes = if judging.is_wrong() { told(&judging.into_mistakes()) } else { self.keep(judging) };
        (mistakes, kept)
    }

    /// Keeps a judgement that found nothing, as the package does.
    fn keep(&self, judging: Judging) -> Mistakes {
        self.spent.set(Some(judging));
        Mistakes::default()
    }

    /// What differs, in words; nothing where nothing does.
    #[must_use]
    pub fn differences(&self, cuts: &[Vec<usize>]) -> Vec<String> {
        let mut differences = Vec::new();
        let compare = |differences: &mut Vec<String>, what: &str, found: &Mistakes, expected: &Mistakes| {
            let is_whole = !found.iter().any(|(_, rule)| UNFINISHED.contains(&rule.as_str()));
            if found != expected && is_whole {
                let only =
                    |one: &Mistakes, other: &Mistakes| format!("{:?}", one.difference(other).collect::<Vec<_>>());
                let (too_many, missed) = (only(found, expected), only(expected, found));
                differences.push(format!("{what}: the validator alone says {too_many}, the reference alone {missed}"));
            }
        };
        for direction in [Direction::Request, Direction::Answer] {
            compare(
                &mut differences,
                &format!("{direction:?}"),
                &self.whole(direction),
                &self.expected(direction, false),
            );
        }
        if !differences.is_empty() {
            return differences;
        }
        // An answer that is `null` is none, where there must be one.
        let is_needed =
            self.value == Json::Null && !allows_null(&self.document, self.document.get("definitions").get(ROOT));
        let nothing = || Mistakes::from([(String::new(), "required".to_owned())]);
        for integers in [false, true] {
            let expected = if is_needed { nothing() } else { self.expected(Direction::Answer, integers) };
            let (_, kept) = self.pieces(&[], integers);
            for cuts in [Vec::new()].iter().chain(cuts) {
                let (found, its) = self.pieces(cuts, integers);
                let cuts = cuts.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
                compare(&mut differences, &format!("cut at {cuts}, integers {integers}"), &found, &expected);
                if its != kept {
                    differences.push(format!("cut at {cuts}: {its:?} are kept, and not {kept:?}"));
                }
                if !differences.is_empty() {
                    return differences;
                }
            }
        }
        differences
    }

    /// Every place where the text can be cut in two, of a long one some, and all places at once.
    #[must_use]
    pub fn all_cuts(&self) -> Vec<Vec<usize>> {
        let places = 1..self.text.len();
        let step = self.text.len() / MOST_CUTS + 1;
        places.clone().step_by(step).map(|place| vec![place]).chain([places.collect()]).collect()
    }
}

fn flags(keeps_integers: bool) -> Flags {
    // Pointers hide names that the contract does not have, unless values are shown.
    Flags { validates: true, shows_values: true, keeps_integers, ..Flags::default() }
}

fn told(mistakes: &[Error]) -> Mistakes {
    let rule = |mistake: &Error| mistake.reason().id().replace("rule-", "");
    let pointer = |mistake: &Error| mistake.fact("pointer").unwrap_or("?").to_owned();
    mistakes.iter().map(|mistake| (pointer(mistake), rule(mistake))).collect::<BTreeSet<_>>()
}

/// What differs of a text between the two judges, and between the text as a whole and in pieces.
#[must_use]
pub fn differences(definitions: &str, text: &str) -> Vec<String> {
    Case::new(definitions, text).map(|case| case.differences(&case.all_cuts())).unwrap_or_default()
}
