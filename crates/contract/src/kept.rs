//! What is worked out of a contract when it is needed, and kept with it: of whatever type that is.

use std::any::Any;
use std::cell::Cell;
use std::fmt;

/// A place for one value.
#[derive(Default)]
pub struct Kept(Cell<Option<Box<dyn Any>>>);

impl Kept {
    /// Does something with the value, which is made when it is not there yet.
    pub fn with<T: Default + 'static, Result>(&self, work: impl FnOnce(&mut T) -> Result) -> Result {
        let mut kept = self.0.take().and_then(|value| value.downcast::<T>().ok()).unwrap_or_default();
        let result = work(&mut kept);
        self.0.set(Some(kept));
        result
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}
