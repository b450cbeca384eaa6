//! Finds one name among many at once: contracts have thousands, and a hostile one would make a search of each for each
//! last for ever. The standard library's map would be several times larger than this.

/// Slots that are looked through. Of a million ordinary names, the one that needs most needs some 60; names made to
/// collide are not found, which ends in an error.
const LONGEST_SEARCH: usize = 200;

/// Places by name. Of a name that is there twice, the first.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// One more than a place; 0 for none. Half of it is empty, at least.
    slots: Vec<u32>,
}

impl Index {
    /// An empty index, with room for so many.
    #[must_use]
    pub fn with_room(count: usize) -> Self {
        Self { slots: vec![0; count.saturating_mul(2).next_power_of_two()] }
    }

    /// Keeps a place, unless something is there already that `is_same`; then, gives the place of that.
    pub fn insert(&mut self, hash: u32, place: u32, is_same: &mut dyn FnMut(u32) -> bool) -> Option<u32> {
        match self.search(hash, is_same) {
            Ok(found) => Some(found),
            Err(slot) => {
                if let Some(slot) = self.slots.get_mut(slot) {
                    *slot = place.wrapping_add(1);
                }
                None
            }
        }
    }

    /// The place of what has that hash and is the same.
    pub fn find(&self, hash: u32, is_same: &mut dyn FnMut(u32) -> bool) -> Option<u32> {
        self.search(hash, is_same).ok()
    }

    /// The same, or the slot where it would be.
    fn search(&self, hash: u32, is_same: &mut dyn FnMut(u32) -> bool) -> Result<u32, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = hash as usize & mask;
        for _ in 0..LONGEST_SEARCH {
            match self.slots.get(slot).copied().unwrap_or_default().checked_sub(1) {
                None => return Err(slot),
                Some(place) if is_same(place) => return Ok(place),
                Some(_) => slot = slot.wrapping_add(1) & mask,
            }
        }
        Err(usize::MAX)
    }
}

/// FNV-1a, its high bits mixed into the low ones.
#[must_use]
pub fn hash(bytes: &[u8]) -> u32 {
    let hash = bytes.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    hash ^ (hash >> 15)
}

#[cfg(test)]
mod tests {
    use super::{Index, LONGEST_SEARCH, hash};

    #[test]
    fn every_name_is_found_where_it_is_first() {
        let names: Vec<_> = (0..5_000).map(|number| format!("name{}", number % 4_999)).collect();
        let is_it = |place: u32, name: &str| names.get(place as usize).is_some_and(|known| known == name);
        let mut index = Index::with_room(names.len());
        for (place, name) in (0..).zip(&names) {
            let first = index.insert(hash(name.as_bytes()), place, &mut |other| is_it(other, name));
            assert_eq!(first, (place == 4_999).then_some(0));
        }
        let find = |name: &str| index.find(hash(name.as_bytes()), &mut |place| is_it(place, name));
        assert!((0..4_999).all(|number| find(&format!("name{number}")) == Some(number)));
        assert_eq!(find("name4999"), None);
    }

    #[test]
    fn names_made_to_collide_are_compared_with_a_few_others_only() {
        let mut index = Index::with_room(10_000);
        let mut compared = 0;
        for place in 0..10_000 {
            let mut is_it = |_| {
                compared += 1;
                false
            };
            assert_eq!(index.insert(7, place, &mut is_it), None);
        }
        assert!(compared <= 10_000 * LONGEST_SEARCH, "{compared}");
        assert!(compared > 9_000 * LONGEST_SEARCH, "{compared}");
    }

    #[test]
    fn nothing_is_found_among_none() {
        assert_eq!(Index::with_room(0).find(1, &mut |_| true), None);
        assert_eq!(Index::default().find(1, &mut |_| true), None);
    }
}
