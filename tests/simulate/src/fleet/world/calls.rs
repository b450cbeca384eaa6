//! Calls: those who want to make one, those who leave, and those who are turned away.

use sne_cotation_fleet::pace::Wish;
use sne_cotation_fleet::pace_state::Cause;
use sne_cotation_simulation::broken::{Broken, hold};

use super::{Event, World};
use crate::checks::Pacing;
use crate::departure::Departure;
use crate::gateway::Answer;
use crate::process::Asked;

impl World<'_> {
    pub(super) fn eager(&mut self, place: usize) -> Result<(), Broken> {
        let (most, pause) = self.plan.eagerness;
        let life = self.processes[place].life;
        self.soon(pause * (0.5 + self.chance.unit()), Event::Eager(place, life));
        let turns = self.pacing.departures.len() as u64;
        if self.now < self.plan.end - 30_000.0 || self.plan.is_quiet() {
            let now = self.monotonic(place);
            let process = &mut self.processes[place];
            while process.asked.len() < most {
                process.asks += 1;
                let wish = Wish { reserve: 0.0, longest_pause: 30_000.0, deadline: now + 120_000.0 };
                let asked = Asked { since: self.now, turns };
                process.asked.insert(process.asks, asked);
                process.fleet.pace.ask(process.asks, wish);
            }
        }
        self.pump(place)
    }

    pub(super) fn leave(&mut self, place: usize, call: u32, ticket: u32) -> Result<(), Broken> {
        let turns = self.pacing.departures.len() as u64;
        let now = self.now;
        let process = &mut self.processes[place];
        let place_in_line = process.asked.remove(&call);
        let is_alone = process.fleet.is_alone();
        let is_forgotten = std::mem::take(&mut process.is_forgotten);
        let is_odd = is_alone || is_forgotten || now - process.suspended_until < 300.0;
        let reserved_at = process.reserved_at.filter(|_| std::mem::take(&mut process.has_reserved));
        let departure = Departure { at: now, process: place, is_odd, knows: process.knows, reserved_at };
        self.account.calls += 1;
        self.account.alone += u64::from(is_alone);
        if !is_alone && self.plan.is_busy() {
            process.departed += 1;
            hold("I6", process.departed <= process.reserved, || {
                format!("process {place} has left {} times, and has reserved {}", process.departed, process.reserved)
            })?;
        }
        let (life, has_token) = (process.life, process.token.as_ref().is_some_and(|token| token.until > now));
        self.trace(|| format!("{place}: leaves with {ticket}, alone: {is_alone}"));
        self.pacing.left(self.plan, departure)?;
        if let Some(waiting) = place_in_line {
            Pacing::waited(self.plan, turns - waiting.turns)?;
        }
        if has_token && self.revoked > 0.0 {
            self.processes[place].token = None;
            self.revoked -= 1.0;
            self.soon(5.0, Event::WantToken(place, life));
        }
        let takes = 5.0 + self.chance.unit() * self.plan.answer_takes;
        let mut answer = self.gateway.says(self.plan, now);
        let may_be_lost = answer.status == 200 && now < self.plan.trouble;
        if may_be_lost && self.chance.below(100) < self.plan.answers_lost {
            answer = Answer::default();
        }
        self.account.refused += u64::from(answer.status == 429);
        self.soon(takes, Event::ApiAnswered(place, life, ticket, answer));
        Ok(())
    }

    pub(super) fn api_answered(&mut self, place: usize, ticket: u32, answer: Answer) -> Result<(), Broken> {
        let now = self.monotonic(place);
        self.trace(|| format!("{place}: {ticket} is answered: {answer:?}"));
        let own = &mut self.processes[place].fleet.pace;
        if let Some((calls, window)) = answer.announced {
            own.announced(ticket, calls, window, now);
        }
        own.told(ticket, answer.status, answer.wait, now);
        self.pump(place)
    }

    pub(super) fn refuse(&mut self, place: usize, call: u32, wait: f64, cause: Cause) -> Result<(), Broken> {
        self.trace(|| format!("{place}: {call} is turned away for {wait:.0}, {cause:?}"));
        self.processes[place].asked.remove(&call);
        let is_told = self.has_refused && (cause == Cause::Blocked || wait > 29_000.0);
        hold("I5", is_told, || format!("process {place} turns a call away for {wait:.0} ms, {cause:?}"))
    }
}
