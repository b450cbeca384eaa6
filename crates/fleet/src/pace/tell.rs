//! What the others are told of this process's calls.

use super::news::{Heard, News};
use super::process::{Pace, Writing};
use super::wish::Step;
use crate::common::Common;
use crate::pace_state::{Cause, PaceState};

/// Milliseconds: no refusal is obeyed for longer without asking.
const LONGEST_QUOTA: f64 = 86_400_000.0;
/// Calls: where no more than these are left of an announced quota, each is counted for all. Until then, what the
/// answers to each process say is news enough.
const FEW: f64 = 1_000.0;

/// Whether no more than a few are left, until then.
fn is_few(left: f64, end: f64, now: f64) -> bool {
    left < FEW && now < end
}

impl Pace {
    /// What came of a call: its status, 0 if nothing is known, and the milliseconds that the gateway asked to wait.
    pub fn told(&mut self, ticket: u32, status: u16, asked: Option<f64>, now: f64) {
        let left = self.left.take(ticket);
        let probe = self.probe.filter(|(own, _)| *own == ticket).map(|(_, number)| number);
        if probe.is_some() {
            self.probe = None;
        }
        if status == 429 && asked.is_none() {
            self.news.push(News::RefusedUntold(left.map_or(now, |left| left.made)));
        }
        let news = match (status, asked, probe) {
            (429, Some(asked), _) => News::Refused(Cause::Quota, now + asked.clamp(0.0, LONGEST_QUOTA)),
            (423, _, _) => News::Refused(Cause::Blocked, now),
            (0 | 429, _, Some(_)) => News::Lost,
            (1.., _, Some(number)) => News::Passed(number),
            _ => return,
        };
        self.news.push(news);
    }

    /// The answer to a call announces a quota: so many calls in so many milliseconds. It is told before the outcome.
    pub fn announced(&mut self, ticket: u32, remaining: f64, window: f64, now: f64) {
        let Some(left) = self.left.of(ticket) else { return };
        if self.heard_quota.is_none_or(|heard| heard.number <= left.number) {
            let end = now + window.clamp(0.0, LONGEST_QUOTA);
            self.heard_quota = Some(Heard { number: left.number, remaining: remaining.max(0.0), at: now, end });
        }
    }

    /// Whether each call is to be counted though no window is declared: few are left of an announced quota, or all
    /// together are to be slower.
    pub(super) fn is_counted(&self, now: f64) -> bool {
        let Some(state) = &self.state else { return false };
        self.heard_quota.is_some_and(|heard| is_few(heard.remaining, heard.end, now))
            || state.announced.is_some_and(|announced| is_few(announced.left, announced.end, now))
            || state.lesson_rate(now).is_some()
    }

    /// Writes what the others are to know, if there is anything that does not wait for the next departure, and if that
    /// can be done.
    pub(super) fn tell(&mut self, now: f64, common: &Common) -> Step {
        self.heard_quota = self.heard_quota.filter(|heard| now < heard.end);
        if self.is_asked || self.news.is_empty() && self.heard_quota.is_none() {
            return Step::Wait;
        }
        let Some(before) = &self.state else {
            return if self.news.is_empty() { Step::Wait } else { self.ask_store(now, common) };
        };
        let (state, news) = self.with_news(common.owner, now);
        let is_uncounted = self.settings.windows.is_empty();
        // Where each departure is reserved, that few are left goes along with the next one.
        let left = |state: &PaceState| {
            let announced = state.announced?;
            Some((is_uncounted && is_few(announced.left, announced.end, now), announced.is_used_up(now)))
        };
        let is_urgent = state.block != before.block
            || state.probe != before.probe
            || state.lesson != before.lesson
            || left(&state).unwrap_or_default() != left(before).unwrap_or_default();
        if !is_urgent {
            self.news.clear();
            return Step::Wait;
        }
        if !self.may_ask(now, common) {
            return Step::Wait;
        }
        let heard_quota = self.heard_quota;
        self.write(Writing { state, slot: None, news, heard_quota }, now, common)
    }

    fn ask_store(&mut self, now: f64, common: &Common) -> Step {
        if self.may_ask(now, common) { self.read() } else { Step::Wait }
    }

    /// Whether the store may be asked; wakes up when it may.
    fn may_ask(&mut self, now: f64, common: &Common) -> bool {
        if !common.health.may_be_asked(now) {
            common.health.down_until().into_iter().for_each(|at| self.wake_at(at));
            return false;
        }
        true
    }

    /// What is known, with what the others are to know; and how many of the news are in it.
    pub(super) fn with_news(&self, owner: u64, now: f64) -> (PaceState, usize) {
        let mut state = self.state.clone().unwrap_or_default();
        for news in &self.news {
            news.add_to(&mut state, owner, now, self.full_rate());
        }
        self.heard_quota.iter().for_each(|heard| heard.add_to(&mut state));
        (state, self.news.len())
    }

    /// Calls in a millisecond of which a refusal without a word leaves a part: as many as all have made of late, but no
    /// more than are declared. Without windows nobody counts them, and each goes by its own.
    fn full_rate(&self) -> f64 {
        let declared = self.settings.windows.iter().map(|window| 1.0 / window.period).reduce(f64::min);
        declared.map_or(0.0, |declared| {
            self.share.rate().filter(|rate| *rate > 0.0).map_or(declared, |rate| declared.min(rate))
        })
    }
}
