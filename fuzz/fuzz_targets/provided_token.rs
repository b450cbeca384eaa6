//! See `src/targets/provided_token.rs`.

#![no_main]

use sne_cotation_fuzz::targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::provided_token::run(data));
