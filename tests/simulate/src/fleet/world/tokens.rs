//! How a process comes by its token, and the authorisation server.

use sne_cotation_fleet::fleet::Cell;
use sne_cotation_fleet::token;
use sne_cotation_simulation::broken::{Broken, hold};

use super::{Event, World};
use crate::process::{Held, SECRETS, seal, unseal};

impl World<'_> {
    pub(super) fn want_token(&mut self, place: usize) -> Result<(), Broken> {
        let now = self.now;
        let process = &mut self.processes[place];
        if !process.is_requesting && process.wants_token.is_none() {
            process.wants_token = Some(now);
            process.fleet.token.want(30_000.0);
        }
        self.pump(place)
    }

    pub(super) fn step_of_token(&mut self, place: usize) -> Result<bool, Broken> {
        let now = self.monotonic(place);
        let life = self.processes[place].life;
        match self.processes[place].fleet.next_of_token(now) {
            token::Step::Wait => return Ok(false),
            token::Step::Read => self.operate(place, Cell::Token, None),
            token::Step::Write(value, ttl) => self.operate(place, Cell::Token, Some((value, ttl))),
            token::Step::Give { text, label, left } => self.give(place, &text, &label, left)?,
            token::Step::Ask => self.ask(place)?,
            token::Step::Seal(label) => {
                let process = &mut self.processes[place];
                let text = process.token.as_ref().map(|token| token.text.clone()).unwrap_or_default();
                process.fleet.token.sealed(&seal(&text, &label));
            }
            token::Step::Refused { status, code, wait } => {
                self.trace(|| format!("{place}: refused {status} {code} for {wait:.0}"));
                let process = &mut self.processes[place];
                hold("I8", process.has_wrong_secret || status != 401, || {
                    format!("process {place} has a good secret, and is told of a refusal")
                })?;
                process.wants_token = None;
                self.soon(wait + 10.0, Event::WantToken(place, life));
            }
        }
        Ok(true)
    }

    pub(super) fn give(&mut self, place: usize, text: &str, label: &str, left: f64) -> Result<(), Broken> {
        let now = self.now;
        let Some(token) = unseal(text, label) else {
            self.processes[place].fleet.token.unreadable();
            return Ok(());
        };
        let generation: u64 = label.split(' ').next().unwrap().parse().unwrap();
        let process = &mut self.processes[place];
        hold("I2", generation > process.generation, || {
            format!("process {place} had generation {}, and is given {generation}", process.generation)
        })?;
        process.generation = generation;
        process.wants_token = None;
        process.token = Some(Held { text: token, until: now + left });
        let life = process.life;
        self.trace(|| format!("{place}: given generation {generation}"));
        self.soon(left * 0.9, Event::WantToken(place, life));
        Ok(())
    }

    pub(super) fn ask(&mut self, place: usize) -> Result<(), Broken> {
        let secrets: Vec<bool> = self.processes.iter().map(|process| process.has_wrong_secret).collect();
        let process = &mut self.processes[place];
        process.is_requesting = true;
        process.requests += 1;
        let (life, number, is_alone) = (process.life, process.requests, process.fleet.is_alone());
        let key = process.fleet.key(Cell::Token);
        self.trace(|| format!("{place}: asks for a token, alone: {is_alone}"));
        self.account.token_requests += 1;
        self.asking.asks(&key, (place, life), (secrets[place], &secrets), is_alone, self.now)?;
        let takes = 100.0 + self.chance.unit() * (self.plan.token_takes - 100.0);
        self.soon(takes, Event::TokenAnswered(place, life, number));
        Ok(())
    }

    pub(super) fn token_answered(&mut self, place: usize, number: u32) -> Result<(), Broken> {
        let now = self.monotonic(place);
        let chance = self.chance.below(100);
        let process = &mut self.processes[place];
        if !process.is_requesting || process.requests != number {
            return Ok(());
        }
        process.is_requesting = false;
        process.wants_token = None;
        let life = process.life;
        self.asking.ends((place, life));
        let (token, mut again) = (&mut process.fleet.token, 500.0);
        let is_well = self.now > self.plan.trouble;
        if process.has_wrong_secret {
            // A server that repeats what it was sent.
            let code = if chance < 30 { SECRETS[1] } else { "invalid_client" };
            token.refused(401, code, true, None, now);
            again = 3_000.0;
        } else if !is_well && chance < self.plan.token_fails {
            token.refused(500, "", false, None, now);
        } else if !is_well && chance < self.plan.token_fails + self.plan.token_put_off {
            token.refused(429, "", false, Some(2_000.0), now);
            again = 2_000.0;
        } else {
            process.fleet.obtained(self.plan.lifetime);
            let text = format!("tok-{place}-{life}-{number}");
            self.asking.tokens.push(text.clone());
            process.token = Some(Held { text, until: self.now + self.plan.lifetime });
            again = self.plan.lifetime * 0.9;
        }
        self.soon(again, Event::WantToken(place, life));
        self.pump(place)
    }
}
