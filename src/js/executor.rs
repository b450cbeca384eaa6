//! Drives the futures of the core, at once: when a call begins, and when JavaScript delivers what it waits for.
//!
//! The executor of wasm-bindgen-futures goes through `queueMicrotask` for each step, which on Node costs more than the
//! step, and its code is a tenth of the client's (`docs/decisions`).

use std::cell::Cell;
use std::future::Future;
use std::mem::{self, ManuallyDrop};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use wasm_bindgen::prelude::{Closure, JsValue};

use super::running::{is_running, set_running};
use super::{bridge, clock};
use crate::core::slot::with_mut;

thread_local! {
    /// The thread has no end. What is never dropped is reached without looking whether it was.
    static EXECUTOR: ManuallyDrop<Executor> = const { ManuallyDrop::new(Executor::new()) };
    /// Polls what is ready, when the stack is empty.
    static RUN: Closure<dyn Fn()> = Closure::new(|| EXECUTOR.with(|executor| executor.run()));
}

struct Executor {
    /// Tasks by their number. One that is being polled, or has ended, is not in its place.
    tasks: Cell<Vec<Option<Task>>>,
    /// The numbers of those that have ended.
    free: Cell<Vec<u32>>,
    /// The numbers of those to be polled. A task that has ended meanwhile, or another in its place, comes to no harm.
    ready: Cell<Vec<u32>>,
    is_scheduled: Cell<bool>,
}

struct Task {
    future: Pin<Box<dyn Future<Output = ()>>>,
    waker: Waker,
}

impl Executor {
    const fn new() -> Self {
        Self {
            tasks: Cell::new(Vec::new()),
            free: Cell::new(Vec::new()),
            ready: Cell::new(Vec::new()),
            is_scheduled: Cell::new(false),
        }
    }

    /// The number of a free place.
    fn place(&self) -> u32 {
        with_mut(&self.free, Vec::pop).unwrap_or_else(|| {
            with_mut(&self.tasks, |tasks| {
                tasks.push(None);
                // There is no room for 2^32 tasks.
                u32::try_from(tasks.len()).unwrap_or_default().saturating_sub(1)
            })
        })
    }

    /// Puts a task, or none, in a place, and gives back what was there.
    fn put(&self, number: u32, task: Option<Task>) -> Option<Task> {
        with_mut(&self.tasks, |tasks| {
            let place = usize::try_from(number).ok().and_then(|number| tasks.get_mut(number))?;
            mem::replace(place, task)
        })
    }

    fn mark_ready(&self, number: u32) {
        with_mut(&self.ready, |ready| ready.push(number));
    }

    fn run(&self) {
        self.is_scheduled.set(false);
        if set_running(true) {
            // Further up the stack, which comes back to what is ready now.
            return;
        }
        loop {
            let ready = self.ready.take();
            if ready.is_empty() {
                break;
            }
            for number in ready {
                self.poll(number);
            }
        }
        set_running(false);
        clock::forget();
    }

    /// Polls a task, which is not in its place meanwhile: it may come back here.
    fn poll(&self, number: u32) {
        let Some(mut task) = self.put(number, None) else { return };
        let is_over = task.future.as_mut().poll(&mut Context::from_waker(&task.waker)).is_ready();
        if is_over {
            with_mut(&self.free, |free| free.push(number));
        } else {
            self.put(number, Some(task));
        }
    }
}

/// Begins a piece of work, now.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    let future = Box::pin(future);
    EXECUTOR.with(|executor| {
        let number = executor.place();
        let waker = Arc::new(Wakeup(number)).into();
        executor.put(number, Some(Task { future, waker }));
        executor.mark_ready(number);
        executor.run();
    });
}

/// Does what JavaScript has called for, which may wake tasks; then polls them at once.
pub fn enter(work: impl FnOnce()) {
    // What is woken meanwhile needs no microtask to be polled.
    let is_nested = set_running(true);
    work();
    if !is_nested {
        set_running(false);
        EXECUTOR.with(|executor| executor.run());
    }
}

/// Polls a task, because what it waits for is there.
pub fn wake_now(waker: &Waker) {
    enter(|| waker.wake_by_ref());
}

/// Wakes a task.
struct Wakeup(u32);

impl Wake for Wakeup {
    fn wake(self: Arc<Self>) {
        EXECUTOR.with(|executor| {
            executor.mark_ready(self.0);
            if !is_running() && !executor.is_scheduled.replace(true) {
                // When the stack is empty.
                RUN.with(|run| bridge::when_settled(&JsValue::UNDEFINED, run.as_ref()));
            }
        });
    }
}
