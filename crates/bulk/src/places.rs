//! The items under way, in the order of the source: as many as may be at once, however long the source is.

use crate::outcome::Outcome;

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The caller is to be asked whether it was done.
    Doubtful,
    /// The caller is being asked.
    Asking,
    /// It may begin.
    Ready,
    /// It is being done.
    Running,
    /// It is over, and the loop does not have it yet.
    Settled,
    /// The loop has it.
    Given,
}

/// What came of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was done.
    Done,
    /// An earlier run had done it, says the caller.
    DoneBefore,
    /// It has failed, without an effect.
    Failed,
    /// It may have had an effect.
    Held,
}

/// An item.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its ordinal.
    pub n: u32,
    /// Where it stands.
    pub state: State,
    /// What came of it, once it is over.
    pub verdict: Verdict,
    /// Whether the journal says that it was begun.
    pub is_started: bool,
    /// Whether a call of it had an effect, or may have had one.
    pub has_effect: bool,
    /// Whether it may go no further.
    pub is_cut: bool,
    /// How often it was begun again because nobody knew.
    pub tries: u8,
    /// What is told of its failure.
    pub kind: String,
    /// The code of the API's.
    pub code: String,
    /// The status of the answer.
    pub status: u16,
    /// Its last call.
    pub call: Call,
}

/// A call of an item.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// Whether it may have an effect.
    pub may_have_effect: bool,
    /// When it left.
    pub left: f64,
    /// What it came to, once it is over.
    pub outcome: Outcome,
}

impl Place {
    fn new(n: u32, state: State) -> Self {
        Self {
            n,
            state,
            verdict: Verdict::Done,
            is_started: false,
            has_effect: false,
            is_cut: false,
            tries: 0,
            kind: String::new(),
            code: String::new(),
            status: 0,
            call: Call { may_have_effect: false, left: 0.0, outcome: Outcome::Done },
        }
    }

    /// It is over, and the loop may have it.
    pub fn settle(&mut self, verdict: Verdict) {
        self.state = State::Settled;
        self.verdict = verdict;
    }
}

/// The items under way.
#[derive(Clone, Debug, Default)]
pub struct Places(Vec<Place>);

impl Places {
    /// Takes the next one in.
    pub fn push(&mut self, n: u32, state: State) -> Option<&mut Place> {
        self.0.push(Place::new(n, state));
        self.0.last_mut()
    }

    /// One of them.
    pub fn get(&mut self, n: u32) -> Option<&mut Place> {
        self.0.iter_mut().find(|place| place.n == n)
    }

    /// Lets one go.
    pub fn remove(&mut self, n: u32) -> Option<Place> {
        let at = self.0.iter().position(|place| place.n == n)?;
        Some(self.0.remove(at))
    }

    /// Lets all of a state go.
    pub fn remove_all(&mut self, state: State) {
        self.0.retain(|place| place.state != state);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many are in a state.
    #[must_use]
    pub fn count(&self, state: State) -> usize {
        self.0.iter().filter(|place| place.state == state).count()
    }

    /// The first that is in a state.
    pub fn first(&mut self, state: State) -> Option<&mut Place> {
        self.0.iter_mut().find(|place| place.state == state)
    }

    /// The first of all.
    pub fn head(&mut self) -> Option<&mut Place> {
        self.0.first_mut()
    }
}
