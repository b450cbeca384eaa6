//! What the gateway announces, and a refusal without a word, are known to all processes.

#![allow(clippy::arithmetic_side_effects, reason = "a test that panics is a test that fails")]

mod support;

use support::{Said, WELL, World};

/// A gateway with a quota in fixed windows, which announces what is left, or does not.
struct Quota {
    calls: f64,
    window: f64,
    is_told: bool,
    used: (u64, f64),
    refused: usize,
}

impl Quota {
    fn of(calls: f64, window: f64, is_told: bool) -> Self {
        Self { calls, window, is_told, used: (0, 0.0), refused: 0 }
    }

    fn says(&mut self, now: f64) -> Said {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of windows")]
        let number = (now / self.window) as u64;
        if self.used.0 != number {
            self.used = (number, 0.0);
        }
        let is_refused = self.used.1 >= self.calls;
        self.refused += usize::from(is_refused);
        self.used.1 += if is_refused { 0.0 } else { 1.0 };
        let end = (now / self.window).floor().mul_add(self.window, self.window);
        let announced = self.is_told.then_some((self.calls - self.used.1, end - now));
        Said { status: if is_refused { 429 } else { 200 }, asked: None, announced }
    }
}

#[test]
fn what_one_is_told_of_a_quota_all_keep_to() {
    for per_second in [0.0, 20.0] {
        let mut world = World::new(6, per_second);
        let mut quota = Quota::of(30.0, 5_000.0, true);
        world.pass(30_000.0, |now| quota.says(now));
        assert_eq!(quota.refused, 0, "with {per_second} a second");
        assert!(world.left.len() >= 6 * 30, "it is used: {}", world.left.len());
    }
}

#[test]
fn many_calls_that_are_left_are_counted_by_nobody() {
    let mut world = World::new(2, 0.0);
    world.pass(100.0, |_| Said { announced: Some((5_000.0, 3_600_000.0)), ..WELL });
    assert!(world.left.len() > 150, "nobody waits: {}", world.left.len());
}

#[test]
fn a_refusal_without_a_word_slows_all_down() {
    let mut world = World::new(4, 20.0);
    world.pass(10_000.0, |_| WELL);
    let mut refusals = 1;
    let from = world.now;
    let bare = Said { status: 429, ..WELL };
    world.pass(30_000.0, |_| {
        if refusals > 0 {
            refusals -= 1;
            bare
        } else {
            WELL
        }
    });
    let most = world.most(1_000.0, from + 1_000.0);
    assert!((11..=14).contains(&most), "seven tenths of 18 and of what is left a second: {most}");
    world.pass(200_000.0, |_| WELL);
    let again = world.most(1_000.0, world.now - 10_000.0);
    assert!(again > 16, "quiet minutes give it back: {again}");
}

#[test]
fn without_windows_each_goes_on_at_seven_tenths_of_its_own() {
    let mut world = World::new(3, 0.0);
    // Three times as many calls of the first.
    let mut turn = 0_u32;
    let mut wants = |world: &mut World| {
        turn += 1;
        for (place, member) in world.members.iter_mut().enumerate() {
            member.wants = u32::from(place == 0 || turn.is_multiple_of(3));
        }
    };
    let mut bare = false;
    let mut step = |world: &mut World, milliseconds: u32, refuses: bool| {
        bare |= refuses;
        for _ in 0..milliseconds / 50 {
            wants(world);
            world.pass(1.0, |_| Said { status: if std::mem::take(&mut bare) { 429 } else { 200 }, ..WELL });
            world.members.iter_mut().for_each(|member| member.wants = 0);
            world.pass(49.0, |_| WELL);
        }
    };
    step(&mut world, 10_000, false);
    let counted = |world: &World, from: f64| {
        let of = |place: usize| world.left.iter().filter(|(at, one)| *one == place && *at >= from).count();
        [of(0), of(1), of(2)]
    };
    let before = counted(&world, world.now - 9_000.0);
    step(&mut world, 3_000, true);
    let from = world.now;
    step(&mut world, 9_000, false);
    let after = counted(&world, from);
    for (before, after) in before.into_iter().zip(after) {
        assert!(after < before && after * 3 > before, "{before} and then {after}");
    }
}
