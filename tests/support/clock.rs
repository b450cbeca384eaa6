//! Virtual time: two clocks that the client sees, the server's, and timers. They move when no task has anything to do,
//! or when a test says so.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use sne_cotation::core::platform::Moment;

/// The wall clock at the beginning: 2023-11-14T22:13:20Z.
const BEGINNING: f64 = 1_700_000_000_000.0;

/// When a timer rings, and which of those that ring at once.
type Key = (u64, u64);

/// All clocks, in milliseconds. Its clones are the same clock.
#[derive(Clone, Default)]
pub struct Clock(Rc<State>);

#[derive(Default)]
struct State {
    /// What has passed on the monotonic clock. Timers follow it.
    monotonic: Cell<u64>,
    /// How far the wall clock is ahead of the monotonic one.
    wall_lead: Cell<i64>,
    /// How far the server's clock is ahead of the client's monotonic one.
    server_lead: Cell<u64>,
    timers: RefCell<BTreeMap<Key, Waker>>,
    timers_made: Cell<u64>,
}

impl Clock {
    /// What the client sees.
    pub fn now(&self) -> Moment {
        let monotonic = self.monotonic() as f64;
        Moment { monotonic, wall: BEGINNING + monotonic + self.0.wall_lead.get() as f64 }
    }

    pub fn monotonic(&self) -> u64 {
        self.0.monotonic.get()
    }

    /// What the simulator sees.
    pub fn server_time(&self) -> Duration {
        Duration::from_millis(self.monotonic() + self.0.server_lead.get())
    }

    /// Moves the wall clock alone, as somebody does who sets it.
    pub fn set_wall(&self, by: i64) {
        self.0.wall_lead.set(self.0.wall_lead.get() + by);
    }

    /// The machine sleeps: its monotonic clock stands still, the others do not.
    pub fn suspend(&self, milliseconds: u64) {
        self.set_wall(i64::try_from(milliseconds).unwrap());
        self.0.server_lead.set(self.0.server_lead.get() + milliseconds);
    }

    /// A wait. Even one of no length lets the other tasks run first.
    pub fn sleep(&self, milliseconds: u64) -> Sleep {
        let number = self.0.timers_made.get();
        self.0.timers_made.set(number + 1);
        Sleep { clock: self.clone(), key: (self.monotonic() + milliseconds, number), is_set: false }
    }

    /// Goes to the next timer that rings until then, and rings it. `false` when there is none.
    pub fn ring_next(&self, until: u64) -> bool {
        let next = self.0.timers.borrow().keys().next().copied().filter(|(at, _)| *at <= until);
        let Some(key) = next else { return false };
        self.go_to(key.0);
        let waker = self.0.timers.borrow_mut().remove(&key);
        waker.unwrap().wake();
        true
    }

    /// When the next timer rings.
    pub fn next_timer(&self) -> Option<u64> {
        self.0.timers.borrow().keys().next().map(|(at, _)| *at)
    }

    /// Goes to an instant of the monotonic clock, ringing nothing.
    pub fn go_to(&self, at: u64) {
        self.0.monotonic.set(self.monotonic().max(at));
    }

    /// How many timers are waited for.
    pub fn timers(&self) -> usize {
        self.0.timers.borrow().len()
    }
}

/// A timer; it is gone when this is dropped.
pub struct Sleep {
    clock: Clock,
    key: Key,
    is_set: bool,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let state = Rc::clone(&self.clock.0);
        let mut timers = state.timers.borrow_mut();
        if self.is_set && !timers.contains_key(&self.key) {
            return Poll::Ready(());
        }
        timers.insert(self.key, context.waker().clone());
        self.is_set = true;
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.clock.0.timers.borrow_mut().remove(&self.key);
    }
}
