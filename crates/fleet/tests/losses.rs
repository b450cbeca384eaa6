//! What a store loses, and a clock that is set, cost neither the quota nor a minute. Found by the simulation.

mod support;

use sne_cotation_fleet::fleet::{Answer, Cell, Fleet, Names};
use sne_cotation_fleet::pace::Settings;
use sne_cotation_fleet::token::Step;
use sne_cotation_fleet::token_cell::TokenCell;
use support::{Said, WELL, World};

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

#[test]
fn who_has_not_heard_of_the_others_for_a_while_goes_behind_them_when_all_is_lost() {
    let mut world = World::new(8, 5.0);
    world.pass(5_000.0, |_| WELL);
    // It knows how things stood then; the others have reserved since, and go on to leave as they have.
    world.members[0].wants = 0;
    world.pass(4_000.0, |_| WELL);
    world.members[0].wants = 1;
    world.store.forget();
    world.pass(3_000.0, |_| WELL);
    assert!(world.most(1_000.0, 0.0) <= 5, "{:?}", world.left);
}

#[test]
fn a_probe_that_somebody_has_reserved_is_his_when_the_clock_is_set() {
    let mut world = World::new(4, 1.0);
    world.pass(6_000.0, |_| WELL);
    let mut is_refused = false;
    let refused = Said { status: 429, asked: Some(500.0), ..WELL };
    let probe = loop {
        world.pass(10.0, |_| if std::mem::replace(&mut is_refused, true) { WELL } else { refused });
        if let Some(probe) = world.store.pace().and_then(|cell| cell.state.probe) {
            break probe;
        }
        assert!(world.now < 20_000.0, "nobody asks whether the refusal is over");
    };
    let so_far = world.left.len();
    world.store.ahead += 3_600_000.0;
    while world.left.len() == so_far && world.now < 30_000.0 {
        world.pass(10.0, |_| WELL);
        let now = world.store.pace().and_then(|cell| cell.state.probe);
        assert!(now.is_none_or(|now| now.owner == probe.owner), "at {}, another asks too", world.now);
    }
    assert_eq!(world.left.len(), so_far + 1, "{:?}", world.left);
}

/// What comes next where the server has put all off until so many milliseconds from now.
fn next_of_token(retry_in: f64) -> Step {
    let mut fleet = Fleet::new(Names::default(), Settings::default(), 1);
    fleet.token.want(30_000.0);
    assert_eq!(fleet.next_of_token(0.0), Step::Read);
    let store = 1.7e12;
    let cell = TokenCell { at: store - 10.0, retry_at: store + retry_in, ..TokenCell::default() }.write();
    fleet.answered(Cell::Token, Answer { ok: false, value: Some(&cell), store, sent: 0.0 }, 1.0);
    fleet.next_of_token(1.0)
}

#[test]
fn who_was_put_off_is_not_for_hours_when_the_clock_is_set_back() {
    assert!(matches!(next_of_token(2_000.0), Step::Refused { status: 429, .. }));
    assert!(matches!(next_of_token(40_000_000.0), Step::Write(..)), "the lease is taken");
}
