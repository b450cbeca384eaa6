//! The client's own rate limit, as far as a run notices it: when a call may leave.

use sne_cotation_bulk::plan::Window;

/// Milliseconds in which a call must be done: one whose turn comes later fails at once.
const DEADLINE: f64 = 120_000.0;

/// When calls may leave under several windows: a bucket for each.
#[derive(Clone, Debug)]
pub struct Pace(Vec<Bucket>);

#[derive(Clone, Debug)]
struct Bucket {
    /// Calls that may leave at once, and milliseconds between two after that.
    burst: f64,
    spacing: f64,
    /// When the bucket is full again.
    full: f64,
}

impl Pace {
    /// All buckets are full.
    pub fn new(windows: &[Window]) -> Self {
        let bucket = |window: &Window| {
            let part = if window.seconds <= 1.0 { 0.1 } else { 0.02 };
            let burst = (window.limit * part).max(1.0);
            Bucket { burst, spacing: window.seconds * 1_000.0 / (window.limit - burst), full: 0.0 }
        };
        Self(windows.iter().map(bucket).collect())
    }

    /// When a call that asks now leaves; or the seconds after which it may ask again.
    pub fn leave(&mut self, now: f64) -> Result<f64, f64> {
        let turn = |bucket: &Bucket| bucket.full - (bucket.burst - 1.0) * bucket.spacing;
        let at = self.0.iter().map(turn).fold(now, f64::max);
        if at - now > DEADLINE {
            return Err((at - now) / 1_000.0);
        }
        for bucket in &mut self.0 {
            bucket.full = bucket.full.max(at) + bucket.spacing;
        }
        Ok(at)
    }
}
