//! What a wasm without wasm-bindgen needs to be spoken to: one thing that there is in each of its instances, and a
//! buffer for texts, which JavaScript writes into and reads from. Numbers cross as numbers.

#![allow(unsafe_code, reason = "what is static has to be shareable between threads, of which a wasm has one")]

use std::cell::Cell;

/// What there is once in each instance of the wasm.
pub struct Single<T>(Cell<T>);

/// There are no threads in this wasm.
unsafe impl<T> Sync for Single<T> {}

impl<T: Default> Single<T> {
    /// With this in it, at first.
    pub const fn new(first: T) -> Self {
        Self(Cell::new(first))
    }

    /// Does something with it.
    pub fn with<R>(&self, work: impl FnOnce(&mut T) -> R) -> R {
        let mut it = self.0.take();
        let result = work(&mut it);
        self.0.set(it);
        result
    }
}

/// Makes a buffer at least so long, and keeps what is in it; gives its place.
pub fn reserve(buffer: &mut Vec<u8>, length: usize) -> *mut u8 {
    if buffer.len() < length {
        buffer.resize(length, 0);
    }
    buffer.as_mut_ptr()
}

/// A text in a buffer, as JavaScript's own encoder has written it.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap_or_default()
}

/// The numbers in a buffer, one after the other.
pub fn numbers(bytes: &[u8]) -> impl Iterator<Item = f64> {
    bytes.chunks_exact(8).map(|number| f64::from_le_bytes(number.try_into().unwrap_or_default()))
}

/// What is no number says that there is none.
#[must_use]
pub fn given(number: f64) -> Option<f64> {
    Some(number).filter(|number| !number.is_nan())
}
