//! See `src/targets/token_answer.rs`.

#![no_main]

use sne_cotation_fuzz::targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::token_answer::run(data));
