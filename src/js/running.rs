//! Whether tasks are being polled, further up the stack: for the executor, which polls them, and for what holds still
//! meanwhile.

use std::cell::Cell;

thread_local! {
    static IS_RUNNING: Cell<bool> = const { Cell::new(false) };
}

/// Whether tasks are being polled.
pub fn is_running() -> bool {
    IS_RUNNING.get()
}

/// Says whether tasks are being polled from now on; gives whether they were before.
pub fn set_running(is_running: bool) -> bool {
    IS_RUNNING.replace(is_running)
}
