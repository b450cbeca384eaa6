//! The settings of a run as JavaScript hands them over: numbers, `NaN` where there is none.

use sne_cotation_common::instance::{given, numbers};

use crate::plan::Window;
use crate::settings::{Effects, InDoubt, Settings};

/// The settings in such numbers, in the order in which `engine.js` writes them; windows are what follows.
pub fn read(bytes: &[u8]) -> Settings {
    let mut numbers = numbers(bytes);
    let mut next = || numbers.next().unwrap_or(f64::NAN);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
    let whole = |number: f64| given(number).map(|number| number as u32);
    let mut settings = Settings {
        concurrency: whole(next()),
        is_ordered: next() > 0.0,
        effects: match whole(next()) {
            Some(0) => Effects::Never,
            Some(1) => Effects::ByCall,
            _ => Effects::Always,
        },
        in_doubt: match whole(next()) {
            Some(1) => InDoubt::Retry,
            Some(2) => InDoubt::Ask,
            _ => InDoubt::Hold,
        },
        stops_at_failure: next() > 0.0,
        stop_after: whole(next()),
        stop_rate: given(next()),
        redoes_failures: next() > 0.0,
        max_wait: next(),
        until: next(),
        total: whole(next()),
        windows: Vec::new(),
    };
    loop {
        let (limit, seconds) = (next(), next());
        if limit.is_nan() || seconds.is_nan() {
            return settings;
        }
        settings.windows.push(Window { limit, seconds });
    }
}
