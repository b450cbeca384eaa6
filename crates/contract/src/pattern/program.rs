//! What a pattern becomes.
//!
//! Instructions, each of which goes on with the next one, or with one at a distance. A text is gone through from its
//! end (`search`), so what is needed of an instruction is what goes on with it.

use super::set::Member;

/// That a letter was taken before, or is before where the match begins; and that the text has ended.
const TAKEN: u8 = 1;
const ENDED: u8 = 2;

/// No instruction.
pub const NONE: u32 = u32::MAX;

/// What an instruction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Takes a code point of the set at that place.
    Set,
    /// Goes on with what follows, or with what is that far away.
    Split,
    /// Goes on with what is that far away.
    Jump,
    /// Not one by itself: the last one that is no `Or` goes on with what is that far away, too.
    Or,
    /// Needs the start of the text.
    Start,
    /// Needs the end of the text.
    End,
    /// Needs the end of the text; perhaps the end of a line that is the last is enough.
    LastEnd,
    /// Needs the start of a line.
    LineStart,
    /// Needs the end of a line.
    LineEnd,
    /// Needs the start or the end of a word.
    Boundary,
    /// Needs that there be none.
    NoBoundary,
    /// Needs that the part at that place match from here.
    Ahead,
    /// Needs that it do not.
    NotAhead,
    /// Behind what is not tried in another way once it has matched: perhaps it goes on.
    Perhaps,
    /// Ends a part.
    Match,
}

/// One instruction: what it does, and the place or the distance that belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct Instruction(pub Action, pub u32);

/// Parts, each of which asks only for those before it. The last is the pattern.
#[derive(Debug, Default)]
pub struct Program {
    /// The instructions of all parts.
    pub code: Vec<Instruction>,
    /// What is behind each part.
    pub ends: Vec<u32>,
    /// The sets.
    pub sets: Vec<Member>,
    /// What of a place behind the one that is looked at makes a difference: see `search`.
    pub needs: u8,
    /// For each instruction, the first of the places of a distance that leads to it.
    first_from: Vec<u32>,
    /// For each place of a distance, the instruction whose it is, and the next one of those that lead to the same.
    from: Vec<(u32, u32)>,
}

impl Program {
    /// How much it weighs at most, in hundreds of bytes or so, with what a search keeps.
    pub fn weight(&self) -> usize {
        self.code.len().wrapping_div(4).saturating_add(self.sets.len().wrapping_div(8)).saturating_add(200)
    }

    /// Finds out what goes on with what, once all instructions are there.
    pub fn link(&mut self) {
        self.first_from = vec![NONE; self.code.len()];
        let mut head = 0;
        for (at, Instruction(action, distance)) in (0_u32..).zip(&self.code) {
            if *action != Action::Or {
                head = at;
            }
            let mut next = NONE;
            if matches!(action, Action::Split | Action::Jump | Action::Or)
                // Back, when the sum goes around.
                && let Some(first) = self.first_from.get_mut(at.wrapping_add(*distance) as usize)
            {
                next = std::mem::replace(first, at);
            }
            self.from.push((head, next));
        }
    }

    /// The instructions that go on with one from a distance.
    pub fn jumps_to(&self, at: u32) -> impl Iterator<Item = u32> {
        let mut next = self.first_from.get(at as usize).copied();
        std::iter::from_fn(move || {
            let (from, after) = *self.from.get(next? as usize)?;
            next = Some(after);
            Some(from)
        })
    }

    /// Where the pattern begins.
    pub fn start(&self) -> u32 {
        self.ends.iter().rev().nth(1).copied().unwrap_or_default()
    }

    /// Whether there may be a text that it matches. There is none where the start of the text is wanted behind a
    /// letter, or a letter behind its end.
    pub fn can_match(&self) -> bool {
        // For each instruction, in which of the four cases it was come to.
        let mut seen = vec![0_u8; self.code.len()];
        let mut open = vec![(self.start(), 0), (self.start(), TAKEN)];
        while let Some((at, case)) = open.pop() {
            let Some(Instruction(action, distance)) = self.code.get(at as usize).copied() else { continue };
            let bit = 1 << case;
            if seen.get(at as usize).is_none_or(|seen| seen & bit != 0) {
                continue;
            }
            if let Some(seen) = seen.get_mut(at as usize) {
                *seen |= bit;
            }
            let next = at.wrapping_add(1);
            match action {
                Action::Match => return true,
                Action::Set if case & ENDED != 0 => {}
                Action::Set => open.push((next, case | TAKEN)),
                Action::Start if case & TAKEN != 0 => {}
                Action::End => open.push((next, case | ENDED)),
                Action::Jump | Action::Split | Action::Or => {
                    open.push((at.wrapping_add(distance), case));
                    let is_or = matches!(self.code.get(next as usize), Some(Instruction(Action::Or, _)));
                    if action == Action::Split || is_or {
                        open.push((next, case));
                    }
                }
                _ => open.push((next, case)),
            }
        }
        false
    }
}
