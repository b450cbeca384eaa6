//! The adapter: what JavaScript sees of a run. It translates and decides nothing; `pkg-template/lib/bulk/engine.js` is
//! what stands opposite.
//!
//! Each run has a wasm instance of its own.

#![allow(
    unsafe_code,
    reason = "JavaScript knows these functions by their names, and hands over what the types cannot say"
)]

use sne_cotation_common::instance::{self, Single, text};

use crate::chain::KEY_BYTES;
use crate::clock::Instant;
use crate::journal::{Lengths, Told};
use crate::outcome::Failure;
use crate::places::Verdict;
use crate::reason::Reason;
use crate::record::Record;
use crate::run::{Kept, Known, Next, Permit, Run, Step, Stop};

mod settings;

#[link(wasm_import_module = "js")]
unsafe extern "C" {
    /// Milliseconds of the monotonic clock.
    safe fn monotonic() -> f64;
    /// Milliseconds since 1970.
    safe fn wall() -> f64;
}

/// The buffer, the journal that is being read, and the run.
#[derive(Default)]
struct Instance {
    buffer: Vec<u8>,
    record: Option<Box<Record>>,
    run: Option<Box<Run>>,
}

static INSTANCE: Single<Instance> = Single::new(Instance { buffer: Vec::new(), record: None, run: None });

fn now() -> Instant {
    Instant { monotonic: monotonic(), wall: wall() }
}

/// Does something with all that there is.
fn with<T>(work: impl FnOnce(&mut Instance) -> T) -> T {
    INSTANCE.with(work)
}

/// Does something with the run, which is there between [`begin`] and the end.
fn with_run<T: Default>(work: impl FnOnce(&mut Run, &mut Vec<u8>) -> T) -> T {
    with(|Instance { buffer, run, .. }| run.as_deref_mut().map(|run| work(run, buffer)).unwrap_or_default())
}

/// Makes the buffer at least so long, and keeps what is in it; gives its place.
#[unsafe(no_mangle)]
pub extern "C" fn reserve(length: usize) -> *mut u8 {
    with(|Instance { buffer, .. }| instance::reserve(buffer, length))
}

/// Reads a piece of a journal, which is in the buffer.
#[unsafe(no_mangle)]
pub extern "C" fn read(length: usize) {
    with(|Instance { buffer, record, .. }| {
        record.get_or_insert_default().read(buffer.get(..length).unwrap_or_default());
    });
}

/// Whether the journal that was read has begun.
#[unsafe(no_mangle)]
pub extern "C" fn is_begun() -> bool {
    with(|Instance { record, .. }| record.as_ref().is_some_and(|record| record.is_begun()))
}

/// How long the journal (0), the output (1) or the errors (2) of the journal that was read are to be.
#[unsafe(no_mangle)]
#[allow(clippy::cast_precision_loss, reason = "files are shorter than 2^53 bytes")]
pub extern "C" fn length(which: u8) -> f64 {
    with(|Instance { record, .. }| {
        let Some(record) = record else { return 0.0 };
        let Lengths { output, errors } = record.lengths();
        (match which {
            0 => record.length(),
            1 => output,
            _ => errors,
        }) as f64
    })
}

/// Begins a run, with what is in the buffer: so many numbers of the settings, and, where there is a journal, its key,
/// the operation and the target. Gives the number of what is wrong, or -1.
#[unsafe(no_mangle)]
pub extern "C" fn begin(numbers: usize, is_kept: bool, operation: usize, target: usize, run: f64) -> i32 {
    with(|instance| {
        let Instance { buffer, record, .. } = instance;
        let (numbers, rest) = buffer.split_at(numbers.saturating_mul(8).min(buffer.len()));
        let settings = settings::read(numbers);
        let kept = is_kept.then(|| {
            let (key, rest) = rest.split_at(KEY_BYTES.min(rest.len()));
            let (operation, rest) = rest.split_at(operation.min(rest.len()));
            Kept {
                record: record.take().map(|record| *record).unwrap_or_default(),
                key: key.try_into().unwrap_or_default(),
                operation: text(operation),
                target: text(rest.get(..target).unwrap_or_default()),
                run: run.to_bits(),
            }
        });
        match Run::begin(settings, kept, now()) {
            Ok(run) => {
                instance.run = Some(Box::new(run));
                -1
            }
            Err(reason) => i32::from(Reason::number(reason)),
        }
    })
}

/// What is to be appended to the journal is in the buffer then; gives its length.
#[unsafe(no_mangle)]
pub extern "C" fn take() -> usize {
    with_run(|run, buffer| {
        let lines = run.take_lines();
        if !lines.is_empty() {
            *buffer = lines.into_bytes();
            return buffer.len();
        }
        0
    })
}

/// What is to be done next: the number of the step, eight more where the journal has lines to write, and sixteen times
/// the ordinal of its item.
#[unsafe(no_mangle)]
pub extern "C" fn next() -> f64 {
    with_run(|run, _| {
        let (step, n) = match run.next(now()) {
            Step::Wait => (0, 0),
            Step::Pull => (1, 0),
            Step::Begin(n) => (2, n),
            Step::Ask(n) => (3, n),
            Step::Over => (4, 0),
        };
        let has_lines = if run.has_lines() { 8.0 } else { 0.0 };
        f64::from(n) * 16.0 + has_lines + f64::from(step)
    })
}

/// A row has come; what it is recognised by is in the buffer. Says whether it is to be kept.
#[unsafe(no_mangle)]
pub extern "C" fn pulled(length: usize) -> bool {
    with_run(|run, buffer| run.pulled(buffer.get(..length).unwrap_or_default(), now()))
}

/// There are no more rows.
#[unsafe(no_mangle)]
pub extern "C" fn ended() {
    with_run(|run, _| run.source_ended(now()));
}

/// Whether a call may leave (1), is to wait (0), or may not (2).
#[unsafe(no_mangle)]
pub extern "C" fn permit(n: u32, has_effect: bool) -> u8 {
    with_run(|run, _| match run.permit(n, has_effect, now()) {
        Permit::Wait => 0,
        Permit::Go => 1,
        Permit::Cut => 2,
    })
}

/// A call is over, well where its failure has no kind; that is in the buffer. What becomes of it: it is over (0), asks
/// for a permit again (1), or its item is left (2).
#[unsafe(no_mangle)]
pub extern "C" fn answered(
    n: u32,
    attempts: u32,
    has_failed: bool,
    kind: usize,
    status: u16,
    is_retryable: bool,
    retry_after: f64,
) -> u8 {
    with_run(|run, buffer| {
        let kind = text(buffer.get(..kind).unwrap_or_default());
        let retry_after = Some(retry_after).filter(|seconds| seconds.is_finite());
        let failure = Failure { kind: &kind, status, attempts, is_retryable, retry_after };
        match run.answered(n, attempts, has_failed.then_some(failure), now()) {
            Next::Over => 0,
            Next::Again => 1,
            Next::Cut => 2,
        }
    })
}

/// An item is over. Of a failure, its kind and its code are in the buffer.
#[unsafe(no_mangle)]
pub extern "C" fn settled(n: u32, is_ok: bool, kind: usize, code: usize, status: u16) {
    with_run(|run, buffer| {
        let (kind, rest) = buffer.split_at(kind.min(buffer.len()));
        let (kind, code) = (text(kind), text(rest.get(..code).unwrap_or_default()));
        run.settled(n, is_ok, Told { kind: &kind, code: &code, status, is_held: false }, now());
    });
}

/// The caller says what is known of an item: it was done (0), it was not (1), nothing (2).
#[unsafe(no_mangle)]
pub extern "C" fn resolved(n: u32, known: u8) {
    let known = match known {
        0 => Known::Done,
        1 => Known::Undone,
        _ => Known::Nothing,
    };
    with_run(|run, _| run.resolved(n, known, now()));
}

/// The next item for the loop: four times its ordinal and what came of it, or -1.
#[unsafe(no_mangle)]
pub extern "C" fn give() -> f64 {
    with_run(|run, _| {
        let Some((n, verdict)) = run.give() else { return -1.0 };
        let verdict = match verdict {
            Verdict::Done => 0,
            Verdict::DoneBefore => 1,
            Verdict::Failed => 2,
            Verdict::Held => 3,
        };
        f64::from(n) * 4.0 + f64::from(verdict)
    })
}

/// The loop has come back, with outputs of these lengths.
#[unsafe(no_mangle)]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
pub extern "C" fn acknowledged(n: u32, output: f64, errors: f64) {
    let lengths = Lengths { output: output as u64, errors: errors as u64 };
    with_run(|run, _| run.acknowledged(n, lengths, now()));
}

/// Stops the run.
#[unsafe(no_mangle)]
pub extern "C" fn stop(cause: u8) {
    let stop = match cause {
        3 => Stop::Errors,
        5 => Stop::Signal,
        7 => Stop::Source,
        _ => Stop::Journal,
    };
    with_run(|run, _| run.stop(stop));
}

/// The loop was left.
#[unsafe(no_mangle)]
pub extern "C" fn abandon() {
    with_run(|run, _| run.abandon());
}

/// Why it stops, by the number of [`Stop`]; 0 if it does not.
#[unsafe(no_mangle)]
pub extern "C" fn stopped() -> u8 {
    with_run(|run, _| run.stopped().map_or(0, |stop| stop as u8))
}

/// All is over.
#[unsafe(no_mangle)]
pub extern "C" fn end() {
    with_run(|run, _| run.end());
}

/// Milliseconds until something is to be done though nothing happens.
#[unsafe(no_mangle)]
pub extern "C" fn wakes_in() -> f64 {
    with_run(|run, _| run.wakes_in())
}

/// How it goes, in numbers in the buffer; `NaN` where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn progress() {
    with_run(|run, buffer| {
        let progress = run.progress(now());
        let number = |number: Option<f64>| number.unwrap_or(f64::NAN);
        let total = number(progress.total.map(f64::from));
        let [done, failed, held] = [progress.done, progress.failed, progress.held].map(f64::from);
        let [eta, until] = [progress.eta, progress.paused_until].map(number);
        put(buffer, &[done, failed, held, total, progress.rate, eta, until]);
    });
}

/// What came of it, in the same way.
#[unsafe(no_mangle)]
pub extern "C" fn counts() {
    with_run(|run, buffer| {
        let (tally, (pauses, milliseconds)) = run.counts();
        let [done, failed, held, before, calls, pauses] =
            [tally.done, tally.failed, tally.held, tally.before, tally.calls, pauses].map(f64::from);
        let [plan, resumes] = [run.plan(), run.resumes_at()].map(|number| number.unwrap_or(f64::NAN));
        put(buffer, &[done, failed, held, before, calls, pauses, milliseconds, plan, resumes]);
    });
}

/// Seconds that so many calls take under the rate limit; `NaN` without one.
#[unsafe(no_mangle)]
pub extern "C" fn plan(calls: f64) -> f64 {
    with_run(|run, _| run.plan_of(calls).unwrap_or(f64::NAN))
}

/// Writes numbers into the buffer.
fn put(buffer: &mut Vec<u8>, numbers: &[f64]) {
    buffer.clear();
    for number in numbers {
        buffer.extend_from_slice(&number.to_le_bytes());
    }
}
