//! A plan in lines that a person can read.

use crate::fate::{Key, Strike};
use crate::plan::{Act, CallPlan, ClientPlan, Faults, Patience, Plan, WINDOWS, When};

/// The plan, line by line: who there is, what happens when, what goes wrong.
pub fn tell(plan: &Plan) -> Vec<String> {
    let mut lines: Vec<_> = plan.clients_in_use().into_iter().map(|id| client(plan, id, &plan.clients[id])).collect();
    let calls = plan.calls.iter().map(|it| (it.at, call(it)));
    let acts = plan.acts.iter().map(|it| (it.at, act(it.act)));
    let mut happenings: Vec<_> = calls.chain(acts).collect();
    happenings.sort_by_key(|(at, _)| *at);
    lines.extend(happenings.into_iter().map(|(at, what)| format!("at {:.3} s: {what}", at as f64 / 1_000.0)));
    if let Faults::Listed(strikes) = &plan.faults {
        lines.extend(strikes.iter().map(|(key, strike)| format!("{}: {}", whom(*key), wrong(strike))));
    }
    let time = if plan.is_uneven { "a time drawn for each" } else { "10 ms" };
    let next = if plan.is_shuffled { "is drawn" } else { "is the one woken first" };
    lines.push(format!("a request and its answer take {time}; the next task {next}"));
    lines
}

fn client(plan: &Plan, id: usize, client: &ClientPlan) -> String {
    let application = &plan.config.applications[client.application];
    let rate = client.rate.map_or(String::new(), |rate| {
        let declared = WINDOWS.iter().zip(rate.calls).filter(|(_, calls)| *calls > 0);
        let windows: Vec<_> = declared.map(|((name, _), calls)| format!("{calls} {name}")).collect();
        let reserve =
            if rate.reserve > 0 { format!(", {} tenths of it for others", rate.reserve) } else { String::new() };
        format!(", at most [{}]{reserve} and {} in the queue", windows.join(", "), rate.max_queued)
    });
    format!(
        "client {id}: {:?} of application {} ({:?}, tokens of {} s{}){rate}{}",
        client.source,
        client.application,
        application.environment,
        application.token_lifetime,
        if application.business_profile { "" } else { ", without profile" },
        patience(client.patience)
    )
}

fn call(call: &CallPlan) -> String {
    let leave = call.leave.map_or(String::new(), |leave| {
        let how = if leave.is_abort { "aborted" } else { "dropped" };
        match leave.when {
            When::Polls(polls) => format!(", {how} after {polls} polls"),
            When::Milliseconds(length) => format!(", {how} after {length} ms"),
        }
    });
    format!("call {} of client {}: {:?}{}{leave}", call.id, call.client, call.wanted, patience(call.patience))
}

fn patience(patience: Patience) -> String {
    let fields = [
        ("timeout", patience.timeout),
        ("deadline", patience.deadline),
        ("attempts", patience.attempts),
        ("maxDelay", patience.max_delay),
    ];
    fields.into_iter().filter_map(|(name, value)| Some(format!(", {name} {}", value?))).collect()
}

fn act(act: Act) -> String {
    match act {
        Act::SetWall(by) => format!("the wall clock is set by {by} ms"),
        Act::Suspend(length) => format!("the machine sleeps for {length} ms"),
        Act::Stall(length) => format!("the thread is busy for {length} ms"),
        Act::Revoke(None) => "the gateway forgets all tokens".to_owned(),
        Act::Revoke(Some(application)) => format!("the gateway forgets the tokens of application {application}"),
        Act::Forget(client) => format!("forgetToken of client {client}"),
        Act::Close(client) => format!("close of client {client}"),
    }
}

fn whom(key: Key) -> String {
    match key {
        Key::Call(call, nth) => format!("call {call}, request {nth}"),
        Key::Token(client, nth) => format!("client {client}, token request {nth}"),
    }
}

fn wrong(strike: &Strike) -> String {
    match strike {
        Strike::RequestLost => "the request is lost".to_owned(),
        Strike::AnswerLost => "the answer is lost".to_owned(),
        Strike::AnswerReset => "acted on, then the connection breaks".to_owned(),
        Strike::Duplicated => "the network delivers it twice".to_owned(),
        Strike::Server(fault) => format!("{fault:?}"),
        Strike::PutOff { status, seconds, is_date } => {
            format!("{status}, Retry-After: {seconds} s{}", if *is_date { " as a date" } else { "" })
        }
    }
}
