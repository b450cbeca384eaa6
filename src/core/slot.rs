//! What is shared is in cells rather than behind borrows: a borrow that is taken twice panics, and its check is code at each use.

use std::cell::Cell;

/// A copy of what is in a cell.
///
/// ```
/// use std::cell::Cell;
/// use sne_cotation::core::slot::copied;
///
/// let cell = Cell::new(Some("a".to_owned()));
/// assert_eq!((copied(&cell), cell.take()), (Some("a".to_owned()), Some("a".to_owned())));
/// ```
pub fn copied<T: Clone + Default>(cell: &Cell<T>) -> T {
    with_mut(cell, |value| value.clone())
}

/// Looks at what is in a cell, or changes it. The cell is empty meanwhile: what is done must not come back to it.
///
/// ```
/// use std::cell::Cell;
/// use sne_cotation::core::slot::with_mut;
///
/// let cell = Cell::new(vec![1]);
/// with_mut(&cell, |list| list.push(2));
/// assert_eq!(cell.take(), [1, 2]);
/// ```
pub fn with_mut<T: Default, R>(cell: &Cell<T>, change: impl FnOnce(&mut T) -> R) -> R {
    let mut value = cell.take();
    let result = change(&mut value);
    cell.set(value);
    result
}
