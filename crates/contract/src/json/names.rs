//! Names that an object has twice. As for `JSON.parse`, the last value counts, at the place of the first.

use crate::index::{Index, hash};

/// The pairs of a field and a later one of the same name, in the order of the later ones. `name` gives the bytes of the
/// name of a field.
pub(super) fn twice<'n>(count: usize, name: &dyn Fn(u32) -> &'n [u8]) -> Vec<(u32, u32)> {
    let mut index = Index::with_room(count);
    let mut found = Vec::new();
    for later in (0..).take(count) {
        let bytes = name(later);
        if let Some(first) = index.insert(hash(bytes), later, &mut |other| name(other) == bytes) {
            found.push((first, later));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::twice;

    fn found(names: &[&[u8]]) -> Vec<(u32, u32)> {
        twice(names.len(), &|number| names[number as usize])
    }

    #[test]
    fn fields_of_one_name_are_found_in_pairs_however_many_there_are() {
        assert_eq!(found(&[]), []);
        assert_eq!(found(&[b"a", b"b", b"a", b"", b"a", b""]), [(0, 2), (0, 4), (3, 5)]);
        for count in [2, 17, 1_000, 4_095] {
            let mut names: Vec<_> = (0..count).map(|number| format!("name {}", number * 7_919 % count)).collect();
            assert_eq!(found(&names.iter().map(String::as_bytes).collect::<Vec<_>>()), []);
            names.extend([names[count / 2].clone(), names[0].clone()]);
            let [middle, count] = [count / 2, count].map(|number| u32::try_from(number).unwrap_or_default());
            let expected = [(middle, count), (0, count + 1)];
            assert_eq!(found(&names.iter().map(String::as_bytes).collect::<Vec<_>>()), expected);
        }
    }
}
