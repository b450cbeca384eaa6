// What the wasm of a contract can be asked, as crates/contract/src/js/mod.rs numbers it.

/** To read a contract: on from where it had come, one given as text, or one that was parsed. */
export const readOn = 0;
export const text = 8;
export const parsed = 9;

/** What there is in it. */
export const address = 1;
export const operations = 2;
export const definitions = 3;
export const remarks = 13;

/** About a call: its request, which parameter is its body, what its answer is to be, what comes next. */
export const bind = 4;
export const body = 12;
export const expectation = 5;
export const pages = 6;
export const validate = 7;

/** About the answer that was judged last. */
export const mistakes = 10;
export const integers = 11;
