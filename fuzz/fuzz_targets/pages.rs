//! See `src/targets/pages.rs`.

#![no_main]

use sne_cotation_fuzz::targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::pages::run(data));
