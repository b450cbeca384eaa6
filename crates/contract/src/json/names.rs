//! Names that an object has twice. As for `JSON.parse`, the last value counts, at the place of the first.

use std::cmp::Ordering;

use crate::index::hash;

/// Fields that are compared with one another; more are put into order.
const FEW: usize = 16;

/// What tells whether a name was there before: the names of an object, by their number.
pub(super) struct Names<'n> {
    /// The bytes of the name of that number.
    pub of: &'n dyn Fn(u32) -> &'n [u8],
}

impl Names<'_> {
    /// The pairs of a field and the next one of the same name, those of one name in their order.
    pub fn twice(&self, count: usize) -> Vec<(u32, u32)> {
        if count <= FEW { self.compared(count) } else { self.sorted(count) }
    }

    fn compared(&self, count: usize) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        for later in (1..).take(count.saturating_sub(1)) {
            let name = (self.of)(later);
            if let Some(earlier) = (0..later).rev().find(|earlier| (self.of)(*earlier) == name) {
                found.push((earlier, later));
            }
        }
        found
    }

    /// By sorting, so that no names can be chosen that take long: those that are the same are next to each other then.
    fn sorted(&self, count: usize) -> Vec<(u32, u32)> {
        let mut order: Vec<(u32, u32)> = (0..).take(count).map(|number| (hash((self.of)(number)), number)).collect();
        sort(&mut order, &|one, other| {
            let by_name = || (self.of)(one.1).cmp((self.of)(other.1));
            one.0.cmp(&other.0).then_with(by_name).then(one.1.cmp(&other.1))
        });
        let pairs = order.iter().zip(order.iter().skip(1));
        let is_same = |((one_hash, one), (hash, other)): &(&(u32, u32), &(u32, u32))| {
            one_hash == hash && (self.of)(*one) == (self.of)(*other)
        };
        pairs.filter(is_same).map(|((_, one), (_, other))| (*one, *other)).collect()
    }
}

/// Sorts in place, by a heap: the standard library's ways are several times the code.
fn sort<Item: Copy>(items: &mut [Item], order: &dyn Fn(&Item, &Item) -> Ordering) {
    for start in (0..items.len() / 2).rev() {
        sink(items, start, order);
    }
    let mut rest = items;
    while let Some(last) = rest.len().checked_sub(1).filter(|last| *last > 0) {
        rest.swap(0, last);
        rest = rest.get_mut(..last).unwrap_or_default();
        sink(rest, 0, order);
    }
}

/// Moves an item down to where none below it is larger.
fn sink<Item: Copy>(items: &mut [Item], start: usize, order: &dyn Fn(&Item, &Item) -> Ordering) {
    let mut at = start;
    loop {
        let left = at.wrapping_mul(2).wrapping_add(1);
        let larger = match (items.get(left), items.get(left.wrapping_add(1))) {
            (Some(one), Some(other)) if order(one, other) == Ordering::Less => left.wrapping_add(1),
            (Some(_), _) => left,
            (None, _) => return,
        };
        match (items.get(at), items.get(larger)) {
            (Some(one), Some(other)) if order(one, other) == Ordering::Less => items.swap(at, larger),
            _ => return,
        }
        at = larger;
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    fn twice(names: &[&[u8]]) -> Vec<(u32, u32)> {
        let of = |number: u32| names[number as usize];
        let mut found = Names { of: &of }.twice(names.len());
        found.sort_unstable();
        found
    }

    #[test]
    fn fields_of_one_name_are_found_in_pairs_however_many_there_are() {
        assert_eq!(twice(&[b"a", b"b", b"a", b"", b"a", b""]), [(0, 2), (2, 4), (3, 5)]);
        for count in [2, 16, 17, 18, 1_000, 4_095, 4_096] {
            let mut names: Vec<_> = (0..count).map(|number| format!("name {}", number * 7_919 % count)).collect();
            assert_eq!(twice(&names.iter().map(String::as_bytes).collect::<Vec<_>>()), []);
            let middle = count / 2;
            names.extend([names[middle].clone(), names[0].clone(), names[middle].clone()]);
            let [middle, count] = [middle, count].map(|number| u32::try_from(number).unwrap_or_default());
            let expected = if middle == 0 { vec![] } else { vec![(0, count + 1), (middle, count), (count, count + 2)] };
            assert_eq!(twice(&names.iter().map(String::as_bytes).collect::<Vec<_>>()), expected);
        }
    }
}
