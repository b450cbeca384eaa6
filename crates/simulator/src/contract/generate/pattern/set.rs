//! Sets of characters, as far as they are known: which are surely in, and which surely are not.
//!
//! What `\p{L}` allows would be a long table. To write a text that matches, it is enough to know some letters and some
//! characters that are none.

/// Characters from one to another, both included, in order and apart.
type Ranges = Vec<(u32, u32)>;

const LAST: u32 = 0x10_FFFF;
/// What is no character.
const SURROGATES: (u32, u32) = (0xD800, 0xDFFF);

/// A set of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Set {
    inside: Ranges,
    outside: Ranges,
}

impl Set {
    /// The characters of ranges, and no others.
    pub(super) fn of(ranges: &[(char, char)]) -> Self {
        let inside = merged(ranges.iter().map(|(first, last)| (u32::from(*first), u32::from(*last))).collect());
        let outside = complement(&inside);
        Self { inside, outside }
    }

    /// A set of which only some characters are known, and some that are not in it.
    pub(super) fn known(inside: &[(char, char)], outside: &[(char, char)]) -> Self {
        Self { inside: Self::of(inside).inside, outside: Self::of(outside).inside }
    }

    /// No character.
    pub(super) fn empty() -> Self {
        Self::of(&[])
    }

    /// What is not in it.
    pub(super) fn negated(self) -> Self {
        Self { inside: self.outside, outside: self.inside }
    }

    /// What is in either.
    pub(super) fn or(&self, other: &Self) -> Self {
        Self { inside: union(&self.inside, &other.inside), outside: intersection(&self.outside, &other.outside) }
    }

    /// What is in both.
    pub(super) fn and(&self, other: &Self) -> Self {
        self.clone().negated().or(&other.clone().negated()).negated()
    }

    /// With the letters of ASCII in both cases.
    pub(super) fn in_both_cases(&self) -> Self {
        let moved = |first: char, last: char, to: char| {
            let part = intersection(&self.inside, &vec![(u32::from(first), u32::from(last))]);
            let shift = |code: u32| code.wrapping_add(u32::from(to)).wrapping_sub(u32::from(first));
            part.into_iter().map(|(first, last)| (shift(first), shift(last))).collect::<Ranges>()
        };
        let inside = union(&self.inside, &union(&moved('a', 'z', 'A'), &moved('A', 'Z', 'a')));
        Self { outside: intersection(&self.outside, &complement(&inside)), inside }
    }

    /// The characters of it, as ranges.
    pub(super) fn ranges(&self) -> Vec<(u32, u32)> {
        intersection(&self.inside, &complement(&vec![SURROGATES]))
    }

    /// Whether a character is surely in it.
    pub(super) fn has(&self, character: char) -> bool {
        self.inside.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(character)))
    }
}

/// Ranges in order, those that touch as one.
fn merged(mut ranges: Ranges) -> Ranges {
    ranges.retain(|(first, last)| first <= last);
    ranges.sort_unstable();
    let mut merged: Ranges = Vec::new();
    for (first, last) in ranges {
        match merged.last_mut().filter(|(_, end)| first <= end.saturating_add(1)) {
            Some((_, end)) => *end = last.max(*end),
            None => merged.push((first, last)),
        }
    }
    merged
}

fn union(one: &Ranges, other: &Ranges) -> Ranges {
    merged(one.iter().chain(other).copied().collect())
}

fn intersection(one: &Ranges, other: &Ranges) -> Ranges {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut common = Vec::new();
    while let (Some((first, last)), Some((start, end))) = (one.peek(), other.peek()) {
        if first.max(start) <= last.min(end) {
            common.push((*first.max(start), *last.min(end)));
        }
        if last < end {
            one.next();
        } else {
            other.next();
        }
    }
    common
}

fn complement(ranges: &Ranges) -> Ranges {
    let mut rest = Vec::new();
    let mut next = 0;
    for (first, last) in ranges {
        if *first > next {
            rest.push((next, first.saturating_sub(1)));
        }
        next = last.saturating_add(1);
    }
    if next <= LAST {
        rest.push((next, LAST));
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::Set;

    fn has(set: &Set, characters: &str) -> String {
        characters.chars().filter(|one| set.has(*one)).collect()
    }

    #[test]
    fn sets_are_joined_cut_and_turned_round() {
        let letters = Set::of(&[('a', 'z')]);
        let vowels = Set::of(&[('a', 'a'), ('e', 'e'), ('i', 'i')]);
        assert_eq!(has(&letters.and(&vowels.clone().negated()), "abcdei1"), "bcd");
        assert_eq!(has(&vowels.or(&Set::of(&[('1', '2')])).negated(), "ab123"), "b3");
        assert_eq!(has(&letters.in_both_cases(), "aA1"), "aA");
        assert_eq!(has(&letters.in_both_cases().negated(), "aA1"), "1");
        assert!(Set::empty().ranges().is_empty() && !Set::empty().negated().ranges().is_empty());
    }

    #[test]
    fn what_is_not_known_is_neither_in_nor_out() {
        let some_letters = Set::known(&[('a', 'z')], &[('0', '9')]);
        assert_eq!(has(&some_letters, "aé0"), "a");
        assert_eq!(has(&some_letters.clone().negated(), "aé0"), "0");
        assert_eq!(has(&some_letters.negated().or(&Set::of(&[('é', 'é')])), "aé0"), "é0");
    }
}
