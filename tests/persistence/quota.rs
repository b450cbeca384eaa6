//! What a client with a rate limit learns of quotas: what the gateway announces, asks, or only implies.

use std::cell::Cell;
use std::rc::Rc;

use serde_json::json;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::Response as Answer;

use super::support::network::{Reply, is_token_request};
use super::support::scene::{Outcome, Scene, TestClient, told};
use super::support::tasks::Task;
use super::{client_with, not_before, persistent};

const HOUR: u64 = 3_600_000;

fn limited(limit: serde_json::Value) -> (Scene, TestClient) {
    client_with(&persistent().with("rateLimit", limit))
}

/// A call that is not repeated and waits for that many milliseconds of a pause.
fn start(scene: &Scene, client: &TestClient, longest_pause: u64) -> Task<Outcome> {
    let options = json!({
        "path": "/healthcheck",
        "retry": { "attempts": 1, "maxDelay": longest_pause },
        "deadline": 86_400_000,
    });
    scene.start(client, CallKind::Request, &options.into())
}

/// What is known of the quotas, as the adapter hands it over.
fn numbers(client: &TestClient) -> Vec<f64> {
    let mut list = Vec::new();
    client.quota_numbers(|number| list.push(number));
    list
}

/// The calls of each whole second from now, as they leave.
fn by_second(scene: &Scene) -> Rc<Cell<Vec<usize>>> {
    let (list, start, clock) = (Rc::<Cell<Vec<usize>>>::default(), scene.clock.monotonic(), scene.clock.clone());
    let seen = Rc::clone(&list);
    scene.network.set_hook(move |request| {
        if !is_token_request(request) {
            let mut counts = seen.take();
            let second = usize::try_from((clock.monotonic() - start - 5) / 1_000).unwrap();
            counts.resize(counts.len().max(second + 1), 0);
            counts[second] += 1;
            seen.set(counts);
        }
        None
    });
    list
}

/// The gateway refuses one call, and asks for this.
fn refuse_one(scene: &Scene, answer: Answer) {
    let mut answer = Some(answer);
    scene.network.set_hook(
        move |request| {
            if is_token_request(request) { None } else { answer.take().map(Reply::Answer) }
        },
    );
}

#[test]
fn nobody_leaves_during_a_pause_then_one_call_asks_then_all_leave() {
    let (scene, client) = limited(json!({}));
    refuse_one(&scene, not_before(429, "5"));
    let refused = start(&scene, &client, 1);
    scene.tasks.run_for(10);
    assert_eq!(told(&refused.result()), "quota quota-exceeded status=429 retryAfter=5 attempts=1");
    let counts = by_second(&scene);
    scene.network.set_latency(5, 1_500);
    let waiting: Vec<_> = (0..20).map(|_| start(&scene, &client, 10_000)).collect();
    scene.tasks.run();
    assert!(waiting.into_iter().all(|task| task.result().is_ok()));
    assert_eq!(counts.take(), [0, 0, 0, 0, 0, 1, 19]);
}

#[test]
fn a_pause_that_is_longer_than_a_call_waits_fails_it_at_once() {
    let (scene, client) = limited(json!({ "perSecond": 10 }));
    refuse_one(&scene, not_before(429, "21600"));
    let before = scene.clock.monotonic();
    // Those in the queue when the refusal comes fail with it.
    let tasks: Vec<_> = (0..5).map(|_| start(&scene, &client, 30_000)).collect();
    scene.tasks.run();
    assert!(scene.clock.monotonic() - before < 1_000);
    let results: Vec<_> = tasks.into_iter().map(|task| told(&task.result())).collect();
    assert_eq!(results[0], "quota quota-exceeded status=429 retryAfter=21600 attempts=1");
    assert!(results[1..].iter().all(|it| it == "quota quota-paused retryAfter=21600 attempts=0"), "{results:?}");
    let sent = scene.network.counts();
    scene.tasks.run_for(HOUR);
    assert_eq!(told(&scene.healthcheck(&client)), "quota quota-paused retryAfter=18000 attempts=0");
    assert_eq!(scene.network.counts(), sent, "nothing is sent during the pause");
    assert!((numbers(&client)[1] - 18_000.0).abs() < 1.0, "the pause is told");
    scene.tasks.run_for(5 * HOUR);
    scene.expect_ok(&client);
    assert!(numbers(&client)[1] < 1e-9);
}

/// A pause of hours ends when it should, although the machine sleeps and somebody sets the clock.
#[test]
fn a_patient_call_sleeps_through_suspension_and_clock_jumps() {
    for (suspended, jump, expected) in [(0, 0, 6 * HOUR), (4 * HOUR, 0, 2 * HOUR), (0, -2 * 3_600_000, 6 * HOUR)] {
        let (scene, client) = limited(json!({ "perSecond": 20 }));
        refuse_one(&scene, not_before(429, "21600"));
        let _refused = start(&scene, &client, 1);
        scene.tasks.run_for(10);
        let before = scene.clock.monotonic();
        let patient = start(&scene, &client, 8 * HOUR);
        scene.tasks.run_for(1_000);
        scene.clock.suspend(suspended);
        scene.clock.set_wall(jump);
        scene.tasks.run();
        assert!(patient.result().is_ok());
        let took = scene.clock.monotonic() - before;
        // Timers are set for a minute at most, which is how late a suspension is noticed.
        assert!((expected..expected + 61_000).contains(&took), "{took} ms after {suspended}, {jump}");
    }
}

#[test]
fn the_next_call_asks_when_nothing_is_known_of_the_one_that_did() {
    let (scene, client) = limited(json!({}));
    refuse_one(&scene, not_before(429, "2"));
    let _refused = start(&scene, &client, 1);
    scene.tasks.run_for(10);
    let mut left = 2;
    scene.network.set_hook(move |request| {
        if is_token_request(request) || left == 0 {
            return None;
        }
        left -= 1;
        Some(if left == 1 { Reply::Silence } else { Reply::Answer(not_before(429, "3")) })
    });
    let options = json!({ "path": "/healthcheck", "retry": { "attempts": 1 }, "timeout": 4_000 });
    let tasks: Vec<_> = (0..6).map(|_| scene.start(&client, CallKind::Request, &options.clone().into())).collect();
    let before = scene.clock.monotonic();
    scene.tasks.run();
    let ends: Vec<_> = tasks.into_iter().map(Task::result).collect();
    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 4, "{ends:?}");
    assert_eq!(scene.network.counts().1, 7, "two ask, then all");
    let took = scene.clock.monotonic() - before;
    assert!((8_900..9_200).contains(&took), "2 s of pause, 4 s of silence, 3 s of pause: {took}");
}

#[test]
fn a_refusal_without_a_word_slows_down_and_quiet_minutes_bring_the_rate_back() {
    let (scene, client) = limited(json!({ "perSecond": 20 }));
    let tasks: Vec<_> = (0..40).map(|_| start(&scene, &client, 1)).collect();
    scene.tasks.run();
    refuse_one(&scene, Answer::empty(429));
    let refused = start(&scene, &client, 1);
    scene.tasks.run();
    assert_eq!(told(&refused.result()), "quota quota-exceeded-unknown status=429 attempts=1");
    let rate_after = |minutes: u64| {
        scene.tasks.run_for(minutes * 60_000);
        (numbers(&client)[2] * 10.0).round() / 10.0
    };
    let rates = [rate_after(0), rate_after(1), rate_after(1), rate_after(2)];
    assert!((12.5..=13.3).contains(&rates[0]), "{rates:?}");
    assert!(rates.is_sorted() && (rates[3] - 18.0).abs() < 0.1, "{rates:?}");
    assert!(tasks.into_iter().all(|task| task.result().is_ok()));
}

/// No more calls leave than are left, until the window is over or another answer says otherwise.
#[test]
fn no_more_calls_leave_than_the_gateway_announces() {
    for (header, by_end) in [
        (r#"[{"window":10,"type":"throttle","remaining":19}]"#, vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10]),
        (r#"[{"window":3600,"remaining":5000},{"window":4,"remaining":9}]"#, vec![10, 0, 0, 0, 20]),
        (r#"[{"window":86400,"type":"throttle","remaining":26}]"#, vec![27, 1, 1, 1]),
        (r#"[{"window":1,"type":"throttle","remaining":500}]"#, vec![30]),
        ("rubbish", vec![30]),
    ] {
        let (scene, client) = limited(json!({}));
        let mut answer = Answer::with_content(200, "application/json", "{}");
        answer.set_header("X-Rate-Limit", header);
        refuse_one(&scene, answer);
        scene.healthcheck(&client).unwrap();
        let counts = by_second(&scene);
        let tasks: Vec<_> = (1..30).map(|_| start(&scene, &client, 20_000)).collect();
        scene.tasks.run();
        assert!(tasks.into_iter().all(|task| task.result().is_ok()));
        let mut counts = counts.take();
        counts[0] += 1;
        assert_eq!(counts, by_end, "{header}");
    }
}

/// Who leaves a part of the quota to others lets them go first.
#[test]
fn calls_that_leave_a_part_to_others_let_them_go_first() {
    let (scene, client) = limited(json!({ "perSecond": 10 }));
    let list = Rc::<Cell<String>>::default();
    let seen = Rc::clone(&list);
    scene.network.set_hook(move |request| {
        if !is_token_request(request) {
            seen.set(seen.take() + request.url.rsplit('/').next().unwrap());
        }
        None
    });
    let start = |path: &str, reserve| {
        let options = json!({ "path": path, "retry": false, "reserve": reserve });
        scene.start(&client, CallKind::Request, &options.into())
    };
    let _run: Vec<_> = (0..8).map(|_| start("r", 0.5)).collect();
    scene.tasks.run_for(50);
    let _people: Vec<_> = (0..4).map(|_| start("p", 0.0)).collect();
    let before = scene.clock.monotonic();
    scene.tasks.run();
    assert_eq!(list.take(), "rpppprrrrrrr");
    let took = scene.clock.monotonic() - before;
    assert!(
        (1_750..2_000).contains(&took),
        "the run has half of nine a second, four calls of which were others': {took}"
    );
}

#[test]
fn what_was_met_is_told_with_what_to_declare_next_time() {
    // Also without a rate limit, which only holds calls back.
    for limit in [json!(null), json!({ "perSecond": 100 })] {
        let (scene, client) = limited(limit);
        let tasks: Vec<_> = (0..60).map(|_| start(&scene, &client, 1)).collect();
        scene.tasks.run();
        assert!(tasks.into_iter().all(|task| task.result().is_ok()));
        assert!(numbers(&client)[0] < 0.5, "no refusal yet");
        refuse_one(&scene, not_before(429, "2391"));
        assert!(scene.healthcheck(&client).is_err());
        let numbers = numbers(&client);
        let told: Vec<_> = numbers.into_iter().map(|number| number.round().to_string()).collect();
        let rate = &told[2];
        assert_eq!(told.join(" "), format!("1 {} {rate} 0 0 0 0 0 0 60 2391 60 0 0 0", told[1]), "of the hour");
    }
}

/// A call whose turn would come after its deadline is not queued.
#[test]
fn a_turn_that_comes_too_late_is_told_at_once() {
    let (scene, client) = limited(json!({ "perDay": 99 }));
    scene.expect_ok(&client);
    let options = || json!({ "deadline": 1_000_000 }).into();
    let [soon, later] = [(); 2].map(|()| scene.start(&client, CallKind::Healthcheck, &options()));
    scene.tasks.run_for(1);
    assert!(!soon.is_over());
    // 99 a day is one every 891 s.
    assert_eq!(told(&later.result()), "quota quota-paused retryAfter=1782 attempts=0");
    scene.tasks.run();
    assert!(soon.result().is_ok());
}

/// The gateway is never asked for more than it allows, in sliding and in fixed windows, whatever the calls do.
#[test]
fn quotas_of_a_second_and_of_a_day_are_kept_to_for_days() {
    let (scene, client) = limited(json!({ "perSecond": 2, "perDay": 2_000 }));
    let day = 24 * HOUR;
    let times = Rc::<Cell<Vec<u64>>>::default();
    let (seen, clock) = (Rc::clone(&times), scene.clock.clone());
    scene.network.set_hook(move |request| {
        if is_token_request(request) {
            return None;
        }
        let mut list = seen.take();
        list.push(clock.monotonic());
        seen.set(list);
        Some(Reply::Answer(Answer::with_content(200, "application/json", "{}")))
    });
    let start = scene.clock.monotonic();
    while scene.clock.monotonic() - start < 3 * day {
        let tasks: Vec<_> = (0..500).map(|_| self::start(&scene, &client, day)).collect();
        scene.tasks.run();
        assert!(tasks.into_iter().all(|task| task.result().is_ok()));
    }
    let list = times.take();
    for (length, limit) in [(1_000, 2), (day, 2_000)] {
        let most =
            list.iter().enumerate().map(|(place, at)| list.partition_point(|it| *it <= at + length) - place).max();
        assert!(most <= Some(limit), "{most:?} calls in {length} ms");
    }
    let per_day = list.len() as f64 * day as f64 / (list[list.len() - 1] - list[0]) as f64;
    assert!(per_day > 1_920.0, "{per_day} a day of 2,000");
}
