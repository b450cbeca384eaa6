//! What goes wrong.

use super::{Event, World};
use crate::plan::Act;

impl World<'_> {
    pub(super) fn act(&mut self, act: Act) {
        self.trace(|| format!("{act:?}"));
        let now = self.now;
        match act {
            Act::Forget => {
                self.store.forget();
                self.pacing.upset(now);
                self.asking.lost(now);
            }
            Act::StepBack(by) => {
                self.store.step_back(now - by);
                for process in
                    self.processes.iter_mut().filter(|process| process.reserved_at.is_some_and(|at| at > now - by))
                {
                    process.is_forgotten = true;
                }
                self.pacing.upset(now);
                self.asking.lost(now);
            }
            Act::Jump(by) => {
                self.store.ahead += by;
                self.pacing.upset(now);
                self.pacing.set = now.max(self.store.frozen_until);
                self.asking.upset = now;
            }
            Act::Freeze(length) => {
                self.store.frozen_until = now + length;
                self.asking.upset = now + length;
            }
            Act::Slow(length) => {
                (self.store.slow_until, self.store.slowness) = (now + length, length);
                self.asking.upset = now + 2.0 * length;
            }
            Act::Split(place, length) => {
                self.processes[place].split_until = now + length;
                self.asking.upset = now + length;
            }
            Act::Suspend(place, length) => {
                self.processes[place].suspended_until = now + length;
                self.asking.upset = now + length;
            }
            Act::Kill(place, pause) => {
                self.processes[place].is_alive = false;
                let life = self.processes[place].life;
                self.asking.ends((place, life));
                self.soon(pause, Event::Begin(place));
            }
            Act::Refuse(length) => (self.gateway.refused_until, self.has_refused) = (now + length, true),
            Act::Block(length) => (self.gateway.blocked_until, self.has_refused) = (now + length, true),
            Act::Revoke => self.revoked = self.plan.processes as f64,
        }
    }
}
