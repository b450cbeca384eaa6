//! See `src/targets/rate_limit.rs`.

#![no_main]

use sne_cotation_fuzz::targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::rate_limit::run(data));
