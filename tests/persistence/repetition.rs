//! What is repeated, how often and when.

use serde_json::json;
use sne_cotation::core::reason::Kind;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::{Fault, Response as Answer, Server};

use super::support::network::Reply;
use super::support::scene::{Scene, told};
use super::support::signal::Signal;
use super::support::tasks::Task;
use super::support::transport::cause;
use super::support::value::Value;
use super::{answer_all, answer_first, client_with, not_before, persistent, persistent_client, request};

/// Milliseconds that an exchange takes.
const EXCHANGE: u64 = 10;

fn calls(scene: &Scene) -> usize {
    scene.network.counts().1
}

#[test]
fn what_passes_is_survived() {
    for fault in [
        Fault::Outage { retry_after: None },
        Fault::Outage { retry_after: Some(1) },
        Fault::GatewayTimeout,
        Fault::GeneralException,
    ] {
        let (scene, client) = persistent_client();
        scene.network.inject(Server::Gateway, fault);
        scene.expect_ok(&client);
        assert_eq!(calls(&scene), 2);
    }
}

#[test]
fn a_call_is_tried_four_times_in_all() {
    let (scene, client) = persistent_client();
    answer_all(&scene, || Answer::empty(500));
    assert_eq!(told(&scene.healthcheck(&client)), "gateway gateway-fault status=500 attempts=4");
    assert_eq!(calls(&scene), 4);
}

/// The gateway flaps: for a while, a good request is refused without a word.
#[test]
fn refusals_without_a_word_get_all_attempts() {
    for (status, reason) in [(400, "request request-empty"), (404, "request not-found")] {
        let (scene, client) = persistent_client();
        answer_first(&scene, 3, move || Answer::empty(status));
        scene.expect_ok(&client);
        assert_eq!(calls(&scene), 4, "{status}");
        let (scene, client) = persistent_client();
        answer_all(&scene, move || Answer::empty(status));
        let outcome = scene.healthcheck(&client);
        assert_eq!(told(&outcome), format!("{reason} status={status} attempts=4"));
        assert!(outcome.is_err_and(|error| error.reason().is_transient()), "{status}");
    }
}

#[test]
fn a_call_is_tried_as_often_as_its_caller_or_its_client_says() {
    for (of_client, of_call, expected) in [
        (json!({ "attempts": 2 }), json!(null), 2),
        (json!(false), json!(null), 1),
        (json!(true), json!(null), 4),
        (json!({ "attempts": 2 }), json!({ "attempts": 6 }), 6),
        (json!({ "attempts": 2 }), json!({ "maxDelay": 5 }), 2),
        (json!(false), json!({ "maxDelay": 5 }), 1),
        (json!({ "attempts": 2 }), json!(false), 1),
        (json!({ "attempts": 3 }), json!(true), 3),
    ] {
        let (scene, client) = client_with(&persistent().with("retry", of_client.clone()));
        answer_all(&scene, || Answer::empty(500));
        let mut options = request("GET");
        options["retry"] = of_call.clone();
        assert!(scene.request(&client, options).is_err());
        assert_eq!(calls(&scene), expected, "{of_client} {of_call}");
    }
}

#[test]
fn what_may_do_something_twice_is_not_repeated_unless_its_caller_says_that_it_may() {
    for (method, idempotent, expected) in [
        ("GET", None, 4),
        ("HEAD", None, 4),
        ("PUT", None, 4),
        ("DELETE", None, 4),
        ("OPTIONS", None, 4),
        ("POST", None, 1),
        ("PATCH", None, 1),
        ("POST", Some(true), 4),
        ("PATCH", Some(true), 4),
        ("GET", Some(false), 1),
    ] {
        for failure in
            [|| Reply::Answer(Answer::empty(502)), || Reply::Unreachable(cause("fetch failed", "ECONNRESET"))]
        {
            let (scene, client) = persistent_client();
            scene.network.set_hook(move |_| Some(failure()));
            let mut options = request(method);
            options["idempotent"] = idempotent.into();
            assert!(scene.request(&client, options).is_err());
            assert_eq!(calls(&scene), expected, "{method} {idempotent:?}");
        }
    }
}

#[test]
fn what_the_server_puts_off_is_repeated_whatever_it_is_when_the_time_has_come() {
    for (status, expected) in [(429, 2), (503, 2), (500, 1), (502, 1)] {
        let (scene, client) = persistent_client();
        answer_first(&scene, 1, move || not_before(status, "20"));
        let start = scene.clock.monotonic();
        // The simulator knows no POST: its answer is the last word.
        assert!(scene.request(&client, request("POST")).is_err());
        assert_eq!(calls(&scene), expected, "{status}");
        let took = scene.clock.monotonic() - start;
        assert_eq!((20_000..=20_250 + 2 * EXCHANGE).contains(&took), expected == 2, "{status}: {took} ms");
    }
}

#[test]
fn a_wait_told_as_a_date_or_by_the_quota_is_kept_too() {
    for (name, value) in [
        ("Retry-After", "Tue, 14 Nov 2023 22:13:40 GMT"),
        ("X-Rate-Limit", r#"[{"window":20,"type":"throttle","remaining":0}]"#),
        ("X-Rate-Limit", r#"[{"window":3600,"remaining":9},{"window":20,"type":"throttle","remaining":-1}]"#),
    ] {
        let (scene, client) = persistent_client();
        answer_first(&scene, 1, move || {
            let mut answer = Answer::empty(429);
            answer.set_header(name, value);
            answer
        });
        scene.expect_ok(&client);
        let now = scene.clock.monotonic();
        assert!((20_000..20_250 + 50).contains(&now), "{value}: {now} ms");
    }
    let (scene, client) = persistent_client();
    let reset = scene.clock.now().wall / 1000.0 + 20.0;
    answer_first(&scene, 1, move || {
        let mut answer = Answer::empty(429);
        answer.set_header("X-Rate-Limit-Remaining", "0");
        answer.set_header("X-Rate-Limit-Reset", format!("{reset:.0}"));
        answer
    });
    scene.expect_ok(&client);
    assert!((19_500..20_750).contains(&scene.clock.monotonic()));
}

#[test]
fn a_server_that_asks_for_a_day_is_left_alone_at_once() {
    let (scene, client) = persistent_client();
    answer_all(&scene, || not_before(429, "86400"));
    let start = scene.clock.monotonic();
    let expected = "quota quota-exceeded status=429 retryAfter=86400 attempts=1";
    assert_eq!(told(&scene.healthcheck(&client)), expected);
    assert_eq!(scene.clock.monotonic() - start, EXCHANGE);
}

#[test]
fn nothing_is_sent_after_the_deadline() {
    let (scene, client) = persistent_client();
    answer_all(&scene, || not_before(503, "2"));
    let start = scene.clock.monotonic();
    let outcome = scene.kind(&client, CallKind::Healthcheck, &json!({ "deadline": 1_900 }).into());
    assert_eq!(told(&outcome), "gateway gateway-fault status=503 retryAfter=2 attempts=1");
    assert_eq!(scene.clock.monotonic() - start, EXCHANGE, "there is no sense in waiting");

    let (scene, client) = client_with(&persistent().with("deadline", json!(5_000)));
    answer_all(&scene, || not_before(503, "2"));
    let start = scene.clock.monotonic();
    assert!(scene.healthcheck(&client).is_err());
    assert_eq!(calls(&scene), 3);
    assert!(scene.clock.monotonic() - start < 5_000);
}

#[test]
fn an_abort_ends_a_wait_at_once() {
    let (scene, client) = persistent_client();
    answer_all(&scene, || not_before(503, "20"));
    let signal = Signal::default();
    let options = Value::Object(vec![("signal".to_owned(), Value::from(&signal))]);
    let task = scene.start(&client, CallKind::Healthcheck, &options);
    scene.tasks.run_for(1_000);
    assert!(!task.is_over());
    signal.abort();
    scene.tasks.settle();
    assert!(told(&task.result()).starts_with("timeout aborted"));
    scene.assert_quiet();
    assert_eq!(calls(&scene), 1);
}

/// Who waited as long as that makes a slow server no slower.
#[test]
fn a_time_out_is_not_tried_again() {
    let (scene, client) = persistent_client();
    scene.network.set_hook(|_| Some(Reply::Silence));
    assert_eq!(told(&scene.healthcheck(&client)), "timeout timeout attempts=1");
    assert_eq!((calls(&scene), scene.clock.monotonic()), (1, 30_000 + 10));
}

#[test]
fn what_lasts_is_not_tried_again() {
    for status in [400, 401, 403, 405, 409, 423] {
        let (scene, client) = persistent_client();
        answer_all(&scene, move || {
            Answer::with_content(status, "application/json", r#"{"code":"ERRCOTCAL0004","message":"non"}"#)
        });
        assert!(scene.healthcheck(&client).is_err());
        // A refused token is replaced, once.
        assert_eq!(calls(&scene), 1, "{status}");
    }
}

/// The platform flaps, for some seconds: but mostly, what is empty or found nowhere is so.
#[test]
fn what_may_be_meant_is_tried_once_more_and_what_passes_as_often_as_anything() {
    let html = |status| Answer::with_content(status, "text/html", "<html>");
    for (answer, most) in [
        (Answer::empty(404), 4),
        (Answer::empty(400), 4),
        (html(404), 4),
        (html(200), 2),
        (Answer::empty(200), 2),
        (Answer::with_content(404, "application/json", "{}"), 2),
    ] {
        let (scene, client) = persistent_client();
        let (all, first) = (answer.clone(), answer.clone());
        answer_all(&scene, move || all.clone());
        let error = scene.healthcheck(&client).unwrap_err();
        assert_eq!(error.reason().is_transient(), most == 4 || error.kind() == Kind::Gateway);
        assert_eq!(calls(&scene), most);
        let (scene, client) = persistent_client();
        answer_first(&scene, most - 1, move || first.clone());
        scene.expect_ok(&client);
    }
}

/// Two hundred calls at once to a dead service: the first requests, and what the budget allows.
#[test]
fn a_dead_service_is_not_asked_more_than_before() {
    let (scene, client) = persistent_client();
    answer_all(&scene, || Answer::empty(503));
    let tasks: Vec<_> = (0..200).map(|_| scene.start_healthcheck(&client)).collect();
    scene.tasks.run();
    assert!(tasks.into_iter().all(|task| task.result().is_err()));
    assert!(calls(&scene) <= 235, "{}", calls(&scene));
}

/// The budget by itself: failures that do not open the circuit, because the server does answer.
#[test]
fn the_budget_of_repetitions_is_shared_by_all_calls_and_earned_by_successes() {
    let (scene, client) = persistent_client();
    answer_all(&scene, || Answer::empty(429));
    let all = |count: usize| {
        let tasks: Vec<_> = (0..count).map(|_| scene.start_healthcheck(&client)).collect();
        scene.tasks.run();
        tasks.into_iter().filter(Task::is_over).count()
    };
    assert_eq!(all(200), 200);
    assert_eq!(calls(&scene), 230);
    scene.network.remove_hook();
    assert_eq!(all(101), 101);
    answer_all(&scene, || Answer::empty(429));
    let before = calls(&scene);
    all(100);
    assert_eq!(calls(&scene) - before, 110);
}
