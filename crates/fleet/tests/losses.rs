//! What a store loses, and a clock that is set, cost neither the quota nor a minute. Found by the simulation.

mod support;

use support::{WELL, World};

#[test]
fn who_begins_after_the_clock_was_set_goes_behind_those_who_have_reserved() {
    let mut world = World::new(8, 10.0);
    world.pass(5_000.0, |_| WELL);
    let before = world.now;
    // Nobody has written since, and the next to read remembers nothing.
    world.store.ahead += 3_000_000.0;
    world.members.iter_mut().for_each(|member| member.wants = 0);
    world.join(10.0);
    world.pass(3_000.0, |_| WELL);
    assert!(world.most(1_000.0, before - 1_000.0) <= 10, "{:?}", world.left);
    let own = world.left.iter().filter(|(_, place)| *place == 8).count();
    assert!(own > 10, "it had its turn: {own}");
}

#[test]
fn who_begins_long_after_the_last_call_waits_for_nobody() {
    let mut world = World::new(1, 10.0);
    world.pass(2_000.0, |_| WELL);
    world.members.iter_mut().for_each(|member| member.wants = 0);
    world.pass(600.0, |_| WELL);
    world.now += 600_000.0;
    // One more call after a long time, and the process ends.
    world.members[0].wants = 1;
    let from = world.left.len();
    world.pass(50.0, |_| WELL);
    assert_eq!(world.left.len(), from + 1);
    world.members.iter_mut().for_each(|member| member.wants = 0);
    world.now += 600_000.0;
    world.join(10.0);
    let begun = world.now;
    world.pass(1_000.0, |_| WELL);
    let (first, place) = world.left[from + 1];
    assert!(place == 1 && first - begun < 250.0, "{first} {begun}");
}

#[test]
fn losses_do_not_add_up() {
    let mut world = World::new(16, 5.0);
    world.pass(10_000.0, |_| WELL);
    for _ in 0..5 {
        world.store.forget();
        world.pass(500.0, |_| WELL);
    }
    let from = world.now;
    world.pass(20_000.0, |_| WELL);
    let first = world.left.iter().map(|(at, _)| *at).find(|at| *at >= from);
    assert!(first.is_some_and(|first| first - from < 12_000.0), "{first:?} from {from}");
    assert!(world.most(1_000.0, 0.0) <= 5);
}
