//! Of a client that shares a token and a quota by a store, the store is looked at last, whatever came before.

mod support;

use sne_cotation_diagnosis::setup::Setup;
use support::{SANDBOX, World, failure, good, told};

const SHARING: Setup = Setup { has_store: true, ..SANDBOX };

fn with(reason: &'static str, took: f64) -> World {
    World { store: (reason, took), ..good() }
}

#[test]
fn it_is_a_step_of_those_that_have_one() {
    assert_eq!(told(SANDBOX, good()), "oooooooo");
    assert_eq!(told(SHARING, good()), "ooooooooo");
}

#[test]
fn it_is_well_when_it_keeps_what_is_put_into_it_within_the_time_of_a_call() {
    assert_eq!(told(SHARING, with("store-silent", f64::NAN)), "ooooooooF store: store-gone store-refuses");
    assert_eq!(told(SHARING, with("store-forgets", 1.0)), "ooooooooF store: store-split");
    assert_eq!(told(SHARING, with("", 249.0)), "ooooooooo");
    assert_eq!(told(SHARING, with("", 250.0)), "ooooooooF store: store-far");
}

#[test]
fn what_fails_before_says_nothing_of_it() {
    let world = World { token: failure("client-refused"), ..good() };
    assert!(told(SHARING, world).starts_with("ooF-"), "{}", told(SHARING, world));
    assert!(told(SHARING, world).split(' ').next().unwrap_or_default().ends_with('o'), "{}", told(SHARING, world));
}
