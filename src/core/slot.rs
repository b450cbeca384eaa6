//! Shared state is kept in a `Cell` rather than a `RefCell`: borrowing a `RefCell` twice panics, and every borrow adds
//! the code that checks for it.

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

/// Reads or changes the content of a cell. The cell holds the default value meanwhile, so `change` must not use that
/// cell again.
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
