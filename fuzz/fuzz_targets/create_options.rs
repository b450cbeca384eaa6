//! See `src/targets/create_options.rs`.

#![no_main]

use sne_cotation_fuzz::targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::create_options::run(data));
