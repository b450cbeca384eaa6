//! The scheduler: one thread, first woken first served, or whoever a seed says; time passes only when no task has
//! anything to do.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake, Waker};

use super::chance::Chance;
use super::clock::Clock;

/// More polls than this without the clock moving: a task wakes itself for ever.
const MOST_POLLS_AT_ONCE: u32 = 10_000_000;

type Work = Pin<Box<dyn Future<Output = ()>>>;

/// A task, but for the time in which it is polled, and when it is over.
type Place = Option<(Work, Arc<Alarm>)>;

/// The tasks. Its clones are the same.
#[derive(Clone)]
pub struct Tasks(Rc<State>);

struct State {
    clock: Clock,
    /// What says who is next; without it, who was woken first.
    chance: Option<Chance>,
    ready: Arc<Ready>,
    works: RefCell<Vec<Place>>,
    polls: Cell<u32>,
}

/// The numbers of the tasks to poll.
#[derive(Default)]
struct Ready(Mutex<VecDeque<usize>>);

/// Wakes one task.
struct Alarm {
    number: usize,
    is_ready: AtomicBool,
    ready: Arc<Ready>,
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        if !self.is_ready.swap(true, Ordering::Relaxed) {
            self.ready.0.lock().unwrap().push_back(self.number);
        }
    }
}

/// A task that was started, and what came of it.
pub struct Task<T> {
    number: usize,
    result: Rc<RefCell<Option<T>>>,
    tasks: Weak<State>,
}

impl Tasks {
    pub fn new(clock: Clock) -> Self {
        Self::ordered_by(clock, None)
    }

    /// Tasks of which the next is drawn among those that are ready.
    pub fn shuffled(clock: Clock, chance: Chance) -> Self {
        Self::ordered_by(clock, Some(chance))
    }

    fn ordered_by(clock: Clock, chance: Option<Chance>) -> Self {
        Self(Rc::new(State { clock, chance, ready: Arc::default(), works: RefCell::default(), polls: Cell::default() }))
    }

    /// Starts a task; it runs when the tasks run.
    pub fn spawn<T: 'static>(&self, work: impl Future<Output = T> + 'static) -> Task<T> {
        let result = Rc::new(RefCell::new(None));
        let number = self.0.works.borrow().len();
        let alarm = Arc::new(Alarm { number, is_ready: AtomicBool::new(false), ready: Arc::clone(&self.0.ready) });
        let place = Rc::clone(&result);
        let work: Work = Box::pin(async move {
            let value = work.await;
            place.replace(Some(value));
        });
        self.0.works.borrow_mut().push(Some((work, Arc::clone(&alarm))));
        alarm.wake();
        Task { number, result, tasks: Rc::downgrade(&self.0) }
    }

    /// Polls the task that is next. `false` when none was woken.
    pub fn step(&self) -> bool {
        let Some(number) = self.next() else { return false };
        let taken = self.0.works.borrow_mut().get_mut(number).and_then(Option::take);
        // It may have been cancelled since it was woken.
        let Some((mut work, alarm)) = taken else { return true };
        alarm.is_ready.store(false, Ordering::Relaxed);
        self.0.polls.set(self.0.polls.get() + 1);
        let waker = Waker::from(Arc::clone(&alarm));
        if work.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
            self.0.works.borrow_mut()[number] = Some((work, alarm));
        }
        true
    }

    fn next(&self) -> Option<usize> {
        let mut ready = self.0.ready.0.lock().unwrap();
        let Some(chance) = self.0.chance.as_ref().filter(|_| ready.len() > 1) else { return ready.pop_front() };
        let place = usize::try_from(chance.below(ready.len() as u64)).unwrap();
        ready.swap_remove_front(place)
    }

    /// Polls until no task has anything to do now. Time does not pass.
    pub fn settle(&self) {
        let before = self.0.polls.get();
        while self.step() {
            assert!(self.0.polls.get() - before < MOST_POLLS_AT_ONCE, "a task never rests");
        }
    }

    /// Polls, and lets time pass, until no task has anything to do any more.
    pub fn run(&self) {
        self.run_until(u64::MAX);
    }

    /// The same, for that many milliseconds, at whose end the clock stands.
    pub fn run_for(&self, milliseconds: u64) {
        let end = self.0.clock.monotonic() + milliseconds;
        self.run_until(end);
        self.0.clock.go_to(end);
    }

    fn run_until(&self, end: u64) {
        self.settle();
        while self.0.clock.ring_next(end) {
            self.settle();
        }
    }

    /// Polls once, or else rings the next timer. `false` when there is nothing to do any more.
    pub fn advance(&self) -> bool {
        self.step() || self.0.clock.ring_next(u64::MAX)
    }

    /// Whether a task has something to do now.
    pub fn is_ready(&self) -> bool {
        !self.0.ready.0.lock().unwrap().is_empty()
    }

    /// How many polls there were.
    pub fn polls(&self) -> u32 {
        self.0.polls.get()
    }

    /// Drops all tasks.
    pub fn clear(&self) {
        // Outside of the borrow: they may wake others.
        let works = self.0.works.take();
        drop(works);
    }

    /// How many tasks are not over.
    pub fn under_way(&self) -> usize {
        self.0.works.borrow().iter().flatten().count()
    }
}

impl<T> Task<T> {
    pub fn is_over(&self) -> bool {
        self.result.borrow().is_some()
    }

    /// What came of it.
    #[track_caller]
    pub fn result(self) -> T {
        self.result.take().expect("the task is still under way")
    }

    /// Drops the task, as a caller does who loses interest.
    pub fn cancel(self) {
        let Some(tasks) = self.tasks.upgrade() else { return };
        // Dropped outside of the borrow: it may wake others.
        let work = tasks.works.borrow_mut()[self.number].take();
        drop(work);
    }
}
