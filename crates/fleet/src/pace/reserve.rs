//! How a departure is reserved: in the windows that are declared, behind a refusal and its probe, among others that
//! want to do so at the same time.

use super::process::{POLL, Pace, Writing};
use super::slot::Slot;
use super::wish::{Step, Wish};
use crate::common::Common;
use crate::pace_state::{Block, Cause, Probe};

/// Milliseconds for which what was read is news enough where nothing is counted, and so nothing is reserved.
const FRESH: f64 = 250.0;
/// Milliseconds for which the others wait for the outcome of a probe.
const PROBE: f64 = 10_000.0;
/// Departures that a process reserves one after the other while others want to.
const ROW: u8 = 2;
/// Milliseconds for which a process that was overtaken while it wrote takes the others into account.
const CONTENDED: f64 = 10_000.0;

impl Pace {
    /// Reserves the next departure, once that can be done.
    pub(super) fn reserve(&mut self, asker: u32, wish: Wish, now: f64, common: &Common) -> Step {
        let Some(state) = &self.state else { return self.read() };
        let Block { cause, until, .. } = state.block;
        let mut is_probe = false;
        if cause != Cause::None {
            if now < until {
                self.wake_at(until);
                return self.tell(now, common);
            }
            if let Some(end) = self.probed_until(now, common.owner) {
                return self.await_probe(end, now, common);
            }
            is_probe = true;
        }
        if self.settings.windows.is_empty() && !is_probe && !self.is_counted(now) {
            return self.go_uncounted(asker, now, common);
        }
        // Who has just written knows of it before the others do, and would win against them again and again.
        if self.ahead_of_others >= ROW && now - self.overtaken < CONTENDED {
            return self.read();
        }
        self.reserve_now(asker, wish, is_probe, now, common)
    }

    fn reserve_now(&mut self, asker: u32, wish: Wish, is_probe: bool, now: f64, common: &Common) -> Step {
        let (mut state, news) = self.with_news(common.owner, now);
        let heard_quota = self.heard_quota;
        if state.block.until > now && state.block.cause != Cause::None {
            return self.write(Writing { state, slot: None, news, heard_quota }, now, common);
        }
        let mut at = state.departure(&self.settings.windows, wish.reserve, now);
        if now < self.careful_until {
            at = at.max(self.last_departure + self.period_alone(0.0));
        }
        if at >= wish.deadline {
            self.give_up(asker);
            return Step::Refuse(asker, at - now, Cause::Quota);
        }
        state.depart(&self.settings.windows, wish.reserve, at);
        let refusal = state.block.number;
        let is_probe = is_probe && state.block.cause != Cause::None;
        if is_probe {
            state.probe = Some(Probe { owner: common.owner, until: at + PROBE });
        }
        let place = (state.lineage, state.count.saturating_add(1));
        let slot = Slot::reserved(at, is_probe.then_some(refusal), place, now);
        self.write(Writing { state, slot: Some(slot), news, heard_quota }, now, common)
    }

    /// A call leaves that nobody counts, as long as it is known that nobody is refused.
    fn go_uncounted(&mut self, asker: u32, now: f64, common: &Common) -> Step {
        if now - self.heard >= FRESH || !self.news.is_empty() {
            return match self.tell(now, common) {
                Step::Wait => self.read(),
                step => step,
            };
        }
        let at = self.own_turn(now);
        if now < at {
            self.wake_at(at);
            return Step::Wait;
        }
        let number = self.state.as_ref().map_or(0, |state| state.count);
        self.go(asker, Slot::now(now, number))
    }

    /// Until when somebody's probe is waited for, if there is one.
    fn probed_until(&self, now: f64, owner: u64) -> Option<f64> {
        let probe = self.state.as_ref()?.probe.filter(|probe| now < probe.until)?;
        // One of its own that it does not know of any more was written and not heard of.
        (probe.owner != owner || self.probe.is_some() || !self.news.is_empty()).then_some(probe.until)
    }

    fn await_probe(&mut self, end: f64, now: f64, common: &Common) -> Step {
        self.wake_at(end);
        let told = self.tell(now, common);
        let is_own = self.probe.is_some();
        if told != Step::Wait || is_own {
            return told;
        }
        if now < self.poll.0 {
            self.wake_at(self.poll.0);
            return Step::Wait;
        }
        self.poll.1 = (self.poll.1 * 2.0).min(POLL.1);
        self.read()
    }
}
