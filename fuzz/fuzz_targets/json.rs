//! See `src/targets/json.rs`.

#![no_main]

use sne_cotation_fuzz::targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::json::run(data));
