//! "Did you mean": the known name that is nearest to one that is not known.

/// Letters that may be wrong, missing or too many.
const FARTHEST: usize = 3;
/// Bytes. Longer names are not compared letter by letter.
const LONGEST: usize = 100;

/// The nearest of some names, if one is near enough to be meant.
///
/// ```
/// use sne_cotation_common::nearest::nearest;
///
/// assert_eq!(nearest("numeroDemnade", &mut ["page", "numeroDemande"].into_iter()), Some("numeroDemande"));
/// assert_eq!(nearest("x", &mut ["page"].into_iter()), None);
/// ```
#[inline]
pub fn nearest<'n>(name: &str, names: &mut dyn Iterator<Item = &'n str>) -> Option<&'n str> {
    // Of a short name, most letters must be right.
    let mut nearer_than = FARTHEST.min(name.len().div_ceil(3)).wrapping_add(1);
    let mut best = None;
    for known in names {
        let (size, known_size) = (name.len(), known.len());
        if size.abs_diff(known_size) < nearer_than && size.max(known_size) <= LONGEST {
            let distance = distance(name.as_bytes(), known.as_bytes());
            if distance < nearer_than.min(known_size) {
                nearer_than = distance;
                best = Some(known);
            }
        }
    }
    best
}

/// How many letters must be changed, added or taken out to make one of the other (Levenshtein), in any case.
#[inline]
fn distance(one: &[u8], other: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.iter().enumerate() {
        let mut diagonal = line;
        let mut left = line.wrapping_add(1);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, beside) in row.iter_mut().skip(1).zip(other) {
            let change = diagonal.wrapping_add(usize::from(!letter.eq_ignore_ascii_case(beside)));
            diagonal = *cell;
            left = change.min(left.wrapping_add(1)).min(cell.wrapping_add(1));
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn distances_are_levenshtein_s() {
        let pairs = [("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("Page", "page", 0), ("flaw", "lawn", 2)];
        for (one, other, expected) in pairs {
            assert_eq!(distance(one.as_bytes(), other.as_bytes()), expected, "{one} {other}");
        }
    }

    #[test]
    fn a_name_that_is_far_from_all_is_near_none() {
        assert_eq!(nearest("body", &mut ["id", "page", "numero"].into_iter()), None);
        assert_eq!(nearest("pages", &mut ["id", "page", "pager"].into_iter()), Some("page"));
        assert_eq!(nearest(&"x".repeat(5_000), &mut ["id"].into_iter()), None);
    }
}
