//! The command line.

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arguments {
    /// The first seed.
    pub first: u64,
    /// How many seeds.
    pub seeds: u64,
    /// Calls for each seed.
    pub calls: u32,
    /// On how many threads.
    pub threads: usize,
    /// Whether all that happens is printed.
    pub trace: bool,
    /// Whether to go on after a break, and only count which invariants break.
    pub survey: bool,
}

/// How it is called.
pub const USAGE: &str = "simulate [--from S] [--seeds N] | [--seed S] [--calls C] [--threads T] [--trace] [--survey]";

impl Arguments {
    /// Reads them; what is wrong is said in a sentence.
    pub fn read(mut given: impl Iterator<Item = String>) -> Result<Self, String> {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let mut read = Self { first: 1, seeds: 1_000, calls: 200, threads, trace: false, survey: false };
        while let Some(name) = given.next() {
            let mut number = || {
                let value = given.next().and_then(|value| value.parse::<u64>().ok());
                value.filter(|value| *value > 0).ok_or(format!("{name} needs a whole number above 0"))
            };
            match name.as_str() {
                "--from" => read.first = number()?,
                "--seeds" => read.seeds = number()?,
                "--seed" => (read.first, read.seeds) = (number()?, 1),
                "--calls" => read.calls = u32::try_from(number()?).map_err(|_| "too many calls")?,
                "--threads" => read.threads = usize::try_from(number()?).map_err(|_| "too many threads")?,
                "--trace" => read.trace = true,
                "--survey" => read.survey = true,
                _ => return Err(format!("{name}: unknown; {USAGE}")),
            }
        }
        Ok(read)
    }

    /// The command that runs one of the seeds again.
    pub fn again(&self, seed: u64) -> String {
        let calls = if self.calls == 200 { String::new() } else { format!(" --calls {}", self.calls) };
        format!("npm run simulate -- --seed {seed}{calls}")
    }
}
