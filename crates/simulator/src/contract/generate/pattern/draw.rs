//! Texts from a pattern, as long as they have to be.

use super::node::{Node, What};
use super::set::Set;
use crate::random::Random;

/// What is taken where almost anything may be.
const USUAL: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_+*=!?.:;,()[]<>@#%&/ éà";
/// Steps of writing one text: patterns come from contracts, which may be made to harm.
const STEPS: u32 = 500_000;

/// A text in the writing.
pub(super) struct Writing<'r> {
    random: &'r mut Random,
    /// How often more than it has to be something is repeated that has no limit.
    generosity: u64,
    text: Vec<char>,
    /// Where the texts of groups are.
    groups: Vec<Option<(usize, usize)>>,
    steps: u32,
}

impl<'r> Writing<'r> {
    pub(super) fn new(random: &'r mut Random, generosity: u32) -> Self {
        Self { random, generosity: u64::from(generosity), text: Vec::new(), groups: Vec::new(), steps: STEPS }
    }

    pub(super) fn text(self) -> String {
        self.text.into_iter().collect()
    }

    /// Writes what a part allows, of that length where it can be.
    pub(super) fn write(&mut self, node: &Node, (least, most): (u64, u64)) {
        let Some(steps) = self.steps.checked_sub(1) else { return };
        self.steps = steps;
        match &node.what {
            What::Nothing => {}
            What::One(set) => {
                let character = character(set, self.random);
                self.text.extend(character);
            }
            What::Sequence(nodes) => self.sequence(nodes, (least, most)),
            What::Choice(nodes) => {
                let fits = |node: &&Node| node.least <= most && node.most >= least;
                let fitting: Vec<&Node> = nodes.iter().filter(fits).collect();
                let fitting = if fitting.is_empty() { nodes.iter().collect() } else { fitting };
                if let Some(node) = self.random.pick(&fitting).copied() {
                    self.write(node, (least, most));
                }
            }
            What::Repeat(node, from, to) => self.repeat(node, (*from, *to), (least, most)),
            What::Group(number, node) => {
                let start = self.text.len();
                self.write(node, (least, most));
                if self.groups.len() <= *number {
                    self.groups.resize(number.saturating_add(1), None);
                }
                if let Some(group) = self.groups.get_mut(*number) {
                    *group = Some((start, self.text.len()));
                }
            }
            What::Reference(number) => {
                let place = self.groups.get(*number).copied().flatten();
                let told = place.and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default().to_vec();
                self.text.extend(told);
            }
        }
    }

    /// Parts one after the other, each as long as the others leave room.
    fn sequence(&mut self, nodes: &[Node], (least, most): (u64, u64)) {
        let start = self.text.len();
        // What the parts behind each need, and what they can take.
        let mut behind = vec![(0_u64, 0_u64)];
        for node in nodes.iter().rev() {
            let (needed, taken) = behind.last().copied().unwrap_or_default();
            behind.push((needed.saturating_add(node.least), taken.saturating_add(node.most)));
        }
        behind.pop();
        for node in nodes {
            let (needed, taken) = behind.pop().unwrap_or_default();
            let written = u64::try_from(self.text.len().saturating_sub(start)).unwrap_or(u64::MAX);
            let least = least.saturating_sub(written).saturating_sub(taken);
            let most = most.saturating_sub(written).saturating_sub(needed);
            self.write(node, (least, most));
        }
    }

    /// A part as often as it has to be, and some times more.
    fn repeat(&mut self, node: &Node, (from, to): (u64, u64), (least, most): (u64, u64)) {
        let needed = if node.most == 0 { 0 } else { least.div_ceil(node.most) };
        let fewest = from.max(needed).min(to);
        let room = most.checked_div(node.least).unwrap_or(u64::MAX).min(to);
        let usual = fewest.saturating_add(self.generosity).min(room).max(fewest);
        let times = self.random.between(fewest, usual);
        let start = self.text.len();
        for left in (0..times).rev() {
            if self.steps == 0 {
                return;
            }
            let written = u64::try_from(self.text.len().saturating_sub(start)).unwrap_or(u64::MAX);
            let least = least.saturating_sub(written).saturating_sub(node.most.saturating_mul(left));
            let most = most.saturating_sub(written).saturating_sub(node.least.saturating_mul(left));
            self.write(node, (least, most));
        }
    }
}

/// A character of a set: a usual one, where it has any.
fn character(set: &Set, random: &mut Random) -> Option<char> {
    let ranges = set.ranges();
    let is_small = ranges.iter().all(|(first, last)| last.saturating_sub(*first) < 100);
    let usual: Vec<char> = if is_small { Vec::new() } else { USUAL.chars().filter(|one| set.has(*one)).collect() };
    if let Some(one) = random.pick(&usual) {
        return Some(*one);
    }
    let (first, last) = *random.pick(&ranges)?;
    char::from_u32(u32::try_from(random.between(u64::from(first), u64::from(last))).ok()?)
}
