//! The job of a seed: how many items, what goes wrong, when the process dies.

use sne_cotation_bulk::plan::Window;
use sne_cotation_bulk::settings::{Effects, InDoubt, Settings};

use sne_cotation_simulation::chance::Chance;

/// A job.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is drawn by itself")]
pub struct Plan {
    pub seed: u64,
    pub items: u32,
    pub concurrency: Option<u32>,
    pub has_effects: bool,
    pub in_doubt: InDoubt,
    pub is_ordered: bool,
    /// Calls of an item; the last one is the one with an effect.
    pub calls: u32,
    /// Seconds that the run waits at most.
    pub max_wait: f64,
    /// How often a process is killed, stopped by a signal, or stopped at an hour.
    pub kills: u32,
    pub signals: u32,
    pub hours: u32,
    /// Of a hundred: requests and answers that are lost, and items that the API refuses.
    pub lost: u64,
    pub refused: u64,
    /// What the server allows, in any sliding window, and whether it says how long to wait.
    pub quota: Option<Window>,
    pub says_how_long: bool,
    /// The client's own rate limit.
    pub pace: Vec<Window>,
    /// Milliseconds that the loop takes for an item.
    pub slowness: u64,
    /// How often the machine sleeps, or its wall clock is set back, or forward.
    pub sleeps: u32,
    pub set_back: u32,
    pub set_forward: u32,
    /// Whether somebody edits the source between two processes, and puts it right again.
    pub is_edited: bool,
}

impl Plan {
    /// Draws a job.
    pub fn draw(seed: u64) -> Self {
        let chance = Chance::new(seed);
        let one_in = |of: u64| chance.below(of) == 0;
        let few = |most: u64| chance.below(most + 1) as u32;
        // Days under a window of a day, with nothing else that takes time.
        if one_in(8) {
            return Self::of_days(seed, &chance);
        }
        let has_effects = !one_in(3);
        let quota = one_in(2).then(|| {
            let seconds = [1.0, 60.0, 86_400.0][chance.below(3) as usize];
            Window { limit: (5 + chance.below(40)) as f64, seconds }
        });
        let is_paced = one_in(3);
        let calls = if one_in(3) { 1 + few(2) } else { 1 };
        // A task begins again in the next process: what never waits as long as its calls need gets nowhere.
        let waits = if calls > 1 { &[100_000.0, f64::INFINITY][..] } else { &[1.0, 900.0, 100_000.0, f64::INFINITY] };
        Self {
            seed,
            items: 1 + few(if one_in(5) { 600 } else { 150 }),
            concurrency: (!one_in(4)).then(|| 1 + few(7)),
            has_effects,
            in_doubt: [InDoubt::Hold, InDoubt::Hold, InDoubt::Retry, InDoubt::Ask][chance.below(4) as usize],
            is_ordered: one_in(3),
            calls,
            max_wait: waits[chance.below(waits.len() as u64) as usize],
            kills: few(6),
            signals: few(2),
            hours: u32::from(one_in(4)),
            lost: [0, 0, 1, 5][chance.below(4) as usize],
            refused: [0, 5, 20][chance.below(3) as usize],
            quota,
            says_how_long: !one_in(3),
            pace: quota.filter(|_| is_paced).into_iter().collect(),
            slowness: [0, 0, 5, 500][chance.below(4) as usize],
            sleeps: few(2),
            set_back: few(1),
            set_forward: few(1),
            is_edited: one_in(4),
        }
    }

    fn of_days(seed: u64, chance: &Chance) -> Self {
        let day = Window { limit: (60 + chance.below(200)) as f64, seconds: 86_400.0 };
        let hour = Window { limit: day.limit / 4.0, seconds: 3_600.0 };
        Self {
            seed,
            items: (day.limit * (1.5 + 3.0 * chance.unit())) as u32,
            concurrency: Some(1 + chance.below(6) as u32),
            has_effects: true,
            in_doubt: InDoubt::Hold,
            is_ordered: false,
            calls: 1,
            max_wait: f64::INFINITY,
            kills: 0,
            signals: 0,
            hours: 0,
            lost: 0,
            refused: 0,
            quota: Some(day),
            says_how_long: true,
            pace: vec![day, hour],
            slowness: 0,
            sleeps: 0,
            set_back: chance.below(2) as u32,
            set_forward: 0,
            is_edited: false,
        }
    }

    /// Whether it is to end when the plan says.
    pub fn is_of_days(&self) -> bool {
        self.pace.len() == 2
    }

    /// Whether an effect may come twice: where the caller wants it so, or cannot know.
    pub fn may_do_twice(&self) -> bool {
        self.in_doubt == InDoubt::Retry
    }

    /// Items at once.
    pub fn most_at_once(&self) -> u32 {
        self.concurrency.unwrap_or(8)
    }

    /// The settings of its runs.
    pub fn settings(&self, until: f64) -> Settings {
        Settings {
            concurrency: self.concurrency,
            is_ordered: self.is_ordered,
            effects: if self.has_effects { Effects::ByCall } else { Effects::Never },
            in_doubt: self.in_doubt,
            max_wait: self.max_wait * 1_000.0,
            until,
            total: Some(self.items),
            windows: self.pace.clone(),
            ..Settings::default()
        }
    }

    /// A row, as it is written.
    pub fn row(n: u32) -> String {
        format!("{{\"numero\":\"NUD75012345{n:06}\"}}")
    }
}
