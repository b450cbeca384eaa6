//! Drives the futures of the core, at once: when a call begins, and when JavaScript delivers what it waits for.
//!
//! The executor of wasm-bindgen-futures goes through `queueMicrotask` for each step, which on Node costs more than the
//! step, and its code is a tenth of the client's (`docs/decisions`).

use std::cell::RefCell;
use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use wasm_bindgen::prelude::wasm_bindgen;

use super::bridge;

thread_local! {
    static EXECUTOR: RefCell<Executor> = const { RefCell::new(Executor::new()) };
}

struct Executor {
    /// Tasks by their number. One that is being polled, or has ended, is not in its place.
    tasks: Vec<Option<Task>>,
    /// The numbers of those that have ended.
    free: Vec<u32>,
    /// The numbers of those to be polled. A task that has ended meanwhile, or another in its place, comes to no harm.
    ready: Vec<u32>,
    /// The number of the one that is being polled.
    current: u32,
    is_running: bool,
    is_scheduled: bool,
}

struct Task {
    future: Pin<Box<dyn Future<Output = ()>>>,
    waker: Waker,
}

impl Executor {
    const fn new() -> Self {
        Self {
            tasks: Vec::new(),
            free: Vec::new(),
            ready: Vec::new(),
            current: 0,
            is_running: false,
            is_scheduled: false,
        }
    }

    fn place(&mut self, number: u32) -> Option<&mut Option<Task>> {
        usize::try_from(number).ok().and_then(|number| self.tasks.get_mut(number))
    }
}

/// Begins a piece of work, now.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    EXECUTOR.with_borrow_mut(|executor| {
        let number = executor.free.pop().unwrap_or_else(|| {
            executor.tasks.push(None);
            // There is no room for 2^32 tasks.
            u32::try_from(executor.tasks.len()).unwrap_or_default().saturating_sub(1)
        });
        let task = Task { future: Box::pin(future), waker: Arc::new(Wakeup(number)).into() };
        if let Some(place) = executor.place(number) {
            *place = Some(task);
        }
        executor.ready.push(number);
    });
    run();
}

/// The number of the task that is being polled.
pub fn current() -> u32 {
    EXECUTOR.with_borrow(|executor| executor.current)
}

/// Polls a task, because what it waits for is there.
#[wasm_bindgen]
pub fn wake(number: u32) {
    EXECUTOR.with_borrow_mut(|executor| executor.ready.push(number));
    run();
}

/// Polls what is ready, until nothing is.
#[wasm_bindgen]
pub fn run() {
    let is_running = EXECUTOR.with_borrow_mut(|executor| {
        executor.is_scheduled = false;
        mem::replace(&mut executor.is_running, true)
    });
    if is_running {
        // Further up the stack, which comes back to what is ready now.
        return;
    }
    loop {
        let ready = EXECUTOR.with_borrow_mut(|executor| mem::take(&mut executor.ready));
        if ready.is_empty() {
            break;
        }
        ready.into_iter().for_each(poll);
    }
    EXECUTOR.with_borrow_mut(|executor| executor.is_running = false);
}

/// Polls a task, which is not in its place meanwhile: it may come back here.
fn poll(number: u32) {
    let task = EXECUTOR.with_borrow_mut(|executor| {
        executor.current = number;
        executor.place(number).and_then(Option::take)
    });
    let Some(mut task) = task else { return };
    let is_over = task.future.as_mut().poll(&mut Context::from_waker(&task.waker)).is_ready();
    let ended = EXECUTOR.with_borrow_mut(|executor| {
        if is_over {
            executor.free.push(number);
            return Some(task);
        }
        executor.place(number).and_then(|place| place.replace(task))
    });
    // Out here, because dropping may run code that comes back.
    drop(ended);
}

/// Wakes a task.
struct Wakeup(u32);

impl Wake for Wakeup {
    fn wake(self: Arc<Self>) {
        let is_asleep = EXECUTOR.with_borrow_mut(|executor| {
            executor.ready.push(self.0);
            !executor.is_running && !mem::replace(&mut executor.is_scheduled, true)
        });
        if is_asleep {
            bridge::schedule_run();
        }
    }
}
