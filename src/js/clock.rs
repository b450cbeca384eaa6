//! The clocks of the platform. While the executor runs, each is looked at once: all that happens then happens at one
//! instant, unless a caller's function has been called meanwhile.

use std::cell::Cell;

use js_sys::Date;

use super::bridge;
use super::running::is_running;

thread_local! {
    static MONOTONIC: Cell<Option<f64>> = const { Cell::new(None) };
    static WALL: Cell<Option<f64>> = const { Cell::new(None) };
}

/// Milliseconds that never go back, where the platform counts them.
pub fn monotonic() -> f64 {
    MONOTONIC.with(|known| look(known, bridge::monotonic))
}

/// Milliseconds since 1970-01-01T00:00:00Z.
pub fn wall() -> f64 {
    WALL.with(|known| look(known, Date::now))
}

/// Time has passed, or may have.
pub fn forget() {
    MONOTONIC.set(None);
    WALL.set(None);
}

fn look(known: &Cell<Option<f64>>, clock: impl FnOnce() -> f64) -> f64 {
    known.get().unwrap_or_else(|| {
        let now = clock();
        if is_running() {
            known.set(Some(now));
        }
        now
    })
}
