//! The fleet of a seed: how many processes, what they want, and what goes wrong.

use sne_cotation_simulation::chance::Chance;

/// Something that happens at a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Act {
    /// The store loses all that it has.
    Forget,
    /// It goes back to what it had so many milliseconds ago: another node takes over.
    StepBack(f64),
    /// Its clock is set by so many milliseconds.
    Jump(f64),
    /// It answers nobody for so many milliseconds, and then all at once.
    Freeze(f64),
    /// It takes so many milliseconds for each answer, for as long.
    Slow(f64),
    /// A process does not reach it, for so many milliseconds.
    Split(usize, f64),
    /// A process stands still for so many milliseconds.
    Suspend(usize, f64),
    /// A process dies, and another takes its place after so many milliseconds.
    Kill(usize, f64),
    /// The gateway refuses all for so many milliseconds: 429, and how long to wait.
    Refuse(f64),
    /// The same with 423, without saying how long.
    Block(f64),
    /// All tokens are revoked.
    Revoke,
}

/// A quota of the gateway's, which nobody has declared.
#[derive(Clone, Copy, Debug)]
pub struct Quota {
    /// So many calls in so many milliseconds, in windows that are fixed.
    pub calls: f64,
    pub window: f64,
    /// Whether each answer announces what is left; otherwise a call is refused without a word.
    pub is_told: bool,
}

/// A fleet.
#[derive(Clone, Debug)]
pub struct Plan {
    pub seed: u64,
    pub processes: usize,
    /// Those that have a wrong secret.
    pub wrong: usize,
    /// Calls in a second, a minute, an hour and a day.
    pub limits: [f64; 4],
    /// Processes that leave this part to others.
    pub modest: (usize, f64),
    /// Whether a process knows how many there are.
    pub knows_size: bool,
    /// Calls that a process keeps waiting, and milliseconds between two attempts to have so many.
    pub eagerness: (usize, f64),
    /// Milliseconds to the store and back, at least, and what may be added to it.
    pub way: (f64, f64),
    /// Of a thousand operations: lost on the way, done without an answer, done twice.
    pub lost: u64,
    pub unanswered: u64,
    pub repeated: u64,
    /// Milliseconds for which a token lives, and for which a request for one takes at most.
    pub lifetime: f64,
    pub token_takes: f64,
    /// Of a hundred requests for a token, those that fail, and those that are put off.
    pub token_fails: u64,
    pub token_put_off: u64,
    /// Milliseconds for an answer of the API, at most; of a hundred, those that never come.
    pub answer_takes: f64,
    pub answers_lost: u64,
    pub quota: Option<Quota>,
    pub acts: Vec<(f64, Act)>,
    /// Milliseconds until all is well, and until the end.
    pub trouble: f64,
    pub end: f64,
}

impl Plan {
    /// Draws a fleet.
    pub fn draw(seed: u64) -> Self {
        let chance = &Chance::new(seed);
        let processes = 1 + chance.below(if chance.below(4) == 0 { 16 } else { 8 }) as usize;
        let is_quiet = chance.below(5) == 0;
        let per_second = [5.0, 10.0, 20.0, 20.0, 50.0][chance.below(5) as usize];
        let per_minute = if chance.below(2) == 0 { per_second * 30.0 } else { 0.0 };
        let limits = if chance.below(6) == 0 { [0.0; 4] } else { [per_second, per_minute, 0.0, 0.0] };
        let rare = |chance: &Chance, most: u64| if is_quiet || chance.below(2) == 0 { 0 } else { chance.below(most) };
        let trouble = 40_000.0;
        let wrong = usize::from(processes > 1 && chance.below(4) == 0);
        let modest = if chance.below(3) == 0 { (processes / 2, 0.2) } else { (0, 0.0) };
        let mut plan = Self {
            seed,
            processes,
            wrong,
            limits,
            modest,
            knows_size: chance.below(2) == 0,
            eagerness: (1 + chance.below(3) as usize, [5.0, 20.0, 400.0, 3_000.0][chance.below(4) as usize]),
            way: ([0.3, 2.0, 20.0][chance.below(3) as usize], [0.2, 3.0, 30.0][chance.below(3) as usize]),
            lost: rare(chance, 60),
            unanswered: rare(chance, 60),
            repeated: rare(chance, 60),
            lifetime: [4_000.0, 20_000.0, 3_600_000.0][chance.below(3) as usize],
            token_takes: [300.0, 600.0, 14_000.0][chance.below(3) as usize],
            token_fails: rare(chance, 40),
            token_put_off: rare(chance, 30),
            answer_takes: [30.0, 200.0, 900.0][chance.below(3) as usize],
            answers_lost: rare(chance, 10),
            quota: Self::draw_quota(seed, per_second),
            acts: Vec::new(),
            trouble,
            end: trouble + 60_000.0,
        };
        // A life counts from before its request.
        plan.token_takes = plan.token_takes.min(plan.lifetime / 2.0);
        if plan.is_busy() && is_quiet {
            plan.eagerness = (2, 5.0);
        }
        let acts = if is_quiet { 0 } else { chance.below(6) };
        for _ in 0..acts {
            let at = 2_000.0 + chance.unit() * (trouble - 15_000.0);
            plan.acts.push((at, plan.draw_act(chance)));
        }
        plan.acts.sort_by(|one, other| one.0.total_cmp(&other.0));
        plan
    }

    /// By a chance of its own, so that all else of a seed is as it would be without.
    fn draw_quota(seed: u64, per_second: f64) -> Option<Quota> {
        let chance = &Chance::new(seed ^ 0x900A);
        if chance.below(4) != 0 {
            return None;
        }
        let window = [2_000.0, 5_000.0, 20_000.0][chance.below(3) as usize];
        let calls = (per_second * window / 1_000.0 * (0.3 + 0.6 * chance.unit())).ceil();
        Some(Quota { calls, window, is_told: chance.below(2) == 0 })
    }

    fn draw_act(&self, chance: &Chance) -> Act {
        let length = |most: f64| 100.0 + chance.unit() * most;
        let one = chance.below(self.processes as u64) as usize;
        match chance.below(13) {
            0 | 1 => Act::Forget,
            2 => Act::StepBack(length(1_500.0)),
            3 => Act::Jump(length(86_400_000.0)),
            4 => Act::Jump(-length(86_400_000.0)),
            5 => Act::Freeze(length(10_000.0)),
            6 => Act::Slow(length(5_000.0)),
            7 => Act::Split(one, length(10_000.0)),
            8 => Act::Suspend(one, length(14_000.0)),
            9 => Act::Kill(one, length(5_000.0)),
            10 => Act::Refuse((length(8_000.0) / 1_000.0).ceil() * 1_000.0),
            11 => Act::Block(length(20_000.0)),
            _ => Act::Revoke,
        }
    }

    /// Whether nothing goes wrong.
    pub fn is_quiet(&self) -> bool {
        let chances = [self.lost, self.unanswered, self.repeated, self.token_fails, self.answers_lost];
        self.quota.is_none()
            && self.acts.is_empty()
            && chances.iter().all(|chance| *chance == 0)
            && self.token_put_off == 0
    }

    /// Whether the quota is declared.
    pub fn is_busy(&self) -> bool {
        self.limits[0] > 0.0
    }
}
